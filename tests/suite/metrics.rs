//! Metrics: declared in `book.toml`, declared in `content/metrics.toml`, or brought by the facts themselves.

use fieldbook::pipeline::Builder;
use fieldbook::source::discover;

use crate::site::{Built, Site};

/// Two projects that share a metric, one of which has a figure that nobody else has.
fn bridges() -> Site {
    Site::parse(
        "
        -- book.toml --
        [book]
        title = \"Bridges\"
        [directory]
        projects = [\"span\", \"rivets\"]
        -- content/metrics.toml --
        [metrics.span]
        label = \"Longest span\"
        unit = \"metres\"
        -- content/index.md --
        ---
        title: Bridges
        ---
        Unlike the Tay Bridge, the Forth Bridge has [[forth#rivets]] and [[forth#span|value]].

        ```table
        title: Bridges by rivets
        columns: [name, rivets]
        ```

        ```chart
        title: Rivets
        metric: rivets
        entities: [forth]
        ```
        -- content/projects/forth.md --
        ---
        title: Forth Bridge
        facts:
          - {metric: span, value: 521, as-of: 1890, source: survey}
          - {metric: rivets, value: 6500000, label: Rivets driven, unit: rivets, as-of: 1890, source: survey}
          - {metric: rivets, value: 1, approximate: true, as-of: 1891, source: survey}
          - {metric: cost, value: 3200000, label: Cost, format: money-usd, as-of: 1890, source: survey}
        ---
        -- content/projects/tay.md --
        ---
        title: Tay Bridge
        facts:
          - {metric: span, value: 75, as-of: 1887, source: survey}
        ---
        -- content/sources/survey.md --
        ---
        title: Survey
        ---
        ",
    )
}

#[track_caller]
fn expect(built: &Built, url: &str, words: &[&str]) {
    let html = built.main(url);
    for words in words {
        assert!(html.contains(words), "{url} lacks `{words}`:\n{html}");
    }
}

#[test]
fn a_metric_of_the_shared_file_is_used_like_one_of_book_toml() {
    let built = bridges().build().clean();
    expect(&built, "/projects/forth/", &["Longest span", "521 metres"]);
    expect(&built, "/projects/", &["Longest span"]);
    let inline = bridges().remove("content/metrics.toml").edit(
        "book.toml",
        "[directory]",
        "[metrics.span]\nlabel = \"Longest span\"\nunit = \"metres\"\n[directory]",
    );
    assert_eq!(built.0.output, inline.build().clean().0.output);
}

#[test]
fn the_file_of_metrics_is_not_published() {
    assert!(!bridges().build().clean().has("metrics.toml"));
}

#[test]
fn a_metric_that_a_fact_brings_is_used_like_a_declared_one() {
    let built = bridges().build().clean();
    expect(&built, "/projects/forth/", &["Rivets driven", "about 1 rivets", "$3,200,000"]);
    expect(&built, "/projects/", &["Rivets driven", "about 1"]);
    expect(&built, "/sources/survey/", &["Rivets driven", "6,500,000 rivets"]);
    expect(&built, "/", &["about 1 rivets", "<th scope=\"col\"", "Rivets driven"]);
}

#[test]
fn an_edit_of_a_brought_label_or_of_the_shared_file_is_shown_wherever_the_metric_is() {
    let edits = [
        ("content/projects/forth.md", "Rivets driven", "Rivets counted"),
        ("content/metrics.toml", "Longest span", "Span"),
    ];
    for (path, from, to) in edits {
        let (before, after) = (bridges(), bridges().edit(path, from, to));
        let mut builder = Builder::new(before.options.clone());
        let mut tree = discover(&before.files).unwrap();
        builder.update(&tree).finish(&mut fieldbook::verify::Verifier::default());
        assert_eq!(
            tree.rescan(&after.files).unwrap().iter().map(|path| path.as_str()).collect::<Vec<_>>(),
            [path]
        );
        let draft = builder.update(&tree);
        draft.rendered.render_all(&|| true);
        let (output, _) = draft.finish(&mut fieldbook::verify::Verifier::default());
        assert_eq!(output, after.build().clean().0.output, "{path}");
    }
}

#[test]
fn a_page_that_goes_takes_the_metrics_it_brought_with_it() {
    let built = bridges().remove("content/projects/forth.md").build();
    assert!(built.report().contains("no metric is called `rivets`"), "{}", built.report());
}
