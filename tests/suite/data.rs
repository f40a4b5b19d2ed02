//! The files for other programs, read as another program would: by what their descriptor says of them.

use std::collections::{BTreeMap, BTreeSet};

use fieldbook::config::MetricFormat;
use serde_json::{Value, json};

use crate::site::{Built, Site};

/// The text of a published file.
type File<'a> = dyn Fn(&str) -> &'a str + 'a;

/// The rows of a CSV file, the head among them.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut signs = text.chars().peekable();
    let mut quoted = false;
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => field.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted && signs.peek() == Some(&'\n') => {
                signs.next();
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(sign),
        }
    }
    assert!(row.is_empty() && field.is_empty(), "the last line has an end");
    rows
}

fn names(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()
}

/// A table of the package by the names of its columns.
struct Table<'a> {
    schema: &'a Value,
    rows: Vec<BTreeMap<String, String>>,
}

impl Table<'_> {
    /// The values of some columns, of the rows that have any.
    fn values(&self, columns: &[&str]) -> Vec<Vec<&str>> {
        let values = self.rows.iter().map(|row| columns.iter().map(|name| row[*name].as_str()).collect());
        values.filter(|values: &Vec<&str>| values.iter().any(|value| !value.is_empty())).collect()
    }
}

/// Reads every table that the descriptor names.
fn tables<'a>(file: &File<'_>, descriptor: &'a Value) -> BTreeMap<&'a str, Table<'a>> {
    let read = |resource: &'a Value| {
        let mut rows = read_csv(file(&format!("data/{}", resource["path"].as_str().unwrap())));
        let schema = &resource["schema"];
        let fields = schema["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap());
        let head = rows.remove(0);
        assert_eq!(head, fields.collect::<Vec<_>>(), "the head of {}", resource["name"]);
        let by_name = |row: Vec<String>| std::iter::zip(head.clone(), row).collect();
        (resource["name"].as_str().unwrap(), Table { schema, rows: rows.into_iter().map(by_name).collect() })
    };
    descriptor["resources"].as_array().unwrap().iter().map(read).collect()
}

/// Holds a site's data files to their descriptor: types, keys and references.
pub(crate) fn check_package(file: &File<'_>) {
    let descriptor: Value = serde_json::from_str(file("data/datapackage.json")).unwrap();
    assert_eq!(descriptor["$schema"], "https://datapackage.org/profiles/2.0/datapackage.json");
    let [formats @ .., last] = MetricFormat::WORDS.map(|(word, _)| word);
    assert!(file("data/datapackage.json").contains(&format!("{} or {last}", formats.join(", "))));
    let tables = tables(file, &descriptor);
    for (name, table) in &tables {
        for field in table.schema["fields"].as_array().unwrap() {
            check_field(name, table, field);
        }
        let keys = table.values(&names(&table.schema["primaryKey"]));
        let distinct: BTreeSet<_> = keys.iter().collect();
        assert_eq!((keys.len(), distinct.len()), (table.rows.len(), table.rows.len()), "the key of {name}");
        for key in table.schema["foreignKeys"].as_array().unwrap() {
            let to = key["reference"]["resource"].as_str().filter(|to| !to.is_empty()).unwrap_or(name);
            let known: BTreeSet<_> =
                tables[to].values(&names(&key["reference"]["fields"])).into_iter().collect();
            for value in table.values(&names(&key["fields"])) {
                assert!(known.contains(&value), "{name} refers to {value:?}, which {to} does not have");
            }
        }
        let json: Value = serde_json::from_str(file(&format!("data/{name}.json"))).unwrap();
        assert_eq!(json.as_array().unwrap().len(), table.rows.len(), "rows of {name}.json");
    }
}

