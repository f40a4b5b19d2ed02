//! Rust source → the modules of the crate it names, with the line of each. A scanner of words is enough for
//! that: what stands in comments and literals is skipped, so a path that is left is a path.

/// A module of the crate's top level that a file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) line: usize,
    pub(super) module: String,
}

/// A word, a `::`, or any other single character that is no space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) line: usize,
    pub(super) text: String,
}

/// The modules of the crate's root that a text names with `crate::` or with enough `super::`. `depth` is how
/// far below the root the file's own module lies.
pub(super) fn imports(text: &str, depth: usize) -> Vec<Import> {
    let tokens = tokens(text);
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    let mut found = Vec::new();
    // The depth of braces at which each inline `mod name {` was opened.
    let mut inline: Vec<usize> = Vec::new();
    let mut braces = 0;
    for index in 0..tokens.len() {
        match word(index) {
            "{" => {
                braces += 1;
                if index >= 2 && word(index - 2) == "mod" {
                    inline.push(braces);
                }
            }
            "}" => {
                inline.retain(|opened| *opened != braces);
                braces -= 1;
            }
            "crate" if word(index + 1) == "::" => found.extend(targets(&tokens, index + 2)),
            "super" if index < 2 || word(index - 2) != "super" => {
                let ups = (0..9).take_while(|up| is_super(&tokens, index + 2 * up)).count();
                if ups > 0 && ups == depth + inline.len() {
                    found.extend(targets(&tokens, index + 2 * ups));
                }
            }
            _ => {}
        }
    }
    found
}

fn is_super(tokens: &[Token], index: usize) -> bool {
    matches!(tokens.get(index..index + 2), Some([up, colons]) if up.text == "super" && colons.text == "::")
}

/// What a path goes on with: one name, or the first name of each member of a group.
fn targets(tokens: &[Token], start: usize) -> Vec<Import> {
    let import = |token: &Token| Import { line: token.line, module: token.text.clone() };
    let Some(first) = tokens.get(start) else { return Vec::new() };
    if first.text != "{" {
        return vec![import(first)];
    }
    let mut found = Vec::new();
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," => {}
            _ if depth == 1 && matches!(tokens[index - 1].text.as_str(), "{" | ",") => {
                found.push(import(token));
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// The tokens of a Rust source, without comments, texts and characters.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("/*") => block_comment(rest),
            '"' => literal(rest, 1, '"'),
            '\'' => character(rest),
            _ if is_word(first) => {
                let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                let raw = raw_string(&rest[..length], &rest[length..]);
                if raw == 0 {
                    tokens.push(Token { line, text: rest[..length].to_owned() });
                }
                length + raw
            }
            _ if rest.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        let is_sign = !is_word(first) && !first.is_whitespace() && length <= 2 && !rest.starts_with("//");
        if is_sign && first != '"' && first != '\'' {
            tokens.push(Token { line, text: rest[..length].to_owned() });
        }
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of a comment that may hold others.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        match () {
            () if rest.starts_with("/*") => (depth, at) = (depth + 1, at + 2),
            () if rest.starts_with("*/") => (depth, at) = (depth - 1, at + 2),
            () => at += rest.chars().next().map_or(1, char::len_utf8),
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Length of a literal with backslashes in it, up to and including its closing sign.
fn literal(text: &str, start: usize, closing: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(start) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == closing => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Length of a character; of a lifetime, only the tick counts.
fn character(text: &str) -> usize {
    let mut chars = text.chars().skip(1);
    match (chars.next(), chars.next()) {
        (Some('\\'), _) | (_, Some('\'')) => literal(text, 1, '\''),
        _ => 1,
    }
}

/// Length of `#"…"#` behind `r`, `br` or `cr`; zero if the word is no such prefix.
fn raw_string(prefix: &str, rest: &str) -> usize {
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let opens = ["r", "br", "cr"].contains(&prefix) && rest[hashes..].starts_with('"');
    if !opens {
        return 0;
    }
    let closing = format!("\"{}", "#".repeat(hashes));
    let start = hashes + 1;
    rest[start..].find(&closing).map_or(rest.len(), |end| start + end + closing.len())
}

#[test]
fn imports_are_found_in_every_form_and_nowhere_else() {
    let text = r##"
//! crate::comment
use crate::paths::slug; /* crate::block /* crate::nested */ crate::still */
use crate::{
    config::{self, Config}, link as links,
    parse::{Kind, front_matter::{FrontMatter, Details}},
};
fn f<'a>(x: &'a str) -> crate::date::Date { println!("crate::text \" crate::more"); '"'; r#"crate::raw"# }
pub(crate) fn g() { super::model::h('\'', b'\\'); super::super::not_here() }
mod tests { use super::*; use super::super::write::clean; }
use super::last;
"##;
    let found: Vec<_> =
        imports(text, 1).into_iter().map(|import| format!("{} {}", import.line, import.module)).collect();
    assert_eq!(
        found,
        ["3 paths", "5 config", "5 link", "6 parse", "8 date", "9 model", "10 write", "11 last"]
    );
}
