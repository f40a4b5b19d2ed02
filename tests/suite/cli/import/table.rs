//! `import csv`.

use insta::assert_snapshot;

use crate::cli::folder::Folder;

/// A site with an engine, its maker, a source and two metrics.
pub(super) fn report() -> Folder {
    let folder = Folder::sound();
    folder.write(
        "content/metrics.toml",
        "[metrics.speed]\nlabel = \"Top speed\"\n\n[metrics.began]\nlabel = \"Began\"\nformat = \"date\"\n",
    );
    folder.write("content/sources/survey.md", "---\ntitle: Survey of 2024\ndate: 2024\n---\n");
    folder.write("content/domains/rail.md", "---\ntitle: Railways\n---\n");
    folder.write("content/index.md", "---\ntitle: Home\nsources: [survey]\n---\n");
    folder
}

const PROJECTS: &str = "\
Name;What it is;Field;Made by;Top;Home;Other names
Tender;\"Carries coal; and water\";Railways;Maker;12;https://tender.example;Coal car;
Engine;Is there;Railways;;80;;
\"Wagon: the long one\";;rail;maker;;;\"Wag; Wagon\"
";

const MAP: &str = "title=Name,summary=What it is,domain=Field,companies=Made by,speed=Top,links.website=Home,aliases=Other names";

/// The arguments of an import of projects.
fn projects(file: &str) -> Vec<&str> {
    vec!["import", "csv", file, "--kind", "project", "--map", MAP, "--retrieved", "2026-11-27"]
}

