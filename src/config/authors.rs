//! Who wrote something: the key `authors` of settings and of pages.

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::is_mail_address;
use crate::node::decode::Fields;

/// The authors, as they are written: a name, or a name with an address for mail, `Name <name@example.org>`.
pub fn authors(fields: &mut Fields<'_, '_>) -> Vec<String> {
    let written = fields.distinct("authors", str::to_owned);
    let mut decoder = fields.decoder();
    for author in &written {
        if !is_author(&author.value) {
            let message = format!("`{}` is not a name with an address for mail", author.value);
            let help = "write the name alone, or `Name <name@example.org>`".to_owned();
            decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&author.range), message).help(help));
        }
    }
    written.into_iter().map(|author| author.value).collect()
}

fn is_author(text: &str) -> bool {
    if !text.contains(['<', '>']) {
        return true;
    }
    let parts = text.strip_suffix('>').and_then(|text| text.split_once('<'));
    parts.is_some_and(|(name, address)| !name.trim().is_empty() && is_mail_address(address))
}
