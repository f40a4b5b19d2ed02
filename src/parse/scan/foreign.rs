//! Syntax of other programs, which would be printed as it stands.

use std::collections::BTreeMap;
use std::ops::Range;

use super::leftover::Signs;
use super::{Link, Scan};
use crate::diagnostic::{Code, Diagnostic};

/// A kind of syntax that other programs have.
struct Kind {
    /// What it looks like.
    name: &'static str,
    /// A sign without which it stands nowhere.
    sign: u8,
    /// Where it stands first in a line of plain text, in bytes of the line.
    find: fn(&str) -> Option<Range<usize>>,
    /// What Fieldbook has for it.
    help: &'static str,
}

/// What was found on a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// The kind of [`KINDS`] with this index, in a line of plain text.
    Line(usize),
    /// The size of a picture.
    Size,
    /// A setting of code.
    Setting,
    /// A picture as code.
    Diagram,
}

const KINDS: [Kind; 12] = [
    Kind {
        name: ":::",
        sign: b':',
        find: |line| start(line, ":::"),
        help: "an alert is written `> [!NOTE]`",
    },
    Kind {
        name: "!!!",
        sign: b'!',
        find: |line| start(line, "!!! "),
        help: "an alert is written `> [!NOTE]`",
    },
    Kind {
        name: "{{…}}",
        sign: b'{',
        find: |line| find(line, "{{").or_else(|| find(line, "{%")),
        help: "there are no shortcodes and nothing is included; for the signs themselves, write them as code",
    },
    Kind { name: "[TOC]", sign: b'[', find: contents, help: "the table of contents is made without a mark" },
    Kind {
        name: "$…$",
        sign: b'$',
        find: formula,
        help: "formulas are not set; write `\\$` for the sign, or code",
    },
    Kind {
        name: "[@…]", sign: b'@', find: |line| find(line, "[@"), help: "a source is cited as `[[slug]]`"
    },
    Kind {
        name: "^[…]",
        sign: b'^',
        find: |line| find(line, "^["),
        help: "a footnote is written `[^1]`, its text `[^1]: …`",
    },
    Kind { name: ":…:", sign: b':', find: emoji, help: "write the sign itself, or code" },
    Kind { name: "==…==", sign: b'=', find: highlight, help: "stress is written `*…*` or `**…**`" },
    Kind {
        name: "*[…]:",
        sign: b'*',
        find: abbreviation,
        help: "terms are explained on a page with `glossary: true`",
    },
    Kind { name: "{…=…}", sign: b'{', find: attributes, help: "sizes and classes cannot be set" },
    Kind { name: "import", sign: b' ', find: module, help: "there are no components; remove the line" },
];

/// What Fieldbook has for the size of a picture.
const SIZE_HELP: &str = "a size is written `<img src=\"file\" alt=\"what it shows\" width=\"300\">`";

/// What it has for settings of code.
const SETTING_HELP: &str =
    "the settings are `title=\"…\"`, `linenos` and `mark=1,3-5`; lines are marked by the last";

/// What it has for pictures as code.
const DIAGRAM_HELP: &str =
    "blocks such as `chart`, `timeline` and `network` are drawn; for the code itself, write `text`";

/// Settings that code has with other programs.
const FOREIGN_SETTINGS: [&str; 14] = [
    "hl_lines",
    "linenums",
    "linenostart",
    "lineNos",
    "lineNumbers",
    "showLineNumbers",
    "startLineNumber",
    "highlight",
    "ins",
    "del",
    "collapse",
    "frame",
    "wrap",
    "filename",
];

/// Where each kind stands first on a page, and how often it stands there.
#[derive(Default)]
pub(super) struct Foreign(BTreeMap<Sign, (Range<usize>, usize)>);

impl Foreign {
    /// Looks through the plain text of a block that starts at `at` and has these signs.
    pub(super) fn look(&mut self, at: usize, text: &str, signs: Signs) {
        let possible: Vec<_> = KINDS.iter().enumerate().filter(|(_, kind)| signs.have(kind.sign)).collect();
        let mut at = at;
        for line in text.split_inclusive('\n') {
            for (index, kind) in &possible {
                if let Some(found) = (kind.find)(line.trim_end()) {
                    self.add(Sign::Line(*index), at + found.start..at + found.end);
                }
            }
            at += line.len();
        }
    }

