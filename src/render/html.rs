//! Words and addresses as HTML.

use pulldown_cmark_escape::{escape_href, escape_html};

/// Words, for text and attributes.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    _ = escape_html(&mut out, text);
    out
}

/// An address, for attributes.
pub(super) fn href(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    // Writing to a string cannot fail.
    _ = escape_href(&mut out, url);
    out
}
