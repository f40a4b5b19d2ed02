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

/// The lamps with a domain around both of theirs, one level more, and a second place.
fn nested() -> Site {
    lamps()
        .with("content/domains/burning.md", "---\ntitle: Burning\nparent: light\n---\n")
        .with("content/domains/light.md", "---\ntitle: Light\n---\n")
        .edit("content/domains/oil.md", "title: Oil lamps", "title: Oil lamps\nparent: burning")
        .edit("content/domains/gas.md", "title: Gas lamps", "title: Gas lamps\nparent: burning")
        .edit("content/projects/tilley.md", "domain: gas", "domain: gas\nalso-in: [oil]")
}

#[test]
fn the_way_to_a_project_goes_through_every_domain_around_it() {
    let built = nested().build().clean();
    let way = |page: &str| built.texts(page, ".breadcrumbs li");
    assert_eq!(way("/projects/argand/"), ["Projects", "Light", "Burning", "Oil lamps"]);
    assert_eq!(way("/domains/oil/"), ["Domains", "Light", "Burning"]);
}

#[test]
fn domains_are_a_tree_with_the_number_of_their_projects() {
    let built = nested().build().clean();
    let names = built.texts("/domains/", ".tree a");
    assert_eq!(names, ["Light", "Burning", "Gas lamps", "Oil lamps"]);
    assert_eq!(built.texts("/domains/", ".tree .count"), ["3", "3", "1", "3"]);
    assert_eq!(built.texts("/domains/", ".tree .tree .tree a"), ["Gas lamps", "Oil lamps"]);
}

#[test]
fn a_domain_lists_those_within_it_and_their_projects() {
    let built = nested().build().clean();
    assert_eq!(built.texts("/domains/burning/", ".tree > li > div > a"), ["Gas lamps", "Oil lamps"]);
    let projects = built.texts("/domains/burning/", ".tree details a");
    assert_eq!(projects, ["Tilley", "Argand", "Moderator", "Tilley"]);
    assert_eq!(built.texts("/domains/oil/", ".rows tbody th a"), ["Argand", "Moderator", "Tilley"]);
    assert_eq!(built.texts("/projects/tilley/", ".profile dd a"), ["Gas lamps", "Oil lamps"]);
}

#[test]
fn what_is_asked_of_a_domain_is_asked_of_those_within_it() {
    let table = "---\ntitle: All\n---\n```table\ntitle: All\nkind: project\ncolumns: [name, domain]\nwhere: {domain: light}\n```\n";
    let built = nested().with("content/all.md", table).build().clean();
    assert_eq!(built.texts("/all/", "tbody th"), ["Argand", "Moderator", "Tilley"]);
}

#[test]
fn a_logo_stands_on_the_page_in_directories_and_as_a_card() {
    let site = lamps()
        .with(
            "static/logos/argand.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"6\"/>",
        )
        .edit("content/projects/argand.md", "domain: oil", "domain: oil\nlogo: /logos/argand.svg");
    let built = site.build().clean();
    for (page, place) in
        [("/projects/argand/", ".profile"), ("/projects/", ".rows"), ("/domains/oil/", ".cards")]
    {
        let logo = format!("{place} .logo img");
        assert_eq!(built.attributes(page, &logo, "src"), ["/logos/argand.svg"], "{page}");
        for (name, value) in [("alt", ""), ("loading", "lazy"), ("width", "8"), ("height", "6")] {
            assert_eq!(built.attributes(page, &logo, name), [value], "{page}");
        }
    }
    assert_eq!(built.texts("/domains/oil/", ".cards a"), ["Argand"]);
    assert!(built.texts("/domains/gas/", ".cards a").is_empty());
}

#[test]
fn many_relations_of_one_role_stand_in_full_in_the_text() {
    let list = |count: usize| {
        let pages =
            (0..count).map(|n| format!("-- content/projects/lamp-{n}.md --\n---\ntitle: Lamp {n}\n---\n"));
        let slugs: Vec<_> = (0..count).map(|n| format!("lamp-{n}")).collect();
        let maker = format!(
            "-- content/companies/maker.md --\n---\ntitle: Maker\nprojects: [{}]\n---\n",
            slugs.join(", ")
        );
        Site::parse(&format!("-- book.toml --\n[book]\ntitle = \"Lamps\"\n-- content/index.md --\n---\ntitle: Lamps\n---\n{}{maker}", pages.collect::<String>())).build().clean()
    };
    let (few, many) = (list(12), list(13));
    assert_eq!(few.texts("/companies/maker/", ".profile dd").len(), 12);
    assert!(few.texts("/companies/maker/", ".page-body .columns a").is_empty());
    assert_eq!(many.texts("/companies/maker/", ".profile dd").last().unwrap(), "All 13");
    assert_eq!(many.texts("/companies/maker/", ".page-body .columns a").len(), 13);
}
