//! A site as one computation sees it: whatever it looks at is noted, so that its result can be kept for as long
//! as nothing of that changes.

use std::cell::RefCell;

use super::dependency::Key;
use super::{Dependency, Found, Metrics, Outline, Page, PageId, Part, Reads, Site, Tag};
use crate::config::{Config, Metric};
use crate::date::Date;
use crate::diagnostic::Spanned;
use crate::parse::{Heading, Kind};
use crate::paths::{SourcePath, UrlPath};

/// A site that notes what is looked at.
pub struct Tracked<'a> {
    site: &'a Site,
    reads: RefCell<Vec<Dependency>>,
}

impl<'a> Tracked<'a> {
    /// Starts a computation.
    pub fn new(site: &'a Site) -> Self {
        Self { site, reads: RefCell::default() }
    }

    /// Ends the computation.
    pub fn into_reads(self) -> Reads {
        let mut reads = self.reads.into_inner();
        reads.sort_unstable();
        reads.dedup();
        Reads(reads.into())
    }

    /// Notes what was looked at elsewhere.
    pub fn note(&self, dependency: Dependency) {
        self.reads.borrow_mut().push(dependency);
    }

    /// The site, for methods that note themselves what they look at.
    pub(super) fn site(&self) -> &'a Site {
        self.site
    }

    /// The settings.
    pub fn config(&self) -> &'a Config {
        &self.site.config
    }

    /// The metric of this name.
    pub fn metric(&self, name: &str) -> Option<&'a Metric> {
        self.note(Dependency::Metric(Key::of(name)));
        self.site.metrics.get(name)
    }

    /// What the figures of a metric are headed by: its label, or its name if there is no such metric.
    pub fn label<'n>(&self, metric: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.metric(metric).map_or(metric, |metric| &metric.label)
    }

    /// Every metric.
    pub fn metrics(&self) -> &'a Metrics {
        self.note(Dependency::Metrics);
        &self.site.metrics
    }

    /// The metrics that head the columns of the directory of projects, and of the tables of domains.
    pub fn project_columns(&self) -> Vec<&'a str> {
        self.known(&self.site.config.project_columns)
    }

    /// The metrics that head the columns of the directory of companies.
    pub fn company_columns(&self) -> Vec<&'a str> {
        self.known(&self.site.config.company_columns)
    }

    fn known(&self, columns: &'a [Spanned<String>]) -> Vec<&'a str> {
        let names = columns.iter().map(|column| column.value.as_str());
        names.filter(|name| self.metric(name).is_some()).collect()
    }

    /// The head of a page.
    pub fn page(&self, id: PageId) -> &'a Page {
        self.note(Dependency::Head(id));
        self.site.page(id)
    }

    /// The head of a page, for whoever has looked at the heads of all pages of its kind.
    pub fn head(&self, id: PageId) -> &'a Page {
        self.site.page(id)
    }

    /// Every page of a kind, in the order they are listed.
    pub fn of_kind(&self, kind: Kind) -> Vec<&'a Page> {
        self.note(Dependency::Heads(kind));
        self.site.of_kind(kind)
    }

    /// The heads of all pages.
    pub fn pages(&self) -> &'a [Page] {
        for kind in Kind::ALL {
            self.note(Dependency::Heads(kind));
        }
        &self.site.pages
    }

    /// Whether there are pages of a kind.
    pub fn has_any(&self, kind: Kind) -> bool {
        self.site.pages.iter().any(|page| page.kind() == kind)
    }

    /// When a page was published and last changed.
    pub fn dates(&self, id: PageId) -> (Option<Date>, Option<Date>) {
        self.note(Dependency::Dates);
        let front = self.site.page(id).front();
        (front.date, front.updated)
    }

    /// Whether a page of these kinds has a date.
    pub fn any_dated(&self, kinds: &[Kind]) -> bool {
        self.note(Dependency::Dates);
        self.site.pages.iter().any(|page| kinds.contains(&page.kind()) && page.front().date.is_some())
    }

    /// How many pages of a kind there are, as directories list them.
    pub fn count(&self, kind: Kind) -> usize {
        self.note(Dependency::Heads(kind));
        let listed = |page: &&Page| page.kind() == kind && !page.is_part() && page.is_listed();
        self.site.pages.iter().filter(listed).count()
    }

    /// The numbers of pages, so many at a time: the chunk with this number.
    pub fn chunk(&self, number: usize, size: usize) -> impl Iterator<Item = PageId> + use<'a> {
        self.site.pages.iter().skip(number * size).take(size).map(|page| page.id)
    }

    /// The address of a page.
    pub fn url(&self, id: PageId) -> &'a UrlPath {
        &self.site.page(id).url
    }

    /// The page of a file.
    pub fn by_path(&self, path: &SourcePath) -> Option<PageId> {
        self.site.by_path.get(path).copied()
    }

    /// The files of all pages.
    pub fn paths(&self) -> impl Iterator<Item = &'a SourcePath> + Clone + use<'a> {
        self.site.by_path.keys()
    }

    /// The page at an address.
    pub fn by_url(&self, url: &UrlPath) -> Option<PageId> {
        self.site.by_url.get(url).copied()
    }

    /// Whether there are pages in a folder at the root of the site, the folder's own included.
    pub fn has_pages_below(&self, folder: &str) -> bool {
        let start = UrlPath::folder(folder);
        let mut pages = self.site.by_url.range(start.clone()..);
        pages.next().is_some_and(|(url, _)| url.as_str().starts_with(start.as_str()))
    }

    /// The headings of a page.
    pub fn headings(&self, id: PageId) -> &'a [Heading] {
        self.note(Dependency::Headings(id));
        &self.site.page(id).document.body.headings
    }

    /// The anchors in the text of a page: its headings, exhibits, tags and, on that of a glossary, terms.
    pub fn anchors(&self, id: PageId) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let body = &self.site.page(id).document.body;
        let exhibits = body.exhibits.iter().map(|exhibit| exhibit.id.as_str());
        let exhibits = exhibits.chain(body.anchors.iter().map(|anchor| anchor.id.as_str()));
        let terms = self.site.page(id).terms().iter().map(|term| term.id.as_str());
        self.headings(id).iter().map(|heading| heading.id.as_str()).chain(exhibits).chain(terms)
    }

    /// The page of a kind that has this slug. Slugs come from paths, so they only change with the pages.
    pub fn slug(&self, kind: Kind, slug: &str) -> Option<PageId> {
        self.site.names.slug(kind, slug)
    }

    /// The slugs of a kind, for suggestions.
    pub fn slugs(&self, kind: Kind) -> impl Iterator<Item = &'a str> {
        self.site.names.slugs(kind)
    }

    /// What a name means.
    pub fn find(&self, name: &str) -> Found {
        self.note(Dependency::Name(Key::of_name(name)));
        self.site.find(name)
    }

    /// The pages that have this title, slug or alias.
    pub fn called(&self, name: &str) -> &'a [PageId] {
        self.note(Dependency::Name(Key::of_name(name)));
        self.site.names.called(name)
    }

    /// What names a page, and no other, by its path.
    pub fn path_name(&self, id: PageId) -> String {
        // Titles and aliases can be paths as well.
        self.note(Dependency::Names);
        self.site.path_name(id)
    }

    /// A help line for a name that means nothing.
    pub fn suggest(&self, name: &str) -> Option<String> {
        self.note(Dependency::Names);
        self.site.names.suggest(name)
    }

    /// The files whose front matter has errors and holds these words, which may be a name there.
    pub fn flawed_with(&self, words: &str) -> impl Iterator<Item = &'a SourcePath> {
        self.note(Dependency::Names);
        self.site.names.flawed_with(words)
    }

    /// The title of a file that is a draft.
    pub fn drafts(&self) -> impl Iterator<Item = (&'a SourcePath, &'a String)> {
        self.note(Dependency::Drafts);
        self.site.drafts.iter()
    }

    /// The chapters before and after a chapter.
    pub fn neighbours(&self, id: PageId) -> (Option<PageId>, Option<PageId>) {
        self.note(Dependency::Neighbours(id));
        let among = self.site.siblings.get(&id).copied();
        among.unwrap_or_else(|| self.site.outline.neighbours(id))
    }

    /// The part a chapter belongs to, or whose page this is.
    pub fn part_of(&self, id: PageId) -> Option<&'a Part> {
        let outline: &'a Outline = &self.site.outline;
        let part = outline.part_of(id)?;
        self.note(Dependency::Part(part));
        outline.parts.get(part)
    }

    /// How many chapters the part of a chapter has.
    pub fn part_size(&self, id: PageId) -> usize {
        let outline: &'a Outline = &self.site.outline;
        outline.part_of(id).and_then(|part| outline.parts.get(part)).map_or(0, |part| part.chapters.len())
    }

    /// The page of the part a chapter belongs to. Moving a part in the outline changes everything.
    pub fn part_page(&self, id: PageId) -> Option<PageId> {
        let outline: &'a Outline = &self.site.outline;
        outline.parts.get(outline.part_of(id)?)?.page
    }

    /// The parts of the report with their chapters, in order.
    pub fn parts(&self) -> &'a [Part] {
        for part in 0..self.site.outline.parts.len() {
            self.note(Dependency::Part(part));
        }
        &self.site.outline.parts
    }

    /// The pages of the parts, in order.
    pub fn part_pages(&self) -> impl Iterator<Item = PageId> {
        self.site.outline.parts.iter().filter_map(|part| part.page)
    }

    /// What sorts a chapter or part among the others. Whoever looks at this must have looked at the head of the
    /// page: the order of pages whose heads stay the same stays the same.
    pub fn position(&self, id: PageId) -> Option<usize> {
        self.site.outline.position(id)
    }

    /// How a tag is written, by the end of its address.
    pub fn tag_title(&self, slug: &str) -> Option<&'a str> {
        self.note(Dependency::Tag(Key::of(slug)));
        self.site.tags.get(slug).map(|tag| tag.title.as_str())
    }

    /// A tag with its pages.
    pub fn tag(&self, slug: &str) -> Option<&'a Tag> {
        self.note(Dependency::Tagged(Key::of(slug)));
        self.note(Dependency::Tag(Key::of(slug)));
        self.site.tags.get(slug)
    }

    /// Every tag, by the end of its address.
    pub fn tags(&self) -> impl Iterator<Item = (&'a String, &'a Tag)> {
        self.note(Dependency::Tags);
        self.site.tags.iter()
    }
}
