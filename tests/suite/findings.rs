//! What the report found: Markdown in the front matter.

use insta::assert_snapshot;

use crate::site::{Built, Site};

const HOME: &str = "content/index.md";

/// A tower with a height, a chapter about it, and a home page.
fn towers() -> Site {
    Site::parse(
        r#"
        -- book.toml --
        [book]
        title = "Towers"
        [metrics.height]
        label = "Height"
        unit = "metres"
        -- content/index.md --
        ---
        title: Towers
        ---
        Welcome to [[stone]] and [[skerryvore]].
        -- content/projects/skerryvore.md --
        ---
        title: Skerryvore
        facts:
          - {metric: height, value: 48, as-of: 1844, source: survey}
        ---
        -- content/chapters/stone.md --
        ---
        title: Of stone
        ---
        ## What lasts

        Granite does.
        -- content/sources/survey.md --
        ---
        title: Survey
        ---
        "#,
    )
}

fn with(findings: &str) -> Site {
    towers().with(
        HOME,
        format!("---\ntitle: Towers\n{findings}\n---\nWelcome to [[stone]] and [[skerryvore]].\n"),
    )
}

fn sentences(built: &Built, url: &str) -> Vec<String> {
    built.texts(url, ".findings li p")
}

#[test]
fn a_finding_holds_markdown_figures_and_mentions() {
    let text = "**Stone `lasts`.** Bell Rock has not [[skerryvore#height]], see [the chapter](chapters/stone.md#what-lasts).";
    let site = with(&format!("findings:\n  - text: >-\n      {text}\n    link: stone#what-lasts"));
    let built = site.with("content/projects/bell-rock.md", "---\ntitle: Bell Rock\n---\n").build().clean();
    let sentence = "Stone lasts. Bell Rock has not 48 metres as of 1844, see the chapter.";
    assert_eq!(sentences(&built, "/"), [sentence]);
    assert_eq!(built.texts("/", ".findings li p strong code"), ["lasts"]);
    let links = built.attributes("/", ".findings a", "href");
    let [mention, figure, chapter, more] = links.as_slice() else { panic!("{links:?}") };
    assert_eq!(mention, "/projects/bell-rock/");
    assert!(figure.starts_with("/projects/skerryvore/#height."), "{figure}");
    assert_eq!(
        (chapter.as_str(), more.as_str()),
        ("/chapters/stone/#what-lasts", "/chapters/stone/#what-lasts")
    );
    assert_eq!(built.texts("/", ".findings .more"), ["What lasts"]);
}

#[test]
fn a_finding_counts_as_prose_of_its_page() {
    let built = with("findings: [\"The tallest is Skerryvore with [[skerryvore#height]].\"]").build().clean();
    assert!(
        built.texts("/projects/skerryvore/", ".backlinks").concat().contains("The tallest is Skerryvore")
    );
    assert!(built.attributes("/figures/", "main a", "href").contains(&"/".to_owned()), "where it is printed");
    let found = built.html("/search/words-0.json");
    assert!(found.contains("\"tallest\""), "{found}");
}

#[test]
fn a_finding_is_written_in_any_way_that_yaml_leaves_as_it_is() {
    let forms = [
        "findings:\n  - One *two* three.",
        "findings: ['One *two* three.']",
        "findings: [\"One *two* three.\"]",
        "findings:\n  - text: One *two*\n      three.",
        "findings:\n  - text: \"One\n      *two*\n      three.\"",
        "findings:\n  - >-\n      One *two*\n      three.",
        "findings:\n  - |\n    One *two*\n    three.",
        "findings:\n  - |2\n    One *two*\n    three.",
        "extra: {a: &a One *two* three.}\nfindings: [*a]",
    ];
    for form in forms {
        let built = with(form).build().clean();
        let words = sentences(&built, "/").concat().split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words, "One two three.", "{form}");
        assert_eq!(built.texts("/", ".findings em"), ["two"], "{form}");
    }
}

#[test]
fn findings_stand_in_the_order_of_their_author() {
    let built =
        with("extra: {a: &a First *a*}\nfindings: [\"Then *b*\", *a, {link: stone, text: \"Last *c*\"}]");
    let built = built.build().clean();
    assert_eq!(sentences(&built, "/"), ["Then b", "First a", "Last c"]);
    assert_eq!(built.texts("/", ".findings .more"), ["Of stone"]);
}

#[test]
fn other_pages_show_findings_above_their_text() {
    let page = "---\ntitle: About\nfindings: [\"It *stands*.\"]\n---\nText.\n";
    let built = towers().with("content/about.md", page).build();
    assert_eq!(sentences(&built, "/about/"), ["It stands."]);
}

/// What is said of the findings of the home page.
fn report(findings: &str) -> String {
    with(findings).build().report()
}

