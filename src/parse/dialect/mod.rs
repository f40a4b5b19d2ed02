//! What people write and pulldown-cmark does not know: bare addresses, titles of alerts, boxes before what is no
//! paragraph, several terms above one definition, and links in double brackets over two lines.
//!
//! All of it is put among the events of Markdown as if it had been read there, for everyone who walks over them.

mod address;
mod alert;
mod definition;
mod heading;

use std::collections::VecDeque;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, LinkType, Tag, TagEnd};

use address::Address;
pub(super) use alert::{Alert, KINDS, alert};
use definition::Definitions;

/// How a cell of a table has the line that would end it.
const LINE_IN_CELL: &str = "\\|";

/// An event, and where it stands.
type Piece<'t> = (Event<'t>, Range<usize>);

/// The events of Markdown in the dialect of Fieldbook.
pub(super) struct Dialect<'t, I: Iterator<Item = Piece<'t>>> {
    text: &'t str,
    events: Peekable<I>,
    /// What comes before the next event.
    ready: VecDeque<Piece<'t>>,
    /// How many links, images and blocks of code or HTML are open: no address in them is a link.
    inert: usize,
    /// Whether an `a` of HTML is open, in which no address is a link either.
    in_anchor: bool,
    /// How many spans of inline markup are open.
    spans: usize,
    /// The quotations that are open, innermost last, with what kind of alert each is.
    quotations: Vec<Option<BlockQuoteKind>>,
    /// Whether a table is open.
    in_table: bool,
    /// Braces behind the heading that is being read, which a backslash makes text.
    braces: Option<Range<usize>>,
    /// The alert whose title is being read.
    title: Option<Alert>,
    /// The definition lists that are open, innermost last.
    definitions: Vec<Definitions>,
    /// Where the term starts that is open, and where the last of those above its definition ends.
    term: Option<Range<usize>>,
}

