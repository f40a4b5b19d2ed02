//! Which metric of one state of a report is which of a later one. A metric that is called otherwise leaves nothing of
//! its old name behind; what its figures say tells that it is the same.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The names that metrics of an earlier state have in a later one, where these are others.
#[derive(Debug, Default)]
pub struct MetricNames {
    later: BTreeMap<String, String>,
    earlier: BTreeMap<String, String>,
}

impl MetricNames {
    /// Takes every figure of both states as the name of its metric and all else that it says: its page, its date, its
    /// source and its value. A name that is only in the earlier state became one that is only in the later if more than
    /// half of its figures say the same under that.
    pub fn between<'m, F: Ord>(
        before: impl IntoIterator<Item = (&'m str, F)>,
        after: impl IntoIterator<Item = (&'m str, F)>,
    ) -> Self {
        let (before, after) = (by_metric(before), by_metric(after));
        let gone = before.iter().filter(|(name, _)| !after.contains_key(*name));
        let mut came: BTreeMap<&F, Vec<&str>> = BTreeMap::new();
        for (name, figures) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
            for figure in figures {
                came.entry(figure).or_default().push(name);
            }
        }
        let mut pairs = Vec::new();
        for (name, figures) in gone {
            let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
            for later in figures.iter().filter_map(|figure| came.get(figure)).flatten() {
                *shared.entry(later).or_default() += 1;
            }
            let most = shared.into_iter().filter(|(_, count)| count * 2 > figures.len());
            pairs.extend(most.map(|(later, count)| (Reverse(count), *name, later)));
        }
        pairs.sort_unstable();
        let mut names = Self::default();
        for (_, earlier, later) in pairs {
            if !names.later.contains_key(earlier) && !names.earlier.contains_key(later) {
                names.later.insert(earlier.to_owned(), later.to_owned());
                names.earlier.insert(later.to_owned(), earlier.to_owned());
            }
        }
        names
    }

    /// Every name that became another, with that.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.later.iter().map(|(earlier, later)| (earlier.as_str(), later.as_str()))
    }

    /// What a metric of the earlier state is called in the later.
    pub fn later<'n>(&'n self, name: &'n str) -> &'n str {
        self.later.get(name).map_or(name, String::as_str)
    }

    /// What a metric of the later state is called in the earlier.
    pub fn earlier<'n>(&'n self, name: &'n str) -> &'n str {
        self.earlier.get(name).map_or(name, String::as_str)
    }

    /// The id that a figure of the earlier state has in the later: ids begin with the names of metrics.
    pub fn later_id(&self, id: &str, metric: &str) -> String {
        let later = self.later.get(metric);
        later
            .and_then(|later| Some(format!("{later}{}", behind(id, metric)?)))
            .unwrap_or_else(|| id.to_owned())
    }
}

fn behind<'i>(id: &'i str, metric: &str) -> Option<&'i str> {
    id.strip_prefix(metric).filter(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn by_metric<'m, F: Ord>(figures: impl IntoIterator<Item = (&'m str, F)>) -> BTreeMap<&'m str, BTreeSet<F>> {
    let mut metrics: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (name, figure) in figures {
        metrics.entry(name).or_default().insert(figure);
    }
    metrics
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(before: &[(&'static str, u8)], after: &[(&'static str, u8)]) -> Vec<(String, String)> {
        let names = MetricNames::between(before.iter().copied(), after.iter().copied());
        names.all().map(|(earlier, later)| (earlier.to_owned(), later.to_owned())).collect()
    }

    #[test]
    fn a_metric_is_known_again_by_what_its_figures_say() {
        let renamed = [("height".to_owned(), "tallness".to_owned())];
        assert_eq!(names(&[("height", 1), ("height", 2)], &[("tallness", 1), ("tallness", 2)]), renamed);
        // One of three was corrected at the same time.
        let before = [("height", 1), ("height", 2), ("height", 3)];
        assert_eq!(names(&before, &[("tallness", 1), ("tallness", 2), ("tallness", 9)]), renamed);
        assert_eq!(names(&before, &[("tallness", 1), ("tallness", 8), ("tallness", 9)]), []);
        // What is still there was not renamed, and no name is the new one of two.
        assert_eq!(names(&[("height", 1)], &[("height", 1), ("tallness", 1)]), []);
        assert_eq!(
            names(&[("height", 1), ("top", 1), ("top", 2)], &[("tallness", 1), ("tallness", 2)]).len(),
            1
        );
    }

    #[test]
    fn ids_follow_the_name_of_their_metric() {
        let names = MetricNames::between([("height", 1)], [("tallness", 1)]);
        assert_eq!(names.later_id("height.2020.survey", "height"), "tallness.2020.survey");
        assert_eq!(names.later_id("stairs.2020.survey", "stairs"), "stairs.2020.survey");
        assert_eq!((names.later("height"), names.earlier("tallness")), ("tallness", "height"));
    }
}
