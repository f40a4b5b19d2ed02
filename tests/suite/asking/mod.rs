//! Pages that templates ask for: what is found, and what it depends on.

mod slips;

use std::collections::BTreeSet;

use fieldbook::pipeline::{Builder, Options};
use fieldbook::source::discover;
use fieldbook::trace;

use crate::site::{Built, Site};

/// Four chapters in two parts, and four projects of two domains; `about.md` has a template of its own.
const TEA: &str = "
-- book.toml --
[book]
title = 'Tea'
[metrics.cups]
label = 'Cups'
unit = 'cups'
[metrics.maker]
label = 'Maker'
format = 'name'
[metrics.since]
label = 'Since'
format = 'date'
[check]
orphan-entity = 'allow'
fact-without-source = 'allow'
-- content/about.md --
---
title: About
template: ask.html
---
-- content/other.md --
---
title: Other
---
-- content/chapters/one/index.md --
---
title: Part one
order: 1
date: 2026-01
---
-- content/chapters/one/leaves.md --
---
title: Leaves
order: 2
date: 2021-03
tags: [green]
---
-- content/chapters/one/water.md --
---
title: Water
order: 1
date: 2020
updated: 2024-02
---
-- content/chapters/two/index.md --
---
title: Part two
order: 2
---
-- content/chapters/two/fire.md --
---
title: Fire
date: 2023
---
-- content/chapters/two/ash.md --
---
title: Ash
---
-- content/projects/oolong.md --
---
title: Oolong
summary: Half green
domain: leaf
tags: [green]
facts:
  - {metric: cups, value: 9, as-of: 2020, source: survey}
  - {metric: cups, value: 30, approximate: true, as-of: 2022, source: survey}
  - {metric: since, value: 1855}
---
-- content/projects/sencha.md --
---
title: Sencha
domain: leaf
tags: [Green]
facts:
  - {metric: cups, value: 100, as-of: 2020, source: survey}
  - {metric: maker, value: Zest}
---
-- content/projects/amber.md --
---
title: Amber
facts:
  - {metric: maker, value: Kettle}
---
-- content/projects/context.md --
---
title: Context
tier: context
tags: [green]
---
-- content/domains/leaf.md --
---
title: Leaf
---
-- content/sources/survey.md --
---
title: Survey
date: 2022
---
";

/// Prints the titles of what the query `some` finds, with what else is known of it.
const PRINT: &str = "<p>{% for row in queries.some %}{{ row.page.title }}\
    {% if row.date %} {{ row.date.iso }}{% endif %}{% if row.updated %} {{ row.updated.iso }}{% endif %}\
    {% if row.domain %} in {{ row.domain.title }}{% endif %}\
    {% for tag in row.tags %} #{{ tag.title }}{% endfor %}\
    {% for name, figure in row.figures %} {{ name }}={{ figure.text }}{% endfor %}; {% endfor %}</p>";

fn asking(template: &str) -> Site {
    Site::parse(TEA).with("templates/ask.html", template)
}

/// What a site without an error comes to.
#[track_caller]
fn sound(site: &Site) -> Built {
    let built = site.build();
    let report = built.report();
    assert!(!report.contains("error"), "{report}");
    built
}

/// What a query finds.
#[track_caller]
fn found(query: &str) -> String {
    let template = format!("{{# queries:\n  some: {query}\n#}}{PRINT}");
    sound(&asking(&template)).texts("/about/", "p").join("")
}

