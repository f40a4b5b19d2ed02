//! How pages and the report as a whole are cited: what the formats of bibliographies are written from.

use super::page::date_view;
use super::view::CitationView;
use super::{CitationFile, Planner, SpecialPage};
use crate::config::Config;
use crate::date::Date;
use crate::model::Page;
use crate::parse::Kind;
use crate::paths::{UrlPath, slug};

impl Planner<'_> {
    /// How the report as a whole is cited.
    pub(super) fn citation_file(&self) -> CitationFile {
        let config = self.site.config();
        let licence = self.licence().map(|licence| self.whole(licence.url)).filter(|url| !url.is_empty());
        CitationFile {
            cited: whole_report(config, self.permalink(&SpecialPage::Home.url())),
            description: config.description.clone(),
            licence: licence.filter(|url| !url.starts_with('/')),
        }
    }

    /// How a page that was written is cited. One that only leads to others is not, and a page about a source is not
    /// either: it would be taken for the source.
    pub(super) fn citation_of(&self, page: &Page) -> Option<CitationView> {
        let front = page.front();
        let date = front.updated.or(front.date);
        let cited = match SpecialPage::of(page) {
            Some(special) => self.citation_of_special(special, page.title())?,
            None if page.kind() == Kind::Source => return None,
            None => self.part_of_report(page.title(), &page.url),
        };
        let authors = if front.authors.is_empty() { cited.authors } else { names(&front.authors) };
        Some(CitationView { authors, date: date.map(date_view).or(cited.date), ..cited })
    }

    /// How a page with a fixed address is cited: the home page stands for the report.
    pub(super) fn citation_of_special(&self, special: SpecialPage, title: &str) -> Option<CitationView> {
        match special {
            SpecialPage::Home => Some(whole_report(self.site.config(), self.permalink(&special.url()))),
            SpecialPage::Overview(_) | SpecialPage::Data => Some(self.part_of_report(title, &special.url())),
            SpecialPage::NotFound
            | SpecialPage::Search
            | SpecialPage::Compare
            | SpecialPage::Tags
            | SpecialPage::Directory(_) => None,
        }
    }

    fn part_of_report(&self, title: &str, url: &UrlPath) -> CitationView {
        let report = whole_report(self.site.config(), self.permalink(url));
        CitationView {
            key: format!("{}-{}", report.key, slug(url.as_str())),
            report: Some(report.title),
            title: title.to_owned(),
            doi: None,
            ..report
        }
    }
}

/// How the report as a whole is cited; `url` is its address.
fn whole_report(config: &Config, url: Option<String>) -> CitationView {
    let publication = &config.publication;
    let key = slug(&config.title);
    CitationView {
        key: if key.is_empty() { "report".to_owned() } else { key },
        title: config.title.clone(),
        report: None,
        authors: names(&config.authors),
        date: released(config).map(date_view),
        version: publication.version.clone(),
        publisher: publication.publisher.clone(),
        doi: publication.doi.clone(),
        language: config.language.clone(),
        url,
    }
}

/// When this state of the report came out, as far as the settings say so.
fn released(config: &Config) -> Option<Date> {
    config.publication.date.or(config.as_of)
}

/// The names of authors, without their addresses for mail.
fn names(authors: &[String]) -> Vec<String> {
    let name = |author: &String| author.split('<').next().unwrap_or_default().trim().to_owned();
    authors.iter().map(name).collect()
}
