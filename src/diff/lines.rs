//! A review as lists of lines, which each format writes in its own way.

use super::{
    ChangeKind, ExhibitChange, LinkChange, MetricChange, PageChange, ProblemChange, ReachedPage,
    RemarkChange, Review, Stated, StatementChange,
};
use crate::diagnostic::counted;

/// What a report says beside the review.
#[derive(Clone, Copy, Debug)]
pub struct ReportFrame<'a> {
    /// What the two states are called.
    pub names: [&'a str; 2],
    /// Whether lists are written whole, however long they are.
    pub all: bool,
    /// The style sheet of the site, for pictures.
    pub style: &'a str,
}

/// A list under a heading.
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) items: Vec<Item>,
}

/// A line of a list.
#[derive(Default)]
pub(super) struct Item {
    pub(super) change: Option<ChangeKind>,
    /// What it is about.
    pub(super) name: String,
    /// What happened.
    pub(super) words: String,
    /// Where it is to be seen.
    pub(super) address: Option<String>,
    /// What to look at first in it.
    pub(super) mark: Option<String>,
    /// Pictures of before and after.
    pub(super) pictures: [Option<String>; 2],
}

/// What differs in one line.
pub(super) fn summary(review: &Review) -> String {
    if review.is_empty() {
        return "nothing differs in what is published".to_owned();
    }
    let came = |change| review.problems.iter().filter(|problem| problem.change == change).count();
    let parts = [
        (came(ChangeKind::Added), "new problem", "new problems"),
        (came(ChangeKind::Gone), "problem solved", "problems solved"),
        (review.statements.len(), "figure or event", "figures and events"),
        (review.metrics.len(), "metric was renamed", "metrics were renamed"),
        (review.remarks.len(), "remark", "remarks"),
        (review.pages.len(), "page came, went or moved", "pages came, went or moved"),
        (review.lost.len(), "address lost", "addresses lost"),
        (review.exhibits.len(), "exhibit", "exhibits"),
        (review.reached.len(), "page reached", "pages reached"),
        (review.files.len(), "other file", "other files"),
    ];
    let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
    parts.map(|(count, one, many)| counted(count, one, many)).collect::<Vec<_>>().join(", ")
}

/// What differs, in the order in which a reviewer should look at it; empty lists are left out.
pub(super) fn sections(review: &Review) -> Vec<Section> {
    let lost = review.lost.iter().map(|address| Item {
        change: Some(ChangeKind::Gone),
        name: address.clone(),
        words: "leads nowhere now; an alias on another page would lead readers on".to_owned(),
        ..Item::default()
    });
    let files = review.files.iter().map(|file| Item { name: file.clone(), ..Item::default() });
    let sections = [
        ("Problems", review.problems.iter().map(problem).collect()),
        ("Addresses lost", lost.collect()),
        ("Figures and events", review.statements.iter().map(statement).collect()),
        ("Metrics with another name", review.metrics.iter().map(metric).collect()),
        ("Remarks and disputes", review.remarks.iter().map(remark).collect()),
        ("Pages that came, went or moved", review.pages.iter().map(page).collect()),
        ("Charts, tables, timelines and networks", review.exhibits.iter().map(exhibit).collect()),
        ("Links", review.links.iter().map(links).collect()),
        ("Pages reached", review.reached.iter().map(reached).collect()),
        ("Other files", files.collect()),
    ];
    let sections = sections.into_iter().map(|(title, items)| Section { title, items });
    sections.filter(|section: &Section| !section.items.is_empty()).collect()
}

fn problem(problem: &ProblemChange) -> Item {
    let severity = if problem.error { "error" } else { "warning" };
    Item {
        change: Some(problem.change),
        name: problem.place.clone().unwrap_or_else(|| "the site".to_owned()),
        words: format!("{severity}[{}]: {}", problem.code, problem.message),
        ..Item::default()
    }
}

