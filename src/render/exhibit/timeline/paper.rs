//! The picture of a timeline in a file of its own.

use super::bars::{Bar, bars, parts};
use super::gather::Mark;
use super::picture::{Lane, Panel, RING, marks, panels, rows};
use super::shape::{by_kind, explained, ink, is_coarse, outline, told_together};
use super::{described, is_in_bars, told};
use crate::exhibit::{Timeline, TimelineEvent};
use crate::parse::EventKind;
use crate::render::foot::{Drawn, Foot, distinct};
use crate::render::html::{Html, element};
use crate::render::measure::{lines, width};
use crate::render::paper::{Anchor, LINE, MUTED, PAPER, Paper, SMALL, STRONG, TEXT, line, moved, rect, text};
use crate::render::svg::float;

/// The room for the names of lanes, and between them and the lanes.
const NAMES: f64 = 160.0;
const GAP: f64 = 14.0;
/// From one line of a name to the next.
const LEADING: f64 = 15.0;
/// The room for the years.
const AXIS: f64 = 18.0;
/// From the middle of one mark to that of the next; no finger has to meet one.
const STEP: u16 = 23;
/// The height of a bar, and from one to the next.
const BAR: f64 = 14.0;
const BAR_STEP: f64 = 20.0;
/// The room for the number behind a bar.
const COUNT: f64 = 40.0;

const COARSE: &str = "Hollow: only the year is known; it stands somewhere in it.";

/// Draws a lane for each of the timeline's, or a bar for each year.
pub(in crate::render) fn draw<'a>(paper: &mut Paper, timeline: &'a Timeline) -> Drawn<'a> {
    paper.skip(6.0);
    let mut explained = Vec::new();
    if is_in_bars(timeline) {
        draw_bars(paper, timeline);
    } else {
        let panels = panels("", timeline);
        let most = rows(panels.iter().map(|panel| panel.lanes.len()).sum());
        let mut is_gathered = false;
        for (index, panel) in panels.iter().enumerate() {
            paper.skip(if index == 0 { 0.0 } else { 10.0 });
            is_gathered |= draw_panel(paper, panel, most);
        }
        explained.extend(timeline.events.iter().any(is_coarse).then_some(COARSE));
        explained.extend(is_gathered.then_some("A number: so many events."));
    }
    draw_legend(paper, timeline);
    let description = described(timeline);
    let sources = distinct(timeline.all().filter_map(|event| event.source.as_ref()));
    Drawn {
        description: description.clone(),
        explained: (!explained.is_empty()).then(|| explained.join(" ")),
        foot: Foot { told: description, sources, ..Foot::default() },
    }
}

/// Draws lanes and their axis, and says whether marks in them stand for several events. A lane has so many rows at most.
fn draw_panel(paper: &mut Paper, panel: &Panel<'_>, most: usize) -> bool {
    let Panel { years, lanes } = panel;
    let (left, right) = paper.sides();
    let track = (left + NAMES + GAP, right - left - NAMES - GAP);
    let top = paper.bottom;
    let (mut drawn, mut is_gathered) = (Html::default(), false);
    for lane in lanes {
        let marks = marks(years, &lane.events, track.1, f64::from(STEP), most);
        is_gathered |= marks.iter().any(|mark| mark.members.len() > 1);
        let rows = marks.iter().map(|mark| mark.row + 1).max().unwrap_or(1);
        let words = lines(&lane.name.text, SMALL, NAMES);
        let height = (float(rows) * f64::from(STEP)).max(float(words.len()) * LEADING) + 8.0;
        let ground = paper.bottom + height;
        let first = ground - float(words.len() - 1) * LEADING;
        for (index, words) in words.iter().enumerate() {
            let at = (left + NAMES, first + float(index) * LEADING);
            drawn = drawn.with(text(at, Anchor::End, SMALL, MUTED, words));
        }
        drawn =
            drawn.with(line((track.0, ground), (track.0 + track.1, ground), STRONG, 1.0).empty().newline());
        let marks = marks.iter().map(|mark| {
            let y = ground - f64::from(STEP) / 2.0 - float(mark.row) * f64::from(STEP);
            draw_mark(lane, mark, (track.0 + mark.x * track.1, y))
        });
        drawn = drawn.with(marks.collect::<Html>());
        paper.skip(height);
    }
    let bottom = paper.bottom + AXIS;
    for year in years.named(track.1) {
        let x = track.0 + years.start(year) * track.1;
        paper.add(line((x, top), (x, bottom), LINE, 1.0).empty().newline());
        paper.add(text((x + 3.0, bottom - 4.0), Anchor::Start, SMALL, MUTED, &year.to_string()));
    }
    paper.add(drawn);
    paper.bottom = bottom;
    is_gathered
}

