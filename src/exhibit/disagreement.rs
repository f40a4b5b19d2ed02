//! `disagreements`: the facts on which sources differ.

use super::context::Context;
use super::datum::{claim, name_of_fact};
use super::{Amount, Claim, Disagreement, DisagreementKind};
use crate::config::MetricFormat;
use crate::model::{FactRef, Page, Tracked};
use crate::parse::exhibit::{ExhibitBlock, Query};

impl Context<'_> {
    pub(super) fn disagreements(&mut self, query: &Query, block: &ExhibitBlock) -> Option<Vec<Disagreement>> {
        let selection = self.ask.selection(query, None)?;
        let pages = self.ask.pages(&selection);
        let pages = pages.iter().map(|id| self.site.page(*id));
        let found = sorted(pages.flat_map(|page| of_page(self.site, page)).collect());
        if found.is_empty() {
            self.empty(block, "the sources agree on everything that is asked for");
            return None;
        }
        Some(found)
    }
}

/// The disagreements of all pages.
pub fn all_disagreements(site: &Tracked<'_>) -> Vec<Disagreement> {
    sorted(site.pages().iter().flat_map(|page| of_page(site, page)).collect())
}

/// A disagreement with what it is sorted by among those of its kind: how far apart its facts are.
type Sized = (f64, Disagreement);

/// Figures first, then dates, names and judgements; of each those that are farthest apart, and then by title.
fn sorted(mut found: Vec<Sized>) -> Vec<Disagreement> {
    let title = |one: &Disagreement| (one.subject.text.to_lowercase(), one.metric.to_lowercase());
    found.sort_by(|(gap, one), (other_gap, other)| {
        one.kind
            .cmp(&other.kind)
            .then_with(|| other_gap.total_cmp(gap))
            .then_with(|| title(one).cmp(&title(other)))
    });
    found.into_iter().map(|(_, one)| one).collect()
}

fn of_page(site: &Tracked<'_>, page: &Page) -> Vec<Sized> {
    site.disagreements(page).into_iter().map(|facts| disagreement(site, page, &facts)).collect()
}

fn disagreement(site: &Tracked<'_>, page: &Page, facts: &[FactRef<'_>]) -> Sized {
    let metric = facts[0].metric_name();
    let kind = kind(site, metric);
    let (size, gap) = match kind {
        DisagreementKind::Figure => figures_apart(site, facts),
        DisagreementKind::Date => dates_apart(site, facts),
        DisagreementKind::Name | DisagreementKind::Judgement => (0.0, None),
    };
    let mut claims: Vec<_> = facts.iter().map(|fact| claim(site, *fact)).collect();
    if kind == DisagreementKind::Figure {
        place(site, facts, &mut claims);
    }
    let (subject, label) = (name_of_fact(page, metric), site.label(metric).to_owned());
    (size, Disagreement { subject, metric: label, kind, gap, claims })
}

fn kind(site: &Tracked<'_>, metric: &str) -> DisagreementKind {
    match site.metric(metric).map_or(MetricFormat::Number, |metric| metric.format) {
        MetricFormat::Number | MetricFormat::Percent | MetricFormat::MoneyUsd => DisagreementKind::Figure,
        MetricFormat::Date => DisagreementKind::Date,
        MetricFormat::Name => DisagreementKind::Name,
        MetricFormat::Text => DisagreementKind::Judgement,
    }
}

/// Where a figure starts and ends; `None` for words.
fn ends(site: &Tracked<'_>, fact: FactRef<'_>) -> Option<[f64; 2]> {
    let (from, to) = fact.amount(site)?.ends()?;
    Some([from.value(), to.value()])
}

/// The lowest and the highest of some numbers.
fn extent(numbers: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    numbers.fold(None, |found: Option<(f64, f64)>, number| {
        let (low, high) = found.unwrap_or((number, number));
        Some((low.min(number), high.max(number)))
    })
}

/// How far figures are apart, as a part of the larger in size, and in words.
fn figures_apart(site: &Tracked<'_>, facts: &[FactRef<'_>]) -> (f64, Option<String>) {
    let all = facts.iter().filter_map(|fact| ends(site, *fact)).flatten();
    let Some((low, high)) = extent(all) else { return (0.0, None) };
    let largest = low.abs().max(high.abs());
    if low >= high {
        return (0.0, None);
    }
    // Halves first, since the difference of the largest numbers is none.
    let size = 2.0 * (high / largest / 2.0 - low / largest / 2.0);
    let words = match high / low {
        ratio if low <= 0.0 || !ratio.is_finite() => None,
        ratio if ratio >= 2.0 => Some(format!("up to {ratio:.1} times")),
        // A half goes up: what is “up to” may not be less than it is.
        ratio if ratio >= 1.01 => Some(format!("up to {}% more", ((ratio - 1.0) * 100.0).round())),
        _ => Some("less than 1% more".to_owned()),
    };
    (size, words)
}

/// How far dates are apart, in months, and in words.
fn dates_apart(site: &Tracked<'_>, facts: &[FactRef<'_>]) -> (f64, Option<String>) {
    let days = || facts.iter().filter_map(|fact| fact.day(site));
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return (0.0, None) };
    let months = first.months_until(last);
    let words = match months {
        0 => None,
        1 => Some("1 month apart".to_owned()),
        2..24 => Some(format!("{months} months apart")),
        _ => Some(format!("{} years apart", months / 12)),
    };
    (f64::from(months), words)
}

/// Places figures on a line that starts at zero, or ends there.
fn place(site: &Tracked<'_>, facts: &[FactRef<'_>], claims: &mut [Claim]) {
    let all = facts.iter().filter_map(|fact| ends(site, *fact)).flatten();
    let Some((low, high)) = extent(all.chain([0.0])).filter(|(low, high)| low < high) else { return };
    let largest = low.abs().max(high.abs());
    let (from, to) = (low / largest, high / largest);
    let at = |value: f64| Amount((value / largest - from) / (to - from) * 100.0);
    for (fact, claim) in facts.iter().zip(claims) {
        claim.span = ends(site, *fact).map(|ends| ends.map(at));
    }
}
