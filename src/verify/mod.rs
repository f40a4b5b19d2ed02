//! Output → what is wrong with its links. Whatever wrote a link (Markdown, a template, the feed), it must
//! lead somewhere: this stage reads the bytes that will be published.

mod authors;
mod reach;
mod read;
mod refused;
mod report;

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{BaseUrl, Config};
use crate::diagnostic::{Diagnostic, Span, any_error};
use crate::paths::{OutputPath, UrlPath, decoded, is_elsewhere};
use crate::render::OutputTree;
use read::Words;

pub(crate) use read::{FileSummary, summarize};
pub(crate) use refused::VerifyContext;
pub(crate) use report::refused;

/// Knows who wrote what stands in a published file.
pub trait Authors: Sync {
    /// Where an author wrote the links of a page, by its path, that lead to an address.
    fn links(&self, path: &OutputPath, address: &str) -> Vec<Span>;

    /// Where in the HTML of a page or in the file itself one of these texts stands that were found in a published file;
    /// of several the first that stands somewhere counts.
    fn markup(&self, path: &OutputPath, texts: &[String]) -> Option<Span>;

    /// Whether a path lies in the site of an edition, whose links were looked at when that was built, or which is left
    /// out of this build.
    fn is_frozen(&self, path: &OutputPath) -> bool;

    /// Whether a template has a part in a published file.
    fn is_templated(&self, path: &OutputPath) -> bool;

    /// Where in a template one of these texts stands.
    fn template(&self, texts: &[String]) -> Option<Span>;

    /// The file that a page is made from.
    fn page(&self, path: &OutputPath) -> Option<Span>;

    /// The pages that are in no directory, each with its title and where that is written.
    fn unlisted(&self) -> Vec<(OutputPath, String, Span)>;

    /// Whether somebody chose where a file leads: one that leads on from an old address and the page of the search, which
    /// lists all that there is, are no way to come to a page.
    fn is_way(&self, path: &OutputPath) -> bool;

    /// Whether a page has this picture from elsewhere in its Markdown, which is looked at there.
    fn has_picture(&self, path: &OutputPath, address: &str) -> bool;
}

const NOWHERE: &str = "leads to no page or file of the site";

/// Checks the output of one build after the other, and reads only what is new.
#[derive(Default)]
pub struct Verifier {
    config: Option<Arc<Config>>,
    paths: Vec<OutputPath>,
    /// The bytes that were read, by which they are known again.
    tree: OutputTree,
    summaries: BTreeMap<OutputPath, FileSummary>,
    /// The links of each page that lead nowhere, with the reason.
    broken: report::Broken,
}

impl Verifier {
    /// Lets go of the bytes that will not come again: while a site is written anew, it is not held twice.
    pub fn release(&mut self, comes_again: impl Fn(&OutputPath, &Arc<[u8]>) -> bool) {
        self.tree.retain(|path, bytes| comes_again(path, bytes));
    }

    /// Checks every link of the output that stays within the site, and what its pages ask browsers for.
    pub fn verify(
        &mut self,
        tree: &OutputTree,
        config: &Arc<Config>,
        authors: &dyn Authors,
    ) -> Vec<Diagnostic> {
        let before = std::mem::replace(&mut self.tree, tree.clone());
        let last = self.config.replace(config.clone());
        let same_base = last.as_ref().is_some_and(|last| last.base == config.base);
        let same_context = same_base && last.is_some_and(|last| last.policy == config.policy);
        let is_new = |path: &OutputPath, bytes: &Arc<[u8]>| {
            !same_context || before.get(path).is_none_or(|known| !Arc::ptr_eq(known, bytes))
        };
        let new = tree.par_iter().filter(|(path, bytes)| is_new(path, bytes) && !authors.is_frozen(path));
        let context = VerifyContext::of(config);
        let new: Vec<_> =
            new.filter_map(|(path, bytes)| Some((path.clone(), summarize(path, bytes, context)?))).collect();
        let same_paths = self.paths.iter().eq(tree.keys());
        if !same_paths {
            self.paths = tree.keys().cloned().collect();
        }
        self.judge(new, same_base && same_paths, config, authors)
    }

