//! What the report found, in sentences that stand above the text of a page.
//!
//! The sentences are Markdown and are read where they stand in the file, so that their links, figures and names have
//! places as those of the text do. They have to be written so that YAML changes nothing but their line breaks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::dialect::is_inline;
use super::markdown::events_within;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Node, Value};

/// One thing that the report found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The sentence; its place is that of the Markdown, without quotes.
    pub text: Spanned<String>,
    /// Where there is more on it, as `[[…]]` takes it.
    pub link: Option<Spanned<String>>,
}

/// Reads `findings`: sentences, or maps of the sentence and where there is more on it.
pub(super) fn findings(fields: &mut Fields<'_, '_>) -> Vec<Finding> {
    let findings = fields.list("findings", finding);
    let identity = |finding: &Finding| (finding.text.value.clone(), finding.text.clone());
    fields.decoder().without_repeats("findings", findings, identity)
}

fn finding(decoder: &mut Decoder<'_>, node: &Node) -> Option<Finding> {
    let what = "an item of `findings`";
    if !matches!(node.value, Value::Map(_)) {
        let text = decoder.text(node, what)?;
        return Some(Finding { text: markdown(decoder, &text)?, link: None });
    }
    let mut fields = decoder.fields(node, what)?;
    let text = fields.spanned("text");
    let text = fields.require(text, "text", &node.place());
    let link = fields.spanned("link");
    fields.finish();
    Some(Finding { text: markdown(decoder, &text?)?, link })
}

/// The sentence at the place of its Markdown, if it is some that can stand in a line.
fn markdown(decoder: &mut Decoder<'_>, text: &Spanned<String>) -> Option<Spanned<String>> {
    let range = inside(decoder.text, &text.range);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let value = words(&text.value);
    let problem = if words(&decoder.text[range.clone()]) != value {
        Some((
            "the text of a finding is written with escapes",
            "write it as a block: `text: >-`, and the sentence on the lines below",
        ))
    } else if !is_line(decoder.text, &range) {
        Some((
            "the text of a finding holds what cannot stand in a line",
            "it can hold words, emphasis, code and links",
        ))
    } else {
        None
    };
    if let Some((message, help)) = problem {
        let problem = Diagnostic::new(Code::BadValue, decoder.span(&text.range), message);
        decoder.push(problem.help(help.to_owned()));
        return None;
    }
    Some(Spanned { value, range })
}

/// What stands in the quotes of a text, or below the sign of a block.
fn inside(text: &str, range: &Range<usize>) -> Range<usize> {
    let written = &text[range.clone()];
    let quoted = ['"', '\'']
        .iter()
        .any(|mark| written.len() > 1 && written.starts_with(*mark) && written.ends_with(*mark));
    let (start, end) = match written.find('\n') {
        _ if quoted => (1, written.len() - 1),
        Some(line) if written.starts_with(['>', '|']) => (line + 1, written.len()),
        _ => (0, written.len()),
    };
    let body = &written[start..end];
    let start = range.start + start + body.len() - body.trim_start().len();
    start..start + body.trim().len()
}

/// Whether Markdown is a single paragraph.
fn is_line(text: &str, range: &Range<usize>) -> bool {
    let mut blocks = events_within(text, range).filter_map(|(event, _)| match event {
        Event::Start(tag) if !is_inline(&tag) => Some(matches!(tag, Tag::Paragraph)),
        Event::Rule => Some(false),
        _ => None,
    });
    blocks.next() == Some(true) && blocks.next().is_none()
}
