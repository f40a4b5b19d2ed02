//! The picture of a timeline: lanes of marks over the years. Places across are percentages, so that it fills
//! whatever width there is; marks keep their size. Which of them have room beside each other depends on the width,
//! so a lane is drawn for each of three, and the style sheet shows one.

use super::gather::{Mark, Room, gather};
use super::shape::{by_kind, class, explained, is_coarse, outline, told_together};
use super::years::Years;
use super::{counted_events, told};
use crate::exhibit::{Exhibit, Name, Timeline, TimelineEvent};
use crate::parse::EventKind;
use crate::render::html::{Html, Tag, element, name};
use crate::render::svg::{ornament, percent};

/// The narrowest a lane gets on phones from 320 pixels up, where its name stands beside it, and on a desk; each with
/// the class of what is not shown there.
pub(super) const BREADTHS: [(f64, &str); 3] =
    [(252.0, "not-narrow"), (412.0, "not-wide"), (676.0, "not-broad")];
/// From the middle of one mark to that of the next, in pixels: what a finger meets.
const STEP: u16 = 24;
/// Two lines of the name of a lane, which stands beside it where there is room.
const TWO_LINES: usize = 38;
/// The rows of all lanes together, and the fewest and the most of one.
const ROWS: (usize, usize, usize) = (18, 3, 6);
/// With more lanes the years stand above them as well.
const LANES_IN_SIGHT: usize = 4;

/// The outline of a mark with a number, from the top on; as a path, since validators know the length of no circle.
pub(super) const RING: &str = "M0-10a10 10 0 1 1 0 20a10 10 0 1 1 0-20z";

/// A lane with its events.
pub(super) struct Lane<'a> {
    pub(super) name: Name,
    pub(super) events: Vec<&'a TimelineEvent>,
}

/// Lanes over one axis.
pub(super) struct Panel<'a> {
    pub(super) years: Years,
    pub(super) lanes: Vec<Lane<'a>>,
}

/// The least part of an axis that is left to the past. Predictions that would leave it less have an axis of their own,
/// or one for 2050 would make a sliver of all that has happened.
const LEAST_PAST: f64 = 2.0 / 3.0;

/// All lanes, over one axis or two.
pub(super) fn panels<'a>(id: &str, timeline: &'a Timeline) -> Vec<Panel<'a>> {
    let Some(years) = Years::of(timeline.all()) else { return Vec::new() };
    let mut lanes = lanes(id, timeline);
    let axes = (Years::of(timeline.events.iter()), Years::of(timeline.predictions.iter()));
    match axes {
        (Some(past), Some(ahead)) if past.share_of(&years) < LEAST_PAST => {
            let apart = lanes.split_off(lanes.len() - 1);
            vec![Panel { years: past, lanes }, Panel { years: ahead, lanes: apart }]
        }
        _ => vec![Panel { years, lanes }],
    }
}

/// The lanes of what happened, and one of the predictions below them.
fn lanes<'a>(id: &str, timeline: &'a Timeline) -> Vec<Lane<'a>> {
    let past = timeline.lanes.iter().enumerate().map(|(index, name)| {
        let events = timeline.events.iter().filter(|event| event.lane == index).collect();
        Lane { name: name.clone(), events }
    });
    let url = Some(format!("#fb-{id}-predictions"));
    let name = Name { text: "Predictions".to_owned(), url };
    let ahead = Lane { name, events: timeline.predictions.iter().collect() };
    past.chain(Some(ahead).filter(|lane| !lane.events.is_empty())).collect()
}

/// How many rows a lane can have, of so many.
pub(super) fn rows(lanes: usize) -> usize {
    let (all, fewest, most) = ROWS;
    (all / lanes.max(1)).clamp(fewest, most)
}

/// The marks of a lane of this width.
pub(super) fn marks(
    years: &Years,
    events: &[&TimelineEvent],
    width: f64,
    step: f64,
    rows: usize,
) -> Vec<Mark> {
    let room = Room { step: step / width, rows };
    let taken = years.taken(room.step);
    let dated: Vec<_> =
        events.iter().map(|event| (years.extent(event), years.span_of(event.date.year(), taken))).collect();
    gather(&dated, |span| years.span(span, taken), room)
}

