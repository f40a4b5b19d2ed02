//! Very many events: a bar for each year, put together from the kinds of what happened, in place of lanes.

use super::List;
use super::picture::{legend, shape};
use super::shape::{by_kind, class, told_together};
use super::years::STEPS;
use crate::exhibit::{Timeline, TimelineEvent};
use crate::parse::EventKind;
use crate::render::html::{Html, element};
use crate::render::svg::{float, percent};

/// With more events there are bars.
pub(super) const MOST_IN_LANES: usize = 500;
/// The most bars. Where there are more years, each stands for several.
const MOST: i16 = 40;
/// The narrowest the track of the bars gets, in pixels, and the room of a mark in one.
const TRACK: f64 = 130.0;
const MARK: f64 = 16.0;
/// The least part that is set off from its neighbours.
const GAPS: f64 = 4.0;

/// The events of a year, or of several, or what was predicted.
#[derive(Debug, PartialEq)]
pub(super) struct Bar {
    /// The first year and the last; none of what was predicted.
    years: Option<(i16, i16)>,
    /// The first year in which something happened.
    first: Option<i16>,
    /// How many events of each kind there are.
    kinds: Vec<(Option<EventKind>, usize)>,
}

impl Bar {
    pub(super) fn count(&self) -> usize {
        self.kinds.iter().map(|(_, count)| count).sum()
    }

    /// `2016`, `2010 to 2014` or `Predictions`.
    pub(super) fn label(&self) -> String {
        match self.years {
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from} to {to}"),
            None => "Predictions".to_owned(),
        }
    }
}

/// The bars of what happened and, below them, that of the predictions, and how many events the longest has.
pub(super) fn bars(timeline: &Timeline) -> (Vec<Bar>, usize) {
    let ahead = by_kind(timeline.predictions.iter().map(|event| event.kind));
    let ahead = (!ahead.is_empty()).then_some(Bar { years: None, first: None, kinds: ahead });
    let bars: Vec<_> = bars_of_years(&timeline.events).into_iter().chain(ahead).collect();
    let longest = bars.iter().map(Bar::count).max().unwrap_or(0);
    (bars, longest)
}

/// The bars of events in their order, without gaps.
fn bars_of_years(events: &[TimelineEvent]) -> Vec<Bar> {
    let (Some(first), Some(last)) = (events.first(), events.last()) else { return Vec::new() };
    let (first, last) = (first.date.year(), last.date.year());
    let step = STEPS.into_iter().find(|step| last.div_euclid(*step) - first.div_euclid(*step) < MOST);
    let step = step.unwrap_or(20_000);
    let bar = |at: i16| {
        let from = at.saturating_mul(step);
        // There is no year before the first.
        let years = (from.max(1), from.saturating_add(step - 1));
        let start = events.partition_point(|event| event.date.year() < years.0);
        let end = events.partition_point(|event| event.date.year() <= years.1);
        let events = &events[start..end];
        let kinds = by_kind(events.iter().map(|event| event.kind));
        Bar { years: Some(years), first: events.first().map(|event| event.date.year()), kinds }
    };
    (first.div_euclid(step)..=last.div_euclid(step)).map(bar).collect()
}

/// Where the parts of a bar begin and end, in percent of the longest.
pub(super) fn parts(bar: &Bar, longest: usize) -> Vec<(Option<EventKind>, f64, f64)> {
    let mut from = 0;
    let part = |(kind, count): &(Option<EventKind>, usize)| {
        let start = from;
        from += count;
        (*kind, share(start, longest), share(from, longest))
    };
    bar.kinds.iter().map(part).collect()
}

fn share(count: usize, of: usize) -> f64 {
    float(count) / float(of.max(1)) * 100.0
}

