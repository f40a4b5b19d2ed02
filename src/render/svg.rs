//! The pieces of pictures: coordinates and lines.

use super::html::{Html, Tag, element};

/// A count as a measure.
pub(super) fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A number with so many decimals at most, and no zeros at their end.
pub(super) fn rounded(value: f64, decimals: usize) -> String {
    let number = format!("{value:.decimals$}");
    let short = number.trim_end_matches('0').trim_end_matches('.');
    // What is rounded to nothing has no sign.
    if short == "-0" { "0".into() } else { short.into() }
}

/// A coordinate in percent.
pub(super) fn percent(value: f64) -> String {
    rounded(value, 2) + "%"
}

/// A line from a point to another, as coordinates `x1`, `y1`, `x2`, `y2`.
pub(super) fn line(class: &str, [x1, y1, x2, y2]: [&str; 4]) -> Html {
    element("line").class(class).attr("x1", x1).attr("y1", y1).attr("x2", x2).attr("y2", y2).empty()
}

/// A picture that only repeats what stands beside it, and is hidden from those who listen.
pub(super) fn ornament(class: &str) -> Tag {
    element("svg").class(class).attr("aria-hidden", "true").attr("focusable", "false")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short_and_have_no_negative_zero() {
        for (value, text) in [(43.2, "43.2"), (100.0, "100"), (-0.001, "0"), (33.333_333, "33.33")] {
            assert_eq!(rounded(value, 2), text);
        }
    }
}