fn draw_mark(lane: &Lane<'_>, mark: &Mark, (x, y): (f64, f64)) -> Html {
    let events: Vec<&TimelineEvent> = mark.members.iter().map(|index| lane.events[*index]).collect();
    if let [event] = events.as_slice() {
        return shape(event.kind, is_coarse(event), (x, y), told(event));
    }
    let kinds = by_kind(events.iter().map(|event| event.kind));
    let title = told_together(&kinds);
    let mut before = 0;
    let arcs = kinds.into_iter().map(|(kind, count)| {
        let arc = moved(element("path"), (x, y)).attr("d", RING).attr("fill", "none");
        let arc = arc.attr("stroke", ink(kind)).attr("stroke-width", 2.5).attr("pathLength", events.len());
        let arc = arc.attr("stroke-dasharray", format_args!("{count} {}", events.len()));
        let arc = arc.attr("stroke-dashoffset", format_args!("-{before}"));
        before += count;
        arc.empty().newline()
    });
    let arcs: Html = arcs.collect();
    let number = text((x, y + 4.0), Anchor::Middle, SMALL - 1.0, TEXT, &events.len().to_string());
    element("g").newline().with(element("title").text(title).line()).with(arcs).with(number).line()
}

fn shape(kind: Option<EventKind>, coarse: bool, at: (f64, f64), title: String) -> Html {
    let fill = if coarse || kind == Some(EventKind::Prediction) { PAPER } else { ink(kind) };
    let path = moved(element("path"), at).attr("d", outline(kind));
    let path = path.attr("fill", fill).attr("stroke", ink(kind)).attr("stroke-width", 1.5);
    let path = if kind == Some(EventKind::Prediction) { path.attr("stroke-dasharray", "3 2") } else { path };
    path.with(element("title").text(title)).line()
}

fn draw_bars(paper: &mut Paper, timeline: &Timeline) {
    let (bars, longest) = bars(timeline);
    for bar in &bars {
        draw_bar(paper, bar, longest);
    }
}

fn draw_bar(paper: &mut Paper, bar: &Bar, longest: usize) {
    let (left, right) = paper.sides();
    let names = left + NAMES / 2.0;
    let (start, width) = (names + GAP, right - names - GAP - COUNT);
    let top = paper.bottom;
    paper.add(text((names, top + BAR - 3.0), Anchor::End, SMALL, MUTED, &bar.label()));
    let mut end = start;
    for (kind, from, to) in parts(bar, longest) {
        let (from, to) = (start + from / 100.0 * width, start + to / 100.0 * width);
        let part = rect((from, top), (to - from, BAR)).attr("fill", ink(kind)).attr("stroke", PAPER);
        paper.add(part.empty().newline());
        if to - from >= BAR {
            let mark = moved(element("path"), (f64::midpoint(from, to), top + BAR / 2.0));
            paper.add(mark.attr("d", outline(kind)).attr("fill", PAPER).empty().newline());
        }
        end = to;
    }
    paper.add(text((end + 5.0, top + BAR - 3.0), Anchor::Start, SMALL, TEXT, &bar.count().to_string()));
    paper.skip(BAR_STEP);
}

/// What the marks mean, in as many lines as that takes.
fn draw_legend(paper: &mut Paper, timeline: &Timeline) {
    let kinds = explained(timeline);
    if kinds.is_empty() {
        return;
    }
    let (left, right) = paper.sides();
    let mut x = left + 6.0;
    paper.skip(20.0);
    for (kind, words) in kinds {
        let width = width(&words, SMALL) + 34.0;
        if x + width > right {
            x = left + 6.0;
            paper.skip(20.0);
        }
        let y = paper.bottom - 6.0;
        paper.add(shape(kind, false, (x, y), words.clone()));
        paper.add(text((x + 11.0, y + 4.0), Anchor::Start, SMALL, TEXT, &words));
        x += width;
    }
    paper.skip(6.0);
}
