//! What is wrong, marked at its place, so that a site with errors can be looked at.

use super::Site;

#[test]
fn words_that_lead_nowhere_are_marked_with_the_reason() {
    let site = Site::parse(
        "
        -- content/index.md --
        ---
        title: Home
        ---
        [[Not <written>]], [x](later.md), ![a map](map.png), ![](bare.png) and [[#height]].

        ## On [y](later.md)
        ",
    );
    let built = site.build();
    let home = built.main("index.html");
    for (words, why) in [
        ("Not &lt;written&gt;", "no page is called `Not &lt;written&gt;`"),
        ("x", "there is no file `content/later.md`"),
        ("a map", "there is no file `content/map.png`"),
        ("bare.png", "there is no file `content/bare.png`"),
        ("#height", "`Home` has neither a fact nor a heading `height`"),
        ("y", "there is no file `content/later.md`"),
    ] {
        let mark = format!("<span class=\"fieldbook-problem\" title=\"{why}\">{words}</span>");
        assert!(home.contains(&mark), "{mark} is not in\n{home}");
    }
    assert!(!home.contains("<a href"), "{home}");
}

#[test]
fn a_block_that_shows_nothing_says_why_in_its_place() {
    let site = Site::parse(
        "
        -- content/index.md --
        ---
        title: Home
        ---
        Before.

        ```chart
        title: A
        metric: wieght
        ```

        ```table
        title: B: C
        ```

        ```timeline
        title: D
        ```

        After.
        ",
    );
    let built = site.build();
    let home = built.main("index.html");
    let marks: Vec<_> = home
        .split("<div class=\"fieldbook-problem\" role=\"note\">")
        .skip(1)
        .map(|rest| rest.split("</div>").next())
        .collect();
    let [Some(chart), Some(table), Some(timeline)] = marks.as_slice() else { panic!("{home}") };
    assert!(chart.contains("no metric is called `wieght`"), "{chart}");
    assert!(table.contains("this is not valid YAML"), "{table}");
    assert!(timeline.starts_with("<p>"), "{timeline}");
    assert!(home.contains("<p>Before.</p>") && home.contains("<p>After.</p>"), "{home}");
}

#[test]
fn a_page_whose_front_matter_cannot_be_read_says_so_above_its_text() {
    let site = Site::parse("-- content/index.md --\n---\ntitle: Home\n---\n[[about]]\n");
    let built = site.with("content/about.md", "---\ntitle: a: b\n---\nThe *text*.\n").build();
    let about = built.main("about/index.html");
    let mark = "<p class=\"fieldbook-problem\" role=\"note\">this is not valid YAML: mapping values";
    let (mark, text) = (about.find(mark), about.find("<p>The <em>text</em>.</p>"));
    assert!(mark.is_some() && mark < text, "{about}");
    assert!(
        built.main("index.html").contains("<a href=\"/about/\">about</a>"),
        "{}",
        built.main("index.html")
    );
}
