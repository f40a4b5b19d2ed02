//! Links seen from their other end: who mentions a page, and relations on both sides.

use insta::assert_snapshot;

use super::coast;
use crate::site::{Built, Site};

/// Backlinks one a line, without the theme around them.
const BACKLINKS: &str = "<main>{% for link in page.backlinks -%}
{{ link.page.url }}: {{ link.before }}[{{ link.mention }}]{{ link.after }}
{% endfor %}</main>";

/// The coast with templates that list backlinks.
fn listing() -> Site {
    let templates = ["project", "company", "source"].map(|kind| format!("templates/{kind}.html"));
    templates.iter().fold(coast(), |site, path| site.with(path, BACKLINKS))
}

fn backlinks(build: &Built, url: &str) -> String {
    build.main(url).trim().to_owned()
}

#[test]
fn a_backlink_quotes_the_sentence_with_the_mention() {
    let build = listing()
        .with(
            "content/chapters/a.md",
            "---\ntitle: A\n---\n# Rock\n\nFirst. Few towers are as *tall* as Skerryvore, they say. Last.\n",
        )
        .build();
    assert_eq!(
        backlinks(&build, "/projects/skerryvore/"),
        "/chapters/a/#rock: Few towers are as tall as [Skerryvore], they say."
    );
}

#[test]
fn a_figure_in_the_quoted_sentence_is_printed() {
    let build = listing()
        .with(
            "content/chapters/a.md",
            "---\ntitle: A\n---\nAt [[Skerryvore#height@1844]], [[skerryvore]] beats [[Bell Rock]].\n",
        )
        .build();
    assert_eq!(
        backlinks(&build, "/projects/bell-rock/"),
        "/chapters/a/: At 48 metres, Skerryvore beats [Bell Rock]."
    );
    assert_eq!(
        backlinks(&build, "/projects/skerryvore/"),
        "/chapters/a/: At [48 metres], Skerryvore beats Bell Rock."
    );
}

#[test]
fn a_page_is_listed_once_however_often_it_mentions() {
    let text = "---\ntitle: A\n---\nBell Rock. Bell Rock.\n\n## X\n\n[[Bell Rock]]\n";
    let build = listing().with("content/chapters/a.md", text).build();
    assert_eq!(backlinks(&build, "/projects/bell-rock/"), "/chapters/a/: [Bell Rock].");
}

#[test]
fn chapters_come_first_in_reading_order_then_the_others_by_title() {
    let page = |title: &str, order: i32| format!("---\ntitle: {title}\norder: {order}\n---\nBell Rock.\n");
    let build = listing()
        .with("content/about.md", page("About", 1))
        .with("content/chapters/z.md", page("Zeal", 1))
        .with("content/chapters/a.md", page("Air", 2))
        .with("content/companies/board.md", page("Board of Trade", 1))
        .build();
    let listed = backlinks(&build, "/projects/bell-rock/");
    let urls: Vec<_> = listed.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(urls, ["/chapters/z/", "/chapters/a/", "/companies/board/", "/about/"]);
}

#[test]
fn a_link_in_a_heading_leads_there_without_a_quotation() {
    let build =
        listing().with("content/chapters/a.md", "---\ntitle: A\n---\n## On [[Bell Rock]] itself\n").build();
    assert_eq!(backlinks(&build, "/projects/bell-rock/"), "/chapters/a/#on-bell-rock-itself: []");
}

#[test]
fn the_words_of_a_quoted_sentence_are_escaped() {
    let text = "---\ntitle: \"<A>\"\n---\n1 < 2 & \"Bell Rock\" `<script>`.\n";
    let build = listing().with("content/chapters/a.md", text).build();
    assert_snapshot!(backlinks(&build, "/projects/bell-rock/"), @"/chapters/a/: 1 &lt; 2 &amp; &quot;[Bell Rock]&quot; &lt;script&gt;.");
}

#[test]
fn a_source_lists_who_links_to_it() {
    let build =
        listing().with("content/chapters/a.md", "---\ntitle: A\n---\nAs [[survey-1900]] says.\n").build();
    assert_eq!(backlinks(&build, "/sources/survey-1900/"), "/chapters/a/: As [Survey of 1900] says.");
}

#[test]
fn the_theme_shows_the_sentence_with_the_mention_marked() {
    let build = coast().with("content/chapters/a.md", "---\ntitle: A\n---\nOld Bell Rock stands.\n").build();
    let html = build.main("/projects/bell-rock/");
    assert!(html.contains("<q>Old <mark>Bell Rock</mark> stands.</q>"), "{html}");
}

