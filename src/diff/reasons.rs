//! Why a page was reached: what differs of that which it depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::States;
use super::pages::Pair;
use crate::model::{Changes, Dependency, Page, PageId, Reads};
use crate::parse::Kind;
use crate::paths::OutputPath;

/// The most reasons that are given for a page.
const MOST: usize = 4;

/// What differs of a page that is in the second state.
#[derive(Clone, Copy)]
struct Edit<'a> {
    /// The page as it was; `None` if it is new.
    before: Option<&'a Page>,
    /// What differs in its front matter: of several things the one that reaches farthest.
    head: Option<HeadEdit>,
    /// Whether its text differs.
    text: bool,
}

/// What differs in a front matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeadEdit {
    Title,
    Statements,
    Other,
}

/// All that can be a reason.
pub(super) struct Reasons<'a> {
    states: &'a States,
    /// What differs of the pages that are edited or new.
    edits: BTreeMap<PageId, Edit<'a>>,
    /// The kinds of which pages came or went or have other heads.
    kinds: BTreeSet<Kind>,
    /// Whether pages came, went or moved, so that all of them were looked at anew.
    moved: bool,
}

/// A reason with what sorts it: the nearest first.
type Reason = (u8, String);

impl<'a> Reasons<'a> {
    /// Looks at what differs page by page.
    pub(super) fn new(states: &'a States, pairs: &[Pair<'a>]) -> Self {
        let mut reasons = Self { states, edits: BTreeMap::new(), kinds: BTreeSet::new(), moved: false };
        for pair in pairs {
            let moved = pair.both().is_none_or(|(base, head)| base.url != head.url);
            reasons.moved |= moved;
            let edit = edit(pair);
            if moved || edit.is_some_and(|edit| edit.head.is_some()) {
                reasons.kinds.extend(pair.page().map(Page::kind));
            }
            if let Some((page, edit)) = pair.head.zip(edit) {
                reasons.edits.insert(page.id, edit);
            }
        }
        reasons
    }

    /// Whether the file of a page differs, or is new.
    pub(super) fn is_edited(&self, page: PageId) -> bool {
        self.edits.contains_key(&page)
    }

    /// An edited page as it was.
    pub(super) fn before(&self, page: PageId) -> Option<&'a Page> {
        self.edits.get(&page).and_then(|edit| edit.before)
    }

    /// Why a file is another one; `own` is the page that it shows, if somebody wrote it.
    pub(super) fn of(&self, path: &OutputPath, own: Option<PageId>) -> Vec<String> {
        let mut found = BTreeSet::new();
        if let Some(edit) = own.and_then(|own| self.edits.get(&own)) {
            found.extend(edit.of_itself());
        }
        let files = [&self.states.base, &self.states.head].map(|state| state.rendered.get(path));
        if let Some(file) = files[1] {
            for dependency in file.reads().as_slice() {
                self.add(*dependency, own, &mut found);
            }
        }
        let is_drawn_anew =
            files[0].zip(files[1]).is_some_and(|(before, after)| !before.is_drawn_like(after));
        if is_drawn_anew {
            found.insert((6, "template, menu or settings".to_owned()));
        }
        if found.is_empty() {
            found.insert((
                7,
                if self.moved { "pages that came or went" } else { "what is generated" }.to_owned(),
            ));
        }
        let more = found.len().saturating_sub(MOST);
        let mut words: Vec<_> = found.into_iter().take(MOST).map(|(_, words)| words).collect();
        if more > 0 {
            words.push(format!("{more} more"));
        }
        words
    }

    /// Adds what a dependency is a reason for, if it differs.
    fn add(&self, dependency: Dependency, own: Option<PageId>, found: &mut BTreeSet<Reason>) {
        if !self.differs(dependency) {
            return;
        }
        let site = &self.states.head.rendered.site;
        match dependency {
            Dependency::Links(page) => self.add_all(self.states.head.rendered.links.reads(page), own, found),
            Dependency::Exhibits(page) => {
                self.add_all(self.states.head.rendered.exhibits.reads(page), own, found);
            }
            Dependency::Query(_) => {
                if let Some(reads) = self.states.head.rendered.exhibits.reads_of_query(dependency) {
                    self.add_all(reads, own, found);
                }
            }
            Dependency::Head(page) | Dependency::Text(page) | Dependency::Headings(page) => {
                found.extend(
                    self.edits.get(&page).filter(|_| Some(page) != own).map(|edit| edit.of(site.page(page))),
                );
            }
            Dependency::Backlinks(page) => {
                let links = self.states.head.rendered.links.to(page).iter().map(|backlink| backlink.from);
                let edited = links.filter(|from| self.is_edited(*from));
                found.extend(edited.map(|from| (2, format!("links from {}", site.page(from).title()))));
            }
            Dependency::Ranking(page) => {
                found.insert((3, format!("ranking of {}", site.page(page).title())));
            }
            Dependency::Heads(kind) => {
                found.insert((4, format!("list of pages of the kind {}", kind.name())));
            }
            other => found.extend(general(other).map(|words| (5, words.to_owned()))),
        }
    }

    /// Adds what a stage looked at for a page. It looks at nothing that a stage made.
    fn add_all(&self, reads: &Reads, own: Option<PageId>, found: &mut BTreeSet<Reason>) {
        let staged = |dependency: &&Dependency| {
            matches!(dependency, Dependency::Links(_) | Dependency::Exhibits(_) | Dependency::Query(_))
        };
        for dependency in reads.as_slice().iter().filter(|dependency| !staged(dependency)) {
            self.add(*dependency, own, found);
        }
    }

    /// Whether something differs. Where pages came or went no list of changes is kept, and what was edited is all
    /// that is known.
    fn differs(&self, dependency: Dependency) -> bool {
        if matches!(self.states.changes, Changes::Some(_)) {
            return self.states.changes.contains(dependency);
        }
        match dependency {
            Dependency::Head(page) | Dependency::Text(page) | Dependency::Headings(page) => {
                self.is_edited(page)
            }
            Dependency::Links(_)
            | Dependency::Exhibits(_)
            | Dependency::Query(_)
            | Dependency::Backlinks(_) => true,
            Dependency::Heads(kind) => self.kinds.contains(&kind),
            Dependency::Editions => {
                self.states.base.rendered.site.editions != self.states.head.rendered.site.editions
            }
            _ => false,
        }
    }
}

