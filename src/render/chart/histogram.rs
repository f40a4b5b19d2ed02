//! Histograms: how many values lie in each of some intervals.

use super::super::html::text;
use super::data::interval;
use super::number::{compact, percent};
use super::place::{NARROW, WIDE, width};
use super::plot::{self, Plot};
use super::{Canvas, axis_words};
use crate::exhibit::Bin;

/// So many of those in an interval are named where it is pointed at.
const NAMED: usize = 12;

/// What the gap at the right takes from the width, in pixels.
const BESIDE: f64 = 10.0;

pub(super) fn render(canvas: Canvas, bins: &[Bin]) -> String {
    let most = bins.iter().map(|bin| bin.members.len()).max().unwrap_or(0).max(1);
    let bars: String =
        bins.iter().enumerate().map(|(index, bin)| bar(canvas, bins, (index, bin), most)).collect();
    let ground = "<line class=\"ground\" x1=\"0\" y1=\"100%\" x2=\"100%\" y2=\"100%\"/>\n";
    let inner = format!("{bars}{ground}");
    let plot =
        Plot { kind: "histogram", upwards: Vec::new(), inner, across: edges(canvas, bins), linked: false };
    format!(
        "<p class=\"counts\">How many in each interval</p>\n{}<p class=\"counts below\">{}</p>\n",
        plot::render(canvas, &plot),
        text(&axis_words(canvas.axis))
    )
}

/// A bar with the count above it. Intervals are drawn equally wide, as they are on their scale.
fn bar(canvas: Canvas, bins: &[Bin], (index, bin): (usize, &Bin), most: usize) -> String {
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
    format!(
        "{}<text class=\"{class}\" x=\"{}\" y=\"{}\" dy=\"-5\" text-anchor=\"middle\">{count}</text>\n",
        column(canvas, bins, bin, [x, each, height]),
        percent(x + each / 2.0),
        percent(100.0 - height)
    )
}

fn column(canvas: Canvas, bins: &[Bin], bin: &Bin, [x, each, height]: [f64; 3]) -> String {
    // A gap between the bars in proportion, for a gap in pixels would swallow narrow ones.
    let gap = each * 0.06;
    let mut names: Vec<_> = bin.members.iter().take(NAMED).map(|(name, _)| name.text.as_str()).collect();
    if bin.members.len() > NAMED {
        names.push("…");
    }
    let named = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    format!(
        "<rect class=\"s1 fill\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}</title></rect>",
        percent(x + gap),
        percent(100.0 - height),
        percent(each - 2.0 * gap),
        percent(height),
        text(&format!("{}: {}{named}", interval(canvas.axis, bins, bin), bin.members.len()))
    )
}

/// The numbers at the edges of the intervals, as many as have room.
fn edges(canvas: Canvas, bins: &[Bin]) -> String {
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
