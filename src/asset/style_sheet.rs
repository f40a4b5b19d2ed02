//! CSS → the addresses in it: what `url()` and its like name, and what `@import` does. The tokens are those of
//! [CSS Syntax](https://www.w3.org/TR/css-syntax-3/#tokenization) as far as they tell an address from what only
//! looks like one, in a comment or a string.

use std::ops::Range;

use crate::paths::is_elsewhere;

/// The functions whose strings are addresses.
const CALLS: [&str; 4] = ["url", "src", "image-set", "-webkit-image-set"];

/// What a style sheet wants of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoadKind {
    /// Another style sheet.
    Import,
    /// A font.
    Font,
    /// Whatever is shown.
    Picture,
}

/// The rule that a part of a style sheet belongs to.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Rule {
    /// One that describes a font.
    Font,
    /// One that gives a namespace a name: what looks like its address is never loaded.
    Namespace,
    /// Any other.
    #[default]
    Other,
}

/// An address in a style sheet.
#[derive(Debug)]
pub(super) struct Address {
    /// What it is for.
    pub(super) load: LoadKind,
    /// What it says, without escapes.
    pub(super) text: String,
    /// Where it stands, in bytes and with its quotes if it has any. A string can take its place.
    pub(super) range: Range<usize>,
}

/// The addresses of a style sheet, in order.
pub(super) fn addresses(css: &str) -> Vec<Address> {
    let mut scanner = Scanner { css, ..Scanner::default() };
    while let Some(next) = scanner.peek() {
        scanner.token(next);
    }
    scanner.found
}

/// The addresses that do not lie among the files of the site, with what each is for.
pub(crate) fn outside_addresses(css: &str) -> impl Iterator<Item = (LoadKind, String)> {
    let found = addresses(css).into_iter().map(|address| (address.load, address.text.trim().to_owned()));
    found.filter(|(_, text)| is_elsewhere(text))
}

/// The state while reading one style sheet.
#[derive(Default)]
struct Scanner<'c> {
    css: &'c str,
    at: usize,
    /// For each bracket that is open, whether the strings in it are addresses.
    calls: Vec<bool>,
    /// Whether a string is what an `@import` names.
    importing: bool,
    rule: Rule,
    found: Vec<Address>,
}

impl<'c> Scanner<'c> {
    fn peek(&self) -> Option<char> {
        self.css[self.at..].chars().next()
    }

    fn token(&mut self, next: char) {
        match next {
            '/' if self.css[self.at..].starts_with("/*") => return self.comment(),
            c if c.is_ascii_whitespace() => return self.at += 1,
            '"' | '\'' => self.string(next),
            '@' => {
                self.at += 1;
                let name = self.name();
                self.importing = name.eq_ignore_ascii_case("import");
                let rules = [("font-face", Rule::Font), ("namespace", Rule::Namespace)];
                let rule = rules.into_iter().find(|(rule, _)| name.eq_ignore_ascii_case(rule));
                self.rule = rule.map_or(Rule::Other, |(_, rule)| rule);
                return;
            }
            '#' => {
                self.at += 1;
                self.name();
            }
            c if is_of_name(c) => {
                let name = self.name();
                if self.peek() == Some('(') {
                    // What is imported can stand in `url("…")` too.
                    return self.call(name);
                }
            }
            _ => self.other(next),
        }
        self.importing = false;
    }

    fn add(&mut self, text: String, range: Range<usize>) {
        let load = match self.rule {
            _ if self.importing => LoadKind::Import,
            Rule::Font => LoadKind::Font,
            Rule::Namespace => return,
            Rule::Other => LoadKind::Picture,
        };
        self.found.push(Address { load, text, range });
    }

    fn comment(&mut self) {
        let body = self.at + 2;
        self.at = self.css[body..].find("*/").map_or(self.css.len(), |end| body + end + 2);
    }

    fn other(&mut self, next: char) {
        match next {
            '(' => self.calls.push(false),
            ')' => _ = self.calls.pop(),
            '}' => self.rule = Rule::Other,
            ';' if self.rule == Rule::Namespace => self.rule = Rule::Other,
            _ => {}
        }
        self.at += next.len_utf8();
    }

