//! Charts in rows.

use super::super::super::html::{Html, element};
use super::super::super::measure::{lines, width};
use super::super::super::paper::{Anchor, LINE, MUTED, Paper, SMALL, STRONG, TEXT, text};
use super::super::super::svg::float;
use super::super::axis_words;
use super::super::scene::rows::{Kind, RowsScene, SceneRow, Track};
use super::super::scene::shapes::HEIGHT;
use super::super::scene::written;
use super::marks::{Frame, flow, legend, patterns};
use super::plots::numbers;

/// The size of names and figures.
const SIZE: f64 = 13.0;
/// From one line of them to the next.
const LEADING: f64 = 17.0;
/// The most of the width that names and figures take.
const NAMES: f64 = 0.34;
const FIGURES: f64 = 0.24;
/// Between the columns.
const GAP: f64 = 12.0;
/// What an arrow needs behind the longest bar.
const BEHIND: f64 = 13.0;
/// From one bar of a row to the next.
const PAIR: f64 = 20.0;

/// Where the columns are.
struct Columns {
    /// Where the names end, and how much room they have.
    names: (f64, f64),
    /// Where the bars start, and how long the longest is.
    tracks: (f64, f64),
    /// Where the figures start, and how much room they have.
    figures: (f64, f64),
}

pub(super) fn draw(paper: &mut Paper, scene: &RowsScene, marked: bool) {
    paper.words(&axis_words(&scene.axis), SMALL, MUTED);
    if !scene.kind.is_dots() {
        patterns(paper, scene.series.len());
    }
    let names: Vec<_> = scene.series.iter().map(String::as_str).collect();
    legend(paper, &names, scene.kind.sample());
    paper.skip(6.0);
    let columns = columns(paper, scene, marked);
    let top = paper.bottom;
    let mut rows = Html::default();
    for row in &scene.rows {
        let (drawn, height) = draw_row(&columns, scene, row, paper.bottom, marked);
        rows = rows.with(drawn);
        paper.skip(height);
    }
    let frame = Frame { at: (columns.tracks.0, top), size: (columns.tracks.1, paper.bottom - top) };
    let grid = scene.scale.places().map(|x| frame.line((x, 0.0), (x, 100.0), LINE, 1.0).empty().newline());
    paper.add(grid.collect::<Html>());
    let zero = if scene.kind.is_dots() { 0.0 } else { scene.scale.zero() };
    paper.add(frame.line((zero, 0.0), (zero, 100.0), STRONG, 1.0).empty().newline());
    paper.add(rows);
    numbers(paper, frame, &scene.scale, &scene.axis);
}

fn columns(paper: &Paper, scene: &RowsScene, marked: bool) -> Columns {
    let (left, right) = paper.sides();
    let widest = |words: &mut dyn Iterator<Item = String>, part: f64| {
        // Names that stand out are bold.
        let widest = words.map(|words| width(&words, SIZE * 1.05)).fold(0.0, f64::max);
        widest.min(paper.room() * part)
    };
    let names = widest(&mut scene.rows.iter().map(|row| row.row.label.text.clone()), NAMES);
    let tracks = scene.rows.iter().flat_map(|row| &row.tracks);
    let figures =
        tracks.flat_map(|track| track.figures.iter().map(|(_, datum)| written(datum, &scene.axis, marked)));
    let figures = if scene.kind.has_figures_beside() { widest(&mut { figures }, FIGURES) } else { 0.0 };
    let start = left + names + GAP;
    let end = right - figures - if figures > 0.0 { GAP } else { 0.0 };
    Columns {
        names: (left + names, names),
        tracks: (start, end - start - BEHIND),
        figures: (right - figures, figures),
    }
}

