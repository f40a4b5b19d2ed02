//! What `rename` refuses.

use insta::assert_snapshot;

use super::report;
use crate::cli::folder::Folder;

/// Names, old and new.
const REFUSED: [[&str; 2]; 15] = [
    ["mil", "wheel"],
    ["Skerry Mill", "wheel"],
    ["kite", "glider"],
    ["projects/mill", "kite"],
    ["mill", "Water Wheel"],
    ["mill", "mill"],
    ["mill", "?"],
    ["speed", "cost"],
    ["metrics/sped", "pace"],
    ["speed", "name"],
    ["part", "piece"],
    ["mill#tide", "sea"],
    ["mill#tides", "how-it-turns"],
    ["mill#tides", "the sea"],
    ["mil#tides", "sea"],
];

#[test]
fn a_name_that_is_unknown_taken_or_none_is_refused() {
    let folder = report();
    folder.write("content/companies/kite.md", "---\ntitle: Kite works\nprojects: [mill]\n---\n");
    folder.write("content/chapters/part/index.md", "---\ntitle: A part\n---\n");
    folder.write("content/chapters/part/a.md", "---\ntitle: A\n---\n");
    let before = folder.tree(".");
    let said: Vec<_> = REFUSED
        .into_iter()
        .map(|[old, new]| format!("$ {old} {new}\n{}", folder.fail(2, &["rename", old, new])))
        .collect();
    assert_snapshot!(said.join(""), @r"
    $ mil wheel
    error: neither a page nor a metric is called `mil`
    help: did you mean `mill`?
    $ Skerry Mill wheel
    error: neither a page nor a metric is called `Skerry Mill`
    help: did you mean `mill`?
    $ kite glider
    error: several things are called `kite`
    help: say which: `companies/kite`, `projects/kite`
    $ projects/mill kite
    error: a project is called `kite` already: `content/projects/kite.md`
    $ mill Water Wheel
    error: `Water Wheel` cannot be a name: use small letters, digits and hyphens
    help: write `water-wheel`
    $ mill mill
    error: the page is called `mill` already
    $ mill ?
    error: `?` cannot be a name: use small letters, digits and hyphens
    $ speed cost
    error: a metric is called `cost` already
    $ metrics/sped pace
    error: neither a page nor a metric is called `metrics/sped`
    $ speed name
    error: `name` is what tables call a property of pages
    help: choose another name
    $ part piece
    error: `part` is the folder `content/chapters/part`
    help: rename the folder itself, and give its page an alias
    $ mill#tide sea
    error: `content/projects/mill.md` has no heading `tide`
    help: did you mean `tides`?
    $ mill#tides how-it-turns
    error: `content/projects/mill.md` has an anchor `how-it-turns` already
    $ mill#tides the sea
    error: `the sea` cannot be the id of a heading: use letters, digits and hyphens
    help: write `the-sea`
    $ mil#tides sea
    error: no page is called `mil`
    help: did you mean `mill`?
    ");
    assert_eq!(folder.tree("."), before);
}

#[test]
fn a_name_that_two_kinds_share_is_told_apart() {
    let folder = report();
    folder.write(
        "content/companies/kite.md",
        "---\ntitle: Kite works\nprojects: [mill]\n---\n[[projects/kite]]\n",
    );
    let before = folder.tree(".");
    let said = folder.fail(1, &["rename", "companies/kite", "mill"]);
    assert!(said.contains("error[ambiguous-name]: several pages are called `mill`"), "{said}");
    assert!(said.ends_with("error: with `mill` the site would have errors, so nothing was written\n"));
    assert_eq!(folder.tree("."), before);
    folder.succeed(&["rename", "projects/kite", "trust"]);
    let text = folder.read("content/companies/kite.md");
    assert!(text.ends_with("[[projects/trust]]\n"), "{text}");
    folder.succeed(&["build"]);
}

#[test]
fn a_site_with_errors_is_not_renamed() {
    let folder = Folder::faulty();
    let before = folder.tree(".");
    assert_snapshot!(folder.run(&["rename", "engine", "motor"]), @r"
    exit code 1
    --- stderr
    error[unknown-company]: no company has the slug `makr`
     --> content/projects/engine.md:3:13
      |
    3 | companies: [makr]
      |             ^^^^
      |
      = help: did you mean `maker`?

    error: the site has errors, which can hide what refers to the name
    help: mend what `fieldbook check --drafts` reports, then rename
    ");
    assert_eq!(folder.tree("."), before);
}

#[test]
fn a_reference_that_is_spelt_with_escapes_is_refused_with_its_place() {
    let folder = Folder::sound();
    folder.write("content/projects/engine.md", "---\ntitle: Engine\ncompanies: [\"m\\u0061ker\"]\n---\n");
    let before = folder.tree(".");
    assert_snapshot!(folder.run(&["rename", "maker", "builder"]), @r"
    exit code 2
    --- stderr
    error: content/projects/engine.md:3:13: the name is spelt there in a way that cannot be changed
    help: write it out as it is, without escapes, then rename
    ");
    assert_eq!(folder.tree("."), before);
}

#[test]
fn a_name_that_a_block_would_take_for_another_page_is_refused() {
    let folder = report();
    folder.write(
        "content/chapters/two.md",
        "---\ntitle: Two\n---\n```network\ntitle: All\nentities: [trust, projects-only]\n```\n",
    );
    folder.write("content/projects/projects-only.md", "---\ntitle: Only\ncompanies: [trust]\n---\n");
    let before = folder.tree(".");
    for [old, new] in [["projects/kite", "trust"], ["companies/trust", "projects-only"]] {
        let said = folder.fail(2, &["rename", old, new]);
        assert!(said.contains("and `entities` would mean the other one"), "{said}");
    }
    assert_eq!(folder.tree("."), before);
}
