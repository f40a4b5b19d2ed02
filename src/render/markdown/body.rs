//! The author's text: what was read, with addresses in place of what leads there, figures in place of what names them, and
//! exhibits in place of their blocks.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::text::{Text, Words, heading, link};
use super::{Frame, exhibit};
use crate::link::{PrintedFigure, Target};
use crate::parse::markdown::{Fence, events, events_within, has_title, note_key};
use crate::plan::BodyInput;
use crate::render::body::{Manner, Piece, Writer, link_of_finding};
use crate::render::html::{Html, element};

/// Adds what the report found.
pub(super) fn findings<'a>(text: &mut Text<'a>, input: &'a BodyInput, manner: Manner<'a>, frame: &Frame<'_>) {
    let findings = &input.document.front.findings;
    if findings.is_empty() {
        return;
    }
    text.section("Findings");
    let sentences = findings.iter().map(|finding| {
        let mut sentence = Text::default();
        let mut body = Body::new(&mut sentence, input, manner, frame, &finding.text.range);
        for (event, range) in events_within(&input.document.text, &finding.text.range) {
            if !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)) {
                body.event(event, &range);
            }
        }
        let more = link_of_finding(input, finding, manner.base);
        let more = more.map(|(words, url)| Words::default().link(words, url));
        Words::join([Some(sentence.into_words()), more].into_iter().flatten(), " ")
    });
    text.list(sentences.collect::<Vec<_>>());
}

/// Adds the text of a page.
pub(super) fn write<'a>(text: &mut Text<'a>, input: &'a BodyInput, manner: Manner<'a>, frame: &Frame<'_>) {
    let document = &input.document;
    text.paragraph(Words::default().text(document.unread.as_deref().unwrap_or_default()));
    let range = document.body.start..document.text.len();
    let mut body = Body::new(text, input, manner, frame, &range);
    for (event, range) in events(&document.text, document.body.start) {
        body.event(event, &range);
    }
}

/// The state while walking over the events of one page.
struct Body<'t, 'a, 'f> {
    text: &'t mut Text<'a>,
    input: &'a BodyInput,
    frame: &'f Frame<'f>,
    base: &'a str,
    /// What knows the words, and writes HTML that stands in the Markdown.
    html: Writer<'a>,
    in_address: bool,
    /// The end that each open link has, if it is one; innermost last.
    closing: Vec<Option<TagEnd>>,
    /// How deep inside of something whose words are not shown: pictures, links whose words are replaced, notes nobody
    /// refers to.
    hidden: usize,
    /// The level of the heading that is open.
    level: Option<HeadingLevel>,
    /// Whether the next paragraph is the title of an alert, and whether it is open.
    title: [bool; 2],
    /// Where the block is open that is an exhibit.
    exhibit: Option<usize>,
    /// The notes that were written.
    notes: Vec<usize>,
}

