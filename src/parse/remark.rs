//! Remarks: what speaks against a claim, and where that is from; and the places in sources.

use std::ops::Range;

use super::outside::web_address;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Node, Value};

/// What speaks against a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The sentence.
    pub text: Spanned<String>,
    /// Slug of the source that says so.
    pub source: Option<Spanned<String>>,
    /// Where in the source, or at the address, it stands.
    pub at: Option<String>,
    /// An address outside the site that says so.
    pub link: Option<String>,
    /// When that was read.
    pub retrieved: Option<Date>,
}

impl Remark {
    /// Whether it names nobody who says so: then it is the authors' own reading.
    pub fn is_own(&self) -> bool {
        self.source.is_none() && self.link.is_none()
    }
}

/// Reads a remark: a sentence, or a map of it and where it is from.
pub(super) fn remark(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<Remark> {
    if !matches!(node.value, Value::Map(_)) {
        let text = decoder.text(node, what)?;
        return Some(Remark { text, source: None, at: None, link: None, retrieved: None });
    }
    let mut fields = decoder.fields(node, what)?;
    let text = fields.spanned("text");
    let text = fields.require(text, "text", &node.place());
    let source = fields.spanned("source");
    let link = fields.get("link", web_address);
    let has_link = fields.has("link");
    let is_cited = fields.has("source") || has_link;
    let at = locator(&mut fields, is_cited, "add `source:` or `link:`");
    let retrieved = fields.date("retrieved");
    if let Some(range) = fields.node("retrieved").map(|node| node.range.clone()).filter(|_| !has_link) {
        nowhere(
            &mut fields,
            &range,
            "`retrieved` says when an address was read, and there is none",
            "add `link:`",
        );
    }
    fields.finish();
    Some(Remark { text: text?, source, at, link, retrieved })
}

/// Where in a source something stands: `p. 12`. Reported if nothing says in which source.
fn locator(fields: &mut Fields<'_, '_>, is_cited: bool, help: &str) -> Option<String> {
    let at = fields.spanned("at")?;
    if !is_cited {
        nowhere(fields, &at.range, "`at` says where in a source it stands, and there is none", help);
        return None;
    }
    Some(at.value)
}

fn nowhere(fields: &mut Fields<'_, '_>, range: &Range<usize>, message: &str, help: &str) {
    let mut decoder = fields.decoder();
    let problem = Diagnostic::new(Code::MissingKey, decoder.span(range), message);
    decoder.push(problem.help(help.to_owned()));
}

/// The slug of the source, and where in it something stands.
pub(super) fn citation(fields: &mut Fields<'_, '_>) -> (Option<Spanned<String>>, Option<String>) {
    let source = fields.spanned("source");
    let is_cited = fields.has("source");
    let at = locator(fields, is_cited, "add `source:` with the slug of a page in `content/sources/`");
    (source, at)
}
