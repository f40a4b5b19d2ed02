//! Numbers as the words along an axis.

use super::super::svg::rounded;
use crate::exhibit::Axis;

/// `$1.5M`, `−20%`. `largest` is the largest number on the axis: where it has five digits or more, thousands are
/// written as `k`, so that `2k` and `10k` stand beside each other but a year keeps its digits.
pub(super) fn compact(value: f64, largest: f64, axis: &Axis) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let size = value.abs();
    let number = match size {
        0.0 => "0".to_owned(),
        _ if !(1e-6..1e15).contains(&size) => format!("{size:e}"),
        _ if size >= 1e12 => decimals(size / 1e12) + "T",
        _ if size >= 1e9 => decimals(size / 1e9) + "B",
        _ if size >= 1e6 => decimals(size / 1e6) + "M",
        _ if size >= 1e3 && largest.abs() >= 1e4 => decimals(size / 1e3) + "k",
        _ => decimals(size),
    };
    let is_money = axis.prefix == "$";
    let has_tenths = number.split_once('.').is_some_and(|(_, cents)| cents.len() == 1);
    let cents = if is_money && has_tenths { "0" } else { "" };
    format!("{sign}{}{number}{cents}{}", axis.prefix, axis.suffix)
}

/// Enough decimals for any tick, and few enough that 0.1 + 0.2 is 0.3.
fn decimals(value: f64) -> String {
    rounded(value, 12)
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn numbers_on_an_axis_are_compact() {
        let axis = samples::axis("Reach");
        for (value, largest, text) in [
            (0.0, 100.0, "0"),
            (2015.0, 2021.0, "2015"),
            (2500.0, 10_000.0, "2.5k"),
            (500_000.0, 2e6, "500k"),
            (1_500_000.0, 2e6, "1.5M"),
            (3e9, 3e9, "3B"),
            (2e13, 2e13, "20T"),
            (1e18, 1e18, "1e18"),
            (0.1 + 0.2, 1.0, "0.3"),
            (1e-8, 1e-7, "1e-8"),
            (-20.0, 0.0, "−20"),
        ] {
            assert_eq!(compact(value, largest, &axis), text);
        }
        let axis = crate::exhibit::Axis { prefix: "$", suffix: "%", ..axis };
        assert_eq!(compact(-1_500_000.0, 0.0, &axis), "−$1.5M%");
        assert_eq!(compact(0.5, 1.0, &axis), "$0.50%");
    }
}
