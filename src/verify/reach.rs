//! Pages that readers cannot come to: no link leads to them from any page that they can come to.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::{Authors, Checker};
use crate::diagnostic::{Code, Diagnostic, Need, Span};
use crate::paths::OutputPath;

/// Every page that no directory lists has to be linked somewhere. Pages that lead on from an old address are none that
/// readers come to, and who searches knows already what to look for.
pub(super) fn unreachable(checker: &Checker<'_>, authors: &dyn Authors) -> Vec<Diagnostic> {
    let unlisted: Vec<_> = authors.unlisted();
    if unlisted.is_empty() {
        return Vec::new();
    }
    let index: BTreeMap<&OutputPath, usize> =
        unlisted.iter().enumerate().map(|(at, (path, ..))| (path, at)).collect();
    // Where the links of each page lead among them. Most addresses stand on many pages and mean the same on each.
    let linked = |known: &mut HashMap<_, _>, path: &OutputPath| -> Vec<usize> {
        let own = path.url();
        let leads_to = |link: &str| {
            let (output, _) = checker.output(&own, link).ok().flatten()?;
            index.get(&output).copied()
        };
        let targets = checker.summaries[path].links.iter().filter_map(|link| {
            if link.starts_with('/') {
                *known.entry(link).or_insert_with(|| leads_to(link))
            } else {
                leads_to(link)
            }
        });
        targets.filter(|at| unlisted[*at].0 != *path).collect()
    };
    let is_page = |path: &&OutputPath| path.has_extension("html") && authors.is_way(path);
    let pages: Vec<_> = checker.summaries.keys().filter(is_page).collect();
    let links: Vec<(Option<usize>, Vec<usize>)> = pages
        .par_iter()
        .map_init(HashMap::new, |known, path| (index.get(path).copied(), linked(known, path)))
        .collect();
    let mut from_unlisted = vec![Vec::new(); unlisted.len()];
    let mut open = Vec::new();
    for (from, to) in links {
        match from {
            Some(from) => from_unlisted[from] = to,
            None => open.extend(to),
        }
    }
    let mut reached = vec![false; unlisted.len()];
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            open.append(&mut from_unlisted[at]);
        }
    }
    let lost = unlisted.iter().zip(reached).filter(|(_, reached)| !reached);
    lost.map(|((_, title, span), _)| diagnose(title, span.clone())).collect()
}

fn diagnose(title: &str, span: Span) -> Diagnostic {
    let message = format!("no link leads to the page `{title}`");
    let help = "link it from a page that readers come to, or write `content/FOLDER/index.md`, which lists the pages \
                of its folder";
    let problem = Diagnostic::new(Code::UnreachablePage, span, message).help(help.to_owned());
    // The link that is missing may be one that is not there for an error.
    problem.theme("pages that no link leads to").needing(Need::Everything)
}