impl<'t, I: Iterator<Item = Piece<'t>>> Dialect<'t, I> {
    pub(super) fn new(text: &'t str, events: I) -> Self {
        Self {
            text,
            events: events.peekable(),
            ready: VecDeque::new(),
            inert: 0,
            in_anchor: false,
            spans: 0,
            quotations: Vec::new(),
            in_table: false,
            braces: None,
            title: None,
            definitions: Vec::new(),
            term: None,
        }
    }

    fn put(&mut self, event: Event<'t>, range: Range<usize>) {
        self.ready.push_back((event, range));
    }

    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(_) if self.title.as_ref().is_some_and(|alert| range.start < alert.title.start) => {
                self.behind_marker(range);
            }
            Event::Text(words) if self.inert == 0 && !self.in_anchor => self.words(words, range),
            Event::InlineHtml(html) => {
                self.anchor(&html);
                self.put(Event::InlineHtml(html), range);
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(event, range),
            _ => self.put(event, range),
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>) {
        let sign = self.start_block_of_foreign(&tag);
        let tag = self.without_escaped_braces(with_name_in_one_line(tag), &range);
        match &tag {
            Tag::Table(_) => self.in_table = true,
            Tag::Link { link_type: LinkType::Autolink, dest_url, .. }
                if self.in_table && dest_url.contains(LINE_IN_CELL) =>
            {
                let dest_url = dest_url.replace(LINE_IN_CELL, "|");
                return self.address_in_cell(dest_url, range);
            }
            Tag::BlockQuote(kind) => return self.quotation(*kind, range),
            Tag::Item => return self.item(range),
            Tag::DefinitionList => return self.start_definitions(range),
            Tag::DefinitionListTitle => return self.start_term(range),
            Tag::DefinitionListDefinition => return self.start_definition(range),
            Tag::Link { .. } | Tag::Image { .. } => {
                self.inert += 1;
                self.spans += 1;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.inert += 1,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.spans += 1,
            _ => {}
        }
        self.put(Event::Start(tag), range);
        if let Some(sign) = sign {
            self.put(Event::Text(":".into()), sign);
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let tag = match tag {
            TagEnd::BlockQuote(_) => TagEnd::BlockQuote(self.quotations.pop().flatten()),
            tag => tag,
        };
        let is_span = matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough);
        self.in_anchor &= is_span || matches!(tag, TagEnd::Link | TagEnd::Image);
        match tag {
            TagEnd::Link | TagEnd::Image => {
                self.inert -= 1;
                self.spans -= 1;
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.inert -= 1,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.spans -= 1,
            TagEnd::Table => self.in_table = false,
            TagEnd::Heading(_) => {
                if let Some(braces) = self.braces.take() {
                    self.plain(braces);
                }
            }
            TagEnd::Paragraph => self.title = None,
            TagEnd::DefinitionList => return self.end_definitions(range),
            TagEnd::DefinitionListTitle => return self.end_term(range),
            TagEnd::DefinitionListDefinition => return self.end_definition(range),
            _ => {}
        }
        self.put(Event::End(tag), range);
    }

    /// A heading with text in braces has no attributes.
    fn without_escaped_braces(&mut self, tag: Tag<'t>, range: &Range<usize>) -> Tag<'t> {
        let Tag::Heading { level, .. } = tag else { return tag };
        self.braces = heading::escaped_braces(self.text, range);
        match self.braces {
            Some(_) => Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() },
            None => tag,
        }
    }

    /// An address between `<` and `>` in a cell. pulldown-cmark leaves the backslash that is there for the table.
    fn address_in_cell(&mut self, address: String, range: Range<usize>) {
        self.inert += 1;
        self.spans += 1;
        let tag = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: address.into(),
            title: "".into(),
            id: "".into(),
        };
        self.put(Event::Start(tag), range);
        while let Some((Event::Text(words), range)) =
            self.events.next_if(|(event, _)| matches!(event, Event::Text(_)))
        {
            self.put(Event::Text(words.replace(LINE_IN_CELL, "|").into()), range);
        }
    }

    /// A link in HTML starts or ends.
    fn anchor(&mut self, html: &str) {
        let is_named = |rest: &str| rest.get(..1).is_some_and(|name| name.eq_ignore_ascii_case("a"));
        if let Some(rest) = html.strip_prefix("</") {
            self.in_anchor &= !is_named(rest);
        } else if let Some(rest) = html.strip_prefix('<').filter(|rest| is_named(rest)) {
            self.in_anchor |=
                rest[1..].starts_with(|c: char| c.is_ascii_whitespace()) && rest.contains("href");
        }
    }

    /// `> [!NOTE] About heat` is an alert with a title, which is its first paragraph then.
    fn quotation(&mut self, kind: Option<BlockQuoteKind>, range: Range<usize>) {
        let titled = if kind.is_none() { alert(self.text, &range) } else { None };
        let starts =
            |piece: &Piece<'_>, at| matches!(piece.0, Event::Start(Tag::Paragraph)) && piece.1.start == at;
        self.title = titled
            .filter(|alert| alert.kind.is_some() && !alert.title.is_empty())
            .filter(|alert| self.events.peek().is_some_and(|next| starts(next, alert.marker.start)));
        let kind = kind.or(self.title.as_ref().and_then(|alert| alert.kind));
        self.quotations.push(kind);
        self.put(Event::Start(Tag::BlockQuote(kind)), range);
    }

    /// Leaves out the marker of an alert, which stands before its title.
    fn behind_marker(&mut self, range: Range<usize>) {
        let start = self.title.as_ref().map_or(range.start, |alert| alert.title.start);
        if start < range.end {
            self.words(self.text[start..range.end].into(), start..range.end);
        }
    }

    /// pulldown-cmark loses the box before a table, and before whatever else is no paragraph.
    fn item(&mut self, range: Range<usize>) {
        let marker = task_marker(self.text, &range);
        self.put(Event::Start(Tag::Item), range);
        let Some((done, marker)) = marker else { return };
        let is_lost = self.events.peek().is_some_and(|(event, range)| match event {
            Event::Start(Tag::Paragraph) => false,
            Event::Start(_) => range.start >= marker.end,
            _ => false,
        });
        if is_lost {
            self.put(Event::TaskListMarker(done), marker);
        }
    }

    /// The line behind the title of an alert starts its text, and each line above a definition is a term.
    fn line_break(&mut self, event: Event<'t>, range: Range<usize>) {
        if self.spans > 0 {
            return self.put(event, range);
        }
        if let Some(alert) = self.title.take() {
            self.put(Event::End(TagEnd::Paragraph), alert.title);
            self.put(Event::Start(Tag::Paragraph), range.end..range.end);
        } else if let Some(term) = self.term.take() {
            // A term ends with the range it starts with, like everything else: readers of events know it by that.
            self.put(Event::End(TagEnd::DefinitionListTitle), term.start..range.start);
            self.term = Some(range.end..term.end);
            self.put(Event::Start(Tag::DefinitionListTitle), range.end..term.end);
        } else {
            self.put(event, range);
        }
    }

    /// Text that stands in the file as it is, up to where something else does, with the addresses in it as links.
    fn words(&mut self, words: CowStr<'t>, range: Range<usize>) {
        let text = self.text;
        // The backslash before braces that are text is none.
        let braces = self.braces.as_ref().map(|braces| braces.start);
        if braces == Some(range.end) && words.ends_with('\\') {
            let words = words[..words.len() - 1].to_owned();
            if !words.is_empty() {
                self.words(words.into(), range.start..range.end - 1);
            }
            return;
        }
        let is_verbatim = text.get(range.clone()) == Some(&*words);
        let mut run = range.clone();
        let first = self.ready.len();
        self.put(Event::Text(words), range);
        let joins = |(event, range): &Piece<'_>, end| match event {
            Event::Text(words) => {
                range.start == end && braces != Some(range.end) && text.get(range.clone()) == Some(&**words)
            }
            _ => false,
        };
        while let Some(next) = self.events.next_if(|next| is_verbatim && joins(next, run.end)) {
            run.end = next.1.end;
            self.ready.push_back(next);
        }
        let addresses = if is_verbatim { address::find(text, &run) } else { Vec::new() };
        if addresses.is_empty() {
            return;
        }
        self.ready.truncate(first);
        let mut at = run.start;
        for address in addresses {
            self.plain(at..address.range.start);
            at = address.range.end;
            self.link(address);
        }
        self.plain(at..run.end);
    }

    fn plain(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.put(Event::Text(self.text[range.clone()].into()), range);
        }
    }

    fn link(&mut self, Address { range, target, is_email }: Address) {
        let link_type = if is_email { LinkType::Email } else { LinkType::Autolink };
        let tag = Tag::Link { link_type, dest_url: target.into(), title: "".into(), id: "".into() };
        self.put(Event::Start(tag), range.clone());
        self.plain(range.clone());
        self.put(Event::End(TagEnd::Link), range);
    }
}

