//! The comments of a template, as the engine takes them.

use std::ops::Range;

/// What stands within each `{# … #}`, in the order of the file. What is in a text of an expression, or between
/// `{% raw %}` and `{% endraw %}`, is none. Behind what has no end there is no more: the engine reports that.
pub(super) fn comments(template: &str) -> Vec<Range<usize>> {
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(start) = template[at..].find('{').map(|found| at + found) {
        let inside = start + 2;
        let end = match template.as_bytes().get(start + 1) {
            Some(b'#') => comment(template, inside).map(|range| {
                let end = range.end + "#}".len();
                comments.push(range.start..range.start + template[range].trim_end_matches('-').len());
                end
            }),
            Some(b'{') => behind(template, inside, "}}"),
            Some(b'%') => match tag(&template[inside..], "raw") {
                Some(length) => behind_raw(template, inside + length),
                None => behind(template, inside, "%}"),
            },
            _ => Some(start + 1),
        };
        let Some(end) = end else { break };
        at = end;
    }
    comments
}

/// What stands in a comment. A hyphen at either end is no part of it, but takes blanks beside it away.
fn comment(template: &str, inside: usize) -> Option<Range<usize>> {
    let start = inside + usize::from(template[inside..].starts_with('-'));
    let end = start + template[start..].find("#}")?;
    Some(start..end)
}

/// Behind the end of an expression or a tag, which a text can hold.
fn behind(template: &str, inside: usize, end: &str) -> Option<usize> {
    let mut at = inside;
    loop {
        let rest = &template[at..];
        if rest.starts_with(end) {
            return Some(at + end.len());
        }
        let sign = rest.chars().next()?;
        at += if super::own::MARKS.contains(&sign) { text(rest, sign)? } else { sign.len_utf8() };
    }
}

/// The length of a text with its marks.
fn text(template: &str, mark: char) -> Option<usize> {
    let mut is_escaped = false;
    let ends = |(_, sign): &(usize, char)| {
        let ends = *sign == mark && !is_escaped;
        is_escaped = *sign == '\\' && !is_escaped;
        ends
    };
    let (at, _) = template.char_indices().skip(1).find(ends)?;
    Some(at + mark.len_utf8())
}

/// Behind the tag that ends what the engine prints as it stands.
fn behind_raw(template: &str, inside: usize) -> Option<usize> {
    let mut tags = template[inside..].match_indices("{%").map(|(at, _)| inside + at + 2);
    tags.find_map(|start| Some(start + tag(&template[start..], "endraw")?))
}

/// The length of the rest of a tag that consists of one word.
fn tag(rest: &str, word: &str) -> Option<usize> {
    let name = rest.trim_start_matches('-').trim_start_matches(|c: char| c.is_ascii_whitespace());
    let end = name.strip_prefix(word)?.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let end = end.strip_prefix('-').unwrap_or(end).strip_prefix("%}")?;
    Some(rest.len() - end.len())
}
