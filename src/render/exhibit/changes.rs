//! What has changed: each figure with its value before and after and both on a line, each status in words.

use crate::exhibit::{Amount, Development, Figure, ValueChange};
use crate::parse::Precision;
use crate::render::html::{Html, element, name};
use crate::render::provenance::{age, contested, contested_legend, to_fact};
use crate::render::svg::{line, ornament, percent};

pub(super) fn render(development: &Development, base: &str) -> Html {
    let Development { figures, statuses, left_out } = development;
    let words = "Each line has a scale of its own that starts at zero. A hollow mark is not exact, and a thick stroke is a range; bounds are not joined. \
                 Without a line, the two values are counted in ways of their own.";
    let words = (!figures.is_empty()).then(|| element("p").class("fine-print").text(words).line());
    let rest = format!("{left_out} more are among all figures.");
    let rest = (*left_out > 0).then(|| element("p").class("fine-print").text(rest).line());
    let part = |id: &str, title: &str, changes: &[ValueChange]| {
        let rows: Html = changes.iter().map(|change| row(change, base)).collect();
        let list = element("ol").class("courses").attr("role", "list").newline().with(rows).line();
        let title = element("h2").attr("id", id).text(title).line();
        (!changes.is_empty()).then(|| title.with(list))
    };
    let figures = part("fb-figures", "Figures", figures).map(|list| list.with(words));
    let mut ends = development.all().flat_map(|change| &change.ends);
    let legend = element("p").class("fine-print").with(contested_legend(base));
    let legend = ends.any(|figure| figure.standing.contested).then(|| legend.line());
    Html::from(figures).with(part("fb-statuses", "Statuses", statuses)).with(legend).with(rest)
}

fn row(change: &ValueChange, base: &str) -> Html {
    let subject = element("b").with(name(&change.subject, base));
    let metric = element("span").class("metric").text(&change.metric);
    let head = element("div").class("name").with(subject).text(" ").with(metric).line();
    let picture = change.drawn.map(|drawn| picture(drawn, &change.ends));
    let [first, last] = &change.ends;
    let arrow = element("span").class("onward").attr("aria-hidden", "true").text(" → ");
    let to = element("span").class("visually-hidden").text("then ");
    let by = change.by.as_ref().map(|by| element("span").class("by").text(by));
    let between = match change.between {
        0 => None,
        1 => Some("1 value between".to_owned()),
        more => Some(format!("{more} values between")),
    };
    let between = between.map(|words| element("small").class("provenance").text(words));
    let values = [Some(figure(first, base)), Some(arrow.into()), Some(to.into()), Some(figure(last, base))];
    let values: Html = values.into_iter().flatten().collect();
    let rest = Html::join([by.map(Html::from), between.map(Html::from)].into_iter().flatten(), " ");
    let rest = if rest.is_empty() { rest } else { Html::default().text(" ").with(rest) };
    let values = element("div").class("values").with(values).with(rest).line();
    element("li").newline().with(head).with(picture).with(values).line()
}

/// The value with what is to be known of it, and its date, which leads to where it is stated.
fn figure(figure: &Figure, base: &str) -> Html {
    let value = element("span").class("value").text(&figure.text);
    let source = figure.source.as_ref().map(|source| source.text.as_str());
    let date = figure.date.map(|date| to_fact(figure.url.as_deref(), source, &date.long(), base));
    let dagger = figure
        .doubt
        .as_ref()
        .map(|doubt| element("span").class("dagger").attr("title", &doubt.text).text("†"));
    let known = Html::join([date, age(figure.standing.age)].into_iter().flatten(), " ");
    let small = element("small").class("provenance").with(known);
    Html::from(value).with(contested(&figure.standing)).with(dagger).text(" ").with(small)
}

/// Both values on one line from zero to the larger.
fn picture(drawn: [[Amount; 2]; 2], ends: &[Figure; 2]) -> Html {
    let all = || drawn.iter().flatten().map(|amount| amount.0);
    let (low, high) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
    let length = high - low;
    let place = |value: f64| if length > 0.0 { (value - low) / length * 100.0 } else { 50.0 };
    let middle = |[from, to]: [Amount; 2]| f64::midpoint(place(from.0), place(to.0));
    let across = |class: &str, from: f64, to: f64| line(class, [&percent(from), "50%", &percent(to), "50%"]);
    let [from, to] = drawn.map(middle);
    let marks = ["first", "last"].into_iter().zip(drawn).zip(ends).map(|((class, range), figure)| {
        let hollow = if figure.precision == Precision::Exact { "" } else { "hollow" };
        let span = (range[0] < range[1]).then(|| across("span", place(range[0].0), place(range[1].0)));
        let mark = element("circle").classes([class, hollow]).attr("cx", percent(middle(range)));
        Html::from(span).with(mark.attr("cy", "50%").attr("r", 5).empty())
    });
    // How far a bound is from the figure nobody knows, so nothing is drawn between it and another.
    let way = (!ends.iter().any(|figure| figure.precision.is_bound())).then(|| across("way", from, to));
    let picture = across("rail", 0.0, 100.0).with(way).with(marks.collect::<Html>());
    element("div").class("track").with(ornament("").with(picture)).line()
}
