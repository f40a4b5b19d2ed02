//! Which pages print which facts: the figures in their prose, and those of their charts, tables and lists.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Content, Datum, Exhibit, Exhibits, Form};
use crate::link::{Links, Resolved, Target};
use crate::model::{Changes, Dependency, PageId, Site};
use crate::paths::UrlPath;

/// The facts that one page prints: the page each stands on, and its id there.
type PrintedFacts = Arc<[(PageId, Box<str>)]>;

/// Who prints the facts of a page: their ids, each with a page.
type Printers = Arc<[(Box<str>, PageId)]>;

/// Which pages print which facts; one entry a page, in the order of [`Site::pages`].
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    /// By the page that prints, with the links that it rests on.
    by_printer: Vec<(Arc<[Resolved]>, PrintedFacts)>,
    /// By the page that states.
    by_owner: Vec<Printers>,
}

impl Exhibits {
    /// The pages that print a fact of a page, by their paths, the page itself left out.
    pub fn printers<'e>(&'e self, owner: PageId, fact: &str) -> impl Iterator<Item = PageId> + use<'e> {
        let printers = self.printed.by_owner.get(owner.index()).map(|list| &**list).unwrap_or_default();
        let from = printers.partition_point(|(id, _)| &**id < fact);
        let to = from + printers[from..].partition_point(|(id, _)| &**id <= fact);
        printers[from..to].iter().map(|(_, page)| *page)
    }
}

impl Printed {
    /// Finds out who prints what. What the pages before printed is taken from `previous` where neither their links
    /// nor their exhibits are new; owners whose printers differ are added to `changes`.
    pub(super) fn of(
        site: &Site,
        links: &Links,
        exhibits: &Exhibits,
        previous: Option<&Exhibits>,
        changes: &mut Changes,
    ) -> Self {
        let by_printer: Vec<_> = site
            .pages
            .iter()
            .map(|page| {
                let (resolved, shown) = (links.on(page.id), exhibits.on(page.id));
                let known = previous.and_then(|before| {
                    let (links, facts) = before.printed.by_printer.get(page.id.index())?;
                    let same = Arc::ptr_eq(links, resolved) && Arc::ptr_eq(before.on(page.id), shown);
                    same.then(|| facts.clone())
                });
                let facts = known.unwrap_or_else(|| printed_facts(site, page.id, resolved, exhibits));
                (resolved.clone(), facts)
            })
            .collect();
        let by_owner = match previous {
            Some(before) => update(site, &before.printed, &by_printer, changes),
            None => collect(&by_printer),
        };
        Self { by_printer, by_owner }
    }
}

/// The facts that a page prints, those of its own left out: they stand on it anyway.
fn printed_facts(site: &Site, page: PageId, links: &[Resolved], exhibits: &Exhibits) -> PrintedFacts {
    let in_prose = links.iter().filter_map(|link| match &link.target {
        Target::Figure(figure) => Some(figure.url.as_str()),
        Target::Internal { .. } | Target::External(_) | Target::Mention { .. } | Target::Broken(_) => None,
    });
    let shown = exhibits.on(page).iter().filter_map(|shown| shown.as_ref().ok());
    let urls: BTreeSet<_> = in_prose.chain(shown.flat_map(fact_urls)).collect();
    let fact = |url: &str| {
        let (path, id) = url.split_once('#')?;
        let owner = *site.by_url.get(&UrlPath::folder(path.trim_matches('/')))?;
        (owner != page).then(|| (owner, Box::from(id)))
    };
    urls.into_iter().filter_map(fact).collect()
}

/// The addresses of the facts that an exhibit shows.
fn fact_urls(exhibit: &Exhibit) -> Vec<&str> {
    match &exhibit.content {
        Content::Chart(chart) => {
            data(&chart.form).into_iter().filter_map(|datum| datum.url.as_deref()).collect()
        }
        Content::Table(table) => table.figures().filter_map(|figure| figure.url.as_deref()).collect(),
        Content::Disagreements(found) => {
            found.iter().flat_map(|found| &found.claims).map(|claim| claim.url.as_str()).collect()
        }
        Content::Development(development) => development
            .all()
            .flat_map(|change| &change.ends)
            .filter_map(|figure| figure.url.as_deref())
            .collect(),
        Content::Timeline(_) | Content::Network(_) | Content::Matrix(_) | Content::Walkthrough(_) => {
            Vec::new()
        }
    }
}

/// Every figure of a chart.
fn data(form: &Form) -> Vec<&Datum> {
    match form {
        Form::Bars(rows) | Form::Stacked(rows) | Form::Dots(rows) => {
            rows.rows.iter().flat_map(|row| row.values.iter().flatten()).collect()
        }
        Form::Lines(lines) => {
            let points = lines.series.iter().flat_map(|series| series.points.iter().map(|(.., datum)| datum));
            points.chain(lines.undated.iter().map(|(_, datum)| datum)).collect()
        }
        Form::Scatter { points, .. } => {
            points.iter().flat_map(|point| [&point.across, &point.upwards]).collect()
        }
        Form::Histogram(bins) => {
            bins.iter().flat_map(|bin| bin.members.iter().map(|(_, datum)| datum)).collect()
        }
    }
}

fn collect(by_printer: &[(Arc<[Resolved]>, PrintedFacts)]) -> Vec<Printers> {
    let mut lists: Vec<Vec<(Box<str>, PageId)>> = by_printer.iter().map(|_| Vec::new()).collect();
    for (printer, (_, facts)) in by_printer.iter().enumerate() {
        for (owner, id) in facts.iter() {
            lists[owner.index()].push((id.clone(), PageId::at(printer)));
        }
    }
    let none: Printers = Arc::default();
    let sorted = |mut list: Vec<(Box<str>, PageId)>| {
        list.sort_unstable();
        if list.is_empty() { none.clone() } else { list.into() }
    };
    lists.into_iter().map(sorted).collect()
}

/// Puts what pages print now in place of what they printed before.
fn update(
    site: &Site,
    before: &Printed,
    by_printer: &[(Arc<[Resolved]>, PrintedFacts)],
    changes: &mut Changes,
) -> Vec<Printers> {
    let mut by_owner = before.by_owner.clone();
    for (page, (old, new)) in std::iter::zip(&site.pages, std::iter::zip(&before.by_printer, by_printer)) {
        if Arc::ptr_eq(&old.1, &new.1) || old.1 == new.1 {
            continue;
        }
        let (old, new): (BTreeSet<_>, BTreeSet<_>) = (old.1.iter().collect(), new.1.iter().collect());
        let owners: BTreeSet<_> = old.symmetric_difference(&new).map(|(owner, _)| *owner).collect();
        for owner in owners {
            let list = &mut by_owner[owner.index()];
            let mut printers: Vec<_> =
                list.iter().filter(|(_, printer)| *printer != page.id).cloned().collect();
            let own = new.iter().filter(|(of, _)| *of == owner);
            printers.extend(own.map(|(_, id)| (id.clone(), page.id)));
            printers.sort_unstable();
            *list = printers.into();
            changes.add(Dependency::Printers(owner));
        }
    }
    by_owner
}
