//! What stands in braces behind a heading, if a backslash says that it is text.

use std::ops::Range;

/// Where the braces stand that a backslash keeps from being attributes, in the heading at `range`. pulldown-cmark takes
/// them for attributes all the same, and leaves the backslash.
pub(super) fn escaped_braces(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let heading = text[range.clone()].trim_end();
    // Below the words of other headings stands a line of `=` or `-`.
    let underlined = heading.rsplit_once('\n').filter(|_| !heading.starts_with('#'));
    let line = underlined.map_or(heading, |(words, _)| words.trim_end());
    let inside = line.strip_suffix('}')?;
    let open = inside.rfind(['{', '}', '<', '>', '\\', '\n'])?;
    let before = inside[..open].trim_end_matches('\\');
    let is_escaped = inside[open..].starts_with('{') && (open - before.len()) % 2 == 1;
    is_escaped.then(|| range.start + open..range.start + line.len())
}
