//! The files that the script of the search reads, and the page that lists all names without it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::view::{LetterView, ListingView, NameView};
use super::{Planner, SpecialPage, tag_url};
use crate::model::{Dependency, Page, PageId};
use crate::parse::Kind;
use crate::paths::UrlPath;
use crate::search::{Postings, SearchIndex, Shard, fold};

/// A file that the script of the search reads; they lie beside its page. Lists of pages name them by their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFile {
    /// What there is to search.
    Head,
    /// The words of a shard.
    Words(u8),
    /// The pages of a chunk.
    Pages(usize),
    /// By what results can be narrowed down.
    Facets,
}

/// What such a file holds.
#[derive(Clone, Debug, Hash, Serialize)]
#[serde(untagged)]
pub enum SearchView {
    /// What there is to search.
    Head(HeadView),
    /// The words of a shard.
    Words(WordsView),
    /// The pages by their number; those that are not found are empty.
    Pages(Vec<FoundView>),
    /// By what results can be narrowed down.
    Facets(FacetsView),
}

/// What there is to search.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HeadView {
    /// How many files of words there are.
    shards: u16,
    /// How many pages are described in one file.
    chunk: usize,
    /// Letter and title of each group of results, in the order they are shown.
    groups: Vec<(char, String)>,
    /// The letter of the group of each page.
    pages: String,
    /// How much the report says of each page: a digit.
    sizes: String,
    /// Tags, and pages without a number: group, title and address.
    places: Vec<(char, String, String)>,
}

/// The words of a shard, as [`SearchIndex::shard`] gives them.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct WordsView {
    words: BTreeMap<String, Postings>,
    common: Vec<String>,
}

/// A page as it is found.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct FoundView {
    title: String,
    /// From the root of the site.
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    names: Vec<String>,
    /// The newest figure of each metric: label, figure, date and age, source, anchor, and words if sources differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    figures: Vec<[String; 6]>,
}

/// The pages of each domain, organisation and tag, under its name.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FacetsView {
    domains: Vec<Facet>,
    /// Each with its own page and those that name it: projects of its and chapters about it.
    organisations: Vec<Facet>,
    tags: Vec<Facet>,
}

/// A name, and the numbers of its pages.
type Facet = (String, Vec<usize>);

/// What is said of a figure on which sources differ.
const CONTESTED: &str = "sources differ";

/// How many pages are described in one file.
const CHUNK: usize = 32;

/// The groups of results, entities first.
const GROUPS: [(char, Kind); 6] = [
    ('p', Kind::Project),
    ('c', Kind::Company),
    ('h', Kind::Chapter),
    ('d', Kind::Domain),
    ('o', Kind::Other),
    ('s', Kind::Source),
];

/// The group of tags, and of entities that only give context.
const TAGS: char = 't';
const CONTEXT: char = 'x';
/// The letter of pages that are not found.
const HIDDEN: char = '-';

impl SearchFile {
    /// Every file for a site of so many pages.
    pub(super) fn all(words: &SearchIndex, pages: usize) -> impl Iterator<Item = Self> {
        let chunks = (0..pages.div_ceil(CHUNK)).map(Self::Pages);
        [Self::Head, Self::Facets].into_iter().chain(words.numbers().map(Self::Words)).chain(chunks)
    }

    /// Its address.
    pub(super) fn url(self) -> UrlPath {
        let folder = SpecialPage::Search.name();
        UrlPath::file(&match self {
            Self::Head => format!("{folder}/head.json"),
            Self::Facets => format!("{folder}/facets.json"),
            Self::Words(shard) => format!("{folder}/words-{shard}.json"),
            Self::Pages(chunk) => format!("{folder}/pages-{chunk}.json"),
        })
    }
}

