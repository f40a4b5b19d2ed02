//! How old a figure can get before it shows its age: `36 months`, `5 years`.

use crate::diagnostic::{Code, Diagnostic};
use crate::node::decode::Fields;

/// The most months that are taken: what is older than a thousand years is no figure of a report.
const MOST: u32 = 12_000;

/// Reads `max-age` as months.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> Option<u32> {
    let text = fields.spanned("max-age")?;
    let months = months(&text.value);
    if months.is_none() {
        let mut decoder = fields.decoder();
        let message = format!("`{}` is no span of time", text.value);
        let help = "write a number of months or years: `\"36 months\"`, `\"5 years\"`".to_owned();
        decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&text.range), message).help(help));
    }
    months
}

fn months(text: &str) -> Option<u32> {
    let (number, unit) = text.split_once(' ')?;
    let factor = match unit {
        "month" | "months" => 1,
        "year" | "years" => 12,
        _ => return None,
    };
    let months = number.parse::<u32>().ok()?.checked_mul(factor)?;
    (1..=MOST).contains(&months).then_some(months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_time_are_months_or_years() {
        for (text, found) in [("36 months", Some(36)), ("1 month", Some(1)), ("5 years", Some(60))] {
            assert_eq!(months(text), found, "{text}");
        }
        for text in
            ["", "36", "36 days", "0 months", "-1 years", "1.5 years", "99999999999 years", "five years"]
        {
            assert_eq!(months(text), None, "{text}");
        }
    }
}
