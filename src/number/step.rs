//! Round numbers that people count by, for axes and intervals. All of it is exact, whatever the size: multiples are
//! put together from digits, where products and `log10` may give 0.30000000000000004 and 2.9999999999999996.

/// Steps are at least this part of the largest number, so that the places of steps are told apart.
const FINEST: f64 = 1e-12;

/// The least power of ten that is a float and not zero.
const LEAST: i32 = -323;

/// 1, 2 or 5, with zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    digit: i64,
    exponent: i32,
}

impl Step {
    /// The least step of which `most` reach from `low` to `high`, as far as it can be told apart from none among
    /// numbers of this size. `high` is above `low`.
    pub fn spanning(low: f64, high: f64, most: u8) -> Self {
        let most = f64::from(most);
        // The difference of the largest numbers is none any more, and that of their parts is.
        let distance = high / most - low / most;
        Self::reaching(distance.max(low.abs().max(high.abs()) * FINEST))
    }

    /// The least step that is not below a distance, but for its last digits.
    pub fn reaching(distance: f64) -> Self {
        let distance = distance.clamp(f64::from_bits(1), f64::MAX);
        let exponent = decade(distance).max(LEAST);
        let reaches = |step: &Self| step.value() >= distance * (1.0 - 1e-9);
        let candidates = [1, 2, 5].map(|digit| Self { digit, exponent });
        candidates.into_iter().find(reaches).unwrap_or(Self { digit: 1, exponent: exponent + 1 })
    }

    /// How much it is.
    pub fn value(self) -> f64 {
        self.times(1)
    }

    /// So many of it; what is beyond the largest number is the largest number.
    pub fn times(self, count: i64) -> f64 {
        parsed(&format!("{}e{}", self.digit * count, self.exponent))
    }

    /// The same in digits, also of what is beyond the largest number: `2e308`.
    pub fn written(self, count: i64) -> String {
        let digits = (self.digit * count).unsigned_abs().to_string();
        let sign = if count < 0 { "-" } else { "" };
        let exponent = i64::from(self.exponent) + i64::try_from(digits.len()).unwrap_or(0) - 1;
        let (first, rest) = digits.split_at(1);
        let rest = rest.trim_end_matches('0');
        let point = if rest.is_empty() { "" } else { "." };
        format!("{sign}{first}{point}{rest}e{exponent}")
    }

    /// A number counted in steps.
    pub fn count(self, value: f64) -> f64 {
        value / self.value()
    }
}

/// The power of ten that a number above 0 starts at: 2 for 100 and for 999.
pub fn decade(value: f64) -> i32 {
    let written = format!("{value:e}");
    written.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

/// A power of ten; the largest number for what is beyond it, and the least above zero for what is below that.
pub fn power(exponent: i32) -> f64 {
    parsed(&format!("1e{exponent}")).max(f64::from_bits(1))
}

fn parsed(written: &str) -> f64 {
    written.parse().unwrap_or(0.0_f64).clamp(f64::MIN, f64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_their_multiples_exact() {
        for (distance, step) in
            [(1.0, 1.0), (1.1, 2.0), (3.0, 5.0), (70.0, 100.0), (0.03, 0.05), (1e-320, 1e-320)]
        {
            assert_eq!(Step::reaching(distance).value().to_bits(), f64::to_bits(step), "{distance}");
        }
        assert_eq!(Step::reaching(0.1).times(3).to_string(), "0.3");
        assert_eq!(Step::reaching(2e307).written(-9), "-1.8e308");
        assert_eq!(Step::reaching(1e308).times(-9).to_string(), f64::MIN.to_string());
        let ends = Step::spanning(f64::MIN, f64::MAX, 5);
        assert_eq!(ends.value().to_string(), 1e308_f64.to_string());
        assert!(Step::spanning(0.0, f64::from_bits(1), 40).value() > 0.0);
    }

    #[test]
    fn places_of_steps_are_told_apart_at_any_size() {
        for low in [1.0, 1e15, 1e25, 1e300, -1e300] {
            let next = f64::from_bits(f64::to_bits(low) + 1);
            let step = Step::spanning(low.min(next), low.max(next), 40);
            let count = step.count(low).floor();
            assert!(count.abs() < 1e13 && step.count(low) - count < 1.0, "{low}");
        }
    }

    #[test]
    fn decades_are_exact() {
        for (value, exponent) in [(1000.0, 3), (999.999, 2), (1.0, 0), (0.001, -3), (1e300, 300)] {
            assert_eq!(decade(value), exponent);
        }
        assert!((power(-3) - 0.001).abs() < f64::EPSILON);
        assert!(power(400).is_finite() && power(-400) > 0.0);
    }
}
