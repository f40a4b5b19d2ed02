//! The years across: where a date stands between the first and the last.

use super::dodge::Extent;
use crate::exhibit::TimelineEvent;

/// The room of a year below the axis, in pixels.
const LABEL: f64 = 36.0;
/// The room of the last one up to the edge, behind which there is some.
const LAST: f64 = 22.0;
/// How many years can lie between two that are named, or be taken together.
pub(super) const STEPS: [i16; 14] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];

/// The years across.
pub(super) struct Years {
    first: i16,
    count: i16,
}

impl Years {
    /// From the first year with an event to the end of the last one.
    pub(super) fn of<'e>(events: impl Iterator<Item = &'e TimelineEvent> + Clone) -> Option<Self> {
        let years = events.map(|event| event.date.year());
        let (first, last) = (years.clone().min()?, years.max()?);
        Some(Self { first, count: last.saturating_sub(first).saturating_add(1) })
    }

    /// How large a part of others they are.
    pub(super) fn share_of(&self, all: &Self) -> f64 {
        f64::from(self.count) / f64::from(all.count)
    }

    /// Where a year begins, from `0` to `1`.
    pub(super) fn start(&self, year: i16) -> f64 {
        (f64::from(year) - f64::from(self.first)) / f64::from(self.count)
    }

    /// When an event took place, as exactly as is known.
    pub(super) fn extent(&self, event: &TimelineEvent) -> Extent {
        let day = |day: f64| self.start(event.date.year()) + day.min(366.0) / 366.0 / f64::from(self.count);
        let from = f64::from(event.date.day_of_year());
        Extent { from: day(from), to: day(from + f64::from(event.date.days())) }
    }

    /// How many years a mark takes that needs so much of the width.
    pub(super) fn taken(&self, step: f64) -> i16 {
        (1..self.count).find(|years| f64::from(*years) >= step * f64::from(self.count)).unwrap_or(self.count)
    }

    /// The first year of the span of so many years in which a year lies; they are counted from the first of all.
    pub(super) fn span_of(&self, year: i16, years: i16) -> i16 {
        year - (year - self.first).rem_euclid(years)
    }

    /// From the first day of a span of years to its last.
    pub(super) fn span(&self, from: i16, years: i16) -> Extent {
        Extent { from: self.start(from), to: self.start(from.saturating_add(years)).min(1.0) }
    }

    /// The years that are named where an axis of this width has room for them.
    pub(super) fn named(&self, width: f64) -> Vec<i16> {
        let year = width / f64::from(self.count);
        let step = STEPS.into_iter().find(|step| f64::from(*step) * year >= LABEL).unwrap_or(20_000);
        let last = self.first.saturating_add(self.count - 1);
        let named = (self.first..=last).filter(|year| year.rem_euclid(step) == 0);
        // The words stand behind the line, so the last one needs room up to the edge.
        named.filter(|year| (1.0 - self.start(*year)) * width >= LAST).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::BREADTHS;
    use super::super::tests::event;
    use super::*;
    use crate::render::svg::percent;

    #[test]
    fn named_years_have_room_for_their_words() {
        for count in 1..400 {
            for (width, _) in BREADTHS {
                let years = Years { first: 1811, count };
                let places: Vec<_> =
                    years.named(width).iter().map(|year| years.start(*year) * width).collect();
                assert!(
                    places.windows(2).all(|pair| pair[1] - pair[0] >= LABEL - 1e-9),
                    "{count} years on {width}"
                );
                assert!(places.iter().all(|x| width - x >= LAST - 1e-9), "{count} years on {width}");
                assert!(count > 6 || !places.is_empty());
            }
        }
    }

    #[test]
    fn a_date_reaches_as_far_as_it_is_known() {
        let years = Years { first: 1811, count: 10 };
        let reach = |iso| {
            let extent = years.extent(&event(iso, 0));
            [extent.from, extent.to].map(|end| percent(end * 100.0))
        };
        assert_eq!(reach("1812"), ["10%", "20%"]);
        assert_eq!(reach("1812-12"), ["19.15%", "19.97%"]);
        assert_eq!(reach("1812-12-31"), ["19.97%", "20%"]);
    }

    #[test]
    fn a_mark_takes_as_many_years_as_are_as_wide_as_it_is() {
        let years = Years { first: 2001, count: 20 };
        assert_eq!([0.01, 0.05, 0.06, 0.1, 0.11, 2.0].map(|step| years.taken(step)), [1, 1, 2, 2, 3, 20]);
        assert_eq!([2001, 2003, 2004, 2020].map(|year| years.span_of(year, 3)), [2001, 2001, 2004, 2019]);
        assert_eq!(years.span(2019, 3), Extent { from: 0.9, to: 1.0 });
    }
}
