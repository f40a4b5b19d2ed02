//! Relations as readers see them.

use crate::site::Site;

#[test]
fn who_uses_and_buys_a_project_stands_once_in_its_row() {
    let built = Site::parse(
        "
        -- book.toml --
        [book]
        title = \"Lights\"
        -- content/index.md --
        ---
        title: Lights
        ---
        [[rock]], [[keepers]] and [[harbour]].
        -- content/projects/rock.md --
        ---
        title: Rock
        companies:
          - {company: keepers, role: user}
          - {company: harbour, role: user}
          - {company: harbour, role: customer}
        ---
        -- content/companies/harbour.md --
        ---
        title: Harbour
        ---
        -- content/companies/keepers.md --
        ---
        title: Keepers
        ---
        ",
    )
    .build()
    .clean();
    assert_eq!(built.attributes("/projects/", "td.used", "title"), ["Harbour, Keepers"]);
}