/// Draws the lanes, and what their marks mean.
pub(super) fn draw(exhibit: &Exhibit, timeline: &Timeline, base: &str) -> Html {
    let panels = panels(&exhibit.id, timeline);
    let rows = rows(panels.iter().map(|panel| panel.lanes.len()).sum());
    let (mut drawn, mut is_gathered) = (Html::default(), false);
    for panel in &panels {
        let (panel, has_gathered) = draw_panel(panel, &exhibit.id, base, rows);
        drawn = drawn.with(panel);
        is_gathered |= has_gathered;
    }
    // The marks of predictions are hollow in any case.
    let is_coarse = timeline.events.iter().any(is_coarse);
    let plain = class(None);
    let coarse = is_coarse.then(|| entry(&plain, shape(None, true), "Hollow: only the year is known"));
    let gathered = is_gathered.then(|| {
        let ring = element("circle").class("many").attr("r", 5.5).empty();
        entry(&plain, ring, "A number: so many events, listed below")
    });
    drawn.with(legend(timeline, coarse.into_iter().chain(gathered)))
}

/// Draws lanes and their axis, and says whether marks in them stand for several events.
fn draw_panel(panel: &Panel<'_>, id: &str, base: &str, rows: usize) -> (Html, bool) {
    let Panel { years, lanes } = panel;
    let grid = element("svg").class("grid").attr("aria-hidden", "true");
    let grid = grid.with(ticks(years, "line", |line, x, _| {
        line.attr("x1", x).attr("x2", x).attr("y1", 0).attr("y2", "100%").empty()
    }));
    let axis = element("svg").class("axis").attr("width", "100%").attr("height", 18);
    let axis = axis.with(ticks(years, "text", |text, x, year| {
        text.attr("x", x).attr("dx", 3).attr("y", 13).text(year).into()
    }));
    let axis = element("div").class("lane").attr("aria-hidden", "true").with(axis).line();
    let canvas = Canvas { id, base, years, rows };
    let drawn: Vec<_> = lanes.iter().map(|lane| canvas.lane(lane)).collect();
    let is_gathered = drawn.iter().any(|(_, is_gathered)| *is_gathered);
    let drawn: Html = drawn.into_iter().map(|(lane, _)| lane).collect();
    let above = (lanes.len() > LANES_IN_SIGHT).then(|| axis.clone());
    let lanes = element("div").class("lanes").newline().with(grid.line()).with(above).with(drawn).with(axis);
    (lanes.line(), is_gathered)
}

/// What stands at the named years. Where there is room for more, others are named, so each has the classes of the
/// widths at which it is not.
fn ticks(years: &Years, name: &'static str, at: impl Fn(Tag, &str, i16) -> Html) -> Html {
    let named = BREADTHS.map(|(width, _)| years.named(width));
    let mut all: Vec<_> = named.iter().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    let tick = |year: &i16| {
        let shown = named.each_ref().map(|named| named.contains(year));
        at(element(name).class(&only(shown)), &percent(years.start(*year) * 100.0), *year)
    };
    all.iter().map(tick).collect()
}

/// The classes of what is shown at some widths only.
fn only(shown: [bool; 3]) -> String {
    let hidden = std::iter::zip(shown, BREADTHS).filter(|(shown, _)| !shown);
    hidden.map(|(_, (_, class))| class).collect::<Vec<_>>().join(" ")
}

/// What all lanes are drawn on.
struct Canvas<'a> {
    id: &'a str,
    base: &'a str,
    years: &'a Years,
    rows: usize,
}

