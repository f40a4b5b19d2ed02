//! Figures, events and remarks that came, went, or say something else.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::metrics;
use super::pages::Pair;
use super::{ChangeKind, MetricChange, States};
use crate::edition::MetricNames;
use crate::model::{EventRef, FactRef, Page, Tracked};

/// The factor from which the step from one figure to another is marked: most typing errors are a digit too many or
/// too few, and few things double within the time between two figures.
const JUMP: f64 = 2.0;

/// What a figure or an event says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stated {
    /// The figure with its unit, or what happened.
    pub value: String,
    /// Its date.
    pub date: Option<String>,
    /// The slug of its source.
    pub source: Option<String>,
    /// What exactly it counts.
    pub note: Option<String>,
    #[serde(skip)]
    amount: Option<f64>,
    /// The name of its metric in the second state, or `event`.
    #[serde(skip)]
    what: String,
    /// The label of its metric, or `event`.
    #[serde(skip)]
    label: String,
    #[serde(skip)]
    anchor: String,
}

/// A figure or an event that came, went, or says something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementChange {
    /// What happened to it.
    pub change: ChangeKind,
    /// The title of its page.
    pub page: String,
    /// The label of its metric, or `event`.
    pub what: String,
    /// Where it stands; where it stood, if it is gone.
    pub address: String,
    /// The address it had before, if that was another.
    pub was: Option<String>,
    /// What it said.
    pub before: Option<Stated>,
    /// What it says.
    pub after: Option<Stated>,
    /// What the newest figure of the metric was, if this one is new.
    pub earlier: Option<Stated>,
    /// By which factor the number differs from the one before, if that is much.
    pub jump: Option<f64>,
}

/// A remark, or that a figure disputes another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RemarkChange {
    /// What happened to it.
    pub change: ChangeKind,
    /// The title of its page.
    pub page: String,
    /// What it is about: a figure, an event or the page.
    pub address: String,
    /// What it said.
    pub before: Option<String>,
    /// What it says.
    pub after: Option<String>,
}

/// What statements a page makes, by their anchors.
type Statements = BTreeMap<String, Stated>;

/// The two states, and what metrics of the first are called in the second.
struct Compared<'a> {
    sites: [Tracked<'a>; 2],
    names: MetricNames,
}

