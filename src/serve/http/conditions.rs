//! What a request asks about the copy it has and the part it wants: `If-None-Match`, `If-Range`, `Range`.
//!
//! Pure readings of header values, after RFC 9110, sections 13 and 14.

use std::ops::Range;

/// What is to be sent of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// These bytes, at least one.
    Bytes(Range<usize>),
    /// Nothing: the file has no such bytes.
    Unsatisfiable,
}

/// Whether the list of `If-None-Match` names the tag, weakly or strongly, or any tag at all.
pub(super) fn names(list: &str, tag: &str) -> bool {
    let mut entries = list.split(',').map(str::trim);
    entries.any(|entry| entry == "*" || entry.strip_prefix("W/").unwrap_or(entry) == tag)
}

/// Reads `Range` for a file of so many bytes. Several ranges and what is no range of bytes ask for the whole.
pub(super) fn part(range: &str, length: usize) -> Part {
    let Some((unit, spec)) = range.split_once('=') else { return Part::Whole };
    let Some((first, last)) = spec.trim().split_once('-') else { return Part::Whole };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Part::Whole;
    }
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first > last => Part::Whole,
        (Some(first), Some(last)) => clamp(first..last.saturating_add(1), length),
        (Some(first), None) if last.is_empty() => clamp(first..length, length),
        (None, Some(suffix)) if first.is_empty() => clamp(length.saturating_sub(suffix)..length, length),
        _ => Part::Whole,
    }
}

fn clamp(bytes: Range<usize>, length: usize) -> Part {
    let end = bytes.end.min(length);
    if bytes.start < end { Part::Bytes(bytes.start..end) } else { Part::Unsatisfiable }
}

/// A number of digits only. One too large to count stands for the largest: no file has that many bytes.
fn number(digits: &str) -> Option<usize> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_in_lists_weak_and_strong() {
        for list in ["\"a\"", "W/\"a\"", "*", "\"x\", W/\"a\"", "\"x\" ,\"a\""] {
            assert!(names(list, "\"a\""), "{list}");
        }
        for list in ["", "a", "\"b\"", "w/\"a\"", "\"aa\""] {
            assert!(!names(list, "\"a\""), "{list}");
        }
    }

    #[test]
    fn a_range_is_cut_to_the_file() {
        let cases = [
            ("bytes=0-3", Part::Bytes(0..4)),
            ("bytes=8-", Part::Bytes(8..10)),
            ("bytes=-3", Part::Bytes(7..10)),
            ("bytes=-99", Part::Bytes(0..10)),
            ("Bytes=5-99999999999999999999999", Part::Bytes(5..10)),
            ("bytes=10-", Part::Unsatisfiable),
            ("bytes=10-12", Part::Unsatisfiable),
            ("bytes=-0", Part::Unsatisfiable),
            ("bytes=99999999999999999999999-", Part::Unsatisfiable),
        ];
        for (range, expected) in cases {
            assert_eq!(part(range, 10), expected, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Unsatisfiable);
    }

    #[test]
    fn what_is_no_single_range_of_bytes_asks_for_the_whole() {
        for range in
            ["", "bytes", "bytes=", "bytes=-", "bytes=4-2", "bytes=0-1,4-5", "lines=0-1", "bytes=+1-2"]
        {
            assert_eq!(part(range, 10), Part::Whole, "{range}");
        }
    }
}
