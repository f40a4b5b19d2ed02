//! The picture of a timeline: lanes of dots over the years. Places across are percentages, so that it fills
//! whatever width there is; dots keep their size.

use super::dodge::{Dot, Extent, place};
use crate::exhibit::{Exhibit, Name, Timeline, TimelineEvent};
use crate::render::html::{Html, Tag, element, name};
use crate::render::svg::percent;

/// The narrowest a lane gets, in pixels: what a phone of 320 leaves of it.
const NARROW: f64 = 270.0;
/// The narrowest a lane gets where its name stands beside it.
const WIDE: f64 = 440.0;
/// The radius of a dot, in pixels.
pub(super) const RADIUS: usize = 4;
/// From the middle of one dot to that of the next, in pixels.
pub(super) const STEP: usize = 9;
/// The room of a year below the axis, in pixels.
const LABEL: f64 = 36.0;
/// The days that a date without a month leaves open.
pub(super) const YEAR: u16 = 366;
/// With more lanes the years stand above them as well.
const LANES_IN_SIGHT: usize = 4;

/// The years across.
pub(super) struct Years {
    first: i16,
    count: i16,
}

impl Years {
    /// From the first year with an event to the end of the last one.
    pub(super) fn of(events: &[TimelineEvent]) -> Option<Self> {
        let first = events.iter().map(|event| event.date.year()).min()?;
        let last = events.iter().map(|event| event.date.year()).max()?;
        Some(Self { first, count: last.saturating_sub(first).saturating_add(1) })
    }

    /// Where a year begins, from `0` to `1`.
    pub(super) fn start(&self, year: i16) -> f64 {
        (f64::from(year) - f64::from(self.first)) / f64::from(self.count)
    }

    /// When an event took place, as exactly as is known.
    pub(super) fn extent(&self, event: &TimelineEvent) -> Extent {
        let day = |day: f64| self.start(event.date.year()) + day.min(366.0) / 366.0 / f64::from(self.count);
        let from = f64::from(event.date.day_of_year());
        Extent { from: day(from), to: day(from + f64::from(event.date.days())) }
    }

    /// The years that are named where an axis of this width has room for them.
    pub(super) fn named(&self, width: f64) -> Vec<i16> {
        let year = width / f64::from(self.count);
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
        let step = steps.into_iter().find(|step| f64::from(*step) * year >= LABEL).unwrap_or(20_000);
        let last = self.first.saturating_add(self.count - 1);
        let named = (self.first..=last).filter(|year| year.rem_euclid(step) == 0);
        // The words stand behind the line, so the last one needs room up to the edge.
        named.filter(|year| (1.0 - self.start(*year)) * width >= LABEL).collect()
    }
}

/// Draws a lane for each of the timeline's. Nothing if it has none.
pub(super) fn draw(exhibit: &Exhibit, timeline: &Timeline, base: &str) -> Option<Html> {
    let years = Years::of(&timeline.events).filter(|_| !timeline.lanes.is_empty())?;
    let id = &exhibit.id;
    let grid = ticks(&years, "line", |line, x, _| {
        line.attr("x1", x).attr("x2", x).attr("y1", 0).attr("y2", "100%").empty()
    });
    let numbers = ticks(&years, "text", |text, x, year| {
        text.attr("x", x).attr("dx", 3).attr("y", 13).text(year).into()
    });
    let axis = element("svg").class("axis").attr("width", "100%").attr("height", 18);
    let axis = axis.with(grid.clone()).with(numbers);
    let axis = element("div").class("lane").attr("aria-hidden", "true").with(axis).line();
    let lanes = timeline.lanes.iter().enumerate().map(|(index, to)| {
        let events = timeline.events.iter().filter(|event| event.lane == index);
        lane(&Lane { name: to, base, years: &years, events: events.collect() }, &grid)
    });
    let picture = element("div")
        .class("timeline-picture")
        .attr("role", "group")
        .attr("aria-label", format_args!("Picture: {}", exhibit.title))
        .attr("aria-describedby", format_args!("fb-{id}-summary"))
        .newline()
        .with((timeline.lanes.len() > LANES_IN_SIGHT).then(|| axis.clone()))
        .with(lanes.collect::<Html>())
        .with(axis);
    let skip = element("a").class("skip-picture").leads_to(format_args!("fb-{id}-list"));
    let skip = skip.text("Skip the picture").line();
    Some(skip.with(picture.line()).with(legend(&timeline.events)))
}