    /// Checks a site whose files were summarised one by one: these are all its files, in order, and what stands in them.
    pub(crate) fn verify_summaries(
        paths: Vec<OutputPath>,
        summaries: Vec<(OutputPath, FileSummary)>,
        config: &Config,
        authors: &dyn Authors,
    ) -> Vec<Diagnostic> {
        Self { paths, ..Self::default() }.judge(summaries, false, config, authors)
    }

    /// Checks all links, where `new` is what stands in the files that are not as they were, and `same_paths` says
    /// whether addresses lead to the same files as before.
    fn judge(
        &mut self,
        new: Vec<(OutputPath, FileSummary)>,
        same_paths: bool,
        config: &Config,
        authors: &dyn Authors,
    ) -> Vec<Diagnostic> {
        // Where a page has no new anchors and loses none, the links of others to it stay as they are.
        let keeps_anchors = |(path, page): &(OutputPath, FileSummary)| {
            self.summaries.get(path).is_some_and(|known| known.anchors == page.anchors)
        };
        let same_targets = same_paths && new.iter().all(keeps_anchors);
        let checked: Vec<_> = new.iter().map(|(path, _)| path.clone()).collect();
        self.summaries.extend(new);
        let paths = &self.paths;
        self.summaries.retain(|path, _| same_targets || paths.binary_search(path).is_ok());
        let checker = Checker { paths, summaries: &self.summaries, base: &config.base, authors };
        let paths: Vec<_> =
            if same_targets { checked.iter().collect() } else { self.summaries.keys().collect() };
        let found =
            paths.into_par_iter().map_init(Known::new, |known, path| (path, checker.broken(path, known)));
        let found: Vec<_> = found.map(|(path, broken)| (path.clone(), broken)).collect();
        if !same_targets {
            self.broken.clear();
        }
        self.broken.extend(found);
        let mut found = report::broken(&self.broken, authors);
        found.extend(report::refused(&self.summaries, authors));
        // Where a link is broken, a page that none leads to is no problem of its own.
        if !any_error(&found) {
            found.extend(reach::unreachable(&checker, authors));
        }
        found
    }
}

/// What a check of links rests on besides the summaries of the files and the settings.
pub(crate) fn grounds<'p>(paths: impl Iterator<Item = &'p OutputPath>, authors: &dyn Authors) -> impl Hash {
    let roles: Vec<_> = paths.map(|path| (path, authors.is_frozen(path), authors.is_way(path))).collect();
    let unlisted: Vec<_> = authors.unlisted().into_iter().map(|(path, ..)| path).collect();
    (roles, unlisted)
}

struct Checker<'a> {
    paths: &'a [OutputPath],
    summaries: &'a BTreeMap<OutputPath, FileSummary>,
    base: &'a BaseUrl,
    authors: &'a dyn Authors,
}

/// What is known of addresses that mean the same on every page: most of them stand on many.
type Known<'a> = HashMap<&'a str, Option<&'static str>>;

impl<'a> Checker<'a> {
    fn broken(&self, path: &OutputPath, known: &mut Known<'a>) -> Vec<(String, &'static str)> {
        let (own, page) = (path.url(), &self.summaries[path]);
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
        let (output, anchor) = match self.output(page, link) {
            Ok(found) => found?,
            Err(why) => return Some(why),
        };
        missing(anchor, &self.summaries.get(&output)?.anchors)
    }

