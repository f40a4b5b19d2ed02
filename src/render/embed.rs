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

/// What stands around a picture: the line below it, and where it is from.
const AROUND: f64 = 150.0;

/// Lines on a page are higher than those of a picture in a file.
const LEADING: f64 = 1.25;

/// A row of a table.
const ROW: f64 = 44.0;

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
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between the two heights")]
fn height(content: &Content) -> u32 {
    let inner = match content {
        Content::Table(table) => f64::from(u32::try_from(table.rows.len()).unwrap_or(u32::MAX)) * ROW,
        _ => picture::height(content) * LEADING,
    };
    (inner + AROUND).clamp(HEIGHTS.0, HEIGHTS.1).round() as u32
}
