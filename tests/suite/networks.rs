//! Who is connected with whom: what blocks draw, the table of the whole site, and what is around one entity.

use crate::site::Site;

fn entity(site: Site, path: &str, keys: &str) -> Site {
    let title = path.rsplit('/').next().unwrap();
    site.with(
        &format!("content/{path}.md"),
        format!("---\ntitle: {title}\nsummary: One\nautolink: false\n{keys}---\n"),
    )
}

/// Organisations that build and use lamps and towers.
fn lights() -> Site {
    let pages = [
        ("domains/lamps", ""),
        ("domains/towers", ""),
        ("domains/small-lamps", "parent: lamps\n"),
        ("companies/board", ""),
        ("companies/works", "related: [board]\n"),
        ("projects/argand", "domain: lamps\ncompanies: [works, {company: works, role: user}]\n"),
        ("projects/wick", "domain: small-lamps\ncompanies: [works]\nrelated: [argand]\n"),
        (
            "projects/skerry",
            "domain: towers\ncompanies: [{company: board, role: user}, {company: works, role: sponsor}]\n",
        ),
        ("projects/rock", "companies: [{company: board, role: customer}]\n"),
    ];
    pages.into_iter().fold(Site::parse(""), |site, (path, keys)| entity(site, path, keys))
}

fn with_block(site: Site, lines: &str) -> Site {
    site.with("content/index.md", format!("---\ntitle: Home\n---\n```network\ntitle: Around\n{lines}```\n"))
}

#[test]
fn what_is_merely_related_is_drawn_where_it_is_asked_for() {
    let two = |site| entity(site, "projects/lens", "");
    let site = || two(entity(Site::parse(""), "projects/lamp", "related: [lens]\n"));
    let report = with_block(site(), "").build().report();
    let message = "error[empty-exhibit]: what is asked for is connected by `related` alone, which is not drawn\n \
                   --> content/index.md:4:4";
    assert!(
        report.starts_with(message) && report.contains("help: write `related: true` to draw it"),
        "{report}"
    );
    assert_eq!(report.matches("error[").count(), 1);
    let built = with_block(site(), "related: true\n").build().clean();
    assert!(built.main("/").contains("2 projects and 1 connection."));
    assert_eq!(built.written("/", ".network-picture > .lines .related").len(), 1);

    let built = with_block(lights(), "").build().clean();
    assert!(
        built.main("/").contains("4 projects, 2 organisations and 6 connections."),
        "{}",
        built.main("/")
    );
    let built = with_block(lights(), "related: true\n").build().clean();
    assert!(
        built.main("/").contains("4 projects, 2 organisations and 8 connections."),
        "{}",
        built.main("/")
    );
}

#[test]
fn the_network_of_all_tells_how_many_projects_of_a_domain_an_organisation_builds_and_uses() {
    let built = lights().build().clean();
    let url = "/network/";
    assert_eq!(built.texts(url, ".crossing thead th"), ["Domain", "works", "board"]);
    let rows = built.texts(url, ".crossing tbody tr");
    assert_eq!(
        rows,
        ["lamps2 worked on", "towers1 worked on1 used", "Other1 used"],
        "a domain within another is part of it, and who builds a thing is no mere user of it"
    );
    assert_eq!(
        built.attributes(url, ".crossing td a", "title"),
        [
            "builds, hosts or supports argand, wick",
            "builds, hosts or supports skerry",
            "uses skerry",
            "uses rock"
        ]
    );
    // The numbers lead to the connections in words.
    let lines = built.attributes(url, ".crossing td a", "href");
    assert_eq!(lines[0], "#fb-fb-overview-companies-works");
    let ids = built.attributes(url, ".connections li", "id");
    assert!(lines.iter().all(|line| ids.contains(&line[1..].to_owned())), "{lines:?} {ids:?}");
    let words = built.texts(url, ".connections li");
    assert_eq!(
        words,
        [
            "argand: is related to wick",
            "board: uses skerry; is a customer of rock; is related to works",
            "works: builds argand, wick; sponsors skerry; uses argand"
        ]
    );
    assert_eq!(built.html("/network/all.csv").lines().count(), 1 + 8);
    assert!(!built.has("network/all.svg"));
}

#[test]
fn a_site_whose_projects_are_merely_related_has_their_connections_in_words_and_no_table() {
    let site = entity(Site::parse(""), "projects/lamp", "related: [lens]\n");
    let built = entity(site, "projects/lens", "").build().clean();
    assert!(built.texts("/network/", "table").is_empty());
    assert_eq!(built.texts("/network/", ".connections li"), ["lamp: is related to lens"]);
}

#[test]
fn an_organisation_beyond_the_sixteenth_has_no_column_and_is_counted() {
    let mut site = entity(Site::parse(""), "domains/lamps", "");
    for number in 10..30 {
        site = entity(site, &format!("companies/c{number}"), "");
        let keys = format!("domain: lamps\ncompanies: [c{number}]\n");
        site = entity(site, &format!("projects/p{number}"), &keys);
    }
    let built = entity(site, "projects/more", "companies: [c29]\n").build().clean();
    let heads = built.texts("/network/", ".crossing thead th");
    assert_eq!((heads.len(), heads[1].as_str(), heads[17].as_str()), (18, "c29", "Other organisations"));
    assert_eq!(built.texts("/network/", ".crossing .others"), ["4", ""]);
    assert!(built.main("/network/").contains("4 organisations with fewer have no column."));
    assert_eq!(built.texts("/network/", ".connections li").len(), 20);
}

#[test]
fn a_page_shows_what_its_subject_is_connected_with_and_what_that_is_connected_with() {
    let built = lights().build().clean();
    let names = |url| built.texts(url, "#fb-neighbours .network-picture li > a");
    assert_eq!(names("/companies/works/"), ["argand", "wick", "skerry", "works", "board"]);
    assert_eq!(built.texts("/companies/works/", "#fb-neighbours .focus > a"), ["works"]);
    // Two connections are told by the list beside the page.
    for url in ["/projects/argand/", "/projects/rock/", "/companies/board/"] {
        assert!(names(url).is_empty(), "{url}");
    }
}

#[test]
fn the_surroundings_of_a_large_organisation_are_its_own_connections_up_to_forty() {
    let mut site = ["hub", "other"]
        .into_iter()
        .fold(Site::parse(""), |site, name| entity(site, &format!("companies/{name}"), ""));
    for number in 0..60 {
        let companies = if number < 50 { "hub, other" } else { "other" };
        site = entity(site, &format!("projects/p{number}"), &format!("companies: [{companies}]\n"));
    }
    let built = site.build().clean();
    let html = built.main("/companies/hub/");
    assert!(html.contains("39 projects, 1 organisation and 39 connections."), "{html}");
    assert!(html.contains("For want of room 11 others are left out, with 11 connections."), "{html}");
}
