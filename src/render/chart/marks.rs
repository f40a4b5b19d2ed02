//! How series are told apart: by colour, and by a pattern, a shape or dashes for those who see no colours.

use super::super::html::{Html, Tag, element};
use super::super::svg::{self, ornament, percent};
use super::Canvas;
use super::plot::label;
use super::scene::{At, End, Fill, Mark};

/// How many series look different; the next ones start again.
pub(super) const SERIES: usize = 6;

/// The outlines of the marks of points, around the origin.
pub(super) const SHAPES: [&str; SERIES] = [
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-3.7-3.7h7.4v7.4h-7.4z",
    "M0-5 4.8 3.6h-9.6z",
    "M0-5.4 5.4 0 0 5.4-5.4 0z",
    "M-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
    "M0 5 4.8-3.6h-9.6z",
];

/// The strokes over the colour of a bar, in a tile of 6 by 6; the first series has none.
pub(super) const HATCHES: [&str; SERIES] =
    ["", "M-1 1l2-2M0 6l6-6M5 7l2-2", "M3 0v6", "M-1 5l2 2M0 0l6 6M5-1l2 2", "M0 3h6", "M0 3h6M3 0v6"];

/// The height of the picture in a row, in pixels; the style sheet sets it.
pub(super) const HEIGHT: f64 = 14.0;

/// The teeth that are cut out of the end of a bar, in the colour of the page.
pub(super) const TORN: &str = "M1-1V15H0L-4 11.7 0 9.3-4 7 0 4.7-4 2.3 0 0V-1z";
/// Points on from the end of a bar.
pub(super) const ARROW: &str = "M2 7h9m-4-4 4 4-4 4";

/// The marks of a picture in percent.
pub(super) fn drawn(canvas: Canvas, marks: &[Mark]) -> Html {
    marks.iter().map(|mark| draw(canvas, mark)).collect()
}

fn draw(canvas: Canvas, mark: &Mark) -> Html {
    match mark {
        Mark::Bar { series, fill, ends: (from, to), title } => {
            let bar = element("rect").attr("x", percent(*from)).attr("width", percent(to - from));
            let bar = Paint::of(canvas, *series, *fill).on(bar.attr("height", HEIGHT));
            bar.with(element("title").text(title)).into()
        }
        Mark::End { at, end } => {
            let (class, path) = match end {
                End::Torn => ("torn", TORN),
                End::Arrow => ("arrow", ARROW),
            };
            let shape = element("path").class(class).attr("d", path).empty();
            element("svg").class("at").attr("x", percent(*at)).with(shape).into()
        }
        Mark::Stroke { series, from, to, guess } => {
            let guess = if *guess { " guess" } else { "" };
            stroke(&format!("stroke {}{guess}", class(*series)), *from, *to)
        }
        Mark::Span { series, from, to } => stroke(&format!("span {}", class(*series)), *from, *to),
        Mark::Point { series, at, hollow, title } => point(*series, *at, *hollow, title),
        Mark::Label { at, side, wide, words } => label(*at, *side, *wide, words),
    }
}

/// A line between two places in percent.
pub(super) fn stroke(class: &str, (x1, y1): At, (x2, y2): At) -> Html {
    svg::line(class, [x1, y1, x2, y2].map(percent).each_ref().map(String::as_str))
}

/// The class of a series.
pub(super) fn class(series: usize) -> String {
    format!("s{}", series % SERIES + 1)
}

/// The tiles that bars of several series are filled with. The element takes no room.
pub(super) fn patterns(canvas: Canvas, series: usize) -> Html {
    let tile = |series: usize| {
        let ground = element("rect").class("fill").attr("width", 6).attr("height", 6);
        let hatch = element("path").class("hatch").attr("d", HATCHES[series % SERIES]);
        element("pattern")
            .attr("id", pattern(canvas, series))
            .class(&class(series))
            .attr("width", 6)
            .attr("height", 6)
            .attr("patternUnits", "userSpaceOnUse")
            .with(ground.empty())
            .with(hatch.empty())
    };
    if series < 2 {
        return Html::default();
    }
    let tiles: Html = (1..series.min(SERIES)).map(tile).collect();
    ornament("patterns").with(element("defs").with(tiles)).line()
}

/// How a bar is painted.
struct Paint {
    classes: String,
    /// The id of the pattern that it is filled with.
    pattern: Option<String>,
}

impl Paint {
    /// The colour and the pattern of a series.
    fn series(canvas: Canvas, series: usize) -> Self {
        let class = class(series);
        match series % SERIES {
            0 => Self { classes: class + " fill", pattern: None },
            _ => Self { classes: class, pattern: Some(pattern(canvas, series)) },
        }
    }

    /// The same for a piece of a bar.
    fn of(canvas: Canvas, series: usize, Fill { light, hollow, others }: Fill) -> Self {
        let paint = Self::series(canvas, series);
        let paint = if others { Self { classes: "fill others".into(), pattern: None } } else { paint };
        let paint = if hollow { paint.and("hollow") } else { paint };
        if light { paint.and("light") } else { paint }
    }

    /// The same with another class.
    fn and(self, class: &str) -> Self {
        Self { classes: format!("{class} {}", self.classes), ..self }
    }

    /// Adds the attributes to those of a bar.
    fn on(&self, bar: Tag) -> Tag {
        let bar = bar.class(&self.classes);
        match &self.pattern {
            Some(pattern) => bar.attr("fill", format_args!("url(#{pattern})")),
            None => bar,
        }
    }
}

fn pattern(canvas: Canvas, series: usize) -> String {
    format!("fb-{}-p{}", canvas.id, series % SERIES + 1)
}

/// The mark of a point, at a place in percent; `title` is told where it is pointed at.
fn point(series: usize, (x, y): (f64, f64), hollow: bool, title: &str) -> Html {
    let title = (!title.is_empty()).then(|| element("title").text(title));
    let shape = element("path")
        .classes(["mark", &class(series), if hollow { "hollow" } else { "" }])
        .attr("d", SHAPES[series % SERIES])
        .with(title);
    // Paths know no percent; a picture inside of the picture does.
    element("svg").class("at").attr("x", percent(x)).attr("y", percent(y)).with(shape).into()
}

/// What a legend shows of a series.
#[derive(Clone, Copy)]
pub(super) enum Sample {
    Bar,
    Point,
    Line,
}

/// A small picture of how a series is drawn.
pub(super) fn sample(canvas: Canvas, series: usize, sample: Sample) -> Html {
    let point = || point(series, (50.0, 50.0), false, "");
    let (kind, inner) = match sample {
        Sample::Bar => {
            let bar = element("rect").attr("width", "100%").attr("height", "100%");
            ("bar", Paint::series(canvas, series).on(bar).empty())
        }
        Sample::Point => ("point", point()),
        Sample::Line => {
            let class = format!("stroke {}", class(series));
            ("line", svg::line(&class, ["0", "50%", "100%", "50%"]).with(point()))
        }
    };
    ornament(&format!("sample {kind}")).with(inner).into()
}

/// The names of the series, each with a sample; nothing, if there is but one.
pub(super) fn legend(canvas: Canvas, names: Vec<Html>, of: Sample) -> Html {
    if names.len() < 2 {
        return Html::default();
    }
    let names = names.into_iter().enumerate();
    let names: Html = names
        .map(|(series, name)| element("li").with(sample(canvas, series, of)).with(name).line())
        .collect();
    element("ul").class("legend").attr("role", "list").newline().with(names).line()
}
