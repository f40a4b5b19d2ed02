//! `llms.txt`: what the site has and where, as one text for programs that read it for somebody.

use std::fmt::Write as _;

use super::data::{DataFormat, TABLES, package_url, table_url};
use super::details::MAX_SIBLINGS;
use super::twin::FILE;
use super::view::LinkView;
use super::{Planner, SpecialPage};
use crate::model::Part;

/// What is said of twins.
const TWINS: &str = "\nEach page has a twin in Markdown: add `index.md` to its address. Only what is searched, compared, shared \
                     or kept as data has none. Links lead to the twins here, and to the pages in the twins.\n";

impl Planner<'_> {
    /// The text: the parts with their chapters, the directories, the data files. It has the form of llmstxt.org.
    pub(super) fn guide(&self) -> String {
        let config = self.site.config();
        let mut text = format!("# {}\n", words(&config.title));
        if let Some(description) = &config.description {
            // Writing to a string cannot fail.
            _ = write!(text, "\n> {}\n", words(description));
        }
        if let Some(version) = &config.publication.version {
            _ = write!(text, "\nVersion {}.\n", words(version));
        }
        if config.markdown {
            text += TWINS;
        }
        for part in self.site.parts() {
            text += &self.guide_to(part);
        }
        let directories = self.in_navigation().chain([SpecialPage::Search]).filter_map(|special| {
            let link = self.folder_link(&special.url())?;
            Some(if special.has_twin() { self.as_twin(link) } else { link })
        });
        let lists = directories.map(|link| self.entry_of_guide(&link));
        text += &section("Look up", &lists.collect::<Vec<_>>());
        if self.site.has_data() {
            let file = |title: &str, about: &str, url| {
                let (title, about) = (title.to_owned(), Some(about.to_owned()));
                self.entry_of_guide(&LinkView { title, url, summary: about, kind: "" })
            };
            let tables = TABLES.iter().map(|schema| {
                let url = self.address(&table_url(schema, DataFormat::Csv));
                file(&format!("{}.csv", schema.name), schema.about, url)
            });
            let package = file("datapackage.json", "What the tables hold", self.address(&package_url()));
            text += &section("Data", &tables.chain([package]).collect::<Vec<_>>());
        }
        text
    }

    /// A part with its chapters, unless they are so many that the page of the part lists them better.
    fn guide_to(&self, part: &Part) -> String {
        let page = part.page.map(|id| self.link(id));
        let few = part.page.is_none() || part.chapters.len() <= MAX_SIBLINGS;
        let chapters = part.chapters.iter().take(if few { MAX_SIBLINGS } else { 0 });
        let title = page.as_ref().map_or("Chapters", |page| page.title.as_str()).to_owned();
        let entries =
            page.into_iter().chain(chapters.map(|id| self.link(*id))).map(|link| self.as_twin(link));
        section(&title, &entries.map(|link| self.entry_of_guide(&link)).collect::<Vec<_>>())
    }

    /// The same page as Markdown, if pages have twins.
    fn as_twin(&self, link: LinkView) -> LinkView {
        let url = if self.site.config().markdown { format!("{}{FILE}", link.url) } else { link.url };
        LinkView { url, ..link }
    }

    fn entry_of_guide(&self, LinkView { title, url, summary, kind: _ }: &LinkView) -> String {
        let summary = summary.as_ref().map(|summary| format!(": {}", words(summary)));
        format!("- [{}]({}){}\n", words(title), self.whole(url.clone()), summary.unwrap_or_default())
    }
}

fn section(title: &str, entries: &[String]) -> String {
    if entries.is_empty() { String::new() } else { format!("\n## {}\n\n{}", words(title), entries.concat()) }
}

/// A text in one line, with the signs that Markdown would take for more than text behind a backslash.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if "\\`*_[]<>#|".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