fn check_field(table: &str, rows: &Table<'_>, field: &Value) {
    let name = field["name"].as_str().unwrap();
    for row in &rows.rows {
        let value = &row[name];
        let place = || format!("{name} of {table}: `{value}`");
        assert!(!value.is_empty() || field["constraints"]["required"] != true, "{}", place());
        if field["type"] == "number" && !value.is_empty() {
            assert!(value.parse::<f64>().is_ok(), "{}", place());
        } else {
            assert!(!value.starts_with(['=', '@', '\t']), "{}", place());
        }
        if !value.is_empty() && field["constraints"]["pattern"].is_string() {
            assert!(value.len() >= 4 && value.chars().all(|c| c.is_ascii_digit() || c == '-'), "{}", place());
        }
        if let Some(allowed) = field["constraints"]["enum"].as_array() {
            assert!(allowed.iter().any(|word| word == value), "{}", place());
        }
    }
}

/// Lights with figures of every kind, and a page that prints some of them.
const LIGHTS: &str = r#"
        -- book.toml --
        [book]
        title = "Lights of the coast"
        version = "2"
        publisher = "The harbour office"
        doi = "10.5281/zenodo.1234567"
        [output.html]
        site-url = "https://lights.example/coast/"
        licence = "CC-BY-4.0"
        [metrics.height]
        label = "Height"
        unit = "metres"
        [metrics.motto]
        label = "Motto"
        format = "text"
        -- content/index.md --
        ---
        title: Lights
        facts:
          - {metric: height, value: {from: 8, to: 9}, source: log}
        ---
        [[rock]] is [[rock#height]] high, or [[rock#height.1899.log|value]]; [[boat]].
        -- content/chapters/tall.md --
        ---
        title: The tall ones
        ---
        [[keepers]] and [[green]].

        ```table
        title: Heights
        columns: [name, height]
        ```
        -- content/projects/rock.md --
        ---
        title: "=Rock, \"the\" light"
        summary: "-1 of them"
        domain: green
        companies: [keepers, {company: keepers, role: user}]
        related: [boat]
        aliases: [Rock light]
        facts:
          - {metric: height, value: 41.50, approximate: true, as-of: 1901-06, source: survey, note: "+ the vane"}
          - {metric: height, value: 40, at-least: true, as-of: 1899, source: log, disputes: survey}
          - {metric: height, value: -3, at-most: true, as-of: 1850, source: log, doubt: "Below the sea?"}
          - {metric: motto, value: "@light", as-of: 1850, source: log}
        events:
          - {date: 1811-02-01, text: "Lit, at last", source: log}
        ---
        -- content/projects/boat.md --
        ---
        title: Boat
        ---
        -- content/companies/keepers.md --
        ---
        title: Keepers
        ---
        -- content/domains/green.md --
        ---
        title: Green lights
        ---
        -- content/sources/log.md --
        ---
        title: The log
        date: 1900
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
fn data_files_are_what_their_descriptor_says() {
    let built = lights().build().clean();
    check_package(&|path| built.html(path));
    let descriptor: Value = serde_json::from_str(built.html("/data/datapackage.json")).unwrap();
    assert_eq!(descriptor["version"], "2");
    assert_eq!(descriptor["licenses"][0]["title"], "CC-BY-4.0");
    assert_eq!(descriptor["id"], "https://doi.org/10.5281/zenodo.1234567");
    assert_eq!(descriptor["contributors"][0]["title"], "The harbour office");
    assert_eq!(descriptor["homepage"], "https://lights.example/coast/data/");
}

#[test]
fn facts_have_their_digits_bounds_and_addresses_and_no_formulas() {
    let built = lights().build().clean();
    insta::assert_snapshot!(built.html("/data/facts.csv").replace("\r\n", "\n"));
    insta::assert_snapshot!("relations", built.html("/data/relations.csv").replace("\r\n", "\n"));
    let facts: Value = serde_json::from_str(built.html("/data/facts.json")).unwrap();
    assert_eq!(facts[1]["note"], "+ the vane", "JSON has no formulas");
    assert_eq!(facts[1]["min"], 41.5);
    assert!(built.html("/data/entities.csv").contains("\"'=Rock, \"\"the\"\" light\""));
}

/// The rows of a data file that have `value` in `column`.
fn rows(built: &Built, table: &str, column: &str, value: &str) -> Vec<Value> {
    let rows: Value = serde_json::from_str(built.html(&format!("/data/{table}.json"))).unwrap();
    rows.as_array().unwrap().iter().filter(|row| row[column] == value).cloned().collect()
}

/// The lights, and of each kind of statement one with all that can be said of it.
fn told_in_full() -> Built {
    lights()
        .edit(
            "content/projects/rock.md",
            "{company: keepers, role: user}",
            "{company: keepers, role: customer, for: oil, since: 1840, scale: two lamps, source: log, at: p. 3}",
        )
        .edit(
            "content/projects/rock.md",
            "source: survey, note: \"+ the vane\"",
            "source: survey, note: \"+ the vane\", at: p. 7, \
             verified: [{by: A, at: 2020-01-02}, {by: B, at: 2019}], \
             doubt: {text: Too high, source: log, link: \"https://lights.example/a\"}",
        )
        .edit(
            "content/projects/rock.md",
            "at last\", source: log",
            "at last\", source: log, at: p. 1, on: [boat, keepers], doubt: {text: In March, source: survey}",
        )
        .edit(
            "content/companies/keepers.md",
            "title: Keepers",
            "title: Keepers\naliases: [The keepers, /keepers/]\nnames: {zh: 灯塔局, de: [Wärter]}\n\
             uses: [Signals, {what: Fog, since: 1850-02, scale: a horn, source: log, at: p. 9, figure: rock#motto}]",
        )
        .edit(
            "content/sources/survey.md",
            "title: Survey",
            "title: Survey\narchive: https://copies.example/survey\nretrieved: 2024-05-06",
        )
        .build()
        .clean()
}

#[test]
fn data_files_have_what_is_said_of_relations_and_uses() {
    let built = told_in_full();
    check_package(&|path| built.html(path));
    let relation = &rows(&built, "relations", "role", "customer")[0];
    let usage = |row: &Value| ["since", "scale", "source", "at"].map(|column| row[column].clone());
    assert_eq!(relation["for"], "oil");
    assert_eq!(usage(relation), ["1840", "two lamps", "log", "p. 3"]);
    assert_eq!(rows(&built, "relations", "role", "developer")[0]["for"], Value::Null);
    let uses = rows(&built, "uses", "entity", "companies/keepers");
    assert_eq!([&uses[0]["what"], &uses[1]["what"]], ["Signals", "Fog"]);
    assert_eq!(usage(&uses[1]), ["1850-02", "a horn", "log", "p. 9"]);
    assert_eq!([&uses[1]["figure_entity"], &uses[1]["figure"]], ["projects/rock", "motto.1850.log"]);
}

#[test]
fn data_files_have_places_in_sources_and_who_makes_a_remark() {
    let built = told_in_full();
    let fact = &rows(&built, "facts", "id", "height.1901-06.survey")[0];
    let said = ["at", "verified", "remark", "remark_source", "remark_link"].map(|name| fact[name].clone());
    assert_eq!(said, ["p. 7", "2020-01-02", "Too high", "log", "https://lights.example/a"]);
    let event = &rows(&built, "events", "date", "1811-02-01")[0];
    let said = ["at", "on", "remark", "remark_source"].map(|name| event[name].clone());
    assert_eq!(said, ["p. 1", "projects/boat; companies/keepers", "In March", "survey"]);
    let source = &rows(&built, "sources", "id", "survey")[0];
    assert_eq!([&source["archive"], &source["retrieved"]], ["https://copies.example/survey", "2024-05-06"]);
}

#[test]
fn data_files_have_names_in_other_languages() {
    let entity = &rows(&told_in_full(), "entities", "id", "companies/keepers")[0];
    assert_eq!(entity["aliases"], "The keepers");
    assert_eq!(entity["names"], "zh: 灯塔局; de: Wärter");
}

#[test]
fn a_licence_is_named_in_the_package_as_it_is_written() {
    let licence = |from: &str, to: &str| {
        let built = lights().edit("book.toml", from, to).build().clean();
        let descriptor: Value = serde_json::from_str(built.html("/data/datapackage.json")).unwrap();
        descriptor["licenses"][0].clone()
    };
    let plain = "licence = \"CC-BY-4.0\"";
    assert_eq!(licence(plain, plain), json!({ "name": "CC-BY-4.0", "title": "CC-BY-4.0" }));
    let blanks = licence(plain, "licence = \"CC BY 4.0\"");
    assert_eq!(blanks, json!({ "name": "CC-BY-4.0", "title": "CC BY 4.0" }));
    let linked = "licence = { name = \"Our own\", url = \"https://lights.example/terms\" }";
    assert_eq!(licence(plain, linked), json!({ "path": "https://lights.example/terms", "title": "Our own" }));
}

#[test]
fn the_list_of_figures_has_all_that_is_known_of_each() {
    let built = lights().build().clean();
    let html = built.main("/figures/");
    assert!(html.contains("5 figures"), "{html}");
    let row = html.split("<tr>").find(|row| row.contains("#height.1899.log\"")).unwrap();
    insta::assert_snapshot!("row", row);
}

#[test]
fn of_newer_figures_of_one_date_the_list_names_the_one_that_is_printed() {
    let fact = "{metric: height, value: 41.50";
    let first = format!("{{metric: height, value: 43, as-of: 1901-06, source: log}}\n  - {fact}");
    let built = lights().edit("content/projects/rock.md", fact, &first).build().clean();
    let html = built.main("/figures/");
    let row = html.split("<tr>").find(|row| row.contains(">at least 40 metres</a>")).unwrap();
    assert!(row.contains(">43 metres (The log)</a>"), "{row}");
    assert!(!row.contains("#height.1850.log"), "{row}");
    assert!(built.main("/").contains("43 metres"), "prose prints it");
}

#[test]
fn where_a_figure_is_printed_is_known_after_each_edit() {
    let printed_on = |built: &Built| {
        let html = built.main("/figures/").to_owned();
        let row = html.split("<tr>").find(|row| row.contains("#motto.1850.log\"")).unwrap().to_owned();
        row.matches("href=\"/coast/\"").count()
    };
    assert_eq!(printed_on(&lights().build()), 0);
    let printing = lights().edit("content/index.md", "high, or", "high ([[rock#motto]]), or");
    assert_eq!(printed_on(&printing.build()), 1);
}

#[test]
fn more_figures_than_a_page_holds_are_divided_by_the_names_they_are_of() {
    let fact = |number: usize| {
        format!("  - {{metric: height, value: {number}, as-of: {}, source: log}}\n", 1000 + number)
    };
    let facts: String = (0..600).map(fact).collect();
    let page = |title: &str| format!("---\ntitle: {title}\nfacts:\n{facts}---\n[[rock]]\n");
    let site = lights()
        .with("content/projects/alpha.md", page("Alpha"))
        .with("content/projects/beta.md", page("Beta"));
    let built = site.build();
    let whole = built.main("/figures/");
    assert!(!whole.contains("<table"), "the parts have the rows");
    for (part, first) in [("a", "Alpha"), ("b", "Beta"), ("l", "Lights"), ("r", "=Rock")] {
        assert!(whole.contains(&format!("href=\"/coast/figures/{part}/\"")), "{part}");
        assert!(built.main(&format!("/figures/{part}/")).contains(first), "{part}");
    }
    check_package(&|path| built.html(path));
}

#[test]
fn a_site_without_entities_and_figures_has_no_data() {
    let built = Site::parse("-- content/index.md --\n---\ntitle: A\n---\nx\n").build();
    assert!(!built.files().iter().any(|file| file.starts_with("data/") || file.starts_with("figures/")));
}

#[test]
fn what_is_no_doi_is_reported_with_what_may_be_meant() {
    let report = |from: &str, to: &str| lights().edit("book.toml", from, to).build().report();
    let doi = report("\"10.5281", "\"https://doi.org/10.5281");
    assert!(doi.contains("`https://doi.org/10.5281/zenodo.1234567` is not a DOI"), "{doi}");
    assert!(doi.contains("help: write `10.5281/zenodo.1234567`"), "{doi}");
}