#[test]
fn pages_are_found_in_the_words_of_blocks() {
    for (query, expected) in [
        ("{kind: chapter}", "Water 2020 2024-02; Leaves 2021-03 #green; Ash; Fire 2023;"),
        ("{kind: chapter, order: descending, top: 1}", "Fire 2023;"),
        ("{kind: chapter, sort: updated, top: 2}", "Water 2020 2024-02; Fire 2023;"),
        ("{kind: chapter, sort: date}", "Fire 2023; Leaves 2021-03 #green; Water 2020 2024-02; Ash;"),
        ("{kind: chapter, sort: date, order: ascending, top: 1}", "Water 2020 2024-02;"),
        ("{kind: chapter, sort: name}", "Ash; Fire 2023; Leaves 2021-03 #green; Water 2020 2024-02;"),
        (
            "{where: {tag: green}, sort: name}",
            "Leaves 2021-03 #green; Oolong in Leaf #green; Sencha in Leaf #green;",
        ),
        (
            "{where: {domain: leaf}, metrics: [cups]}",
            "Oolong in Leaf #green cups=about 30 cups; Sencha in Leaf #green cups=100 cups;",
        ),
        (
            "{where: {domain: leaf}, metrics: [cups], as-of: 2021, sort: cups}",
            "Sencha in Leaf #green cups=100 cups; Oolong in Leaf #green cups=9 cups;",
        ),
        ("{kind: project, sort: cups}", "Sencha in Leaf #green; Oolong in Leaf #green; Amber;"),
        (
            "{kind: project, sort: cups, order: ascending}",
            "Oolong in Leaf #green; Sencha in Leaf #green; Amber;",
        ),
        (
            "{kind: project, having: [maker], sort: maker, metrics: [maker, cups]}",
            "Amber maker=Kettle; Sencha in Leaf #green cups=100 cups maker=Zest;",
        ),
        ("{kind: project, having: [since], metrics: [since]}", "Oolong in Leaf #green since=1855;"),
        (
            "{entities: [sencha, context, water]}",
            "Sencha in Leaf #green; Context #green; Water 2020 2024-02;",
        ),
        ("{kind: company}", ""),
        ("{kind: domain, having: [cups]}", ""),
    ] {
        assert_eq!(found(query).trim(), expected, "{query}");
    }
}

#[test]
fn figures_have_all_that_facts_have() {
    let template = "{# queries: {some: {entities: [oolong], metrics: [cups]}} #}{% for row in queries.some %}\
        {% set cups = row.figures[`cups`] %}<a href=\"{{ cups.url }}\">{{ cups.value }}</a>\
        <p>{{ cups.date.text }}, {{ cups.source.title }}, {{ row.figures[`maker`] is defined }}</p>{% endfor %}";
    let built = sound(&asking(template));
    assert_eq!(built.attributes("/about/", "a", "href"), ["/projects/oolong/#cups.2022.survey"]);
    assert_eq!(built.texts("/about/", "p"), ["2022, Survey, false"]);
}

#[test]
fn a_query_is_known_to_all_that_draw_on_its_template() {
    let list = "{% for row in queries.newest %}<li>{{ row.page.title }}</li>{% endfor %}";
    let site = asking("{% include '_newest.html' %}")
        .with(
            "templates/_newest.html",
            format!("{{#- queries:\n  newest: {{kind: chapter, sort: updated, top: 1}} -#}}{list}"),
        )
        .with("templates/_footer.html", "<footer>{{ queries | length }}</footer>");
    let built = sound(&site);
    assert_eq!(built.texts("/about/", "li"), ["Water"]);
    assert_eq!(built.texts("/other/", "footer"), ["0"]);
    // What all pages show, all of them know.
    let everywhere = "{# queries: {all: {kind: project}} #}<footer>{{ queries.all | length }}</footer>";
    let built = sound(&asking("{% extends 'base.html' %}").with("templates/_footer.html", everywhere));
    for page in ["/about/", "/other/", "/projects/", "/tags/green/", "/"] {
        assert_eq!(built.texts(page, "footer"), ["3"], "{page}");
    }
}

#[test]
fn a_template_can_build_on_the_one_it_replaces_and_ask_for_more() {
    let template = "{# first a remark #}{#\n  queries:\n    green:\n      where: {tag: [green]}\n      kind: project\n#}\
        {% extends \"domain.html\" %}{% block main %}{{ super() }}<aside>{{ queries.green | length }}</aside>{% endblock main %}";
    let built = sound(&asking("<p>").with("templates/domain.html", template));
    assert_eq!(built.texts("/domains/leaf/", "aside"), ["2"]);
}

