//! What readers are told of a figure wherever it is printed: its age, and that sources differ on it.

use serde_json::Value;

use crate::site::{Built, Site};

/// Two lights, each with an old figure; of the height of one two sources say different things.
const LIGHTS: &str = r#"
-- book.toml --
[book]
title = "Lights"
[build]
as-of = "1906-01-01"
[directory]
projects = ["height"]
[metrics.height]
label = "Height"
unit = "metres"
max-age = "36 months"
-- content/notes.md --
---
title: Notes
---
Rock is [[rock#height]] high, or [[rock#height|value]]. Boat is [[boat#height]] high.
-- content/pictures.md --
---
title: Pictures
---
```chart
title: Heights
metric: height
```

```table
title: Lights
columns: [name, height]
```
-- content/projects/boat.md --
---
title: Boat
facts:
  - {metric: height, value: 12, as-of: 1905, source: log}
---
-- content/projects/rock.md --
---
title: Rock
facts:
  - {metric: height, value: 41, as-of: 1899, source: survey}
  - {metric: height, value: 48, as-of: 1899, source: log}
---
-- content/sources/log.md --
---
title: Log
---
-- content/sources/survey.md --
---
title: Survey
---
"#;

fn lights() -> Site {
    Site::parse(LIGHTS)
}

#[test]
fn a_figure_that_is_old_or_contested_says_so_in_prose() {
    let built = lights().build().clean();
    let figures = built.texts("/notes/", "a.figure");
    assert_eq!(figures[0], "41 metres≠ (sources differ) as of 1899, 6 years old");
    assert_eq!(figures[1], "41≠ (sources differ)", "a number alone has neither date nor age");
    assert_eq!(figures[2], "12 metres as of 1905");
    assert_eq!(built.texts("/notes/", ".sign-legend").len(), 1);
}

#[test]
fn a_page_without_contested_figures_has_no_sign_to_explain() {
    let words = "Rock is [[rock#height]] high, or [[rock#height|value]]. ";
    let built = lights().edit("content/notes.md", words, "Rock is old. ").build().clean();
    assert_eq!(built.texts("/notes/", ".sign-legend").len(), 0);
    assert_eq!(built.texts("/projects/boat/", ".contested, .sign-legend").len(), 0);
}

/// Whether text of an element on a page has the sign, and an age.
fn told(built: &Built, url: &str, selector: &str, words: &str) -> (bool, bool) {
    let found = built.texts(url, selector);
    let found = found.iter().find(|text| text.contains(words));
    let text = found.unwrap_or_else(|| panic!("no `{words}` at {url}: {:?}", built.texts(url, selector)));
    (text.contains('≠'), text.contains("years old"))
}

#[test]
fn old_and_contested_figures_say_so_in_every_list() {
    let built = lights().build().clean();
    let places = [
        ("/projects/rock/", "dd"),
        ("/projects/", "tbody tr"),
        ("/figures/", "tbody tr"),
        ("/pictures/", "figure.table tbody tr"),
        ("/pictures/", "figure.chart tbody tr"),
    ];
    for (url, selector) in places {
        assert_eq!(told(&built, url, selector, "41"), (true, true), "{url} {selector}");
        let boat = if url == "/projects/rock/" { ("/projects/boat/", selector) } else { (url, selector) };
        assert_eq!(told(&built, boat.0, boat.1, "12"), (false, false), "{url} {selector}");
        let legends =
            [".sign-legend", ".exhibit-data", ".fine-print p"].map(|legend| built.texts(url, legend));
        assert!(legends.concat().iter().any(|text| text.starts_with("≠ Sources differ")), "{url}");
    }
    assert_eq!(told(&built, "/sources/log/", "tbody tr", "48"), (true, true));
}

#[test]
fn a_chart_names_old_figures_below_it_and_marks_contested_ones_beside_their_bars() {
    let built = lights().build().clean();
    let rows = built.texts("/pictures/", ".chart .rows li .value");
    assert_eq!(rows, ["41≠ (sources differ)", "12"]);
    let said = built.texts("/pictures/", ".chart .fine-print p");
    assert!(said.contains(&"Old figures: Rock (6 years old)".to_owned()), "{said:?}");
    assert!(built.main("/pictures/").contains("41 metres, 1899, 6 years old, Survey, sources differ"));
}

#[test]
fn answers_of_the_search_say_that_a_figure_is_old_or_contested() {
    let built = lights().build().clean();
    let pages: Value = serde_json::from_str(built.html("/search/pages-0.json")).unwrap();
    let page = |title: &str| pages.as_array().unwrap().iter().find(|page| page["title"] == title).unwrap();
    let figure = &page("Rock")["figures"][0];
    assert_eq!([&figure[2], &figure[5]], ["1899, 6 years old", "sources differ"]);
    let figure = &page("Boat")["figures"][0];
    assert_eq!([&figure[2], &figure[5]], ["1905", ""]);
}

#[test]
fn disagreements_stand_by_kind_and_the_largest_gaps_first() {
    let metrics = "[metrics.lit]\nlabel = \"Lit\"\nformat = \"date\"\n[metrics.builder]\nlabel = \"Builder\"\n\
                   format = \"name\"\n[metrics.worth]\nlabel = \"Worth it\"\nformat = \"text\"\n[metrics.height]";
    let claims = [
        ("worth", "[yes, no]"),
        ("builder", "[Smeaton, Rudyerd]"),
        ("lit", "[2001, \"2003-06\"]"),
        ("keepers", "[3, 30]"),
    ];
    let fact = |metric: &str, value: &str, source: &str, more: &str| {
        format!("  - {{metric: {metric}, value: {value}, as-of: 1850, source: {source}{more}}}\n")
    };
    let facts = claims.map(|(metric, values)| {
        let values = values.trim_matches(['[', ']']).split(", ").collect::<Vec<_>>();
        let label = if metric == "keepers" { ", label: Keepers" } else { "" };
        fact(metric, values[0], "log", label) + &fact(metric, values[1], "survey", "")
    });
    let page = format!("---\ntitle: Wolf\nfacts:\n{}---\n", facts.concat());
    let built =
        lights().edit("book.toml", "[metrics.height]", metrics).with("content/projects/wolf.md", page);
    let built = built.build();
    let terms = built.texts("/disagreements/", ".disagreements dt");
    let expected = [
        "Wolf Keepers up to 10.0 times",
        "Rock Height up to 17% more",
        "Wolf Lit 17 months apart",
        "Wolf Builder",
        "Wolf Worth it",
    ];
    assert_eq!(terms, expected, "{}", built.report());
    let groups = built.texts("/disagreements/", ".disagreements .group");
    assert_eq!(groups, ["Figures: 2", "Dates: 1", "Names: 1", "Judgements: 1"]);
    let dots = built.attributes("/disagreements/", ".spread circle", "cx");
    assert_eq!(dots, ["10%", "100%", "85.42%", "100%"], "lines start at zero");
    let printed = built.texts("/disagreements/", ".disagreements dd:has(.note)");
    assert_eq!(printed[1], "41 metres 1899 · Survey 6 years old Printed in this report");
}
