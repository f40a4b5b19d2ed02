//! The tags of a published page, read by other rules than those it was written and verified by, so that a
//! mistake in those cannot hide itself.

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute, with its character references resolved.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Every start tag of a page, in order. What is published is well-formed: `<` stands in no text.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = start_tag(rest);
            rest = after;
            // A script's text is no markup.
            if tag.name == "script" {
                rest = rest.split_once("</script").map_or("", |(_, after)| after);
            }
            tags.push(tag);
        }
    }
    tags
}

/// Reads `a href="/x/" class=y>` and returns what follows it.
fn start_tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_whitespace() || "/>".contains(c)).unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_ascii_lowercase(), attributes: Vec::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        if rest.is_empty() {
            return (tag, rest);
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=/>".contains(c)).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        let (value, after) = value(&rest[end..]);
        rest = if after.len() == rest.len() { "" } else { after };
        tag.attributes.push((name, decode(value)));
    }
}

/// What stands behind the name of an attribute: `="…"`, `='…'`, `=…`, or nothing.
fn value(text: &str) -> (&str, &str) {
    let Some(value) = text.trim_start().strip_prefix('=') else { return ("", text) };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    value.split_at(value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len()))
}

/// Resolves the character references that HTML writers use.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = rest.split_once(';').map(|(name, _)| name).filter(|name| name.len() < 10);
        let known = reference.and_then(|name| Some((name.len() + 1, character(name)?)));
        let (length, c) = known.unwrap_or((1, '&'));
        out.push(c);
        rest = &rest[length..];
    }
    out + rest
}

fn character(name: &str) -> Option<char> {
    let named = [("&amp", '&'), ("&lt", '<'), ("&gt", '>'), ("&quot", '"'), ("&apos", '\'')];
    if let Some((_, c)) = named.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    let number = name.strip_prefix("&#")?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

#[test]
fn tags_are_read_with_every_kind_of_attribute() {
    let html = "<!doctype html><!-- <a> --><p id=x hidden>a &lt;b&gt;<img src='a b.png'\n alt=\"&quot;\"/>\
                <script src=/x>if (1<b) {}</script><br/></p>";
    let found: Vec<_> = tags(html).into_iter().map(|tag| (tag.name, tag.attributes)).collect();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        found,
        [
            ("p".to_owned(), vec![pair("id", "x"), pair("hidden", "")]),
            ("img".to_owned(), vec![pair("src", "a b.png"), pair("alt", "\"")]),
            ("script".to_owned(), vec![pair("src", "/x")]),
            ("br".to_owned(), vec![]),
        ]
    );
    assert_eq!(decode("a&amp;b &#x27;&#39; & &unknown;"), "a&b '' & &unknown;");
}
