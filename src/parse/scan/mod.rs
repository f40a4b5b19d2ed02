//! What later stages need to know of the Markdown: headings, links, and the prose in which names are sought.
//!
//! Nothing is rendered here. The renderer walks over the same events again; reading Markdown twice costs less
//! than keeping the events of a whole site.

mod alert;
mod blocks;
mod body;
mod fence;
mod foreign;
mod heading;
mod html;
mod html_link;
mod leftover;
mod link;
mod misspelt;
mod note;
mod piece;
mod plain;
mod table;
mod term;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::exhibit;
use super::finding::Finding;
use super::front_matter::FrontMatter;
use super::markdown::{events, events_within};
use crate::diagnostic::{Diagnostic, Spanned};
use crate::node::characters;
use crate::paths::SourcePath;
use blocks::OpenBlock;
use foreign::Foreign;
use heading::Attributes;
use html::Tags;
use note::NoteScan;
use plain::Plain;

pub use blocks::{Block, Blocks, Segment};
pub use body::{Body, Heading, Link, LinkKind};
pub use note::Notes;
pub use piece::{Piece, PieceKind, RawHtml, Shown};
pub use term::Term;

/// Scans the Markdown of a file from a place on. `front` has the anchors that are taken.
pub(super) fn scan(
    path: &SourcePath,
    text: &str,
    start: usize,
    front: &FrontMatter,
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    let statements = statements(front);
    let mut scan = Scan {
        path,
        text,
        diagnostics,
        body: Body { start, ..Body::default() },
        block: None,
        heading: None,
        links: Vec::new(),
        inert: 0,
        exhibit: None,
        language: None,
        code: String::new(),
        joined: false,
        plain: Plain::default(),
        linked: Plain::default(),
        notes: NoteScan::default(),
        foreign: Foreign::default(),
        tags: Tags::default(),
        row: None,
        columns: 0,
        set_ids: BTreeMap::new(),
        ids: statements.keys().map(|id| ((*id).to_owned(), 0)).collect(),
        statements,
    };
    scan.findings(&front.findings);
    for (event, range) in events(text, start) {
        scan.event(event, range);
    }
    scan.end_block();
    scan.end_notes();
    scan.end_anchors();
    scan.end_headings();
    scan.end_foreign();
    scan.body.html = scan.tags.finish();
    scan.body.blocks.shrink();
    scan.body.links.shrink_to_fit();
    scan.body.headings.shrink_to_fit();
    scan.body.words = scan.body.blocks.iter().map(|block| block.text.split_whitespace().count()).sum();
    scan.body
}

/// The places of facts and events by their ids.
fn statements(front: &FrontMatter) -> BTreeMap<&str, &Range<usize>> {
    let facts = front.facts.iter().map(|fact| (fact.id.as_str(), &fact.range));
    facts.chain(front.events.iter().map(|event| (event.id.as_str(), &event.range))).collect()
}

/// The state while walking over the events of one file.
struct Scan<'a> {
    path: &'a SourcePath,
    text: &'a str,
    diagnostics: &'a mut Vec<Diagnostic>,
    body: Body,
    block: Option<OpenBlock>,
    heading: Option<Heading>,
    /// The links that are open, innermost last.
    links: Vec<Link>,
    /// How many code blocks and HTML blocks are open: nothing in them is prose.
    inert: usize,
    /// The exhibit that is open.
    exhibit: Option<exhibit::Fenced>,
    /// The language of the block of code that is open, and what was read of it.
    language: Option<Spanned<String>>,
    code: String,
    /// Whether the next segment directly follows the last one.
    joined: bool,
    /// What is plain text in the block or heading that is open.
    plain: Plain,
    /// What is plain text in the links and pictures of it.
    linked: Plain,
    notes: NoteScan,
    foreign: Foreign,
    tags: Tags,
    /// Index of the first block of the table row that is open.
    row: Option<usize>,
    /// How many cells the head of the table that is open has.
    columns: usize,
    /// The places of facts and events by their ids.
    statements: BTreeMap<&'a str, &'a Range<usize>>,
    /// Where authors have set anchors.
    set_ids: BTreeMap<String, Range<usize>>,
    /// The anchors that are taken, with the number the next one of the same words tries.
    ids: BTreeMap<String, usize>,
}

