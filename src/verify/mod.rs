//! Output → what is wrong with its links. Whatever wrote a link (Markdown, a template, the feed), it must
//! lead somewhere: this stage reads the bytes that will be published.

mod read;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::BaseUrl;
use crate::diagnostic::{Code, Diagnostic, Need, Span};
use crate::parse::Kind;
use crate::paths::{OutputPath, SETTINGS, UrlPath, decoded, scheme};
use crate::render::OutputTree;
use read::{Page, Words, read};

/// Where an author wrote the links of a page, by its path, that lead to an address.
type Places<'a> = dyn Fn(&OutputPath, &str) -> Vec<Span> + 'a;

const NOWHERE: &str = "leads to no page or file of the site";

/// Checks the output of one build after the other, and reads only what is new.
#[derive(Default)]
pub struct Verifier {
    base: Option<BaseUrl>,
    paths: Vec<OutputPath>,
    /// The bytes that were read, by which they are known again.
    tree: OutputTree,
    pages: BTreeMap<OutputPath, Page>,
    /// The links of each page that lead nowhere, with the reason.
    broken: BTreeMap<OutputPath, Vec<(String, &'static str)>>,
}

impl Verifier {
    /// Lets go of the bytes that will not come again: while a site is written anew, it is not held twice.
    pub fn release(&mut self, comes_again: impl Fn(&OutputPath, &Arc<[u8]>) -> bool) {
        self.tree.retain(|path, bytes| comes_again(path, bytes));
    }

    /// Checks every link of the output that stays within the site. `written` tells where an author wrote a link
    /// of a page.
    pub fn verify(&mut self, tree: &OutputTree, base: &BaseUrl, written: &Places<'_>) -> Vec<Diagnostic> {
        let before = std::mem::replace(&mut self.tree, tree.clone());
        let is_new = |path: &OutputPath, bytes: &Arc<[u8]>| {
            before.get(path).is_none_or(|known| !Arc::ptr_eq(known, bytes))
        };
        let new = tree.par_iter().filter(|(path, bytes)| is_new(path, bytes));
        let new: Vec<_> = new.filter_map(|(path, bytes)| Some((path.clone(), read(path, bytes)?))).collect();
        // Where a page has no new anchors and loses none, the links of others to it stay as they are.
        let keeps_anchors = |(path, page): &(OutputPath, Page)| {
            self.pages.get(path).is_some_and(|known| known.anchors == page.anchors)
        };
        let same_base = self.base.replace(base.clone()).as_ref() == Some(base);
        let same_paths = self.paths.iter().eq(tree.keys());
        let same_targets = same_base && same_paths && new.iter().all(keeps_anchors);
        if !same_paths {
            self.paths = tree.keys().cloned().collect();
        }
        let checked: Vec<_> = new.iter().map(|(path, _)| path.clone()).collect();
        self.pages.extend(new);
        self.pages.retain(|path, _| same_targets || tree.contains_key(path));
        let checker = Checker { tree, pages: &self.pages, base };
        let paths: Vec<_> = if same_targets { checked.iter().collect() } else { self.pages.keys().collect() };
        let found =
            paths.into_par_iter().map_init(Known::new, |known, path| (path, checker.broken(path, known)));
        let found: Vec<_> = found.map(|(path, broken)| (path.clone(), broken)).collect();
        if !same_targets {
            self.broken.clear();
        }
        self.broken.extend(found);
        self.report(written)
    }

    /// A link that an author wrote is reported at its place. One that stands on every page, in the navigation
    /// perhaps, is reported once.
    fn report(&self, written: &Places<'_>) -> Vec<Diagnostic> {
        let mut by_target: BTreeMap<(&str, &'static str), Vec<&OutputPath>> = BTreeMap::new();
        let mut found = Vec::new();
        for (path, (target, why)) in
            self.broken.iter().flat_map(|(path, found)| found.iter().map(move |link| (path, link)))
        {
            let places = written(path, target);
            if places.is_empty() {
                by_target.entry((target, why)).or_default().push(path);
            }
            found.extend(places.into_iter().map(|place| diagnose_written(target, why, place)));
        }
        found.extend(by_target.into_iter().map(|((target, why), paths)| diagnose(target, why, &paths)));
        found
    }
}

fn diagnose_written(target: &str, why: &'static str, place: Span) -> Diagnostic {
    let message = format!("`{target}` {why}");
    if why != NOWHERE {
        return needing_folders(Diagnostic::new(Code::DeadLink, place, message), target);
    }
    let help = if place.path.as_str() == SETTINGS {
        "write the address that a page has, such as `/about/`"
    } else {
        "write the path of the file that the page is made from, such as `../projects/name.md`"
    };
    needing_folders(Diagnostic::new(Code::BrokenLink, place, message).help(help.to_owned()), target)
}

fn diagnose(target: &str, why: &str, paths: &[&OutputPath]) -> Diagnostic {
    let more = if paths.len() > 1 { format!(" and {} more", paths.len() - 1) } else { String::new() };
    let page = paths.first().map(|path| path.url().to_string()).unwrap_or_default();
    let problem = Diagnostic::new(Code::DeadLink, None, format!("`{target}` on `{page}`{more} {why}"));
    needing_folders(problem, target)
}

/// Where the pages of a kind are gone, links to them follow from that.
fn needing_folders(problem: Diagnostic, target: &str) -> Diagnostic {
    let of_kind = |kind: &Kind| target.contains(&format!("/{}/", kind.folder()));
    let kinds = Kind::ALL.into_iter().filter(of_kind);
    kinds.fold(problem, |problem, kind| problem.needing(Need::Folder(kind.content_folder())))
}

struct Checker<'a> {
    tree: &'a OutputTree,
    pages: &'a BTreeMap<OutputPath, Page>,
    base: &'a BaseUrl,
}

/// What is known of addresses that mean the same on every page: most of them stand on many.
type Known<'a> = HashMap<&'a str, Option<&'static str>>;

impl<'a> Checker<'a> {
    fn broken(&self, path: &OutputPath, known: &mut Known<'a>) -> Vec<(String, &'static str)> {
        let (own, page) = (path.url(), &self.pages[path]);
        let mut problem = |link: &'a str| match link.split_once('#') {
            Some(("", anchor)) => missing(anchor, &page.anchors),
            _ if link.starts_with('/') => *known.entry(link).or_insert_with(|| self.problem(&own, link)),
            _ => self.problem(&own, link),
        };
        let links = page.links.iter();
        links.filter_map(|link| Some((link.to_owned(), problem(link)?))).collect()
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
            return Some(NOWHERE);
        };
        missing(anchor, &self.pages.get(&output)?.anchors)
    }
}

/// What is said of an anchor that is not among those of its page. Browsers take `#top` for the top of any page.
fn missing(anchor: &str, anchors: &Words) -> Option<&'static str> {
    let missing = !anchor.is_empty() && anchor != "top" && !anchors.contains(&decoded(anchor));
    missing.then_some("leads to a page that has no such anchor")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> OutputTree {
        files.iter().map(|(path, text)| (OutputPath::new(path).unwrap(), text.as_bytes().into())).collect()
    }

    fn messages(files: &[(&str, &str)], base: &str) -> Vec<String> {
        let found =
            Verifier::default().verify(&tree(files), &BaseUrl::parse(base).unwrap(), &|_, _| Vec::new());
        found.into_iter().map(|found| found.message).collect()
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
