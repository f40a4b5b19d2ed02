//! Two editions → what came, went and became another between them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edition, EditionEvent, EditionFact, EditionPage, MetricNames, statement};
use crate::date::Date;

/// A figure with its address in its edition.
pub type FactAt<'e> = (&'e str, &'e EditionFact);

/// An event with its address in its edition.
type EventAt<'e> = (&'e str, &'e EditionEvent);

/// Where a newer figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// It is more than before.
    Grew,
    /// It is less than before.
    Fell,
    /// It is another one, and neither more nor less: words, dates.
    Other,
    /// It is what it was.
    Same,
}

/// A figure and the one whose place it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureStep<'e> {
    /// The older one.
    pub before: FactAt<'e>,
    /// The newer one.
    pub after: FactAt<'e>,
}

/// A page that has another title or address.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Renamed<'e> {
    /// Its title before.
    pub before: &'e str,
    /// Its address after.
    pub address: &'e str,
    /// Its title after.
    pub after: &'e str,
}

/// What differs between an edition and the one before; every list is sorted by address.
#[derive(Debug, Default)]
pub struct Comparison<'e> {
    /// Figures of which there was none of the metric before, or none as old.
    pub entered: Vec<FactAt<'e>>,
    /// Figures that are gone.
    pub left: Vec<FactAt<'e>>,
    /// Figures that are newer than the newest of their metric before, with that.
    pub newer: Vec<FigureStep<'e>>,
    /// Figures of one id and another value.
    pub corrected: Vec<FigureStep<'e>>,
    /// Figures on which sources differ now.
    pub disputed: Vec<FactAt<'e>>,
    /// Figures on which they differ no longer.
    pub settled: Vec<FactAt<'e>>,
    /// Pages that came.
    pub pages_entered: Vec<&'e str>,
    /// Pages that went.
    pub pages_left: Vec<&'e str>,
    /// Pages with another title or address.
    pub pages_renamed: Vec<Renamed<'e>>,
    /// Events that came.
    pub events_entered: Vec<EventAt<'e>>,
    /// Events that went.
    pub events_left: Vec<EventAt<'e>>,
    /// Events that are told in other words, have another date, or were or became predictions: before and after.
    pub events_reworded: Vec<(EventAt<'e>, EventAt<'e>)>,
}

impl FigureStep<'_> {
    /// Where the figure went.
    pub fn direction(&self) -> Direction {
        let ((_, before), (_, after)) = (self.before, self.after);
        let middle = |fact: &EditionFact| {
            fact.amount.as_ref().map(|[from, to]| f64::midpoint(from.value(), to.value()))
        };
        let order = middle(before).zip(middle(after)).and_then(|(one, other)| one.partial_cmp(&other));
        match order {
            Some(order) if order.is_lt() => Direction::Grew,
            Some(order) if order.is_gt() => Direction::Fell,
            _ if before.digest == after.digest => Direction::Same,
            _ => Direction::Other,
        }
    }

    /// By which factor it grew or fell, if both are above zero.
    pub fn factor(&self) -> Option<f64> {
        let middle = |fact: &EditionFact| {
            let [from, to] = fact.amount.as_ref()?;
            Some(f64::midpoint(from.value(), to.value())).filter(|middle| *middle > 0.0)
        };
        let factor = middle(self.after.1)? / middle(self.before.1)?;
        factor.is_finite().then_some(factor)
    }
}

/// Tells what differs. `now` gives the address that a page of either edition has today, by which one that was renamed
/// is known again.
pub fn compare<'e>(before: &'e Edition, after: &'e Edition, now: &dyn Fn(&str) -> String) -> Comparison<'e> {
    let mut all = Comparison::default();
    pages(before, after, now, &mut all);
    facts(before, after, now, &mut all);
    events(before, after, now, &mut all);
    all
}

