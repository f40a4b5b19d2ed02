//! Code, step by step: a list in which every step shows the code with its lines marked, and beside it what
//! happens, what is in memory and what was printed. The buttons are hidden until a script makes them work.

mod memory;

use std::fmt::Write as _;

use crate::exhibit::{Exhibit, Walkthrough};
use crate::highlight::highlight;
use crate::parse::exhibit::{Scene, WalkStep};
use crate::render::html::text;

/// Longer code is shown in full once; further steps show what is near their lines where all steps are read below
/// one another, or the same lines would fill page after page.
const LONG_CODE: usize = 12;

/// So many lines before and after a marked one are near it.
const NEAR: usize = 2;

/// Fewer lines than these take no more room than the sign that they were left out.
const FEWEST_FOLDED: usize = 3;

pub(super) fn render(exhibit: &Exhibit, walkthrough: &Walkthrough) -> String {
    let Walkthrough { language, code, steps } = walkthrough;
    let code = Code { language, lines: coloured(code, language) };
    let mut html = buttons(&exhibit.title, steps.len());
    html.push_str("<ol class=\"walk-steps\" role=\"list\">\n");
    for (place, step) in steps.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| &steps[before].scene);
        let head = format!("Step {} of {}", place + 1, steps.len());
        let code = code.block(&step.lines, before.is_some() && code.lines.len() > LONG_CODE);
        let scene = scene(step, before);
        let lines = line_words(&step.lines);
        // Writing to a string cannot fail.
        _ = write!(
            html,
            "<li class=\"walk-step\">\n\
             <p class=\"walk-at\"><b class=\"walk-number\">{head}</b> <span class=\"walk-lines\">{lines}</span></p>\n\
             {code}<div class=\"walk-scene\">\n{scene}</div>\n</li>\n"
        );
    }
    html.push_str("</ol>\n");
    format!("<div class=\"walk\">\n{html}</div>\n")
}

/// What steps through the list; nothing is to be stepped through if there is one step.
fn buttons(title: &str, count: usize) -> String {
    if count < 2 {
        return String::new();
    }
    let title = text(title);
    format!(
        "<div class=\"walk-bar\" role=\"group\" aria-label=\"Steps of “{title}”\" hidden>\n\
         <button type=\"button\" aria-keyshortcuts=\"ArrowLeft\">Previous</button>\n\
         <p class=\"walk-status\" role=\"status\">Step 1 of {count}</p>\n\
         <button type=\"button\" aria-keyshortcuts=\"ArrowRight\">Next</button>\n\
         <button type=\"button\" aria-pressed=\"false\">Show all</button>\n</div>\n"
    )
}

/// Code whose lines were coloured once for all steps.
struct Code<'a> {
    language: &'a str,
    lines: Vec<String>,
}

/// The lines as HTML, without the elements around them.
fn coloured(code: &str, language: &str) -> Vec<String> {
    const START: &str = "<span class=\"line\">";
    let html = highlight(code, language, Some(&[]));
    // What the author wrote is escaped, so that these elements can only be the highlighter's.
    let lines = html.split(START).skip(1);
    lines.map(|line| line.strip_suffix("</span>").unwrap_or(line).to_owned()).collect()
}

impl Code<'_> {
    /// The code with lines marked. With `folded`, those far from them stand in elements that can be hidden.
    fn block(&self, marked: &[usize], folded: bool) -> String {
        let language = text(if self.language.is_empty() { "text" } else { self.language });
        let mut html = format!("<pre class=\"walk-code\"><code class=\"language-{language}\">");
        let is_far = |line: usize| folded && !marked.iter().any(|marked| marked.abs_diff(line) <= NEAR);
        let mut next = 1;
        while next <= self.lines.len() {
            let far = (next..=self.lines.len()).take_while(|line| is_far(*line)).count();
            let (length, fold) = if far < FEWEST_FOLDED { (far.max(1), false) } else { (far, true) };
            html.push_str(if fold { "<span class=\"walk-fold\">" } else { "" });
            for number in next..next + length {
                self.line(number, marked.contains(&number), &mut html);
            }
            html.push_str(if fold { "</span>" } else { "" });
            next += length;
        }
        html.push_str("</code></pre>\n");
        html
    }

    fn line(&self, number: usize, marked: bool, html: &mut String) {
        let class = if marked { "line marked" } else { "line" };
        let line = &self.lines[number - 1];
        // Writing to a string cannot fail.
        _ = write!(html, "<span class=\"{class}\" data-line=\"{number}\">{line}</span>");
    }
}

/// What happens in a step, and what there is when it has happened.
fn scene(step: &WalkStep, before: Option<&Scene>) -> String {
    let words = words(&step.text);
    let memory = memory::table(&step.scene, before);
    let output = output(&step.scene, before);
    format!("<p class=\"walk-text\">{words}</p>\n{memory}{output}")
}

/// Words in which backticks stand around code, as in the prose beside them.
fn words(sentence: &str) -> String {
    let pieces: Vec<_> = sentence.split('`').collect();
    let last = pieces.len() - 1;
    let pieces = pieces.iter().enumerate().map(|(place, piece)| {
        let is_code = place % 2 == 1;
        match (is_code, place == last) {
            (false, _) => text(piece),
            (true, false) => format!("<code>{}</code>", text(piece)),
            // A backtick without its partner is a character like any other.
            (true, true) => format!("`{}", text(piece)),
        }
    });
    pieces.collect()
}

/// What was printed so far; what this step adds stands out.
fn output(scene: &Scene, before: Option<&Scene>) -> String {
    let Some(now) = &scene.output else { return String::new() };
    let printed = before.map(|before| before.output.as_deref().unwrap_or_default());
    let (old, new) = printed.and_then(|old| Some((old, now.strip_prefix(old)?))).unwrap_or((now, ""));
    let new = if new.is_empty() { String::new() } else { format!("<b class=\"walk-new\">{}</b>", text(new)) };
    let old = text(old);
    format!("<p class=\"walk-label\">Output</p>\n<pre class=\"walk-output\"><samp>{old}{new}</samp></pre>\n")
}

/// `Line 3`, `Lines 3–5, 8`.
fn line_words(lines: &[usize]) -> String {
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