impl Planner<'_> {
    pub(super) fn search_file(&self, file: SearchFile) -> SearchView {
        match file {
            SearchFile::Head => SearchView::Head(self.search_head()),
            SearchFile::Facets => SearchView::Facets(self.facets()),
            SearchFile::Words(shard) => {
                self.site.note(Dependency::Words(shard));
                let Shard { words, common } = self.words.shard(shard);
                SearchView::Words(WordsView {
                    words: words.into_iter().map(|(word, pages)| (word.to_owned(), pages)).collect(),
                    common: common.into_iter().map(str::to_owned).collect(),
                })
            }
            SearchFile::Pages(number) => {
                SearchView::Pages(self.site.chunk(number, CHUNK).map(|id| self.found(id)).collect())
            }
        }
    }

    fn search_head(&self) -> HeadView {
        let pages = self.site.pages();
        let title = |(letter, kind): (char, Kind)| {
            let directory = SpecialPage::Directory(kind);
            let written = self.folder_link(&directory.url()).filter(|_| kind != Kind::Other);
            (letter, written.map_or_else(|| directory.title(&self.site).to_owned(), |link| link.title))
        };
        let special =
            [(TAGS, SpecialPage::Tags.title(&self.site).to_owned()), (CONTEXT, "Also mentioned".to_owned())];
        HeadView {
            shards: self.words.shards(),
            chunk: CHUNK,
            groups: GROUPS.into_iter().map(title).chain(special).collect(),
            pages: pages.iter().map(group).collect(),
            sizes: pages.iter().map(size).collect(),
            places: self.places(),
        }
    }

    /// Tags, and the pages that no file was written for.
    fn places(&self) -> Vec<(char, String, String)> {
        let tags = self.site.tags().map(|(slug, tag)| (TAGS, tag.title.clone(), from_root(&tag_url(slug))));
        let tags: Vec<_> = tags.collect();
        let generated = SpecialPage::in_navigation().filter(|special| special.has_content(&self.site));
        let generated = generated.filter(|special| self.site.by_url(&special.url()).is_none());
        let place =
            |special: SpecialPage| ('o', special.title(&self.site).to_owned(), from_root(&special.url()));
        tags.into_iter().chain(generated.map(place)).collect()
    }

    fn found(&self, id: PageId) -> FoundView {
        let page = self.site.page(id);
        if group(page) == HIDDEN {
            return FoundView::default();
        }
        let figures = self.metrics_of(page).into_iter().filter_map(|metric| {
            let fact = metric.facts.into_iter().next()?;
            let told = fact.date.map(|date| date.text).into_iter().chain(fact.age);
            let date = told.collect::<Vec<_>>().join(", ");
            let source = fact.source.map(|source| source.title).unwrap_or_default();
            let contested = if fact.contested { CONTESTED } else { "" };
            Some([metric.label, fact.text, date, source, fact.id, contested.to_owned()])
        });
        FoundView {
            title: page.title().to_owned(),
            url: from_root(&page.url),
            summary: page.front().summary.clone(),
            names: page.other_names().map(str::to_owned).collect(),
            figures: figures.collect(),
        }
    }

    fn facets(&self) -> FacetsView {
        let mut domains: BTreeMap<PageId, BTreeSet<usize>> = BTreeMap::new();
        let mut organisations = domains.clone();
        for page in self.site.pages() {
            let references = &page.references;
            let around = references.domains.iter().filter(|_| page.kind() == Kind::Project);
            for domain in around {
                domains.entry(*domain).or_default().insert(page.id.index());
            }
            for (_, organisation) in &references.companies {
                let pages = [*organisation, page.id].map(PageId::index);
                organisations.entry(*organisation).or_default().extend(pages);
            }
        }
        let named = |pages: BTreeMap<PageId, BTreeSet<usize>>| {
            let named = |(id, pages): (PageId, BTreeSet<usize>)| {
                (self.site.head(id).title().to_owned(), pages.into_iter().collect())
            };
            let mut named: Vec<Facet> = pages.into_iter().map(named).collect();
            named.sort_by_cached_key(|(name, _)| letters_of(&fold(name)));
            named
        };
        let tags = self
            .site
            .tags()
            .map(|(_, tag)| (tag.title.clone(), tag.pages.iter().map(|id| id.index()).collect::<Vec<_>>()));
        FacetsView { domains: named(domains), organisations: named(organisations), tags: tags.collect() }
    }

    /// All names by letter: what readers see who have no script.
    pub(super) fn names(&self) -> ListingView {
        let mut names: Vec<(String, NameView)> = Vec::new();
        for page in self.site.pages().iter().filter(|page| group(page) != HIDDEN) {
            let title = page.title();
            let url = self.address(&page.url);
            let mut name = |name: &str, of: Option<&str>| {
                let view = NameView { name: name.to_owned(), url: url.clone(), of: of.map(str::to_owned) };
                names.push((fold(name).into_owned(), view));
            };
            name(title, None);
            for other in page.other_names() {
                name(other, Some(title));
            }
        }
        names.sort_by_cached_key(|(folded, view)| (letters_of(folded), folded.clone(), view.url.clone()));
        names.dedup_by(|(one, view), (other, another)| one == other && view.url == another.url);
        let count = names.len();
        let mut letters: Vec<LetterView> = Vec::new();
        for (folded, view) in names {
            let letter = letter(&folded);
            match letters.iter_mut().find(|known| known.letter == letter) {
                Some(known) => known.names.push(view),
                None => letters.push(LetterView { letter, names: vec![view] }),
            }
        }
        ListingView { name: SpecialPage::Search.name(), count, letters, ..ListingView::default() }
    }
}

fn from_root(url: &UrlPath) -> String {
    url.as_str().trim_start_matches('/').to_owned()
}

/// The letter of the group a page is found in.
fn group(page: &Page) -> char {
    let letter =
        |kind| GROUPS.into_iter().find(|(_, known)| *known == kind).map_or('o', |(letter, _)| letter);
    match SpecialPage::of(page) {
        Some(SpecialPage::NotFound | SpecialPage::Search | SpecialPage::Compare) => HIDDEN,
        _ if !page.is_listed() => CONTEXT,
        _ => letter(page.kind()),
    }
}

/// How much the report says of a page, as a digit: the logarithm of it.
fn size(page: &Page) -> char {
    char::from_digit((1 + page.extent()).ilog2().min(9), 10).unwrap_or('0')
}

/// What a name is sorted by: its letters and digits, word by word. Signs are no letters that readers look for.
fn letters_of(folded: &str) -> Vec<String> {
    let words = folded.split(|c: char| c.is_whitespace() || c == '-');
    let words = words.map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    words.filter(|word| !word.is_empty()).collect()
}

/// The heading that a name stands under: its first letter; digits together, and together the characters of scripts
/// that have too many of them to go through.
fn letter(folded: &str) -> String {
    match folded.chars().find(|c| c.is_alphanumeric()) {
        Some(c) if c.is_numeric() => "0–9".to_owned(),
        Some(c) if c.is_lowercase() => c.to_uppercase().collect(),
        Some(_) | None => "…".to_owned(),
    }
}
