//! What came of an edition until the next, in rows and in numbers.

use super::super::Planner;
use super::super::page::date_view;
use super::super::view::{EditionRowView, EditionSectionView, TotalView};
use super::{Today, edition_url};
use crate::edition::{Comparison, Direction, Edition, EditionEvent, FactAt, FigureStep};

/// The most rows of one kind. The manifests have all, and a page with thousands of them is not read.
const MOST_ROWS: usize = 200;

/// Factors from which one is told, and no percentage.
const MUCH: f64 = 2.0;

impl Planner<'_> {
    /// How many of what came, went or became another.
    pub(super) fn edition_totals(&self, edition: &Edition, all: &Comparison<'_>) -> Vec<TotalView> {
        let url = self.address(&edition_url(&edition.name, ""));
        let totals = totals(all).into_iter().filter(|(count, ..)| *count > 0);
        let view = |(count, one, many, id): (usize, &str, &str, &str)| TotalView {
            label: if count == 1 { one } else { many }.to_owned(),
            count: Some(count),
            url: format!("{url}#fb-{id}"),
        };
        totals.map(view).collect()
    }

    /// The lists of them; those that hold something.
    pub(super) fn edition_sections(
        &self,
        edition: &Edition,
        mut all: Comparison<'_>,
        today: &Today<'_, '_>,
    ) -> Vec<EditionSectionView> {
        let Some(before) = self.site.editions().before(edition) else { return Vec::new() };
        // What grew or fell says more than what is told in other words.
        all.newer.sort_by_key(FigureStep::direction);
        let fact = |edition: &Edition, (address, fact): FactAt<'_>| {
            self.figure_of_edition(edition, address, fact, today)
        };
        let facts = |facts: &[FactAt<'_>], of: &Edition| rows(facts, |one| fact(of, *one));
        let steps = |steps: &[FigureStep<'_>]| {
            rows(steps, |step| EditionRowView {
                before: Some(step.before.1.value.clone()),
                before_date: step.before.1.date.map(date_view),
                change: change(step),
                ..fact(edition, step.after)
            })
        };
        let pages = |addresses: &[&str], of: &Edition| rows(addresses, |address| page(of, address, today));
        let events = |events: &[(&str, &EditionEvent)], of: &Edition| {
            rows(events, |(address, one)| event(of, address, one, today))
        };
        let section = |id: &str, title, of, (count, rows): (usize, Vec<EditionRowView>)| EditionSectionView {
            id: format!("fb-{id}"),
            title,
            of,
            count,
            has_before: rows.iter().any(|row| row.before.is_some()),
            rows,
        };
        let renamed = rows(&all.pages_renamed, |one| EditionRowView {
            before: Some(one.before.to_owned()),
            ..page(edition, one.address, today)
        });
        let reworded = rows(&all.events_reworded, |((_, was), (address, one))| EditionRowView {
            before: Some(was.text.clone()),
            before_date: Some(date_view(was.date)),
            ..event(edition, address, one, today)
        });
        let sections = [
            section("corrected", "Corrected", "figures", steps(&all.corrected)),
            section("newer", "Newer figures", "figures", steps(&all.newer)),
            section("disputed", "Disputed since", "figures", facts(&all.disputed, edition)),
            section("settled", "No longer disputed", "figures", facts(&all.settled, edition)),
            section("entered", "Figures that entered", "figures", facts(&all.entered, edition)),
            section("left", "Figures that left", "figures", facts(&all.left, before)),
            section("pages-entered", "Pages that entered", "pages", pages(&all.pages_entered, edition)),
            section("pages-left", "Pages that left", "pages", pages(&all.pages_left, before)),
            section("pages-renamed", "Pages with another name or address", "pages", renamed),
            section("events-entered", "Events that entered", "events", events(&all.events_entered, edition)),
            section("events-left", "Events that left", "events", events(&all.events_left, before)),
            section("events-reworded", "Events told otherwise", "events", reworded),
        ];
        sections.into_iter().filter(|section| section.count > 0).collect()
    }
}

/// How many there are, and the rows of the first.
fn rows<T>(all: &[T], row: impl Fn(&T) -> EditionRowView) -> (usize, Vec<EditionRowView>) {
    (all.len(), all.iter().take(MOST_ROWS).map(row).collect())
}

fn page(edition: &Edition, address: &str, today: &Today<'_, '_>) -> EditionRowView {
    let page = today.page(edition.title_of(address), address);
    let label = edition.pages.get(address).map(|page| page.kind.clone()).unwrap_or_default();
    EditionRowView { page, label, ..EditionRowView::default() }
}

fn event(edition: &Edition, address: &str, event: &EditionEvent, today: &Today<'_, '_>) -> EditionRowView {
    EditionRowView {
        page: today.page(edition.title_of(address), address),
        label: if event.prediction { "prediction".to_owned() } else { String::new() },
        value: event.text.clone(),
        url: today.statement(address),
        date: Some(date_view(event.date)),
        source: event.source.as_deref().map(|source| today.source(source)),
        ..EditionRowView::default()
    }
}

/// Each kind of change: how many there are, what one and several are called, and the end of the anchor of their list.
fn totals(all: &Comparison<'_>) -> [(usize, &'static str, &'static str, &'static str); 13] {
    let newer =
        |wanted: &[Direction]| all.newer.iter().filter(|step| wanted.contains(&step.direction())).count();
    [
        (newer(&[Direction::Grew]), "figure grew", "figures grew", "newer"),
        (newer(&[Direction::Fell]), "figure fell", "figures fell", "newer"),
        (newer(&[Direction::Other, Direction::Same]), "newer figure", "other newer figures", "newer"),
        (all.corrected.len(), "figure was corrected", "figures were corrected", "corrected"),
        (all.disputed.len(), "figure became disputed", "figures became disputed", "disputed"),
        (all.settled.len(), "figure is disputed no longer", "figures are disputed no longer", "settled"),
        (all.entered.len(), "figure entered", "figures entered", "entered"),
        (all.left.len(), "figure left", "figures left", "left"),
        (all.pages_entered.len(), "page entered", "pages entered", "pages-entered"),
        (all.pages_left.len(), "page left", "pages left", "pages-left"),
        (all.pages_renamed.len(), "page was renamed", "pages were renamed", "pages-renamed"),
        (all.events_entered.len(), "event entered", "events entered", "events-entered"),
        (all.events_left.len(), "event left", "events left", "events-left"),
    ]
}

/// How much a figure grew or fell, in words.
fn change(step: &FigureStep<'_>) -> Option<String> {
    let word = match step.direction() {
        Direction::Grew => "grew",
        Direction::Fell => "fell",
        Direction::Same => return Some("unchanged".to_owned()),
        Direction::Other => return None,
    };
    let told = step.factor().and_then(|factor| {
        let percent = ((factor - 1.0) * 100.0).round();
        match factor {
            _ if factor >= MUCH => Some(format!("× {}", rounded(factor))),
            _ if percent > 0.0 => Some(format!("+{percent}%")),
            _ if percent < 0.0 => Some(format!("−{}%", -percent)),
            _ => None,
        }
    });
    Some(told.unwrap_or_else(|| word.to_owned()))
}

/// `2.5`, `12`.
fn rounded(factor: f64) -> String {
    if factor < 10.0 {
        format!("{factor:.1}").trim_end_matches(".0").to_owned()
    } else {
        format!("{factor:.0}")
    }
}
