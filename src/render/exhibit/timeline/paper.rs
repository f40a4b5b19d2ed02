//! The picture of a timeline in a file of its own.

use super::dodge::place;
use super::picture::{RADIUS, STEP, YEAR, Years, told};
use super::{left_out, summary};
use crate::exhibit::{Timeline, TimelineEvent};
use crate::render::foot::{Drawn, Foot, distinct};
use crate::render::html::{Html, element};
use crate::render::measure::lines;
use crate::render::paper::{Anchor, LINE, MUTED, PAPER, Paper, SMALL, STRONG, line, px, series, text};

/// The room for the names of lanes, and between them and the lanes.
const NAMES: f64 = 160.0;
const GAP: f64 = 14.0;
/// From one line of a name to the next.
const LEADING: f64 = 15.0;
/// The room for the years.
const AXIS: f64 = 18.0;

/// Draws a lane for each of the timeline's.
pub(in crate::render) fn draw<'a>(paper: &mut Paper, timeline: &'a Timeline) -> Drawn<'a> {
    let events = timeline.events.as_slice();
    if let Some(years) = Years::of(events) {
        draw_lanes(paper, timeline, &years);
    }
    let description = match events {
        [first, .., last] => summary(events, first, last) + &left_out(timeline.left_out),
        _ => String::new(),
    };
    let coarse = events.iter().any(|event| event.date.days() >= YEAR);
    let sources = distinct(events.iter().filter_map(|event| event.source.as_ref()));
    Drawn {
        description: description.clone(),
        explained: coarse.then(|| "A ring: only the year is known; it stands somewhere in it.".to_owned()),
        foot: Foot { told: description, sources, ..Foot::default() },
    }
}

fn draw_lanes(paper: &mut Paper, timeline: &Timeline, years: &Years) {
    let (left, right) = paper.sides();
    let track = (left + NAMES + GAP, right - left - NAMES - GAP);
    paper.skip(6.0);
    let top = paper.bottom;
    let mut lanes = Html::default();
    for (index, name) in timeline.lanes.iter().enumerate() {
        let events: Vec<_> = timeline.events.iter().filter(|event| event.lane == index).collect();
        let extents: Vec<_> = events.iter().map(|event| years.extent(event)).collect();
        let dots = place(&extents, float(STEP) / track.1);
        let rows = dots.iter().map(|dot| dot.row + 1).max().unwrap_or(1);
        let words = lines(&name.text, SMALL, NAMES);
        let height = float(rows * STEP + RADIUS).max(float(words.len()) * LEADING) + 8.0;
        let ground = paper.bottom + height;
        let first = ground - float(words.len() - 1) * LEADING;
        for (index, words) in words.iter().enumerate() {
            let at = (left + NAMES, first + float(index) * LEADING);
            lanes = lanes.with(text(at, Anchor::End, SMALL, MUTED, words));
        }
        lanes =
            lanes.with(line((track.0, ground), (track.0 + track.1, ground), STRONG, 1.0).empty().newline());
        let circles = events.iter().zip(dots);
        let circles = circles.map(|(event, at)| {
            let y = ground - float(RADIUS) - 1.0 - float(at.row * STEP);
            dot(event, (track.0 + at.x * track.1, y))
        });
        lanes = lanes.with(circles.collect::<Html>());
        paper.skip(height);
    }
    let bottom = paper.bottom + AXIS;
    for year in years.named(track.1) {
        let x = track.0 + years.start(year) * track.1;
        paper.add(line((x, top), (x, bottom), LINE, 1.0).empty().newline());
        paper.add(text((x + 3.0, bottom - 4.0), Anchor::Start, SMALL, MUTED, &year.to_string()));
    }
    paper.add(lanes);
    paper.bottom = bottom;
}

fn dot(event: &TimelineEvent, (x, y): (f64, f64)) -> Html {
    let ink = series(0);
    let fill = if event.date.days() >= YEAR { PAPER } else { ink };
    let circle = element("circle").attr("cx", px(x)).attr("cy", px(y)).attr("r", RADIUS);
    let circle = circle.attr("fill", fill).attr("stroke", ink).attr("stroke-width", 1.5);
    circle.with(element("title").text(told(event))).line()
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
