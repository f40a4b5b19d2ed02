//! A text in the making: blocks one after the other, each made of words.

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Tag, TagEnd};
use pulldown_cmark_to_cmark::{Options as Spelling, cmark_with_options};

use crate::grammar::is_web_address;

/// Words and links in a line.
#[derive(Clone, Default)]
pub(super) struct Words<'a>(Vec<Event<'a>>);

impl<'a> Words<'a> {
    /// Adds words as they are. A line break in them is a blank.
    pub(super) fn text(mut self, words: impl Into<CowStr<'a>>) -> Self {
        let words = words.into();
        if words.contains(['\n', '\r', '\t']) {
            self.0.push(Event::Text(words.replace(['\n', '\r', '\t'], " ").into()));
        } else if !words.is_empty() {
            self.0.push(Event::Text(words));
        }
        self
    }

    /// Adds words that lead somewhere; without an address the words alone.
    pub(super) fn link(mut self, words: impl Into<CowStr<'a>>, url: impl Into<CowStr<'a>>) -> Self {
        let (words, dest_url) = (words.into(), url.into());
        if dest_url.is_empty() || words.trim().is_empty() {
            return self.text(words);
        }
        self.0.push(Event::Start(link(dest_url, "".into())));
        self = self.text(words);
        self.0.push(Event::End(TagEnd::Link));
        self
    }

    /// Adds an address as it is.
    pub(super) fn address(mut self, url: &'a str) -> Self {
        if !is_web_address(url) {
            return self.link(url, url);
        }
        let id = "".into();
        self.0.push(Event::Start(Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: url.into(),
            title: "".into(),
            id,
        }));
        self.0.push(Event::Text(url.into()));
        self.0.push(Event::End(TagEnd::Link));
        self
    }

    pub(super) fn strong(mut self, words: Words<'a>) -> Self {
        if !words.is_empty() {
            self.0.push(Event::Start(Tag::Strong));
            self.0.extend(words.0);
            self.0.push(Event::End(TagEnd::Strong));
        }
        self
    }

    /// Adds code; a backtick without its partner is a character like any other.
    pub(super) fn with_code(self, sentence: &'a str) -> Self {
        let pieces: Vec<_> = sentence.split('`').collect();
        let last = pieces.len() - 1;
        pieces.into_iter().enumerate().fold(self, |words, (place, piece)| {
            match (place % 2 == 1, place == last) {
                (false, _) => words.text(piece),
                (true, false) if !piece.trim().is_empty() => words.code(piece),
                (true, _) => words.text("`").text(piece).text(if place == last { "" } else { "`" }),
            }
        })
    }

    pub(super) fn code(mut self, code: &'a str) -> Self {
        self.0.push(Event::Code(code.into()));
        self
    }

    pub(super) fn with(mut self, words: Words<'a>) -> Self {
        self.0.extend(words.0);
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_events(self) -> Vec<Event<'a>> {
        self.0
    }

    /// The same, independent of what it was made of.
    pub(super) fn into_static(self) -> Words<'static> {
        Words(self.0.into_iter().map(Event::into_static).collect())
    }

    /// All of them with words between them; what is empty is left out.
    pub(super) fn join(all: impl IntoIterator<Item = Words<'a>>, between: &'static str) -> Self {
        let mut joined = Self::default();
        for words in all.into_iter().filter(|words| !words.is_empty()) {
            joined = if joined.is_empty() { words } else { joined.text(between).with(words) };
        }
        joined
    }
}

/// The start of a link.
pub(super) fn link<'a>(dest_url: CowStr<'a>, title: CowStr<'a>) -> Tag<'a> {
    Tag::Link { link_type: LinkType::Inline, dest_url, title, id: "".into() }
}

/// A text.
#[derive(Default)]
pub(super) struct Text<'a> {
    events: Vec<Event<'a>>,
    /// The labels of the notes that are referred to, each time.
    notes: Vec<CowStr<'a>>,
}

impl<'a> Text<'a> {
    pub(super) fn heading(&mut self, level: HeadingLevel, words: impl Into<CowStr<'a>>) {
        self.events.push(Event::Start(heading(level)));
        self.events.extend(Words::default().text(words).0);
        self.events.push(Event::End(TagEnd::Heading(level)));
    }

    pub(super) fn section(&mut self, title: impl Into<CowStr<'a>>) {
        self.heading(HeadingLevel::H2, title);
    }

    pub(super) fn paragraph(&mut self, words: Words<'a>) {
        if !words.is_empty() {
            self.events.push(Event::Start(Tag::Paragraph));
            self.events.extend(words.0);
            self.events.push(Event::End(TagEnd::Paragraph));
        }
    }

    /// A list with a point for each; none if there is none.
    pub(super) fn list(&mut self, items: impl IntoIterator<Item = Words<'a>>) {
        self.nested(items.into_iter().map(|words| (words, Vec::new())));
    }

    /// A list with a list below some of its points.
    pub(super) fn nested(&mut self, items: impl IntoIterator<Item = (Words<'a>, Vec<Words<'a>>)>) {
        let mut items = items.into_iter().filter(|(words, _)| !words.is_empty()).peekable();
        if items.peek().is_none() {
            return;
        }
        self.events.push(Event::Start(Tag::List(None)));
        for (words, below) in items {
            self.events.push(Event::Start(Tag::Item));
            self.events.extend(words.0);
            self.list(below);
            self.events.push(Event::End(TagEnd::Item));
        }
        self.events.push(Event::End(TagEnd::List(false)));
    }

