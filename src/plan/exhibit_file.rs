//! The files in which exhibits can be taken away: their rows, and their pictures.

use super::{Planner, SpecialPage, View};
use crate::exhibit::{Exhibit, ExhibitFiles, panel_file};
use crate::model::{Dependency, Overview, PageId, Tracked};
use crate::parse::exhibit::ExhibitFormat;
use crate::paths::UrlPath;

/// Where an exhibit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExhibitSource {
    /// In the text of a page: the index of its block.
    Block(PageId, usize),
    /// On a page that shows the report as a whole.
    Overview(Overview),
}

/// A picture as a file of its own, with what tells where it is from.
#[derive(Clone, Debug, Hash)]
pub struct PictureInput {
    /// What is drawn.
    pub exhibit: Exhibit,
    /// The language of the site.
    pub language: String,
    /// The title of the site.
    pub site: String,
    /// The address of the exhibit on its page, if the site knows its host.
    pub permalink: Option<String>,
    /// The name of the terms under which others may use it.
    pub licence: Option<String>,
}

/// What the files of an overview are called, and which there are.
pub(super) fn overview_formats(overview: Overview) -> &'static [ExhibitFormat] {
    match overview {
        Overview::Timeline => &ExhibitFormat::ALL,
        Overview::Network => &[ExhibitFormat::Csv],
        Overview::Figures | Overview::Changes | Overview::Disagreements => &[],
    }
}

impl Planner<'_> {
    /// A file of an exhibit. Where there is none, its block is reported and nothing is published.
    pub(super) fn exhibit_file(&self, source: ExhibitSource, format: ExhibitFormat) -> View {
        let (page, exhibit) = match source {
            ExhibitSource::Block(id, index) => {
                self.site.note(Dependency::Exhibits(id));
                let shown = self.exhibits.on(id).get(index).and_then(|shown| shown.as_ref().ok());
                (self.site.url(id).clone(), shown.cloned())
            }
            ExhibitSource::Overview(overview) => {
                (SpecialPage::Overview(overview).url(), self.overview(overview))
            }
        };
        let Some(exhibit) = exhibit else { return View::Text(String::new()) };
        match format {
            ExhibitFormat::Csv => View::Rows(Box::new(exhibit.content)),
            ExhibitFormat::Svg => View::Picture(Box::new(self.picture(&page, exhibit))),
        }
    }

    fn picture(&self, page: &UrlPath, exhibit: Exhibit) -> PictureInput {
        let config = self.site.config();
        PictureInput {
            language: config.language.clone(),
            site: config.title.clone(),
            permalink: self.permalink(page).map(|page| format!("{page}#{}", exhibit.id)),
            licence: self.licence().map(|licence| licence.title),
            exhibit,
        }
    }

    /// Where the picture of an overview can be had.
    pub(super) fn overview_files(&self, overview: Overview) -> ExhibitFiles {
        let url = SpecialPage::Overview(overview).url();
        ExhibitFiles::beside(
            &self.site,
            &url,
            &overview_file(&self.site, overview),
            overview_formats(overview),
        )
    }
}

/// The name of the files of an overview, whose page an author may have written.
pub(super) fn overview_file(site: &Tracked<'_>, overview: Overview) -> String {
    let page = site.by_url(&SpecialPage::Overview(overview).url());
    let page = page.map(|id| {
        // Of its Markdown the names of its blocks matter alone.
        site.note(Dependency::ExhibitFiles);
        site.head(id)
    });
    panel_file(page, "all")
}
