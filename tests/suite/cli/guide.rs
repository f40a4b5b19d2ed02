//! The guide in `docs/`: it builds, its first page works as it is written, and its reference is what the program says.

use std::path::Path;
use std::process::Command;

use fieldbook::diagnostic::any_error;
use fieldbook::files::DiskFiles;
use fieldbook::pipeline::{self, Options, Silent};

use super::folder::Folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A page of the guide, or any other file.
fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(path)).unwrap_or_default().replace("\r\n", "\n")
}

#[test]
fn the_guide_is_published_without_a_warning() {
    let files = DiskFiles::new(&Path::new(ROOT).join("docs"));
    let build =
        pipeline::build(&files, &Options { deny_warnings: true, ..Options::default() }, &Silent).unwrap();
    let problems: Vec<_> =
        build.diagnostics.iter().map(|problem| (&problem.span, &problem.message)).collect();
    assert!(!any_error(&build.diagnostics), "{problems:#?}");
}

#[test]
fn the_first_report_works_as_the_guide_writes_it() {
    let text = read("docs/content/chapters/start/first-report.md");
    let folder = Folder::new();
    let mut ran = 0;
    for block in text.split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            let words = line.strip_prefix("fieldbook ").unwrap_or_else(|| panic!("`{line}` is no command"));
            folder.succeed(&arguments(words).iter().map(String::as_str).collect::<Vec<_>>());
            ran += 1;
        }
    }
    assert!(ran > 6 && folder.join("tides/public/projects/skerry-mill/index.html").is_file(), "{ran}");
}

#[test]
fn the_first_report_works_as_the_readme_writes_it() {
    let text = read("README.md");
    let folder = Folder::new();
    let blocks = |fence: &str| {
        let after = format!("{fence}\n");
        text.split(&after)
            .skip(1)
            .map(|block| block.split("\n```").next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let lines: Vec<_> = blocks("```console")
        .iter()
        .flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let (last, first) = lines.split_last().unwrap();
    let run = |line: &String| {
        let words = arguments(line.strip_prefix("fieldbook ").unwrap());
        folder.succeed(&words.iter().map(String::as_str).collect::<Vec<_>>());
    };
    first.iter().for_each(run);
    let page = text.split("````markdown\n").nth(1).unwrap().split("````").next().unwrap();
    folder.write("content/projects/skerry-mill.md", page);
    run(last);
    folder.succeed(&["build", "--deny-warnings"]);
    let html = folder.read("public/projects/skerry-mill/index.html");
    assert!(html.contains("about 0.2 megawatts") && html.contains("Saltmouth Barrage"), "{html}");
    folder.write("content/projects/skerry-mill.md", page.replace("[northshore-power]", "[northshore-powr]"));
    let report = blocks("```text").into_iter().next().unwrap();
    let said = folder.run(&["check"]);
    assert!(said.contains(&report), "{said}");
}

#[test]
fn the_questions_of_the_documents_have_answers() {
    let text = read("docs/tools.md");
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let lines = text.lines().filter_map(|line| line.strip_prefix("fieldbook query "));
    let asked = lines.map(|line| {
        let said = folder.run(&[vec!["query"], line.split(' ').collect()].concat());
        assert!(said.starts_with("exit code 0") && !said.contains("0 rows"), "{line}: {said}");
    });
    assert_eq!(asked.count(), 3);
}

/// The words of a command, with those in quotes as one.
fn arguments(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        match index % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

fn said(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_fieldbook")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    let text =
        String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n").replace("fieldbook.exe", "fieldbook");
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// Compares a page with what the program says, or writes it where `UPDATE_EXPECTED` is set.
#[track_caller]
fn expect_page(path: &str, expected: &str) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(Path::new(ROOT).join(path), expected).unwrap();
    }
    assert!(
        read(path) == expected,
        "`{path}` is not what the program says: UPDATE_EXPECTED=1 writes it anew"
    );
}

#[test]
fn the_reference_of_commands_is_what_help_prints() {
    let mut page = "---\ntitle: Commands\nsummary: Every command with its options, as the program tells them\norder: 1\n---\n\n\
                    `fieldbook help COMMAND` prints the same.\n"
        .to_owned();
    let all = said(&["help"]);
    let list = all.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    for name in names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help") {
        page.push_str(&["\n## ", name, "\n\n```text\n", &said(&["help", name]), "```\n"].concat());
    }
    expect_page("docs/content/chapters/reference/commands.md", &page);
}

#[test]
fn the_reference_of_messages_is_what_explain_prints() {
    let codes = read("src/diagnostic/codes.md");
    let (_, sections) = codes.split_once("\n## ").unwrap();
    let page = format!(
        "---\ntitle: Messages\nsummary: What each code in square brackets means, and what to do\norder: 2\n---\n\n\
         `fieldbook explain CODE` prints the same.\n\n## {sections}"
    );
    expect_page("docs/content/chapters/reference/messages.md", &page);
}
