//! Nothing that the sources of the report say of its projects and companies is lost.
//!
//! `facts.tsv` lists which figures and dated events they give: a line is a page, a metric or `event`, a date and the
//! source. It says nothing of values and words, which stand in `content/` alone, so that one is put right in one
//! place. `merged.tsv` lists those that the notes on the sources have for several pages, with the one on which they
//! are entered. `words.tsv` has words that a page must have where what a source gives is told in prose. All were made
//! from notes on the sources, and not from `content/`.

use fieldbook::model::{EventRef, FactRef, Page, PageId, Tracked};
use fieldbook::parse::{Event, EventKind};
use fieldbook::paths::SourcePath;

use super::{REPORT, html};

/// A figure or event that is expected on a page.
type Expected = [&'static str; 4];

/// The lines of a table below its heads.
fn rows<const COLUMNS: usize>(
    table: &'static str,
    heads: [&str; COLUMNS],
) -> impl Iterator<Item = [&'static str; COLUMNS]> {
    let mut rows = table.lines().map(move |line| {
        let cells: Vec<_> = line.split('\t').collect();
        cells.try_into().unwrap_or_else(|_| panic!("not {COLUMNS} columns: {line}"))
    });
    assert_eq!(rows.next(), Some(heads));
    rows
}

fn expected() -> Vec<Expected> {
    rows(include_str!("facts.tsv"), ["page", "metric", "date", "source"]).collect()
}

/// The page of a file below `content/`.
fn page(path: &str) -> Option<&'static Page> {
    let site = &REPORT.rendered.site;
    site.by_path.get(&SourcePath::new(&format!("content/{path}.md"))).map(|id| site.page(*id))
}

/// Those that are not published.
fn missing(expected: &[Expected]) -> Vec<&Expected> {
    let pages = expected.chunk_by(|fact, next| fact[0] == next[0]);
    pages.flat_map(missing_on_page).collect()
}

/// As many lines as are equal, so many figures or events are to be there.
fn missing_on_page(expected: &[Expected]) -> Vec<&Expected> {
    let Some(page) = page(expected[0][0]) else { return expected.iter().collect() };
    let text = text_of(page);
    let groups = expected.chunk_by(|fact, next| fact == next);
    groups.flat_map(|equal| equal.iter().skip(published(equal[0], page, &text))).collect()
}

/// How many figures or events of a page are of this metric, date and source and seen by readers.
fn published([_, metric, date, source]: Expected, page: &Page, text: &str) -> usize {
    let is_from = |id: Option<PageId>| id.is_some_and(|id| &*REPORT.rendered.site.page(id).slug == source);
    if metric == "event" {
        let from_source = page.events().filter(|event| is_from(event.source())).map(EventRef::event);
        let those = from_source.filter(|event| event.date.to_string() == date);
        let is_seen = |event: &&Event| {
            let kind = event.kind.filter(|kind| *kind != EventKind::Prediction);
            let kind = kind.map(|kind| format!("{} ", kind.label())).unwrap_or_default();
            text.contains(&format!("{} {kind}{}", event.date.long(), event.text))
        };
        return those.filter(is_seen).count();
    }
    let is_of = |fact: &FactRef<'_>| fact.fact().as_of.is_some_and(|as_of| as_of.to_string() == date);
    let those = page.facts_of(metric).filter(|fact| is_of(fact) && is_from(fact.source()));
    those.filter(|fact| is_shown(*fact, text)).count()
}

/// Whether the figure stands on the page with its date and source.
fn is_shown(fact: FactRef<'_>, text: &str) -> bool {
    let site = Tracked::new(&REPORT.rendered.site);
    let Some((date, source)) = fact.fact().as_of.zip(fact.source()) else { return false };
    let origin = format!("{} · {}", date.long(), site.page(source).short_title());
    // The unit is left out where the label beside the figure says the same.
    let figures = [fact.text(&site), fact.value(&site)];
    figures.iter().any(|figure| text.contains(&format!("{figure} {origin}")))
}

/// The words of a published page, without the frame around them.
fn text_of(page: &Page) -> String {
    let path = page.url.output().unwrap();
    let html = std::str::from_utf8(&REPORT.output[&path]).unwrap();
    let (_, main) = html.split_once("<main").unwrap();
    let (main, _) = main.rsplit_once("</main>").unwrap();
    let pieces = main.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    let text = html::decode(&pieces.collect::<String>());
    // The sign of a figure on which sources differ stands between it and its date.
    text.replace("≠ (sources differ)", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_fact_of_the_sources_is_published() {
    let expected = expected();
    assert!(expected.len() > 430, "only {} facts are expected", expected.len());
    assert!(expected.is_sorted(), "`facts.tsv` is not sorted");
    let missing: Vec<_> = missing(&expected).into_iter().map(|fact| fact.join(" ")).collect();
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn what_concerns_several_pages_is_published_on_one() {
    let heads = ["page", "metric", "date", "source", "now on", "as", "of"];
    let rows = rows(include_str!("merged.tsv"), heads);
    let mut merged: Vec<_> =
        rows.map(|[_, _, _, source, page, metric, date]| [page, metric, date, source]).collect();
    assert!(merged.len() > 40, "only {} facts are expected", merged.len());
    merged.sort_unstable();
    merged.dedup();
    let missing: Vec<_> = missing(&merged).into_iter().map(|fact| fact.join(" ")).collect();
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn what_the_sources_say_in_words_stands_in_the_prose() {
    let words = rows(include_str!("words.tsv"), ["page", "words"]);
    let is_told = |[path, words]: &[&str; 2]| page(path).is_some_and(|page| text_of(page).contains(words));
    let missing: Vec<_> = words.filter(|row| !is_told(row)).map(|row| row.join(": ")).collect();
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn no_fact_is_found_under_another_metric_date_or_source() {
    let expected = expected();
    for column in 1..4 {
        let mut others = expected.clone();
        for fact in &mut others {
            fact[column] = "1815";
        }
        assert_eq!(missing(&others).len(), others.len());
    }
    assert_eq!(missing(&[expected[0]; 3]).len(), 2, "as many are to be there as there are lines");
}