    fn name(&mut self) -> &'c str {
        let start = self.at;
        while let Some(c) = self.peek().filter(|c| is_of_name(*c)) {
            self.pass(c);
        }
        &self.css[start..self.at]
    }

    /// Goes past a character, and past the one behind it if that is escaped.
    fn pass(&mut self, c: char) {
        self.at += c.len_utf8();
        if c == '\\' {
            self.at += self.peek().map_or(0, char::len_utf8);
        }
    }

    fn call(&mut self, name: &str) {
        self.at += 1;
        let inside = self.css[self.at..].trim_ascii_start();
        if name.eq_ignore_ascii_case("url") && !inside.starts_with(['"', '\'']) {
            self.at = self.css.len() - inside.len();
            return self.unquoted();
        }
        let takes_addresses = CALLS.iter().any(|call| name.eq_ignore_ascii_case(call));
        self.calls.push(takes_addresses);
        self.importing &= takes_addresses;
    }

    /// The address in `url(a.png)`. One with quotes, brackets or blanks in it is none, and browsers pass over it.
    fn unquoted(&mut self) {
        let start = self.at;
        while let Some(c) = self.peek().filter(|c| *c != ')') {
            self.pass(c);
        }
        let address = self.css[start..self.at].trim_ascii_end();
        let end = start + address.len();
        self.at += self.peek().map_or(0, char::len_utf8);
        let text = unescaped(address);
        let forbidden = |c: char| c.is_ascii_whitespace() || "\"'(".contains(c);
        if address.contains('\\') || !address.contains(forbidden) {
            self.add(text, start..end);
        }
        self.importing = false;
    }

    /// A string. One that its line does not close is none.
    fn string(&mut self, quote: char) {
        let start = self.at;
        self.at += 1;
        while let Some(c) = self.peek().filter(|c| *c != quote && *c != '\n') {
            self.pass(c);
        }
        if self.peek() != Some(quote) {
            return;
        }
        let text = unescaped(&self.css[start + 1..self.at]);
        self.at += 1;
        if self.importing || self.calls.last() == Some(&true) {
            self.add(text, start..self.at);
        }
    }
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_\\".contains(c) || !c.is_ascii()
}

/// A text without its escapes: `\28` and `\(` are brackets, and an escaped end of a line is nothing.
fn unescaped(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        let mut digits = String::new();
        while digits.len() < 6
            && let Some(digit) = chars.next_if(char::is_ascii_hexdigit)
        {
            digits.push(digit);
        }
        if digits.is_empty() {
            text.extend(chars.next().filter(|c| *c != '\n'));
            continue;
        }
        chars.next_if(char::is_ascii_whitespace);
        let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
        text.push(code.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(css: &str) -> Vec<String> {
        addresses(css).into_iter().map(|address| address.text).collect()
    }

    #[test]
    fn addresses_stand_in_url_and_its_like_and_behind_import() {
        let css = "@charset \"utf-8\"; @import 'a.css' screen; @IMPORT /**/ \"b.css\"; @import url(c.css);\
                   x { background: URL( d.png ), url('e.png'), image-set(\"f.png\" 1x type(\"image/png\")) }\
                   @font-face { src: local(\"Face\"), url(\"g.woff\") format(\"woff\") }";
        assert_eq!(texts(css), ["a.css", "b.css", "c.css", "d.png", "e.png", "f.png", "g.woff"]);
    }

    #[test]
    fn what_only_looks_like_an_address_is_none() {
        let css = "/* url(a.png) */ x { content: \"url(b.png)\"; --c: #url(c.png); quotes: '\\'' \"d.png\" }\
                   @media (x) { y { content: \"import\" } } z { w: my-url(e.png); v: url(f g.png) }";
        assert_eq!(texts(css), [""; 0]);
    }

    #[test]
    fn the_name_of_a_namespace_is_no_address() {
        assert_eq!(
            texts("@namespace url(http://www.w3.org/1999/xhtml); x { background: url(a.png) }"),
            ["a.png"]
        );
        assert_eq!(texts("@namespace svg \"http://www.w3.org/2000/svg\"; @import 'a.css';"), ["a.css"]);
    }

    #[test]
    fn escapes_are_read_and_what_is_not_closed_ends_with_the_text() {
        assert_eq!(
            texts(
                r#"x{a:url(a\(1\29 .png);b:url("\62 \"\
.png")}"#
            ),
            ["a(1).png", "b\".png"]
        );
        for css in
            ["url(", "url(a\\", "url('a", "@import \"", "/*", "@", "#", "\\", "\u{e9}(", "url(\"a\n\")"]
        {
            assert!(texts(css).iter().all(|text| text.len() < 3), "{css}");
        }
    }
}