impl<'t, 'a, 'f> Body<'t, 'a, 'f> {
    fn new(
        text: &'t mut Text<'a>,
        input: &'a BodyInput,
        manner: Manner<'a>,
        frame: &'f Frame<'f>,
        range: &Range<usize>,
    ) -> Self {
        Self {
            text,
            input,
            frame,
            base: manner.base,
            html: Writer::new(input, manner, range),
            in_address: false,
            closing: Vec::new(),
            hidden: 0,
            level: None,
            title: [false; 2],
            exhibit: None,
            notes: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'a>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            _ if self.hidden > 0 || self.exhibit.is_some() => {}
            Event::Text(words) => self.words(words, range),
            // The start of the block has written all of it.
            Event::Html(_) => {}
            Event::InlineHtml(_) => {
                let html = self.html.inline_markup(range);
                self.markup(html);
            }
            Event::FootnoteReference(label) => {
                if self.note(&label).is_some() {
                    self.text.reference(label);
                }
            }
            Event::TaskListMarker(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule => self.text.push(event),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        match tag {
            _ if self.exhibit.is_some() => {}
            Tag::Link { link_type, .. } => {
                self.in_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.start_link(range);
            }
            Tag::Image { title, .. } => self.start_image(range, title),
            Tag::FootnoteDefinition(label) => self.start_note(label),
            _ if self.hidden > 0 => {}
            Tag::Heading { level, .. } => self.start_heading(level, range),
            Tag::CodeBlock(kind) => self.start_code(kind, range),
            Tag::BlockQuote(Some(kind)) => self.start_alert(kind, range),
            Tag::Paragraph => {
                self.text.push(Event::Start(Tag::Paragraph));
                if std::mem::take(&mut self.title[0]) {
                    self.title[1] = true;
                    self.text.push(Event::Start(Tag::Strong));
                }
            }
            Tag::HtmlBlock => self.html_block(range),
            _ => self.text.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => match self.exhibit.take() {
                Some(start) => self.show(start),
                None if self.hidden > 0 => {}
                None => self.text.push(Event::End(tag)),
            },
            TagEnd::Link | TagEnd::Image => {
                self.in_address = false;
                self.end_link();
            }
            TagEnd::FootnoteDefinition if self.hidden > 0 => self.hidden -= 1,
            _ if self.hidden > 0 => {}
            TagEnd::Heading(level) => {
                let level = self.level.take().unwrap_or(level);
                self.text.push(Event::End(TagEnd::Heading(level)));
            }
            TagEnd::Paragraph => {
                if std::mem::take(&mut self.title[1]) {
                    self.text.push(Event::End(TagEnd::Strong));
                }
                self.text.push(Event::End(tag));
            }
            TagEnd::HtmlBlock => {}
            _ => self.text.push(Event::End(tag)),
        }
    }

    fn words(&mut self, words: CowStr<'a>, range: &Range<usize>) {
        for piece in self.html.pieces(words, range, self.in_address) {
            self.text.push(match piece {
                Piece::Words(words) => Event::Text(words),
                Piece::Start { url, term: _ } => Event::Start(self.link(url)),
                Piece::End => Event::End(TagEnd::Link),
            });
        }
    }

    /// The start of a link to an address inside the site.
    fn link(&self, url: &str) -> Tag<'a> {
        link(format!("{}{url}", self.base).into(), "".into())
    }

    fn start_link(&mut self, range: &Range<usize>) {
        if self.hidden > 0 {
            self.hidden += 1;
            return;
        }
        let (start, words) = match self.input.target(range) {
            Some(Target::Internal { url, text, .. }) => (Some(self.link(url)), text.as_deref()),
            Some(Target::External(url)) => (Some(link(url.as_str().into(), "".into())), None),
            Some(Target::Figure(figure)) => {
                self.figure(figure);
                (None, Some(""))
            }
            Some(Target::Broken(_) | Target::Mention { .. }) | None => (None, None),
        };
        self.closing.push(start.as_ref().map(Tag::to_end));
        if let Some(start) = start {
            self.text.push(Event::Start(start));
        }
        if let Some(words) = words {
            self.add(Words::default().text(words));
            self.hidden = 1;
        }
    }

    fn add(&mut self, words: Words<'a>) {
        for event in words.into_events() {
            self.text.push(event);
        }
    }

    /// A figure with its date, or without one with its source, which is else the title of its link.
    fn figure(&mut self, figure: &'a PrintedFigure) {
        let PrintedFigure { text, url, bare, date, source, standing } = figure;
        let title = source.as_deref().unwrap_or_default();
        self.text.push(Event::Start(link(format!("{}{url}", self.base).into(), title.into())));
        self.add(Words::default().text(text.as_str()));
        self.text.push(Event::End(TagEnd::Link));
        let stated = date.as_deref().or(source.as_deref()).filter(|_| !*bare);
        let age = stated.and(standing.age).map(|age| Words::default().text(age.to_string()));
        let differ = standing.contested.then(|| Words::default().text("sources differ"));
        let stated = stated.map(|words| Words::default().text(words));
        let small = Words::join([stated, age, differ].into_iter().flatten(), ", ");
        if !small.is_empty() {
            self.add(Words::default().text(" (").with(small).text(")"));
        }
    }

    fn start_image(&mut self, range: &Range<usize>, title: CowStr<'a>) {
        self.hidden += 1;
        if self.hidden > 1 {
            return;
        }
        let links = &self.input.document.body.links;
        let alt = links.iter().find(|link| link.range == *range).map_or("", |link| link.text.trim());
        let source = match self.input.target(range) {
            Some(Target::Internal { url, .. }) => Some(format!("{}{url}", self.base)),
            Some(Target::External(url)) => Some(url.clone()),
            Some(Target::Broken(_) | Target::Figure(_) | Target::Mention { .. }) | None => None,
        };
        let picture = source.map(|dest_url| Tag::Image {
            link_type: LinkType::Inline,
            dest_url: dest_url.into(),
            title,
            id: "".into(),
        });
        self.closing.push(picture.as_ref().map(Tag::to_end));
        if let Some(picture) = picture {
            self.text.push(Event::Start(picture));
        }
        self.add(Words::default().text(alt));
    }

    fn end_link(&mut self) {
        self.hidden = self.hidden.saturating_sub(1);
        if self.hidden == 0
            && let Some(end) = self.closing.pop().flatten()
        {
            self.text.push(Event::End(end));
        }
    }

    /// The number of a note, if it is shown.
    fn note(&self, label: &str) -> Option<usize> {
        self.input.document.body.notes.number(&note_key(label))
    }

    /// Of notes to which nothing refers, and of the second of a label, nothing is shown.
    fn start_note(&mut self, label: CowStr<'a>) {
        match self.note(&label).filter(|number| self.hidden == 0 && !self.notes.contains(number)) {
            Some(number) => {
                self.notes.push(number);
                self.text.push(Event::Start(Tag::FootnoteDefinition(label)));
            }
            None => self.hidden += 1,
        }
    }

    fn start_heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let headings = &self.input.document.body.headings;
        let known = headings.binary_search_by_key(&range.start, |heading| heading.range.start).ok();
        let level =
            known.and_then(|index| usize::from(headings[index].level).try_into().ok()).unwrap_or(level);
        self.level = Some(level);
        self.text.push(Event::Start(heading(level)));
    }

