//! Values as they are published: what a page, a table, a chart and a file of data say is what the source says.

use crate::site::{Built, Site};

/// A site with a metric of each format, and a project with a fact of one of them.
fn with_value(metric: &str, value: &str) -> Built {
    let text = "
        -- book.toml --
        [book]
        title = \"Lamps\"
        [check]
        orphan-entity = \"allow\"
        [metrics]
        version = {label = \"Version\", format = \"text\"}
        stars = {label = \"Stars\", unit = \"stars\"}
        profit = {label = \"Profit\", format = \"money-usd\"}
        share = {label = \"Share\", format = \"percent\"}
        -- content/index.md --
        ---
        title: Home
        ---
        Home.
        -- content/sources/census.md --
        ---
        title: Census
        date: 2021
        ---
        A count.
        ";
    let fact = format!("{{metric: {metric}, value: {value}, as-of: 2021, source: census}}");
    let project = format!("---\ntitle: Lantern\nfacts:\n  - {fact}\n---\nx\n");
    let table = format!("```table\ntitle: Data\ncolumns: [name, {metric}]\n```\n");
    let chart = format!("```chart\ntitle: Picture\nmetric: {metric}\n```\n");
    let chart = if metric == "version" { String::new() } else { chart };
    let page = format!("---\ntitle: Page\n---\nIt is <[[lantern#{metric}|value]]>.\n\n{table}\n{chart}");
    Site::parse(text)
        .with("content/projects/lantern.md", project)
        .with("content/page.md", page)
        .build()
        .clean()
}

/// What a text metric prints of a value.
#[track_caller]
fn printed(metric: &str, value: &str) -> String {
    let built = with_value(metric, value);
    let html = built.main("/page/");
    let figure = html.split("It is &lt;").nth(1).and_then(|rest| rest.split("&gt;").next()).unwrap();
    let figure: String = figure.split(['<', '>']).step_by(2).collect();
    let cell = format!(">{figure}");
    assert!(html.matches(&cell).count() >= if metric == "version" { 2 } else { 4 }, "{figure}\n{html}");
    figure
}

#[test]
fn a_number_that_a_tag_makes_of_a_text_is_printed_without_its_marks() {
    for (value, text) in [("!!int '5'", "5"), ("!!float \"1.50\"", "1.50"), ("'5'", "5"), ("!!str 5", "5")] {
        assert_eq!(printed("version", value), text, "{value}");
    }
    assert_eq!(printed("stars", "!!int '5'"), "5");
}

#[test]
fn a_metric_of_texts_prints_the_characters_of_the_file() {
    for value in [
        "1.10",
        "3.0",
        "010",
        "2024.10",
        "1e3",
        "true",
        "no",
        "2021-06",
        "0x1F",
        "1_000",
        ".5",
        "5.",
        "~",
        "null",
        "+5",
        "-0",
        "1,5",
        "12 %",
        ".nan",
        "1e999",
        "12345678901234567890",
        "'1.10'",
        "\"1.10\"",
        "1:30",
        "NULL",
    ] {
        let value = if value == "1,5" { "\"1,5\"" } else { value };
        assert_eq!(printed("version", value), value.trim_matches(['"', '\'']), "{value}");
    }
    assert!(with_value("version", "1.10").html("/page/data.csv").contains("Lantern,1.10"));
}

#[test]
fn texts_that_differ_in_a_zero_are_a_disagreement() {
    let facts = |metric: &str| {
        let built = with_value(
            metric,
            "1.10, as-of: 2021, source: census, note: as printed}\n  - {metric: METRIC, value: 1.1"
                .replace("METRIC", metric)
                .as_str(),
        );
        built.has("disagreements/index.html")
    };
    assert!(facts("version"));
    assert!(!facts("stars"));
}

#[test]
fn every_digit_of_a_number_is_printed() {
    for (value, figure, csv) in [
        ("9999999999999999", "9,999,999,999,999,999", "9999999999999999"),
        ("12345678901234567", "12,345,678,901,234,567", "12345678901234567"),
        ("0.1000000000000000000001", "0.1000000000000000000001", "0.1000000000000000000001"),
        ("-1340000.50", "−1,340,000.50", "-1340000.50"),
        ("010", "10", "10"),
        ("1e3", "1,000", "1000"),
        ("1e25", "1e25", "1e25"),
        (
            "{from: 9007199254740993, to: 9007199254740995}",
            "9,007,199,254,740,993–9,007,199,254,740,995",
            "9007199254740993,9007199254740995",
        ),
    ] {
        assert_eq!(printed("stars", value), figure);
        let built = with_value("stars", value);
        let rows = built.html("/page/data.csv");
        assert!(rows.contains(&format!("Lantern,{csv},2021")), "{rows}");
    }
}

#[test]
fn money_below_zero_has_its_minus_in_front_and_cents_have_two_digits() {
    for (value, figure) in [
        ("-5000000", "−$5,000,000"),
        ("0.5", "$0.50"),
        ("1.50", "$1.50"),
        ("-0.1", "−$0.10"),
        ("{from: 0.5, to: 1.25}", "$0.50–1.25"),
        ("{from: -2, to: 3}", "−$2 to $3"),
    ] {
        assert_eq!(printed("profit", value), figure);
    }
    let axis = with_value("profit", "0.5");
    assert!(axis.main("/page/").contains(">$0.20<"), "{}", axis.main("/page/"));
    assert_eq!(printed("share", "-1.50"), "−1.50%");
}

#[test]
fn chapters_are_numbered_with_zeros_in_front() {
    let chapter = |order: &str, title: &str| format!("---\ntitle: {title}\norder: {order}\n---\nx\n");
    let site = Site::parse("").with("content/index.md", "---\ntitle: Home\n---\n");
    let site = site.with("content/chapters/day/index.md", chapter("08", "Day"));
    let site = site.with("content/chapters/night/index.md", chapter("010", "Night"));
    let built = site.with("content/chapters/dawn/index.md", chapter("+7", "Dawn")).build().clean();
    let html = built.main("/chapters/");
    let at = |title: &str| html.find(title).unwrap_or_else(|| panic!("{title} is in {html}"));
    assert!(at("Dawn") < at("Day") && at("Day") < at("Night"), "{html}");
}

/// What a template prints of a value under `extra`, and whether it is a number to it.
fn extra(written: &str) -> (String, bool) {
    let page = format!("---\ntitle: A\ntemplate: a.html\nextra: {{all: [{written}]}}\n---\n");
    let template = "{% for value in page.extra.all %}<{{ value }}>{{ value is number }};{% endfor %}";
    let site = Site::parse("").with("content/index.md", "---\ntitle: Home\n---\n");
    let built = site.with("content/a.md", page).with("templates/a.html", template).build().clean();
    let html = built.html("/a/").replace("&#39;", "'");
    let (value, is_number) = html.trim().strip_prefix('<').unwrap().rsplit_once('>').unwrap();
    (value.to_owned(), is_number == "true;")
}

#[test]
fn templates_get_what_stands_under_extra_as_it_is_written() {
    for written in [
        "1.10",
        "010",
        "+5",
        ".5",
        "5.",
        "1_000",
        "0x1F",
        "1e3",
        "0.00001",
        "1e400",
        ".inf",
        "12345678901234567890",
        "0.10000000000000000001",
        "2016-04",
        "2016-04-11",
        "12:30:00",
        "yes",
        "NO",
    ] {
        assert_eq!(extra(written), (written.to_owned(), false));
    }
    for written in ["0", "5", "-5", "1.5", "-0.0", "3.0", "1e23", "9007199254740993"] {
        assert_eq!(extra(written), (written.to_owned(), true));
    }
    assert_eq!(extra("&code 010"), ("010".to_owned(), false));
    assert_eq!(extra("'1.10'"), ("1.10".to_owned(), false));
    assert_eq!(extra("True"), ("true".to_owned(), false));
}

/// Three lamps with a day and a version each, from a source with a date, and a table of them with these settings.
fn table_of_days(lines: &str) -> Built {
    let text = "
        -- book.toml --
        [book]
        title = \"Lamps\"
        [check]
        orphan-entity = \"allow\"
        [directory]
        projects = [\"lit\"]
        [metrics]
        lit = {label = \"Lit\", format = \"date\"}
        version = {label = \"Version\", format = \"text\"}
        -- content/index.md --
        ---
        title: Home
        ---
        Home.
        -- content/sources/census.md --
        ---
        title: Census
        date: 2021
        ---
        A count.
        ";
    let lamp = |title: &str, lit: &str, version: &str| {
        let (lit, version) =
            (format!("metric: lit, value: {lit}"), format!("metric: version, value: {version}"));
        let note = "source: census, note: by hand";
        format!(
            "---\ntitle: {title}\nfacts: [{{{lit}, {note}}}, {{{version}, {note}, as-of: 2020-02}}]\n---\nx\n"
        )
    };
    let page = format!("---\ntitle: Page\n---\n```table\ntitle: Data\n{lines}\n```\n");
    Site::parse(text)
        .with("content/projects/north.md", lamp("North", "2016-04-11, approximate: true", "1.10"))
        .with("content/projects/south.md", lamp("South", "2016-01", "'=1'"))
        .with("content/projects/west.md", lamp("West", "{from: 2014, to: 2015}", "beta"))
        .with("content/page.md", page)
        .build()
        .clean()
}

#[test]
fn every_fact_in_a_table_has_its_date_source_and_note_whatever_its_metric_holds() {
    let built = table_of_days("columns: [name, lit, version]");
    let html = built.main("/page/");
    let stated = |page: &str, id: &str, words: &str| {
        let link = format!("<a href=\"/projects/{page}/#{id}\" title=\"Source: Census\">{words}</a>");
        format!("<small class=\"provenance\">{link}</small>")
    };
    for page in ["north", "south", "west"] {
        assert!(html.contains(&stated(page, "lit.census", "2021")), "{html}");
        assert!(html.contains(&stated(page, "version.2020-02.census", "February 2020")), "{html}");
    }
    assert_eq!(html.matches(">a</a>").count(), 6, "{html}");
    assert!(html.contains("data-sort=\"2016-04-11\">about 11 April 2016<"), "{html}");
    assert_eq!(
        built.html("/page/data.csv").replace("\r\n", "\n"),
        "Name,Lit from,Lit to,Lit mark,Lit date,Lit source,Lit note,\
         Version,Version date,Version source,Version note\n\
         North,2016-04-11,2016-04-11,about,2021,Census,by hand,1.10,2020-02,Census,by hand\n\
         South,2016-01,2016-01,,2021,Census,by hand,'=1,2020-02,Census,by hand\n\
         West,2014,2015,,2021,Census,by hand,beta,2020-02,Census,by hand\n"
    );
}

#[test]
fn a_column_of_dates_is_sorted_by_date() {
    let rows = "[[A, '[[north#lit]]'], [B, '[[south#lit]]'], [C, '[[west#lit]]']]";
    let own = format!("columns: [Name, Lit]\nrows: {rows}\nsort: Lit");
    let names = |lines: &str| {
        let csv = table_of_days(lines).html("/page/data.csv").to_owned();
        csv.lines().skip(1).map(|line| line[..1].to_owned()).collect::<String>()
    };
    assert_eq!(names("columns: [name, lit]\nsort: lit"), "WSN");
    assert_eq!(names("columns: [name, lit]\nsort: lit\norder: descending"), "NSW");
    assert_eq!(names(&own), "CBA");
}

#[test]
fn directories_give_dates_to_sort_by() {
    let built = table_of_days("columns: [name, lit]");
    let html = built.html("/projects/");
    let at =
        |sort: &str| html.find(&format!("data-sort=\"{sort}")).unwrap_or_else(|| panic!("{sort}: {html}"));
    assert!(at("2016.2") < at("2016.0") && at("2016.0") < at("2014.4"), "{html}");
}

#[test]
fn of_very_many_figures_that_contradict_one_the_first_are_named() {
    let facts = |count: usize| -> String {
        let fact = |value| format!("  - {{metric: m, label: M, value: {value}, as-of: 2020}}\n");
        (0..count).map(fact).collect::<Vec<_>>().concat()
    };
    let page = |count| format!("---\ntitle: Page\nfacts:\n{}---\n", facts(count));
    let cell = |count, others: usize| {
        let build = Site::parse("").with("content/page.md", page(count)).build();
        assert!(!build.codes().contains(&"dead-link"), "{}", build.report());
        let row = build.texts("/figures/", ".ledger tbody tr:first-child td:nth-child(7)");
        assert_eq!(row[0].split(',').count(), others, "{row:?}");
        (row[0].clone(), build.html("/figures/").len())
    };
    assert!(!cell(21, 20).0.contains("more"));
    let (words, length) = cell(121, 21);
    assert!(words.ends_with("100 more"), "{words}");
    assert!(cell(242, 21).1 < 3 * length, "it grows with their number, not with its square");
}