/// What differs in what the pages state, in the remarks on it, and in what metrics are called.
pub(super) fn compare(
    states: &States,
    pairs: &[Pair<'_>],
) -> (Vec<StatementChange>, Vec<RemarkChange>, Vec<MetricChange>) {
    let sites = [&states.base, &states.head].map(|state| Tracked::new(&state.rendered.site));
    let names = metrics::names(&sites, pairs);
    let metrics = metrics::renamed(&names, &sites[1]);
    let compared = Compared { sites, names };
    let (mut statements, mut remarks) = (Vec::new(), Vec::new());
    for pair in pairs {
        statements.extend(compared.statements(pair));
        remarks.extend(compare_remarks(pair));
    }
    join_moved(&mut statements);
    let weight = |change: &StatementChange| {
        (change.jump.is_none(), change.before.is_none() || change.after.is_none(), change.address.clone())
    };
    statements.sort_by_cached_key(weight);
    (statements, remarks, metrics)
}

impl Compared<'_> {
    fn statements(&self, pair: &Pair<'_>) -> Vec<StatementChange> {
        let Some(page) = pair.page() else { return Vec::new() };
        let before = pair.base.map(|page| self.statements_before(page)).unwrap_or_default();
        let after = pair.head.map(|page| statements(&self.sites[1], page)).unwrap_or_default();
        let mut gone: Statements = before.clone();
        gone.retain(|id, _| !after.contains_key(id));
        let mut changes = Vec::new();
        for (id, stated) in &after {
            let known = before.get(id).cloned();
            if known.as_ref().is_some_and(|before| before.says_the_same(stated)) {
                continue;
            }
            // The same words under another anchor: its date, its source or its page were corrected.
            let known = known.or_else(|| {
                let alike = |one: &&Stated| one.what == stated.what && one.value == stated.value;
                let id = gone.iter().find(|(_, one)| alike(one)).map(|(id, _)| id.clone())?;
                gone.remove(&id)
            });
            changes.push(self.change(pair, page, known, stated));
        }
        changes.extend(gone.into_values().map(|stated| removed(pair, page, stated)));
        changes
    }

    /// What a page of the first state says, with the metrics and anchors of the second.
    fn statements_before(&self, page: &Page) -> Statements {
        let named = |(id, stated): (String, Stated)| {
            let what = self.names.later(&stated.what).to_owned();
            (self.names.later_id(&id, &stated.what), Stated { what, ..stated })
        };
        statements(&self.sites[0], page).into_iter().map(named).collect()
    }

    fn change(
        &self,
        pair: &Pair<'_>,
        page: &Page,
        before: Option<Stated>,
        stated: &Stated,
    ) -> StatementChange {
        let address = format!("{}#{}", page.url, stated.anchor);
        let was =
            before.as_ref().zip(pair.base).map(|(before, base)| format!("{}#{}", base.url, before.anchor));
        let newest = |base| self.newest(base, stated).filter(|_| before.is_none());
        let earlier = pair.base.and_then(newest);
        let jump = before.as_ref().or(earlier.as_ref()).and_then(|before| jump(before, stated));
        StatementChange {
            change: ChangeKind::between(before.is_some(), true),
            page: page.title().to_owned(),
            what: stated.label.clone(),
            was: was.filter(|was| *was != address),
            address,
            before,
            after: Some(stated.clone()),
            earlier,
            jump,
        }
    }

    /// The newest figure of the same metric that the page had.
    fn newest(&self, page: &Page, stated: &Stated) -> Option<Stated> {
        let fact = self.sites[0].figure(page, self.names.earlier(&stated.what), None).ok()?;
        Some(of_fact(&self.sites[0], fact))
    }
}

/// Takes what went from one page and came to another for what it is: a statement that moved.
fn join_moved(changes: &mut Vec<StatementChange>) {
    type Words = (String, String, Option<String>);
    let words = |stated: &Stated| (stated.what.clone(), stated.value.clone(), stated.date.clone());
    let mut gone: BTreeMap<Words, Vec<usize>> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate().rev() {
        if let (Some(before), None) = (&change.before, &change.after) {
            gone.entry(words(before)).or_default().push(index);
        }
    }
    let mut joined = BTreeSet::new();
    for index in 0..changes.len() {
        let (None, Some(after)) = (&changes[index].before, &changes[index].after) else { continue };
        let Some(from) = gone.get_mut(&words(after)).and_then(Vec::pop) else { continue };
        let StatementChange { before, address, .. } = changes[from].clone();
        let change = ChangeKind::Changed;
        let moved = &mut changes[index];
        (moved.change, moved.before, moved.was) = (change, before, Some(address));
        (moved.earlier, moved.jump) = (None, None);
        joined.insert(from);
    }
    let mut index = 0..;
    changes.retain(|_| index.next().is_some_and(|index| !joined.contains(&index)));
}

fn removed(pair: &Pair<'_>, page: &Page, stated: Stated) -> StatementChange {
    let url = &pair.base.unwrap_or(page).url;
    StatementChange {
        change: ChangeKind::Gone,
        page: page.title().to_owned(),
        what: stated.label.clone(),
        address: format!("{url}#{}", stated.anchor),
        was: None,
        before: Some(stated),
        after: None,
        earlier: None,
        jump: None,
    }
}

/// The factor between two figures, if it is one to look at.
fn jump(before: &Stated, after: &Stated) -> Option<f64> {
    let (before, after) = (before.amount?, after.amount?);
    let factor = after / before;
    let is_much = factor.is_finite() && factor > 0.0 && !(1.0 / JUMP..JUMP).contains(&factor);
    is_much.then_some(factor)
}