impl Scan<'_> {
    /// What the front matter says in Markdown comes before the text, as its places do.
    fn findings(&mut self, findings: &[Finding]) {
        let mut findings: Vec<_> = findings.iter().collect();
        findings.sort_by_key(|finding| finding.text.range.start);
        for finding in findings {
            for (event, range) in events_within(self.text, &finding.text.range) {
                self.event(event, range);
            }
            self.end_block();
            self.body.links.extend(finding.link.as_ref().map(Link::named));
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range.start),
            Event::Text(_) if self.exhibit.is_some() => self.exhibit_line(&range),
            Event::Text(words) if self.language.is_some() => self.code.push_str(&words),
            Event::Text(words) => self.words(&words, Some(range)),
            Event::Code(words) => self.words(&words, None),
            Event::SoftBreak | Event::HardBreak => self.line_break(),
            Event::InlineHtml(html) => {
                self.joined = false;
                self.inline_html(&html, range);
            }
            Event::Html(html) => {
                self.joined = false;
                self.tags.line(&html, range);
            }
            Event::FootnoteReference(name) => {
                self.joined = false;
                self.notes.reference(&name);
            }
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::Rule | Event::TaskListMarker(_) => {
                self.joined = false;
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.joined = false;
        self.enter(&tag);
        match tag {
            Tag::Heading { level, id, classes, attrs } => {
                self.start_heading(level, Attributes { id, classes, others: attrs }, range);
            }
            Tag::Link { link_type, dest_url, .. } => {
                self.check_words(&range);
                self.start_link(link_type, &dest_url, range);
            }
            Tag::Image { dest_url, .. } => self.open_link(LinkKind::Image, dest_url.to_string(), range),
            Tag::CodeBlock(kind) => {
                self.end_block();
                self.inert += 1;
                self.start_code(&kind, range);
            }
            Tag::HtmlBlock => {
                self.end_block();
                self.inert += 1;
                self.tags.start_block(range);
            }
            Tag::FootnoteDefinition(name) => {
                self.end_block();
                self.start_note(&name, &range);
            }
            Tag::BlockQuote(None) => {
                self.end_block();
                self.check_alert(&range);
            }
            Tag::Table(alignments) => {
                self.end_block();
                self.columns = alignments.len();
            }
            Tag::TableHead | Tag::TableRow => {
                self.end_block();
                self.check_row(&range);
                self.row = Some(self.body.blocks.len());
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            _ => self.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd, start: usize) {
        self.joined = false;
        if tag != TagEnd::HtmlBlock {
            self.tags.leave();
            self.close_html_links();
        }
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link => self.body.links.extend(self.links.pop()),
            TagEnd::Image => {
                let image = self.links.pop();
                if let Some(image) = &image {
                    self.foreign_image(image);
                }
                self.body.links.extend(image);
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::DefinitionListTitle => self.end_term(start),
            TagEnd::HtmlBlock => {
                self.inert -= 1;
                self.end_html_block();
            }
            TagEnd::FootnoteDefinition => {
                self.end_block();
                self.notes.end();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.end_block();
                self.row = None;
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            _ => self.end_block(),
        }
    }

    fn words(&mut self, words: &str, range: Option<Range<usize>>) {
        let is_verbatim = range.as_ref().is_some_and(|range| self.text.get(range.clone()) == Some(words));
        if let Some(range) = range.as_ref().filter(|_| !is_verbatim) {
            self.check_entity(words, range);
        }
        if self.inert > 0 {
            return;
        }
        self.linked_words(words, range.as_ref().filter(|_| is_verbatim));
        // The words of an image are read to those who cannot see it; they are no prose, and none of the words
        // of a link around it.
        let mut images = self.links.iter_mut().filter(|link| link.kind.is_image()).peekable();
        if images.peek().is_some() {
            images.for_each(|image| image.text.push_str(words));
            return;
        }
        for link in &mut self.links {
            link.text.push_str(words);
        }
        let in_link = !self.links.is_empty();
        // An entity such as `&amp;` is shorter in the text than in the file, so its places do not line up.
        let is_entity = range.as_ref().is_some_and(|range| self.text[range.clone()].starts_with('&'));
        let verbatim = range.filter(|_| !in_link && is_verbatim);
        if let Some(range) = &verbatim {
            self.plain.add(self.text, range);
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(words);
            return;
        }
        let joined = self.joined;
        let block = self.block();
        let from = block.text.len();
        block.text.push_str(words);
        let to = block.text.len();
        if let Some(range) = &verbatim {
            block.segments.push(Segment::new(from..to, range.start, joined));
        }
        // A name can hold one: `Tide&nbsp;DB`.
        self.joined = verbatim.is_some() || (joined && is_entity && !in_link);
    }

    /// A character that no page can hold can be written as an entity: `&#11;`.
    fn check_entity(&mut self, words: &str, range: &Range<usize>) {
        if let Some(character) = words.chars().find(|character| characters::is_forbidden(*character)) {
            self.diagnostics.push(characters::diagnose(self.path, character, range.clone(), 1));
        }
    }

    fn line_break(&mut self) {
        if self.links.iter().any(|link| link.kind == LinkKind::Image) {
            return self.words(" ", None);
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push(' ');
        } else if self.inert == 0 {
            self.block().text.push(' ');
        }
        for link in &mut self.links {
            link.text.push(' ');
        }
    }

    fn block(&mut self) -> &mut OpenBlock {
        let section = self.body.headings.len().checked_sub(1);
        let same_row = self.row.is_some_and(|first| first < self.body.blocks.len());
        let note = self.notes.current();
        self.block.get_or_insert_with(|| OpenBlock {
            section,
            note: note.cloned(),
            same_row,
            ..OpenBlock::default()
        })
    }

    fn end_block(&mut self) {
        if let Some(block) = self.block.take() {
            self.leftovers();
            self.body.blocks.push(block);
        }
    }
}
