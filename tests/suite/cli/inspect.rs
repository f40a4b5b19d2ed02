//! `query` and `why`: what stands in the data, and what depends on what.

use insta::assert_snapshot;

use super::folder::Folder;

/// The report that `init` writes.
fn report() -> Folder {
    let folder = Folder::new();
    folder.succeed(&["init", "."]);
    folder
}

#[test]
fn figures_are_chosen_by_what_stands_on_their_page_and_sorted_by_size() {
    let folder = report();
    assert_snapshot!(folder.run(&[
        "query",
        "facts",
        "--where",
        "kind=project",
        "--sort",
        "max",
        "--top",
        "3"
    ]));
    let said = folder.run(&[
        "query",
        "entities",
        "--where",
        "kind=company,domain",
        "--columns",
        "id",
        "--format",
        "csv",
    ]);
    assert!(said.contains("companies/kelda-marine") && said.contains("domains/barrages"), "{said}");
    assert!(!said.contains("projects/"), "{said}");
}

#[test]
fn rows_are_written_as_json_with_all_columns() {
    let folder = report();
    let said = folder.run(&["query", "events", "--top", "1", "--format", "json", "--quiet"]);
    let json = said.split_once("--- stdout\n").unwrap().1;
    let rows: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert!(rows[0].as_object().unwrap().contains_key("remark"), "{rows}");
}

#[test]
fn what_is_not_there_is_answered_with_what_is() {
    let folder = report();
    assert_snapshot!(folder.run(&["query", "fact"]));
    assert_snapshot!(folder.run(&["query", "events", "--where", "dates=2020"]));
    assert_snapshot!(folder.run(&["query", "events", "--where", "2020"]));
    assert_snapshot!(folder.run(&["why", "/nowhere/"]));
}

#[test]
fn a_page_names_the_files_it_is_made_of_and_a_file_the_pages_it_can_reach() {
    let folder = Folder::sound();
    assert_snapshot!(folder.run(&["why", "/projects/engine/"]));
    assert_snapshot!(folder.run(&["why", "content/companies/maker.md"]));
}

#[test]
fn a_metric_or_table_that_is_not_there_is_answered_with_what_is() {
    let folder = report();
    assert_snapshot!(folder.run(&["query", "facts", "--metric", "capcity"]), @r"
    exit code 2
    --- stderr
    error: no metric is called `capcity`; did you mean `capacity`?
    ");
    let told = |arguments: &[&str]| folder.run(&[&["query", "facts"], arguments].concat());
    assert_eq!(told(&["--metric", "Capacity"]), told(&["--metric", "capacity"]));
    assert_eq!(told(&["--where", "metric=capcity"]), told(&["--metric", "capcity"]));
    assert_snapshot!(folder.run(&["query", "facts", "--metric", "price"]), @r"
    exit code 2
    --- stderr
    error: no metric is called `price`; the metrics are capacity, employees, in-service, yearly-output
    ");
    assert_snapshot!(folder.run(&["query", "projects"]), @r"
    exit code 2
    --- stderr
    error: there is no table `projects`; ask for `entities` with `--where kind=project`, or for `sources`
    ");
}

#[test]
fn a_page_can_be_asked_for_by_its_name() {
    let folder = report();
    let by_address = folder.printed(&["why", "/projects/minch-kite/"]);
    assert_eq!(folder.printed(&["why", "Minch Kite"]), by_address);
    assert_eq!(folder.printed(&["why", "minch-kite"]), by_address);
}
