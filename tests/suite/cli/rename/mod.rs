//! `rename`: the same site under another name.

mod refused;

use std::collections::BTreeMap;

use insta::assert_snapshot;

use super::folder::Folder;

/// A report that names things in every way there is.
fn report() -> Folder {
    let folder = Folder::new();
    folder.write(
        "book.toml",
        "[book]\ntitle = \"Report\" # the name\n[directory]\nprojects = [\"speed\"]\n\
         [output.html]\nnavigation = [{title = \"The mill\", url = \"/projects/mill/\"}]\n",
    );
    folder.write(
        "content/metrics.toml",
        "# What is counted.\n[metrics.speed]\nlabel = \"Speed\"\nunit = \"turns\"\n\n[metrics.cost]\nlabel = \"Cost\"\n",
    );
    folder.write("content/index.md", "---\ntitle: Home\n---\nSee [all](projects/mill.md), [[mill]].\n");
    folder.write(
        "content/projects/mill.md",
        "---\r\ntitle: Skerry Mill # as its owner writes it\r\ndomain: water\r\ncompanies:\r\n  - {company: trust, role: user, source: survey}   # who turns it\r\n\
         facts:\r\n  - {metric: speed, value: 12, as-of: 2020, source: survey}\r\n  - metric: speed\r\n    value: 13\r\n    as-of: 2021\r\n    source: \"survey\"\r\n    disputes: survey\r\n\
         events:\r\n  - {date: 2020, text: It turned, source: survey, on: [projects/kite, companies/trust]}\r\n---\r\n\r\n## How it turns\r\n\r\nBy [[#speed]] and [[mill#speed@survey]].\r\n\r\n## Tides ##\r\n\r\nSee [above](mill.md#how-it-turns).\r\n",
    );
    folder.write(
        "content/projects/kite.md",
        "---\ntitle: Kite\nrelated: [mill]\ndomain: water\nfacts: [{metric: speed, value: 3, as-of: 2020, source: survey}]\n---\n\
         The Skerry Mill, [[mill]], [[Skerry Mill]], [[MILL]], [[mill|the mill]], [[projects/mill]], [[mill.md]],\n\
         [[mill#speed]], [[mill#speed|value]], [[mill#speed.2020.survey]], [[mill#how-it-turns]], [[mill#Tides]],\n\
         [one](mill.md), [two](../projects/mill.md#fact-speed), [three](/projects/mill.md#speed.2020.survey),\n\
         [four][def], ![five](mill.png), <a href=\"mill.md#tides\">six</a>.\n\n[def]: mill.md#tides \"Title\"\n\n\
         | mill | link |\n|---|---|\n| mill | [[mill\\|mill]] |\n\n`[[mill]]`\n\n```text\n[[mill]] mill.md\n```\n",
    );
    folder.write("content/projects/mill.png", PICTURE);
    folder.write(
        "content/companies/trust.md",
        "---\ntitle: Trust\nprojects: [kite, {project: mill, role: sponsor}]\nuses: [{what: Grinding, figure: \"mill#speed@2021\"}]\n---\n[[survey]] [[mill#speed@survey]]\n",
    );
    folder.write("content/domains/water.md", "---\ntitle: Water\nprojects:\n- mill\n- kite\n---\n");
    folder.write(
        "content/sources/survey.md",
        "---\ntitle: Survey of mills\nshort-title: Survey\ndate: 2022\n---\n",
    );
    folder.write(
        "content/chapters/one.md",
        "---\ntitle: One\nsources: [survey]\ndoubts: [{text: Not so., source: survey}]\n---\n\
         ```chart\ntitle: Speed\nmetric: speed\nentities: [mill, kite]\nsource: survey\n```\n\n\
         ```table\ntitle: Mills\nkind: project\ncolumns: [name, speed]\nsort: speed\nwhere: {company: trust}\n```\n\n\
         ```table\ntitle: Own\ncolumns: [What, How much]\nrows:\n  - [\"[[mill]]\", \"[[mill#speed@survey]]\"]\n  - [\"[[mill|mill]]\", \"mill\"]\n```\n\n\
         ```chart\ntitle: Inline\ndata:\n  - {label: \"[[mill]]\", value: \"[[mill#speed]]\"}\n```\n",
    );
    folder
}

/// The smallest PNG there is.
const PICTURE: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0,
    0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