#[test]
fn rows_become_pages_with_their_source() {
    let folder = report();
    folder.write("data/list.csv", PROJECTS.replace("Coal car;\n", "Coal car\n"));
    assert_snapshot!(folder.run(&projects("data/list.csv")), @r"
    exit code 0
    --- stderr
    added 3 pages and 2 facts; 1 page and 0 facts were there already
    ");
    let text = |path: &str| format!("-- {path}\n{}", folder.read(path));
    let pages =
        ["projects/tender", "projects/wagon-the-long-one", "projects/engine", "sources/list-2026-11-27"];
    let pages: String = pages.iter().map(|page| text(&format!("content/{page}.md"))).collect();
    assert_snapshot!(pages, @r#"
    -- content/projects/tender.md
    ---
    title: Tender
    summary: "Carries coal; and water"
    aliases: [Coal car]
    domain: rail
    companies: [maker]
    sources: [list-2026-11-27]
    links: {website: "https://tender.example"}
    facts:
      - {metric: speed, value: 12, source: list-2026-11-27}
    ---
    -- content/projects/wagon-the-long-one.md
    ---
    title: "Wagon: the long one"
    aliases: [Wag, Wagon]
    domain: rail
    companies: [maker]
    sources: [list-2026-11-27]
    ---
    -- content/projects/engine.md
    ---
    title: Engine
    companies: [maker]
    facts:
      - {metric: speed, value: 80, source: list-2026-11-27}
    ---
    Text.
    -- content/sources/list-2026-11-27.md
    ---
    title: "list.csv, read on 27 November 2026"
    short-title: list.csv
    retrieved: 2026-11-27
    ---
    "#);
    folder.succeed(&["--deny-warnings", "check"]);
    let before = folder.tree("content");
    assert_snapshot!(folder.run(&projects("data/list.csv")), @r"
    exit code 0
    --- stderr
    added 0 pages and 0 facts; 3 pages and 2 facts were there already
    ");
    assert_eq!(folder.tree("content"), before);
}

#[test]
fn facts_stand_above_those_that_are_there_and_nothing_else_changes() {
    let folder = report();
    let engine = "---\r\ntitle: Engine # the first\r\ncompanies: [maker]\r\nfacts:\r\n  # measured\r\n  - metric: speed\r\n    value: 80\r\n    as-of: 2020\r\n    source: survey\r\n---\r\nText.\r\n";
    folder.write("content/projects/engine.md", engine);
    folder.write(
        "content/companies/maker.md",
        "---\ntitle: Maker\nfacts: [{metric: began, value: 1900, source: survey}]\n---\n",
    );
    folder.write(
        "facts.csv",
        "entity,metric,value,as-of,source,at-least,note\nEngine,speed,80,2020,survey,,\nengine,Top speed,90,2021-05,Survey of 2024,true,downhill\nMaker,speed,7,2021,survey,,\nmaker,began,1900,,survey,,\n",
    );
    let arguments = ["import", "csv", "facts.csv", "--kind", "fact"];
    assert_snapshot!(folder.run(&arguments), @r"
    exit code 0
    --- stderr
    added 0 pages and 2 facts; 0 pages and 2 facts were there already
    ");
    let added =
        "  - {metric: speed, value: 90, as-of: 2021-05, source: survey, note: downhill, at-least: true}\r\n";
    assert_eq!(
        folder.read("content/projects/engine.md"),
        engine.replace("facts:\r\n", &format!("facts:\r\n{added}"))
    );
    assert_snapshot!(folder.read("content/companies/maker.md"), @r"
    ---
    title: Maker
    facts: [{metric: speed, value: 7, as-of: 2021, source: survey}, {metric: began, value: 1900, source: survey}]
    ---
    ");
    folder.succeed(&["--deny-warnings", "check"]);
    let before = folder.tree("content");
    folder.succeed(&arguments);
    assert_eq!(folder.tree("content"), before);
}

#[test]
fn a_page_without_facts_gets_them_at_the_end_of_its_front_matter() {
    let folder = report();
    folder.write("facts.csv", "Who,Top\nEngine,80\n");
    let arguments = [
        "import",
        "csv",
        "facts.csv",
        "--kind",
        "fact",
        "--map",
        "entity=Who,speed=Top",
        "--as-of",
        "2025",
        "--source",
        "survey",
    ];
    folder.succeed(&arguments);
    assert_eq!(
        folder.read("content/projects/engine.md"),
        "---\ntitle: Engine\ncompanies: [maker]\nfacts:\n  - {metric: speed, value: 80, as-of: 2025, source: survey}\n---\nText.\n"
    );
}

#[test]
fn a_dry_run_prints_what_would_be_written() {
    let folder = report();
    let before = folder.tree(".");
    folder.write("facts.csv", "entity,speed\nEngine,80\n");
    assert_snapshot!(folder.run(&["import", "csv", "facts.csv", "--kind", "fact", "--dry-run", "--retrieved", "2026-11-27"]), @r#"
    exit code 0
    --- stdout
    -- content/projects/engine.md (changed) --
    facts:
      - {metric: speed, value: 80, source: facts-2026-11-27}
    -- content/sources/facts-2026-11-27.md (new) --
    ---
    title: "facts.csv, read on 27 November 2026"
    short-title: facts.csv
    retrieved: 2026-11-27
    ---
    --- stderr
    1 page and 1 fact would be added, 0 pages and 0 facts were there already; nothing was written
    "#);
    folder.remove("facts.csv");
    assert_eq!(folder.tree("."), before);
}

/// What is said of tables that cannot be imported with the options beside them; nothing is written.
fn refused(tables: &[(&str, &[&str])]) -> String {
    let folder = report();
    let before = folder.tree("content");
    let said = tables.iter().map(|(table, options)| {
        folder.write("data.csv", table);
        let arguments = [&["import", "csv", "data.csv", "--retrieved", "2026-11-27"], *options].concat();
        format!("$ {}\n{}", options.join(" "), folder.run(&arguments).replace("--- stderr\n", ""))
    });
    let said: Vec<_> = said.collect();
    assert_eq!(folder.tree("content"), before);
    said.join("\n")
}

#[test]
fn bad_rows_of_facts_are_one_message_a_cause_with_its_line() {
    let said = refused(&[
        ("entity,speed\nEngin,80\n", &["--kind", "fact"]),
        (
            "entity,metric,value\nEngine,speed,\"1,200\"\nEngine,began,soon\nEngine,sped,1\n",
            &["--kind", "fact", "--source", "survey"],
        ),
        ("entity,speed,as-of\nEngine,80,last year\n", &["--kind", "fact"]),
        ("entity,speed\nEngine,80\nEngine,80,90\n", &["--kind", "fact"]),
        ("name,speed\nEngine,80\n", &["--kind", "fact"]),
    ]);
    assert_snapshot!(said, @r"
    $ --kind fact
    exit code 1
    error: data.csv:2: no page is called `Engin`
      help: did you mean `Engine`?
    nothing was written

    $ --kind fact --source survey
    exit code 1
    error: data.csv:2: `speed` takes a number, not `1,200`
      help: write `1200`
    error: data.csv:3: `began` takes a date, not `soon`
      help: write `2016`, `2016-04` or `2016-04-11`
    error: data.csv:4: no metric is called `sped`
      help: did you mean `speed`?
    nothing was written

    $ --kind fact
    exit code 1
    error: data.csv:2: `as-of` is not a date: `last year`
      help: write `2016`, `2016-04` or `2016-04-11`
    nothing was written

    $ --kind fact
    exit code 1
    error: data.csv:3: the row has 3 cells and the table 2 columns
      help: put cells that hold the separator into quotation marks
    nothing was written

    $ --kind fact
    exit code 1
    error: data.csv:1: no column is the `entity`
      help: say which one it is: `--map entity=COLUMN`; the columns are name, speed
    nothing was written
    ");
}

#[test]
fn bad_rows_of_pages_are_one_message_a_cause_with_its_line() {
    let said = refused(&[
        ("Name\nA\n", &["--kind", "project", "--map", "title=Nam"]),
        ("Name\nA\n", &["--kind", "project", "--map", "title=Name,sumary=Name"]),
        ("title,domain,country\nTender,Roads,X\nTender,Railways,X\n?!,,\n", &["--kind", "project"]),
        ("title,domain\nTender,Roads\n", &["--kind", "project"]),
        ("\u{0}\u{1}PNG\u{0}\n", &["--kind", "project"]),
    ]);
    assert_snapshot!(said, @r"
    $ --kind project --map title=Nam
    exit code 1
    error: data.csv:1: the table has no column `Nam`
      help: did you mean `Name`?
    nothing was written

    $ --kind project --map title=Name,sumary=Name
    exit code 2
    error: data.csv: `sumary` is neither a key that can be imported nor a metric
      help: did you mean `summary`?
    nothing was written

    $ --kind project
    exit code 1
    error: data.csv:3: `Tender` stands in line 2 already and says something else there
      help: keep one of the two rows
    error: data.csv:4: no file name can be made of `?!`: it has no letter and no digit
    nothing was written

    $ --kind project
    exit code 1
    error: data.csv:2: no domain has the slug `roads`
      help: a page `content/domains/roads.md` would be it; `fieldbook new domain NAME` begins one
    nothing was written

    $ --kind project
    exit code 1
    error: data.csv:1: this is no table of comma-separated values
    nothing was written
    ");
    let folder = report();
    folder.write("data.csv", b"title\nBl\xe9\n");
    assert_snapshot!(folder.run(&["import", "csv", "data.csv", "--kind", "project"]), @r"
    exit code 2
    --- stderr
    error: data.csv:2: the file is not UTF-8: save it as UTF-8
    ");
}

#[test]
fn a_value_that_contradicts_one_of_the_same_date_and_source_is_refused() {
    let folder = report();
    folder.write("facts.csv", "entity,speed,as-of,source\nEngine,80,2020,survey\n");
    let arguments = ["import", "csv", "facts.csv", "--kind", "fact"];
    folder.succeed(&arguments);
    folder.write("facts.csv", "entity,speed,as-of,source\nEngine,81,2020,survey\n");
    assert_snapshot!(folder.run(&arguments), @r"
    exit code 1
    --- stderr
    error: facts.csv:2: `Engine` has 80 of `speed` already, not 81
      help: correct one of them, or name another date or source
    nothing was written
    ");
}

#[test]
fn two_lines_that_contradict_each_other_are_refused() {
    let said = refused(&[
        (
            "entity,speed,as-of,note\nEngine,80,2020,\nEngine,80,2020,\nEngine,81,2020,\nEngine,80,2020,downhill\n",
            &["--kind", "fact", "--source", "survey"],
        ),
        (
            "Top speed,entity,top speed\n80,Engine,81\n",
            &["--kind", "fact", "--map", "entity=entity,speed=Top speed,speed=top speed"],
        ),
        ("entity,speed,Speed\nEngine,80,81\n", &["--kind", "fact"]),
        ("Name,Speed,Speed\nA,80,81\n", &["--kind", "project", "--map", "title=Name,speed=Speed"]),
    ]);
    assert_snapshot!(said, @r"
    $ --kind fact --source survey
    exit code 1
    error: data.csv:4: `Engine` has 80 of `speed` in line 2, not 81
      help: keep one of the two, or give one another date or source
    error: data.csv:5: `Engine` has 80 of `speed` in line 2 already, in other words
      help: keep one of the two, or give one another date or source
    nothing was written

    $ --kind fact --map entity=entity,speed=Top speed,speed=top speed
    exit code 1
    error: data.csv:1: the columns `Top speed` and `top speed` are both the `speed`
      help: keep one of them, or say by `--map` which one it is
    nothing was written

    $ --kind fact
    exit code 1
    error: data.csv:1: the columns `speed` and `Speed` are both the `speed`
      help: keep one of them, or say by `--map` which one it is
    nothing was written

    $ --kind project --map title=Name,speed=Speed
    exit code 1
    error: data.csv:1: the columns 2 and 3 are both called `Speed`
      help: give one of them another name
    nothing was written
    ");
}

#[test]
fn metrics_that_are_not_utf_8_stay_as_they_are() {
    let folder = report();
    let metrics = b"[metrics.speed]\nlabel = \"Vitesse\" # \xe9\n";
    folder.write("content/metrics.toml", metrics);
    folder.write("data/landscape.yml", "landscape:\n  - name: A\n    subcategories:\n      - name: B\n        items:\n          - {name: Kiln, project: sandbox}\n");
    assert_snapshot!(folder.run(&["import", "landscape", "data/landscape.yml"]), @r"
    exit code 2
    --- stderr
    error: data/landscape.yml: `content/metrics.toml` is not UTF-8, so nothing can be added to it
      help: save it as UTF-8
    nothing was written
    ");
    assert_eq!(folder.tree("content")["metrics.toml"], metrics);
}

#[test]
fn every_row_that_repeats_a_name_is_told_the_first() {
    let folder = report();
    folder.write("data.csv", "title,summary\nTender,A\nTENDER,B\nTender,C\n");
    let said = folder.fail(1, &["import", "csv", "data.csv", "--kind", "project", "--source", "survey"]);
    assert_eq!(said.matches("stands in line 2 already").count(), 2, "{said}");
}

#[test]
fn a_dry_run_prints_every_line_that_is_new() {
    let folder = report();
    folder.write("data.csv", "title,text\nKiln,\"One.\n\nTwo.\n\nOne.\"\n");
    let said =
        folder.run(&["import", "csv", "data.csv", "--kind", "project", "--dry-run", "--source", "survey"]);
    assert!(said.contains("One.\n\nTwo.\n\nOne.\n"), "{said}");
    folder.write("data.csv", "entity,metric,value,as-of\nMaker,began,1900,2020\nMaker,began,1900,2021\n");
    folder.write("content/companies/maker.md", "---\ntitle: Maker\n---\nfacts:\n");
    let said =
        folder.run(&["import", "csv", "data.csv", "--kind", "fact", "--dry-run", "--source", "survey"]);
    assert_snapshot!(said, @r"
    exit code 0
    --- stdout
    -- content/companies/maker.md (changed) --
    facts:
      - {metric: began, value: 1900, as-of: 2020, source: survey}
      - {metric: began, value: 1900, as-of: 2021, source: survey}
    --- stderr
    0 pages and 2 facts would be added, 0 pages and 0 facts were there already; nothing was written
    ");
}
