//! Code → HTML with a few short classes, and the style sheet that colours them.
//!
//! syntect's own HTML has a class for every part of every scope, ten times the size of the code. Here scopes
//! are mapped to `CLASSES`, and neighbours of one class share an element.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::str::FromStr;
use std::sync::LazyLock;

use pulldown_cmark_escape::escape_html;
use syntect::highlighting::{Color, Highlighter};
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use two_face::theme::{EmbeddedLazyThemeSet, EmbeddedThemeName};

/// Scopes, the more exact before the general, with the class of each. The first column is also the scope
/// whose colour in a theme the class takes.
const CLASSES: [(&str, &str); 24] = [
    ("comment", "c"),
    ("constant.character.escape", "e"),
    ("string", "s"),
    ("constant.numeric", "n"),
    ("constant.language", "n"),
    ("constant", "n"),
    ("keyword.operator", "o"),
    ("keyword", "k"),
    ("storage.type.function", "k"),
    ("storage", "k"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("support.macro", "f"),
    ("variable.function", "f"),
    ("entity.name.tag", "k"),
    ("entity.other.attribute-name", "a"),
    ("entity.name.type", "t"),
    ("entity.name", "t"),
    ("support.type", "t"),
    ("support.class", "t"),
    ("variable.language", "n"),
    ("variable.parameter", "v"),
    ("meta.annotation", "a"),
    ("markup.deleted", "d"),
];

/// Languages without colours: no code, and what a terminal shows.
const PLAIN: [&str; 13] = [
    "",
    "text",
    "txt",
    "plain",
    "plaintext",
    "none",
    "output",
    "ascii",
    "console",
    "terminal",
    "shell-session",
    "sh-session",
    "shellsession",
];

/// Other names that languages go by, each with the one that the grammars know or, where there is no grammar, that of
/// the language it comes nearest.
const ALIASES: [(&str, &str); 30] = [
    ("shell", "bash"),
    ("node", "js"),
    ("golang", "go"),
    ("python3", "python"),
    ("starlark", "python"),
    ("csharp", "c#"),
    ("fs", "f#"),
    ("fsharp", "f#"),
    ("objc", "objective-c"),
    ("objectivec", "objective-c"),
    ("obj-c", "objective-c"),
    ("cuda", "c++"),
    ("fortran", "fortran (modern)"),
    ("elisp", "lisp"),
    ("scheme", "lisp"),
    ("wasm", "lisp"),
    ("wat", "lisp"),
    ("assembly", "asm"),
    ("pwsh", "powershell"),
    ("batch", "batch file"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("jsonl", "json"),
    ("mdx", "markdown"),
    ("docker", "dockerfile"),
    ("mysql", "sql"),
    ("postgresql", "sql"),
    ("sqlite", "sql"),
    ("systemd", "ini"),
    ("vimscript", "viml"),
];

/// The most bytes a block may have to be coloured. A grammar takes up to 30 microseconds for one.
const MAX_BYTES: usize = 25_000;

/// The most the cubes of the lengths of all lines may come to: five hundred lines of a hundred bytes, or one of 790. A
/// grammar tries up to two ends for each beginning of a match, at each place of a line; where a line holds nothing but
/// blanks or brackets, a byte cubed takes a nanosecond.
const MAX_WORK: usize = 500_000_000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The languages by their names and the endings of their files, in small letters; endings before names, and later
/// languages before earlier ones, as syntect looks for them. It would look through all of them for each block of code.
static BY_NAME: LazyLock<HashMap<String, &SyntaxReference>> = LazyLock::new(|| {
    let all = SYNTAXES.syntaxes().iter();
    let names = all.clone().map(|syntax| (&syntax.name, syntax));
    let endings = all.flat_map(|syntax| syntax.file_extensions.iter().map(move |ending| (ending, syntax)));
    let known = names.chain(endings).map(|(name, syntax)| (name.to_ascii_lowercase(), syntax));
    let mut known: HashMap<_, _> = known.collect();
    let aliases = ALIASES.iter().filter_map(|(name, other)| Some(((*name).to_owned(), *known.get(*other)?)));
    let aliases: Vec<_> = aliases.collect();
    known.extend(aliases);
    known
});

static SCOPES: LazyLock<Vec<(Scope, &str)>> = LazyLock::new(|| {
    CLASSES.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect()
});

/// Whether code in this language can be coloured, or is deliberately without colours.
pub fn knows(language: &str) -> bool {
    is_plain(language) || syntax(language).is_some()
}

/// The names of the colour themes.
pub fn theme_names() -> impl Iterator<Item = &'static str> {
    themes().map(EmbeddedThemeName::as_name)
}

fn themes() -> impl Iterator<Item = EmbeddedThemeName> {
    EmbeddedLazyThemeSet::theme_names().iter().copied()
}

fn is_plain(language: &str) -> bool {
    PLAIN.iter().any(|name| language.eq_ignore_ascii_case(name))
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    BY_NAME.get(&language.to_ascii_lowercase()).copied()
}

/// Whether code has so many or so long lines that it is shown without colours. What it would take at worst is reckoned
/// from their lengths, so that no block takes more than about a second, and the answer is the same on every machine.
pub fn is_too_long(code: &str) -> bool {
    let cube = |line: &str| line.len().saturating_pow(3);
    let work = code.split('\n').map(cube).fold(0, usize::saturating_add);
    code.len() > MAX_BYTES || work > MAX_WORK
}

/// Whether code in this language would have colours if it were not too long.
pub fn has_colours(language: &str) -> bool {
    !is_plain(language) && syntax(language).is_some()
}

/// Code as HTML, line by line: no element reaches from one into the next.
pub fn lines(code: &str, language: &str) -> impl Iterator<Item = String> {
    let coloured = !is_plain(language) && !is_too_long(code);
    let syntax = coloured.then(|| syntax(language)).flatten();
    let mut painter = syntax.map(Painter::new);
    code.split_inclusive('\n').map(move |line| {
        let mut html = String::with_capacity(line.len() * 2);
        match &mut painter {
            Some(painter) => painter.line(line, &mut html),
            None => escape(&mut html, line),
        }
        html
    })
}

/// The state of colouring one block.
struct Painter {
    state: ParseState,
    stack: ScopeStack,
    classes: HashMap<Scope, Option<&'static str>>,
}

impl Painter {
    fn new(syntax: &SyntaxReference) -> Self {
        Self { state: ParseState::new(syntax), stack: ScopeStack::new(), classes: HashMap::new() }
    }

    fn line(&mut self, line: &str, html: &mut String) {
        // A syntax that fails on a line has a bug; the line is shown without colours.
        let Ok(operations) = self.state.parse_line(line, &SYNTAXES) else { return escape(html, line) };
        let mut open = None;
        let mut at = 0;
        for (index, operation) in operations {
            self.piece(&line[at..index], &mut open, html);
            at = index;
            if self.stack.apply(&operation).is_err() {
                break;
            }
        }
        self.piece(&line[at..], &mut open, html);
        if open.is_some() {
            html.push_str("</span>");
        }
    }

    /// Writes a piece in the class of the scopes around it; blanks take the class of what precedes them.
    fn piece(&mut self, piece: &str, open: &mut Option<&'static str>, html: &mut String) {
        if piece.is_empty() {
            return;
        }
        let class = if piece.trim().is_empty() { *open } else { self.class() };
        if class != *open {
            if open.is_some() {
                html.push_str("</span>");
            }
            if let Some(class) = class {
                // Writing to a string cannot fail.
                _ = write!(html, "<span class=\"{class}\">");
            }
            *open = class;
        }
        escape(html, piece);
    }

    /// The class of the innermost scope that has one.
    fn class(&mut self) -> Option<&'static str> {
        let Self { stack, classes, .. } = self;
        stack.as_slice().iter().rev().find_map(|scope| {
            *classes.entry(*scope).or_insert_with(|| {
                SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
            })
        })
    }
}