    /// A table, whose numbers stand to the right.
    pub(super) fn table(&mut self, heads: Vec<(Words<'a>, bool)>, rows: Vec<Vec<Words<'a>>>) {
        let align = |numeric: bool| if numeric { Alignment::Right } else { Alignment::None };
        let (heads, numeric): (Vec<_>, Vec<_>) = heads.into_iter().unzip();
        self.events.push(Event::Start(Tag::Table(numeric.into_iter().map(align).collect())));
        self.row(Tag::TableHead, heads);
        for cells in rows {
            self.row(Tag::TableRow, cells);
        }
        self.events.push(Event::End(TagEnd::Table));
    }

    fn row(&mut self, row: Tag<'a>, cells: Vec<Words<'a>>) {
        let end = row.to_end();
        self.events.push(Event::Start(row));
        for cell in cells {
            self.events.push(Event::Start(Tag::TableCell));
            self.events.extend(cell.0);
            self.events.push(Event::End(TagEnd::TableCell));
        }
        self.events.push(Event::End(end));
    }

    pub(super) fn code(&mut self, language: &'a str, code: &'a str) {
        self.events.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language.into()))));
        self.events.push(Event::Text(code.into()));
        // What ends without a line end is taken for code that nobody closed.
        self.events.extend((!code.ends_with('\n')).then(|| Event::Text("\n".into())));
        self.events.push(Event::End(TagEnd::CodeBlock));
    }

    pub(super) fn rule(&mut self) {
        self.events.push(Event::Rule);
    }

    /// Adds an event of a text that was read.
    pub(super) fn push(&mut self, event: Event<'a>) {
        self.events.push(event);
    }

    /// The whole text as words, of what stands in one paragraph.
    pub(super) fn into_words(self) -> Words<'a> {
        Words(self.events)
    }

    /// Refers to a note. A block is spelled without knowledge of the others, so a sign stands for the reference until
    /// then.
    pub(super) fn reference(&mut self, label: CowStr<'a>) {
        self.events.push(Event::Text(reference(self.notes.len()).into()));
        self.notes.push(label);
    }

    /// Spells the text.
    pub(super) fn finish(mut self) -> String {
        set_ampersands_aside(&mut self.events);
        let text = spelled(&self.events).unwrap_or_else(|| spelled_by_block(&self.events));
        let mut text = text.trim_matches('\n').trim_end().replace(AMPERSAND, "&");
        for (number, label) in self.notes.iter().enumerate() {
            text = text.replace(&reference(number), &format!("[^{label}]"));
        }
        text + "\n"
    }
}

/// What stands for a reference to a note: signs that no text has.
fn reference(number: usize) -> String {
    format!("\u{fdd0}{number}\u{fdd1}")
}

/// Stands for an ampersand before a blank, which begins no character reference and need not be spelled as one.
const AMPERSAND: char = '\u{fdd2}';

fn set_ampersands_aside(events: &mut [Event<'_>]) {
    let mut in_code = false;
    for event in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code && text.contains("& ") => {
                *text = text.replace("& ", &format!("{AMPERSAND} ")).into();
            }
            _ => {}
        }
    }
}

/// Spells a text block by block. Where there is no way to write one, it goes without emphasis, and at last its words
/// stand for it.
fn spelled_by_block(events: &[Event<'_>]) -> String {
    let mut blocks = Vec::new();
    for block in blocks_of(events) {
        let block =
            spelled(block).or_else(|| spelled(&without_emphasis(block))).unwrap_or_else(|| plain(block));
        let block = block.trim_matches('\n');
        if !block.trim().is_empty() {
            blocks.push(block.to_owned());
        }
    }
    blocks.join("\n\n")
}

fn without_emphasis<'a>(events: &[Event<'a>]) -> Vec<Event<'a>> {
    let is_emphasis = |event: &&Event<'a>| {
        matches!(
            event,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
        )
    };
    events.iter().filter(|event| !is_emphasis(event)).cloned().collect()
}

/// The start of a heading.
pub(super) fn heading<'a>(level: HeadingLevel) -> Tag<'a> {
    Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }
}

/// The extensions that those who read it have: GitHub's, and lists of definitions.
fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// A block as Markdown; `None` if there is no way to write it.
fn spelled(events: &[Event<'_>]) -> Option<String> {
    let spelling = Spelling {
        code_block_token_count: 3,
        list_token: '-',
        increment_ordered_list_bullets: true,
        ..Spelling::default()
    };
    let mut block = String::new();
    cmark_with_options(events.iter(), &mut block, extensions(), spelling).ok()?;
    Some(block)
}

/// The words of a block that nobody could have written so, such as one in which tags and emphasis overlap: nothing is lost.
fn plain(events: &[Event<'_>]) -> String {
    let mut words = Words::default();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => words = words.text(text.clone()),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => words = words.text(" "),
            _ => {}
        }
    }
    let mut text = Text::default();
    text.paragraph(words);
    spelled(&text.events).unwrap_or_default()
}

/// The blocks of a text. Lists one behind the other are taken together: alone they would become one.
fn blocks_of<'e, 'a>(events: &'e [Event<'a>]) -> Vec<&'e [Event<'a>]> {
    let (mut blocks, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (place, event) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let lists = matches!(event, Event::End(TagEnd::List(_)))
            && matches!(events.get(place + 1), Some(Event::Start(Tag::List(_))));
        if depth == 0 && !lists {
            blocks.push(&events[start..=place]);
            start = place + 1;
        }
    }
    blocks.extend((start < events.len()).then(|| &events[start..]));
    blocks
}
