//! A review as a page of its own, with exhibits before and after.

use super::Review;
use super::lines::{Item, ReportFrame, sections, summary, word};
use crate::render::{ReviewItem, ReviewList, review};

/// The most lines of a list that are written unless all are wanted.
const MOST: usize = 500;

pub(super) fn page(changes: &Review, frame: &ReportFrame<'_>) -> String {
    let [base, head] = frame.names;
    let most = if frame.all { usize::MAX } else { MOST };
    let lists = sections(changes).into_iter().map(|section| ReviewList {
        title: section.title.to_owned(),
        more: section.items.len().saturating_sub(most),
        items: section.items.into_iter().take(most).map(item).collect(),
    });
    review(&format!("{base} → {head}"), &summary(changes), &lists.collect::<Vec<_>>(), frame.style)
}

fn item(item: Item) -> ReviewItem {
    let address = item.address.filter(|address| *address != item.name);
    let Item { change, name, words, mark, pictures, .. } = item;
    ReviewItem { change: change.map_or("", word), name, words, mark, address, pictures }
}
