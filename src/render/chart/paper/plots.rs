//! Charts with two axes.

use super::super::super::html::{Html, element};
use super::super::super::measure::width;
use super::super::super::paper::{Anchor, LINE, MUTED, Paper, SMALL, STRONG, TEXT, rect, series, text};
use super::super::axis_words;
use super::super::place::{Shown, thin};
use super::super::scale::Scale;
use super::super::scene::shapes::Sample;
use super::super::scene::{self, histogram, lines, scatter};
use super::marks::{Frame, legend};
use crate::exhibit::{Axis, Bin, Lines, Point};

/// The room above a picture that labels may reach into.
const ABOVE: f64 = 20.0;
/// The room below a picture for words.
const BELOW: f64 = 20.0;
/// What stays free at the right.
const RIGHT: f64 = 12.0;
/// How far words may reach into the margin.
const OVER: f64 = 12.0;
/// The height of a histogram.
const HISTOGRAM: f64 = 221.0;

pub(super) fn lines(paper: &mut Paper, axis: &Axis, lines: &Lines, marked: bool) {
    let scene = scene::lines::scene(axis, lines, marked);
    paper.words(&axis_words(axis), SMALL, MUTED);
    let names: Vec<_> = lines.series.iter().map(|series| series.label.text.as_str()).collect();
    legend(paper, &names, Sample::Line);
    let frame = upright(paper, &scene.scale, &scene.upwards, lines::HEIGHT);
    for marks in scene.series.iter().chain(&scene.figures) {
        paper.add(frame.draw(marks, false));
    }
    below(paper, frame, &scene.across, 0);
}

pub(super) fn scatter(paper: &mut Paper, upwards: &Axis, across: &Axis, points: &[Point], marked: bool) {
    let scene = scene::scatter::scene(upwards, across, points, marked);
    paper.words(&format!("↑ {}", axis_words(upwards)), SMALL, MUTED);
    let frame = upright(paper, &scene.upwards, &scene.labels, scatter::HEIGHT);
    let lines = scene.across.places().map(|x| frame.line((x, 0.0), (x, 100.0), LINE, 1.0).empty().newline());
    paper.add(lines.collect::<Html>());
    for point in &scene.points {
        let title = element("title").text(&point.title);
        paper.add(element("g").with(title).newline().with(frame.draw(&point.marks, false)).line());
    }
    numbers(paper, frame, &scene.across, across);
    to_the_right(paper, &format!("{} →", axis_words(across)));
}

pub(super) fn histogram(paper: &mut Paper, axis: &Axis, bins: &[Bin]) {
    paper.words(histogram::COUNTED, SMALL, MUTED);
    let (left, right) = paper.sides();
    paper.skip(ABOVE);
    let frame = Frame { at: (left, paper.bottom), size: (right - left - RIGHT, HISTOGRAM) };
    paper.skip(HISTOGRAM);
    for column in histogram::columns(axis, bins) {
        let (x, y) = frame.spot((column.across.0, 100.0 - column.height));
        let size = (column.across.1 / 100.0 * frame.size.0, column.height / 100.0 * HISTOGRAM);
        let bar = rect((x, y), size).attr("fill", series(0));
        paper.add(bar.with(element("title").text(&column.title)).line());
        if column.counted.is_some() {
            let (middle, _) = frame.spot((column.middle(), 0.0));
            paper.add(text((middle, y - 5.0), Anchor::Middle, SMALL, TEXT, &column.count.to_string()));
        }
    }
    paper.add(frame.line((0.0, 100.0), (100.0, 100.0), STRONG, 1.0).empty().newline());
    below(paper, frame, &histogram::edges(axis, bins), 0);
    to_the_right(paper, &axis_words(axis));
}

/// The numbers at the left with a line at each. Returns the picture beside them.
fn upright(paper: &mut Paper, scale: &Scale, labels: &[String], height: f64) -> Frame {
    let (left, right) = paper.sides();
    let numbers = labels.iter().map(|label| width(label, SMALL)).fold(0.0, f64::max);
    let start = left + numbers + 8.0;
    paper.skip(ABOVE);
    let frame = Frame { at: (start, paper.bottom), size: (right - start - RIGHT, height) };
    for (place, label) in scale.places().zip(labels) {
        let from = frame.spot((0.0, 100.0 - place));
        paper.add(frame.line((0.0, 100.0 - place), (100.0, 100.0 - place), LINE, 1.0).empty().newline());
        paper.add(text((start - 8.0, from.1 + 4.0), Anchor::End, SMALL, MUTED, label));
    }
    paper.skip(height);
    frame
}

/// The numbers of an axis across, zero among them.
pub(super) fn numbers(paper: &mut Paper, frame: Frame, scale: &Scale, axis: &Axis) {
    let (labels, zero) = scene::numbers(scale, axis);
    below(paper, frame, &labels, zero);
}

/// Words below a picture, as many as have room.
fn below(paper: &mut Paper, frame: Frame, labels: &[(f64, String)], keep: usize) {
    let room = frame.size.0;
    for ((x, words), shown) in labels.iter().zip(thin(labels, keep, room, room)) {
        if shown != Shown::Always {
            continue;
        }
        let (x_on_paper, y) = frame.spot((*x, 100.0));
        let (half, (left, right)) = (width(words, SMALL) / 2.0, paper.sides());
        let anchor = match () {
            () if x_on_paper - half < left - OVER => Anchor::Start,
            () if x_on_paper + half > right + OVER => Anchor::End,
            () => Anchor::Middle,
        };
        paper.add(text((x_on_paper, y + 15.0), anchor, SMALL, MUTED, words));
    }
    paper.skip(BELOW);
}

/// What an axis across counts.
fn to_the_right(paper: &mut Paper, words: &str) {
    let (_, right) = paper.sides();
    paper.skip(SMALL * 1.35);
    paper.add(text((right, paper.bottom - 3.0), Anchor::End, SMALL, MUTED, words));
}
