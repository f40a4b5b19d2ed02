//! Markdown with resolved links → the HTML of a page's text.
//!
//! pulldown-cmark writes the plain elements. What needs more than it gives (links, headings, code, tables
//! without inline styles, alerts, footnotes at the end) is put among its events as finished HTML.

mod finding;
mod footnotes;
mod links;
mod problem;
mod punctuation;
mod raw;
mod words;

use std::ops::Range;

pub(super) use finding::{FindingHtml, findings, link as link_of_finding};
use footnotes::Notes;
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};
pub(super) use words::{Piece, Words};

use super::exhibit;
use super::html::{Html, element, end_tag};
use crate::highlight;
use crate::link::heading_words;
use crate::parse::markdown::{Fence, events, has_title};
use crate::plan::BodyInput;

/// How Markdown is written.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    /// What is put in front of addresses inside the site.
    pub(super) base: &'a str,
    /// Whether HTML in the Markdown is passed on rather than shown as text.
    pub(super) raw_html: bool,
    /// Whether quotes, dashes and dots become typographic ones.
    pub(super) smart_punctuation: bool,
}

/// Renders the text of a page.
pub(super) fn render(input: &BodyInput, manner: Manner<'_>) -> Html {
    let document = &input.document;
    let range = document.body.start..document.text.len();
    let mut writer = Writer::new(input, manner, &range);
    writer.unread();
    for (event, range) in events(&document.text, document.body.start) {
        writer.event(event, &range);
    }
    writer.finish()
}

/// The state while walking over the events of one page.
pub(super) struct Writer<'a> {
    input: &'a BodyInput,
    base: &'a str,
    raw_html: bool,
    words: Words<'a>,
    /// Whether the words of a bare address are being written.
    in_address: bool,
    out: Vec<Event<'a>>,
    /// The element that each open link is, if it is one; innermost last.
    closing: Vec<Option<&'static str>>,
    /// The element that the `a` of the HTML is that is open.
    anchor_element: &'static str,
    /// How deep inside of something whose words are not shown: images, links whose words are replaced.
    hidden: usize,
    /// Index of the heading that is open.
    heading: Option<usize>,
    /// How the next paragraph opens, if it is no ordinary one.
    opening: Option<Html>,
    fence: Option<Fence>,
    /// Where the block of code that is open starts.
    fence_start: usize,
    code: String,
    alignments: Vec<Alignment>,
    tables: usize,
    cell: usize,
    /// The element that the open cell is.
    cell_element: &'static str,
    in_head: bool,
    notes: Notes<'a>,
}

