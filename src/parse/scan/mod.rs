//! What later stages need to know of the Markdown: headings, links, and the prose in which names are sought.
//!
//! Nothing is rendered here. The renderer walks over the same events again; reading Markdown twice costs less
//! than keeping the events of a whole site.

mod fence;
mod heading;
mod term;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::exhibit::{self, ExhibitBlock};
use super::markdown::events;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::paths::SourcePath;

pub use term::Term;

/// The Markdown part of a file.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Where it starts, in bytes of the file.
    pub start: usize,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its links and images, in order.
    pub links: Vec<Link>,
    /// Its paragraphs, items and cells, in order.
    pub blocks: Vec<Block>,
    /// Its charts, tables and timelines, in order.
    pub exhibits: Vec<ExhibitBlock>,
    /// The terms of its definition lists, in order.
    pub terms: Vec<Term>,
    /// The languages of its code blocks.
    pub languages: Vec<Spanned<String>>,
    /// Where HTML stands in it.
    pub html: Vec<Range<usize>>,
    /// The names of its footnotes, in the order they are first referred to.
    pub notes: Vec<String>,
    /// Number of words in its blocks.
    pub words: usize,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The anchor, unique on the page.
    pub id: String,
    /// The words, without markup.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A link or an image as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it points at, as written.
    pub target: String,
    /// How it is written.
    pub kind: LinkKind,
    /// The words it shows.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
    /// Index of the block it stands in; `None` in a heading.
    pub block: Option<usize>,
    /// Where its words start in the text of the block.
    pub at: usize,
    /// Index of the heading it stands below, counted from one; zero before the first.
    pub section: usize,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](target)`.
    Markdown,
    /// `![text](target)`.
    Image,
    /// `[[target]]`.
    Wiki,
    /// `[[target|text]]`.
    WikiWithText,
}

/// A stretch of prose: a paragraph, a list item or a table cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Its words without markup; line breaks are spaces.
    pub text: String,
    /// The parts of the text in which names can become links.
    pub segments: Vec<Segment>,
    /// Index of the heading it stands below, counted from one; zero before the first.
    pub section: usize,
    /// The name of the footnote it belongs to.
    pub note: Option<String>,
    /// Whether it is a cell in the same row of a table as the block before it.
    pub same_row: bool,
}

/// A stretch of a block's text that stands in the file as it is, outside links and code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where in the block's text.
    pub text: Range<usize>,
    /// Where it starts in the file.
    pub source: usize,
    /// Whether nothing but a line break stands between the segment before it and this one.
    pub joined: bool,
}

/// Scans the Markdown that starts at `start`.
pub(super) fn scan(path: &SourcePath, text: &str, start: usize, diagnostics: &mut Vec<Diagnostic>) -> Body {
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
        joined: false,
        note: None,
        row: None,
        ids: BTreeMap::new(),
    };
    for (event, range) in events(text, start) {
        scan.event(event, range);
    }
    scan.end_block();
    scan.body.blocks.shrink_to_fit();
    scan.body.links.shrink_to_fit();
    scan.body.headings.shrink_to_fit();
    scan.body.words = scan.body.blocks.iter().map(|block| block.text.split_whitespace().count()).sum();
    scan.body
}

/// The state while walking over the events of one file.
struct Scan<'a> {
    path: &'a SourcePath,
    text: &'a str,
    diagnostics: &'a mut Vec<Diagnostic>,
    body: Body,
    block: Option<Block>,
    heading: Option<Heading>,
    /// The links that are open, innermost last.
    links: Vec<Link>,
    /// How many code blocks and HTML blocks are open: nothing in them is prose.
    inert: usize,
    /// The exhibit that is open.
    exhibit: Option<exhibit::Fenced>,
    /// Whether the next segment directly follows the last one.
    joined: bool,
    /// The name of the footnote whose text this is.
    note: Option<String>,
    /// Index of the first block of the table row that is open.
    row: Option<usize>,
    /// The anchors that are taken, with the number the next one of the same words tries.
    ids: BTreeMap<String, usize>,
}

impl Scan<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.exhibit.is_some() => self.exhibit_line(&range),
            Event::Text(words) => self.words(&words, Some(range)),
            Event::Code(words) => self.words(&words, None),
            Event::SoftBreak | Event::HardBreak => self.line_break(),
            Event::InlineHtml(_) => {
                self.joined = false;
                self.html(&range);
            }
            Event::FootnoteReference(name) => {
                self.joined = false;
                if !self.body.notes.iter().any(|known| **known == *name) {
                    self.body.notes.push(name.to_string());
                }
            }
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::Rule
            | Event::TaskListMarker(_) => self.joined = false,
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.joined = false;
        match tag {
            Tag::Heading { level, id, .. } => {
                self.end_block();
                let id = id.map(|id| id.to_string()).unwrap_or_default();
                self.heading = Some(Heading { level: level as u8, id, text: String::new(), range });
            }
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url, range),
            Tag::Image { dest_url, .. } => self.open_link(LinkKind::Image, dest_url.to_string(), range),
            Tag::CodeBlock(kind) => {
                self.end_block();
                self.inert += 1;
                self.start_code(&kind, range);
            }
            Tag::HtmlBlock => {
                self.end_block();
                self.inert += 1;
                self.html(&range);
            }
            Tag::FootnoteDefinition(name) => {
                self.end_block();
                self.note = Some(name.to_string());
            }
            Tag::TableHead | Tag::TableRow => {
                self.end_block();
                self.row = Some(self.body.blocks.len());
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            _ => self.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.joined = false;
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link | TagEnd::Image => self.body.links.extend(self.links.pop()),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::DefinitionListTitle => self.end_term(),
            TagEnd::HtmlBlock => self.inert -= 1,
            TagEnd::FootnoteDefinition => {
                self.end_block();
                self.note = None;
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
        if self.inert > 0 {
            return;
        }
        // The words of an image are read to those who cannot see it; they are no prose, and none of the words
        // of a link around it.
        let mut images = self.links.iter_mut().filter(|link| link.kind == LinkKind::Image).peekable();
        if images.peek().is_some() {
            images.for_each(|image| image.text.push_str(words));
            return;
        }
        for link in &mut self.links {
            link.text.push_str(words);
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(words);
            return;
        }
        let in_link = !self.links.is_empty();
        // An entity such as `&amp;` is shorter in the text than in the file, so its places do not line up.
        let verbatim = range.filter(|range| !in_link && self.text.get(range.clone()) == Some(words));
        let joined = self.joined;
        let block = self.block();
        let from = block.text.len();
        block.text.push_str(words);
        let to = block.text.len();
        if let Some(range) = &verbatim {
            block.segments.push(Segment { text: from..to, source: range.start, joined });
        }
        self.joined = verbatim.is_some();
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

    /// HTML that would show something; comments do not.
    fn html(&mut self, range: &Range<usize>) {
        let words = self.text[range.clone()].trim_end();
        if !is_comment(words) {
            self.body.html.push(range.start..range.start + words.len());
        }
    }

    fn block(&mut self) -> &mut Block {
        let section = self.body.headings.len();
        let same_row = self.row.is_some_and(|first| first < self.body.blocks.len());
        let note = &self.note;
        self.block.get_or_insert_with(|| Block { section, note: note.clone(), same_row, ..Block::default() })
    }

    fn end_block(&mut self) {
        if let Some(mut block) = self.block.take() {
            self.unclosed_wikilink(&block);
            // A large site has a million of these, and they are kept.
            block.text.shrink_to_fit();
            block.segments.shrink_to_fit();
            self.body.blocks.push(block);
        }
    }

    /// In a table, an unescaped `|` ends the cell and tears a `[[name|text]]` apart.
    fn unclosed_wikilink(&mut self, block: &Block) {
        let brackets = block.segments.windows(2).find(|pair| {
            let is_bracket = |segment: &Segment| &block.text[segment.text.clone()] == "[";
            pair.iter().all(is_bracket) && pair[0].source + 1 == pair[1].source
        });
        if let Some([first, _]) = brackets {
            let span = Span::new(self.path, first.source..first.source + 2);
            let help =
                "write `]]` on the same line; in a table, write `\\|` for `|`; for plain brackets, `\\[[`";
            let message = "the link that starts here has no end";
            self.diagnostics.push(Diagnostic::new(Code::UnknownName, span, message).help(help.to_owned()));
        }
    }

    fn start_link(&mut self, link_type: LinkType, target: &str, range: Range<usize>) {
        let target =
            if link_type == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        let LinkType::WikiLink { has_pothole } = link_type else {
            return self.open_link(LinkKind::Markdown, target, range);
        };
        let kind = if has_pothole { LinkKind::WikiWithText } else { LinkKind::Wiki };
        // In a table, `|` is written `\|`, and the backslash ends up in the target.
        self.open_link(kind, target.trim_end_matches('\\').trim().to_owned(), range);
    }

    fn open_link(&mut self, kind: LinkKind, target: String, range: Range<usize>) {
        let in_heading = self.heading.is_some();
        // The heading itself opens the section it heads.
        let section = self.body.headings.len() + usize::from(in_heading);
        let at = match &self.heading {
            Some(heading) => heading.text.len(),
            None => self.block().text.len(),
        };
        let block = (!in_heading).then_some(self.body.blocks.len());
        self.links.push(Link { target, kind, text: String::new(), range, block, at, section });
    }
}

/// Whether HTML is one comment and nothing else.
pub(crate) fn is_comment(html: &str) -> bool {
    let html = html.trim();
    let end = html.strip_prefix("<!--").and_then(|rest| rest.find("-->"));
    end.is_some_and(|end| "<!--".len() + end + "-->".len() == html.len())
}
