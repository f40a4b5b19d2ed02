//! How an exhibit is shown on pages elsewhere: the element that shows it, and what [oEmbed](https://oembed.com) tells
//! programs.

use serde_json::{Map, Value, json};

use super::html::element;
use super::picture;
use crate::exhibit::{Content, Exhibit};
use crate::plan::EmbedInput;

/// How wide programs are told that it is, in pixels; it fits any width.
const WIDTH: u32 = 720;

/// The least and the most of the height, in pixels: what does not fit is scrolled to.
const HEIGHTS: (f64, f64) = (240.0, 900.0);

/// What stands around what is drawn: the title, the words over it, the lines below it, where it is from.
const AROUND: f64 = 230.0;

/// Lines on a page are higher than those of a picture in a file.
const LEADING: f64 = 1.2;

/// A row of a table, and an event below the picture of a timeline.
const ROW: f64 = 48.0;

/// The element that shows a frame.
pub(super) fn snippet(frame: &str, exhibit: &Exhibit) -> String {
    let element = element("iframe").attr("src", frame).attr("title", &exhibit.title).attr("width", "100%");
    let element = element.attr("height", height(&exhibit.content)).attr("loading", "lazy");
    element.attr("style", "border:0").text("").line().into_string().trim_end().to_owned()
}

/// What oEmbed tells.
pub(super) fn oembed(input: &EmbedInput) -> String {
    let EmbedInput { exhibit, frame, site, home, authors } = input;
    let author = (!authors.is_empty()).then(|| ("author_name", json!(authors.join(", "))));
    let told = [
        ("version", json!("1.0")),
        ("type", json!("rich")),
        ("title", json!(exhibit.title)),
        ("provider_name", json!(site)),
        ("provider_url", json!(home)),
        ("width", json!(WIDTH)),
        ("height", json!(height(&exhibit.content))),
        ("html", json!(snippet(frame, exhibit))),
    ];
    let told = told.into_iter().chain(author).map(|(key, value)| (key.to_owned(), value));
    format!("{:#}\n", Value::from(told.collect::<Map<_, _>>()))
}

/// About how high an exhibit is at this width; it may be more where less is wide.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it lies between the two heights"
)]
fn height(content: &Content) -> u32 {
    let rows = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX)) * ROW;
    let inner = match content {
        Content::Table(table) => rows(table.rows.len()),
        Content::Timeline(timeline) => picture::height(content) + rows(timeline.all().count()),
        Content::Matrix(matrix) => rows(matrix.rows.len()),
        Content::Chart(_)
        | Content::Network(_)
        | Content::Walkthrough(_)
        | Content::Disagreements(_)
        | Content::Development(_) => picture::height(content) * LEADING,
    };
    (inner + AROUND).clamp(HEIGHTS.0, HEIGHTS.1).round() as u32
}
