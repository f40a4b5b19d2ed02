//! What pages are called: titles, slugs and aliases, and which of them mean several pages.

use std::collections::BTreeMap;

use super::{Page, PageId};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::parse::Kind;
use crate::paths::{SourcePath, slug};

/// Pages by what they are called.
#[derive(Debug, Default)]
pub struct Names {
    /// By the name in small letters: how it is written, and whose it is.
    by_name: BTreeMap<String, (String, Vec<PageId>)>,
    by_slug: BTreeMap<(Kind, String), PageId>,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One page.
    One(PageId),
    /// Several pages.
    Many(Vec<PageId>),
    /// None.
    None,
}

impl Names {
    /// Collects the names of all pages, and reports entities of one kind that share one.
    pub(super) fn collect(pages: &[Page], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut names = Self::default();
        let mut taken: BTreeMap<(Kind, String), (PageId, Span)> = BTreeMap::new();
        for page in pages {
            if !page.slug.is_empty() {
                names.by_slug.entry((page.kind(), page.slug.clone())).or_insert(page.id);
            }
            for (name, span) in names_of(page) {
                let key = fold(&name);
                let owner = (page.id, span.clone());
                if page.kind().has_unique_names()
                    && let Some((other, first)) = taken.get(&(page.kind(), key.clone()))
                {
                    if *other != page.id {
                        diagnostics.push(duplicate(page.kind(), &name, &span, first));
                    }
                } else {
                    taken.insert((page.kind(), key.clone()), owner);
                }
                let (_, ids) = names.by_name.entry(key).or_insert_with(|| (name, Vec::new()));
                if !ids.contains(&page.id) {
                    ids.push(page.id);
                }
            }
        }
        names
    }

    /// The page of a kind that has this slug.
    pub fn slug(&self, kind: Kind, slug: &str) -> Option<PageId> {
        self.by_slug.get(&(kind, slug.to_owned())).copied()
    }

    /// The slugs of a kind, for suggestions.
    pub fn slugs(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.by_slug.keys().filter(move |(of, _)| *of == kind).map(|(_, slug)| slug.as_str())
    }

    /// Looks a name up: `folder/slug`, or a title, slug or alias in any case.
    pub fn find(&self, name: &str) -> Found {
        if let Some((folder, slug)) = name.split_once('/') {
            let kind = Kind::ALL.into_iter().find(|kind| kind.folder() == folder);
            if let Some(id) = kind.and_then(|kind| self.slug(kind, slug)) {
                return Found::One(id);
            }
        }
        match self.by_name.get(&fold(name)).map(|(_, ids)| ids.as_slice()) {
            Some([id]) => Found::One(*id),
            Some(ids) => Found::Many(ids.to_vec()),
            None => Found::None,
        }
    }

    /// A help line for a name that means nothing.
    pub fn suggest(&self, name: &str) -> Option<String> {
        did_you_mean(name, self.by_name.values().map(|(written, _)| written.as_str()))
    }
}

/// The folders below `content/` that a file stands in.
pub(super) fn folders(path: &SourcePath) -> impl Iterator<Item = &str> {
    path.folder().split('/').skip(1)
}

/// Whether an address can be made of the file's path; if not, that is reported.
pub(super) fn check_path(path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let nameless = folders(path).chain([path.stem()]).find(|name| slug(name).is_empty());
    diagnostics.extend(nameless.map(|name| no_address(name, Span::new(path, 0..0))));
    nameless.is_none()
}

/// Reports tags and aliases of which no address can be made.
pub(super) fn check_terms(page: &Page, diagnostics: &mut Vec<Diagnostic>) {
    let front = page.front();
    let nameless = front.tags.iter().chain(&front.aliases).filter(|name| slug(&name.value).is_empty());
    diagnostics.extend(nameless.map(|name| no_address(&name.value, page.span(&name.range))));
}

fn no_address(name: &str, span: Span) -> Diagnostic {
    let message = format!("no address can be made of the name `{name}`");
    Diagnostic::new(Code::BadName, span, message).help("use at least one letter or digit".to_owned())
}

/// Titles and aliases as the author wrote them, with their places, and the slug at the place of the title.
fn names_of(page: &Page) -> Vec<(String, Span)> {
    let front = page.front();
    let written = std::iter::once(&front.title).chain(&front.aliases);
    let mut names: Vec<_> = written.map(|name| (name.value.clone(), page.span(&name.range))).collect();
    if !page.slug.is_empty() {
        names.push((page.slug.clone(), page.span(&front.title.range)));
    }
    names
}

fn duplicate(kind: Kind, name: &str, span: &Span, first: &Span) -> Diagnostic {
    let message = format!("two pages of the kind {} are called `{name}`", kind.name());
    Diagnostic::new(Code::DuplicateName, span.clone(), message)
        .label("called so here")
        .related(first.clone(), "and here")
        .help("rename one of them, or take the alias away".to_owned())
}

/// Case does not matter in `[[…]]`.
fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}