/// What differs of a page, if anything does.
fn edit<'a>(pair: &Pair<'a>) -> Option<Edit<'a>> {
    let page = pair.head?;
    let Some(before) = pair.base else {
        return Some(Edit { before: None, head: Some(HeadEdit::Title), text: true });
    };
    if Arc::ptr_eq(&before.document, &page.document) || before.document.text == page.document.text {
        return None;
    }
    let (old, new) = (before.front(), page.front());
    let head = if before.title() != page.title() {
        Some(HeadEdit::Title)
    } else if old.facts != new.facts || old.events != new.events {
        Some(HeadEdit::Statements)
    } else {
        (!before.document.same_head(&page.document)).then_some(HeadEdit::Other)
    };
    Some(Edit { before: Some(before), head, text: text(before) != text(page) })
}

fn text(page: &Page) -> &str {
    page.document.text.get(page.document.body.start..).unwrap_or_default()
}

impl Edit<'_> {
    /// Why its own page is another one.
    fn of_itself(&self) -> Vec<Reason> {
        if self.before.is_none() {
            return vec![(0, "it is new".to_owned())];
        }
        let head = self.head.map(|head| match head {
            HeadEdit::Title => "its title",
            HeadEdit::Statements => "its figures or events",
            HeadEdit::Other => "its front matter",
        });
        let text = self.text.then_some("its text");
        head.into_iter().chain(text).map(|words| (0, words.to_owned())).collect()
    }

    /// Why another page is another one.
    fn of(&self, page: &Page) -> Reason {
        let title = page.title();
        let words = match (self.before, self.head) {
            (None, _) => format!("{title}, which is new"),
            (Some(before), Some(HeadEdit::Title)) => format!("title of {title}, before {}", before.title()),
            (Some(_), Some(HeadEdit::Statements)) => format!("figures or events of {title}"),
            (Some(_), Some(HeadEdit::Other)) => format!("front matter of {title}"),
            (Some(_), None) => format!("text of {title}"),
        };
        (1, words)
    }
}

/// What concerns no single page.
fn general(dependency: Dependency) -> Option<&'static str> {
    Some(match dependency {
        Dependency::ExhibitFiles => "files and shared pages of exhibits",
        Dependency::Terms => "terms of the glossary",
        Dependency::Metric(_) | Dependency::Metrics => "metrics",
        Dependency::Ledger | Dependency::LedgerPart(_) => "list of all figures",
        Dependency::Directory(_) | Dependency::DirectoryPart(_) => "parts of a directory",
        Dependency::Printers(_) => "pages that print its figures",
        Dependency::Citers(_) => "what cites it",
        Dependency::Overviews => "overviews",
        Dependency::Neighbours(_) | Dependency::Part(_) => "order of the chapters",
        Dependency::Tag(_) | Dependency::Tagged(_) | Dependency::Tags => "tags",
        Dependency::Drafts => "drafts",
        Dependency::Editions => "editions",
        Dependency::Files => "files beside the pages",
        Dependency::Aliases => "aliases",
        Dependency::Dates => "dates of pages",
        Dependency::AsOf => "date of the build",
        // What bears a name is a reason, and not the name; the others are told of one by one.
        Dependency::Name(_)
        | Dependency::Names
        | Dependency::Words(_)
        | Dependency::Head(_)
        | Dependency::Text(_)
        | Dependency::Headings(_)
        | Dependency::Links(_)
        | Dependency::Backlinks(_)
        | Dependency::Exhibits(_)
        | Dependency::Query(_)
        | Dependency::Ranking(_)
        | Dependency::Heads(_) => return None,
    })
}
