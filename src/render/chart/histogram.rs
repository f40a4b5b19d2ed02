//! Histograms: how many values lie in each of some intervals.

use super::super::html::{Html, element};
use super::super::svg::{self, percent};
use super::data::interval;
use super::number::compact;
use super::place::{NARROW, WIDE, width};
use super::plot::{self, Plot};
use super::{Canvas, axis_words};
use crate::exhibit::Bin;

/// So many of those in an interval are named where it is pointed at.
const NAMED: usize = 12;

/// What the gap at the right takes from the width, in pixels.
const BESIDE: f64 = 10.0;

pub(super) fn render(canvas: Canvas, bins: &[Bin]) -> Html {
    let most = bins.iter().map(|bin| bin.members.len()).max().unwrap_or(0).max(1);
    let bars: Html = (0..bins.len()).map(|index| bar(canvas, bins, index, most)).collect();
    let inner = bars.with(svg::line("ground", ["0", "100%", "100%", "100%"])).newline();
    let plot =
        Plot { kind: "histogram", upwards: Vec::new(), inner, across: edges(canvas, bins), linked: false };
    let above = element("p").class("counts").text("How many in each interval").line();
    let below = element("p").class("counts below").text(axis_words(canvas.axis)).line();
    above.with(plot::render(canvas, plot)).with(below)
}

/// A bar with the count above it. Intervals are drawn equally wide, as they are on their scale.
fn bar(canvas: Canvas, bins: &[Bin], index: usize, most: usize) -> Html {
    let bin = &bins[index];
    let count = bin.members.len();
    // Room for the count stays free above the highest bar.
    let height = float(count) / float(most) * 88.0;
    let each = 100.0 / float(bins.len());
    let x = float(index) * each;
    let class = match () {
        () if width(&count.to_string()) <= each / 100.0 * (NARROW - BESIDE) => "count",
        () if width(&count.to_string()) <= each / 100.0 * (WIDE - BESIDE) => "count wide",
        () => return column(canvas, bins, bin, [x, each, height]),
    };
    let label = element("text")
        .class(class)
        .attr("x", percent(x + each / 2.0))
        .attr("y", percent(100.0 - height))
        .attr("dy", "-5")
        .attr("text-anchor", "middle")
        .text(count);
    column(canvas, bins, bin, [x, each, height]).with(label.line())
}

fn column(canvas: Canvas, bins: &[Bin], bin: &Bin, [x, each, height]: [f64; 3]) -> Html {
    // A gap between the bars in proportion, for a gap in pixels would swallow narrow ones.
    let gap = each * 0.06;
    let mut names: Vec<_> = bin.members.iter().take(NAMED).map(|(name, _)| name.text.as_str()).collect();
    if bin.members.len() > NAMED {
        names.push("…");
    }
    let named = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    let told = format!("{}: {}{named}", interval(canvas.axis, bins, bin), bin.members.len());
    element("rect")
        .class("s1 fill")
        .attr("x", percent(x + gap))
        .attr("y", percent(100.0 - height))
        .attr("width", percent(each - 2.0 * gap))
        .attr("height", percent(height))
        .with(element("title").text(told))
        .into()
}

/// The numbers at the edges of the intervals, as many as have room.
fn edges(canvas: Canvas, bins: &[Bin]) -> Html {
    let values = || bins.iter().map(|bin| bin.from.0).chain(bins.last().map(|bin| bin.to.0));
    let largest = values().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let words: Vec<_> = values().map(|value| compact(value, largest, canvas.axis)).collect();
    let place = |index: usize| float(index) / float(bins.len()) * 100.0;
    let labels: Vec<_> =
        words.iter().enumerate().map(|(index, words)| (place(index), words.as_str())).collect();
    plot::below(&labels, 0, (NARROW - BESIDE, WIDE - BESIDE))
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
