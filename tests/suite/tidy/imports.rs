//! Rust source → the paths in it that name modules of the crate, with the line of each. A scanner of words is
//! enough for that: what stands in comments and literals is skipped, so a path that is left is a path.

/// A path from the root of the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ModulePath {
    pub(super) line: usize,
    pub(super) names: Vec<String>,
}

/// A word, a `::`, or any other single character that is no space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) line: usize,
    pub(super) text: String,
}

/// The paths that start with `crate`, `super` or `self`, or that a `use` names otherwise; the last are taken for
/// paths below the file's own `module`, as they are where `mod.rs` names its children.
pub(super) fn paths(text: &str, module: &[&str]) -> Vec<ModulePath> {
    let tokens = tokens(text);
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    let mut found = Vec::new();
    let mut module: Vec<String> = module.iter().map(|name| (*name).to_owned()).collect();
    // The depth of braces at which each inline `mod name {` was opened.
    let mut inline: Vec<usize> = Vec::new();
    let mut braces = 0;
    let mut index = 0;
    while index < tokens.len() {
        match word(index) {
            "{" => {
                braces += 1;
                if index >= 2 && word(index - 2) == "mod" {
                    inline.push(braces);
                    module.push(word(index - 1).to_owned());
                }
            }
            "}" => {
                if inline.pop_if(|opened| *opened == braces).is_some() {
                    module.pop();
                }
                braces -= 1;
            }
            name if ["crate", "super", "self"].contains(&name) || index > 0 && word(index - 1) == "use" => {
                let mut named = Vec::new();
                index = tree(&tokens, index, &[], &mut named);
                found.extend(named.iter().filter_map(|path| absolute(path, &module)));
                continue;
            }
            _ => {}
        }
        index += 1;
    }
    found
}

/// Reads a path, or a group of them behind what they share, and says where it ends.
fn tree(tokens: &[Token], start: usize, before: &[Token], found: &mut Vec<Vec<Token>>) -> usize {
    let text = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    let mut path = before.to_vec();
    let mut index = start;
    while text(index).chars().all(is_word) && index < tokens.len() {
        path.push(tokens[index].clone());
        index += 1;
        if text(index) != "::" {
            found.push(path);
            return if text(index) == "as" { index + 2 } else { index };
        }
        index += 1;
    }
    if text(index) != "{" {
        found.push(path);
        return index + 1;
    }
    index += 1;
    while index < tokens.len() && text(index) != "}" {
        index = tree(tokens, index, &path, found);
        index += usize::from(text(index) == ",");
    }
    index + 1
}

/// A path from the root for one that is written in a module; `None` for one that leads above the root.
fn absolute(path: &[Token], module: &[String]) -> Option<ModulePath> {
    let from_root = path.first()?.text == "crate";
    let mut names = if from_root { Vec::new() } else { module.to_vec() };
    for name in path.iter().skip(usize::from(from_root)) {
        match name.text.as_str() {
            "super" => _ = names.pop()?,
            "self" => {}
            name => names.push(name.to_owned()),
        }
    }
    let named = path.iter().find(|name| !["crate", "super", "self"].contains(&name.text.as_str()));
    Some(ModulePath { line: named.or(path.first())?.line, names })
}

/// The tokens of a Rust source, without comments, texts and characters.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let pieces = pieces(text).into_iter().filter(|(kind, _)| *kind == Kind::Token);
    pieces.map(|(_, token)| token).collect()
}

/// The texts in a Rust source, as they are written.
pub(super) fn literals(text: &str) -> Vec<Token> {
    let pieces = pieces(text).into_iter().filter(|(kind, _)| *kind == Kind::Literal);
    pieces.map(|(_, literal)| literal).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Token,
    Literal,
    /// A comment, blanks, a character.
    Other,
}

fn pieces(text: &str) -> Vec<(Kind, Token)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (kind, length) = match first {
            _ if rest.starts_with("//") => (Kind::Other, rest.find('\n').unwrap_or(rest.len())),
            _ if rest.starts_with("/*") => (Kind::Other, block_comment(rest)),
            '"' => (Kind::Literal, literal(rest, 1, '"')),
            '\'' => (Kind::Other, character(rest)),
            _ if is_word(first) => {
                let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                match raw_string(&rest[..length], &rest[length..]) {
                    0 => (Kind::Token, length),
                    raw => (Kind::Literal, length + raw),
                }
            }
            _ if rest.starts_with("::") => (Kind::Token, 2),
            _ if first.is_whitespace() => (Kind::Other, first.len_utf8()),
            _ => (Kind::Token, first.len_utf8()),
        };
        pieces.push((kind, Token { line, text: rest[..length].to_owned() }));
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    pieces
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
fn paths_are_found_in_every_form_and_nowhere_else() {
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
    let found =
        paths(text, &["own"]).into_iter().filter(|path| path.names.first().is_some_and(|name| name != "own"));
    let found: Vec<_> = found.map(|path| format!("{} {}", path.line, path.names.join("::"))).collect();
    assert_eq!(
        found,
        [
            "3 paths::slug",
            "5 config",
            "5 config::Config",
            "5 link",
            "6 parse::Kind",
            "6 parse::front_matter::FrontMatter",
            "6 parse::front_matter::Details",
            "8 date::Date",
            "9 model::h",
            "10 write::clean",
            "11 last",
        ]
    );
}
