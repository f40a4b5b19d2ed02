//! Targets of links as they are written → as they will be.

use super::Rename;
use super::subject::Subject;
use crate::model::{Found, Page, metric_id};
use crate::paths::{SourcePath, decoded, slug};
use crate::spelling::fold;

impl Rename<'_> {
    /// What `name#anchor` between double brackets becomes, if it changes. `has_words` says whether the link shows
    /// other words than its name.
    pub(super) fn wiki_target(&self, page: &Page, target: &str, has_words: bool) -> Option<String> {
        let whole = self.site.find(target) != Found::None;
        let split = target.rsplit_once('#').filter(|_| !whole);
        let (name, anchor) = split.unwrap_or((target, ""));
        let meant = match self.site.find(name.trim()) {
            _ if name.trim().is_empty() => page,
            Found::One(id) => self.site.page(id),
            // Two of one kind with one name are an error, and otherwise a link says which.
            Found::Many(_) | Found::None => return None,
        };
        let new_anchor = self.wiki_anchor(meant, anchor);
        let new_name =
            (self.is_subject(meant) && !name.trim().is_empty()).then(|| self.wiki_name(meant, name));
        let new_name = new_name.flatten();
        if new_anchor.is_none() && new_name.is_none() {
            return None;
        }
        let keeps_words = !has_words && split.is_none() && new_name.is_some() && !shows_title(meant, name);
        let new_name = new_name.unwrap_or_else(|| name.to_owned());
        let mark = if split.is_some() { "#" } else { "" };
        let words = if keeps_words { format!("|{}", name.trim()) } else { String::new() };
        Some(format!("{new_name}{mark}{}{words}", new_anchor.as_deref().unwrap_or(anchor)))
    }

    /// What the name of the page becomes, if it is made of its slug.
    fn wiki_name(&self, page: &Page, name: &str) -> Option<String> {
        let trimmed = name.trim();
        if let Some((folder, last)) = trimmed.rsplit_once('/') {
            return self.last_part(page, last).map(|last| format!("{folder}/{last}"));
        }
        if trimmed == &*page.slug {
            return Some(self.new_name(page));
        }
        if SourcePath::new(trimmed).is_markdown() {
            return self.last_part(page, trimmed);
        }
        let front = page.front();
        let aliases = front.aliases.iter().map(|alias| &alias.value);
        let names = aliases.chain(front.names.iter().map(|local| &local.name.value));
        let is_name = names.chain([&front.title.value]).any(|known| fold(known) == fold(trimmed));
        (!is_name).then(|| self.new_name(page))
    }

    /// The new name alone where it means the page alone, else with the folder of its kind.
    fn new_name(&self, page: &Page) -> String {
        let is_free = match self.site.find(self.new) {
            Found::None => true,
            Found::One(id) => id == page.id,
            Found::Many(_) => false,
        };
        let folder = page.kind().folder();
        if is_free || folder.is_empty() { self.new.to_owned() } else { format!("{folder}/{}", self.new) }
    }

    /// The last part of a path: the slug, or the name of the file.
    fn last_part(&self, page: &Page, part: &str) -> Option<String> {
        let file = SourcePath::new(part);
        let extension = if file.is_markdown() { file.extension() } else { "" };
        let stem = part.strip_suffix(extension).unwrap_or(part);
        (slug(&decoded(stem)) == *page.slug).then(|| format!("{}{extension}", self.new))
    }

    /// What follows `#` between double brackets: the id of a fact, `metric@selector`, or the id of a heading.
    fn wiki_anchor(&self, page: &Page, anchor: &str) -> Option<String> {
        if page.facts().any(|fact| fact.id() == anchor) {
            return self.fact_id(page, anchor);
        }
        let (metric, selector) = anchor.split_once('@').map_or((anchor, None), |(one, by)| (one, Some(by)));
        if page.facts_of(metric).next().is_none() {
            return self.heading_id(page, anchor);
        }
        let metric_changes = matches!(self.subject, Subject::Metric(old) if old == metric);
        let selector_changes = selector.is_some_and(|selector| self.is_source(selector));
        let new_metric = if metric_changes { self.new } else { metric };
        let new_selector = if selector_changes { Some(self.new) } else { selector };
        let selector = new_selector.map(|selector| format!("@{selector}")).unwrap_or_default();
        (metric_changes || selector_changes).then(|| format!("{new_metric}{selector}"))
    }

    /// Whether a word is the slug of the source that gets another name.
    pub(super) fn is_source(&self, word: &str) -> bool {
        match self.subject {
            Subject::Page(page) => page.kind() == crate::parse::Kind::Source && *page.slug == *word,
            Subject::Metric(_) | Subject::Heading { .. } => false,
        }
    }

    fn fact_id(&self, page: &Page, id: &str) -> Option<String> {
        self.fact_ids.get(&(page.document.path.clone(), id.to_owned())).cloned()
    }

    fn heading_id(&self, page: &Page, anchor: &str) -> Option<String> {
        match self.subject {
            Subject::Heading { page: own, heading } if own.id == page.id && heading.id == anchor => {
                Some(self.new.to_owned())
            }
            Subject::Heading { .. } | Subject::Page(_) | Subject::Metric(_) => None,
        }
    }

    /// What follows `#` in an address: the anchor of a fact, of a metric or of a heading.
    pub(super) fn anchor(&self, page: &Page, anchor: &str) -> Option<String> {
        let metric = match self.subject {
            Subject::Metric(old) => (metric_id(old) == anchor).then(|| metric_id(self.new)),
            Subject::Page(_) | Subject::Heading { .. } => None,
        };
        metric.or_else(|| self.fact_id(page, anchor)).or_else(|| self.heading_id(page, anchor))
    }

    /// What the target of a link in Markdown becomes, if it leads to `page` and changes.
    pub(super) fn address(&self, page: &Page, target: &str) -> Option<String> {
        let (path, anchor) = target.split_once('#').map_or((target, None), |(path, id)| (path, Some(id)));
        let new_path = if self.is_subject(page) { self.path(page, path) } else { None };
        let new_anchor = anchor.and_then(|anchor| self.anchor(page, anchor));
        if new_path.is_none() && new_anchor.is_none() {
            return None;
        }
        let anchor = new_anchor.as_deref().or(anchor).map(|anchor| format!("#{anchor}")).unwrap_or_default();
        Some(format!("{}{anchor}", new_path.as_deref().unwrap_or(path)))
    }

    /// The path to the file of a page, or its address.
    fn path(&self, page: &Page, path: &str) -> Option<String> {
        let (before, query) = path.find('?').map_or((path, ""), |at| path.split_at(at));
        let index = before.strip_suffix("index.html").filter(|rest| rest.ends_with('/'));
        let whole = index.unwrap_or(before);
        let tail = &before[whole.trim_end_matches('/').len()..];
        let stem = whole.trim_end_matches('/');
        let start = stem.rfind('/').map_or(0, |at| at + 1);
        let last = self.last_part(page, &stem[start..])?;
        Some(format!("{}{last}{tail}{query}", &stem[..start]))
    }
}

/// Whether `[[name]]` shows the title of the page rather than the name as it is written.
fn shows_title(page: &Page, name: &str) -> bool {
    *name == *page.slug || name.contains('/') || SourcePath::new(name).is_markdown()
}
