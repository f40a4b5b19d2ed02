//! `new`: files of pages to come.

use insta::assert_snapshot;

use super::folder::Folder;

/// A report to add to.
fn report() -> Folder {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    folder
}

#[test]
fn a_page_of_each_kind_stands_in_its_folder_and_is_sound() {
    let folder = report();
    let made = [
        (["project", "Skerry Mill"].as_slice(), "content/projects/skerry-mill.md"),
        (&["company", "Lantern Bay Trust"], "content/companies/lantern-bay-trust.md"),
        (&["chapter", "How it began", "--part", "tides"], "content/chapters/tides/how-it-began.md"),
        (&["chapter", "Alone"], "content/chapters/alone.md"),
        (&["domain", "Mills"], "content/domains/mills.md"),
        (&["source", "Chart of 1850: the coast"], "content/sources/chart-of-1850-the-coast.md"),
    ];
    for (arguments, path) in made {
        let printed = folder.printed(&[&["new"], arguments].concat());
        assert_eq!(printed.replace('\\', "/"), format!("{path}\n"));
        let text = folder.read(path);
        assert!(text.contains("\n#summary: "), "{path}");
        assert!(text.contains("\n# There are harbour-yearbook-2024, tide-survey-2023"), "{path}: {text}");
    }
    folder.succeed(&["check"]);
}

