//! The Rust code in the report compiles, or fails to where it says so.
//!
//! What stands behind the language means what rustdoc means by it: `ignore` skips a block, `compile_fail` must not
//! compile, perhaps for the error it names, `edition2021` is another edition than 2024. Nothing is run, so that
//! `no_run` and `should_panic` change nothing. There are no crates but the standard library.

use std::process::Command;

use fieldbook::parse::markdown::events;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use rayon::prelude::*;

use super::REPORT;
use crate::cli::folder::Folder;

/// A block of Rust code.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sample {
    /// The file it stands in.
    path: String,
    /// The line of the opening fence, counted from one.
    line: usize,
    /// The words behind the language.
    words: Vec<String>,
    code: String,
}

/// What is expected of a sample.
#[derive(Debug, PartialEq, Eq)]
enum Expected {
    Ignored,
    Compiles,
    /// The compiler refuses it, with these error codes.
    Fails(Vec<String>),
}

impl Sample {
    fn expected(&self) -> Expected {
        let has = |word: &str| self.words.iter().any(|known| known == word);
        if has("ignore") {
            return Expected::Ignored;
        }
        if has("compile_fail") {
            return Expected::Fails(self.words.iter().filter(|word| is_error_code(word)).cloned().collect());
        }
        Expected::Compiles
    }

    fn edition(&self) -> &str {
        self.words.iter().find_map(|word| word.strip_prefix("edition")).unwrap_or("2024")
    }

    /// Words that rustdoc does not know. It would take the block for code in another language and say nothing.
    fn unknown_words(&self) -> impl Iterator<Item = &String> {
        let known = ["ignore", "no_run", "should_panic", "compile_fail"];
        let is_known = move |word: &str| {
            known.contains(&word) || is_error_code(word) || ["edition2021", "edition2024"].contains(&word)
        };
        self.words.iter().filter(move |word| !is_known(word))
    }

    /// The program, every line of which has the number it has in the report.
    fn program(&self) -> String {
        let has_main = self.code.lines().any(|line| line.starts_with("fn main("));
        let (open, close) = if has_main { ("", "") } else { ("fn main() {", "}\n") };
        format!("{}{open}\n{}{close}", "\n".repeat(self.line - 1), self.code)
    }

    /// What is wrong with it.
    fn problem(&self) -> Option<String> {
        let place = format!("{}:{}", self.path, self.line);
        if let Some(word) = self.unknown_words().next() {
            return Some(format!("{place}: rustdoc does not know `{word}`"));
        }
        match self.expected() {
            Expected::Ignored => None,
            // A sample that is deprecated or otherwise doubtful is no example.
            Expected::Compiles => {
                let (compiles, said) = self.compile(&["-Dwarnings"]);
                (!compiles).then(|| format!("{place}: does not compile\n{said}"))
            }
            Expected::Fails(codes) => {
                let (compiles, said) = self.compile(&[]);
                let other = codes.iter().find(|code| !said.contains(&format!("error[{code}]")));
                let said_other = other.map(|code| format!("{place}: does not fail with {code}\n{said}"));
                if compiles { Some(format!("{place}: compiles but must not")) } else { said_other }
            }
        }
    }

    /// Whether it compiles, and what the compiler says.
    fn compile(&self, flags: &[&str]) -> (bool, String) {
        let folder = Folder::new();
        // Under the name it has in the report, so that messages show that.
        folder.write(&self.path, self.program());
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let mut command = Command::new(rustc);
        command.args(["--edition", self.edition(), "--crate-name=sample", "--crate-type=bin"]);
        command.args(["--emit=metadata", "--out-dir=.", "-Aunused"]).args(flags).arg(&self.path);
        let output = command.current_dir(folder.path()).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// `E0382`.
fn is_error_code(word: &str) -> bool {
    word.strip_prefix('E').is_some_and(|digits| digits.len() == 4 && digits.parse::<u16>().is_ok())
}

/// The Rust code of a page.
fn samples(path: &str, text: &str) -> Vec<Sample> {
    let start = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    let start = start.map_or(0, |at| at + "---\n\n---\n".len());
    let mut samples = Vec::new();
    let mut open: Option<Sample> = None;
    for (event, range) in events(text, start) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let line = text[..range.start].lines().count() + 1;
                open = words(&info).map(|words| Sample {
                    path: path.to_owned(),
                    line,
                    words,
                    code: String::new(),
                });
            }
            Event::Text(piece) => {
                if let Some(sample) = &mut open {
                    sample.code.push_str(&piece);
                }
            }
            Event::End(TagEnd::CodeBlock) => samples.extend(open.take()),
            _ => {}
        }
    }
    samples
}

/// The words behind `rust`; `None` for another language.
fn words(info: &str) -> Option<Vec<String>> {
    let mut words = info.split_whitespace().next()?.split(',');
    (words.next() == Some("rust")).then(|| words.map(str::to_owned).collect())
}

#[test]
fn the_rust_code_of_the_report_compiles() {
    let pages = &REPORT.rendered.site.pages;
    let of_page = |page: &fieldbook::model::Page| samples(page.document.path.as_str(), &page.document.text);
    let samples: Vec<_> = pages.iter().flat_map(of_page).collect();
    let count =
        |expected: fn(&Expected) -> bool| samples.iter().filter(|one| expected(&one.expected())).count();
    let compiling = count(|expected| *expected == Expected::Compiles);
    let failing = count(|expected| matches!(expected, Expected::Fails(_)));
    assert!(compiling > 20 && failing > 3, "there are only {compiling} and {failing} samples");
    let problems: Vec<_> = samples.par_iter().filter_map(Sample::problem).collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// The samples of a page with this block, and what is wrong with the one.
fn problem_of(words: &str, code: &str) -> Option<String> {
    let text = format!("---\ntitle: One\n---\nText.\n\n```{words}\n{code}\n```\n\n```text\nnone\n```\n");
    let samples = samples("content/one.md", &text);
    assert_eq!((samples.len(), samples[0].line), (1, 6), "{samples:?}");
    samples[0].problem()
}

#[test]
fn a_sample_is_held_to_what_it_says() {
    let sound = [
        ("rust", "let x = 1;\nassert_eq!(x, 1);"),
        ("rust,no_run title=\"main.rs\"", "struct A;\n\nfn main() {\n    let _ = A;\n}"),
        ("rust,ignore", "use nothing::*;"),
        ("rust,edition2021", "let gen = 1;"),
        ("rust,compile_fail", "let gen = 1;"),
        ("rust,compile_fail,E0382", "let a = String::new();\nlet b = a;\ndrop(a);"),
    ];
    for (words, code) in sound {
        assert_eq!(problem_of(words, code), None, "{words}");
    }
    let broken = [
        ("rust", "let x: u8 = 1;\nlet y: u16 = x;", "content/one.md:8:14"),
        ("rust", "#[deprecated]\nfn old() {}\nold();", "content/one.md:9:1"),
        ("rust,edition2021", "let x: u8 = 300;", "content/one.md:6: does not compile"),
        ("rust,compile_fail", "let x = 1;", "content/one.md:6: compiles but must not"),
        ("rust,compile_fail,E0499", "let x: u8 = '1';", "content/one.md:6: does not fail with E0499"),
        ("rust,compile-fail", "let x: u8 = '1';", "content/one.md:6: rustdoc does not know `compile-fail`"),
    ];
    for (words, code, said) in broken {
        let problem = problem_of(words, code).unwrap_or_default();
        assert!(problem.contains(said), "{words}: {problem}");
    }
}