    /// The file that a link of a page leads to, and the anchor in it; `None` if it leads out of the site. Fails with
    /// the reason if there is no such file.
    fn output<'l>(
        &self,
        page: &UrlPath,
        link: &'l str,
    ) -> Result<Option<(OutputPath, &'l str)>, &'static str> {
        let inside = link.strip_prefix(&self.base.origin).filter(|_| !self.base.origin.is_empty());
        let inside = inside.filter(|rest| rest.starts_with('/')).unwrap_or(link);
        if is_elsewhere(inside) {
            return Ok(None);
        }
        let (path, anchor) = inside.split_once('#').unwrap_or((inside, ""));
        let path = path.split('?').next().unwrap_or_default();
        let url = match path {
            "" => page.as_str().to_owned(),
            _ if path.starts_with('/') => match path.strip_prefix(&self.base.path) {
                Some(rest) if rest.starts_with('/') => rest.to_owned(),
                _ => return Err("leads out of the folder the site is published under"),
            },
            _ => {
                let folder = page.as_str().rfind('/').map_or("", |end| &page.as_str()[..=end]);
                format!("{folder}{path}")
            }
        };
        let output = UrlPath::file(decoded(&url).trim_start_matches('/')).output();
        let is_there =
            |output: &OutputPath| self.paths.binary_search(output).is_ok() || self.authors.is_frozen(output);
        match output.filter(is_there) {
            Some(output) => Ok(Some((output, anchor))),
            None => Err(NOWHERE),
        }
    }
}

/// What is said of an anchor that is not among those of its page. Browsers take `#top` for the top of any page.
fn missing(anchor: &str, anchors: &Words) -> Option<&'static str> {
    let missing = !anchor.is_empty() && anchor != "top" && !anchors.contains(&decoded(anchor));
    missing.then_some("leads to a page that has no such anchor")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::config;
    use crate::files::FileContent;

    fn tree(files: &[(&str, &str)]) -> OutputTree {
        files.iter().map(|(path, text)| (OutputPath::new(path).unwrap(), text.as_bytes().into())).collect()
    }

    /// Knows nothing, and counts how often templates were looked through.
    #[derive(Default)]
    struct Nobody {
        searches: AtomicUsize,
    }

    impl Authors for Nobody {
        fn links(&self, _: &OutputPath, _: &str) -> Vec<Span> {
            Vec::new()
        }
        fn markup(&self, _: &OutputPath, _: &[String]) -> Option<Span> {
            None
        }
        fn is_frozen(&self, _: &OutputPath) -> bool {
            false
        }
        fn is_templated(&self, _: &OutputPath) -> bool {
            true
        }
        fn template(&self, _: &[String]) -> Option<Span> {
            self.searches.fetch_add(1, Ordering::Relaxed);
            None
        }
        fn page(&self, _: &OutputPath) -> Option<Span> {
            None
        }
        fn unlisted(&self) -> Vec<(OutputPath, String, Span)> {
            Vec::new()
        }
        fn is_way(&self, _: &OutputPath) -> bool {
            true
        }
        fn has_picture(&self, _: &OutputPath, _: &str) -> bool {
            false
        }
    }

    fn messages(files: &[(&str, &str)], base: &str) -> Vec<String> {
        let mut config =
            config::load(&FileContent::Text("[book]\ntitle = 'x'".into()), None, &mut Vec::new());
        config.base = BaseUrl::parse(base).unwrap();
        let found = Verifier::default().verify(&tree(files), &config.into(), &Nobody::default());
        found.into_iter().map(|found| found.message).collect()
    }

    #[test]
    fn templates_are_looked_through_once_for_what_many_pages_ask_for() {
        let page = "<meta http-equiv=Content-Security-Policy content=\"font-src 'none'\">\
                    <link rel=preload as=font href=\"https://fonts.example/a.woff\">";
        let pages: Vec<_> = (0..9).map(|at| (format!("{at}.html"), page)).collect();
        let pages: Vec<_> = pages.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        let config = config::load(&FileContent::Text("[book]\ntitle = 'x'".into()), None, &mut Vec::new());
        let authors = Nobody::default();
        let found = Verifier::default().verify(&tree(&pages), &config.into(), &authors);
        assert_eq!(found.len(), 1);
        assert_eq!(authors.searches.into_inner(), 1);
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
