//! Dates that are as coarse as their source: `2016`, `2016-04` or `2016-04-11`.

use std::fmt;
use std::str::FromStr;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A calendar date whose day, or day and month, may be unknown. Coarser dates sort before finer ones of the
/// same year or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Date {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` if the text is anything else or no such day exists.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |month| month.map(Some))?;
        let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |day| day.map(Some))?;
        // The year before the first of our era is called -1.
        let exists = year > 0 && jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_ok();
        (exists && parts.next().is_none()).then_some(Self { year, month, day })
    }

    /// Reads a date as people write it too: `11 April 2016`, `Apr 2016`, `April 11, 2016`.
    pub fn parse_words(text: &str) -> Option<Self> {
        let text = text.trim();
        let words: Vec<_> = text.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
        let (day, month, year) = match *words.as_slice() {
            [date] => return Self::parse(date),
            [month, year] => (None, month, year),
            [day, month, year] if day.starts_with(|c: char| c.is_ascii_digit()) => (Some(day), month, year),
            [month, day, year] => (Some(day), month, year),
            _ => return None,
        };
        let name = month.trim_end_matches('.').to_lowercase();
        let is_named = |known: &str| name.len() >= 3 && known.starts_with(&name);
        let month = MONTHS.iter().position(|known| is_named(known))? + 1;
        let day = day.map_or(Some(String::new()), |day| Some(format!("-{:02}", day.parse::<u8>().ok()?)))?;
        Self::parse(&format!("{year}-{month:02}{day}"))
    }

    /// The date that a text means which is not written as dates are here: `April 2016`, `04/2016`, `11.4.2016`. `None`
    /// where day and month could change places.
    pub fn meant(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(date) = Self::parse_words(text).or_else(|| Self::parse(text.get(..10)?)) {
            return Some(date);
        }
        let sign = ['/', '.', '-'].into_iter().find(|sign| text.contains(*sign))?;
        let is_year = |part: &str| part.len() == 4;
        let number = |part: &str| part.parse::<u8>().ok();
        let (year, month, day) = match *text.split(sign).collect::<Vec<_>>().as_slice() {
            [month, year] if is_year(year) => (year, number(month)?, None),
            [year, month] if is_year(year) => (year, number(month)?, None),
            [year, month, day] if is_year(year) => (year, number(month)?, Some(number(day)?)),
            [one, other, year] if is_year(year) => {
                let (one, other) = (number(one)?, number(other)?);
                let is_clear = sign == '.' || one > 12 || other > 12 || one == other;
                let (day, month) = if other > 12 { (other, one) } else { (one, other) };
                is_clear.then_some((year, month, Some(day)))?
            }
            _ => return None,
        };
        let day = day.map(|day| format!("-{day:02}")).unwrap_or_default();
        Self::parse(&format!("{year}-{month:02}{day}"))
    }

    /// The first day the date can mean, as RFC 3339 asks for it in feeds.
    pub fn rfc3339(self) -> String {
        format!("{:04}-{:02}-{:02}T00:00:00Z", self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Whether it is not later than the other one. A day of 2021 is not later than 2021.
    pub fn is_by(self, other: Self) -> bool {
        let within = self.year == other.year
            && other.month.is_none_or(|month| self.month == Some(month))
            && other.day.is_none_or(|day| self.day == Some(day));
        within || self <= other
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Days of the year before the first day the date can mean.
    pub fn day_of_year(self) -> u16 {
        let civil = jiff::civil::date(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1));
        civil.day_of_year().unsigned_abs() - 1
    }

    /// How many days the date leaves open, for drawing: 366 of a year, 30 of a month, or the day itself.
    pub fn days(self) -> u16 {
        match (self.month, self.day) {
            (None, _) => 366,
            (Some(_), None) => 30,
            (Some(_), Some(_)) => 1,
        }
    }

    /// The date in years, for an axis of time. What is not known is taken from the middle: 2016 is in the middle of
    /// that year.
    pub fn fraction(self) -> f64 {
        let day = match (self.month, self.day) {
            (None, _) => 182.5,
            (Some(_), None) => f64::from(self.day_of_year()) + 15.0,
            (Some(_), Some(_)) => f64::from(self.day_of_year()) + 0.5,
        };
        f64::from(self.year) + day / 366.0
    }

    /// The date where room is short: `11 Apr 2016`, `Apr 2016` or `2016`.
    pub fn short(self) -> String {
        let Some(month) = self.month else { return self.year.to_string() };
        let civil = jiff::civil::date(self.year, month, self.day.unwrap_or(1));
        civil.strftime(if self.day.is_some() { "%-d %b %Y" } else { "%b %Y" }).to_string()
    }

    /// How many whole months lie between the last day this date can mean and the first that `now` can.
    pub fn months_until(self, now: Self) -> u32 {
        let last = (self.month.unwrap_or(12), self.day.unwrap_or(31));
        let first = (now.month.unwrap_or(1), now.day.unwrap_or(1));
        let months =
            (i32::from(now.year) - i32::from(self.year)) * 12 + i32::from(first.0) - i32::from(last.0);
        let is_whole = first.1 >= last.1 || (self.day.is_none() && first.1 > 28);
        u32::try_from(months - i32::from(!is_whole)).unwrap_or(0)
    }

    /// The date as a reader sees it: `11 April 2016`, `April 2016` or `2016`.
    pub fn long(self) -> String {
        let Some(month) = self.month else { return self.year.to_string() };
        let civil = jiff::civil::date(self.year, month, self.day.unwrap_or(1));
        civil.strftime(if self.day.is_some() { "%-d %B %Y" } else { "%B %Y" }).to_string()
    }
}

/// ISO 8601, with as many parts as are known.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

fn digits<T: FromStr>(part: &str, length: usize) -> Option<T> {
    let valid = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    valid.then(|| part.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_understood_however_it_is_written_if_it_can_mean_one_alone() {
        let meant = |text| Date::meant(text).map(|date| date.to_string());
        for (text, date) in [
            ("03/2024", "2024-03"),
            ("3-2024", "2024-03"),
            ("2024/3", "2024-03"),
            ("March 2024", "2024-03"),
            ("2024/03/05", "2024-03-05"),
            ("5.3.2024", "2024-03-05"),
            ("25/3/2024", "2024-03-25"),
            ("3/25/2024", "2024-03-25"),
            ("2024-03-05T12:00:00Z", "2024-03-05"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(date), "{text}");
        }
        for text in ["3/4/2024", "soon", "2024-13", "31.2.2024", "1/2", "12/34/5678", "", "/", "ä.2024"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn months_are_counted_from_the_last_day_that_a_date_can_mean() {
        let months = |from, to| Date::parse(from).unwrap().months_until(Date::parse(to).unwrap());
        assert_eq!(months("2021-06-15", "2026-06-14"), 59);
        assert_eq!(months("2021-06-15", "2026-06-15"), 60);
        assert_eq!(months("2021-06", "2026-07-29"), 61);
        assert_eq!(months("2021-06", "2026-06"), 59);
        assert_eq!(months("2021", "2026"), 48);
        assert_eq!(months("2026", "2021"), 0);
    }

    #[test]
    fn a_date_is_read_and_written_as_coarse_as_it_is() {
        for (text, long) in [("2016", "2016"), ("2016-04", "April 2016"), ("2016-04-01", "1 April 2016")] {
            let date = Date::parse(text).unwrap();
            assert_eq!((date.to_string().as_str(), date.long().as_str()), (text, long));
        }
    }

    #[test]
    fn a_date_is_read_as_people_write_it() {
        for (text, date) in [
            ("2016", "2016"),
            ("2016-04-11", "2016-04-11"),
            ("April 2016", "2016-04"),
            ("11 Apr. 2016", "2016-04-11"),
            ("april 1, 2016", "2016-04-01"),
            ("1\u{a0}Sept 2016", "2016-09-01"),
        ] {
            assert_eq!(Date::parse_words(text).map(|date| date.to_string()).as_deref(), Some(date), "{text}");
        }
        for text in
            ["", "Ap 2016", "30 February 2016", "April", "5 lamps 2016", "April 2016 2017", "Mayor 2016"]
        {
            assert_eq!(Date::parse_words(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "16",
            "2016-4",
            "2016-13",
            "2021-02-29",
            "2016-04-11-1",
            "2016-",
            "mid-2021",
            "2016-04-11T00",
            "0000",
            "0000-01-01",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