/// Draws the bars, and what their parts mean.
pub(super) fn draw(timeline: &Timeline, list: &List<'_>, base: &str) -> Html {
    let (bars, longest) = bars(timeline);
    let rows = bars.iter().map(|bar| {
        let address = match bar.years {
            Some(_) => bar.first.and_then(|year| list.address(year, base)),
            None => Some(list.predictions()),
        };
        row(bar, longest, address)
    });
    let rows = element("ol").class("year-bars").newline().with(rows.collect::<Html>()).line();
    rows.with(legend(timeline, None))
}

fn row(bar: &Bar, longest: usize, address: Option<String>) -> Html {
    let drawn: Html = parts(bar, longest).into_iter().map(|(kind, from, to)| part(kind, from, to)).collect();
    let track = element("svg").class("track").attr("width", "100%").attr("height", 18);
    let track = track.attr("aria-hidden", "true").with(drawn);
    let told = element("span").class("visually-hidden");
    let told = told.text(format_args!(": {}", told_together(&bar.kinds)));
    let count = element("span").class("count").attr("aria-hidden", "true").text(bar.count());
    let when = element("span").class("when").text(bar.label());
    let row = match address {
        Some(address) => match address.strip_prefix('#') {
            Some(id) => element("a").leads_to(id),
            None => element("a").href(address),
        },
        None => element("span"),
    };
    element("li").with(row.with(when).with(told).with(track).with(count)).line()
}

fn part(kind: Option<EventKind>, from: f64, to: f64) -> Html {
    let width = (to - from) / 100.0 * TRACK;
    // The gap beside a part must not be all there is of it.
    let bar = element("rect").class(if width < GAPS { "thin" } else { "" });
    let bar = bar.attr("x", percent(from)).attr("width", percent(to - from)).attr("height", 18);
    let mark = (width >= MARK).then(|| {
        let place = element("svg").class("at").attr("x", percent(f64::midpoint(from, to))).attr("y", 9);
        place.with(shape(kind, false))
    });
    element("g").class(&class(kind)).with(bar.empty()).with(mark.map(Html::from)).into()
}

#[cfg(test)]
mod tests {
    use super::super::tests::event;
    use super::*;

    fn shown(isos: &[&str]) -> Vec<(String, Option<i16>, usize)> {
        let events: Vec<_> = isos.iter().map(|iso| event(iso, 0)).collect();
        bars_of_years(&events).iter().map(|bar| (bar.label(), bar.first, bar.count())).collect()
    }

    #[test]
    fn every_year_has_a_bar_be_it_empty() {
        let expected = [("2010", Some(2010), 2), ("2011", None, 0), ("2012", Some(2012), 1)];
        let expected = expected.map(|(label, first, count)| (label.to_owned(), first, count));
        assert_eq!(shown(&["2010-03", "2010-05-01", "2012"]), expected);
    }

    #[test]
    fn a_single_event_beside_many_predictions_has_its_bar() {
        assert_eq!(shown(&["2016"]), [("2016".to_owned(), Some(2016), 1)]);
        assert_eq!(shown(&[]), []);
    }

    #[test]
    fn of_many_years_several_share_a_bar() {
        let bars = shown(&["0012", "1811", "1999", "2026"]);
        assert_eq!(bars.len(), 21);
        assert_eq!(bars[0], ("1 to 99".to_owned(), Some(12), 1));
        assert_eq!(bars.iter().map(|(.., count)| count).sum::<usize>(), 4);
        let bars = shown(&["1980", "2019", "2020"]);
        assert_eq!((bars.len(), bars[19].0.as_str()), (21, "2018 to 2019"));
    }

    #[test]
    fn the_parts_of_a_bar_are_put_together() {
        let kinds = vec![(Some(EventKind::Founding), 1), (Some(EventKind::Release), 3)];
        let bar = Bar { years: Some((2010, 2010)), first: Some(2010), kinds };
        let parts: Vec<_> =
            parts(&bar, 8).into_iter().map(|(_, from, to)| (percent(from), percent(to))).collect();
        assert_eq!(parts, [("0%".into(), "12.5%".into()), ("12.5%".into(), "50%".into())]);
    }
}