/// What is written anew after an edit.
fn written_after(builder: &mut Builder, site: &Site) -> BTreeSet<String> {
    let planned = builder.update(&discover(&site.files).unwrap());
    planned.rendered.render_all(&|| true);
    planned.rendered.rendered_anew().map(|path| path.url().to_string()).collect()
}

#[test]
fn an_edit_writes_those_pages_anew_whose_queries_find_something_else() {
    let newest = "{# queries: {some: {kind: chapter, sort: updated, top: 2}} #}";
    let site = asking(&format!("{newest}{PRINT}"));
    let mut builder = Builder::new(Options::default());
    written_after(&mut builder, &site);
    let mut reaches = |path: &str, from: &str, to: &str| {
        let edited = site.clone().edit(path, from, to);
        let pages = written_after(&mut builder, &edited);
        let back = written_after(&mut builder, &site);
        assert_eq!(pages.contains("/about/"), back.contains("/about/"));
        assert!(!pages.contains("/other/"), "{pages:?}");
        pages.contains("/about/")
    };
    let (fire, ash) = ("content/chapters/two/fire.md", "content/chapters/two/ash.md");
    assert!(reaches(fire, "title: Fire", "title: Embers"), "a title that is shown");
    assert!(reaches(fire, "date: 2023", "date: 2023-05"), "a date that is shown");
    assert!(reaches(ash, "title: Ash", "title: Ash\ndate: 2025"), "a page that comes among the newest");
    assert!(!reaches(ash, "title: Ash", "title: Soot"), "a page that is not among them");
    assert!(!reaches(ash, "title: Ash", "title: Ash\ndate: 2019"), "nor with its new date");
    assert!(!reaches(fire, "date: 2023\n---\n", "date: 2023\n---\nWords.\n"), "the text of a page that is");
    assert!(
        !reaches("content/projects/oolong.md", "value: 30", "value: 31"),
        "a figure that nobody asked for"
    );
}

#[test]
fn a_declaration_is_a_comment_to_the_engine() {
    let declared = "{# queries: {some: {kind: chapter, sort: date, top: 1}} #}";
    let shown = |before: &str| {
        let built = sound(&asking(&format!("{before}{declared}{PRINT}")));
        built.texts("/about/", "p").join("")
    };
    let alone = shown("");
    assert!(!alone.is_empty());
    for before in [
        "{{ \"{# x\" }}",
        "{{ '{#' }}{% if \"#}{#\" %}{% endif %}",
        "{{ \"a \\\" {#\" }}",
        "{% raw %}{# queries: {some: {kind: company}} #}{% endraw %}",
        "{%- raw -%}{# {{ {% %}{# queries: [ {%- endraw -%}",
        "{# {{ #}",
        "{ {#- {% raw %} -#}",
    ] {
        assert_eq!(shown(before), alone, "{before}");
    }
}

#[test]
fn an_edit_of_the_query_is_seen() {
    let query =
        |top: usize| asking(&format!("{{# queries: {{some: {{kind: chapter, top: {top}}}}} #}}{PRINT}"));
    let mut builder = Builder::new(Options::default());
    written_after(&mut builder, &query(1));
    assert_eq!(written_after(&mut builder, &query(2)), BTreeSet::from(["/about/".to_owned()]));
    assert!(written_after(&mut builder, &query(2)).is_empty());
}

#[test]
fn what_a_page_is_made_of_includes_what_its_template_asks_for() {
    let built = asking(&format!("{{# queries: {{some: {{entities: [oolong]}}}} #}}{PRINT}")).build();
    let path = fieldbook::paths::UrlPath::folder("about").output().unwrap();
    let made_of = trace::inputs(&built.0.rendered, &path).unwrap();
    assert!(made_of.iter().any(|(what, _)| what.contains("content/projects/oolong.md")), "{made_of:?}");
}
