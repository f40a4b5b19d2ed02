//! What pages are called: titles, slugs and aliases, and which of them mean several pages.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::alias::{self, NoAddress};
use super::{Page, PageId, Site};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::parse::Kind;
use crate::paths::{SourcePath, UrlPath, slug};
use crate::spelling::fold;

/// Pages by what they are called.
#[derive(Debug, Default)]
pub struct Names {
    /// By the name in its folded spelling.
    by_name: HashMap<String, Named>,
    by_slug: Arc<BTreeMap<(Kind, Arc<str>), PageId>>,
    /// The files whose front matter has errors, with the words that stand in it.
    flawed: Vec<(SourcePath, String)>,
}

/// What bears a name.
#[derive(Debug)]
struct Named {
    /// The name as it is first written.
    written: String,
    /// The pages, in their order.
    pages: Vec<PageId>,
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
    /// Collects the names of all pages, and reports entities of one kind that share one. `previous` is a site
    /// with the same pages.
    pub(super) fn collect(
        pages: &[Page],
        previous: Option<&Site>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let by_slug = previous.map_or_else(|| Arc::new(by_slug(pages)), |site| site.names.by_slug.clone());
        let flawed = pages.iter().map(|page| &page.document);
        let flawed =
            flawed.filter_map(|document| Some((document.path.clone(), words(document.flawed.as_deref()?))));
        let by_name = HashMap::with_capacity(2 * pages.len());
        let mut names = Self { by_name, by_slug, flawed: flawed.collect() };
        let mut taken: BTreeMap<(Kind, String), (PageId, Span)> = BTreeMap::new();
        for page in pages {
            for (name, range) in names_of(page) {
                let key = fold(name);
                if page.kind().has_unique_names() {
                    match taken.get(&(page.kind(), key.clone())) {
                        Some((other, _)) if *other == page.id => {}
                        Some((_, first)) => {
                            diagnostics.push(duplicate(page.kind(), name, &page.span(range), first));
                        }
                        None => {
                            _ = taken.insert((page.kind(), key.clone()), (page.id, page.span(range)));
                        }
                    }
                }
                let named = names.by_name.entry(key);
                let named = named.or_insert_with(|| Named { written: name.to_owned(), pages: Vec::new() });
                if named.pages.last() != Some(&page.id) {
                    named.pages.push(page.id);
                }
            }
        }
        names
    }

    /// The page of a kind that has this slug.
    pub fn slug(&self, kind: Kind, slug: &str) -> Option<PageId> {
        self.by_slug.get(&(kind, slug.into())).copied()
    }

    /// The slugs of a kind, for suggestions.
    pub fn slugs(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.by_slug.keys().filter(move |(of, _)| *of == kind).map(|(_, slug)| &**slug)
    }

    /// The pages that have this title, slug or alias, in their order.
    pub fn called(&self, name: &str) -> &[PageId] {
        self.by_name.get(&fold(name)).map_or(&[], |named| &named.pages)
    }

    /// The files whose front matter has errors and holds these words: a name may be meant there.
    pub fn flawed_with(&self, name: &str) -> impl Iterator<Item = &SourcePath> {
        let name = self::words(name);
        self.flawed.iter().filter(move |(_, head)| head.contains(&name)).map(|(path, _)| path)
    }

    /// A help line for a name that means nothing.
    pub fn suggest(&self, name: &str) -> Option<String> {
        did_you_mean(name, self.by_name.values().map(|named| named.written.as_str()))
    }
}

