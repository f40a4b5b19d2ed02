//! Addresses outside the site, as front matter gives them.

use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::grammar::{is_mail_address, is_mailto, is_web_address};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Entry, Node};

/// The addresses outside the site, by name.
pub(super) fn links(fields: &mut Fields<'_, '_>) -> Vec<(String, String)> {
    let entries = fields.map("links");
    let mut decoder = fields.decoder();
    entries.iter().filter_map(|entry| link(&mut decoder, entry)).collect()
}

fn link(decoder: &mut Decoder<'_>, entry: &Entry) -> Option<(String, String)> {
    if entry.key.trim().is_empty() {
        let help = "write what the address is of: `website: \"https://example.org\"`".to_owned();
        let span = decoder.span(&entry.range);
        decoder.push(Diagnostic::new(Code::BadValue, span, "a link has no name").help(help));
        return None;
    }
    let address = decoder.text(&entry.node, &format!("the link `{}`", entry.key))?;
    let is_mail = address.value.starts_with("mailto:");
    if is_mail && is_mailto(&address.value) || is_web_address(&address.value) {
        return Some((entry.key.clone(), address.value));
    }
    not_an_address(decoder, &address, is_mail);
    None
}

/// An address on the web.
pub(super) fn web_address(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<String> {
    let address = decoder.text(node, what)?;
    if is_web_address(&address.value) {
        return Some(address.value);
    }
    not_an_address(decoder, &address, false);
    None
}

/// An address on the web that nobody on the way can change: `https://…`.
pub(super) fn secure_address(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<String> {
    let address = web_address(decoder, node, what)?;
    let Some(rest) = address.strip_prefix("http://") else { return Some(address) };
    let message = format!("{what} takes an address that starts with `https://`");
    let problem = Diagnostic::new(Code::BadValue, decoder.span(&node.range), message);
    decoder.push(problem.help(format!("write `https://{rest}`")));
    None
}

fn not_an_address(decoder: &mut Decoder<'_>, address: &Spanned<String>, is_mail: bool) {
    let is_web = ["https://", "http://"].iter().any(|scheme| address.value.starts_with(scheme));
    let (code, help) = match address.value.contains(':') {
        _ if is_mail => (Code::BadValue, Some("write `mailto:name@example.org`".to_owned())),
        true if is_web => (Code::BadValue, None),
        true => (Code::UnsafeLink, None),
        false if is_mail_address(&address.value) => {
            (Code::BadValue, Some(format!("write `mailto:{}`", address.value)))
        }
        false => (Code::BadValue, Some(format!("write `https://{}`", address.value))),
    };
    let kind = if is_mail { "an address for mail" } else { "a web address" };
    let message = format!("`{}` is not {kind}", address.value);
    decoder.push(Diagnostic::new(code, decoder.span(&address.range), message).help(help));
}
