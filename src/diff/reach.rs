//! Which published files an edit reaches: those whose bytes differ.

use std::collections::BTreeSet;

use serde::Serialize;

use super::States;
use super::pages::{Pair, words};
use super::reasons::Reasons;
use crate::model::PageId;
use crate::paths::OutputPath;
use crate::pipeline::Build;
use crate::plan::Route;

/// A page whose bytes differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReachedPage {
    /// Its address.
    pub address: String,
    /// Its title; `None` for one that the generator makes.
    pub title: Option<String>,
    /// Whether its own file differs.
    pub own: bool,
    /// What differs that it depends on, the nearest first.
    pub why: Vec<String>,
    /// How many words its text had and has, if its own file differs.
    pub words: Option<[usize; 2]>,
}

/// The pages that are reached, those first whose own file differs, and the other files.
pub(super) fn reached(states: &States, pairs: &[Pair<'_>]) -> (Vec<ReachedPage>, Vec<String>) {
    let [base, head] = [&states.base, &states.head];
    let reasons = Reasons::new(states, pairs);
    let (mut pages, mut files) = (Vec::new(), Vec::new());
    // A page whose template fails is planned and has no bytes.
    let paths: BTreeSet<_> = base.output.keys().chain(head.output.keys()).collect();
    for path in paths.into_iter().filter(|path| base.output.get(*path) != head.output.get(*path)) {
        match head.rendered.plan.routes.get(path) {
            Some(route) if route.is_page() => pages.push(page(states, &reasons, path, route)),
            // Those that are gone are told of elsewhere.
            None if is_page(base, path) => {}
            // It differs with its pages.
            route
                if route
                    .or_else(|| base.rendered.plan.routes.get(path))
                    .is_some_and(Route::repeats_pages) => {}
            Some(_) | None => files.push(path.url().to_string()),
        }
    }
    files.sort();
    pages.sort_by(|one, other| (!one.own, &one.address).cmp(&(!other.own, &other.address)));
    (pages, files)
}

fn page(states: &States, reasons: &Reasons<'_>, path: &OutputPath, route: &Route) -> ReachedPage {
    let id = written(route);
    let page = id.map(|id| states.head.rendered.site.page(id));
    let before = id.and_then(|id| reasons.before(id));
    let own = id.is_some_and(|id| reasons.is_edited(id));
    ReachedPage {
        address: path.url().to_string(),
        title: page.map(|page| page.title().to_owned()),
        own,
        why: reasons.of(path, id),
        words: page.filter(|_| own).map(|page| [before.map_or(0, words), words(page)]),
    }
}

/// The page of a file of its own.
fn written(route: &Route) -> Option<PageId> {
    if let Route::Page(id) = route { Some(*id) } else { None }
}

/// The addresses of pages that lead nowhere now, not even to another page.
pub(super) fn lost(states: &States) -> Vec<String> {
    let [base, head] = [&states.base, &states.head];
    let is_gone = |path: &&OutputPath| !head.rendered.plan.routes.contains_key(*path);
    let pages = base.output.keys().filter(|path| is_page(base, path));
    pages.filter(is_gone).map(|path| path.url().to_string()).collect()
}

fn is_page(state: &Build, path: &OutputPath) -> bool {
    state.rendered.plan.routes.get(path).is_some_and(Route::is_page)
}
