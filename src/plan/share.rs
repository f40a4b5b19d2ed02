//! Exhibits that are shared: each has a page of its own, a frame that pages elsewhere can show, and a file that tells
//! programs how to show it.
//!
//! Their addresses are made of what the author calls the exhibit, so they stay when it moves to another page. They follow
//! the report; what is pinned to an edition is the frame in the site of that, which never becomes another.

use std::collections::BTreeMap;

use super::view::{LinkView, ListingView, PageView, ShareView, TemplateView};
use super::{PageInput, Planner, SpecialPage, View};
use crate::edition::Edition;
use crate::exhibit::{Exhibit, ExhibitFiles, shared_url};
use crate::model::{Dependency, Page, PageId};
use crate::paths::UrlPath;

/// A file of an exhibit that is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedFile {
    /// Its page, which says where it is from and how it is shown elsewhere.
    Page,
    /// The exhibit alone, for a frame of a page elsewhere.
    Frame,
    /// The answer of oEmbed.
    Embed,
}

/// What programs are told that want to show an exhibit.
#[derive(Clone, Debug, Hash)]
pub struct EmbedInput {
    /// What is shown.
    pub exhibit: Exhibit,
    /// The address of its frame, with the host.
    pub frame: String,
    /// The title of the site.
    pub site: String,
    /// The address of the site, with the host.
    pub home: String,
    /// Who publishes it.
    pub authors: Vec<String>,
}

impl SharedFile {
    /// Those that can only be used from elsewhere, and are there if the site knows its host.
    pub(super) const ELSEWHERE: [Self; 2] = [Self::Frame, Self::Embed];

    /// The address of the file of an exhibit that is shared under a name.
    pub(super) fn url(self, name: &str) -> UrlPath {
        let page = shared_url(name);
        let folder = page.as_str().trim_matches('/');
        match self {
            Self::Page => page,
            Self::Frame => UrlPath::folder(&format!("{folder}/frame")),
            Self::Embed => UrlPath::file(&format!("{folder}/oembed.json")),
        }
    }
}

impl Planner<'_> {
    /// A file of the exhibit of a block. Where the block shows nothing it is reported, and nothing is published.
    pub(super) fn shared_file(&self, file: SharedFile, id: PageId, index: usize) -> View {
        self.site.note(Dependency::Exhibits(id));
        let page = self.site.page(id);
        let name = page.document.body.exhibits.get(index).and_then(|block| block.name.as_ref());
        let shown = self.exhibits.on(id).get(index).and_then(|shown| shown.as_ref().ok());
        let Some((name, exhibit)) = name.zip(shown.cloned()) else { return View::Text(String::new()) };
        match file {
            SharedFile::Page => {
                // What the exhibit says is the sentence below the title of its page.
                let files = ExhibitFiles { share: None, ..exhibit.files.clone() };
                let shown = Exhibit { note: None, files, ..exhibit.clone() };
                self.page(self.shared_page("exhibit.html", page, &name.value, exhibit, shown))
            }
            SharedFile::Frame => {
                let shown = Exhibit { files: ExhibitFiles::default(), ..exhibit.clone() };
                self.page(self.shared_page("frame.html", page, &name.value, exhibit, shown))
            }
            SharedFile::Embed => self.embed(&name.value, exhibit),
        }
    }

    fn shared_page(
        &self,
        template: &str,
        page: &Page,
        name: &str,
        exhibit: Exhibit,
        shown: Exhibit,
    ) -> PageInput {
        let url = shared_url(name);
        let from = self.brief_link(page.id);
        let place = format!("{}#{}", from.url, exhibit.id);
        let pinned = self.permalink(&url).and_then(|_| self.pinned_frame(&SharedFile::Frame.url(name)));
        let share = ShareView {
            from: LinkView { url: place, ..from.clone() },
            frame: self.permalink(&url).map(|_| self.address(&SharedFile::Frame.url(name))),
            pinned_to: pinned.as_ref().map(|(edition, _)| edition.title()),
            pinned: pinned.map(|(_, frame)| frame),
            oembed: self.permalink(&SharedFile::Embed.url(name)),
        };
        let view = PageView {
            breadcrumbs: self.breadcrumbs(&page.url).into_iter().chain([from]).collect(),
            citation: Some(self.part_of_report(&exhibit.title, &url)),
            share: Some(share),
            ..self.bare_view("exhibit", &exhibit.title, exhibit.note, &url)
        };
        PageInput {
            template: template.to_owned(),
            template_span: None,
            view: TemplateView { page: view, listing: ListingView::default(), queries: BTreeMap::new() },
            body: None,
            exhibits: BTreeMap::from([("shared".to_owned(), shown)]),
        }
    }

    /// The newest edition in whose site there is this frame, with the address that it has there.
    fn pinned_frame(&self, frame: &UrlPath) -> Option<(&Edition, String)> {
        let (editions, path) = (self.site.editions(), frame.output()?);
        editions.all().iter().rev().find_map(|edition| {
            editions.sites().get(&edition.name)?.files.get(&path)?;
            Some((edition, format!("{}{frame}", self.folder_of_edition(&edition.name))))
        })
    }

    fn embed(&self, name: &str, exhibit: Exhibit) -> View {
        let config = self.site.config();
        let addresses =
            self.permalink(&SharedFile::Frame.url(name)).zip(self.permalink(&SpecialPage::Home.url()));
        let Some((frame, home)) = addresses else { return View::Text(String::new()) };
        let (site, authors) = (config.title.clone(), config.authors.clone());
        View::Embed(Box::new(EmbedInput { exhibit, frame, site, home, authors }))
    }
}
