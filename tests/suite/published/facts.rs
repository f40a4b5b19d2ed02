//! The figures and dated events that the sources of the report give for its projects and companies, each of which
//! is found in the published data.
//!
//! `facts.tsv` was made once from notes on the sources, not from `content/`. A line is a page, a metric, a value
//! with its mark (`about`, `at least`, `at most`; `8-10` is a range) and a date. In place of a metric, `event`
//! takes words that the event of that date has, and `text` words that stand on the page, where the source's
//! figure is told in prose. When a fact of the report is put right, so is its line.

use fieldbook::model::{Page, formatted, quantity};
use fieldbook::number::Number;
use fieldbook::parse::{Event, Fact, FactValue, Precision};
use fieldbook::paths::SourcePath;

use super::{REPORT, html};

/// One expected fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Expected {
    page: String,
    metric: String,
    value: String,
    date: String,
}

fn expected() -> Vec<Expected> {
    let mut lines = include_str!("facts.tsv").lines();
    assert_eq!(lines.next(), Some("page\tmetric\tvalue\tdate"));
    let read = |line: &str| match line.split('\t').collect::<Vec<_>>()[..] {
        [page, metric, value, date] => Expected {
            page: page.to_owned(),
            metric: metric.to_owned(),
            value: value.to_owned(),
            date: date.to_owned(),
        },
        _ => panic!("not four columns: {line}"),
    };
    lines.map(read).collect()
}

/// Those of the expected facts, sorted by page, that are not published.
fn missing(expected: &[Expected]) -> Vec<&Expected> {
    let by_page = expected.chunk_by(|fact, next| fact.page == next.page);
    by_page.flat_map(|facts| missing_on_page(&facts[0].page, facts)).collect()
}

fn missing_on_page<'e>(path: &str, expected: &'e [Expected]) -> Vec<&'e Expected> {
    let site = &REPORT.generation.site;
    let Some(id) = site.by_path.get(&SourcePath::new(&format!("content/{path}.md"))) else {
        return expected.iter().collect();
    };
    let page = site.page(*id);
    let text = text_of(page);
    expected.iter().filter(|fact| !is_published(fact, page, &text)).collect()
}

/// Whether the data has it and readers see it.
fn is_published(expected: &Expected, page: &Page, text: &str) -> bool {
    let front = page.front();
    match expected.metric.as_str() {
        "text" => text.contains(&expected.value),
        "event" => {
            let shown = |event: &Event| text.contains(&format!("{} {}", event.date.long(), event.text));
            front.events.iter().any(|event| is_event(expected, event) && shown(event))
        }
        _ => {
            let mut facts = front.facts.iter().enumerate();
            facts.any(|(index, fact)| is_fact(expected, fact) && is_shown(index, fact, page, text))
        }
    }
}

/// Whether the figure stands on the page with its date and source.
fn is_shown(index: usize, fact: &Fact, page: &Page, text: &str) -> bool {
    let Some((date, source)) = fact.as_of.zip(page.fact_source(index)) else { return false };
    let origin = format!("{} · {}", date.long(), REPORT.generation.site.page(source).short_title());
    let metric = REPORT.generation.site.metrics.get(&fact.metric.value);
    // The unit is left out where the label beside the figure says the same.
    let figures = [quantity(fact, metric), formatted(fact, metric)];
    figures.iter().any(|figure| text.contains(&format!("{figure} {origin}")))
}

fn is_fact(expected: &Expected, fact: &Fact) -> bool {
    let date = fact.as_of.map(|date| date.to_string());
    fact.metric.value == expected.metric
        && value_of(fact) == expected.value
        && date.as_ref() == Some(&expected.date)
}

fn is_event(expected: &Expected, event: &Event) -> bool {
    let words = event.text.split_whitespace().map(|word| word.trim_matches(|c| ",;:()".contains(c)));
    let words: Vec<_> = words.map(str::to_lowercase).collect();
    let mut wanted = expected.value.split(' ');
    event.date.to_string() == expected.date && wanted.all(|word| words.contains(&word.to_lowercase()))
}

/// The value as `facts.tsv` has it, by other rules than those it is printed by.
fn value_of(fact: &Fact) -> String {
    let digits = |number: &Number| number.written().to_owned();
    let value = match &fact.value.value {
        FactValue::Number(number) => digits(number),
        FactValue::Range(from, to) => format!("{}-{}", digits(from), digits(to)),
        FactValue::Text(text) => text.clone(),
    };
    let mark = match fact.precision.value {
        Precision::Exact => "",
        Precision::Approximate => "about ",
        Precision::AtLeast => "at least ",
        Precision::AtMost => "at most ",
    };
    format!("{mark}{value}")
}

/// The words of a published page, without the frame around them.
fn text_of(page: &Page) -> String {
    let path = page.url.output().unwrap();
    let html = std::str::from_utf8(&REPORT.output[&path]).unwrap();
    let (_, main) = html.split_once("<main").unwrap();
    let (main, _) = main.rsplit_once("</main>").unwrap();
    let pieces = main.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    let text = html::decode(&pieces.collect::<String>());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_fact_of_the_sources_is_published() {
    let expected = expected();
    assert!(expected.len() > 500, "only {} facts are expected", expected.len());
    assert!(
        expected.is_sorted_by(|fact, next| fact < next),
        "`facts.tsv` is not sorted, or has a line twice"
    );
    let missing = missing(&expected);
    let lines =
        missing.iter().map(|fact| format!("{}: {} {} {}", fact.page, fact.metric, fact.value, fact.date));
    assert!(missing.is_empty(), "\n{}", lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn no_fact_is_found_with_another_value_or_date() {
    let expected = expected();
    let valued = expected.iter().map(|fact| Expected { value: format!("{}0", fact.value), ..fact.clone() });
    let valued: Vec<_> = valued.collect();
    assert_eq!(missing(&valued).len(), valued.len());
    let dated = expected.iter().filter(|fact| fact.metric != "text");
    let dated: Vec<_> = dated.map(|fact| Expected { date: "1815".to_owned(), ..fact.clone() }).collect();
    assert_eq!(missing(&dated).len(), dated.len());
}
