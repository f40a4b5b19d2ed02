//! Numbers of any size, in charts of any form: what is drawn ends, is of bounded size and holds no nonsense.

use proptest::prelude::*;
use proptest::sample::select;

use super::hold;
use crate::site::Site;

/// The numbers at which something ends: of floats, of whole numbers among them, of nothing.
const ENDS: &[f64] = &[
    0.0,
    1.0,
    -1.0,
    5e-324,
    1e-320,
    f64::MIN_POSITIVE,
    1e-300,
    1e-9,
    0.1,
    9_007_199_254_740_992.0,
    1e15,
    1e21,
    1e25,
    1e300,
    1e308,
    f64::MAX,
];

const FORMS: &[&str] = &["bar", "grouped", "stacked", "line", "scatter", "dot", "histogram"];

/// A number of any size, with its sign.
fn sized() -> impl Strategy<Value = f64> {
    let size = prop_oneof![select(ENDS), any::<f64>().prop_filter("finite", |value| value.is_finite())];
    (size, any::<bool>()).prop_map(|(size, negative)| if negative { -size } else { size })
}

/// Several numbers: of all sizes, equal, or so near to each other that floats hardly tell them apart.
fn values() -> impl Strategy<Value = Vec<f64>> {
    let near = (sized(), proptest::collection::vec(0..3_u64, 1..40)).prop_map(|(start, steps)| {
        let beside = |step: &u64| f64::from_bits(start.to_bits().saturating_add(*step));
        steps.iter().map(beside).filter(|value| value.is_finite()).chain([start]).collect()
    });
    prop_oneof![
        proptest::collection::vec(sized(), 1..40),
        (sized(), 1..40_usize).prop_map(|(value, count)| vec![value; count]),
        near
    ]
}

/// A page with one chart of these values.
fn chart(form: &str, scale: &str, bins: usize, values: &[f64]) -> String {
    let row = |(index, value): (usize, &f64)| {
        let value = match form {
            "scatter" => format!("x: {value:e}, y: {value:e}"),
            "grouped" | "stacked" => format!("values: {{a: {value:e}, b: {value:e}}}"),
            _ => format!("value: {value:e}"),
        };
        format!("  - {{label: L{index}, {value}}}\n")
    };
    let rows: String = values.iter().enumerate().map(row).collect();
    let bins = if form == "histogram" { format!("bins: {bins}\n") } else { String::new() };
    format!("---\ntitle: P\n---\n```chart\ntitle: C\ntype: {form}\nscale: {scale}\n{bins}data:\n{rows}```\n")
}

#[test]
fn numbers_of_any_size_are_drawn_without_end_or_nonsense() {
    let input = (select(FORMS), any::<bool>(), select(vec![1, 5, 40]), values());
    hold(400, &input, |(form, log, bins, values)| {
        let page = chart(form, if log { "log" } else { "linear" }, bins, &values);
        let built = Site::parse("").with("content/page.md", &page).build();
        let codes = built.codes();
        let may_fail = log
            && (["bar", "grouped", "stacked"].contains(&form) || values.iter().any(|value| *value <= 0.0));
        prop_assert!(may_fail || codes.is_empty(), "{}\n{page}", built.report());
        if codes.is_empty() {
            let html = built.main("/page/");
            let words = html.split(|letter: char| !letter.is_ascii_alphanumeric());
            let nonsense: Vec<_> = words.filter(|word| ["NaN", "inf", "infinity"].contains(word)).collect();
            prop_assert!(nonsense.is_empty(), "{nonsense:?} in\n{html}");
            prop_assert!(html.len() < 20_000 + 3_000 * values.len(), "{} bytes", html.len());
        }
        Ok(())
    });
}

#[test]
fn a_histogram_of_equal_values_is_one_bar_whatever_their_size() {
    for value in [0.0, 7.0, -7.0, 0.3, 5e-324, 1e21, 1e25, 1e300, f64::MAX, f64::MIN] {
        for count in [1, 7] {
            let page = chart("histogram", "linear", 5, &vec![value; count]);
            let built = Site::parse("").with("content/page.md", page).build().clean();
            let html = built.main("/page/");
            assert_eq!(html.matches("<rect").count(), 1, "{value}\n{html}");
        }
    }
}

#[test]
fn a_histogram_has_about_as_many_intervals_as_are_asked_for() {
    let bars = |scale: &str, bins: usize, values: &[f64]| {
        let built = Site::parse("").with("content/page.md", chart("histogram", scale, bins, values)).build();
        built.clean().main("/page/").matches("<rect").count()
    };
    let ends = [f64::MIN, f64::MAX];
    for bins in [1, 2, 5, 40] {
        assert!((1..=bins + 2).contains(&bars("linear", bins, &ends)), "{bins}");
        assert!((1..=bins + 1).contains(&bars("log", bins, &[5e-324, f64::MAX])), "{bins}");
    }
}
