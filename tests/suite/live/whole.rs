//! The whole of a served site: every link leads to something, and every file is what a build writes.

use std::collections::{BTreeMap, BTreeSet};

use walkdir::WalkDir;

use super::program::Program;
use crate::cli::folder::Folder;
use crate::site::fixture_path;

/// The lighthouses, as they are published below `/repo/`.
const BASE: [&str; 2] = ["--base-url", "https://lights.example/repo/"];

/// A copy of the site about lighthouses.
fn lighthouses() -> Folder {
    let (folder, root) = (Folder::new(), fixture_path("lighthouses"));
    let entries = WalkDir::new(&root).into_iter().map(Result::unwrap);
    for entry in entries.filter(|entry| entry.file_type().is_file()) {
        let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        if !path.starts_with("expected/") {
            folder.write(&path, std::fs::read(entry.path()).unwrap());
        }
    }
    folder
}

/// What the attributes `href` and `src` of a page say.
fn links(html: &str) -> impl Iterator<Item = String> {
    let values = [" href=\"", " src=\""].into_iter().flat_map(|attribute| html.split(attribute).skip(1));
    values.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"))
}

/// The address that a link on a page leads to, without its anchor; `None` if it leads to another host.
fn target(page: &str, link: &str) -> Option<String> {
    let inside = link.strip_prefix("https://lights.example").filter(|rest| rest.starts_with('/'));
    let link = inside.unwrap_or(link);
    let link = link.split('#').next().unwrap();
    if link.contains(':') || link.starts_with("//") {
        return None;
    }
    Some(match link {
        "" => page.to_owned(),
        _ if link.starts_with('/') => link.to_owned(),
        _ => format!("{}/{link}", page.rsplit_once('/').unwrap().0),
    })
}

#[test]
fn every_link_of_a_site_in_a_folder_leads_to_something_in_that_folder() {
    let folder = lighthouses();
    let program = Program::start(&folder, &BASE);
    let mut client = program.client();
    let (mut seen, mut next) = (BTreeSet::new(), vec!["/repo/".to_owned()]);
    while let Some(address) = next.pop() {
        assert!(address.starts_with("/repo/"), "{address} leads out of the folder");
        if !seen.insert(address.clone()) {
            continue;
        }
        let answer = client.get(&address, &[]);
        assert_eq!(answer.status, 200, "{address}");
        if answer.header("content-type").starts_with("text/html") {
            next.extend(links(&answer.text()).filter_map(|link| target(&address, &link)));
        }
    }
    let has = |end: &str| seen.iter().any(|address| address.ends_with(end));
    assert!(
        seen.len() > 25 && has("/granite/") && has(".css") && has("/feed.xml") && has("reload.js"),
        "{seen:?}"
    );
    assert_eq!(program.get("/__fieldbook/overlay.css").status, 200);
}

#[test]
fn addresses_of_folders_lead_to_their_page_and_unknown_ones_to_the_sites_own() {
    let folder = lighthouses();
    let program = Program::start(&folder, &BASE);
    let answer = |address: &str| {
        let answer = program.client().get(address, &[]);
        (answer.status, answer.header("location").to_owned())
    };
    assert_eq!(answer("/"), (302, "/repo/".to_owned()));
    assert_eq!(answer("/repo"), (301, "/repo/".to_owned()));
    assert_eq!(answer("/repo/chapters"), (301, "/repo/chapters/".to_owned()));
    assert_eq!(answer("/repo/chapters/stone"), (301, "/repo/chapters/stone/".to_owned()));
    let missing = program.get("/no/such/page/");
    assert_eq!(missing.status, 404);
    assert_eq!(program.plain(&missing).0, program.page("/404.html"));
    let outside = program.client().get("/chapters/", &[]);
    assert_eq!((outside.status, program.plain(&outside).0), (404, program.page("/404.html")));
}

#[test]
fn every_file_is_what_a_build_writes_but_for_the_script_in_pages() {
    let folder = lighthouses();
    let program = Program::start(&folder, &BASE);
    folder.succeed(&["build", BASE[0], BASE[1], "--dest-dir", "out"]);
    let mut written: BTreeMap<_, _> = folder.tree("out");
    written.retain(|path, _| !path.starts_with(".fieldbook"));
    assert!(written.len() > 30, "{:?}", written.keys());
    assert!(written.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("__fieldbook")));
    for (path, bytes) in written {
        let answer = program.get(&format!("/{path}"));
        let is_page = path.rsplit('.').next() == Some("html");
        let served = if is_page { program.plain(&answer).0.into_bytes() } else { answer.body };
        assert!(answer.status == 200 && served == bytes, "{path}");
    }
    program.until_clean(&folder);
}
