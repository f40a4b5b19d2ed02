//! An item of a landscape → a project.

use std::collections::BTreeMap;

use super::{Landscape, MATURITY, Place, values};
use crate::date::Date;
use crate::diagnostic::LineIndex;
use crate::import::draft::{FactDraft, MOST_SUMMARY, PageDraft, event, plain_markdown, summary};
use crate::import::intake::links;
use crate::import::slugs::wanted_slug;
use crate::import::{Intake, Provenance, Rejection};
use crate::link::is_indistinct;
use crate::node::{Node, Value, yaml_text};
use crate::parse::{EventKind, Kind};
use crate::paths::{SourcePath, slug};
use crate::spelling::capitalised;

/// What stands between a category and a subcategory in a second place.
const PATH: &str = " / ";

/// The dates of an item that are events, and what happened.
const STEPS: [(&str, &str, Option<EventKind>); 4] = [
    ("accepted", "Accepted", Some(EventKind::Transfer)),
    ("incubating", "Moved to incubating", None),
    ("graduated", "Graduated", None),
    ("archived", "Archived", Some(EventKind::End)),
];

/// An item as it stands in the data.
#[derive(Clone, Copy)]
pub(super) struct Item<'n> {
    pub(super) name: &'n str,
    pub(super) node: &'n Node,
    pub(super) line: usize,
    /// The maturity that it has as a project of its foundation.
    pub(super) maturity: Option<&'n str>,
}

impl<'n> Item<'n> {
    /// Reads an item; its name alone is required.
    pub(super) fn read(lines: &LineIndex, node: &'n Node) -> Result<Self, Rejection> {
        let line = lines.position(node.place().start).0;
        let Some(name) = node.text_of("name") else {
            return Err(Rejection::new(line, "this item has no `name`"));
        };
        if slug(name).is_empty() {
            let message = format!("no file name can be made of `{name}`: it has no letter and no digit");
            return Err(Rejection::new(line, message));
        }
        Ok(Self { name, node, line, maturity: node.text_of("project") })
    }

