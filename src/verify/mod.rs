//! Output → what is wrong with its links. Whatever wrote a link (Markdown, a template, the feed), it must
//! lead somewhere: this stage reads the bytes that will be published.

mod read;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::config::BaseUrl;
use crate::diagnostic::{Code, Diagnostic};
use crate::paths::{OutputPath, UrlPath, decoded, scheme};
use crate::render::OutputTree;
use read::{Page, read};

/// Checks every link of the output that stays within the site.
pub fn verify(tree: &OutputTree, base: &BaseUrl) -> Vec<Diagnostic> {
    let pages: BTreeMap<&OutputPath, Page> =
        tree.par_iter().filter_map(|(path, bytes)| Some((path, read(path, bytes)?))).collect();
    let checker = Checker { tree, pages: &pages, base };
    let broken = pages.par_iter().flat_map_iter(|(path, page)| checker.broken(path, page));
    // A link that stands on every page, in the navigation perhaps, is reported once.
    let mut by_target: BTreeMap<(String, &'static str), Vec<&OutputPath>> = BTreeMap::new();
    for (target, why, path) in broken.collect::<Vec<_>>() {
        by_target.entry((target, why)).or_default().push(path);
    }
    by_target.into_iter().map(|((target, why), paths)| diagnose(&target, why, &paths)).collect()
}

fn diagnose(target: &str, why: &str, paths: &[&OutputPath]) -> Diagnostic {
    let more = if paths.len() > 1 { format!(" and {} more", paths.len() - 1) } else { String::new() };
    let page = paths.first().map(|path| path.url().to_string()).unwrap_or_default();
    Diagnostic::new(Code::DeadLink, None, format!("`{target}` on `{page}`{more} {why}"))
}

struct Checker<'a> {
    tree: &'a OutputTree,
    pages: &'a BTreeMap<&'a OutputPath, Page>,
    base: &'a BaseUrl,
}

impl Checker<'_> {
    fn broken<'p>(&self, path: &'p OutputPath, page: &Page) -> Vec<(String, &'static str, &'p OutputPath)> {
        let own = path.url();
        page.links.iter().filter_map(|link| Some((link.clone(), self.problem(&own, link)?, path))).collect()
    }

    /// Why a link leads nowhere; `None` if it leads somewhere, or out of the site.
    fn problem(&self, page: &UrlPath, link: &str) -> Option<&'static str> {
        let inside = link.strip_prefix(&self.base.origin).filter(|_| !self.base.origin.is_empty());
        let inside = inside.filter(|rest| rest.starts_with('/')).unwrap_or(link);
        if scheme(inside).is_some() || inside.starts_with("//") {
            return None;
        }
        let (path, anchor) = inside.split_once('#').unwrap_or((inside, ""));
        let path = path.split('?').next().unwrap_or_default();
        let url = match path {
            "" => page.as_str().to_owned(),
            _ if path.starts_with('/') => match path.strip_prefix(&self.base.path) {
                Some(rest) if rest.starts_with('/') => rest.to_owned(),
                _ => return Some("leads out of the folder the site is published under"),
            },
            _ => format!("{}{path}", &page.as_str()[..=page.as_str().rfind('/')?]),
        };
        let output = UrlPath::file(decoded(&url).trim_start_matches('/')).output();
        let Some(output) = output.filter(|output| self.tree.contains_key(output)) else {
            return Some("leads to no page or file of the site");
        };
        let anchors = &self.pages.get(&output)?.anchors;
        // Browsers take `#top` for the top of any page.
        let missing = !anchor.is_empty() && anchor != "top" && !anchors.contains(&decoded(anchor));
        missing.then_some("leads to a page that has no such anchor")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> OutputTree {
        files.iter().map(|(path, text)| (OutputPath::new(path).unwrap(), text.as_bytes().into())).collect()
    }

    fn messages(files: &[(&str, &str)], base: &str) -> Vec<String> {
        verify(&tree(files), &BaseUrl::parse(base).unwrap()).into_iter().map(|found| found.message).collect()
    }

    #[test]
    fn every_way_to_write_a_link_is_seen() {
        let html = "<a href=/gone/>x</a><img src=gone.png srcset='a.png 1x, /b.png 2x'><a href='#gone'>y</a>\
                    <meta http-equiv=refresh content='0; url=/moved/'><a href=https://elsewhere.example/>z</a>";
        let found = messages(&[("index.html", html)], "/");
        let targets: Vec<_> = found.iter().map(|message| message.split('`').nth(1).unwrap()).collect();
        assert_eq!(targets, ["#gone", "/b.png", "/gone/", "/moved/", "a.png", "gone.png"]);
    }

    #[test]
    fn under_a_base_path_links_must_stay_below_it() {
        let files = [("index.html", "<a href=/r/a/#x>1</a><a href=/a/>2</a>"), ("a/index.html", "<p id=x>")];
        let found = messages(&files, "https://example.org/r/");
        assert_eq!(found, ["`/a/` on `/` leads out of the folder the site is published under"]);
    }

    #[test]
    fn addresses_in_feeds_and_sitemaps_count() {
        let feed = "<feed><link href=\"https://example.org/gone/\"/></feed>";
        let map = "<urlset><url><loc>https://example.org/lost/</loc></url></urlset>";
        let found = messages(&[("feed.xml", feed), ("sitemap.xml", map)], "https://example.org/");
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
