//! The picture of a timeline: lanes of dots over the years. Places across are percentages, so that it fills
//! whatever width there is; dots keep their size.

use super::super::name;
use super::dodge::{Dot, Extent, place};
use crate::exhibit::{Exhibit, Happening, Name, Timeline};
use crate::render::html::text;

/// The narrowest a lane gets, in pixels: what a phone of 320 leaves of it.
const NARROW: f64 = 270.0;
/// The narrowest a lane gets where its name stands beside it.
const WIDE: f64 = 440.0;
/// The radius of a dot, in pixels.
const RADIUS: usize = 4;
/// From the middle of one dot to that of the next, in pixels.
const STEP: usize = 9;
/// The room of a year below the axis, in pixels.
const LABEL: f64 = 36.0;
/// With more lanes the years stand above them as well.
const LANES_IN_SIGHT: usize = 4;

/// The years across.
struct Years {
    first: i16,
    count: i16,
}

impl Years {
    /// From the first year with an event to the end of the last one.
    fn of(events: &[Happening]) -> Option<Self> {
        let first = events.iter().map(|event| event.year).min()?;
        let last = events.iter().map(|event| event.year).max()?;
        Some(Self { first, count: last.saturating_sub(first).saturating_add(1) })
    }

    /// Where a year begins, from `0` to `1`.
    fn start(&self, year: i16) -> f64 {
        (f64::from(year) - f64::from(self.first)) / f64::from(self.count)
    }

    /// When an event took place, as exactly as is known.
    fn extent(&self, event: &Happening) -> Extent {
        let known = if only_the_year(event) {
            366.0
        } else if event.iso.len() < "2000-01-01".len() {
            30.0
        } else {
            1.0
        };
        let day = |day: f64| self.start(event.year) + day.min(366.0) / 366.0 / f64::from(self.count);
        let from = f64::from(event.day);
        Extent { from: day(from), to: day(from + known) }
    }

    /// The years that are named where an axis of this width has room for them.
    fn named(&self, width: f64) -> Vec<i16> {
        let year = width / f64::from(self.count);
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
        let step = steps.into_iter().find(|step| f64::from(*step) * year >= LABEL).unwrap_or(20_000);
        let last = self.first.saturating_add(self.count - 1);
        let named = (self.first..=last).filter(|year| year.rem_euclid(step) == 0);
        // The words stand behind the line, so the last one needs room up to the edge.
        named.filter(|year| (1.0 - self.start(*year)) * width >= LABEL).collect()
    }
}

fn only_the_year(event: &Happening) -> bool {
    !event.iso.trim_start_matches('-').contains('-')
}

/// Draws a lane for each of the timeline's. Nothing if it has none.
pub(super) fn draw(exhibit: &Exhibit, timeline: &Timeline, base: &str) -> String {
    let Some(years) = Years::of(&timeline.events).filter(|_| !timeline.lanes.is_empty()) else {
        return String::new();
    };
    let (id, title) = (text(&exhibit.id), text(&exhibit.title));
    let grid =
        ticks(&years, |x, class, _| format!("<line{class} x1=\"{x}%\" x2=\"{x}%\" y1=\"0\" y2=\"100%\"/>"));
    let axis =
        ticks(&years, |x, class, year| format!("<text{class} x=\"{x}%\" dx=\"3\" y=\"13\">{year}</text>"));
    let axis = format!(
        "<div class=\"lane\" aria-hidden=\"true\"><svg class=\"axis\" width=\"100%\" height=\"18\">{grid}{axis}</svg></div>\n"
    );
    let lanes = timeline.lanes.iter().enumerate();
    let lanes: String = lanes
        .map(|(index, to)| {
            let events = timeline.events.iter().zip(0..).filter(|(event, _)| event.lane == index);
            lane(&Lane { id: &id, name: to, base, years: &years, events: events.collect() }, &grid)
        })
        .collect();
    let above = if timeline.lanes.len() > LANES_IN_SIGHT { axis.as_str() } else { "" };
    let legend = legend(&timeline.events);
    format!(
        "<a class=\"skip-picture\" href=\"#fb-{id}-list\">Skip the picture</a>\n\
         <div class=\"timeline-picture\" role=\"group\" aria-label=\"Picture: {title}\" aria-describedby=\"fb-{id}-summary\">\n\
         {above}{lanes}{axis}</div>\n{legend}"
    )
}

