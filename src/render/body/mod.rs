//! Markdown with resolved links → the HTML of a page's text.
//!
//! pulldown-cmark writes the plain elements. What needs more than it gives (links, headings, code, tables
//! without inline styles, alerts, footnotes at the end) is put among its events as finished HTML.

mod footnotes;
mod links;
mod problem;

use std::ops::Range;

use footnotes::Notes;
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::exhibit;
use super::html::text;
use crate::highlight::highlight;
use crate::link::heading_words;
use crate::parse::is_comment;
use crate::parse::markdown::{Fence, events, has_title};
use crate::plan::BodyInput;

/// Renders the text of a page. `base` is put in front of addresses inside the site; HTML in the Markdown is
/// passed on if `raw_html` is set and shown as text otherwise.
pub(super) fn render(input: &BodyInput, base: &str, raw_html: bool) -> String {
    let document = &input.document;
    let mut writer = Writer::new(input, base, raw_html);
    writer.unread();
    for (event, range) in events(&document.text, document.body.start) {
        writer.event(event, &range);
    }
    writer.finish()
}

/// The state while walking over the events of one page.
struct Writer<'a> {
    input: &'a BodyInput,
    base: &'a str,
    raw_html: bool,
    out: Vec<Event<'a>>,
    /// Index of the next link that is a mention.
    next_mention: usize,
    /// Where the mention that is open ends.
    mention_end: Option<usize>,
    /// What closes each open link, innermost last.
    closing: Vec<&'static str>,
    /// How deep inside of something whose words are not shown: images, links whose words are replaced.
    hidden: usize,
    /// Index of the heading that is open.
    heading: Option<usize>,
    /// Index of the next exhibit.
    exhibits: usize,
    /// Index of the next term of a definition list.
    terms: usize,
    /// How the next paragraph opens, if it is no ordinary one.
    opening: Option<&'static str>,
    fence: Option<Fence>,
    code: String,
    alignments: Vec<Alignment>,
    tables: usize,
    cell: usize,
    /// What closes the cell that is open.
    cell_end: &'static str,
    in_head: bool,
    /// Whether the block of HTML is a comment.
    in_comment: bool,
    notes: Notes<'a>,
}

impl<'a> Writer<'a> {
    fn new(input: &'a BodyInput, base: &'a str, raw_html: bool) -> Self {
        Self {
            input,
            base,
            raw_html,
            out: Vec::new(),
            next_mention: 0,
            mention_end: None,
            closing: Vec::new(),
            hidden: 0,
            heading: None,
            exhibits: 0,
            terms: 0,
            opening: None,
            fence: None,
            code: String::new(),
            alignments: Vec::new(),
            tables: 0,
            cell: 0,
            cell_end: "",
            in_head: false,
            in_comment: false,
            notes: Notes::default(),
        }
    }

    fn html(&mut self, html: String) {
        self.out.push(Event::InlineHtml(html.into()));
    }

