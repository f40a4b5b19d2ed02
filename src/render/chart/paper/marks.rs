//! Marks in pixels.

use super::super::super::html::{Html, Tag, element};
use super::super::super::measure::width;
use super::super::super::paper::{Anchor, PAPER, Paper, SMALL, TEXT, line, moved, px, rect, series, text};
use super::super::place::Side;
use super::super::scene::shapes::{ARROW, HATCHES, HEIGHT, SERIES, SHAPES, Sample, TORN};
use super::super::scene::{At, End, Fill, Mark};

/// The dashes of the lines of a series.
const DASHES: [&str; SERIES] = ["", "7 3", "2 3", "9 3 2 3", "4 4", "12 4"];

/// A part of the paper in which places are in percent.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// Its upper left corner.
    pub(super) at: (f64, f64),
    /// Its width and height.
    pub(super) size: (f64, f64),
}

impl Frame {
    /// Where a place lies on the paper.
    pub(super) fn spot(&self, (x, y): At) -> (f64, f64) {
        (self.at.0 + x / 100.0 * self.size.0, self.at.1 + y / 100.0 * self.size.1)
    }

    /// A line between two places.
    pub(super) fn line(&self, from: At, to: At, ink: &str, width: f64) -> Tag {
        line(self.spot(from), self.spot(to), ink, width)
    }

    /// Draws marks; a bar is as high as its row. `apart` keeps the pieces of a bar apart.
    pub(super) fn draw(&self, marks: &[Mark], apart: bool) -> Html {
        marks.iter().map(|mark| self.mark(mark, apart)).collect()
    }

    fn mark(&self, mark: &Mark, apart: bool) -> Html {
        match mark {
            Mark::Bar { series, fill, ends: (from, to), title } => {
                let start = self.spot((*from, 0.0));
                let bar = rect(start, ((to - from) / 100.0 * self.size.0, HEIGHT));
                let bar = painted(bar, *series, *fill);
                let bar = if apart { bar.attr("stroke", PAPER).attr("stroke-width", 1.5) } else { bar };
                bar.with(element("title").text(title)).line()
            }
            Mark::End { at, end } => {
                let path = moved(element("path"), self.spot((*at, 0.0)));
                match end {
                    End::Torn => path.attr("d", TORN).attr("fill", PAPER),
                    End::Arrow => path
                        .attr("d", ARROW)
                        .attr("fill", "none")
                        .attr("stroke", TEXT)
                        .attr("stroke-width", 1.6),
                }
                .empty()
                .newline()
            }
            Mark::Stroke { series: index, from, to, guess: true } => {
                let stroke = self.line(*from, *to, series(*index), 1.2);
                stroke.attr("stroke-dasharray", "1 4").attr("stroke-linecap", "round").empty().newline()
            }
            Mark::Stroke { series: index, from, to, guess: false } => {
                dashed(self.line(*from, *to, series(*index), 2.0), *index).empty().newline()
            }
            Mark::Span { series: index, from, to } => {
                let span = self.line(*from, *to, series(*index), 4.0);
                span.attr("stroke-opacity", 0.5).empty().newline()
            }
            Mark::Point { series, at, hollow, title } => point(*series, self.spot(*at), *hollow, title),
            Mark::Label { at, side, words, wide: _ } => label(self.spot(*at), *side, words),
        }
    }
}

fn dashed(line: Tag, series: usize) -> Tag {
    match DASHES[series % SERIES] {
        "" => line,
        dashes => line.attr("stroke-dasharray", dashes),
    }
}

fn painted(bar: Tag, index: usize, Fill { light, hollow, others }: Fill) -> Tag {
    let ink = if others { series(SERIES - 1) } else { series(index) };
    let bar = match index % SERIES {
        0 => bar.attr("fill", ink),
        other => bar.attr("fill", format_args!("url(#p{other})")),
    };
    match (light, hollow) {
        (true, _) => bar.attr("fill-opacity", 0.4).attr("stroke", ink).attr("stroke-width", 1),
        (false, true) => bar.attr("fill-opacity", 0.15).attr("stroke", ink).attr("stroke-width", 1.5),
        (false, false) => bar,
    }
}