impl<'a> Writer<'a> {
    /// A writer of what stands in a range of the file.
    /// Words with the links and punctuation in them.
    pub(super) fn pieces(
        &mut self,
        words: CowStr<'a>,
        range: &Range<usize>,
        in_address: bool,
    ) -> Vec<Piece<'a>> {
        self.words.pieces(words, range, in_address)
    }

    pub(super) fn new(input: &'a BodyInput, manner: Manner<'a>, range: &Range<usize>) -> Self {
        let Manner { base, raw_html, smart_punctuation } = manner;
        let words = Words::new(input, smart_punctuation, range);
        Self {
            input,
            base,
            raw_html,
            words,
            in_address: false,
            out: Vec::new(),
            closing: Vec::new(),
            anchor_element: "a",
            hidden: 0,
            heading: None,
            opening: None,
            fence: None,
            fence_start: 0,
            code: String::new(),
            alignments: Vec::new(),
            tables: 0,
            cell: 0,
            cell_element: "td",
            in_head: false,
            notes: Notes::default(),
        }
    }

    fn html(&mut self, html: impl Into<Html>) {
        self.out.push(Event::InlineHtml(html.into().into_string().into()));
    }

    fn event(&mut self, event: Event<'a>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            _ if self.hidden > 0 => {}
            Event::Text(text) if self.fence.is_some() => self.code.push_str(&text),
            Event::Text(text) => self.text(text, range),
            // The start of the block has written all of it.
            Event::Html(_) => {}
            Event::InlineHtml(_) => self.inline_html(range),
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(done) => self.task(done),
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule => self.out.push(event),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::Link { link_type, .. } => {
                self.in_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.start_link(range);
            }
            Tag::Image { title, .. } => self.start_image(range, &title),
            _ if self.hidden > 0 => {}
            Tag::Heading { .. } => self.start_heading(range),
            Tag::CodeBlock(kind) => self.start_code(&kind, range.start),
            Tag::BlockQuote(Some(kind)) => self.start_alert(kind, range),
            Tag::Paragraph => self.start_paragraph(),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.tables += 1;
                let area = element("div").class("table-scroll").attr("role", "region");
                let area = area.attr("aria-label", format_args!("Table {}", self.tables)).attr("tabindex", 0);
                self.html(area.start().with(element("table").start()).newline());
            }
            Tag::TableHead => {
                (self.in_head, self.cell) = (true, 0);
                self.html(element("thead").start().with(element("tr").start()));
            }
            Tag::TableRow => {
                self.cell = 0;
                self.html(element("tr").start());
            }
            Tag::TableCell => self.start_cell(range),
            Tag::DefinitionListTitle => self.start_term(range.start),
            Tag::FootnoteDefinition(name) => self.start_footnote(&name),
            Tag::HtmlBlock => self.html_block(range),
            _ => self.out.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link | TagEnd::Image => {
                self.in_address = false;
                self.end_link();
            }
            _ if self.hidden > 0 => {}
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::BlockQuote(Some(_)) => self.html(end_tag("div").newline()),
            TagEnd::Table => {
                self.html(end_tag("tbody").with(end_tag("table")).with(end_tag("div")).newline());
            }
            TagEnd::TableHead => {
                self.in_head = false;
                let body = element("tbody").start().newline();
                self.html(end_tag("tr").with(end_tag("thead")).with(body));
            }
            TagEnd::TableRow => self.html(end_tag("tr").newline()),
            TagEnd::TableCell => self.html(end_tag(self.cell_element)),
            TagEnd::DefinitionListTitle => self.html(end_tag("dt").newline()),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::HtmlBlock => {}
            _ => self.out.push(Event::End(tag)),
        }
    }

    fn start_heading(&mut self, range: &Range<usize>) {
        let headings = &self.input.document.body.headings;
        self.heading = headings.binary_search_by_key(&range.start, |heading| heading.range.start).ok();
        if let Some(heading) = self.heading.map(|index| &headings[index]) {
            self.html(element(level_name(heading.level)).attr("id", &heading.id).start());
        }
    }

    fn end_heading(&mut self) {
        let Some(index) = self.heading.take() else { return };
        let body = &self.input.document.body;
        let words = heading_words(body, index, &self.input.links);
        let heading = &body.headings[index];
        let anchor = element("a").class("heading-anchor").attr("href", format_args!("#{}", heading.id));
        let anchor = anchor.attr("aria-label", format_args!("Link to “{words}”")).text("#");
        self.html(Html::default().text(" ").with(anchor).with(end_tag(level_name(heading.level))).newline());
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, start: usize) {
        self.code.clear();
        self.fence_start = start;
        self.fence = Some(match kind {
            CodeBlockKind::Fenced(words) => Fence::parse(words),
            CodeBlockKind::Indented => Fence::default(),
        });
    }

    /// Terms are linked to on the page of a glossary only.
    fn start_term(&mut self, start: usize) {
        let document = &self.input.document;
        let terms = &document.body.terms;
        let term = terms.binary_search_by_key(&start, |term| term.start).ok().map(|index| &terms[index]);
        let element = match term.filter(|_| document.front.glossary) {
            Some(term) => element("dt").attr("id", &term.id),
            None => element("dt"),
        };
        self.html(element.start());
    }

    fn exhibit(&mut self) {
        let blocks = &self.input.document.body.exhibits;
        let found = blocks.binary_search_by_key(&self.fence_start, |block| block.range.start);
        match found.ok().and_then(|index| self.input.exhibits.get(index)) {
            Some(Ok(shown)) => self.html(exhibit::render(shown, self.base)),
            Some(Err(unshown)) => self.unshown(unshown),
            None => {}
        }
    }

    fn end_code(&mut self) {
        let Some(fence) = self.fence.take() else { return };
        if fence.exhibit().is_some() {
            return self.exhibit();
        }
        let numbered = if fence.numbered { "numbered" } else { "" };
        let language = if fence.language.is_empty() { "text" } else { &fence.language };
        let code = element("code").class(&format!("language-{language}")).with(self.highlighted(&fence));
        let caption = fence.title.as_ref().map(|title| element("figcaption").text(title));
        let figure = element("figure").classes(["code", numbered]).with(caption);
        self.html(figure.with(element("pre").attr("tabindex", 0).with(code)).line());
    }

    /// The code of the open block; each line is an element, if lines are counted or marked.
    fn highlighted(&self, fence: &Fence) -> Html {
        let lines = highlight::lines(&self.code, &fence.language).map(Html::of_markup);
        if !fence.numbered && fence.marked.is_empty() {
            return lines.collect();
        }
        let line = |(html, number): (Html, usize)| {
            let marked = fence.marked.iter().any(|range| range.contains(&number));
            element("span").classes(["line", if marked { "marked" } else { "" }]).with(html)
        };
        lines.zip(1..).map(line).collect()
    }

    fn start_alert(&mut self, kind: BlockQuoteKind, range: &Range<usize>) {
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        let has_title = has_title(&self.input.document.text, range);
        let start = || element("p").class("alert-title");
        self.opening = has_title.then(|| start().start());
        let alert = element("div").classes(["alert", &format!("alert-{class}")]).attr("role", "note");
        self.html(alert.start().with((!has_title).then(|| start().text(title).line())));
    }

    fn start_paragraph(&mut self) {
        match self.opening.take() {
            Some(opening) => self.html(opening),
            None => self.out.push(Event::Start(Tag::Paragraph)),
        }
    }

    fn start_cell(&mut self, range: &Range<usize>) {
        let class = match self.alignments.get(self.cell) {
            Some(Alignment::Right) => "right",
            Some(Alignment::Center) => "center",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        self.cell += 1;
        // The corner of a table is often empty, and an empty header heads nothing.
        let is_empty = self.input.document.text[range.clone()].trim().is_empty();
        let heads = self.in_head && !is_empty;
        self.cell_element = if heads { "th" } else { "td" };
        let cell = element(self.cell_element);
        let cell = if heads { cell.attr("scope", "col") } else { cell };
        self.html(cell.class(class).start());
    }

    fn task(&mut self, done: bool) {
        let input = element("input").attr("type", "checkbox").flag("disabled");
        let (input, label) = if done { (input.flag("checked"), "done") } else { (input, "to do") };
        self.html(input.attr("aria-label", label).start().text(" "));
    }

    fn finish(mut self) -> Html {
        self.footnotes();
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, self.out.into_iter());
        Html::of_markup(html)
    }
}

/// The element of a heading, by its level.
fn level_name(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        6.. => "h6",
    }
}
