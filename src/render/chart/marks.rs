//! How series are told apart: by colour, and by a pattern, a shape or dashes for those who see no colours.

use super::super::html::{Html, Tag, element};
use super::super::svg::{self, ornament, percent};
use super::Canvas;
use super::plot::label;
use super::scene::shapes::{ARROW, HATCHES, HEIGHT, SERIES, SHAPES, Sample, TORN};
use super::scene::{At, End, Fill, Mark};

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