/// Relations one a line.
const RELATIONS: &str = "<main>
{%- for to in page.companies %}{{ to.role }} {{ to.page.url }}
{% endfor %}
{%- for to in page.projects %}{{ to.role }} {{ to.page.url }}
{% endfor %}
{%- for to in page.related %}related {{ to.url }}
{% endfor %}</main>";

fn relations(site: &Site, url: &str) -> Vec<String> {
    let site =
        site.clone().with("templates/project.html", RELATIONS).with("templates/company.html", RELATIONS);
    site.build().main(url).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_relation_written_on_one_side_is_shown_on_both() {
    let site = coast()
        .with(
            "content/projects/a.md",
            "---\ntitle: A\ncompanies: [x, {company: y, role: host}]\nrelated: [b]\n---\n",
        )
        .with("content/projects/b.md", "---\ntitle: B\n---\n")
        .with("content/companies/x.md", "---\ntitle: X\nprojects: [{project: b, role: user}]\n---\n")
        .with("content/companies/y.md", "---\ntitle: Y\n---\n");
    assert_eq!(
        relations(&site, "/projects/a/"),
        ["developer /companies/x/", "host /companies/y/", "related /projects/b/"]
    );
    assert_eq!(relations(&site, "/projects/b/"), ["user /companies/x/", "related /projects/a/"]);
    assert_eq!(relations(&site, "/companies/x/"), ["developer /projects/a/", "user /projects/b/"]);
    assert_eq!(relations(&site, "/companies/y/"), ["host /projects/a/"]);
}

#[test]
fn a_relation_written_on_both_sides_is_shown_once() {
    let site = coast()
        .with("content/projects/a.md", "---\ntitle: A\ncompanies: [x]\nrelated: [b, b]\n---\n")
        .with("content/projects/b.md", "---\ntitle: B\nrelated: [a]\n---\n")
        .with("content/companies/x.md", "---\ntitle: X\nprojects: [a]\n---\n");
    assert_eq!(relations(&site, "/projects/a/"), ["developer /companies/x/", "related /projects/b/"]);
    assert_eq!(relations(&site, "/companies/x/"), ["developer /projects/a/"]);
}

#[test]
fn a_project_is_not_related_to_itself() {
    let site = coast().with("content/projects/a.md", "---\ntitle: A\nrelated: [a]\n---\n");
    assert_eq!(relations(&site, "/projects/a/"), [""; 0]);
}

#[test]
fn a_source_lists_its_events_by_date() {
    let site = coast()
        .with("content/projects/a.md", "---\ntitle: A\nevents:\n  - {date: 1950, text: late, source: log}\n  - {date: 1900, text: early, source: log}\n---\n")
        .with("content/projects/b.md", "---\ntitle: B\nevents:\n  - {date: 1925, text: between, source: log}\n---\n");
    let build = site.build();
    let html = build.main("/sources/log/");
    let at = |word: &str| html.find(word).unwrap();
    assert!(at("early") < at("between") && at("between") < at("late"), "{html}");
}

#[test]
fn a_link_in_a_footnote_is_found_in_the_footnote() {
    let text = "---\ntitle: A\n---\nOne[^1].\n\n## Two\n\nText.\n\n[^1]: See [[Bell Rock]].\n";
    let build = listing().with("content/chapters/a.md", text).build();
    assert_eq!(backlinks(&build, "/projects/bell-rock/"), "/chapters/a/#fn-1: See [Bell Rock].");
}

#[test]
fn a_page_that_is_about_a_project_is_listed_without_a_sentence() {
    let build = listing()
        .with("content/chapters/a.md", "---\ntitle: A\nprojects: [bell]\ncompanies: [northern-board]\n---\n")
        .with("content/chapters/b.md", "---\ntitle: B\nprojects: [bell]\n---\nThe Bell rings.\n")
        .build();
    assert_eq!(
        backlinks(&build, "/projects/bell/"),
        "/chapters/a/: []\n/chapters/b/: The [Bell] rings.",
        "a page that names it too is listed once, with the sentence"
    );
    assert_eq!(backlinks(&build, "/companies/northern-board/"), "/chapters/a/: []");
    let theme = coast().with("content/chapters/a.md", "---\ntitle: A\nprojects: [bell]\n---\n").build();
    let html = theme.main("/projects/bell/");
    assert!(html.contains("href=\"/chapters/a/\"") && !html.contains("<mark></mark>"), "{html}");
}
