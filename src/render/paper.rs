//! A picture as a file of its own: an SVG that needs nothing else. Every colour, size and font is written where it is
//! used, so that programs which know no style sheets show it as browsers do.

use super::html::{Html, Tag, element};
use super::measure;
use super::svg::rounded;

/// The colours of the built-in theme, readable on white; in browsers that prefer dark pages, the second of each.
pub(super) const PAPER: &str = "#ffffff";
pub(super) const SURFACE: &str = "#f4f5f1";
pub(super) const TEXT: &str = "#1c2225";
pub(super) const MUTED: &str = "#464f53";
pub(super) const LINE: &str = "#dcdfd9";
pub(super) const STRONG: &str = "#7f898b";
pub(super) const GOLD: &str = "#77610c";
const SERIES: [&str; 6] = ["#0b6b79", "#ad5816", "#5a55a3", "#4f7d2c", "#a63a6b", "#6b6f72"];
const DARK: [(&str, &str); 13] = [
    (PAPER, "#14181a"),
    (SURFACE, "#1b2023"),
    (TEXT, "#dee3e2"),
    (MUTED, "#a9b4b6"),
    (LINE, "#2d3538"),
    (STRONG, "#69757a"),
    (SERIES[0], "#58b6c3"),
    (SERIES[1], "#e59a5c"),
    (SERIES[2], "#a19be6"),
    (SERIES[3], "#96c26f"),
    (SERIES[4], "#e389b1"),
    (SERIES[5], "#a3a9ab"),
    (GOLD, "#d3bd58"),
];

const FONTS: &str = "Helvetica, Arial, sans-serif";

/// The room around everything.
const MARGIN: f64 = 20.0;
/// The sizes of letters.
const TITLE: f64 = 17.0;
pub(super) const SMALL: f64 = 12.0;
/// From one line of letters to the next, in parts of their size.
const LEADING: f64 = 1.35;

/// The colour of a series.
pub(super) fn series(index: usize) -> &'static str {
    SERIES[index % SERIES.len()]
}

/// A number of pixels.
pub(super) fn px(value: f64) -> String {
    rounded(value, 1)
}

/// Which part of words stands at their place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// Words at a place.
pub(super) fn text((x, y): (f64, f64), anchor: Anchor, size: f64, ink: &str, words: &str) -> Html {
    let text = element("text").attr("x", px(x)).attr("y", px(y)).attr("font-size", px(size));
    let text = if anchor == Anchor::Start { text } else { text.attr("text-anchor", anchor.name()) };
    text.attr("fill", ink).text(words).line()
}

/// A line between two places.
pub(super) fn line((x1, y1): (f64, f64), (x2, y2): (f64, f64), ink: &str, width: f64) -> Tag {
    let line = element("line").attr("x1", px(x1)).attr("y1", px(y1)).attr("x2", px(x2)).attr("y2", px(y2));
    line.attr("stroke", ink).attr("stroke-width", width)
}

/// A rectangle by its upper left corner and its size.
pub(super) fn rect((x, y): (f64, f64), (width, height): (f64, f64)) -> Tag {
    let rect = element("rect").attr("x", px(x)).attr("y", px(y));
    rect.attr("width", px(width.max(0.0))).attr("height", px(height.max(0.0)))
}

/// What moves an element to a place.
pub(super) fn moved(tag: Tag, (x, y): (f64, f64)) -> Tag {
    tag.attr("transform", format_args!("translate({} {})", px(x), px(y)))
}

/// A sheet that is filled from the top.
pub(super) struct Paper {
    body: Html,
    width: f64,
    /// How far down it is filled.
    pub(super) bottom: f64,
}

impl Paper {
    /// An empty sheet with so much room across.
    pub(super) fn new(room: f64) -> Self {
        Self { body: Html::default(), width: room + 2.0 * MARGIN, bottom: MARGIN }
    }

    /// Where the room starts and ends across.
    pub(super) fn sides(&self) -> (f64, f64) {
        (MARGIN, self.width - MARGIN)
    }

    /// How much room there is across.
    pub(super) fn room(&self) -> f64 {
        self.width - 2.0 * MARGIN
    }

    /// Adds what was drawn.
    pub(super) fn add(&mut self, drawn: impl Into<Html>) {
        self.body = std::mem::take(&mut self.body).with(drawn);
    }

    /// Leaves some room free.
    pub(super) fn skip(&mut self, height: f64) {
        self.bottom += height;
    }

    /// Adds words over the whole width, in as many lines as they need.
    pub(super) fn words(&mut self, words: &str, size: f64, ink: &str) {
        for line in measure::lines(words, size, self.room()) {
            self.bottom += size * LEADING;
            self.add(text((MARGIN, self.bottom - size * 0.3), Anchor::Start, size, ink, &line));
        }
    }

    /// Adds the title.
    pub(super) fn title(&mut self, words: &str) {
        // Bold letters are wider.
        for line in measure::lines(words, TITLE * 1.1, self.room()) {
            self.bottom += TITLE * LEADING;
            let at = (MARGIN, self.bottom - TITLE * 0.3);
            let words = element("text").attr("x", px(at.0)).attr("y", px(at.1)).attr("font-size", TITLE);
            self.add(words.attr("font-weight", "bold").attr("fill", TEXT).text(line).line());
        }
        self.skip(3.0);
    }

    /// The file.
    pub(super) fn finish(self, language: &str, title: &str, description: &str) -> String {
        let height = px((self.bottom + MARGIN).ceil());
        let width = px(self.width);
        let ground = element("rect").attr("width", &width).attr("height", &height).attr("fill", PAPER);
        let root = element("svg")
            .attr("xmlns", "http://www.w3.org/2000/svg")
            .attr("width", &width)
            .attr("height", &height)
            .attr("viewBox", format_args!("0 0 {width} {height}"))
            .attr("font-family", FONTS)
            .attr("role", "img")
            .attr("lang", language);
        root.newline()
            .with(element("title").text(title).line())
            .with(element("desc").text(description).line())
            .with(element("style").text(dark()).line())
            .with(ground.empty().newline())
            .with(self.body)
            .line()
            .into_string()
    }
}

/// What browsers with dark pages put in the place of each colour.
fn dark() -> String {
    let rule = |(light, dark): &(&str, &str)| {
        // Quotation marks would have to be escaped, and an escaped `#` needs none.
        let value = light.replace('#', "\\#");
        format!("[fill={value}]{{fill:{dark}}}[stroke={value}]{{stroke:{dark}}}")
    };
    let rules: String = DARK.iter().map(rule).collect();
    format!("@media (prefers-color-scheme:dark){{{rules}}}")
}