#[test]
fn what_is_wrong_in_a_finding_is_underlined() {
    assert_snapshot!(report("findings:\n  - text: >-\n      Stone, of\n      [[skerryvor#height]].\n    link: stones"), @r"
    error[unknown-name]: no page is called `skerryvor`
     --> content/index.md:6:9
      |
    6 |       [[skerryvor#height]].
      |         ^^^^^^^^^^^^^^^^
      |
      = help: did you mean `Skerryvore`?

    error[unknown-name]: no page is called `stones`
     --> content/index.md:7:11
      |
    7 |     link: stones
      |           ^^^^^^
      |
      = help: did you mean `stone`?
    ");
    assert_snapshot!(report("findings: [\"It is [[skerryvore#girth]]\"]"), @r#"
    error[unknown-figure]: `Skerryvore` has neither a fact nor a heading `girth`
     --> content/index.md:3:21
      |
    3 | findings: ["It is [[skerryvore#girth]]"]
      |                     ^^^^^^^^^^^^^^^^
    "#);
    assert_snapshot!(report("findings: [\"It is \\\"stone\\\"\"]"), @r#"
    error[bad-value]: the text of a finding is written with escapes
     --> content/index.md:3:12
      |
    3 | findings: ["It is \"stone\""]
      |            ^^^^^^^^^^^^^^^^^
      |
      = help: write it as a block: `text: >-`, and the sentence on the lines below
    "#);
}

#[test]
fn a_finding_that_is_no_line_of_text_is_underlined() {
    assert_snapshot!(report("findings:\n  - |\n    - One\n    - Two"), @r"
    error[bad-value]: the text of a finding holds what cannot stand in a line
     --> content/index.md:5:5
      |
    5 | /     - One
    6 | |     - Two
      | |_________^
      |
      = help: it can hold words, emphasis, code and links
    ");
    assert_snapshot!(report("findings: [{link: stone}, {text: Stone, lnik: stone}, [Stone]]"), @r"
    error[missing-key]: the key `text` is missing
     --> content/index.md:3:13
      |
    3 | findings: [{link: stone}, {text: Stone, lnik: stone}, [Stone]]
      |             ^^^^
      |
      = help: add `text: …`

    error[unknown-key]: the key `lnik` has no meaning here
     --> content/index.md:3:41
      |
    3 | findings: [{link: stone}, {text: Stone, lnik: stone}, [Stone]]
      |                                         ^^^^
      |
      = help: did you mean `link`?

    error[wrong-type]: an item of `findings` takes a text, not a list
     --> content/index.md:3:55
      |
    3 | findings: [{link: stone}, {text: Stone, lnik: stone}, [Stone]]
      |                                                       ^
    ");
    assert_snapshot!(report("findings: [Stone, Stone]"), @r"
    error[bad-value]: `Stone` stands twice in `findings`
     --> content/index.md:3:19
      |
    3 | findings: [Stone, Stone]
      |                   ^^^^^
      |
     ::: content/index.md:3:12
      |
    3 | findings: [Stone, Stone]
      |            ----- and here
      |
      = help: take one away
    ");
    assert_snapshot!(report("findings: Stone"), @r"
    error[wrong-type]: `findings` takes a list, not a text
     --> content/index.md:3:11
      |
    3 | findings: Stone
      |           ^^^^^
      |
      = help: write `[Stone]`
    ");
}

#[test]
fn entities_have_no_findings() {
    let page = "---\ntitle: Bell Rock\nfindings: [Stone]\n---\n";
    assert_snapshot!(towers().with("content/projects/bell-rock.md", page).build().report(), @r"
    error[unknown-key]: the key `findings` has no meaning here
     --> content/projects/bell-rock.md:3:1
      |
    3 | findings: [Stone]
      | ^^^^^^^^
      |
      = help: keys of your own, for templates, go below `extra`
    ");
}

#[test]
fn the_home_page_has_a_door_to_what_there_is_and_the_parts_with_their_chapters() {
    let site = towers()
        .with("content/chapters/sea/index.md", "---\ntitle: The sea\n---\n")
        .with("content/chapters/sea/tide.md", "---\ntitle: Tide\n---\n")
        .with("content/chapters/sea/wind.md", "---\ntitle: Wind\n---\n");
    let built = site.build().clean();
    assert_eq!(built.texts("/", ".doors h2"), ["Read", "Look up", "Explore", "Data"]);
    let links = built.texts("/", ".doors li");
    assert_eq!(links[..3], ["Chapters 3", "Of stone", "Projects 1"]);
    assert!(links.contains(&"Figures 1".to_owned()), "{links:?}");
    assert_eq!(built.texts("/", ".parts li"), ["The sea 2 chapters"]);
    assert_eq!(built.attributes("/", "form.search", "action"), ["/search/"], "one field for the search");
    let chapters = built.texts("/chapters/", ".chapters li a");
    assert_eq!(chapters, ["Of stone", "Tide", "Wind"]);
}