/// What stands at the named years. Where there is room for more, others are named, so each has a class if it is
/// for narrow or wide pictures only.
fn ticks(years: &Years, at: impl Fn(String, &str, i16) -> String) -> String {
    let (narrow, wide) = (years.named(NARROW), years.named(WIDE));
    let mut all: Vec<_> = narrow.iter().chain(&wide).copied().collect();
    all.sort_unstable();
    all.dedup();
    let class = |year| match (narrow.contains(year), wide.contains(year)) {
        (true, true) => "",
        (true, false) => " class=\"if-narrow\"",
        (false, _) => " class=\"if-wide\"",
    };
    all.iter().map(|year| at(percent(years.start(*year)), class(year), *year)).collect()
}

/// One lane with its events and their numbers.
struct Lane<'a> {
    id: &'a str,
    name: &'a Name,
    base: &'a str,
    years: &'a Years,
    events: Vec<(&'a Happening, usize)>,
}

#[expect(clippy::cast_precision_loss, reason = "a step is a few pixels")]
fn lane(lane: &Lane, grid: &str) -> String {
    let extents: Vec<_> = lane.events.iter().map(|(event, _)| lane.years.extent(event)).collect();
    let dots = place(&extents, STEP as f64 / NARROW);
    let rows = dots.iter().map(|dot| dot.row + 1).max().unwrap_or(1);
    let height = rows * STEP + RADIUS;
    let count = match lane.events.len() {
        1 => "1 event".to_owned(),
        count => format!("{count} events"),
    };
    let circles: String =
        lane.events.iter().zip(dots).map(|(event, at)| dot(lane, *event, at, height)).collect();
    let (label, words) = (name(lane.name, lane.base), text(&lane.name.text));
    format!(
        "<div class=\"lane\"><p>{label}</p><svg width=\"100%\" height=\"{height}\" role=\"group\" \
         aria-label=\"{words}: {count}\">{grid}<line class=\"base\" x1=\"0\" x2=\"100%\" y1=\"{height}\" y2=\"{height}\"/>\n\
         {circles}</svg></div>\n"
    )
}

fn dot(lane: &Lane, (event, number): (&Happening, usize), at: Dot, height: usize) -> String {
    let title = format!("{}, {}: {}", event.date, event.subject.text, event.text);
    let class = if only_the_year(event) { " class=\"coarse\"" } else { "" };
    let (id, title, x) = (lane.id, text(&title), percent(at.x));
    let y = height - RADIUS - 1 - at.row * STEP;
    format!(
        "<a href=\"#fb-{id}-event-{number}\"><title>{title}</title><circle{class} cx=\"{x}%\" cy=\"{y}\" r=\"{RADIUS}\"/></a>\n"
    )
}

/// Says what a ring is, if there is one.
fn legend(events: &[Happening]) -> String {
    if !events.iter().any(only_the_year) {
        return String::new();
    }
    "<p class=\"legend\"><svg width=\"10\" height=\"10\" aria-hidden=\"true\"><circle class=\"coarse\" cx=\"5\" cy=\"5\" \
     r=\"4\"/></svg> Only the year is known; it stands somewhere in it.</p>\n"
        .to_owned()
}

/// A fraction as a percentage with two decimals at most.
fn percent(fraction: f64) -> String {
    let text = format!("{:.2}", fraction * 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::tests::event;
    use super::*;

    #[test]
    fn named_years_have_room_for_their_words() {
        for count in 1..400 {
            for width in [NARROW, WIDE] {
                let years = Years { first: 1811, count };
                let places: Vec<_> =
                    years.named(width).iter().map(|year| years.start(*year) * width).collect();
                assert!(
                    places.windows(2).all(|pair| pair[1] - pair[0] >= LABEL - 1e-9),
                    "{count} years on {width}"
                );
                assert!(places.iter().all(|x| width - x >= LABEL - 1e-9), "{count} years on {width}");
                assert!(count > 6 || !places.is_empty());
            }
        }
    }

    #[test]
    fn a_date_reaches_as_far_as_it_is_known() {
        let years = Years { first: 1811, count: 10 };
        let whole = years.extent(&event("1812", 0, 0));
        assert_eq!((percent(whole.from), percent(whole.to)), ("10".into(), "20".into()));
        let month = years.extent(&event("1812-12", 335, 0));
        assert_eq!((percent(month.from), percent(month.to)), ("19.15".into(), "19.97".into()));
        let day = years.extent(&event("1812-12-31", 365, 0));
        assert_eq!((percent(day.from), percent(day.to)), ("19.97".into(), "20".into()));
    }
}
