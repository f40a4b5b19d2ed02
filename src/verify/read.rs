//! What a published file links to, and which anchors it has.

use std::cmp::Ordering;
use std::collections::HashSet;

use html5gum::emitters::callback::CallbackEvent;
use quick_xml::events::Event;

use super::refused::{self, Judge, Judged, VerifyContext, srcset};
use crate::config::BaseUrl;
use crate::markup;
use crate::paths::{OutputPath, scheme};

/// What one file has and wants.
#[derive(Debug, Hash)]
pub(crate) struct FileSummary {
    /// The values of its `id` attributes.
    pub(super) anchors: Words,
    /// The addresses it refers to.
    pub(super) links: Words,
    /// What browsers refuse of it.
    pub(super) judged: Judged,
}

/// A set of words in one piece of memory: `serve` keeps those of all pages.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Words(Box<str>);

/// What HTML and XML cannot hold.
const SEPARATOR: char = '\0';

impl Words {
    fn of(words: &HashSet<String>) -> Self {
        let mut words: Vec<_> =
            words.iter().map(String::as_str).filter(|word| !word.contains(SEPARATOR)).collect();
        words.sort_unstable();
        Self(words.join("\0").into())
    }

    /// The words in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(SEPARATOR).filter(|word| !word.is_empty())
    }

    /// Whether a word is among them. They are sorted, so each look halves what is left of thousands.
    pub(super) fn contains(&self, wanted: &str) -> bool {
        let mut rest = &*self.0;
        while !rest.is_empty() {
            let middle = rest.floor_char_boundary(rest.len() / 2);
            let start = rest[..middle].rfind(SEPARATOR).map_or(0, |at| at + 1);
            let end = rest[middle..].find(SEPARATOR).map_or(rest.len(), |at| middle + at);
            rest = match wanted.cmp(&rest[start..end]) {
                Ordering::Equal => return true,
                Ordering::Less => &rest[..start.saturating_sub(1)],
                Ordering::Greater => rest.get(end + 1..).unwrap_or_default(),
            };
        }
        false
    }
}

/// What is found while a file is read.
#[derive(Debug, Default)]
struct Found {
    anchors: HashSet<String>,
    links: HashSet<String>,
}

/// The anchors and links of a file, and what browsers refuse of it; `None` for files that have none.
pub(crate) fn summarize(path: &OutputPath, bytes: &[u8], context: VerifyContext<'_>) -> Option<FileSummary> {
    let extension = path.as_str().rsplit_once('.')?.1;
    let (found, judged) = match extension {
        "html" => read_html(bytes, context),
        "xml" => (read_xml(bytes), Judged::default()),
        "css" => {
            let judged = Judged { refused: refused::of_style_sheet(bytes, context), is_governed: false };
            (Found::default(), judged)
        }
        _ => return None,
    };
    Some(FileSummary { anchors: Words::of(&found.anchors), links: Words::of(&found.links), judged })
}

fn read_html(bytes: &[u8], context: VerifyContext<'_>) -> (Found, Judged) {
    let (mut reader, mut judge) = (HtmlReader::new(context.base), Judge::new(context));
    markup::read::<()>(bytes, |event, _| {
        reader.event(event);
        judge.event(event);
    });
    (reader.found, judge.finish())
}

/// The state while reading the tags of one page.
struct HtmlReader<'a> {
    base: &'a BaseUrl,
    found: Found,
    tag: Vec<u8>,
    attribute: Vec<u8>,
    /// Whether the tag is a `meta` that sends the reader on, and what its `content` says.
    refreshes: bool,
    content: String,
}

impl<'a> HtmlReader<'a> {
    fn new(base: &'a BaseUrl) -> Self {
        let (tag, attribute, content) = Default::default();
        Self { base, found: Found::default(), tag, attribute, refreshes: false, content }
    }

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
                self.found.links.extend(refresh_target(&self.content));
            }
            _ => {}
        }
    }

    fn value(&mut self, value: &[u8]) {
        let text = || String::from_utf8_lossy(value);
        match self.attribute.as_slice() {
            b"id" => _ = self.found.anchors.insert(text().into_owned()),
            b"href" | b"src" | b"poster" => self.link(text().trim()),
            b"srcset" => srcset(&text()).for_each(|address| self.link(address)),
            b"http-equiv" if self.tag == b"meta" => self.refreshes = value.eq_ignore_ascii_case(b"refresh"),
            b"content" if self.tag == b"meta" => self.content = text().into_owned(),
            _ => {}
        }
    }

    fn link(&mut self, address: &str) {
        // The author's links to full addresses are links to the outside even on the site's own host, where other sites
        // may live beside it, but for those below the site's own path; those in the head are the site's own.
        let is_below = || !self.base.path.is_empty() && self.base.own(address).is_some();
        let is_full = self.tag == b"a" && self.attribute == b"href" && scheme(address).is_some();
        let is_outside = is_full && !is_below();
        if !is_outside && !self.found.links.contains(address) {
            self.found.links.insert(address.to_owned());
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

/// Addresses stand in `href` in feeds and in `loc` in sitemaps.
fn read_xml(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    let Ok(text) = std::str::from_utf8(bytes) else { return found };
    let mut reader = quick_xml::Reader::from_str(text);
    let mut in_location = false;
    // What is no XML is somebody's own file and has no links this stage could know of.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                in_location = tag.local_name().as_ref() == "loc";
                // Looking for attributes that are there twice takes the square of their number.
                let mut attributes = tag.attributes();
                let href = attributes
                    .with_checks(false)
                    .flatten()
                    .find(|attribute| attribute.key.local_name().as_ref() == "href");
                found.links.extend(href.map(|href| href.value.into_owned()));
            }
            Event::Text(text) if in_location => {
                found.links.insert(text.trim().to_owned());
            }
            Event::End(_) => in_location = false,
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_among_any_number_of_others() {
        for count in 0..40 {
            let known: HashSet<_> = (0..count).map(|number| format!("é{number}")).collect();
            let words = Words::of(&known);
            assert!(known.iter().all(|word| words.contains(word)), "{words:?}");
            assert!(["", "a", "é", "é1x", "é99"].iter().all(|word| !words.contains(word)), "{words:?}");
        }
    }
}