    /// Code as it is, with what the author says of it: title and marked lines stand behind the language.
    fn start_code(&mut self, kind: CodeBlockKind<'a>, range: &Range<usize>) {
        let is_exhibit =
            matches!(&kind, CodeBlockKind::Fenced(words) if Fence::parse(words).exhibit().is_some());
        if is_exhibit {
            self.exhibit = Some(range.start);
            return;
        }
        let kind = match kind {
            CodeBlockKind::Indented => CodeBlockKind::Fenced("".into()),
            fenced @ CodeBlockKind::Fenced(_) => fenced,
        };
        self.text.push(Event::Start(Tag::CodeBlock(kind)));
    }

    fn show(&mut self, start: usize) {
        let blocks = &self.input.document.body.exhibits;
        let found = blocks.binary_search_by_key(&start, |block| block.range.start);
        match found.ok().and_then(|index| self.input.exhibits.get(index)) {
            Some(Ok(shown)) => exhibit::write(self.text, shown, self.frame),
            Some(Err(unshown)) => {
                for problem in &unshown.problems {
                    self.text.paragraph(Words::default().text(problem.as_str()));
                }
            }
            None => {}
        }
    }

    fn start_alert(&mut self, kind: BlockQuoteKind, range: &Range<usize>) {
        self.title[0] = has_title(&self.input.document.text, range);
        self.text.push(Event::Start(Tag::BlockQuote(Some(kind))));
    }

    /// HTML within a line. What is a tag there is one here, and what is shown as text is text.
    fn markup(&mut self, markup: Option<String>) {
        let Some(markup) = markup.filter(|markup| !markup.is_empty()) else { return };
        if markup.starts_with('<') {
            self.text.push(Event::InlineHtml(markup.into()));
        } else {
            self.text.push(Event::Text(crate::markup::text(&markup).into_owned().into()));
        }
    }

    fn html_block(&mut self, range: &Range<usize>) {
        let Some((markup, is_block)) = self.html.block_markup(range) else { return };
        if markup.trim().is_empty() {
            return;
        }
        // A blank line would end the block, but for those whose text is kept as it is.
        let is_kept = keeps_blank_lines(&markup);
        let lines: Vec<_> = markup.lines().filter(|line| is_kept || !line.trim().is_empty()).collect();
        let lines = lines.join("\n");
        let block =
            if is_block { lines } else { element("p").with(Html::of_markup(lines)).line().into_string() };
        self.text.push(Event::Start(Tag::HtmlBlock));
        self.text.push(Event::Html(format!("{}\n", block.trim_end()).into()));
        self.text.push(Event::End(TagEnd::HtmlBlock));
    }
}

/// Whether a block of HTML ends at its end tag, and not at a blank line.
fn keeps_blank_lines(markup: &str) -> bool {
    let name = markup.trim_start().strip_prefix('<').unwrap_or_default();
    let name = name.split(|sign: char| !sign.is_ascii_alphabetic()).next().unwrap_or_default();
    ["pre", "script", "style", "textarea"].iter().any(|kept| name.eq_ignore_ascii_case(kept))
}