/// The pages that a build writes, with their texts.
fn built(folder: &Folder) -> BTreeMap<String, String> {
    folder.succeed(&["build"]);
    let pages = folder.tree("public").into_iter().filter(|(path, _)| path.ends_with("index.html"));
    pages.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// The lines that differ between two states of the source, both sides, by file.
fn differing(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut lines = Vec::new();
    for (path, old) in before {
        let Some(new) = after.get(path) else { continue };
        let (old, new) = (text(old), text(new));
        let pairs = std::iter::zip(old.split_inclusive('\n'), new.split_inclusive('\n'));
        lines.extend(
            pairs.filter(|(old, new)| old != new).map(|(_, new)| format!("{path}: {}", new.trim_end())),
        );
    }
    lines
}

#[test]
fn a_page_is_renamed_wherever_it_is_named_and_the_site_stays_the_same() {
    let folder = report();
    let before = built(&folder);
    let said = folder.run(&["rename", "mill", "wheel"]);
    assert!(said.contains("content/projects/mill.md → content/projects/wheel.md\n"), "{said}");
    let after = built(&folder);
    // The key under which the page is cited is made of its address.
    let renamed = |text: &str| {
        text.replace("/projects/mill/", "/projects/wheel/")
            .replace("report-projects-mill", "report-projects-wheel")
    };
    let expected: BTreeMap<_, _> =
        before.iter().map(|(path, text)| (renamed(&format!("/{path}")), renamed(text))).collect();
    for (path, text) in &after {
        let path = format!("/{path}");
        if path == "/projects/mill/index.html" {
            assert!(text.contains("/projects/wheel/"), "the old address leads to the new one: {text}");
            continue;
        }
        // The list of what was searched differs with the addresses in it; all else is the same page.
        assert_eq!(text, &expected[&path], "{path}");
    }
    assert_eq!(after.len(), before.len() + 1);
    folder.succeed(&["--deny-warnings", "check"]);
}

#[test]
fn a_rename_touches_the_places_and_nothing_else() {
    let folder = report();
    let before = folder.tree(".");
    folder.succeed(&["rename", "mill", "wheel"]);
    let after = folder.tree(".");
    assert_snapshot!(differing(&before, &after).join("\n"), @r#"
    book.toml: navigation = [{title = "The mill", url = "/projects/wheel/"}]
    content/chapters/one.md: entities: [wheel, kite]
    content/chapters/one.md:   - ["[[wheel]]", "[[wheel#speed@survey]]"]
    content/chapters/one.md:   - ["[[wheel|mill]]", "mill"]
    content/chapters/one.md:   - {label: "[[wheel]]", value: "[[wheel#speed]]"}
    content/companies/trust.md: projects: [kite, {project: wheel, role: sponsor}]
    content/companies/trust.md: uses: [{what: Grinding, figure: "wheel#speed@2021"}]
    content/companies/trust.md: [[survey]] [[wheel#speed@survey]]
    content/domains/water.md: - wheel
    content/index.md: See [all](projects/wheel.md), [[wheel]].
    content/projects/kite.md: related: [wheel]
    content/projects/kite.md: The Skerry Mill, [[wheel]], [[Skerry Mill]], [[wheel|MILL]], [[wheel|the mill]], [[projects/wheel]], [[wheel.md]],
    content/projects/kite.md: [[wheel#speed]], [[wheel#speed|value]], [[wheel#speed.2020.survey]], [[wheel#how-it-turns]], [[wheel#Tides]],
    content/projects/kite.md: [one](wheel.md), [two](../projects/wheel.md#fact-speed), [three](/projects/wheel.md#speed.2020.survey),
    content/projects/kite.md: [four][def], ![five](mill.png), <a href="wheel.md#tides">six</a>.
    content/projects/kite.md: [def]: wheel.md#tides "Title"
    content/projects/kite.md: | mill | [[wheel\|mill]] |
    "#);
    let (old, new) = (&before["content/projects/mill.md"], &after["content/projects/wheel.md"]);
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let expected = old
        .replace("writes it\r\n", "writes it\r\naliases: [/projects/mill/]\r\n")
        .replace("[[mill#speed@survey]]", "[[wheel#speed@survey]]")
        .replace("(mill.md#", "(wheel.md#");
    assert_eq!(new, expected);
    assert!(!folder.has("content/projects/mill.md"));
}

#[test]
fn renaming_back_gives_the_same_source_but_for_the_alias() {
    let folder = report();
    let before = folder.tree(".");
    folder.succeed(&["rename", "mill", "wheel"]);
    folder.succeed(&["rename", "wheel", "mill"]);
    let mut after = folder.tree(".");
    let page = after.get_mut("content/projects/mill.md").unwrap();
    let text = String::from_utf8(page.clone()).unwrap();
    assert!(text.contains("aliases: [/projects/wheel/]\r\n"), "{text}");
    *page = text.replace("aliases: [/projects/wheel/]\r\n", "").into_bytes();
    after.retain(|path, _| !path.starts_with(".fieldbook"));
    let text = |tree: &BTreeMap<String, Vec<u8>>| -> BTreeMap<String, String> {
        tree.iter().map(|(path, bytes)| (path.clone(), String::from_utf8_lossy(bytes).into_owned())).collect()
    };
    // `[[MILL]]` has become a name with words of its own.
    let expected = text(&before);
    for (path, text) in text(&after) {
        assert_eq!(text, expected[&path].replace("[[MILL]]", "[[mill|MILL]]"), "{path}");
    }
}

#[test]
fn a_source_is_renamed_in_selectors_and_in_the_ids_of_facts() {
    let folder = report();
    let before = folder.tree(".");
    folder.succeed(&["rename", "survey", "survey-2022"]);
    assert_snapshot!(differing(&before, &folder.tree(".")).join("\n"), @r#"
    content/chapters/one.md: sources: [survey-2022]
    content/chapters/one.md: doubts: [{text: Not so., source: survey-2022}]
    content/chapters/one.md: source: survey-2022
    content/chapters/one.md:   - ["[[mill]]", "[[mill#speed@survey-2022]]"]
    content/companies/trust.md: [[survey-2022]] [[mill#speed@survey-2022]]
    content/projects/kite.md: facts: [{metric: speed, value: 3, as-of: 2020, source: survey-2022}]
    content/projects/kite.md: [[mill#speed]], [[mill#speed|value]], [[mill#speed.2020.survey-2022]], [[mill#how-it-turns]], [[mill#Tides]],
    content/projects/kite.md: [one](mill.md), [two](../projects/mill.md#fact-speed), [three](/projects/mill.md#speed.2020.survey-2022),
    content/projects/mill.md:   - {company: trust, role: user, source: survey-2022}   # who turns it
    content/projects/mill.md:   - {metric: speed, value: 12, as-of: 2020, source: survey-2022}
    content/projects/mill.md:     source: "survey-2022"
    content/projects/mill.md:     disputes: survey-2022
    content/projects/mill.md:   - {date: 2020, text: It turned, source: survey-2022, on: [projects/kite, companies/trust]}
    content/projects/mill.md: By [[#speed]] and [[mill#speed@survey-2022]].
    "#);
    folder.succeed(&["--deny-warnings", "build"]);
}

#[test]
fn a_metric_is_renamed_with_its_declaration_its_facts_and_its_columns() {
    let folder = report();
    let before = folder.tree(".");
    let pages = built(&folder);
    folder.succeed(&["rename", "speed", "turns-a-minute"]);
    assert_snapshot!(differing(&before, &folder.tree(".")).join("\n"), @r#"
    book.toml: projects = ["turns-a-minute"]
    content/chapters/one.md: metric: turns-a-minute
    content/chapters/one.md: columns: [name, turns-a-minute]
    content/chapters/one.md: sort: turns-a-minute
    content/chapters/one.md:   - ["[[mill]]", "[[mill#turns-a-minute@survey]]"]
    content/chapters/one.md:   - {label: "[[mill]]", value: "[[mill#turns-a-minute]]"}
    content/companies/trust.md: uses: [{what: Grinding, figure: "mill#turns-a-minute@2021"}]
    content/companies/trust.md: [[survey]] [[mill#turns-a-minute@survey]]
    content/metrics.toml: [metrics.turns-a-minute]
    content/projects/kite.md: facts: [{metric: turns-a-minute, value: 3, as-of: 2020, source: survey}]
    content/projects/kite.md: [[mill#turns-a-minute]], [[mill#turns-a-minute|value]], [[mill#turns-a-minute.2020.survey]], [[mill#how-it-turns]], [[mill#Tides]],
    content/projects/kite.md: [one](mill.md), [two](../projects/mill.md#fact-turns-a-minute), [three](/projects/mill.md#turns-a-minute.2020.survey),
    content/projects/mill.md:   - {metric: turns-a-minute, value: 12, as-of: 2020, source: survey}
    content/projects/mill.md:   - metric: turns-a-minute
    content/projects/mill.md: By [[#turns-a-minute]] and [[mill#turns-a-minute@survey]].
    "#);
    let renamed = |text: &str| {
        text.replace("fact-speed", "fact-turns-a-minute")
            .replace("speed.20", "turns-a-minute.20")
            .replace("data-sort=\"speed\"", "data-sort=\"turns-a-minute\"")
    };
    for (path, text) in built(&folder) {
        assert_eq!(text, renamed(&pages[&path]), "{path}");
    }
}

#[test]
fn a_heading_is_renamed_and_its_old_id_still_leads_there() {
    let folder = report();
    let before = folder.tree(".");
    assert_snapshot!(folder.run(&["rename", "mill#how-it-turns", "turning"]), @r#"
    exit code 0
    --- stdout
    content/projects/kite.md:8:69: mill#how-it-turns → mill#turning
    content/projects/mill.md:17:4: <a id="how-it-turns"></a>
    content/projects/mill.md:17:16: {#turning}
    content/projects/mill.md:23:13: mill.md#how-it-turns → mill.md#turning
    --- stderr
    changed 4 places in 2 files
    "#);
    folder.succeed(&["rename", "mill#tides", "the-sea"]);
    folder.succeed(&["rename", "mill#the-sea", "the-ocean"]);
    assert_snapshot!(differing(&before, &folder.tree(".")).join("\n"), @r#"
    content/projects/kite.md: [[mill#speed]], [[mill#speed|value]], [[mill#speed.2020.survey]], [[mill#turning]], [[mill#Tides]],
    content/projects/kite.md: [four][def], ![five](mill.png), <a href="mill.md#the-ocean">six</a>.
    content/projects/kite.md: [def]: mill.md#the-ocean "Title"
    content/projects/mill.md: ## <a id="how-it-turns"></a>How it turns {#turning}
    content/projects/mill.md: ## <a id="the-sea"></a><a id="tides"></a>Tides ## {#the-ocean}
    content/projects/mill.md: See [above](mill.md#turning).
    "#);
    let pages = built(&folder);
    let page = &pages["projects/mill/index.html"];
    for id in ["turning", "how-it-turns", "tides", "the-sea", "the-ocean"] {
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}: {page}");
    }
    folder.succeed(&["--deny-warnings", "check"]);
}

#[test]
fn a_dry_run_prints_the_places_and_changes_nothing() {
    let folder = report();
    let before = folder.tree(".");
    assert_snapshot!(folder.run(&["rename", "trust", "fund", "--dry-run"]), @r"
    exit code 0
    --- stdout
    content/chapters/one.md:18:18: trust → fund
    content/companies/trust.md:3:1: aliases: [/companies/trust/]
    content/projects/mill.md:5:15: trust → fund
    content/projects/mill.md:14:71: companies/trust → companies/fund
    content/companies/trust.md → content/companies/fund.md
    --- stderr
    4 places in 3 files would change; nothing was written
    ");
    assert_eq!(folder.tree("."), before);
}

#[test]
fn an_alias_joins_those_that_are_there() {
    for (head, expected) in [
        ("aliases: [Other]", "aliases: [Other, /companies/maker/]"),
        ("aliases: [\"Other\", Third] # two", "aliases: [\"Other\", Third, /companies/maker/] # two"),
        ("aliases: []", "aliases: [/companies/maker/]"),
        ("aliases:", "aliases: [/companies/maker/]"),
        (
            "aliases:\n  - Other # one\ncountry: X",
            "aliases:\n  - Other # one\n  - /companies/maker/\ncountry: X",
        ),
        ("aliases:\n- Other", "aliases:\n- Other\n- /companies/maker/"),
        ("aliases: [Maker, maker]", "aliases: [Maker, maker]"),
        ("summary: >\n  Long\n  words", "summary: >\n  Long\n  words\naliases: [/companies/maker/]"),
    ] {
        let folder = Folder::sound();
        folder.write("content/companies/maker.md", format!("---\ntitle: Maker of\n{head}\n---\n"));
        folder.succeed(&["rename", "maker", "builder"]);
        let text = folder.read("content/companies/builder.md");
        assert_eq!(text, format!("---\ntitle: Maker of\n{expected}\n---\n"));
    }
}

#[test]
fn references_in_drafts_are_renamed_too() {
    let folder = Folder::sound();
    folder.write("content/chapters/two.md", "---\ntitle: Two\ndraft: true\n---\n[[maker]]\n");
    folder.succeed(&["rename", "maker", "builder"]);
    assert!(folder.read("content/chapters/two.md").ends_with("[[builder]]\n"));
}

#[test]
fn names_change_in_the_queries_of_templates() {
    let folder = report();
    let template = "{#- queries:\n  some: {kind: project, entities: [mill], metrics: [speed], sort: speed} # mill\n-#}mill";
    folder.write("templates/_head.html", template);
    folder.succeed(&["rename", "projects/mill", "old-mill"]);
    assert_eq!(folder.read("templates/_head.html"), template.replace("[mill]", "[old-mill]"));
    folder.succeed(&["rename", "speed", "pace"]);
    let renamed = template.replace("[mill]", "[old-mill]").replace("speed", "pace");
    assert_eq!(folder.read("templates/_head.html"), renamed);
    let said = folder.fail(2, &["rename", "pace", "updated"]);
    assert!(said.contains("`updated` is what queries sort pages by themselves"), "{said}");
}