    /// The text of one of its keys.
    pub(super) fn get(&self, key: &str) -> Option<&'n str> {
        self.node.text_of(key)
    }

    fn extra(&self, key: &str) -> Option<&'n Node> {
        self.node.get("extra")?.get(key)
    }

    /// The name of its owner in its address at Crunchbase.
    pub(super) fn owner(&self) -> Option<String> {
        let address = self.get("crunchbase")?.trim_end_matches('/');
        let name = slug(address.rsplit_once("/organization/")?.1);
        (!name.is_empty()).then_some(name)
    }

    /// Its logo among the files of the site, if there is one.
    pub(super) fn logo(&self, landscape: &Landscape<'_>, intake: &mut Intake<'_>) -> Option<String> {
        let name = self.get("logo").filter(|name| !name.contains(['/', '\\']) && !name.starts_with('.'))?;
        let content = landscape.logos?.read(&SourcePath::new(name)).ok()?;
        intake.file(SourcePath::new(&format!("static/logos/{name}")), content.bytes().to_vec());
        Some(format!("/logos/{name}"))
    }

    /// The slug that its page would have, if nothing else had it.
    pub(super) fn wanted_slug(&self) -> String {
        let own = self.get("slug").map(slug).filter(|slug| !slug.is_empty());
        own.unwrap_or_else(|| wanted_slug(self.name))
    }

    /// The page of the project, but for its tags.
    pub(super) fn project(
        &self,
        slug: &str,
        place: &Place<'_>,
        company: Option<String>,
        logo: Option<&str>,
        provenance: &Provenance,
    ) -> PageDraft {
        let mut draft = PageDraft::new(Kind::Project, slug, self.name, Some(self.line));
        self.describe(&mut draft, logo);
        draft.set("domain", &place.domain);
        draft.keys.extend(company.map(|company| ("companies", format!("[{company}]"))));
        if self.get("repo_url").is_some() && self.is_open_source() {
            draft.set("licensing", "open-source");
        }
        draft.sources.push(provenance.slug());
        draft.facts.extend(self.maturity.map(|maturity| FactDraft {
            metric: MATURITY.to_owned(),
            value: maturity.to_owned(),
            as_of: Some(provenance.retrieved.to_string()),
            source: Some(provenance.slug()),
            others: Vec::new(),
            line: Some(self.line),
        }));
        draft.events = self.events(&provenance.slug());
        draft
    }

    fn is_open_source(&self) -> bool {
        self.node.get("open_source").is_none_or(|node| node.value != Value::Bool(false))
    }

    /// What it is, in a sentence and at length, and where it lives.
    pub(super) fn describe(&self, draft: &mut PageDraft, logo: Option<&str>) {
        let description = self.get("description").unwrap_or_default();
        let words = description.split_whitespace().collect::<Vec<_>>().join(" ");
        let short = sentence(&words);
        draft.set("summary", &short);
        if is_indistinct(self.name) {
            draft.keys.push(("autolink", "false".to_owned()));
        }
        let extra = |key| self.extra(key).and_then(Node::text).unwrap_or_default();
        let web = |key| self.get(key).unwrap_or_default();
        let pairs = [
            ("website", web("homepage_url")),
            ("repository", web("repo_url")),
            ("documentation", extra("documentation_url")),
            ("blog", extra("blog_url")),
            ("Crunchbase", web("crunchbase")),
        ];
        draft.keys.extend(links(&pairs).map(|links| ("links", links)));
        draft.keys.extend(logo.map(|logo| ("logo", yaml_text(logo))));
        if summary(&words) != Some(&short) {
            draft.text = plain_markdown(&words);
        }
    }

    /// The domains of its second places, and the names of those that there are not.
    pub(super) fn second_places(&self, known: &BTreeMap<String, String>) -> (Vec<String>, Vec<String>) {
        let (mut domains, mut unknown) = (Vec::new(), Vec::new());
        for path in values(self.node, "second_path").into_iter().filter_map(Node::text) {
            match known.get(path) {
                Some(domain) => domains.push(domain.clone()),
                None => unknown.push(path.rsplit_once(PATH).map_or(path, |(_, last)| last).to_owned()),
            }
        }
        (domains, unknown)
    }

    /// Its maturity, and `others`.
    pub(super) fn tags(&self, others: Vec<String>) -> Vec<String> {
        let mut tags = others;
        tags.extend(self.maturity.map(str::to_owned));
        let mut seen = std::collections::BTreeSet::new();
        tags.retain(|tag| !slug(tag).is_empty() && seen.insert(slug(tag)));
        tags
    }

    /// What happened to it, the earliest first.
    fn events(&self, source: &str) -> Vec<String> {
        let steps = STEPS
            .into_iter()
            .filter_map(|(key, what, kind)| Some((self.extra(key)?.text()?, what.to_owned(), kind)));
        let audits = self.extra("audits").map(Node::items).unwrap_or_default();
        let audits = audits.iter().filter_map(|audit| {
            let by = audit.text_of("vendor").map(|vendor| format!(" by {vendor}")).unwrap_or_default();
            let kind = audit.text_of("type").unwrap_or("security");
            Some((audit.text_of("date")?, format!("{} audit{by}", capitalised(kind)), None))
        });
        let mut events: Vec<_> =
            steps.chain(audits).filter(|(date, ..)| Date::parse(date).is_some()).collect();
        events.sort();
        events.dedup();
        events
            .into_iter()
            .map(|(date, what, kind)| event(date, what.trim_end_matches('.'), kind, source))
            .collect()
    }
}

/// The first sentence of a description as a summary: not too long, and without a full stop.
fn sentence(words: &str) -> String {
    let first = words.find(". ").map_or(words, |end| &words[..end]);
    if let Some(whole) = summary(first) {
        return whole.to_owned();
    }
    let cut: String = first.chars().take(MOST_SUMMARY - 1).collect();
    let cut = cut.rfind(' ').map_or(cut.as_str(), |end| &cut[..end]);
    format!("{}…", cut.trim_end_matches([',', ';', ':']))
}
