//! What `diff` says of two states of a site.

use fieldbook::diff::{ChangeKind, ReportFormat, ReportFrame, Review, States, report};
use fieldbook::pipeline::Silent;
use insta::assert_snapshot;

use crate::site::Site;

/// A project with a figure, its source, and two chapters of which one prints the figure.
fn base() -> Site {
    Site::parse(
        "
        -- content/metrics.toml --
        [metrics.height]
        label = \"Height\"
        unit = \"metres\"
        -- content/index.md --
        ---
        title: Home
        ---
        See [the tower](projects/tower.md), [one](chapters/one.md), [two](chapters/two.md).
        -- content/projects/tower.md --
        ---
        title: Tower
        facts:
          - {metric: height, value: 48, as-of: 1844, source: survey, doubt: Measured from the boat.}
        events:
          - {date: 1844-02, text: The lamp is lit., source: survey}
        ---
        A tower on a rock.
        -- content/sources/survey.md --
        ---
        title: Survey
        date: 1844
        ---
        -- content/chapters/one.md --
        ---
        title: One
        ---
        It is [[tower#height]] high.
        -- content/chapters/two.md --
        ---
        title: Two
        ---
        Another text.
        ",
    )
}

fn review(base: &Site, head: &Site) -> Review {
    States::build(&base.files, &head.files, &base.options, &Silent).unwrap().review()
}

fn human(base: &Site, head: &Site) -> String {
    let frame = ReportFrame { names: ["before", "after"], all: true, style: "" };
    report(&review(base, head), ReportFormat::Human, &frame)
}

/// The pages that are reached, with why.
fn reached(review: &Review) -> Vec<String> {
    let line = |page: &fieldbook::diff::ReachedPage| format!("{} {}", page.address, page.why.join(", "));
    review.reached.iter().map(line).collect()
}

#[test]
fn two_states_with_the_same_bytes_differ_in_nothing() {
    let base = base();
    let head = base.clone().edit("content/projects/tower.md", "title: Tower", "# A note.\ntitle: Tower");
    let review = review(&base, &head);
    assert!(review.is_empty(), "{review:#?}");
    assert_snapshot!(human(&base, &head), @"before → after: nothing differs in what is published");
}

#[test]
fn a_corrected_figure_names_the_pages_that_print_it_and_why() {
    let base = base();
    let head = base.clone().edit("content/projects/tower.md", "value: 48", "value: 480");
    let review = review(&base, &head);
    assert_snapshot!(human(&base, &head));
    let pages = reached(&review);
    assert!(pages.contains(&"/chapters/one/ figures or events of Tower".to_owned()), "{pages:?}");
    assert!(pages.contains(&"/projects/tower/ its figures or events".to_owned()), "{pages:?}");
    assert!(!pages.iter().any(|page| page.starts_with("/chapters/two/")), "{pages:?}");
    let change = &review.statements[0];
    assert_eq!(change.change, ChangeKind::Changed);
    assert_eq!(change.jump, Some(10.0));
    assert_eq!(change.address, "/projects/tower/#height.1844.survey");
}

#[test]
fn a_newer_figure_stands_beside_the_newest_so_far() {
    let base = base();
    let fact = "facts:\n  - {metric: height, value: 49, as-of: 1900, source: survey}";
    let head = base.clone().edit("content/projects/tower.md", "facts:", fact);
    let review = review(&base, &head);
    let [change] = &review.statements[..] else { panic!("{:#?}", review.statements) };
    assert_eq!(change.change, ChangeKind::Added);
    assert_eq!(change.earlier.as_ref().unwrap().value, "48 metres");
    assert_eq!(change.jump, None);
}

#[test]
fn a_figure_of_another_date_is_told_with_both_addresses() {
    let base = base();
    let head = base.clone().edit("content/projects/tower.md", "as-of: 1844,", "as-of: 1843,");
    let review = review(&base, &head);
    let [change] = &review.statements[..] else { panic!("{:#?}", review.statements) };
    assert_eq!(change.change, ChangeKind::Changed);
    assert_eq!(change.was.as_deref(), Some("/projects/tower/#height.1844.survey"));
    assert_eq!(change.address, "/projects/tower/#height.1843.survey");
    let told = human(&base, &head);
    assert!(told.contains("48 metres; 1844, survey → 1843, survey"), "{told}");
}

#[test]
fn a_figure_of_another_date_and_value_took_the_place_of_none() {
    let base = base();
    let head =
        base.clone().edit("content/projects/tower.md", "value: 48, as-of: 1844", "value: 51, as-of: 1900");
    let mut changes: Vec<_> = review(&base, &head).statements.iter().map(|change| change.change).collect();
    changes.sort_unstable();
    assert_eq!(changes, [ChangeKind::Added, ChangeKind::Gone]);
}

#[test]
fn a_figure_of_which_nothing_more_is_known_is_told_by_its_value() {
    let base = base();
    let fact = "facts:\n  - {metric: stairs, label: Stairs, value: 151}";
    let head = base.clone().edit("content/projects/tower.md", "facts:", fact);
    let told = human(&base, &head);
    assert!(told.lines().any(|line| line.ends_with("Tower, Stairs: 151")), "{told}");
}

#[test]
fn links_that_came_and_went_are_named_and_of_many_five() {
    let base = base();
    let links =
        (1..=7).map(|number| format!(" [{number}](https://lamps.example/{number})")).collect::<Vec<_>>();
    let few = base.clone().edit("content/chapters/two.md", "Another text.", &links[0]);
    let many = base.clone().edit("content/chapters/two.md", "Another text.", &links.concat());
    let told = human(&base, &few);
    assert!(told.lines().any(|line| line.ends_with("leads to https://lamps.example/1")), "{told}");
    let told = human(&few, &base);
    assert!(told.lines().any(|line| line.ends_with("no longer to https://lamps.example/1")), "{told}");
    let told = human(&base, &many);
    assert!(told.contains("https://lamps.example/5 and 2 more") && !told.contains("example/6"), "{told}");
}

#[test]
fn a_statement_that_moved_to_another_page_is_no_loss() {
    let base = base();
    let event = "events:\n  - {date: 1844-02, text: The lamp is lit., source: survey}\n";
    let head = base.clone().edit("content/projects/tower.md", event, "").edit(
        "content/chapters/two.md",
        "title: Two\n",
        &format!("title: Two\n{event}"),
    );
    let review = review(&base, &head);
    let [change] = &review.statements[..] else { panic!("{:#?}", review.statements) };
    assert_eq!(change.change, ChangeKind::Changed);
    assert_eq!(change.was.as_deref(), Some("/projects/tower/#event.1844-02"));
}

#[test]
fn a_metric_that_was_renamed_is_one_change_and_its_figures_are_none() {
    let rename = |site: Site| {
        let site = site.edit("content/metrics.toml", "[metrics.height]", "[metrics.tallness]");
        let site = site.edit("content/projects/tower.md", "metric: height", "metric: tallness");
        site.edit("content/chapters/one.md", "#height", "#tallness")
    };
    let changes = review(&base(), &rename(base()));
    assert_eq!(changes.statements, []);
    let metrics: Vec<_> =
        changes.metrics.iter().map(|metric| (&*metric.before, &*metric.after, metric.figures)).collect();
    assert_eq!(metrics, [("height", "tallness", 1)]);
    let told = human(&base(), &rename(base()));
    assert!(told.contains("~ Height: height → tallness; the addresses of 1 figure with it"), "{told}");
    let newer = "  - {metric: tallness, value: 480, as-of: 1850, source: survey}\nevents:";
    let head = rename(base()).edit("content/projects/tower.md", "events:", newer);
    let changes = review(&base(), &head);
    let jumps: Vec<_> = changes.statements.iter().map(|change| change.jump).collect();
    assert_eq!(jumps, [Some(10.0)], "a newer figure stands beside those under the former name: {changes:#?}");
}

#[test]
fn remarks_are_compared_by_what_they_are_about() {
    let base = base();
    let head = base.clone().edit("content/projects/tower.md", "from the boat", "from the rock");
    let review = review(&base, &head);
    let [remark] = &review.remarks[..] else { panic!("{:#?}", review.remarks) };
    assert_eq!(remark.change, ChangeKind::Changed);
    assert_eq!(remark.before.as_deref(), Some("Measured from the boat."));
    assert_eq!(remark.after.as_deref(), Some("Measured from the rock."));
    assert_eq!(remark.address, "/projects/tower/#height.1844.survey");
    assert_eq!(review.statements, []);
}

#[test]
fn a_page_that_an_alias_says_was_another_is_renamed() {
    let base = base();
    let text = "---\ntitle: Second\naliases: [/chapters/two/]\n---\nAnother text.\n";
    let head = base.clone().remove("content/chapters/two.md").with("content/chapters/second.md", text);
    let head = head.edit("content/index.md", "chapters/two.md", "chapters/second.md");
    let review = review(&base, &head);
    let [page] = &review.pages[..] else { panic!("{:#?}", review.pages) };
    assert_eq!((page.change, page.leads_on), (ChangeKind::Changed, true));
    assert_eq!(page.was.as_deref(), Some("/chapters/two/"));
    assert_eq!(review.lost, [""; 0]);
}

#[test]
fn an_address_that_leads_nowhere_any_more_is_named_with_the_links_that_broke() {
    let base = base();
    let head = base.clone().remove("content/chapters/two.md");
    let review = review(&base, &head);
    assert_eq!(review.lost, ["/chapters/two/"]);
    assert_eq!(review.pages[0].change, ChangeKind::Gone);
    let broken: Vec<_> = review.links.iter().filter(|page| !page.broken.is_empty()).collect();
    assert_eq!(broken[0].address, "/");
    assert!(review.problems.iter().any(|problem| problem.error && problem.change == ChangeKind::Added));
}

#[test]
fn a_file_that_is_gone_is_no_page_that_leads_nowhere() {
    let base = base();
    let head = base.clone();
    assert_eq!(review(&base.with("static/plan.pdf", "x"), &head).lost, [""; 0]);
}

#[test]
fn a_problem_is_new_only_if_it_was_not_there_on_another_line() {
    let base = base().edit("content/chapters/two.md", "Another", "See [x](nowhere.md). Another");
    let head = base.clone().edit("content/chapters/two.md", "title: Two", "title: Two\norder: 7");
    assert_eq!(review(&base, &head).problems, []);
    let solved = base.clone().edit("content/chapters/two.md", "See [x](nowhere.md). ", "");
    let review = review(&base, &solved);
    assert!(review.problems.iter().all(|problem| problem.change == ChangeKind::Gone), "{review:#?}");
    assert!(!review.problems.is_empty());
}

#[test]
fn a_problem_that_is_there_once_more_is_new_once() {
    let base = base().edit("content/chapters/two.md", "Another", "See [x](nowhere.md). Another");
    let head = base.clone().edit("content/chapters/two.md", "See", "Or [y](nowhere.md). See");
    let problems = |base, head| {
        let problems = review(base, head).problems;
        problems.iter().filter(|problem| problem.error).map(|problem| problem.change).collect::<Vec<_>>()
    };
    assert_eq!(problems(&base, &head), [ChangeKind::Added]);
    assert_eq!(problems(&head, &base), [ChangeKind::Gone]);
}

#[test]
fn where_a_page_came_too_an_edited_page_is_still_the_reason_for_those_that_show_it() {
    let base = base();
    let head = base.clone().edit("content/projects/tower.md", "value: 48", "value: 480");
    let head = head.with("content/chapters/three.md", "---\ntitle: Three\n---\nA third text.\n");
    let pages = reached(&review(&base, &head));
    let one = pages.iter().find(|page| page.starts_with("/chapters/one/")).unwrap();
    assert!(one.contains("figures or events of Tower"), "{pages:#?}");
}

#[test]
fn a_chart_that_shows_something_else_is_drawn_before_and_after() {
    let chart = "\n```chart\ntitle: Heights\nmetric: height\nentities: [tower]\n```\n";
    let base = base().edit("content/chapters/two.md", "Another text.", &format!("Another text.\n{chart}"));
    let head = base.clone().edit("content/projects/tower.md", "value: 48", "value: 480");
    let review = review(&base, &head);
    let [exhibit] = &review.exhibits[..] else { panic!("{:#?}", review.exhibits) };
    assert_eq!(exhibit.change, ChangeKind::Changed);
    let frame = ReportFrame { names: ["before", "after"], all: true, style: ".a { color: red }" };
    let html = report(&review, ReportFormat::Html, &frame);
    assert!(html.contains("48 metres") && html.contains("480 metres") && html.contains(".a { color: red }"));
    assert_eq!(html.matches("<figure").count(), 2, "{html}");
}

#[test]
fn a_template_is_a_reason_of_its_own() {
    let base = base();
    let head = base.clone().with("templates/_footer.html", "<p>The end.</p>");
    let review = review(&base, &head);
    let pages = reached(&review);
    assert!(pages.contains(&"/chapters/two/ template, menu or settings".to_owned()), "{pages:?}");
}

#[test]
fn hostile_words_stay_words_in_every_format() {
    let base = base();
    let title = "title: '</style><script>alert(1)</script> | @owner #1 `x`'";
    let head = base.clone().edit("content/chapters/two.md", "title: Two", title);
    let review = review(&base, &head);
    let frame =
        ReportFrame { names: ["<b>", "after"], all: true, style: "a::after { content: \"</style>\" }" };
    let html = report(&review, ReportFormat::Html, &frame);
    assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    assert_eq!(html.matches("</style>").count(), 2, "{html}");
    let markdown = report(&review, ReportFormat::Markdown, &frame);
    assert!(!markdown.contains("<script") && !markdown.contains("@owner") && !markdown.contains("#1"));
    let json: serde_json::Value = serde_json::from_str(&report(&review, ReportFormat::Json, &frame)).unwrap();
    assert!(json["reached"].as_array().unwrap().len() > 1);
}
