//! Addresses that stand in the text without any markup, by the rules of GitHub's Markdown.
//!
//! The crate `linkify` finds addresses too, but those of any scheme, none that start with `www.`, and it ends them
//! elsewhere. The rules here are those of cmark-gfm, the reference, so that a text links the same in both places.

use std::ops::Range;

use memchr::memchr3;

/// An address in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) range: Range<usize>,
    /// Where it leads; an e-mail address as it stands.
    pub(super) target: String,
    pub(super) is_email: bool,
}

/// The schemes of addresses that become links.
const SCHEMES: [&str; 2] = ["https://", "http://"];

/// What ends an address besides blanks and `<`. GitHub takes these signs in, and the link leads elsewhere.
const TYPOGRAPHIC: &str = "“”„‘’«»。，、；：？！（）「」『』【】《》";

/// The addresses in a stretch of the text, in order.
pub(super) fn find(text: &str, range: &Range<usize>) -> Vec<Address> {
    let run = &text[range.clone()];
    let mut found = Vec::new();
    // Where the last address ends, and how far this one was sought.
    let (mut from, mut at) = (0, 0);
    while let Some(sign) = memchr3(b':', b'@', b'.', &run.as_bytes()[at..]).map(|sign| at + sign) {
        let address = match run.as_bytes()[sign] {
            b':' => with_scheme(run, from, sign),
            b'@' => email(run, from, sign),
            _ => with_www(run, text[..range.start].chars().next_back(), from, sign),
        };
        from = address.as_ref().map_or(from, |address| address.range.end);
        at = from.max(sign + 1);
        found.extend(address);
    }
    for address in &mut found {
        address.range = address.range.start + range.start..address.range.end + range.start;
    }
    found
}

/// An address whose scheme ends with the colon at `colon`; nothing before `from` belongs to it.
fn with_scheme(run: &str, from: usize, colon: usize) -> Option<Address> {
    let end = run.get(..colon + 3)?;
    let is_end = |scheme: &&str| {
        let at = end.len().checked_sub(scheme.len());
        at.and_then(|at| end.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(scheme))
    };
    let scheme = SCHEMES.into_iter().find(is_end)?;
    let start = end.len() - scheme.len();
    if start < from || run[..start].ends_with(|before: char| before.is_ascii_alphabetic()) {
        return None;
    }
    let host = host_length(&run[end.len()..])?;
    let range = start..address_end(run, start, end.len() + host);
    (range.end > end.len()).then(|| Address { target: run[range.clone()].to_owned(), range, is_email: false })
}

/// An address that starts with `www.`, whose dot stands at `dot`; nothing before `from` belongs to it. The text stands
/// behind `before`.
fn with_www(run: &str, before: Option<char>, from: usize, dot: usize) -> Option<Address> {
    let start = dot.checked_sub("www".len()).filter(|start| *start >= from)?;
    // Three bytes before a dot may lie within a character.
    let is_www = run.get(start..=dot)?.eq_ignore_ascii_case("www.");
    let before = run[..start].chars().next_back().or(before);
    let is_free = before.is_none_or(|before| before.is_whitespace() || "*_~(|>".contains(before));
    if !is_www || !is_free {
        return None;
    }
    let host = host_length(&run[start..])?;
    let range = start..address_end(run, start, start + host);
    let target = format!("http://{}", &run[range.clone()]);
    (range.len() > 4).then_some(Address { range, target, is_email: false })
}

/// An e-mail address around the sign at `sign`.
fn email(run: &str, from: usize, sign: usize) -> Option<Address> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || ".+-_".contains(c);
    let name = run[from..sign].len() - run[from..sign].trim_end_matches(is_name).len();
    let start = sign - name;
    let host = &run[sign + 1..];
    let host =
        &host[..host.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c)).unwrap_or(host.len())];
    let host = host.trim_end_matches('.');
    // GitHub lets `_` into the name of a host, which no address for mail has.
    let is_host = host.contains('.')
        && !host.contains("..")
        && !host.contains('_')
        && host.ends_with(|c: char| c.is_ascii_alphabetic());
    if name == 0 || !is_host || run[..start].ends_with(['/', '@', ':']) {
        return None;
    }
    let range = start..sign + 1 + host.len();
    Some(Address { target: run[range.clone()].to_owned(), range, is_email: true })
}

/// The length of the name of a host; `None` if it is none. The last two parts have no `_`.
fn host_length(text: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let host = &text[..text.find(|c: char| !is_part(c)).unwrap_or(text.len())];
    let has_underscore = host.rsplit('.').take(2).any(|part| part.contains('_'));
    (host.starts_with(char::is_alphanumeric) && !has_underscore).then_some(host.len())
}