fn pages<'e>(
    before: &'e Edition,
    after: &'e Edition,
    now: &dyn Fn(&str) -> String,
    all: &mut Comparison<'e>,
) {
    let known = |edition: &'e Edition| {
        let known = |(address, page): (&'e String, &'e EditionPage)| (now(address), (address.as_str(), page));
        edition.pages.iter().map(known).collect::<BTreeMap<_, _>>()
    };
    let mut gone = known(before);
    for (key, (address, page)) in known(after) {
        match gone.remove(&key) {
            None => all.pages_entered.push(address),
            Some((old, was)) if old != address || was.title != page.title => {
                all.pages_renamed.push(Renamed { before: &was.title, address, after: &page.title });
            }
            Some(_) => {}
        }
    }
    all.pages_left.extend(gone.into_values().map(|(address, _)| address));
    all.pages_entered.sort_unstable();
    all.pages_left.sort_unstable();
    all.pages_renamed.sort_by_key(|renamed| renamed.address);
}

/// The metric of a figure, and all else that it says: its page, its date, its source and its value.
type Said<'e> = (&'e str, (String, Option<Date>, Option<&'e str>, &'e str));

/// What the metrics of an edition are called in a later one. `now` is that of [`compare`].
pub(super) fn metric_names(before: &Edition, after: &Edition, now: &dyn Fn(&str) -> String) -> MetricNames {
    fn said<'e>(edition: &'e Edition, now: &dyn Fn(&str) -> String) -> impl Iterator<Item = Said<'e>> {
        let said = move |(address, fact): (&'e String, &'e EditionFact)| {
            let EditionFact { metric, date, source, digest, .. } = fact;
            (metric.as_str(), (now(page_of(address)), *date, source.as_deref(), digest.as_str()))
        };
        edition.facts.iter().map(said)
    }
    // Where none went, or none came, none has another name.
    let names = |edition: &'_ Edition| edition.facts.values().map(|fact| fact.metric.clone()).collect();
    let (was, is): (BTreeSet<String>, BTreeSet<String>) = (names(before), names(after));
    if was.is_subset(&is) || is.is_subset(&was) {
        return MetricNames::default();
    }
    MetricNames::between(said(before, now), said(after, now))
}

/// The figures of an edition by the addresses that they would have today.
fn by_address<'e>(
    edition: &'e Edition,
    now: &dyn Fn(&str) -> String,
    names: &MetricNames,
) -> BTreeMap<String, FactAt<'e>> {
    let today = |address: &str, fact: &EditionFact| {
        let (page, id) = address.split_once('#').unwrap_or((address, ""));
        format!("{}#{}", now(page), names.later_id(id, &fact.metric))
    };
    edition.facts.iter().map(|(address, fact)| (today(address, fact), (address.as_str(), fact))).collect()
}

/// The address of a statement with that which its page has today.
fn moved(address: &str, now: &dyn Fn(&str) -> String) -> String {
    let (page, id) = address.split_once('#').unwrap_or((address, ""));
    format!("{}#{id}", now(page))
}

fn page_of(address: &str) -> &str {
    address.split('#').next().unwrap_or_default()
}

fn facts<'e>(
    before: &'e Edition,
    after: &'e Edition,
    now: &dyn Fn(&str) -> String,
    all: &mut Comparison<'e>,
) {
    let names = metric_names(before, after, now);
    let old = by_address(before, now, &names);
    let mut gone = old.clone();
    let mut fresh = Vec::new();
    for (address, fact) in by_address(after, now, &MetricNames::default()) {
        match gone.remove(&address) {
            Some(was) => known_fact(was, fact, all),
            None => fresh.push((address, fact)),
        }
    }
    // What says the same under another id is the same: other figures came beside it, or its source is called otherwise.
    let said = |address: &str, fact: &EditionFact| {
        statement(page_of(address), names.later(&fact.metric), fact.date, &fact.digest)
    };
    let mut saying: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (address, (_, fact)) in gone.iter().rev() {
        saying.entry(said(address, fact)).or_default().push(address.clone());
    }
    let newest = newest(&old, &names);
    for (address, fact) in fresh {
        let same = saying.get_mut(&said(&address, fact.1)).and_then(Vec::pop);
        if let Some(was) = same.and_then(|was| gone.remove(&was)) {
            known_fact(was, fact, all);
            continue;
        }
        let earlier = newest.get(&(page_of(&address), fact.1.metric.as_str())).copied();
        match earlier.filter(|(_, earlier)| earlier.date < fact.1.date) {
            Some(before) => all.newer.push(FigureStep { before, after: fact }),
            None => all.entered.push(fact),
        }
        all.disputed.extend(fact.1.disputed.then_some(fact));
    }
    all.left.extend(gone.into_values());
    sort(all);
}

