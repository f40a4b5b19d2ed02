//! CSV as RFC 4180 has it: lines of fields, with texts that no spreadsheet takes for a formula.

/// Lines end as the RFC has them.
const LINE_END: &str = "\r\n";

/// Words that no spreadsheet takes for a formula: those that start like one get an apostrophe in front, which
/// spreadsheets read as "this is text". Numbers never pass here, so a negative one stays a number.
pub(super) fn words(words: &str) -> String {
    // Some spreadsheets read the full-width forms alike.
    let formula = words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{words}") } else { words.to_owned() }
}

/// One line of the file.
pub(super) fn line(fields: impl Iterator<Item = String>) -> String {
    let fields: Vec<_> = fields.map(quoted).collect();
    fields.join(",") + LINE_END
}

/// A field, in quotes if it holds what would end it.
fn quoted(field: String) -> String {
    if field.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}