fn point(index: usize, at: (f64, f64), hollow: bool, title: &str) -> Html {
    let ink = series(index);
    let (fill, stroke, width) = if hollow { (PAPER, ink, 1.8) } else { (ink, PAPER, 1.0) };
    let shape = moved(element("path").attr("d", SHAPES[index % SERIES]), at);
    let shape = shape.attr("fill", fill).attr("stroke", stroke).attr("stroke-width", width);
    let title = (!title.is_empty()).then(|| element("title").text(title));
    shape.with(title).line()
}

/// Words with a rim, which keeps lines from running through letters. They are written twice, because not all programs
/// can paint the rim first.
fn label((x, y): (f64, f64), Side { anchor, dx, dy }: Side, words: &str) -> Html {
    let text = || {
        let text = element("text").attr("x", px(x + dx)).attr("y", px(y + dy)).attr("font-size", SMALL);
        text.attr("text-anchor", anchor)
    };
    let rim = text().attr("fill", PAPER).attr("stroke", PAPER).attr("stroke-width", 3);
    rim.attr("stroke-linejoin", "round").text(words).line().with(text().attr("fill", TEXT).text(words).line())
}

/// The tiles that bars of several series are filled with.
pub(super) fn patterns(paper: &mut Paper, count: usize) {
    let tile = |index: usize| {
        let ground = element("rect").attr("width", 6).attr("height", 6).attr("fill", series(index));
        let hatch = element("path").attr("d", HATCHES[index]).attr("fill", "none");
        let hatch = hatch.attr("stroke", PAPER).attr("stroke-width", 1.4);
        let tile = element("pattern").attr("id", format_args!("p{index}")).attr("width", 6).attr("height", 6);
        tile.attr("patternUnits", "userSpaceOnUse").with(ground.empty()).with(hatch.empty()).line()
    };
    if count > 1 {
        let tiles: Html = (1..count.min(SERIES)).map(tile).collect();
        paper.add(element("defs").newline().with(tiles).line());
    }
}

/// How wide a sample is, with the gap behind it.
pub(super) fn sample_width(of: Sample) -> f64 {
    match of {
        Sample::Bar | Sample::Point => 18.0,
        Sample::Line => 34.0,
    }
}

/// How a series is drawn, beside words that stand at this place.
pub(super) fn sample(of: Sample, index: usize, (x, y): (f64, f64)) -> Html {
    let middle = y - SMALL * 0.35;
    match of {
        Sample::Bar => {
            painted(rect((x, middle - 6.0), (12.0, 12.0)), index, Fill::default()).empty().newline()
        }
        Sample::Point => point(index, (x + 6.0, middle), false, ""),
        Sample::Line => {
            let stroke = dashed(line((x, middle), (x + 28.0, middle), series(index), 2.0), index);
            stroke.empty().newline().with(point(index, (x + 14.0, middle), false, ""))
        }
    }
}

/// The names of the series; nothing, if there is but one.
pub(super) fn legend(paper: &mut Paper, names: &[&str], of: Sample) {
    if names.len() < 2 {
        return;
    }
    let (left, right) = paper.sides();
    let entries: Vec<_> = names.iter().enumerate().map(|(index, name)| (index, (*name).to_owned())).collect();
    let (drawn, height) = flow(&entries, of, (left, paper.bottom), right - left);
    paper.add(drawn);
    paper.skip(height + 6.0);
}

/// Words with samples beside each other, in as many lines as they need. Returns how high they are.
pub(super) fn flow(
    entries: &[(usize, String)],
    of: Sample,
    (left, top): (f64, f64),
    room: f64,
) -> (Html, f64) {
    const LINE: f64 = 18.0;
    let (mut x, mut y) = (left, top + LINE);
    let mut drawn = Html::default();
    for (index, words) in entries {
        let wide = sample_width(of) + width(words, SMALL);
        if x > left && x + wide > left + room {
            (x, y) = (left, y + LINE);
        }
        let at = (x + sample_width(of), y - 4.0);
        drawn = drawn.with(sample(of, *index, (x, at.1))).with(text(at, Anchor::Start, SMALL, TEXT, words));
        x += wide + 14.0;
    }
    (drawn, y - top)
}
