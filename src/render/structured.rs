//! What a page is about, as JSON-LD in the words of schema.org.
//!
//! Only what the view says is said: an author is a person only if the name says so, and a project is a program only if
//! it is known how it may be used.

use serde_json::{Map, Value, json};

use super::citation::Author;
use super::html::{Html, element};
use crate::plan::view::{LinkView, PageView, SiteView, TemplateView};

/// The element with the data; a page that only leads to others has the way to it alone.
pub(super) fn render(view: &TemplateView, site: &SiteView, origin: &str) -> Option<Html> {
    let writer = Writer { page: &view.page, site, origin };
    let things: Vec<_> = [writer.thing(view), writer.way()].into_iter().flatten().collect();
    if things.is_empty() {
        return None;
    }
    let data = json!({ "@context": "https://schema.org", "@graph": things }).to_string();
    // Nothing in a text may end the element, or begin a comment in it.
    let data = Html::of_markup(data.replace('<', "\\u003c"));
    Some(element("script").attr("type", "application/ld+json").with(data).into())
}

struct Writer<'a> {
    page: &'a PageView,
    site: &'a SiteView,
    origin: &'a str,
}

impl Writer<'_> {
    fn thing(&self, view: &TemplateView) -> Option<Value> {
        let page = self.page;
        let kind = match page.kind {
            "home" => "WebSite",
            "chapter" | "part" => "Article",
            "company" => "Organization",
            "project" if page.details.licensing.is_some() => "SoftwareSourceCode",
            "project" => "Thing",
            _ if view.listing.name == "data" => "Dataset",
            _ => return None,
        };
        let about = page.summary.as_ref().or(self.site.description.as_ref());
        let head = [
            ("@type", Some(kind.into())),
            ("@id", Some(self.id(&page.url))),
            (if kind == "Article" { "headline" } else { "name" }, text(Some(&page.title))),
            ("description", text(about)),
        ];
        let own = match kind {
            "WebSite" | "Article" | "Dataset" => self.text_fields(),
            _ => self.entity_fields(),
        };
        let special = match kind {
            "Article" => ("isPartOf", Some(self.report())),
            "SoftwareSourceCode" => ("author", self.developers()),
            "Organization" => ("address", page.details.country.as_ref().map(country)),
            "Dataset" => ("distribution", Some(self.files(view))),
            _ => ("", None),
        };
        let fields = head.into_iter().chain(own).chain([special]);
        let fields = fields.filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Some(fields.collect::<Map<_, _>>().into())
    }

    /// What is said of something that was written.
    fn text_fields(&self) -> Vec<(&'static str, Option<Value>)> {
        let page = self.page;
        let cited = page.citation.as_ref();
        let publisher = cited.and_then(|cited| cited.publisher.as_ref());
        let published = page.date.as_ref().or(cited.and_then(|cited| cited.date.as_ref()));
        vec![
            ("url", Some(self.whole(&page.url).into())),
            ("inLanguage", text(Some(&self.site.language))),
            ("license", self.licence()),
            ("version", text(self.site.version.as_ref())),
            ("author", self.authors()),
            ("publisher", publisher.map(|name| json!({"@type": "Organization", "name": name}))),
            ("datePublished", text(published.map(|date| &date.iso))),
            ("dateModified", text(page.updated.as_ref().map(|date| &date.iso))),
        ]
    }

    /// What is said of something that a page is about.
    fn entity_fields(&self) -> Vec<(&'static str, Option<Value>)> {
        let names = self.page.names.iter().map(|name| &name.text);
        let links = self.page.links.iter().map(|link| &link.url);
        vec![
            ("mainEntityOfPage", Some(self.whole(&self.page.url).into())),
            ("alternateName", texts(names)),
            ("sameAs", texts(links)),
        ]
    }

    fn report(&self) -> Value {
        json!({"@type": "WebSite", "name": self.site.title, "url": self.whole(&self.site.home)})
    }

    /// What stands for the thing that a page is about.
    fn id(&self, url: &str) -> Value {
        format!("{}#fb-content", self.whole(url)).into()
    }

    fn authors(&self) -> Option<Value> {
        let authors = &self.page.citation.as_ref()?.authors;
        let author = |name: &String| match Author::of(name) {
            Author::Person { family, given } => {
                json!({"@type": "Person", "name": format!("{given} {family}"), "familyName": family, "givenName": given})
            }
            Author::Name(name) => json!({ "name": name }),
        };
        (!authors.is_empty()).then(|| authors.iter().map(author).collect())
    }

    fn developers(&self) -> Option<Value> {
        let developers = self.page.companies.iter().filter(|relation| relation.role == "developer");
        let organisation =
            |page: &LinkView| json!({"@type": "Organization", "name": page.title, "@id": self.id(&page.url)});
        let developers: Vec<_> = developers.map(|relation| organisation(&relation.page)).collect();
        (!developers.is_empty()).then(|| developers.into())
    }

    fn licence(&self) -> Option<Value> {
        let licence = self.site.licence.as_ref()?;
        Some(if licence.url.is_empty() {
            licence.title.as_str().into()
        } else {
            self.whole(&licence.url).into()
        })
    }

    fn files(&self, view: &TemplateView) -> Value {
        let forms = view
            .listing
            .files
            .iter()
            .flat_map(|file| [(&file.csv, "text/csv"), (&file.json, "application/json")]);
        let form = |(url, kind): (&String, &str)| json!({"@type": "DataDownload", "encodingFormat": kind, "contentUrl": self.whole(url)});
        forms.map(form).collect()
    }

    /// The way from the home page.
    fn way(&self) -> Option<Value> {
        let page = self.page;
        if page.breadcrumbs.is_empty() {
            return None;
        }
        let home = (self.site.title.as_str(), self.site.home.as_str());
        let above = page.breadcrumbs.iter().map(|crumb| (crumb.title.as_str(), crumb.url.as_str()));
        let steps = [home].into_iter().chain(above).chain([(page.title.as_str(), page.url.as_str())]);
        let step = |((name, url), at): ((&str, &str), usize)| json!({"@type": "ListItem", "position": at, "name": name, "item": self.whole(url)});
        Some(
            json!({"@type": "BreadcrumbList", "itemListElement": steps.zip(1..).map(step).collect::<Vec<_>>()}),
        )
    }

    /// An address with the host, if the site knows it.
    fn whole(&self, url: &str) -> String {
        if url.starts_with('/') { format!("{}{url}", self.origin) } else { url.to_owned() }
    }
}

fn text(words: Option<&String>) -> Option<Value> {
    words.map(|words| words.as_str().into())
}

/// A list of texts; nothing if there are none.
fn texts<'t>(words: impl Iterator<Item = &'t String>) -> Option<Value> {
    let words: Vec<_> = words.map(String::as_str).collect();
    (!words.is_empty()).then(|| words.into())
}

fn country(name: &String) -> Value {
    json!({"@type": "PostalAddress", "addressCountry": name})
}
