//! Projects among those of their domain.

use crate::site::Site;

/// Three projects of one domain, of which one only gives context, and one of another.
fn lamps() -> Site {
    Site::parse(
        r#"
        -- book.toml --
        [book]
        title = "Lamps"
        [check]
        orphan-entity = "allow"
        -- content/index.md --
        ---
        title: Lamps
        ---
        -- content/domains/oil.md --
        ---
        title: Oil lamps
        ---
        -- content/domains/gas.md --
        ---
        title: Gas lamps
        ---
        -- content/projects/argand.md --
        ---
        title: Argand
        domain: oil
        ---
        -- content/projects/moderator.md --
        ---
        title: Moderator
        domain: oil
        ---
        -- content/projects/betty.md --
        ---
        title: Betty
        domain: oil
        tier: context
        ---
        -- content/projects/tilley.md --
        ---
        title: Tilley
        domain: gas
        ---
        "#,
    )
}

#[test]
fn the_way_to_a_project_goes_through_its_domain() {
    let built = lamps().build().clean();
    assert_eq!(built.texts("/projects/argand/", ".breadcrumbs li"), ["Projects", "Oil lamps"]);
    let links = built.attributes("/projects/argand/", ".breadcrumbs a", "href");
    assert_eq!(links, ["/projects/", "/domains/oil/"]);
}

#[test]
fn a_project_leads_to_those_before_and_after_it_in_its_domain() {
    let built = lamps().build().clean();
    assert_eq!(built.texts("/projects/argand/", ".pager a"), ["Next in Oil lamps Moderator"]);
    assert_eq!(built.texts("/projects/moderator/", ".pager a"), ["Previous in Oil lamps Argand"]);
    for alone in ["/projects/tilley/", "/projects/betty/"] {
        assert!(built.texts(alone, ".pager a").is_empty(), "{alone}");
    }
    let first = lamps().edit("content/projects/moderator.md", "domain: oil", "domain: oil\norder: 1").build();
    assert_eq!(first.texts("/projects/argand/", ".pager a"), ["Previous in Oil lamps Moderator"]);
}