impl<'t, I: Iterator<Item = Piece<'t>>> Iterator for Dialect<'t, I> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        while self.ready.is_empty() {
            let (event, range) = self.events.next()?;
            self.event(event, range);
        }
        self.ready.pop_front()
    }
}

/// A name in double brackets may go on in the next line; the marks of a quotation there are no part of it.
fn with_name_in_one_line(tag: Tag<'_>) -> Tag<'_> {
    match tag {
        Tag::Link { link_type: link_type @ LinkType::WikiLink { .. }, dest_url, title, id }
            if dest_url.contains('\n') =>
        {
            let mark = |c: char| c == '>' || c.is_whitespace();
            let lines = dest_url.lines().map(|line| line.trim_start_matches(mark).trim_end());
            let name = lines.collect::<Vec<_>>().join(" ");
            Tag::Link { link_type, dest_url: name.into(), title, id }
        }
        tag => tag,
    }
}

/// Whether the box at the start of a list item is checked, and where it stands.
fn task_marker(text: &str, item: &Range<usize>) -> Option<(bool, Range<usize>)> {
    let source = &text[item.clone()];
    let behind = source.trim_start().trim_start_matches(|sign: char| sign.is_ascii_digit());
    let inside = behind.strip_prefix(['-', '*', '+', '.', ')'])?.trim_start_matches([' ', '\t']);
    let start = item.start + source.len() - inside.len();
    let done = match inside.get(..3)? {
        "[ ]" => false,
        "[x]" | "[X]" => true,
        _ => return None,
    };
    inside[3..].starts_with([' ', '\t']).then_some((done, start..start + 3))
}

/// Whether it can stand in a paragraph; of pictures that is up to whoever asks.
pub(super) fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
    )
}
