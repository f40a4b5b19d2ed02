//! What is wrong with a site's own templates, and with what they write.

use fieldbook::render::builtin_texts;
use insta::assert_snapshot;

use super::{lighthouses, report_on};

/// The report on the small site with a template of its own for projects.
fn report(template: &str) -> String {
    lighthouses().with("templates/project.html", template).build().report()
}

#[test]
fn a_template_that_does_not_exist_gets_the_nearest_one() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\ntemplate: pages.html\n---\n"), @r"
    error[unknown-template]: there is no template `pages.html`
     --> content/a.md:3:11
      |
    3 | template: pages.html
      |           ^^^^^^^^^^
      |
      = help: did you mean `page.html`?
    ");
}

#[test]
fn a_template_that_cannot_be_read_is_underlined_where_it_breaks() {
    assert_snapshot!(report("<p>\n{{ page.title\n</p>\n"), @r"
    error[template-error]: found `</` but expected }}.
     --> templates/project.html:3:1
      |
    3 | </p>
      | ^^
    ");
}

#[test]
fn a_variable_that_does_not_exist_is_underlined_with_the_page() {
    assert_snapshot!(report("<h1>{{ page.titel }}</h1>\n"), @r"
    error[template-error]: field `titel` is not defined. Available fields: authors, backlinks, breadcrumbs, citation, companies, contested, date, details, doubts, edit_url, events, extra, has_own_remarks, has_walkthrough, is_new, kind, links, metrics, names, permalink, predictions, project_figures, projects, reading_minutes, related, share, since, sources, summary, tags, title, toc, twin, updated, url, uses, words
     --> templates/project.html:1:13
      |
    1 | <h1>{{ page.titel }}</h1>
      |             ^^^^^
      |
      = help: this happened on the page `/projects/skerryvore/`
    ");
}

#[test]
fn a_filter_that_does_not_exist_is_underlined() {
    assert_snapshot!(report("<h1>{{ page.title | shout }}</h1>\n"), @r"
    error[template-error]: unknown filter `shout`
     --> templates/project.html:1:21
      |
    1 | <h1>{{ page.title | shout }}</h1>
      |                     ^^^^^
    ");
}

#[test]
fn a_parent_that_does_not_exist_is_named() {
    assert_snapshot!(report("{% extends \"mould.html\" %}\n"), @r#"
    error[template-error]: the template extends `mould.html`, which does not exist
     --> templates/project.html:1:1
      |
    1 | {% extends "mould.html" %}
      | ^
    "#);
}

#[test]
fn a_template_that_includes_a_missing_one_is_told_which() {
    assert_snapshot!(report("{% include \"_nothing.html\" %}\n"), @r#"
    error[template-error]: unknown template `_nothing.html`
     --> templates/project.html:1:12
      |
    1 | {% include "_nothing.html" %}
      |            ^
    "#);
}

#[test]
fn a_template_that_extends_itself_is_told_so() {
    let site = lighthouses().with("templates/lamp.html", "{% extends \"lamp.html\" %}\n");
    assert_snapshot!(site.build().report(), @r#"
    error[template-error]: the template extends or includes itself
     --> templates/lamp.html:1:1
      |
    1 | {% extends "lamp.html" %}
      | ^
    "#);
}

#[test]
fn the_components_of_the_theme_can_be_replaced_and_not_extended() {
    let components =
        builtin_texts().find(|(path, _)| path.name().ends_with("components.html")).expect("components").1;
    lighthouses().with("templates/components.html", components).build().clean();
    let extending = format!("{{% extends \"components.html\" %}}\n{components}");
    assert_eq!(
        lighthouses().with("templates/components.html", extending).build().codes(),
        ["template-error"]
    );
}

#[test]
fn every_broken_template_is_reported() {
    let site = lighthouses().with("templates/a.html", "{{ x").with("templates/b.html", "{% if %}");
    assert_eq!(site.build().codes(), ["template-error", "template-error"]);
}

#[test]
fn a_dead_link_of_a_template_is_named_with_its_page() {
    assert_snapshot!(report("<a href=\"/nowhere/\">x</a> <a href=\"/#nothing\">y</a>\n"), @r#"
    error[dead-link]: `/projects/skerryvore/#height.1844.survey-1900` on `/companies/northern-board/` and 3 more leads to a page that has no such anchor

    error[dead-link]: `/nowhere/` on `/projects/skerryvore/` leads to no page or file of the site
     --> templates/project.html:1:10
      |
    1 | <a href="/nowhere/">x</a> <a href="/#nothing">y</a>
      |          ^^^^^^^^^

    error[dead-link]: `/#nothing` on `/projects/skerryvore/` leads to a page that has no such anchor
     --> templates/project.html:1:36
      |
    1 | <a href="/nowhere/">x</a> <a href="/#nothing">y</a>
      |                                    ^^^^^^^^^
    "#);
}

#[test]
fn a_slip_that_fails_many_pages_is_reported_once_with_their_number() {
    let pages = 0..30;
    let site = pages.fold(lighthouses(), |site, number| {
        site.with(&format!("content/notes/{number:02}.md"), format!("---\ntitle: Note {number}\n---\n"))
    });
    let build = site.with("templates/page.html", "\n{{ page.titel }}\n").build();
    assert_eq!(build.codes(), ["template-error"], "{}", build.report());
    let report = build.report();
    assert!(report.contains("--> templates/page.html:2:9"), "{report}");
    assert!(report.contains("this happened on the page `/notes/00/` and 29 more"), "{report}");
}

#[test]
fn what_looks_like_a_link_in_a_script_or_a_text_area_is_none() {
    let harmless = "<h1 id=\"height.1844.survey-1900\">x</h1>\
        <textarea><a href=\"/gone/\"></textarea>\
        <script>const link = '<a href=\"/gone/\">' + \"<img src='/gone.png'>\";</script>\
        <a href=\"#top\">x</a>";
    lighthouses().with("templates/project.html", harmless).build().clean();
    let behind = format!("{harmless}<a href=\"/lost/\">x</a>");
    let build = lighthouses().with("templates/project.html", behind).build();
    assert_eq!(build.codes(), ["dead-link"], "a link behind them still counts");
    assert!(build.report().contains("`/lost/`"), "{}", build.report());
}

#[test]
fn a_template_can_extend_the_built_in_one_of_its_name() {
    let template = "\u{feff}{# Ours. #} {% extends \"project.html\" %}\n{% block head %}{{ super() }}<meta name=\"x\">{% endblock %}\n";
    let build = lighthouses().with("templates/project.html", template).build().clean();
    let html = build.html("/projects/skerryvore/");
    assert!(html.contains("<meta name=\"x\">") && html.contains("48"), "{html}");
    assert_snapshot!(report(&template.replace("super()", "nothing_at_all")), @r#"
    error[template-error]: variable `nothing_at_all` is not defined. Available variables: body, citation, cited, description, exhibits, findings, listing, page, queries, site, structured
     --> templates/project.html:2:20
      |
    2 | {% block head %}{{ nothing_at_all }}<meta name="x">{% endblock %}
      |                    ^^^^^^^^^^^^^^
      |
      = help: this happened on the page `/projects/skerryvore/`
    "#);
}
