//! How pages and the report as a whole are cited: what the formats of bibliographies are written from.

use super::page::date_view;
use super::view::{CitationView, CitedEditionView};
use super::{CitationFile, Planner, SpecialPage};
use crate::config::Config;
use crate::date::Date;
use crate::edition::Edition;
use crate::model::{Dependency, Page};
use crate::parse::Kind;
use crate::paths::{UrlPath, slug};

/// The digits of a digest that are shown where it is cited.
const CITED_DIGITS: usize = 16;

impl Planner<'_> {
    /// How the report as a whole is cited.
    pub(super) fn citation_file(&self) -> CitationFile {
        let config = self.site.config();
        let licence = self.licence().map(|licence| self.whole(licence.url)).filter(|url| !url.is_empty());
        CitationFile {
            cited: self.whole_report(&SpecialPage::Home.url()),
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
            None => CitationView {
                edition: self.edition_of(page),
                ..self.part_of_report(page.title(), &page.url)
            },
        };
        let authors = if front.authors.is_empty() { cited.authors } else { names(&front.authors) };
        Some(CitationView { authors, date: date.map(date_view).or(cited.date), ..cited })
    }

    /// How a page with a fixed address is cited: the home page stands for the report.
    pub(super) fn citation_of_special(&self, special: SpecialPage, title: &str) -> Option<CitationView> {
        match special {
            SpecialPage::Home => Some(self.whole_report(&special.url())),
            SpecialPage::Overview(_) | SpecialPage::Data | SpecialPage::Editions => {
                Some(self.part_of_report(title, &special.url()))
            }
            SpecialPage::NotFound
            | SpecialPage::Search
            | SpecialPage::Compare
            | SpecialPage::Tags
            | SpecialPage::Directory(_) => None,
        }
    }

    /// How the page of an edition is cited.
    pub(super) fn citation_of_edition(&self, title: &str, url: &UrlPath, edition: &Edition) -> CitationView {
        let cited = self.part_of_report(title, url);
        let date = edition.date.map(date_view).or(cited.date);
        CitationView { edition: Some(cited_edition(edition, "edition")), date, ..cited }
    }

    /// The newest edition, and whether the page is as it was in it.
    fn edition_of(&self, page: &Page) -> Option<CitedEditionView> {
        let newest = self.site.editions().all().last()?;
        self.site.note(Dependency::Text(page.id));
        let then = newest.pages.get(page.url.as_str()).and_then(|then| then.digest.as_ref());
        let is_same = then.is_some_and(|digest| *digest == page.digest());
        Some(cited_edition(newest, if is_same { "as in edition" } else { "latest edition" }))
    }

    fn whole_report(&self, url: &UrlPath) -> CitationView {
        let newest = self.site.editions().all().last();
        let edition = newest.map(|newest| cited_edition(newest, "latest edition"));
        CitationView { edition, ..whole_report(self.site.config(), self.permalink(url)) }
    }

    pub(super) fn part_of_report(&self, title: &str, url: &UrlPath) -> CitationView {
        let report = self.whole_report(url);
        CitationView {
            key: format!("{}-{}", report.key, slug(url.as_str())),
            report: Some(report.title),
            title: title.to_owned(),
            doi: None,
            ..report
        }
    }
}

/// What a citation says of an edition.
fn cited_edition(edition: &Edition, relation: &'static str) -> CitedEditionView {
    CitedEditionView {
        relation,
        name: edition.name.clone(),
        title: edition.title(),
        digest: edition.digest.chars().take(CITED_DIGITS).collect(),
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
        edition: None,
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
