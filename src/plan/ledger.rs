//! The list of all figures, with what is said against each and where it is printed.

use super::view::{LedgerRowView, LinkView};
use super::{OverviewPart, PageInput, Planner, SpecialPage};
use crate::model::{Dependency, FactRef, Overview, metric_id};
use crate::number::Amount;
use crate::parse::FactValue;
use crate::paths::UrlPath;
use crate::spelling::capitalised;

/// The list on its own page, or what leads to its parts.
const WHOLE: &str = "";

/// The address of a part of the list.
fn part_url(key: &str) -> UrlPath {
    if key == WHOLE {
        SpecialPage::Overview(Overview::Figures).url()
    } else {
        OverviewPart::Figures(key.to_owned()).url()
    }
}

impl Planner<'_> {
    /// The page of a part of the list of all figures.
    pub(super) fn ledger_page(&self, key: &str) -> PageInput {
        let special = SpecialPage::Overview(Overview::Figures);
        let title = format!("{}: {}", special.title(&self.site), capitalised(key));
        self.listed(special.name(), &title, &part_url(key), self.ledger(key))
    }

    /// What the page of all figures lists.
    pub(super) fn whole_ledger(&self) -> super::view::ListingView {
        self.ledger(WHOLE)
    }

    fn ledger(&self, key: &str) -> super::view::ListingView {
        let pages = self.site.ledger_part(key).iter().map(|id| self.site.page(*id));
        let ledger: Vec<_> = pages
            .flat_map(|page| page.facts().map(|fact| self.ledger_row(fact)).collect::<Vec<_>>())
            .collect();
        let parts = self.site.ledger_parts().filter(|part| *part != WHOLE);
        let part = |key: &str| LinkView {
            title: capitalised(key),
            url: self.address(&part_url(key)),
            summary: None,
            kind: "",
        };
        super::view::ListingView {
            name: Overview::Figures.name(),
            count: ledger.len(),
            parts: parts.map(part).collect(),
            ledger,
            ..super::view::ListingView::default()
        }
    }

    fn ledger_row(&self, fact: FactRef<'_>) -> LedgerRowView {
        let (site, page) = (&self.site, fact.page());
        site.note(Dependency::Printers(page.id));
        let date = fact.date(site);
        let newest = site.figure(page, fact.metric_name(), None).ok();
        let newer = newest.filter(|newest| newest.date(site) > date);
        let printers = self.exhibits.printers(page.id, fact.id());
        LedgerRowView {
            page: self.brief_link(page.id),
            metric: fact.metric_name().to_owned(),
            label: site.label(fact.metric_name()).to_owned(),
            sort: sort(self, fact),
            fact: self.fact_view(fact),
            disputed_by: self.disputing(fact),
            newer: newer.map(|other| self.link_to_fact(other)),
            printed_on: printers.map(|id| self.brief_link(id)).collect(),
        }
    }

    /// The facts that contradict one. Of very many, the first, and a link to where all of them stand: each naming all
    /// others, they would take the square of their number.
    pub(super) fn disputing(&self, fact: FactRef<'_>) -> Vec<LinkView> {
        let (page, metric) = (fact.page(), fact.metric_name());
        let mut others =
            page.facts_of(metric).filter(|other| *other != fact && self.site.differ(fact, *other));
        let mut links: Vec<_> =
            others.by_ref().take(MOST_DISPUTING).map(|other| self.link_to_fact(other)).collect();
        let rest = others.count();
        if rest > 0 {
            let url = self.anchored(&format!("{}#{}", page.url, metric_id(metric)));
            links.push(LinkView { title: format!("{rest} more"), url, summary: None, kind: "" });
        }
        links
    }

    /// A fact in a few words, as a link to where it is stated.
    fn link_to_fact(&self, fact: FactRef<'_>) -> LinkView {
        let value = fact.labelled(&self.site);
        let source = fact.source().map(|id| self.site.page(id).short_title());
        let title = source.map_or_else(|| value.clone(), |source| format!("{value} ({source})"));
        LinkView { title, url: self.anchored(&fact.url()), summary: None, kind: "" }
    }
}

/// The most facts that are named as contradicting one.
const MOST_DISPUTING: usize = 20;

/// What a column of values is sorted by; nothing for words.
fn sort(planner: &Planner<'_>, fact: FactRef<'_>) -> Option<Amount> {
    let amount = fact.amount(&planner.site).and_then(FactValue::midpoint);
    amount.or_else(|| Some(fact.day(&planner.site)?.fraction())).map(Amount)
}
