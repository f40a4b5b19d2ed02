//! Which addresses have answered, and when: a line each.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Manners;

/// Addresses that have answered, with the second since 1970.
#[derive(Debug, Default)]
pub(super) struct Memory(BTreeMap<String, u64>);

impl Memory {
    /// Reads what an earlier check has left. A line that means nothing is left out.
    pub(super) fn parse(text: &str) -> Self {
        let line = |line: &str| {
            let (at, url) = line.split_once(' ')?;
            Some((url.to_owned(), at.parse().ok()?))
        };
        Self(text.lines().filter_map(line).collect())
    }

    /// Forgets what is too old, and what is from a time to come.
    pub(super) fn forget(&mut self, manners: &Manners) {
        self.0.retain(|_, at| *at <= manners.now && manners.now - *at < manners.max_age);
    }

    pub(super) fn knows(&self, url: &str) -> bool {
        self.0.contains_key(url)
    }

    pub(super) fn learn(&mut self, url: &str, now: u64) {
        self.0.insert(url.to_owned(), now);
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (url, at) in &self.0 {
            _ = writeln!(text, "{at} {url}");
        }
        text
    }
}
