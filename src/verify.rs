//! Output → what is wrong with its links. Whatever wrote a link (Markdown, a template, the feed), it must
//! lead somewhere: this stage reads the bytes that will be published.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use quick_xml::events::Event;
use rayon::prelude::*;

use crate::config::BaseUrl;
use crate::diagnostic::{Code, Diagnostic};
use crate::paths::{OutputPath, UrlPath};
use crate::render::OutputTree;

/// What one file has and wants.
#[derive(Debug, Default)]
struct Page {
    anchors: BTreeSet<String>,
    links: BTreeSet<String>,
}

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
        if has_scheme(inside) || inside.starts_with("//") {
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
        let missing = !anchor.is_empty() && !anchors.contains(&decoded(anchor));
        missing.then_some("leads to a page that has no such anchor")
    }
}

/// The anchors and links of a file; `None` for files that have none.
fn read(path: &OutputPath, bytes: &[u8]) -> Option<Page> {
    let extension = path.as_str().rsplit_once('.')?.1;
    match extension {
        "html" => Some(read_html(bytes)),
        "xml" => Some(read_xml(bytes)),
        _ => None,
    }
}

fn read_html(bytes: &[u8]) -> Page {
    let mut reader = HtmlReader::default();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<()> {
        reader.event(&event);
        None
    });
    // The callback keeps what it finds; the tokenizer has nothing to return.
    Tokenizer::new_with_emitter(bytes, emitter).for_each(drop);
    reader.page
}

/// The state while reading the tags of one page.
#[derive(Default)]
struct HtmlReader {
    page: Page,
    tag: Vec<u8>,
    attribute: Vec<u8>,
    /// Whether the tag is a `meta` that sends the reader on, and what its `content` says.
    refreshes: bool,
    content: String,
}

impl HtmlReader {
    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                replace(&mut self.tag, name);
                self.refreshes = false;
                self.content.clear();
            }
            CallbackEvent::AttributeName { name } => replace(&mut self.attribute, name),
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { .. } if self.refreshes => {
                self.page.links.extend(refresh_target(&self.content));
            }
            _ => {}
        }
    }

    fn value(&mut self, value: &[u8]) {
        let text = || String::from_utf8_lossy(value);
        match self.attribute.as_slice() {
            b"id" => _ = self.page.anchors.insert(text().into_owned()),
            // The author's links to full addresses are links to the outside even on the site's own host,
            // where other sites may live beside it; those in the head are the site's own.
            b"href" if self.tag == b"a" && has_scheme(&text()) => {}
            b"href" | b"src" | b"poster" => self.link(&text()),
            b"srcset" => srcset(&text()).for_each(|address| self.link(address)),
            b"http-equiv" if self.tag == b"meta" => self.refreshes = value.eq_ignore_ascii_case(b"refresh"),
            b"content" if self.tag == b"meta" => self.content = text().into_owned(),
            _ => {}
        }
    }

    fn link(&mut self, address: &str) {
        if !self.page.links.contains(address) {
            self.page.links.insert(address.to_owned());
        }
    }
}

fn replace(buffer: &mut Vec<u8>, bytes: &[u8]) {
    buffer.clear();
    buffer.extend_from_slice(bytes);
}

fn refresh_target(content: &str) -> Option<String> {
    content.split_once("url=").map(|(_, url)| url.trim().to_owned())
}

/// The addresses in `a.png 1x, b.png 2x`.
fn srcset(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').filter_map(|candidate| candidate.split_whitespace().next())
}

/// Addresses stand in `href` in feeds and in `loc` in sitemaps.
fn read_xml(bytes: &[u8]) -> Page {
    let mut page = Page::default();
    let Ok(text) = std::str::from_utf8(bytes) else { return page };
    let mut reader = quick_xml::Reader::from_str(text);
    let mut in_location = false;
    // What is no XML is somebody's own file and has no links this stage could know of.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                in_location = tag.local_name().as_ref() == "loc";
                let href = tag
                    .attributes()
                    .flatten()
                    .find(|attribute| attribute.key.local_name().as_ref() == "href");
                page.links.extend(href.map(|href| href.value.into_owned()));
            }
            Event::Text(text) if in_location => {
                page.links.insert(text.trim().to_owned());
            }
            Event::End(_) => in_location = false,
            Event::Eof => break,
            _ => {}
        }
    }
    page
}

fn has_scheme(link: &str) -> bool {
    let scheme = link.split(':').next().filter(|scheme| scheme.len() < link.len());
    scheme.is_some_and(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
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