/// Where an address ends whose host ends at `host`: not with the punctuation of the sentence around it.
fn address_end(run: &str, start: usize, host: usize) -> usize {
    let is_end = |c: char| c.is_whitespace() || c == '<' || TYPOGRAPHIC.contains(c);
    let mut end = run[host..].find(is_end).map_or(run.len(), |end| host + end);
    let count = |end: usize, sign| run[start..end].matches(sign).count();
    let mut surplus = count(end, ')').saturating_sub(count(end, '('));
    let mut surplus_square = count(end, ']').saturating_sub(count(end, '['));
    while let Some(last) = run[start..end].chars().next_back() {
        match last {
            ')' if surplus > 0 => {
                surplus -= 1;
                end -= 1;
            }
            // GitHub takes it in, and the link leads elsewhere: `[https://example.org]`.
            ']' if surplus_square > 0 => {
                surplus_square -= 1;
                end -= 1;
            }
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' => end -= 1,
            ';' => end = entity_start(&run[start..end - 1]).map_or(end - 1, |at| start + at),
            _ => break,
        }
    }
    end
}

/// Where the name of an entity starts that a text ends with, at its `&`.
fn entity_start(text: &str) -> Option<usize> {
    let name = text.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    (name.len() < text.len() && name.ends_with('&')).then(|| name.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The addresses in a text, with where each leads.
    fn targets(text: &str) -> Vec<String> {
        let found = find(text, &(0..text.len()));
        found.into_iter().map(|address| address.target).collect()
    }

    #[test]
    fn addresses_end_where_those_of_github_do() {
        let table: [(&str, &[&str]); 30] = [
            ("[https://a.org/x], [see https://a.org/[y]]", &["https://a.org/x", "https://a.org/[y]"]),
            ("owner@a_b.c_d and owner@b.org", &["owner@b.org"]),
            ("www.commonmark.org", &["http://www.commonmark.org"]),
            ("Visit www.commonmark.org/help for more.", &["http://www.commonmark.org/help"]),
            ("Visit www.commonmark.org.", &["http://www.commonmark.org"]),
            ("Visit www.commonmark.org/a.b.", &["http://www.commonmark.org/a.b"]),
            (
                "www.google.com/search?q=Markup+(business)",
                &["http://www.google.com/search?q=Markup+(business)"],
            ),
            (
                "www.google.com/search?q=Markup+(business)))",
                &["http://www.google.com/search?q=Markup+(business)"],
            ),
            (
                "(www.google.com/search?q=Markup+(business))",
                &["http://www.google.com/search?q=Markup+(business)"],
            ),
            (
                "(www.google.com/search?q=Markup+(business)",
                &["http://www.google.com/search?q=Markup+(business)"],
            ),
            ("www.google.com/search?q=(business))+ok", &["http://www.google.com/search?q=(business))+ok"]),
            ("www.google.com/search?q=commonmark&hl;", &["http://www.google.com/search?q=commonmark"]),
            (
                "www.google.com/search?q=commonmark&hl=en",
                &["http://www.google.com/search?q=commonmark&hl=en"],
            ),
            ("www.commonmark.org/he<lp", &["http://www.commonmark.org/he"]),
            ("http://commonmark.org", &["http://commonmark.org"]),
            (
                "(Visit https://encrypted.google.com/search?q=Markup+(business))",
                &["https://encrypted.google.com/search?q=Markup+(business)"],
            ),
            (
                "“https://example.org/a”, HTTPS://example.org!",
                &["https://example.org/a", "HTTPS://example.org"],
            ),
            ("见https://example.org/a。然后", &["https://example.org/a"]),
            ("foo@bar.baz", &["foo@bar.baz"]),
            ("owner.of@willow.example", &["owner.of@willow.example"]),
            (
                "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.",
                &["hello+xyz@mail.example"],
            ),
            ("a.b-c_d@a.b a.b-c_d@a.b. a.b-c_d@a.b- a.b-c_d@a.b_", &["a.b-c_d@a.b", "a.b-c_d@a.b"]),
            ("http://localhost:8000/x and ftp://x.org", &["http://localhost:8000/x"]),
            ("ahttps://x.org xwww.x.org www. https:// http://", &[]),
            ("https://a_b.org https://a_b.x.org", &["https://a_b.x.org"]),
            ("serde@1.0 a@b @a.b x@", &[]),
            ("https://a.org/x, https://b.org/y; c", &["https://a.org/x", "https://b.org/y"]),
            ("https://user@a.org/x", &["https://user@a.org/x"]),
            ("time 12:30 and w w w", &[]),
            ("says …`.x and …a.b", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(targets(text), expected, "{text}");
        }
    }

    #[test]
    fn long_runs_of_anything_end() {
        for piece in [
            "w",
            "www.",
            "http://",
            "https://a",
            ":",
            "@",
            "a@",
            "a@b.",
            "(",
            ")",
            "https://a.b)",
            "&a;",
            "é:",
        ] {
            targets(&piece.repeat(100_000 / piece.len()));
        }
    }
}