#[test]
fn every_key_of_a_new_page_can_be_used_as_it_stands() {
    let folder = report();
    // A picture is what no example can bring along.
    folder.write(
        "static/logos/name.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>",
    );
    for kind in ["project", "company", "chapter", "domain", "source"] {
        let path = folder.printed(&["new", kind, "Something else"]).trim_end().replace('\\', "/");
        let text = folder.read(&path);
        let is_key = |line: &str| line.starts_with('#') && !line.starts_with("# ");
        let lines = text.lines().map(|line| if is_key(line) { &line[1..] } else { line });
        let used = lines.collect::<Vec<_>>().join("\n") + "\n";
        assert!(
            used.lines().filter(|line| line.contains(": ") && !line.starts_with('#')).count() > 10,
            "{used}"
        );
        // The name of another page is the same for all kinds, and a draft is not seen.
        folder.write(&path, used.replace("[Other name]", &format!("[Other name of a {kind}]")));
    }
    folder.succeed(&["check", "--drafts"]);
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    let folder = report();
    let before = folder.tree("content");
    assert_snapshot!(folder.run(&["new", "project", "minch kite"]), @r"
    exit code 2
    --- stderr
    error: a project of this name stands in `content/projects/minch-kite.md`
    ");
    assert_snapshot!(folder.run(&["new", "project", "Kelda array"]), @r"
    exit code 2
    --- stderr
    error: a project of this name stands in `content/projects/kelda-sound-array.md`
    ");
    assert_snapshot!(folder.run(&["new", "chapter", "Plants", "--part", "tides"]), @r"
    exit code 2
    --- stderr
    error: `./content/chapters/tides/plants.md` is there already and stays as it is
    ");
    assert_eq!(folder.tree("content"), before);
}

#[test]
fn a_name_that_is_close_to_another_is_pointed_out() {
    let folder = report();
    assert_snapshot!(folder.run(&["new", "company", "Northshore Powers"]), @r"
    exit code 0
    --- stdout
    content/companies/northshore-powers.md
    --- stderr
    hint: `Northshore Power` is called much the same: `content/companies/northshore-power.md`
    ");
    assert_snapshot!(folder.run(&["new", "chapter", "Costs"]), @r"
    exit code 0
    --- stdout
    content/chapters/costs.md
    --- stderr
    hint: `--part` puts a chapter into a part of the report: tides
    ");
}

#[test]
fn a_part_is_found_however_its_name_is_spelt() {
    let folder = report();
    folder.write("content/chapters/Deep Water/tides.md", "---\ntitle: Deep tides\n---\n");
    for (name, part) in [("Sounding", "Deep Water"), ("Moorings", "deep-water")] {
        let printed = folder.printed(&["new", "chapter", name, "--part", part]).replace('\\', "/");
        assert_eq!(printed, format!("content/chapters/Deep Water/{}.md\n", name.to_lowercase()));
    }
    folder.write("content/chapters/deep-water/anchors.md", "---\ntitle: Anchors\n---\n");
    let printed = folder.printed(&["new", "chapter", "Chains", "--part", "deep-water"]).replace('\\', "/");
    assert_eq!(printed, "content/chapters/deep-water/chains.md\n");
}

#[test]
fn what_is_no_page_is_refused() {
    let folder = report();
    assert_snapshot!(folder.run(&["new", "project", "?!"]), @r"
    exit code 2
    --- stderr
    error: no file name can be made of `?!`: it has no letter and no digit
    ");
    assert_snapshot!(folder.run(&["new", "project", "Mill", "--part", "tides"]), @r"
    exit code 2
    --- stderr
    error: `--part` is for chapters: a project belongs to no part of the report
    ");
    assert_snapshot!(Folder::new().run(&["new", "project", "Mill"]), @r#"
    exit code 2
    --- stderr
    error: in `.`: there is no `book.toml` in this folder: it is not the root of a Fieldbook site

    help: `fieldbook init` writes a small report to start from; by hand, a site starts with two files:

      book.toml
          [book]
          title = "The title of the report"

      content/index.md
          ---
          title: Home
          ---
          The first words.
    "#);
}

#[test]
fn a_site_in_another_folder_is_added_to() {
    let folder = Folder::new();
    folder.succeed(&["init", "report"]);
    let printed = folder.printed(&["new", "domain", "Mills", "--dir", "report"]);
    assert_eq!(printed.replace('\\', "/"), "report/content/domains/mills.md\n");
}

#[test]
fn an_organisation_is_begun_like_a_company() {
    let folder = report();
    for (word, name) in [("organisation", "Coast Guard"), ("organization", "Harbour Board")] {
        let printed = folder.printed(&["new", word, name]).replace('\\', "/");
        assert_eq!(printed, format!("content/companies/{}.md\n", name.to_lowercase().replace(' ', "-")));
    }
}

#[test]
fn a_part_that_is_new_is_pointed_out() {
    let folder = report();
    assert_snapshot!(folder.run(&["new", "chapter", "Costs", "--part", "tide"]), @r"
    exit code 0
    --- stdout
    content/chapters/tide/costs.md
    --- stderr
    hint: the part is new; `content/chapters/tide/index.md` would be its page
    ");
    assert_snapshot!(folder.run(&["new", "chapter", "More costs", "--part", "tide"]), @r"
    exit code 0
    --- stdout
    content/chapters/tide/more-costs.md
    ");
}

#[test]
fn a_metric_is_declared_behind_those_that_are_there() {
    let folder = report();
    let before = folder.read("book.toml");
    assert_snapshot!(folder.run(&["new", "metric", "Length of \"blades\""]), @r"
    exit code 0
    --- stdout
    book.toml
    --- stderr
    hint: facts name it as `metric: length-of-blades`, texts as `[[some-page#length-of-blades]]`
    ");
    let after = folder.read("book.toml");
    assert!(after.starts_with(&before), "{after}");
    let page = folder.read("content/projects/minch-kite.md");
    let fact = "  - {metric: length-of-blades, value: 7, as-of: 2024, source: tide-survey-2023}\nevents:";
    folder.write("content/projects/minch-kite.md", page.replace("events:", fact));
    folder.succeed(&["check", "--deny-warnings"]);
    assert_snapshot!(folder.run(&["new", "metric", "length of blades"]), @r"
    exit code 2
    --- stderr
    error: there is a metric `length-of-blades` already: `fieldbook query facts --metric length-of-blades` prints its figures
    ");
    assert_eq!(folder.read("book.toml"), after);
    assert_snapshot!(folder.run(&["new", "metric", "?!"]), @r"
    exit code 2
    --- stderr
    error: no name can be made of `?!`: it has no letter and no digit
    ");
}

#[test]
fn every_key_of_a_new_metric_can_be_used_as_it_stands() {
    let folder = report();
    folder.write("content/metrics.toml", "# What is counted.");
    assert_eq!(folder.printed(&["new", "metric", "Blades"]).replace('\\', "/"), "content/metrics.toml\n");
    let text = folder.read("content/metrics.toml");
    let is_key = |line: &str| line.starts_with('#') && !line.starts_with("# ");
    let used = text.lines().map(|line| if is_key(line) { &line[1..] } else { line });
    let used = used.collect::<Vec<_>>().join("\n");
    for key in ["label", "unit", "unit-singular", "format", "max-age", "comparable"] {
        assert!(used.contains(&format!("\n{key} = ")), "{used}");
    }
    folder.write("content/metrics.toml", used);
    folder.succeed(&["check", "--deny-warnings"]);
}