    fn add(&mut self, sign: Sign, range: Range<usize>) {
        self.0.entry(sign).or_insert((range, 0)).1 += 1;
    }
}

impl Scan<'_> {
    /// `![what it shows|300](file)`, as Obsidian gives a size.
    pub(super) fn foreign_image(&mut self, image: &Link) {
        let Some((_, size)) = image.text.rsplit_once('|') else { return };
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if size.trim().split('x').all(is_number) {
            self.foreign.add(Sign::Size, image.range.clone());
        }
    }

    /// `{1,3}` and `hl_lines="1 3"` behind the language of code. Says whether it is one of these.
    pub(super) fn foreign_setting(&mut self, word: &str, range: Range<usize>) -> bool {
        let key = word.split(['=', ':', '{']).next().unwrap_or_default();
        let is_foreign = word.starts_with('{') || FOREIGN_SETTINGS.contains(&key);
        if is_foreign {
            self.foreign.add(Sign::Setting, range);
        }
        is_foreign
    }

    /// A language whose programs other programs draw. Says whether it is one.
    pub(super) fn foreign_diagram(&mut self, language: &str, range: Range<usize>) -> bool {
        let is_foreign = ["mermaid", "plantuml", "puml", "math"].contains(&language);
        if is_foreign {
            self.foreign.add(Sign::Diagram, range);
        }
        is_foreign
    }

    /// Names each kind once.
    pub(super) fn end_foreign(&mut self) {
        for (sign, (range, count)) in std::mem::take(&mut self.foreign).0 {
            // The words of a fence are its own, and stand for many.
            let words = &self.text[range.clone()];
            let (name, fate, help) = match sign {
                Sign::Line(index) => {
                    (KINDS[index].name, "has no meaning here and is printed as it stands", KINDS[index].help)
                }
                Sign::Size => ("![…|300]", "has no meaning here and is printed as it stands", SIZE_HELP),
                Sign::Setting => (words, "has no meaning here and is left out", SETTING_HELP),
                Sign::Diagram => (words, "is no picture here, and printed as code", DIAGRAM_HELP),
            };
            let times = match (count, sign) {
                (1, _) => String::new(),
                (_, Sign::Line(_)) => format!(", on {count} lines of this page"),
                (_, Sign::Size | Sign::Setting | Sign::Diagram) => format!(", {count} times on this page"),
            };
            let message = format!("`{name}` {fate}{times}");
            let diagnostic = Diagnostic::new(Code::ForeignSyntax, self.span(&range), message);
            self.diagnostics.push(diagnostic.help(help.to_owned()));
        }
    }
}

fn find(line: &str, sign: &str) -> Option<Range<usize>> {
    line.find(sign).map(|at| at..at + sign.len())
}

fn start(line: &str, sign: &str) -> Option<Range<usize>> {
    line.starts_with(sign).then_some(0..sign.len())
}

fn contents(line: &str) -> Option<Range<usize>> {
    line.trim().eq_ignore_ascii_case("[toc]").then_some(0..line.len())
}

/// `$x^2$`, and no prices: behind the first sign and before the second stands no blank, and no digit follows.
fn formula(line: &str) -> Option<Range<usize>> {
    let signs: Vec<_> = line.match_indices('$').map(|(at, _)| at).collect();
    let opens = |at: usize| {
        !line[..at].ends_with(char::is_alphanumeric)
            && line[at + 1..].starts_with(|c: char| !c.is_whitespace())
    };
    let closes = |at: usize| {
        line[..at].ends_with(|c: char| !c.is_whitespace() && c != '(')
            && !line[at + 1..].starts_with(char::is_alphanumeric)
    };
    let pair = signs.windows(2).find(|pair| pair[0] + 1 == pair[1] || opens(pair[0]) && closes(pair[1]))?;
    Some(pair[0]..pair[1] + 1)
}