fn statement(change: &StatementChange) -> Item {
    let StatementChange { before, after, earlier, was, .. } = change;
    let words = match (before, after) {
        (Some(before), Some(after)) if before.value != after.value => {
            format!("{} → {}", stated(before), stated(after))
        }
        (Some(before), Some(after)) if provenance(before) != provenance(after) => {
            format!("{}; {} → {}", after.value, provenance(before), provenance(after))
        }
        (_, Some(one)) | (Some(one), None) => stated(one),
        (None, None) => String::new(),
    };
    let earlier = earlier.as_ref().map(|earlier| format!("; the newest so far: {}", stated(earlier)));
    let was = was.as_ref().map(|was| format!("; its address was {was}"));
    Item {
        change: Some(change.change),
        name: format!("{}, {}", change.page, change.what),
        words: [words, earlier.unwrap_or_default(), was.unwrap_or_default()].concat(),
        address: Some(change.address.clone()),
        mark: change.jump.map(jump),
        ..Item::default()
    }
}

/// `× 4.5` or `÷ 12`.
fn jump(factor: f64) -> String {
    let (sign, factor) = if factor < 1.0 { ('÷', 1.0 / factor) } else { ('×', factor) };
    if factor < 10.0 { format!("{sign} {factor:.1}") } else { format!("{sign} {factor:.0}") }
}

/// A figure with what stands behind it: `300,000 lines (2021-06, survey)`.
fn stated(stated: &Stated) -> String {
    match provenance(stated) {
        behind if behind.is_empty() => stated.value.clone(),
        behind => format!("{} ({behind})", stated.value),
    }
}

fn provenance(Stated { date, source, note, .. }: &Stated) -> String {
    let parts: Vec<_> = [date, source, note].into_iter().flatten().map(String::as_str).collect();
    parts.join(", ")
}

fn metric(metric: &MetricChange) -> Item {
    let MetricChange { before, after, label, figures } = metric;
    Item {
        change: Some(ChangeKind::Changed),
        name: label.clone(),
        words: format!(
            "{before} → {after}; the addresses of {} with it",
            counted(*figures, "figure", "figures")
        ),
        ..Item::default()
    }
}

fn remark(remark: &RemarkChange) -> Item {
    let parts = [&remark.before, &remark.after].into_iter().flatten().map(String::as_str);
    Item {
        change: Some(remark.change),
        name: remark.page.clone(),
        words: parts.collect::<Vec<_>>().join(" → "),
        address: Some(remark.address.clone()),
        ..Item::default()
    }
}

fn page(page: &PageChange) -> Item {
    let was = page.was.as_ref().map(|was| format!(", before {was}")).unwrap_or_default();
    let on = if page.leads_on { "; its former address leads on" } else { "" };
    Item {
        change: Some(page.change),
        name: page.title.clone(),
        words: format!("{}{was}, {}{on}", page.kind, counted(page.words, "word", "words")),
        address: Some(page.address.clone()),
        ..Item::default()
    }
}

fn exhibit(exhibit: &ExhibitChange) -> Item {
    Item {
        change: Some(exhibit.change),
        name: exhibit.page.clone(),
        words: exhibit.title.clone(),
        address: Some(exhibit.address.clone()),
        pictures: [exhibit.before.clone(), exhibit.after.clone()],
        ..Item::default()
    }
}

/// The most links that are named for one page.
const MOST_LINKS: usize = 5;

fn links(links: &LinkChange) -> Item {
    let list = |before: &str, targets: &[String]| {
        let named = targets.iter().take(MOST_LINKS).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = targets.len().saturating_sub(MOST_LINKS);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        (!targets.is_empty()).then(|| format!("{before} {named}{more}"))
    };
    let parts =
        [list("broken:", &links.broken), list("leads to", &links.added), list("no longer to", &links.gone)];
    Item {
        change: Some(ChangeKind::Changed),
        name: links.page.clone(),
        words: parts.into_iter().flatten().collect::<Vec<_>>().join("; "),
        address: Some(links.address.clone()),
        ..Item::default()
    }
}

fn reached(page: &ReachedPage) -> Item {
    let words = page.words.map(|[before, after]| format!("; {before} → {after} words")).unwrap_or_default();
    Item {
        name: page.title.clone().unwrap_or_else(|| page.address.clone()),
        words: format!("{}{words}", page.why.join(", ")),
        address: Some(page.address.clone()),
        ..Item::default()
    }
}

/// What happened, in a word.
pub(super) fn word(change: ChangeKind) -> &'static str {
    match change {
        ChangeKind::Added => "new",
        ChangeKind::Changed => "changed",
        ChangeKind::Gone => "gone",
    }
}