impl Canvas<'_> {
    /// One lane, and whether marks in it stand for several events.
    fn lane(&self, lane: &Lane<'_>) -> (Html, bool) {
        let marks =
            BREADTHS.map(|(width, _)| marks(self.years, &lane.events, width, f64::from(STEP), self.rows));
        let mut drawn = Html::default();
        for (index, own) in marks.iter().enumerate() {
            // What looks the same at several widths is drawn once.
            if marks[..index].contains(own) {
                continue;
            }
            drawn = drawn.with(self.track(lane, own, marks.each_ref().map(|marks| marks == own)));
        }
        let is_gathered = marks.iter().flatten().any(|mark| mark.members.len() > 1);
        let is_ahead = lane.events.iter().any(|event| event.kind == Some(EventKind::Prediction));
        let label = element("p").with(self.label(&lane.name));
        let lane = element("div").classes(["lane", if is_ahead { "ahead" } else { "" }]);
        (lane.with(label).with(drawn).line(), is_gathered)
    }

    fn label(&self, lane: &Name) -> Html {
        match lane.url.as_deref().and_then(|url| url.strip_prefix('#')) {
            Some(id) => element("a").leads_to(id).text(&lane.text).into(),
            None => name(lane, self.base),
        }
    }

    fn track(&self, lane: &Lane<'_>, marks: &[Mark], shown: [bool; 3]) -> Html {
        let [is_narrow, ..] = shown;
        let rows = marks.iter().map(|mark| mark.row + 1).max().unwrap_or(1);
        let least = if is_narrow { 0 } else { TWO_LINES };
        let height = (rows * usize::from(STEP) + 2).max(least);
        let base = element("line").class("base").attr("x1", 0).attr("x2", "100%");
        let base = base.attr("y1", height).attr("y2", height).empty();
        let drawn: Html = marks.iter().map(|mark| self.mark(lane, mark, height)).collect();
        element("svg")
            .class(&only(shown))
            .attr("width", "100%")
            .attr("height", height)
            .attr("role", "group")
            .attr("aria-label", format_args!("{}: {}", lane.name.text, counted_events(lane.events.len())))
            .with(base)
            .newline()
            .with(drawn)
            .into()
    }

    fn mark(&self, lane: &Lane<'_>, mark: &Mark, height: usize) -> Html {
        let y = height - usize::from(STEP) / 2 - 1 - mark.row * usize::from(STEP);
        let place = element("svg").class("at").attr("x", percent(mark.x * 100.0)).attr("y", y);
        let hit = element("circle").class("hit").attr("r", STEP / 2).empty();
        let link = match mark.members.as_slice() {
            [only] => self.one(lane.events[*only], hit),
            several => {
                let events: Vec<_> = several.iter().map(|index| lane.events[*index]).collect();
                self.several(&events, hit)
            }
        };
        place.with(link).line()
    }

    fn one(&self, event: &TimelineEvent, hit: Html) -> Html {
        let link = element("a").class(&class(event.kind)).href(format_args!("{}{}", self.base, event.url));
        link.with(element("title").text(told(event)))
            .with(hit)
            .with(shape(event.kind, is_coarse(event)))
            .into()
    }

    /// A mark with the number of its events, which leads to the first year of theirs in the list.
    fn several(&self, events: &[&TimelineEvent], hit: Html) -> Html {
        let kinds = by_kind(events.iter().map(|event| event.kind));
        let (first, last) = (events[0].date.year(), events[events.len() - 1].date.year());
        let when = if first == last { first.to_string() } else { format!("{first} to {last}") };
        let is_ahead = events[0].kind == Some(EventKind::Prediction);
        let target = if is_ahead { "predictions".to_owned() } else { format!("year-{first}") };
        let ring = ring(&kinds, events.len());
        let number = element("text").attr("y", 4).attr("text-anchor", "middle").text(events.len());
        let link = element("a").leads_to(format_args!("fb-{}-{target}", self.id));
        let title = element("title").text(format_args!("{when}, {}", told_together(&kinds)));
        link.with(title).with(hit).with(ring).with(number).into()
    }
}

/// A ring of the colours of some events, each as long as there are many of it.
fn ring(kinds: &[(Option<EventKind>, usize)], all: usize) -> Html {
    let mut before = 0;
    let part = |(kind, count): &(Option<EventKind>, usize)| {
        let ring = element("path").classes(["many", &class(*kind)]).attr("d", RING);
        let ring = ring.attr("pathLength", all).attr("stroke-dasharray", format_args!("{count} {all}"));
        let ring = ring.attr("stroke-dashoffset", format_args!("-{before}"));
        before += count;
        ring.empty()
    };
    kinds.iter().map(part).collect()
}

/// The mark of an event.
pub(super) fn shape(kind: Option<EventKind>, coarse: bool) -> Html {
    let mark = element("path").classes(["mark", if coarse { "coarse" } else { "" }]);
    mark.attr("d", outline(kind)).empty()
}

/// What the marks mean, of those that are there, and what `more` there is to know of them.
pub(super) fn legend(timeline: &Timeline, more: impl IntoIterator<Item = Html>) -> Option<Html> {
    let kinds = explained(timeline).into_iter();
    let kinds = kinds.map(|(kind, words)| entry(&class(kind), shape(kind, false), &words));
    let entries: Html = kinds.chain(more).collect();
    (!entries.is_empty()).then(|| element("ul").class("legend").newline().with(entries).line())
}

fn entry(class: &str, drawn: Html, words: &str) -> Html {
    let sample = ornament(class).attr("width", 14).attr("height", 14).attr("viewBox", "-7 -7 14 14");
    element("li").with(sample.with(drawn)).text(format_args!(" {words}")).line()
}
