//! Code, step by step: a list in which every step shows the code with its lines marked, and beside it what
//! happens, what is in memory and what was printed. The buttons are hidden until a script makes them work.

mod memory;

use crate::exhibit::{Exhibit, Walkthrough};
use crate::highlight;
use crate::parse::exhibit::{Scene, WalkStep};
use crate::render::html::{Html, element};

/// Longer code is shown in full once; further steps show what is near their lines where all steps are read below
/// one another, or the same lines would fill page after page.
const LONG_CODE: usize = 12;

/// So many lines before and after a marked one are near it.
const NEAR: usize = 2;

/// Fewer lines than these take no more room than the sign that they were left out.
const FEWEST_FOLDED: usize = 3;

pub(super) fn render(exhibit: &Exhibit, walkthrough: &Walkthrough) -> Html {
    let Walkthrough { language, code, steps } = walkthrough;
    let code = Code { language, lines: highlight::lines(code, language).map(Html::of_markup).collect() };
    let items = steps.iter().enumerate().map(|(place, step)| {
        let before = place.checked_sub(1).map(|before| &steps[before].scene);
        let number = format!("Step {} of {}", place + 1, steps.len());
        let head = element("p")
            .class("walk-at")
            .with(element("b").class("walk-number").text(number))
            .text(" ")
            .with(element("span").class("walk-lines").text(line_words(&step.lines)));
        let code = code.block(&step.lines, before.is_some() && code.lines.len() > LONG_CODE);
        let scene = element("div").class("walk-scene").newline().with(scene(step, before));
        let item = element("li").class("walk-step").newline();
        item.with(head.line()).with(code).with(scene.line()).line()
    });
    let list = element("ol").class("walk-steps").attr("role", "list").newline().with(items.collect::<Html>());
    let walk = element("div").class("walk").newline();
    walk.with(buttons(&exhibit.title, steps.len())).with(list.line()).line()
}

/// What steps through the list; nothing is to be stepped through if there is one step.
fn buttons(title: &str, count: usize) -> Option<Html> {
    let button = || element("button").attr("type", "button");
    let bar = element("div")
        .class("walk-bar")
        .attr("role", "group")
        .attr("aria-label", format_args!("Steps of “{title}”"))
        .flag("hidden")
        .newline()
        .with(button().attr("aria-keyshortcuts", "ArrowLeft").text("Previous").line())
        .with(
            element("p")
                .class("walk-status")
                .attr("role", "status")
                .text(format_args!("Step 1 of {count}"))
                .line(),
        )
        .with(button().attr("aria-keyshortcuts", "ArrowRight").text("Next").line())
        .with(button().attr("aria-pressed", "false").text("Show all").line());
    (count >= 2).then(|| bar.line())
}

/// Code whose lines were coloured once for all steps.
struct Code<'a> {
    language: &'a str,
    lines: Vec<Html>,
}

impl Code<'_> {
    /// The code with lines marked. With `folded`, those far from them stand in elements that can be hidden.
    fn block(&self, marked: &[usize], folded: bool) -> Html {
        let language = if self.language.is_empty() { "text" } else { self.language };
        let mut code = element("code").class(&format!("language-{language}")).content();
        let is_far = |line: usize| folded && !marked.iter().any(|marked| marked.abs_diff(line) <= NEAR);
        let mut next = 1;
        while next <= self.lines.len() {
            let far = (next..=self.lines.len()).take_while(|line| is_far(*line)).count();
            let (length, fold) = if far < FEWEST_FOLDED { (far.max(1), false) } else { (far, true) };
            let lines = next..next + length;
            let lines: Html = lines.map(|number| self.line(number, marked.contains(&number))).collect();
            code = if fold {
                code.with(element("span").class("walk-fold").with(lines))
            } else {
                code.with(lines)
            };
            next += length;
        }
        element("pre").class("walk-code").with(code).line()
    }

    fn line(&self, number: usize, marked: bool) -> Html {
        let line = element("span").classes(["line", if marked { "marked" } else { "" }]);
        line.attr("data-line", number).with(self.lines[number - 1].clone()).into()
    }
}

/// What happens in a step, and what there is when it has happened.
fn scene(step: &WalkStep, before: Option<&Scene>) -> Html {
    let words = element("p").class("walk-text").with(words(&step.text)).line();
    words.with(memory::table(&step.scene, before)).with(output(&step.scene, before))
}

/// Words in which backticks stand around code, as in the prose beside them.
fn words(sentence: &str) -> Html {
    let pieces: Vec<_> = sentence.split('`').collect();
    let last = pieces.len() - 1;
    let pieces = pieces.iter().enumerate().map(|(place, piece)| {
        let is_code = place % 2 == 1;
        match (is_code, place == last) {
            (false, _) => Html::default().text(piece),
            (true, false) => element("code").text(piece).into(),
            // A backtick without its partner is a character like any other.
            (true, true) => Html::default().text("`").text(piece),
        }
    });
    pieces.collect()
}

/// What was printed so far; what this step adds stands out.
fn output(scene: &Scene, before: Option<&Scene>) -> Option<Html> {
    let now = scene.output.as_ref()?;
    let printed = before.map(|before| before.output.as_deref().unwrap_or_default());
    let (old, new) = printed.and_then(|old| Some((old, now.strip_prefix(old)?))).unwrap_or((now, ""));
    let new = (!new.is_empty()).then(|| element("b").class("walk-new").text(new));
    let samples = element("samp").text(old).with(new);
    let label = element("p").class("walk-label").text("Output").line();
    Some(label.with(element("pre").class("walk-output").with(samples).line()))
}

/// `Line 3`, `Lines 3–5, 8`.
pub(in crate::render) fn line_words(lines: &[usize]) -> String {
    let runs: Vec<_> = lines.chunk_by(|one, next| one + 1 == *next).collect();
    let runs = runs.iter().map(|run| match run {
        [first, .., last] => format!("{first}–{last}"),
        [.., line] => line.to_string(),
        [] => String::new(),
    });
    let noun = if lines.len() == 1 { "Line" } else { "Lines" };
    format!("{noun} {}", runs.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests;