    fn event(&mut self, event: Event<'a>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            _ if self.hidden > 0 => {}
            Event::Text(text) if self.fence.is_some() => self.code.push_str(&text),
            Event::Text(text) => self.text(text, range),
            Event::Html(html) if !self.raw_html => self.shown_html(html, self.in_comment),
            Event::InlineHtml(html) if !self.raw_html => {
                let comment = is_comment(&html);
                self.shown_html(html, comment);
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(done) => self.task(done),
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule => self.out.push(event),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::Link { .. } => self.start_link(range),
            Tag::Image { title, .. } => self.start_image(range, &title),
            _ if self.hidden > 0 => {}
            Tag::Heading { .. } => self.start_heading(range),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::BlockQuote(Some(kind)) => self.start_alert(kind, range),
            Tag::Paragraph => self.start_paragraph(),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.tables += 1;
                let number = self.tables;
                self.html(format!(
                    "<div class=\"table-scroll\" role=\"region\" aria-label=\"Table {number}\" tabindex=\"0\"><table>
"
                ));
            }
            Tag::TableHead => {
                (self.in_head, self.cell) = (true, 0);
                self.html("<thead><tr>".into());
            }
            Tag::TableRow => {
                self.cell = 0;
                self.html("<tr>".into());
            }
            Tag::TableCell => self.start_cell(range),
            Tag::DefinitionListTitle => self.start_term(),
            Tag::FootnoteDefinition(name) => self.start_footnote(&name),
            Tag::HtmlBlock if !self.raw_html => self.start_shown_html(range),
            _ => self.out.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link | TagEnd::Image => self.end_link(),
            _ if self.hidden > 0 => {}
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::BlockQuote(Some(_)) => self.html("</div>\n".into()),
            TagEnd::Table => self.html("</tbody></table></div>\n".into()),
            TagEnd::TableHead => {
                self.in_head = false;
                self.html("</tr></thead><tbody>\n".into());
            }
            TagEnd::TableRow => self.html("</tr>\n".into()),
            TagEnd::TableCell => self.html(self.cell_end.into()),
            TagEnd::DefinitionListTitle => self.html("</dt>\n".into()),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::HtmlBlock if !self.raw_html => self.end_shown_html(),
            _ => self.out.push(Event::End(tag)),
        }
    }

    /// HTML that is not passed on is shown, so that nothing disappears; a comment was never meant to be seen.
    fn start_shown_html(&mut self, range: &Range<usize>) {
        self.in_comment = is_comment(&self.input.document.text[range.clone()]);
        if !self.in_comment {
            self.out.push(Event::Start(Tag::Paragraph));
        }
    }

    fn shown_html(&mut self, html: CowStr<'a>, comment: bool) {
        if !comment {
            self.out.push(Event::Text(html));
        }
    }

    fn end_shown_html(&mut self) {
        if !self.in_comment {
            self.out.push(Event::End(TagEnd::Paragraph));
        }
    }

    fn start_heading(&mut self, range: &Range<usize>) {
        let headings = &self.input.document.body.headings;
        self.heading = headings.binary_search_by_key(&range.start, |heading| heading.range.start).ok();
        if let Some(heading) = self.heading.map(|index| &headings[index]) {
            self.html(format!("<h{} id=\"{}\">", heading.level, text(&heading.id)));
        }
    }

    fn end_heading(&mut self) {
        let Some(index) = self.heading.take() else { return };
        let body = &self.input.document.body;
        let words = heading_words(body, index, &self.input.links);
        let (level, id, words) = (body.headings[index].level, text(&body.headings[index].id), text(&words));
        self.html(format!(
            " <a class=\"heading-anchor\" href=\"#{id}\" aria-label=\"Link to “{words}”\">#</a></h{level}>\n"
        ));
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.code.clear();
        self.fence = Some(match kind {
            CodeBlockKind::Fenced(words) => Fence::parse(words),
            CodeBlockKind::Indented => Fence::default(),
        });
    }

    /// Terms are linked to on the page of a glossary only.
    fn start_term(&mut self) {
        let document = &self.input.document;
        let term = document.body.terms.get(self.terms).filter(|_| document.front.glossary);
        let start = term.map_or_else(|| "<dt>".to_owned(), |term| format!("<dt id=\"{}\">", text(&term.id)));
        self.terms += 1;
        self.html(start);
    }

    fn exhibit(&mut self) {
        match self.input.exhibits.get(self.exhibits) {
            Some(Ok(shown)) => self.html(exhibit::render(shown, self.base).into_string()),
            Some(Err(unshown)) => self.unshown(unshown),
            None => {}
        }
        self.exhibits += 1;
    }

    fn end_code(&mut self) {
        let Some(fence) = self.fence.take() else { return };
        if fence.exhibit().is_some() {
            return self.exhibit();
        }
        let by_line = fence.numbered || !fence.marked.is_empty();
        let code = highlight(&self.code, &fence.language, by_line.then_some(&fence.marked));
        let numbered = if fence.numbered { " numbered" } else { "" };
        let caption =
            fence.title.map(|title| format!("<figcaption>{}</figcaption>", text(&title))).unwrap_or_default();
        let language = if fence.language.is_empty() { "text" } else { &fence.language };
        let language = text(language);
        self.html(format!(
            "<figure class=\"code{numbered}\">{caption}<pre tabindex=\"0\"><code class=\"language-{language}\">{code}</code></pre></figure>\n"
        ));
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
        self.opening = has_title.then_some("<p class=\"alert-title\">");
        let title = if has_title { String::new() } else { format!("<p class=\"alert-title\">{title}</p>\n") };
        self.html(format!("<div class=\"alert alert-{class}\" role=\"note\">{title}"));
    }

    fn start_paragraph(&mut self) {
        match self.opening.take() {
            Some(opening) => self.html(opening.into()),
            None => self.out.push(Event::Start(Tag::Paragraph)),
        }
    }

    fn start_cell(&mut self, range: &Range<usize>) {
        let class = match self.alignments.get(self.cell) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        self.cell += 1;
        // The corner of a table is often empty, and an empty header heads nothing.
        let is_empty = self.input.document.text[range.clone()].trim().is_empty();
        let (start, end) =
            if self.in_head && !is_empty { ("th scope=\"col\"", "</th>") } else { ("td", "</td>") };
        self.cell_end = end;
        self.html(format!("<{start}{class}>"));
    }

    fn task(&mut self, done: bool) {
        let (checked, label) = if done { (" checked", "done") } else { ("", "to do") };
        self.html(format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> "));
    }

    fn finish(mut self) -> String {
        self.footnotes();
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, self.out.into_iter());
        html
    }
}