/// What stands at the named years. Where there is room for more, others are named, so each has a class if it is
/// for narrow or wide pictures only.
fn ticks(years: &Years, name: &'static str, at: impl Fn(Tag, &str, i16) -> Html) -> Html {
    let (narrow, wide) = (years.named(NARROW), years.named(WIDE));
    let mut all: Vec<_> = narrow.iter().chain(&wide).copied().collect();
    all.sort_unstable();
    all.dedup();
    let class = |year| match (narrow.contains(year), wide.contains(year)) {
        (true, true) => "",
        (true, false) => "if-narrow",
        (false, _) => "if-wide",
    };
    let tick = |year| at(element(name).class(class(year)), &percent(years.start(*year) * 100.0), *year);
    all.iter().map(tick).collect()
}

/// One lane with its events.
struct Lane<'a> {
    name: &'a Name,
    base: &'a str,
    years: &'a Years,
    events: Vec<&'a TimelineEvent>,
}

#[expect(clippy::cast_precision_loss, reason = "a step is a few pixels")]
fn lane(lane: &Lane, grid: &Html) -> Html {
    let extents: Vec<_> = lane.events.iter().map(|event| lane.years.extent(event)).collect();
    let dots = place(&extents, STEP as f64 / NARROW);
    let rows = dots.iter().map(|dot| dot.row + 1).max().unwrap_or(1);
    let height = rows * STEP + RADIUS;
    let count = match lane.events.len() {
        1 => "1 event".to_owned(),
        count => format!("{count} events"),
    };
    let circles = lane.events.iter().zip(dots).map(|(event, at)| dot(lane, event, at, height));
    let base = element("line").class("base").attr("x1", 0).attr("x2", "100%");
    let base = base.attr("y1", height).attr("y2", height).empty();
    let picture = element("svg")
        .attr("width", "100%")
        .attr("height", height)
        .attr("role", "group")
        .attr("aria-label", format_args!("{}: {count}", lane.name.text))
        .with(grid.clone())
        .with(base)
        .newline()
        .with(circles.collect::<Html>());
    let label = element("p").with(name(lane.name, lane.base));
    element("div").class("lane").with(label).with(picture).line()
}

fn dot(lane: &Lane, event: &TimelineEvent, at: Dot, height: usize) -> Html {
    let circle = element("circle")
        .class(if event.date.days() >= YEAR { "coarse" } else { "" })
        .attr("cx", percent(at.x * 100.0))
        .attr("cy", height - RADIUS - 1 - at.row * STEP)
        .attr("r", RADIUS);
    let link = element("a").href(format_args!("{}{}", lane.base, event.url));
    link.with(element("title").text(told(event))).with(circle.empty()).line()
}

/// An event in words.
pub(super) fn told(event: &TimelineEvent) -> String {
    format!("{}, {}: {}", event.date.long(), subjects(event), event.text)
}

/// Whom an event happened to, in words.
fn subjects(event: &TimelineEvent) -> String {
    event.subjects.iter().map(|subject| subject.text.as_str()).collect::<Vec<_>>().join(", ")
}

/// Says what a ring is, if there is one.
fn legend(events: &[TimelineEvent]) -> Option<Html> {
    let ring = element("circle").class("coarse").attr("cx", 5).attr("cy", 5).attr("r", RADIUS).empty();
    let ring = element("svg").attr("width", 10).attr("height", 10).attr("aria-hidden", "true").with(ring);
    let words = " Only the year is known; it stands somewhere in it.";
    let legend = || element("p").class("legend").with(ring).text(words).line();
    events.iter().any(|event| event.date.days() >= YEAR).then(legend)
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
        let reach = |iso| {
            let extent = years.extent(&event(iso, 0));
            [extent.from, extent.to].map(|end| percent(end * 100.0))
        };
        assert_eq!(reach("1812"), ["10%", "20%"]);
        assert_eq!(reach("1812-12"), ["19.15%", "19.97%"]);
        assert_eq!(reach("1812-12-31"), ["19.97%", "20%"]);
    }
}
