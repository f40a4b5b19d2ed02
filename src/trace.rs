//! What a published file is made of, and what an edit of a source file can reach: both from what each file looked at
//! while it was rendered.

use std::collections::{BTreeMap, BTreeSet};

use crate::edition::manifest_path;
use crate::model::{Dependency, Page, PageId};
use crate::paths::{OutputPath, SourcePath};
use crate::plan::Route;
use crate::rendered_site::{Rendered, RenderedSite};

/// Files or addresses, each with how it is connected.
pub type Trace = BTreeMap<String, BTreeSet<String>>;

/// What a published file is made of, by the files of the source. `None` if no such file is published.
pub fn inputs(rendered: &RenderedSite, path: &OutputPath) -> Option<Trace> {
    let file = rendered.get(path)?;
    let site = &rendered.site;
    let mut trace = Trace::new();
    let mut add = |what: String, how: &str| _ = trace.entry(what).or_default().insert(how.to_owned());
    if let Some(template) = &file.template {
        add(format!("template {template}"), "frame");
    }
    for dependency in looked_at(rendered, file) {
        if let Dependency::Heads(kind) = dependency {
            add(format!("every page of the kind {}", kind.name()), "listed");
        } else if dependency == Dependency::Editions {
            for edition in site.editions.all() {
                add(manifest_path(&edition.name).to_string(), "edition");
            }
        } else if let Dependency::Backlinks(page) = dependency {
            for link in rendered.links.to(page) {
                add(site.page(link.from).document.path.to_string(), "links to it");
            }
        } else if let Some((page, how)) = of_page(dependency) {
            add(site.page(page).document.path.to_string(), how);
        }
    }
    Some(trace)
}

/// The addresses that an edit of a file of the source can reach. `None` if nothing was made of it.
pub fn reach(rendered: &RenderedSite, source: &SourcePath) -> Option<Trace> {
    let editions = rendered.site.editions.all();
    if editions.iter().any(|edition| manifest_path(&edition.name) == *source) {
        return Some(reached_by_editions(rendered));
    }
    let page = rendered.site.page(*rendered.site.by_path.get(source)?);
    let mut trace = Trace::new();
    for (path, route) in &rendered.plan.routes {
        let Some(file) = rendered.get(path) else { continue };
        let mut how: BTreeSet<_> = looked_at(rendered, file)
            .filter_map(|dependency| connection(rendered, dependency, page))
            .collect();
        if matches!(route, Route::Page(own) if *own == page.id) {
            how = BTreeSet::from(["its own page".to_owned()]);
        }
        if !how.is_empty() {
            trace.insert(path.url().to_string(), how);
        }
    }
    Some(trace)
}

fn reached_by_editions(rendered: &RenderedSite) -> Trace {
    let paths = rendered.plan.routes.keys().filter_map(|path| Some((path, rendered.get(path)?)));
    let looking = paths.filter(|(_, file)| looked_at(rendered, file).any(|one| one == Dependency::Editions));
    looking.map(|(path, _)| (path.url().to_string(), BTreeSet::from(["editions".to_owned()]))).collect()
}

/// How a dependency connects what has it with a page.
fn connection(rendered: &RenderedSite, dependency: Dependency, page: &Page) -> Option<String> {
    match dependency {
        Dependency::Heads(kind) if kind == page.kind() => {
            Some(format!("lists pages of the kind {}", kind.name()))
        }
        Dependency::Backlinks(to) if rendered.links.to(to).iter().any(|link| link.from == page.id) => {
            Some("quotes its links".to_owned())
        }
        _ => of_page(dependency).filter(|(id, _)| *id == page.id).map(|(_, how)| how.to_owned()),
    }
}

/// All that a file looked at, what its links and exhibits rest on included.
fn looked_at(rendered: &RenderedSite, file: &Rendered) -> impl Iterator<Item = Dependency> {
    let mut all = BTreeSet::new();
    for dependency in file.reads().as_slice() {
        all.insert(*dependency);
        match dependency {
            Dependency::Links(page) => all.extend(rendered.links.reads(*page).as_slice()),
            Dependency::Exhibits(page) => all.extend(rendered.exhibits.reads(*page).as_slice()),
            Dependency::Query(_) => {
                let reads = rendered.exhibits.reads_of_query(*dependency);
                all.extend(reads.into_iter().flat_map(|reads| reads.as_slice()));
            }
            _ => {}
        }
    }
    all.into_iter()
}

/// The page that a dependency is about, and what of it is looked at.
fn of_page(dependency: Dependency) -> Option<(PageId, &'static str)> {
    Some(match dependency {
        Dependency::Head(page) => (page, "front matter"),
        Dependency::Text(page) => (page, "text"),
        Dependency::Headings(page) => (page, "headings"),
        Dependency::Printers(page) => (page, "pages that print its figures"),
        Dependency::Citers(page) => (page, "pages that cite it"),
        Dependency::Ranking(page) => (page, "ranking of its projects"),
        Dependency::Neighbours(page) => (page, "place among the chapters"),
        _ => return None,
    })
}