impl Stated {
    /// Whether two statements say the same to readers.
    fn says_the_same(&self, other: &Self) -> bool {
        let words = |stated: &Self| {
            let Self { value, date, source, note, .. } = stated.clone();
            (value, date, source, note)
        };
        self.what == other.what && words(self) == words(other)
    }
}

/// What a page states, by anchor.
fn statements(site: &Tracked<'_>, page: &Page) -> Statements {
    let facts = page.facts().map(|fact| (fact.id().to_owned(), of_fact(site, fact)));
    let events = page.events().map(|event| (event.id().to_owned(), of_event(site, event)));
    facts.chain(events).collect()
}

fn of_fact(site: &Tracked<'_>, fact: FactRef<'_>) -> Stated {
    let said = fact.fact();
    Stated {
        value: fact.text(site),
        date: fact.date(site).map(|date| date.to_string()),
        source: said.source.as_ref().map(|source| source.value.clone()),
        note: said.note.clone(),
        amount: fact.amount(site).and_then(|amount| amount.midpoint()),
        what: fact.metric_name().to_owned(),
        label: site.label(fact.metric_name()).to_owned(),
        anchor: fact.id().to_owned(),
    }
}

fn of_event(_: &Tracked<'_>, event: EventRef<'_>) -> Stated {
    let said = event.event();
    Stated {
        value: said.text.clone(),
        date: Some(said.date.to_string()),
        source: said.source.as_ref().map(|source| source.value.clone()),
        // Of what kind it is, readers see as well.
        note: said.kind.map(|kind| kind.name().to_owned()),
        amount: None,
        what: "event".to_owned(),
        label: "event".to_owned(),
        anchor: event.id().to_owned(),
    }
}

fn compare_remarks(pair: &Pair<'_>) -> Vec<RemarkChange> {
    let Some(page) = pair.page() else { return Vec::new() };
    let [before, after] = [pair.base, pair.head].map(|page| page.map(remarks).unwrap_or_default());
    let mut went = by_place(before.difference(&after));
    let mut came = by_place(after.difference(&before));
    let places: BTreeSet<_> = went.keys().chain(came.keys()).cloned().collect();
    let mut changes = Vec::new();
    for place in places {
        let went = went.remove(&place).unwrap_or_default().into_iter().map(Some);
        let came = came.remove(&place).unwrap_or_default().into_iter().map(Some);
        let most = went.len().max(came.len());
        let (went, came) = (went.chain(std::iter::repeat(None)), came.chain(std::iter::repeat(None)));
        changes.extend(std::iter::zip(went, came).take(most).map(|(before, after)| RemarkChange {
            change: ChangeKind::between(before.is_some(), after.is_some()),
            page: page.title().to_owned(),
            address: format!("{}{place}", page.url),
            before,
            after,
        }));
    }
    changes
}

/// The words of remarks, by what they are about.
fn by_place<'a>(remarks: impl Iterator<Item = &'a (String, String)>) -> BTreeMap<String, Vec<String>> {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (place, text) in remarks {
        places.entry(place.clone()).or_default().push(text.clone());
    }
    places
}

/// The remarks on a page and on what it states, with what they are about.
fn remarks(page: &Page) -> BTreeSet<(String, String)> {
    let about_page = page.remarks().map(|remark| (String::new(), remark.remark.text.value.clone()));
    let about_facts = page.facts().flat_map(|fact| {
        let anchor = format!("#{}", fact.id());
        let remark = fact.remark().map(|remark| remark.remark.text.value.clone());
        let dispute = fact.fact().disputes.as_ref().map(|other| format!("disputes {}", other.value));
        remark.into_iter().chain(dispute).map(move |text| (anchor.clone(), text))
    });
    let about_events = page
        .events()
        .filter_map(|event| Some((format!("#{}", event.id()), event.remark()?.remark.text.value.clone())));
    about_page.chain(about_facts).chain(about_events).collect()
}
