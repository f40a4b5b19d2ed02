//! Which links of an output tree lead nowhere, found without a line of `src/verify.rs`.

use std::collections::{BTreeMap, BTreeSet};

use fieldbook::config::BaseUrl;
use fieldbook::paths::OutputPath;
use fieldbook::render::OutputTree;

use crate::published::html::{Tag, decode, tags};

/// A file as a browser sees it.
struct Page {
    tags: Vec<Tag>,
    links: Vec<String>,
}

/// Every broken link as `page: link`.
pub(super) fn broken(output: &OutputTree, base: &BaseUrl) -> Vec<String> {
    let pages: BTreeMap<&str, Page> = output.iter().filter_map(read).collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, page)| (*path, page.tags.iter().filter_map(|tag| tag.get("id")).collect()))
        .collect();
    let mut broken = Vec::new();
    for (path, page) in &pages {
        for link in &page.links {
            let found = match follow(path, link, base) {
                Place::Outside => true,
                Place::Nowhere => false,
                Place::Inside { path, anchor } => {
                    let has_anchor = ids.get(path.as_str()).is_none_or(|ids| ids.contains(anchor.as_str()));
                    OutputPath::new(&path).is_some_and(|path| output.contains_key(&path))
                        && (anchor.is_empty() || has_anchor)
                }
            };
            if !found {
                broken.push(format!("{path}: {link}"));
            }
        }
    }
    broken
}

/// Elements that carry an id another one of the page has.
pub(super) fn repeated_ids(output: &OutputTree) -> Vec<String> {
    let mut repeated = Vec::new();
    for (path, page) in output.iter().filter_map(read) {
        let mut seen = BTreeSet::new();
        let ids = page.tags.iter().filter_map(|tag| tag.get("id"));
        repeated.extend(ids.filter(|id| !seen.insert(*id)).map(|id| format!("{path}: {id}")));
    }
    repeated
}

/// Attributes and elements that run something, which no text of an author may bring in.
pub(super) fn running(output: &OutputTree) -> Vec<String> {
    let mut found = Vec::new();
    for (path, page) in output.iter().filter_map(read) {
        for tag in &page.tags {
            let scripted = |value: &str| value.trim_start().to_lowercase().starts_with("javascript:");
            let runs = |(name, value): &(String, String)| {
                name.starts_with("on") || name == "style" || scripted(value)
            };
            // A block of data for machines is a script by name only.
            let inline = tag.name == "script"
                && tag.get("src").is_none()
                && tag.get("type") != Some("application/ld+json");
            if inline || ["iframe", "object", "embed"].contains(&tag.name.as_str()) {
                found.push(format!("{path}: <{}>", tag.name));
            }
            found.extend(tag.attributes.iter().filter(|one| runs(one)).map(|one| format!("{path}: {one:?}")));
        }
    }
    found
}

fn read<'t>((path, bytes): (&'t OutputPath, &std::sync::Arc<[u8]>)) -> Option<(&'t str, Page)> {
    let path = path.as_str();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !["html", "xml"].contains(&extension) {
        return None;
    }
    let text = std::str::from_utf8(bytes).unwrap();
    let tags = tags(text);
    let mut links: Vec<_> = tags.iter().flat_map(links_of).collect();
    if extension == "xml" {
        let locations = text.split("<loc>").skip(1).filter_map(|rest| rest.split_once("</loc>"));
        links.extend(locations.map(|(address, _)| decode(address)));
    }
    Some((path, Page { tags, links }))
}

fn links_of(tag: &Tag) -> Vec<String> {
    let mut links: Vec<_> =
        ["href", "src"].iter().filter_map(|name| tag.get(name)).map(str::to_owned).collect();
    let candidates = tag.get("srcset").into_iter().flat_map(|set| set.split(','));
    links.extend(candidates.filter_map(|one| one.split_whitespace().next()).map(str::to_owned));
    let refresh = tag.get("http-equiv") == Some("refresh");
    let target = tag.get("content").filter(|_| refresh).and_then(|content| content.split_once("url="));
    links.extend(target.map(|(_, url)| url.to_owned()));
    links
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Outside,
    Inside { path: String, anchor: String },
    Nowhere,
}

/// Follows a link as a browser does, to a file as a static host does.
fn follow(page: &str, link: &str, base: &BaseUrl) -> Place {
    let own = match link.strip_prefix(&base.origin) {
        Some(rest) if !base.origin.is_empty() && rest.starts_with('/') => rest,
        _ => link,
    };
    let scheme = own.find(':').filter(|colon| !own[..*colon].contains(['/', '?', '#']));
    if scheme.is_some() || own.starts_with("//") {
        return Place::Outside;
    }
    let (path, anchor) = own.split_once('#').unwrap_or((own, ""));
    let path = path.split('?').next().unwrap_or_default();
    let Some(anchor) = unescape(anchor) else { return Place::Nowhere };
    let absolute = match path.strip_prefix('/') {
        _ if path.is_empty() => return Place::Inside { path: page.to_owned(), anchor },
        Some(_) => match path.strip_prefix(&base.path).and_then(|rest| rest.strip_prefix('/')) {
            Some(inside) => inside.to_owned(),
            None => return Place::Nowhere,
        },
        None => format!("{}{path}", &page[..page.rfind('/').map_or(0, |slash| slash + 1)]),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in absolute.split('/') {
        match part {
            ".." if parts.pop().is_none() => return Place::Nowhere,
            "." | ".." => {}
            _ => parts.push(part),
        }
    }
    let index = if absolute.is_empty() || absolute.ends_with('/') { "index.html" } else { "" };
    match unescape(&format!("{}{index}", parts.join("/"))) {
        // A host looks for a file of exactly this name: doubled slashes lead nowhere.
        Some(path) if !path.contains("//") && !path.starts_with('/') => Place::Inside { path, anchor },
        _ => Place::Nowhere,
    }
}

/// `a%20b` as `a b`; nothing for what is no UTF-8.
fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let code = rest.get(at + 1..at + 3).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(b'%'));
        rest = &rest[at + if code.is_some() { 3 } else { 1 }..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).ok()
}

#[test]
fn links_are_followed_as_a_browser_follows_them() {
    let base = BaseUrl::parse("https://example.org/r").unwrap();
    let inside = |path: &str, anchor: &str| Place::Inside { path: path.into(), anchor: anchor.into() };
    let cases = [
        ("/r/", inside("index.html", "")),
        ("/r/b/#x%20y", inside("b/index.html", "x y")),
        ("https://example.org/r/feed.xml", inside("feed.xml", "")),
        ("../c.png?v=1", inside("c.png", "")),
        ("#top", inside("a/index.html", "top")),
        ("/b/", Place::Nowhere),
        ("/rb/", Place::Nowhere),
        ("/r//b/", Place::Nowhere),
        ("../../c.png", Place::Nowhere),
        ("//other.example/", Place::Outside),
        ("mailto:a@b.example", Place::Outside),
    ];
    for (link, place) in cases {
        assert_eq!(follow("a/index.html", link, &base), place, "{link}");
    }
}