fn escape(html: &mut String, text: &str) {
    // Writing to a string cannot fail.
    _ = escape_html(&mut *html, text);
}

/// The themes, each read when it is first asked for.
static THEMES: LazyLock<EmbeddedLazyThemeSet> = LazyLock::new(two_face::theme::extra);

/// The style sheet of two themes, with a colour for every class: the light one's, or the dark one's where the page is
/// dark.
pub fn style_sheet(light: &str, dark: &str) -> String {
    let theme = |name: &str, fallback| {
        let found = themes().find(|theme| theme.as_name() == name).unwrap_or(fallback);
        Highlighter::new(THEMES.get(found))
    };
    let light = theme(light, EmbeddedThemeName::ColdarkCold);
    let dark = theme(dark, EmbeddedThemeName::CatppuccinMocha);
    let mut css = String::new();
    let mut seen: Vec<&str> = Vec::new();
    for (scope, class) in CLASSES {
        if !seen.contains(&class) {
            seen.push(class);
            let (light, dark) = (color(&light, scope), color(&dark, scope));
            // Writing to a string cannot fail.
            _ = writeln!(css, "pre .{class} {{ color: light-dark({light}, {dark}) }}");
        }
    }
    css
}

/// The colour of a scope in a theme.
fn color(theme: &Highlighter<'_>, scope: &str) -> String {
    let stack = ScopeStack::from_str(scope).unwrap_or_default();
    hex(theme.style_for_stack(stack.as_slice()).foreground)
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn highlighted(code: &str, language: &str) -> String {
        lines(code, language).collect()
    }

    #[test]
    fn neighbours_of_one_class_share_an_element() {
        let html = highlighted("// two words\nlet x = 1;\n", "rust");
        assert!(
            html.starts_with("<span class=\"c\">// two words\n</span><span class=\"k\">let</span> x"),
            "{html}"
        );
    }

    #[test]
    fn code_cannot_leave_its_element() {
        for language in ["rust", "html", "text", "nonsense"] {
            let html = highlighted("</code><script>alert(\"&\")</script>", language);
            assert!(!html.contains("<script") && !html.contains("</code"), "{language}: {html}");
        }
    }

    #[test]
    fn code_comes_line_by_line() {
        let lines: Vec<_> = lines("/* a\nb */\n", "c").collect();
        assert_eq!(lines, ["<span class=\"c\">/* a\n</span>", "<span class=\"c\">b */\n</span>"]);
    }

    #[test]
    fn languages_that_reports_use_are_known() {
        for language in ["rust", "toml", "yaml", "typescript", "dockerfile", "c", "sh", "json", "", "text"] {
            assert!(knows(language), "{language}");
        }
        assert!(!knows("nonsense"));
    }

    #[test]
    fn usual_names_of_languages_have_colours() {
        let names = "rs rust py python python3 js mjs cjs node javascript jsx ts tsx typescript yml yaml md markdown \
                     shell sh bash zsh fish go golang c c++ cpp h hpp cuda cs csharp fs fsharp java kt kts kotlin scala \
                     swift objc obj-c objectivec objective-c rb ruby php pl perl lua r jl julia hs haskell ml ocaml ex \
                     elixir erl erlang clj clojure lisp zig nim d dart v sql mysql graphql proto protobuf tf hcl terraform \
                     json jsonc json5 jsonl toml ini xml html css scss sass less vue svelte dockerfile make makefile \
                     cmake nix ps1 powershell pwsh bat batch cmd diff patch tex latex vim vimscript asm wasm wat \
                     mdx docker starlark nginx dot awk groovy csv solidity crystal fortran pascal elm puppet systemd http";
        let unknown: Vec<_> = names.split_whitespace().filter(|name| !has_colours(name)).collect();
        assert_eq!(unknown, [""; 0]);
        assert!(has_colours("Rust") && has_colours("RS"));
        for (name, _) in ALIASES {
            assert!(has_colours(name), "{name}");
        }
    }

    #[test]
    fn what_is_no_code_is_known_and_has_no_colours() {
        for name in PLAIN {
            assert!(knows(name) && !has_colours(name), "{name}");
        }
        assert!(knows("Text"));
    }

    #[test]
    fn every_class_has_a_colour_in_both_themes() {
        let sheet = style_sheet("Coldark-Cold", "Catppuccin Mocha");
        let classes: std::collections::BTreeSet<_> = CLASSES.iter().map(|(_, class)| *class).collect();
        for class in &classes {
            let rule = format!("pre .{class} {{ color: light-dark(#");
            assert_eq!(sheet.matches(&rule).count(), 1, "{sheet}");
        }
        assert_eq!(sheet.lines().count(), classes.len(), "{sheet}");
        assert_ne!(sheet, style_sheet("Coldark-Cold", "Nord"));
        assert_ne!(sheet, style_sheet("Nord", "Catppuccin Mocha"));
    }

    #[test]
    fn a_minified_line_is_not_coloured() {
        let code = "a=1;".repeat(2_000);
        assert_eq!(highlighted(&code, "js"), code);
    }

    #[test]
    fn a_long_listing_of_ordinary_lines_is_coloured() {
        let code = "    let lamp = Lamp::new(\"north\", 12); // lit\n".repeat(500);
        assert!(!is_too_long(&code) && highlighted(&code, "rust").contains("<span"));
    }

    #[test]
    fn what_takes_long_is_over_the_budget_however_it_is_cut_into_lines() {
        for (length, lines) in
            [(4_900, 1), (1_250, 1), (800, 1), (400, 8), (250, 40), (100, 500), (8, 25_000)]
        {
            let code = format!("{}\n", " ".repeat(length)).repeat(lines);
            assert!(is_too_long(&code), "{length} × {lines}");
        }
        assert!(is_too_long(&"\n".repeat(30_000)));
    }
}