impl Site {
    /// Looks a name up: a title, slug or alias in any spelling, or the end of a path below `content/`,
    /// `folder/slug`. One that starts with a slash is the whole path.
    pub fn find(&self, name: &str) -> Found {
        let mut found = self.names.called(name).to_vec();
        found.extend(self.at_path(name));
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [] => Found::None,
            [id] => Found::One(*id),
            _ => Found::Many(found),
        }
    }

    /// The pages whose path ends with these words.
    fn at_path(&self, words: &str) -> Vec<PageId> {
        let words = words.trim();
        let (path, has_extension) = match words.rsplit_once('.') {
            Some((path, extension)) if extension.eq_ignore_ascii_case("md") => (path, true),
            _ => (words, false),
        };
        if !has_extension && !path.contains('/') {
            return Vec::new();
        }
        let parts: Vec<_> = path.trim_matches('/').split('/').map(slug).collect();
        if path.starts_with('/') {
            return self.by_url.get(&UrlPath::folder(&parts.join("/"))).copied().into_iter().collect();
        }
        let parts = parts.strip_suffix(&["index".to_owned()]).unwrap_or(&parts);
        let Some(last) = parts.last() else { return Vec::new() };
        let named = self.names.called(last).iter().copied();
        named.filter(|id| self.page(*id).ends_with(parts)).collect()
    }

    /// The shortest end of its path by which a page, and no other, is meant.
    pub fn path_name(&self, id: PageId) -> String {
        let path = self.page(id).url.as_str().trim_matches('/');
        let starts = path.rmatch_indices('/').map(|(at, _)| at + 1).chain([0]);
        let mut ends = starts.map(|at| &path[at..]).filter(|end| end.contains('/'));
        let unique = ends.find(|end| self.find(end) == Found::One(id));
        unique.map_or_else(|| format!("/{path}"), str::to_owned)
    }
}

impl Page {
    /// Whether its path ends with these parts. The folder of its kind may stand directly before its slug.
    fn ends_with(&self, parts: &[String]) -> bool {
        let own: Vec<_> = self.url.as_str().trim_matches('/').split('/').collect();
        let by_kind = parts.len() == 2 && self.kind().folder() == parts[0] && *self.slug == *parts[1];
        let from = own.len().checked_sub(parts.len());
        by_kind || from.is_some_and(|from| own[from..].iter().eq(parts))
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
    let tags = front.tags.iter().filter(|tag| tag.slug.is_empty()).map(|tag| &tag.name);
    diagnostics.extend(tags.map(|name| no_address(&name.value, page.span(&name.range))));
    let aliases = front.aliases.iter().map(|alias| (alias, alias::address(page, &alias.value)));
    diagnostics.extend(aliases.filter_map(|(alias, address)| {
        let NoAddress { message, help } = address.err()?;
        Some(Diagnostic::new(Code::BadName, page.span(&alias.range), message).help(help))
    }));
}

fn no_address(name: &str, span: Span) -> Diagnostic {
    let message = format!("no address can be made of the name `{name}`");
    Diagnostic::new(Code::BadName, span, message).help("use at least one letter or digit".to_owned())
}

/// Titles, aliases and names in other languages as the author wrote them, with their places, and the slug at the place
/// of the title.
pub(super) fn names_of(page: &Page) -> impl Iterator<Item = (&str, &Range<usize>)> {
    let title = &page.front().title;
    let local = page.front().names.iter().map(|local| &local.name);
    let written = std::iter::once(title).chain(&page.front().aliases).chain(local);
    let slug = Some((&*page.slug, &title.range)).filter(|(slug, _)| !slug.is_empty());
    written.map(|name| (name.value.as_str(), &name.range)).chain(slug)
}

fn by_slug(pages: &[Page]) -> BTreeMap<(Kind, Arc<str>), PageId> {
    // Of two pages with one slug the first is meant, so they go in from the last.
    let pages = pages.iter().rev().filter(|page| !page.slug.is_empty());
    pages.map(|page| ((page.kind(), page.slug.clone()), page.id)).collect()
}

fn duplicate(kind: Kind, name: &str, span: &Span, first: &Span) -> Diagnostic {
    let message = format!("two pages of the kind {} are called `{name}`", kind.name());
    Diagnostic::new(Code::DuplicateName, span.clone(), message)
        .label("called so here")
        .related(first.clone(), "and here")
        .help("rename one of them, or take the alias away".to_owned())
}

/// The words of a text in small letters, with a blank before and behind each.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<_> = words.map(str::to_lowercase).collect();
    format!(" {} ", words.join(" "))
}