/// Draws a row from `top` on. Returns how high it is.
fn draw_row(columns: &Columns, scene: &RowsScene, row: &SceneRow, top: f64, marked: bool) -> (Html, f64) {
    let name = lines(&row.row.label.text, SIZE, columns.names.1);
    let names = float(name.len()) * LEADING;
    let (drawn, height) = match (scene.kind, row.tracks.as_slice()) {
        (Kind::Grouped, tracks) => {
            let pair = |(index, track): (usize, &Track)| {
                beside(columns, scene, track, (top + 3.0 + float(index) * PAIR, PAIR), marked)
            };
            (tracks.iter().enumerate().map(pair).collect(), float(tracks.len()) * PAIR)
        }
        (Kind::Bars | Kind::Dots, [track]) => {
            let height = names.max(beside_height(columns, scene, track, marked));
            (beside(columns, scene, track, (top + 3.0, height), marked), height)
        }
        (_, tracks) => {
            let Some(track) = tracks.first() else { return named(columns, row, &name, top, names) };
            below(columns, scene, track, top + 3.0, marked)
        }
    };
    let (label, height) = named(columns, row, &name, top, names.max(height));
    (label.with(drawn), height)
}

/// The name of a row, and how high the row is.
fn named(columns: &Columns, row: &SceneRow, name: &[String], top: f64, height: f64) -> (Html, f64) {
    let line = |(index, words): (usize, &String)| {
        let at = (columns.names.0, top + 3.0 + LEADING * (float(index) + 0.75));
        let words = text(at, Anchor::End, SIZE, TEXT, words);
        if row.row.marked { element("g").attr("font-weight", "bold").with(words).line() } else { words }
    };
    (name.iter().enumerate().map(line).collect(), height + 6.0)
}

fn beside_height(columns: &Columns, scene: &RowsScene, track: &Track, marked: bool) -> f64 {
    let words = track.figures.iter().map(|(_, datum)| written(datum, &scene.axis, marked));
    let counts = words.map(|words| lines(&words, SIZE, columns.figures.1).len());
    counts.map(float).fold(1.0, f64::max) * LEADING
}

/// A line of marks with its figure beside it.
fn beside(
    columns: &Columns,
    scene: &RowsScene,
    track: &Track,
    (top, height): (f64, f64),
    marked: bool,
) -> Html {
    // One line of words stands level with its bar.
    let marks = marks(columns, scene, track, top + ((height - HEIGHT) / 2.0).max(0.0));
    let figures = track.figures.iter().flat_map(|(_, datum)| {
        let words = lines(&written(datum, &scene.axis, marked), SIZE, columns.figures.1);
        let first = top + (height - float(words.len()) * LEADING) / 2.0;
        words.into_iter().enumerate().map(move |(index, words)| {
            let at = (columns.figures.0 + columns.figures.1, first + LEADING * (float(index) + 0.75));
            text(at, Anchor::End, SIZE, TEXT, &words)
        })
    });
    marks.with(figures.collect::<Html>())
}

/// A line of marks with its figures below it.
fn below(columns: &Columns, scene: &RowsScene, track: &Track, top: f64, marked: bool) -> (Html, f64) {
    let figures = track.figures.iter().map(|(series, datum)| (*series, written(datum, &scene.axis, marked)));
    let figures: Vec<_> = figures.collect();
    let start = top + HEIGHT + 4.0;
    let (parts, height) = flow(&figures, scene.kind.sample(), (columns.tracks.0, start), columns.tracks.1);
    (marks(columns, scene, track, top).with(parts), HEIGHT + 4.0 + height)
}

fn marks(columns: &Columns, scene: &RowsScene, track: &Track, top: f64) -> Html {
    let frame = Frame { at: (columns.tracks.0, top), size: (columns.tracks.1, HEIGHT) };
    let rail = scene.kind.is_dots().then(|| {
        let rail = frame.line((0.0, 50.0), (100.0, 50.0), STRONG, 1.0);
        rail.attr("stroke-dasharray", "1 3").empty().newline()
    });
    Html::from(rail).with(frame.draw(&track.marks, scene.kind == Kind::Stacked))
}
