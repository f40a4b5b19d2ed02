//! The charts that pages have without asking: how a project compares, what a domain holds, how a figure has
//! changed.

use std::collections::BTreeMap;

use super::chart::MAX_MISSING;
use super::datum::{axis, datum, name};
use super::lines::{OverTime, lines, over_time};
use super::{Chart, Content, Datum, Exhibit, ExhibitFiles, Form, Lines, Row, Rows};
use crate::date::Date;
use crate::model::{Page, Ranked, Tracked, metric_id};
use crate::parse::Kind;
use crate::parse::exhibit::{FactSelector, ScaleType};

/// A chart of fewer is none.
const MIN_ROWS: usize = 3;

/// The most bars of a domain.
const MAX_ROWS: usize = 15;

/// The most bars of a comparison; of more, the first three are shown and five around the project.
const MAX_COMPARED: usize = 8;

/// How a project compares with the others of its domain: by the first of the directory's metrics that it has.
pub fn comparison(site: &Tracked<'_>, page: &Page) -> Option<Exhibit> {
    let domain = page.references.domain?;
    let (metric, ranking, at) = site.project_columns().into_iter().find_map(|metric| {
        let ranking = site.ranking(domain, metric);
        let at = ranking.iter().position(|ranked| ranked.page == page.id)?;
        (ranking.len() >= MIN_ROWS).then_some((metric, ranking, at))
    })?;
    let first = at.saturating_sub(2).min(ranking.len().saturating_sub(5));
    let near =
        |index: usize| ranking.len() <= MAX_COMPARED || index < 3 || (first..first + 5).contains(&index);
    let rows = ranking.iter().enumerate().filter(|(index, _)| near(*index));
    let row = |(index, ranked): (usize, &Ranked)| {
        let mut row = row(site, ranked)?;
        row.label.text = format!("{}. {}", place(ranked.places(ranking), "–"), row.label.text);
        row.marked = index == at;
        Some(row)
    };
    let chart = bars(site, metric, rows.filter_map(row).collect())?;
    let title = format!("{} in {}", chart.axis.label, site.page(domain).title());
    let (first, last) = ranking[at].places(ranking);
    let number = place((first, last), " to ");
    let why = if first < last { ": some figures are bounds or ranges" } else { "" };
    let note = format!("{} is number {number} of {}{why}.", page.title(), ranking.len());
    Some(panel(site, "comparison", title, Some(note), chart))
}

/// The largest projects of a domain, by the first of the directory's metrics that enough of them have.
pub fn domain_chart(site: &Tracked<'_>, domain: &Page) -> Option<Exhibit> {
    let columns = site.project_columns().into_iter();
    let mut rankings = columns.map(|metric| (metric, site.ranking(domain.id, metric)));
    let (metric, ranking) = rankings.find(|(_, ranking)| ranking.len() >= MIN_ROWS)?;
    let rows = ranking.iter().take(MAX_ROWS).filter_map(|ranked| row(site, ranked)).collect();
    let has_none = |project: &&Page| !ranking.iter().any(|ranked| ranked.page == project.id);
    let projects = site.of_kind(Kind::Project).into_iter().filter(|project| project.is_listed());
    let projects = projects.filter(|project| project.references.domains.contains(&domain.id));
    let missing: Vec<_> = projects.filter(has_none).map(name).collect();
    let more_missing = missing.len().saturating_sub(MAX_MISSING);
    let missing = missing.into_iter().take(MAX_MISSING).collect();
    let left_out = ranking.len().saturating_sub(MAX_ROWS);
    let last = ranking.get(MAX_ROWS - 1).map_or(f64::NAN, |ranked| ranked.value);
    let tied = ranking.iter().skip(MAX_ROWS).filter(|ranked| ranked.value.total_cmp(&last).is_eq()).count();
    let chart = Chart { missing, more_missing, left_out, tied, ..bars(site, metric, rows)? };
    let title = format!("{} of the projects", chart.axis.label);
    Some(panel(site, "chart", title, None, chart))
}

/// The figures of a page that change from date to date, as lines, by the anchors of their metrics.
pub fn history(site: &Tracked<'_>, page: &Page) -> BTreeMap<String, Exhibit> {
    let several = page.metrics().into_iter().filter_map(|metric| {
        let OverTime { dated, undated } = over_time(site, page, metric, &FactSelector::default());
        if !is_line(site, page, metric, &dated) {
            return None;
        }
        // A line that stays where it was tells nothing, and several figures of one date are no line.
        let (first_date, first) = dated.first()?;
        let moves = dated.iter().any(|(date, _)| date != first_date)
            && dated.iter().any(|(_, datum)| datum.middle().total_cmp(&first.middle()).is_ne());
        let declared = site.metric(metric).filter(|_| moves)?;
        let axis = axis(declared, ScaleType::Linear);
        let (id, title) = (metric_id(metric), format!("{} over time", axis.label));
        let undated = undated.into_iter().map(|datum| (name(page), datum)).collect();
        let form = Form::Lines(Lines { undated, ..lines(vec![(name(page), dated)]) });
        let chart = Chart { axis, form, missing: Vec::new(), more_missing: 0, left_out: 0, tied: 0 };
        let exhibit = panel(site, &id, title, None, chart);
        Some((id, exhibit))
    });
    several.collect()
}

/// `3`, or `2–4` where a bound leaves it open.
fn place((first, last): (usize, usize), to: &str) -> String {
    if first == last { first.to_string() } else { format!("{first}{to}{last}") }
}

/// Whether figures make a line. Between two sources that dispute one another, or that count in ways of their own, the
/// difference is theirs and not one of time, and how far a bound is from the figure nobody knows.
fn is_line(site: &Tracked<'_>, page: &Page, metric: &str, dated: &[(Date, Datum)]) -> bool {
    let all = page.facts_of(metric);
    let one_source = dated.windows(2).all(|pair| pair[0].1.source == pair[1].1.source);
    let comparable = one_source || site.metric(metric).is_some_and(|metric| metric.comparable);
    let disputed = all.clone().any(|one| all.clone().any(|other| site.differ(one, other)));
    comparable && !disputed && !dated.iter().any(|(_, datum)| datum.precision.is_bound())
}

fn panel(site: &Tracked<'_>, id: &str, title: String, note: Option<String>, chart: Chart) -> Exhibit {
    let (id, content, files) = (format!("fb-{id}"), Content::Chart(chart), ExhibitFiles::without_own(site));
    Exhibit { id, title, note, content, files }
}

fn row(site: &Tracked<'_>, ranked: &Ranked) -> Option<Row> {
    let page = site.page(ranked.page);
    Some(Row { label: name(page), marked: false, values: vec![Some(datum(site, page.fact(ranked.fact)?)?)] })
}

fn bars(site: &Tracked<'_>, metric: &str, rows: Vec<Row>) -> Option<Chart> {
    let axis = axis(site.metric(metric)?, ScaleType::Linear);
    let form = Form::Bars(Rows { series: vec![String::new()], rows });
    Some(Chart { axis, form, missing: Vec::new(), more_missing: 0, left_out: 0, tied: 0 })
}
