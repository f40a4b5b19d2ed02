//! `CITATION.cff`: how the report as a whole is cited, in the Citation File Format 1.2.0.

use std::fmt::Write as _;

use serde_json::Value;

use super::author::Author;
use crate::plan::CitationFile;
use crate::plan::view::CitationView;

/// Writes the file. The format knows reports only as what is preferred to be cited; by itself a file is about data or a
/// program.
pub(in crate::render) fn citation_file(file: &CitationFile) -> String {
    let cited = &file.cited;
    let mut out =
        "cff-version: 1.2.0\nmessage: \"To cite this report, use these data.\"\ntype: dataset\n".to_owned();
    line(&mut out, 0, "title", Some(&cited.title));
    line(&mut out, 0, "abstract", file.description.as_ref());
    authors(&mut out, 0, cited);
    line(&mut out, 0, "version", cited.version.as_ref());
    line(&mut out, 0, "date-released", day(cited));
    line(&mut out, 0, "doi", cited.doi.as_ref());
    line(&mut out, 0, "url", cited.url.as_ref());
    line(&mut out, 0, "license-url", file.licence.as_ref());
    if let Some(edition) = &cited.edition {
        out.push_str("identifiers:\n  - type: other\n");
        line(&mut out, 2, "value", Some(&edition.digest));
        line(&mut out, 2, "description", Some(&format!("Digest of the edition {}", edition.title)));
    }
    out.push_str("preferred-citation:\n  type: report\n");
    line(&mut out, 1, "title", Some(&cited.title));
    authors(&mut out, 1, cited);
    line(&mut out, 1, "version", cited.version.as_ref());
    let date: Vec<_> = cited.date.iter().flat_map(|date| date.iso.split('-')).collect();
    for (key, number) in std::iter::zip(["year", "month"], &date) {
        _ = writeln!(out, "  {key}: {}", number.trim_start_matches('0'));
    }
    line(&mut out, 1, "date-released", day(cited));
    if let Some(publisher) = &cited.publisher {
        out.push_str("  institution:\n");
        line(&mut out, 2, "name", Some(publisher));
    }
    line(&mut out, 1, "doi", cited.doi.as_ref());
    line(&mut out, 1, "url", cited.url.as_ref());
    out
}

/// The date, if it is a whole one: the format has no other.
fn day(cited: &CitationView) -> Option<&String> {
    cited.date.as_ref().map(|date| &date.iso).filter(|date| date.len() == "2021-06-30".len())
}

/// A report has to have authors; one that names none is its publisher's, or stands for itself.
fn authors(out: &mut String, depth: usize, cited: &CitationView) {
    let indent = "  ".repeat(depth);
    _ = writeln!(out, "{indent}authors:");
    let nobody = [cited.publisher.clone().unwrap_or_else(|| cited.title.clone())];
    let authors = if cited.authors.is_empty() { &nobody[..] } else { &cited.authors };
    for author in authors {
        _ = match Author::of(author) {
            Author::Person { family, given } => {
                let (family, given) = (quoted(family), quoted(given));
                writeln!(out, "{indent}  - family-names: {family}\n{indent}    given-names: {given}")
            }
            Author::Name(name) => writeln!(out, "{indent}  - name: {}", quoted(name)),
        };
    }
}

fn line(out: &mut String, depth: usize, key: &str, value: Option<&String>) {
    if let Some(value) = value {
        // Writing to a string cannot fail.
        _ = writeln!(out, "{}{key}: {}", "  ".repeat(depth), quoted(value));
    }
}

/// A text in double quotation marks, which YAML reads as JSON does, but for a few signs that it takes for ends of lines
/// or does not take at all.
fn quoted(words: &str) -> String {
    let mut out = String::new();
    for character in Value::from(words).to_string().chars() {
        match character {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}
