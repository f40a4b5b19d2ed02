//! What a name on the command line means, and whether the new one is free.

use super::Refusal;
use crate::diagnostic::did_you_mean;
use crate::model::{Found, Page, Site};
use crate::parse::Heading;
use crate::paths::slug;

/// The word before a slash that says that a metric is meant.
const METRICS_FOLDER: &str = "metrics";

/// What gets another name.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    /// A page; the name is its slug.
    Page(&'a Page),
    /// A metric; the name is its own.
    Metric(&'a str),
    /// A heading; the name is its id.
    Heading {
        /// Where it stands.
        page: &'a Page,
        /// The heading.
        heading: &'a Heading,
    },
}

impl<'a> Subject<'a> {
    /// What `old` means, if it can become `new`.
    pub(super) fn find(site: &'a Site, old: &str, new: &str) -> Result<Self, Refusal> {
        let subject = match old.rsplit_once('#') {
            Some((page, anchor)) => heading(site, page, anchor)?,
            None => page_or_metric(site, old)?,
        };
        subject.check_new(site, new)?;
        Ok(subject)
    }

    fn check_new(self, site: &Site, new: &str) -> Result<(), Refusal> {
        match self {
            Self::Heading { page, .. } => return check_id(site, page, new),
            Self::Page(_) | Self::Metric(_) => {}
        }
        let plain = slug(new);
        if plain != new || new.is_empty() {
            let help = (!plain.is_empty()).then(|| format!("write `{plain}`"));
            let message = format!("`{new}` cannot be a name: use small letters, digits and hyphens");
            return Err(Refusal::new(message, help));
        }
        match self {
            Self::Page(page) if *page.slug == *new => {
                Err(Refusal::new(format!("the page is called `{new}` already"), None))
            }
            Self::Page(page) => match taken(site, page, new) {
                Some(other) => {
                    let message = format!(
                        "a {} is called `{new}` already: `{}`",
                        page.kind().name(),
                        other.document.path
                    );
                    Err(Refusal::new(message, None))
                }
                None => Ok(()),
            },
            Self::Metric(_) if site.metrics.get(new).is_some() => {
                Err(Refusal::new(format!("a metric is called `{new}` already"), None))
            }
            Self::Metric(_) | Self::Heading { .. } => Ok(()),
        }
    }
}

/// Another page of the kind that has the name.
fn taken<'s>(site: &'s Site, page: &Page, new: &str) -> Option<&'s Page> {
    let others = site.names.called(new).iter().map(|id| site.page(*id));
    let mut others = others.filter(|other| other.id != page.id && other.kind() == page.kind());
    let same_folder = |other: &Page| other.document.path.folder() == page.document.path.folder();
    others.find(|other| page.kind().has_unique_names() || same_folder(other))
}

fn check_id(site: &Site, page: &Page, new: &str) -> Result<(), Refusal> {
    if new.is_empty() || new.contains(|sign: char| sign.is_whitespace() || "#{}\"'<>&".contains(sign)) {
        let message = format!("`{new}` cannot be the id of a heading: use letters, digits and hyphens");
        let plain = slug(new);
        return Err(Refusal::new(message, (!plain.is_empty()).then(|| format!("write `{plain}`"))));
    }
    let body = &site.page(page.id).document.body;
    let headings = body.headings.iter().map(|heading| heading.id.as_str());
    let mut anchors = headings.chain(body.anchors.iter().map(|anchor| anchor.id.as_str()));
    if anchors.any(|id| id == new) {
        return Err(Refusal::new(format!("`{}` has an anchor `{new}` already", page.document.path), None));
    }
    Ok(())
}

fn page_or_metric<'a>(site: &'a Site, old: &str) -> Result<Subject<'a>, Refusal> {
    let metric_name = old.strip_prefix(METRICS_FOLDER).and_then(|rest| rest.strip_prefix('/'));
    let metric = site.metrics.names().find(|name| *name == metric_name.unwrap_or(old));
    let pages = if metric_name.is_some() { Vec::new() } else { pages(site, old) };
    match (pages.as_slice(), metric) {
        ([page], None) => Ok(Subject::Page(page)),
        ([], Some(metric)) => Ok(Subject::Metric(metric)),
        ([], None) => Err(unknown(site, old)),
        _ => {
            let metric = metric.map(|name| format!("`{METRICS_FOLDER}/{name}`"));
            let ways = pages.iter().map(|page| format!("`{}`", site.path_name(page.id))).chain(metric);
            let help = format!("say which: {}", ways.collect::<Vec<_>>().join(", "));
            Err(Refusal::new(format!("several things are called `{old}`"), help))
        }
    }
}

/// The pages with a slug, or with a path that ends so. The page of a folder has its name from that.
fn pages<'a>(site: &'a Site, old: &str) -> Vec<&'a Page> {
    let named = match site.find(old) {
        _ if !old.contains('/') => site.pages.iter().filter(|page| *page.slug == *old).collect(),
        Found::One(id) => vec![site.page(id)],
        Found::Many(ids) => ids.into_iter().map(|id| site.page(id)).collect(),
        Found::None => Vec::new(),
    };
    named.into_iter().filter(|page| page.document.path.stem() != "index").collect()
}

fn unknown(site: &Site, old: &str) -> Refusal {
    let has_title = site.names.called(old).first().map(|id| site.page(*id));
    let is_folder = |page: &&Page| page.document.path.stem() == "index";
    if let Some(page) = has_title.filter(is_folder) {
        let message = format!("`{old}` is the folder `{}`", page.document.path.folder());
        return Refusal::new(message, "rename the folder itself, and give its page an alias".to_owned());
    }
    let slugs = site.pages.iter().map(|page| &*page.slug).filter(|slug| !slug.is_empty());
    let help = match has_title {
        Some(page) => Some(format!("did you mean `{}`?", page.slug)),
        None => did_you_mean(old, slugs.chain(site.metrics.names())),
    };
    Refusal::new(format!("neither a page nor a metric is called `{old}`"), help)
}

fn heading<'a>(site: &'a Site, name: &str, anchor: &str) -> Result<Subject<'a>, Refusal> {
    let page = match site.find(name) {
        Found::One(id) => site.page(id),
        Found::Many(ids) => {
            let ways = ids.iter().map(|id| format!("`{}#{anchor}`", site.path_name(*id)));
            let help = format!("say which: {}", ways.collect::<Vec<_>>().join(", "));
            return Err(Refusal::new(format!("several pages are called `{name}`"), help));
        }
        Found::None => {
            let help = site.names.suggest(name);
            return Err(Refusal::new(format!("no page is called `{name}`"), help));
        }
    };
    let headings = &page.document.body.headings;
    let by_words = |heading: &&Heading| heading.text.trim().to_lowercase() == anchor.trim().to_lowercase();
    let found = headings.iter().find(|heading| heading.id == anchor);
    found
        .or_else(|| headings.iter().find(by_words))
        .map(|heading| Subject::Heading { page, heading })
        .ok_or_else(|| {
            let help = did_you_mean(anchor, headings.iter().map(|heading| heading.id.as_str()));
            Refusal::new(format!("`{}` has no heading `{anchor}`", page.document.path), help)
        })
}
