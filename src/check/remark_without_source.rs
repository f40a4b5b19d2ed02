//! A remark that sets a number or a date of its own against a source, and does not say where it has it from.

use std::collections::BTreeSet;

use super::Checked;
use crate::diagnostic::{Code, Diagnostic, Need};
use crate::parse::{Fact, Remark};

pub(super) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let page = checked.page;
    let front = page.front();
    let facts = front.facts.iter().filter_map(|fact| fact.doubt.as_ref());
    let events = front.events.iter().filter_map(|event| event.doubt.as_ref());
    let remarks = front.doubts.iter().chain(facts).chain(events);
    let mut own = remarks.filter(|remark| remark.is_own() && !words(remark).is_empty()).peekable();
    if own.peek().is_none() {
        return;
    }
    let known = checked.known_numbers();
    for remark in own {
        let Some(number) = words(remark).into_iter().find(|number| !known.contains(&plain(number))) else {
            continue;
        };
        let message = format!("the remark gives `{number}`, which stands nowhere else here, and no source");
        let help = "write `{text: …, source: …, at: …}` or `{text: …, link: …}`".to_owned();
        let problem = Diagnostic::new(Code::RemarkWithoutSource, page.span(&remark.text.range), message);
        let theme = "remarks that give a number of their own and no source";
        diagnostics.push(problem.help(help).theme(theme).needing(Need::Head(page.document.path.clone())));
    }
}

impl Checked<'_> {
    /// The numbers that the page gives elsewhere: those have a source, or a check of their own.
    fn known_numbers(&self) -> BTreeSet<String> {
        let front = self.page.front();
        let names = std::iter::once(self.page.title()).chain(self.page.other_names()).map(str::to_owned);
        let cited = self.page.references.cited().map(|id| self.site.page(id));
        let sources = cited.flat_map(|source| {
            [
                source.title().to_owned(),
                source.slug.to_string(),
                source.front().date.map_or_else(String::new, |date| date.to_string()),
            ]
        });
        let events = front.events.iter().flat_map(|event| [event.date.to_string(), event.text.clone()]);
        let blocks = self.page.document.body.blocks.iter().map(|block| block.text.to_owned());
        let texts = names.chain(front.summary.clone()).chain(sources).chain(events).chain(blocks);
        let texts = texts.chain(front.facts.iter().flat_map(texts_of));
        texts.flat_map(|text| numbers(&text).map(plain).collect::<Vec<_>>()).collect()
    }
}

/// Where a fact gives numbers: its value, also in thousands, millions and billions, its date, and its note.
fn texts_of(fact: &Fact) -> Vec<String> {
    let written = fact.value.value.written().map(str::to_owned);
    let ends = fact.value.value.ends().map(|(from, to)| [from.value(), to.value()]);
    let scaled =
        ends.into_iter().flatten().flat_map(|end| [1e3, 1e6, 1e9].map(|scale| (end / scale).to_string()));
    let date = fact.as_of.map(|date| date.to_string());
    written.into_iter().chain(scaled).chain(date).chain(fact.note.clone()).collect()
}

fn words(remark: &Remark) -> Vec<&str> {
    numbers(&remark.text.value).collect()
}

/// The numbers of a text as they are written: digits with points and commas between them.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    parts.map(|part| part.trim_matches(['.', ','])).filter(|part| !part.is_empty())
}

/// A number without what only groups its digits.
fn plain(number: &str) -> String {
    let digits = number.replace(',', "");
    let short = digits.trim_start_matches('0');
    if short.is_empty() || short.starts_with('.') { format!("0{short}") } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_whatever_groups_and_follows_them() {
        let found: Vec<_> = numbers("On 2020-09-02, 1,840 of v1.10.").map(plain).collect();
        assert_eq!(found, ["2020", "9", "2", "1840", "1.10"]);
        assert_eq!(numbers("No more, none.").count(), 0);
    }
}