/// The newest figure of each page and metric; of one date the first by address.
fn newest<'m, 'e>(
    facts: &'m BTreeMap<String, FactAt<'e>>,
    names: &'m MetricNames,
) -> BTreeMap<(&'m str, &'m str), FactAt<'e>> {
    let mut newest: BTreeMap<_, FactAt<'e>> = BTreeMap::new();
    for (address, fact) in facts {
        let known = newest.entry((page_of(address), names.later(&fact.1.metric))).or_insert(*fact);
        if known.1.date < fact.1.date {
            *known = *fact;
        }
    }
    newest
}

/// What became of a figure that both editions have.
fn known_fact<'e>(before: FactAt<'e>, after: FactAt<'e>, all: &mut Comparison<'e>) {
    if before.1.digest != after.1.digest {
        all.corrected.push(FigureStep { before, after });
    }
    match (before.1.disputed, after.1.disputed) {
        (false, true) => all.disputed.push(after),
        (true, false) => all.settled.push(after),
        (true, true) | (false, false) => {}
    }
}

fn sort(all: &mut Comparison<'_>) {
    for facts in [&mut all.entered, &mut all.left, &mut all.disputed, &mut all.settled] {
        facts.sort_by_key(|(address, _)| *address);
    }
    for steps in [&mut all.newer, &mut all.corrected] {
        steps.sort_by_key(|step| step.after.0);
    }
}

fn events<'e>(
    before: &'e Edition,
    after: &'e Edition,
    now: &dyn Fn(&str) -> String,
    all: &mut Comparison<'e>,
) {
    let known = |edition: &'e Edition| {
        let known = |(address, event): (&'e String, &'e EditionEvent)| {
            (moved(address, now), (address.as_str(), event))
        };
        edition.events.iter().map(known).collect::<BTreeMap<_, _>>()
    };
    let mut gone = known(before);
    let mut fresh = Vec::new();
    for (key, event) in known(after) {
        match gone.remove(&key) {
            Some(was) if was.1.text != event.1.text || was.1.prediction != event.1.prediction => {
                all.events_reworded.push((was, event));
            }
            Some(_) => {}
            None => fresh.push((key, event)),
        }
    }
    // The same words under another date.
    let mut saying: BTreeMap<(String, &str), BTreeSet<String>> = BTreeMap::new();
    for (key, (_, event)) in &gone {
        saying.entry((page_of(key).to_owned(), &event.text)).or_default().insert(key.clone());
    }
    for (key, event) in fresh {
        let same = saying.get_mut(&(page_of(&key).to_owned(), &event.1.text)).and_then(BTreeSet::pop_first);
        match same.and_then(|key| gone.remove(&key)) {
            Some(was) if was.1.date != event.1.date || was.1.prediction != event.1.prediction => {
                all.events_reworded.push((was, event));
            }
            Some(_) => {}
            None => all.events_entered.push(event),
        }
    }
    all.events_left.extend(gone.into_values());
    for list in [&mut all.events_entered, &mut all.events_left] {
        list.sort_by_key(|(address, _)| *address);
    }
    all.events_reworded.sort_by_key(|(_, (address, _))| *address);
}
