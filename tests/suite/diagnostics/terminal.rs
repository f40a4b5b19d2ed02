//! What reaches a terminal: nothing that it would obey, one line a message where this is promised, and in a time
//! that grows as the number of problems does.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use fieldbook::diagnostic::{Code, Diagnostic, Format, Sources, Span, render};
use fieldbook::paths::SourcePath;
use insta::assert_snapshot;

use super::lighthouses;

/// Sets the title of the window, writes the clipboard, clears the screen (in one character), turns the line round.
const COMMANDS: &str = "\u{1b}]0;PWN\u{7}\u{1b}]52;c;eA==\u{7}\u{9b}2J\u{202e}\u{2066}\u{200f}";

/// Places an author of a page controls, each with commands in it.
fn hostile() -> String {
    let in_yaml = COMMANDS.chars().fold(String::new(), |mut text, c| {
        _ = write!(text, "\\u{:04x}", u32::from(c));
        text
    });
    let mut page = format!("---\ntitle: A\n\"key{in_yaml}\": 1\ntemplate: \"t{in_yaml}\"\n");
    _ = write!(page, "sources: [\"s{in_yaml}\"]\ntags: 1\n---\n");
    _ = write!(page, "[[nobody {COMMANDS}]] and [x](y{COMMANDS}.md) ![]({COMMANDS}.png)\n\n{{{COMMANDS}}}\n");
    page
}

#[test]
fn what_a_terminal_would_obey_is_written_out_in_every_format() {
    let build = lighthouses()
        .with("content/projects/p.md", "---\ntitle: P\ndomain: \"x\\u001b]52;c;eA==\\u0007\"\n---\n")
        .with(&format!("content/domains/x{COMMANDS}.md"), "---\ntitel: X\n---\n")
        .with("content/a.md", hostile())
        .build();
    for format in [Format::Human, Format::Short, Format::Github] {
        let report = build.report_as(format);
        let obeyed = |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{2066}\u{200f}".contains(c));
        let found = report.lines().find(|line| line.contains(obeyed));
        assert_eq!(found, None, "{format:?}");
        assert!(report.contains("\\u{1b}]0;PWN\\u{7}"), "{report}");
    }
    for line in build.report_as(Format::Json).lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    }
}

#[test]
fn the_words_are_underlined_behind_a_picture_of_a_control() {
    let text = "---\ntitle: A\n---\n\u{1b}[2J \t[[nobody]]\n";
    assert_snapshot!(lighthouses().with("content/a.md", text).build().report(), @r"
    error[forbidden-character]: no page can hold the character U+001B
     --> content/a.md:4:1
      |
    4 | ␛[2J     [[nobody]]
      | ^
      |
      = help: delete it; many editors show it only on request

    error[unknown-name]: no page is called `nobody`
     --> content/a.md:4:9
      |
    4 | ␛[2J     [[nobody]]
      |            ^^^^^^
      |
      = help: write the title, the slug or an alias of a page
    ");
}

#[test]
fn a_message_of_the_short_format_is_one_line() {
    let text = "---\ntitle: A\n---\nThe [[Lantern\nKitt]] and [[so\n  on]].\n";
    assert_snapshot!(lighthouses().with("content/a.md", text).build().report_as(Format::Short), @r"
    content/a.md:4:7: error[unknown-name]: no page is called `Lantern Kitt`
    content/a.md:5:14: error[unknown-name]: no page is called `so on`
    ");
}

#[test]
fn a_line_too_long_to_be_shown_is_named_with_its_column() {
    let text = format!("---\ntitle: A\n---\n{} [[nobody]]\n", "ä ".repeat(10_000));
    assert_snapshot!(lighthouses().with("content/a.md", text).build().report(), @r"
    error[unknown-name]: no page is called `nobody`
    --> content/a.md:4:20004
     = help: write the title, the slug or an alias of a page
    ");
}

struct OneFile(Arc<str>);

impl Sources for OneFile {
    fn text(&self, _: &SourcePath) -> Option<Arc<str>> {
        Some(self.0.clone())
    }
}

#[test]
fn printing_takes_time_as_the_number_of_problems_does() {
    let path = SourcePath::new("content/a.md");
    for (separator, format) in [(" ", Format::Human), ("\n", Format::Human), (" ", Format::Short)] {
        let print = |count: usize| {
            let file = OneFile(format!("word{separator}").repeat(count).into());
            let problem =
                |at: usize| Diagnostic::new(Code::BadValue, Span::new(&path, at * 5..at * 5 + 4), "x");
            let problems: Vec<_> = (0..count).map(problem).collect();
            let once = |_| {
                let start = Instant::now();
                assert!(render(&problems, &file, format, false).contains("bad-value"));
                start.elapsed()
            };
            (0..3).map(once).min().unwrap()
        };
        let (few, many) = (print(2_000), print(32_000));
        // In proportion it would be 16 times, and with each problem looking through the whole file 256 times.
        assert!(many < few * 100, "{separator:?}, {format:?}: {few:?} for 2,000, {many:?} for 32,000");
    }
}