/// `:tada:`, and neither times nor paths.
fn emoji(line: &str) -> Option<Range<usize>> {
    let colons: Vec<_> = line.match_indices(':').map(|(at, _)| at).collect();
    let is_name = |name: &str| {
        name.len() > 1
            && name.starts_with(|c: char| c.is_ascii_lowercase() || c == '+')
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_+-".contains(c))
    };
    let is_apart = |pair: &[usize]| {
        let joins = |c: char| c.is_alphanumeric() || c == ':' || c == '/';
        !line[..pair[0]].ends_with(joins) && !line[pair[1] + 1..].starts_with(joins)
    };
    let pair = colons.windows(2).find(|pair| is_name(&line[pair[0] + 1..pair[1]]) && is_apart(pair))?;
    Some(pair[0]..pair[1] + 1)
}

/// `==marked==`, and no comparison.
fn highlight(line: &str) -> Option<Range<usize>> {
    let signs: Vec<_> = line.match_indices("==").map(|(at, _)| at).collect();
    let is_tight = |pair: &&[usize]| {
        let inside = &line[pair[0] + 2..pair[1]];
        !inside.is_empty() && inside.trim() == inside && !inside.starts_with('=')
    };
    let pair = signs.windows(2).find(is_tight)?;
    Some(pair[0]..pair[1] + 2)
}

fn abbreviation(line: &str) -> Option<Range<usize>> {
    let end = line.strip_prefix("*[")?.find("]:")?;
    Some(0..end + "*[]:".len())
}

/// `{width=30}` and `{.wide}` behind a link, an image or a word in brackets.
fn attributes(line: &str) -> Option<Range<usize>> {
    let is_attribute = |inside: &str| {
        inside.starts_with(['.', '#', ':'])
            || inside.split_once('=').is_some_and(|(key, _)| !key.contains(' '))
    };
    let mut from = 0;
    while let Some(open) = line[from..].find('{').map(|open| from + open) {
        from = open + 1;
        let inside = line[from..].split(['}', '{']).next().unwrap_or_default();
        let is_closed = line[from + inside.len()..].starts_with('}');
        // What stands before it is markup, or the end of what would be.
        let follows = open == 0 || line[..open].ends_with(['\0', ')', ']']);
        if is_closed && follows && is_attribute(inside) {
            return Some(open..from + inside.len() + 1);
        }
    }
    None
}

/// The lines with which MDX takes in components.
fn module(line: &str) -> Option<Range<usize>> {
    let is_import =
        line.starts_with("import ") && line.contains(" from ") && line.ends_with(['\'', '"', ';']);
    let is_export = line.starts_with("export const ") || line.starts_with("export default ");
    (is_import || is_export).then_some(0..line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the kinds that a line has.
    fn kinds(line: &str) -> Vec<&'static str> {
        let found = |kind: &&Kind| Signs::of(line).have(kind.sign) && (kind.find)(line).is_some();
        KINDS.iter().filter(found).map(|kind| kind.name).collect()
    }

    #[test]
    fn lines_of_other_programs_are_known() {
        let table = [
            (":::note", ":::"),
            ("!!! note \"MkDocs\"", "!!!"),
            ("{{#include x.rs}}", "{{…}}"),
            ("{{< youtube abc >}}", "{{…}}"),
            ("{% raw %}", "{{…}}"),
            ("[TOC]", "[TOC]"),
            ("so $x^2$ is", "$…$"),
            ("$$", "$…$"),
            ("as [@knuth] says", "[@…]"),
            ("a note^[here]", "^[…]"),
            ("done :tada:!", ":…:"),
            ("a ==mark== here", "==…=="),
            ("*[HTML]: HyperText", "*[…]:"),
            ("\0{width=30}", "{…=…}"),
            ("{: .wide}", "{…=…}"),
            ("import A from '../A.astro';", "import"),
        ];
        for (line, kind) in table {
            assert_eq!(kinds(line), [kind], "{line}");
        }
    }

    #[test]
    fn honest_lines_are_none_of_them() {
        for line in [
            "It costs $5 and $6, or US$5 to A$6, $5/$6, $5–$10.",
            "from 10:30:45 to std::fmt::Display and a:b:c and http://a:b@c",
            "if a == b and b == c, === or ====",
            "the set {a, b} and f{x = y} and {x=1}.",
            "Import duties from China; import them.",
            "a [sic] 2^[\0] *starred* %",
            "Note: this: that: all of it",
            "$HOME and $PATH are set",
        ]
        .map(|line| line.replace("^[\0]", ""))
        {
            assert_eq!(kinds(&line), [""; 0], "{line}");
        }
    }
}
