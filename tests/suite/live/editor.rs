//! Problems in the list of an editor: what `serve` prints, as the matcher in `tasks.json` reads it.

use serde_json::Value;
// Any engine will do for what these patterns have; this one is there already.
use syntect::parsing::Regex;

use super::program::Program;
use super::{ONE, one, site};

const TASKS: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/builtin/starter/dot-vscode/tasks.json"));

/// The matcher of the task that serves.
struct Matcher {
    problem: Regex,
    begins: Regex,
    ends: Regex,
}

/// What a line is to the editor.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    Begin,
    Problem(String),
    End,
}

fn task(label: &str) -> Value {
    let tasks: Value = serde_json::from_str(TASKS).unwrap();
    let tasks = tasks["tasks"].as_array().unwrap().clone();
    tasks.into_iter().find(|task| task["label"] == label).unwrap()
}

impl Matcher {
    fn of_serve() -> Self {
        let task = task("fieldbook: serve");
        let matcher = &task["problemMatcher"];
        let regex = |pattern: &Value| Regex::new(pattern.as_str().unwrap().to_owned());
        let background = &matcher["background"];
        assert_eq!((&task["isBackground"], &background["activeOnStart"]), (&true.into(), &true.into()));
        Self {
            problem: regex(&matcher["pattern"]["regexp"]),
            begins: regex(&background["beginsPattern"]),
            ends: regex(&background["endsPattern"]),
        }
    }

    /// What the editor makes of what was printed. No line may be two things.
    fn read(&self, said: &str) -> Vec<Line> {
        let read = |line: &str| {
            let kinds = [
                self.begins.is_match(line).then_some(Line::Begin),
                self.problem.is_match(line).then(|| Line::Problem(line.to_owned())),
                self.ends.is_match(line).then_some(Line::End),
            ];
            let kinds: Vec<_> = kinds.into_iter().flatten().collect();
            assert!(kinds.len() < 2, "`{line}` is {kinds:?}");
            kinds.into_iter().next()
        };
        said.lines().filter_map(read).collect()
    }
}

/// The problems of each round that came to its end.
fn rounds(lines: &[Line]) -> Vec<Vec<String>> {
    let (mut rounds, mut open) = (Vec::new(), None);
    for line in lines {
        match (line, &mut open) {
            (Line::Begin, _) => open = Some(Vec::new()),
            (Line::Problem(problem), Some(problems)) => problems.push(problem.clone()),
            (Line::Problem(problem), None) => panic!("`{problem}` stands in no round: {lines:?}"),
            (Line::End, _) => rounds.push(open.take().unwrap_or_else(|| panic!("no round ends: {lines:?}"))),
        }
    }
    rounds
}

#[test]
fn an_editor_has_all_problems_of_every_round() {
    let folder = site();
    folder.write(ONE, "---\ntitle: One\ncompanies: [makr]\n---\nWords.\n");
    let program = Program::start(&folder, &["--message-format", "short"]);
    let matcher = Matcher::of_serve();
    let until_rounds = |count: usize| {
        program.until_builds(count);
        let said = program.said();
        let rounds = rounds(&matcher.read(&said));
        assert_eq!(rounds.len(), count, "{said}");
        rounds[count - 1].clone()
    };
    let unknown = format!("{ONE}:3:13: error[unknown-company]: no company has the slug `makr`");
    assert_eq!(until_rounds(1), std::slice::from_ref(&unknown));
    // What is wrong still is told again: with a new round the editor has forgotten it.
    folder.write(ONE, "---\ntitle: One\ncompanies: [makr]\n---\nOther words.\n");
    assert_eq!(until_rounds(2), std::slice::from_ref(&unknown));
    folder.write("book.toml", "[book\n");
    let broken = until_rounds(3);
    assert!(
        broken[0].starts_with("book.toml:1:") && broken[1..] == *std::slice::from_ref(&unknown),
        "{broken:?}"
    );
    folder.write("book.toml", "[book]\ntitle = \"Report\"\n");
    assert_eq!(until_rounds(4), [unknown]);
    folder.write(ONE, one("One", "Mended."));
    assert_eq!(until_rounds(5), [""; 0]);
    let said = program.said();
    assert!(said.contains(&format!("{ONE}: building\n")), "{said}");
}

#[test]
fn people_are_not_told_where_a_round_begins() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    program.until_builds(1);
    assert!(!program.said().contains("building"), "{}", program.said());
}

#[test]
fn both_tasks_read_problems_alike() {
    let of = |label| task(label)["problemMatcher"]["pattern"].clone();
    assert_eq!(of("fieldbook: check"), of("fieldbook: serve"));
}

#[test]
fn the_documents_show_the_tasks_that_init_writes() {
    let tools = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tools.md")).unwrap();
    let tasks = TASKS.replace("\r\n", "\n");
    assert!(tools.replace("\r\n", "\n").contains(&format!("```json\n{tasks}```\n")));
}
