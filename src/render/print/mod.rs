//! The whole report as one page: sections that templates have written, with their ids made unique and the links between
//! them kept inside.

mod anchors;

use std::collections::{BTreeMap, BTreeSet};

use super::html::{Element, Html, element};
use crate::config::BaseUrl;
use crate::paths::decoded;
use crate::plan::{PrintInput, PrintSection};
use anchors::{Moved, ids, moved};

/// The contents and the sections. `written` has the markup of each section, empty for a heading alone.
pub(super) fn body(input: &PrintInput, written: &[String], base: &BaseUrl) -> Html {
    let places = Places::new(&input.sections, written, base);
    let sections = input.sections.iter().zip(written);
    contents(&input.sections, &places)
        .with(sections.map(|(section, html)| self::section(section, html, &places)).collect::<Html>())
}

/// Where what links lead to stands on the page.
///
/// A page becomes the anchor that is its address in the site, `/projects/lamp/`, and an anchor of it that with a colon
/// and its name behind: `/projects/lamp/:figures`. So they stay what they are, whatever comes before them.
struct Places<'a> {
    base: &'a BaseUrl,
    /// The ids in each section, by its address.
    ids: BTreeMap<String, BTreeSet<String>>,
}

impl<'a> Places<'a> {
    fn new(sections: &[PrintSection], written: &[String], base: &'a BaseUrl) -> Self {
        let ids = sections.iter().zip(written).map(|(section, html)| (place(&section.url, base), ids(html)));
        Self { base, ids: ids.collect() }
    }

    /// Where a link of the section at `from` leads to: to a place of this page if it is there, and else to the published
    /// page, which has an address if the site knows its host. On paper and in a file no other address leads anywhere.
    fn resolved(&self, from: &str, href: &str) -> Option<String> {
        let (url, anchor) = href.split_once('#').unwrap_or((href, ""));
        let to = if url.is_empty() { from.to_owned() } else { place(url, self.base) };
        match self.ids.get(&to) {
            Some(ids) if ids.contains(&decoded(anchor)) => Some(format!("#{to}:{}", decoded(anchor))),
            Some(_) => Some(format!("#{to}")),
            None if !href.starts_with('/') => Some(href.to_owned()),
            None if self.base.origin.is_empty() => None,
            None => Some(format!("{}{href}", self.base.origin)),
        }
    }
}

/// The address of a page below the folder that the site is published under.
fn place(url: &str, base: &BaseUrl) -> String {
    let inside = url.strip_prefix(base.path.as_str()).filter(|inside| inside.starts_with('/'));
    decoded(inside.unwrap_or(url))
}

fn section(section: &PrintSection, html: &str, places: &Places<'_>) -> Html {
    let PrintSection { number, level, title: _, url, input: _ } = section;
    let place = place(url, places.base);
    let id = |id: &str| format!("{place}:{id}");
    let href = |href: &str| places.resolved(&place, href);
    let inside = moved(html, &Moved { id: &id, href: &href, deeper: *level });
    let heading =
        titled(element(if *level == 1 { "h2" } else { "h3" }).attr("id", &place).content(), section);
    let class = if *level == 1 { "print-part" } else { "print-chapter" };
    let entry = if number.is_empty() && *level > 1 { "print-entry" } else { "" };
    element("section").classes([class, entry]).newline().with(heading.line()).with(inside).line()
}

/// The number and the title of a section.
fn titled(element: Element, PrintSection { number, title, .. }: &PrintSection) -> Element {
    let number = (!number.is_empty()).then(|| self::element("span").class("number").text(number));
    match number {
        Some(number) => element.with(number).text(" ").text(title),
        None => element.text(title),
    }
}

/// What has a number, and what stands before it. Printers that can put the page behind it.
fn contents(sections: &[PrintSection], places: &Places<'_>) -> Html {
    let listed = sections.iter().filter(|section| !section.number.is_empty() || section.level == 1);
    let entries = listed.map(|section| {
        let link = element("a").href(format_args!("#{}", place(&section.url, places.base))).content();
        let class = if section.level == 1 { "part" } else { "" };
        element("li").class(class).with(titled(link, section)).line()
    });
    let list = element("ol").attr("role", "list").newline().with(entries.collect::<Html>());
    let title = element("h2").attr("id", "contents").text("Contents").line();
    let nav = element("nav").class("print-contents").attr("aria-labelledby", "contents");
    nav.newline().with(title).with(list.line()).line()
}
