//! What `[book]` says of the report as something that is published: how it is cited.

use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::node::decode::Fields;

/// How the report is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Publication {
    /// Which state of the report this is: `2026.2`.
    pub version: Option<String>,
    /// Who publishes it, if not its authors.
    pub publisher: Option<String>,
    /// When this state came out.
    pub date: Option<Date>,
    /// Its digital object identifier: `10.5281/zenodo.1234567`.
    pub doi: Option<String>,
}

/// Takes the keys out of `[book]`.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> Publication {
    let version = fields.text("version");
    let publisher = fields.text("publisher");
    let doi = fields.spanned("doi").and_then(|doi| checked_doi(fields, doi));
    Publication { version, publisher, date: fields.date("date"), doi }
}

/// The identifier, unless it is none: then it is reported, with what may be meant.
fn checked_doi(fields: &mut Fields<'_, '_>, doi: Spanned<String>) -> Option<String> {
    if is_doi(&doi.value) {
        return Some(doi.value);
    }
    let mut decoder = fields.decoder();
    let message = format!("`{}` is not a DOI", doi.value);
    let problem = Diagnostic::new(Code::BadValue, decoder.span(&doi.range), message);
    decoder.push(problem.help(meant_doi(&doi.value)));
    None
}

/// Whether it is a digital object identifier: `10.`, the number of who registers it, and a name behind a slash.
fn is_doi(text: &str) -> bool {
    let Some((registrant, name)) = text.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (4..=32).contains(&registrant.len())
        && registrant.split('.').all(is_number)
        && !name.is_empty()
        && !name.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}\\".contains(c))
}

/// What may be meant is most often an address of the resolver.
fn meant_doi(text: &str) -> String {
    match text.find("10.").map(|start| &text[start..]).filter(|doi| is_doi(doi)) {
        Some(doi) => format!("write `{doi}`"),
        None => "write it without an address before it: `10.5281/zenodo.1234567`".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_a_registrant_and_a_name() {
        for doi in ["10.5281/zenodo.1234567", "10.1000/182", "10.1000.10/a(b)c"] {
            assert!(is_doi(doi), "{doi}");
        }
        for text in ["", "10.", "10.5281", "10.52/x", "10.5281/", "10.5281/a b", "doi:10.5281/x", "11.5281/x"]
        {
            assert!(!is_doi(text), "{text}");
        }
        assert_eq!(meant_doi("https://doi.org/10.5281/zenodo.1"), "write `10.5281/zenodo.1`");
    }
}
