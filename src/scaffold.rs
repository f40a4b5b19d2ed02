//! New pages: a file with every key that its kind can have, those that are optional as comments.

use std::fmt::Write;

use crate::config::MetricFormat;
use crate::diagnostic::nearest;
use crate::keys::{self, FrontKey, Shape};
use crate::model::{Page, Site};
use crate::node::{toml_text, yaml_text};
use crate::parse::Kind;
use crate::paths::{SourcePath, slug};

/// The most names that a comment lists.
const MOST_NAMES: usize = 6;

/// What came of the wish for a new page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// A file that can be written.
    New(NewPage),
    /// There is a page of this kind and name: its file.
    Taken(SourcePath),
    /// No file name can be made of the name.
    Nameless,
}

/// A page that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPage {
    /// Where it will stand.
    pub path: SourcePath,
    /// What will stand in it.
    pub text: String,
    /// A page of the same kind that is called much the same: its title and its file.
    pub close: Option<(String, SourcePath)>,
}

/// Thinks of a page of a kind. `part` is the folder of a chapter below `content/chapters/`.
pub fn page(site: &Site, kind: Kind, name: &str, part: Option<&str>) -> Proposal {
    let name = name.trim();
    let slug = slug(name);
    if slug.is_empty() {
        return Proposal::Nameless;
    }
    if let Some(page) = taken(site, kind, name, &slug) {
        return Proposal::Taken(page.document.path.clone());
    }
    let folder = part.and_then(|part| folder_of(site, part));
    let path = kind.file(&folder.map_or(slug.clone(), |part| format!("{part}/{slug}")));
    Proposal::New(NewPage { path, text: text(site, kind, name), close: close(site, kind, name) })
}

/// The table of a metric that is called so, with every key it can have, and the name that facts use for it.
pub fn metric(label: &str) -> Option<(String, String)> {
    let label = label.trim();
    let name = Some(slug(label)).filter(|name| !name.is_empty())?;
    let formats = MetricFormat::WORDS.map(|(word, _)| word).join(", ");
    let table = format!(
        "\n[metrics.{name}]\nlabel = {}\n\
         # What follows the number, and what follows the number one\n#unit = \"units\"\n#unit-singular = \"unit\"\n\
         # One of {formats}\n#format = \"number\"\n\
         # After how long a figure shows its age\n#max-age = \"36 months\"\n\
         # Figures of two pages do not count the same thing in the same way\n#comparable = false\n",
        toml_text(label),
    );
    Some((name, table))
}

/// The folder of a part: the one that is there, however its name is spelt, or one for a new part.
fn folder_of(site: &Site, part: &str) -> Option<String> {
    let slug = Some(slug(part)).filter(|slug| !slug.is_empty())?;
    let parts = parts(site);
    let same = |known: &&String| *known == part;
    let alike = |known: &&String| self::slug(known) == slug;
    Some(parts.iter().find(same).or_else(|| parts.iter().find(alike)).cloned().unwrap_or(slug))
}

/// The page that has the name already, where a name is one of a single page.
fn taken<'s>(site: &'s Site, kind: Kind, name: &str, slug: &str) -> Option<&'s Page> {
    if !kind.has_unique_names() {
        return None;
    }
    let called = site.names.called(name).iter().copied().find(|id| site.page(*id).kind() == kind);
    site.names.slug(kind, slug).or(called).map(|id| site.page(id))
}

fn close(site: &Site, kind: Kind, name: &str) -> Option<(String, SourcePath)> {
    let pages = site.of_kind(kind);
    let title = nearest(name, pages.iter().map(|page| page.title()))?;
    let page = pages.iter().find(|page| page.title() == title)?;
    Some((title.to_owned(), page.document.path.clone()))
}

/// The parts of the report: the folders below `content/chapters/`.
pub fn parts(site: &Site) -> Vec<String> {
    let inside = |page: &&Page| {
        let path = page.document.path.inside().strip_prefix(Kind::Chapter.folder())?.strip_prefix('/')?;
        Some(path.split_once('/')?.0.to_owned())
    };
    let mut parts: Vec<_> = site.of_kind(Kind::Chapter).iter().filter_map(inside).collect();
    parts.sort();
    parts.dedup();
    parts
}

fn text(site: &Site, kind: Kind, name: &str) -> String {
    let mut text = format!("---\ntitle: {}\n", yaml_text(name));
    for key in keys::of(kind).filter(|key| key.name != "title") {
        let (about, choice) = (key.about, choice(site, kind, key));
        _ = write!(text, "\n# {about}\n{choice}#{}: {}\n", key.name, example(site, kind, key));
    }
    text.push_str("---\n\n");
    text
}

/// A line on what can be chosen from, as far as it fits; none if nothing is known.
fn choice(site: &Site, kind: Kind, key: &FrontKey) -> String {
    let (start, names): (_, Vec<&str>) = match key.shape {
        Shape::Word(words) => ("One of", words.to_vec()),
        Shape::Facts => ("The metrics are", site.metrics.names().collect()),
        shape => ("There are", known(site, kind, shape)),
    };
    let shown = names[..names.len().min(MOST_NAMES)].join(", ");
    match names.len().saturating_sub(MOST_NAMES) {
        _ if names.is_empty() => String::new(),
        0 => format!("# {start} {shown}\n"),
        more => format!("# {start} {shown} and {more} more\n"),
    }
}

/// The slugs that a key can name.
fn known(site: &Site, own: Kind, shape: Shape) -> Vec<&str> {
    let kind = match shape {
        Shape::Slug(kind) | Shape::Slugs(kind) | Shape::Relations(kind) => kind,
        Shape::Siblings => own,
        _ => return Vec::new(),
    };
    site.names.slugs(kind).collect()
}

/// An example that holds on this site, as far as it has what it takes.
fn example(site: &Site, kind: Kind, key: &FrontKey) -> String {
    let known = known(site, kind, key.shape);
    match (key.shape, known.first()) {
        (Shape::Slug(_), Some(slug)) => (*slug).to_owned(),
        // The first is the one that `domain` has.
        (Shape::Slugs(Kind::Domain), Some(_)) => {
            known.get(1).map_or_else(|| key.example.to_owned(), |slug| format!("[{slug}]"))
        }
        (Shape::Slugs(_) | Shape::Relations(_) | Shape::Siblings, Some(slug)) => format!("[{slug}]"),
        (Shape::Facts | Shape::Events, _) => {
            let source = site.names.slugs(Kind::Source).next().unwrap_or("some-source");
            let metric = countable(site).unwrap_or("some-metric");
            key.example.replace("some-source", source).replace("some-metric", metric)
        }
        _ => key.example.to_owned(),
    }
}

/// A metric whose facts are plain numbers.
fn countable(site: &Site) -> Option<&str> {
    let is_number =
        |name: &&str| site.metrics.get(name).is_some_and(|metric| metric.format == MetricFormat::Number);
    site.metrics.names().find(is_number)
}
