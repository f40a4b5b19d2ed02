//! The YAML between the `---` lines, typed by the kind of page.

use super::classes::{Licensing, OrganisationType, Origin};
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use super::finding::{Finding, findings};
use super::local_name::{LocalName, names};
use super::outside::{links, secure_address};
use super::relation::{RelationRef, UseRef, relations, uses};
use super::remark::{Remark, remark};
use super::{BroughtMetric, Event, Fact, Kind, elsewhere, fact, fact_id};
use crate::config::authors;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Node, Value};
use crate::paths::{SourcePath, slug};

/// A place for what stands nowhere: the start of the file.
const PLACEHOLDER_RANGE: Range<usize> = 0..0;

/// What the front matter of any page says.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// The page's name; the file's name stands in for a missing one.
    pub title: Spanned<String>,
    /// One sentence on what it is.
    pub summary: Option<String>,
    /// Other spellings: linked in prose, redirected as addresses.
    pub aliases: Vec<Spanned<String>>,
    /// What it is called in other languages: linked in prose as aliases are.
    pub names: Vec<LocalName>,
    /// Subjects that have a page each.
    pub tags: Vec<TagRef>,
    /// When it was first published.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Who wrote it; for a source, who wrote the document.
    pub authors: Vec<String>,
    /// Its place among its siblings; those without one follow, by title.
    pub order: Option<i64>,
    /// How much an entity is part of what the report is about.
    pub tier: Tier,
    /// Whether the terms of its definition lists are linked from the text of other pages.
    pub glossary: bool,
    /// Left out unless drafts are asked for.
    pub draft: bool,
    /// Whether plain mentions link, if the author says so: for an entity mentions of it, for any page the mentions
    /// on it.
    pub autolink: Option<bool>,
    /// The template, if not the one of its kind.
    pub template: Option<Spanned<String>>,
    /// Slugs of the sources the prose rests on.
    pub sources: Vec<Spanned<String>>,
    /// What speaks against claims of the page as a whole.
    pub doubts: Vec<Remark>,
    /// Figures.
    pub facts: Vec<Fact>,
    /// The metrics that its facts bring with them.
    pub metrics: Vec<BroughtMetric>,
    /// What happened.
    pub events: Vec<Event>,
    /// What the report found.
    pub findings: Vec<Finding>,
    /// Projects the page is about or belongs to.
    pub projects: Vec<RelationRef>,
    /// Companies the page is about or belongs to.
    pub companies: Vec<RelationRef>,
    /// What a company uses the subject of the report for.
    pub uses: Vec<UseRef>,
    /// Slugs of related entities of the same kind.
    pub related: Vec<Spanned<String>>,
    /// The picture that an entity is known by: a path as links have it.
    pub logo: Option<Spanned<String>>,
    /// Addresses outside the site, by name.
    pub links: Vec<(String, String)>,
    /// Anything a site's own templates want.
    pub extra: serde_json::Value,
    /// What only pages of this kind have.
    pub details: Details,
}

impl FrontMatter {
    /// The aliases that are names: one that starts with a slash is an old address.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        self.aliases.iter().map(|alias| alias.value.as_str()).filter(|alias| !alias.starts_with('/'))
    }

    /// What a company uses, in words; each once, however many figures tell of it.
    pub fn used(&self) -> impl Iterator<Item = &str> {
        let mut seen = BTreeSet::new();
        self.uses.iter().map(|one| one.what.value.as_str()).filter(move |what| seen.insert(*what))
    }

    /// When a source was read.
    pub fn retrieved(&self) -> Option<Date> {
        match &self.details {
            Details::Source { retrieved, .. } => *retrieved,
            Details::None | Details::Project { .. } | Details::Domain { .. } | Details::Company { .. } => {
                None
            }
        }
    }
}

/// How much an entity is part of what the report is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tier {
    /// It has a written page.
    #[default]
    Profile,
    /// It has a short page.
    Brief,
    /// It is only there because others refer to it: its page is short, and directories and charts leave it out.
    Context,
}

impl Tier {
    /// Each as it is written.
    pub const WORDS: [(&'static str, Self); 3] =
        [("profile", Self::Profile), ("brief", Self::Brief), ("context", Self::Context)];
}

/// What only pages of one kind have.
#[derive(Clone, Debug, PartialEq)]
pub enum Details {
    /// Nothing more.
    None,
    /// A project's.
    Project {
        /// Slug of its domain.
        domain: Option<Spanned<String>>,
        /// Slugs of other domains that list it as well.
        also_in: Vec<Spanned<String>>,
        /// Where it comes from, as the source classes it.
        origin: Option<Origin>,
        /// How it may be used.
        licensing: Option<Licensing>,
        /// Where it is at home, if that is not where those who build it are.
        country: Option<String>,
    },
    /// A domain's.
    Domain {
        /// Slug of the domain that it is a part of.
        parent: Option<Spanned<String>>,
    },
    /// A company's.
    Company {
        /// What sort of organisation it is.
        organisation: Option<OrganisationType>,
        /// Where it is at home.
        country: Option<String>,
    },
    /// A source's.
    Source {
        /// A shorter name, for the mark beside each figure.
        short_title: Option<String>,
        /// Who published the document.
        publisher: Option<String>,
        /// The language it is written in.
        language: Option<String>,
        /// Address of a copy that stays.
        archive: Option<String>,
        /// When it was read.
        retrieved: Option<Date>,
    },
}

impl Details {
    /// The domain that a project or domain belongs to, and the others that list a project.
    pub fn domains(&self) -> (Option<&Spanned<String>>, &[Spanned<String>]) {
        match self {
            Self::Project { domain, also_in, .. } => (domain.as_ref(), also_in),
            Self::Domain { parent } => (parent.as_ref(), &[]),
            Self::None | Self::Company { .. } | Self::Source { .. } => (None, &[]),
        }
    }
}

/// A tag as it is written on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagRef {
    /// The words.
    pub name: Spanned<String>,
    /// What its address ends in; empty if none can be made of the words.
    pub slug: String,
}

/// Reads front matter. Without a node, which was reported already, the defaults stand in.
pub(super) fn read(decoder: &mut Decoder<'_>, node: Option<&Node>, kind: Kind) -> FrontMatter {
    let mut front = empty(decoder);
    let Some(node) = node else { return front };
    if node.value == Value::Null {
        decoder.report(Code::MissingKey, &(node.range.start..node.range.start), "the key `title` is missing");
        return front;
    }
    let Some(mut fields) = decoder.fields(node, "the front matter") else { return front };
    read_keys(&mut fields, node, kind, &mut front);
    fields.finish_with(elsewhere::advice, Some("keys of your own, for templates, go below `extra`"));
    front
}

fn read_keys(fields: &mut Fields<'_, '_>, node: &Node, kind: Kind, front: &mut FrontMatter) {
    read_common(fields, node, kind, front);
    read_relations(fields, kind, front);
    front.details = details(fields, kind);
}

/// The keys that the front matter of a kind can have, in the order they are read.
pub fn keys(kind: Kind) -> Vec<&'static str> {
    let (path, mut diagnostics) = (SourcePath::new("content/none.md"), Vec::new());
    let mut decoder = Decoder { path: &path, text: "", diagnostics: &mut diagnostics };
    let mut front = empty(&decoder);
    let node = Node { value: Value::Map(Vec::new()), range: PLACEHOLDER_RANGE };
    let Some(mut fields) = decoder.fields(&node, "the front matter") else { return Vec::new() };
    read_keys(&mut fields, &node, kind, &mut front);
    fields.asked().to_vec()
}

fn empty(decoder: &Decoder<'_>) -> FrontMatter {
    FrontMatter {
        title: Spanned { value: decoder.path.stem().to_owned(), range: PLACEHOLDER_RANGE },
        summary: None,
        aliases: Vec::new(),
        names: Vec::new(),
        tags: Vec::new(),
        date: None,
        updated: None,
        authors: Vec::new(),
        order: None,
        tier: Tier::Profile,
        glossary: false,
        draft: false,
        autolink: None,
        template: None,
        sources: Vec::new(),
        doubts: Vec::new(),
        facts: Vec::new(),
        metrics: Vec::new(),
        events: Vec::new(),
        findings: Vec::new(),
        projects: Vec::new(),
        companies: Vec::new(),
        uses: Vec::new(),
        related: Vec::new(),
        logo: None,
        links: Vec::new(),
        extra: serde_json::Value::Null,
        details: Details::None,
    }
}

fn read_common(fields: &mut Fields<'_, '_>, node: &Node, kind: Kind, front: &mut FrontMatter) {
    let title = fields.spanned("title");
    let start = node.range.start..node.range.start;
    front.title = fields.require(title, "title", &start).unwrap_or_else(|| front.title.clone());
    front.summary = fields.text("summary");
    front.aliases = fields.distinct("aliases", str::to_owned);
    let tag = |name: Spanned<String>| TagRef { slug: slug(&name.value), name };
    front.tags = fields.distinct("tags", tag_identity).into_iter().map(tag).collect();
    (front.date, front.updated) = page_dates(fields, kind);
    front.authors = authors(fields);
    front.order = fields.integer("order");
    front.draft = fields.bool("draft").unwrap_or(false);
    front.autolink = fields.bool("autolink");
    front.template = fields.spanned("template");
    front.sources = fields.distinct("sources", str::to_owned);
    front.doubts = doubts(fields);
    let metrics = &mut front.metrics;
    front.facts = fields.list("facts", |decoder, node| fact::fact(decoder, node, metrics));
    front.events = fields.list("events", fact::event);
    fact_id::give(&mut fields.decoder(), &mut front.facts, &mut front.events);
    front.links = links(fields);
    let extra = fields.node("extra");
    front.extra = extra.map_or(serde_json::Value::Null, |node| node.to_json(fields.decoder().text));
}

/// The years in which pages are published. There is no clock to ask, as the same files make the same site on every
/// day; what lies beyond is a slip of the pen, and would stay on top of every feed reader.
const YEARS: RangeInclusive<i16> = 1000..=2050;

/// When the page was published and last changed. The date of a source is that of its document, which can be of any age.
fn page_dates(fields: &mut Fields<'_, '_>, kind: Kind) -> (Option<Date>, Option<Date>) {
    let ranges =
        ["date", "updated"].map(|key| fields.node(key).map_or(PLACEHOLDER_RANGE, |node| node.range.clone()));
    let dates = [fields.date("date"), fields.date("updated")];
    let mut decoder = fields.decoder();
    if kind != Kind::Source {
        for (date, range) in std::iter::zip(dates, &ranges) {
            let Some(date) = date.filter(|date| !YEARS.contains(&date.year())) else { continue };
            let message = format!("no page is published in the year {}", date.year());
            let help = format!("the years from {} to {} can stand here", YEARS.start(), YEARS.end());
            decoder.push(Diagnostic::new(Code::BadDate, decoder.span(range), message).help(help));
            return (None, None);
        }
        if let [Some(date), Some(updated)] = dates
            && !date.is_by(updated)
        {
            let message = format!("the page was changed on {updated}, before it was published on {date}");
            let help =
                "`date` says when it was first published, `updated` when it was last changed".to_owned();
            decoder.push(Diagnostic::new(Code::BadDate, decoder.span(&ranges[1]), message).help(help));
        }
    }
    let [date, updated] = dates;
    (date, updated)
}

fn doubts(fields: &mut Fields<'_, '_>) -> Vec<Remark> {
    let doubts = fields.list("doubts", |decoder, node| remark(decoder, node, "an item of `doubts`"));
    fields.decoder().without_repeats("doubts", doubts, |doubt| (doubt.text.value.clone(), doubt.text.clone()))
}

/// Two tags of one address are one; of some no address can be made, and that is reported later.
fn tag_identity(name: &str) -> String {
    Some(slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| name.to_owned())
}

fn read_relations(fields: &mut Fields<'_, '_>, kind: Kind, front: &mut FrontMatter) {
    let about = matches!(kind, Kind::Chapter | Kind::Other | Kind::Domain);
    if about || kind == Kind::Company {
        front.projects = relations(fields, "projects", "project", kind.is_entity());
    }
    if about || kind == Kind::Project {
        front.companies = relations(fields, "companies", "company", kind.is_entity());
    }
    if kind == Kind::Company {
        front.uses = uses(fields);
    }
    if matches!(kind, Kind::Chapter | Kind::Other) {
        front.glossary = fields.bool("glossary").unwrap_or(false);
    }
    if kind == Kind::Other {
        front.findings = findings(fields);
    }
    if kind.is_entity() {
        front.names = names(fields);
        front.logo = fields.spanned("logo");
        front.tier = fields.choice("tier", &Tier::WORDS).unwrap_or_default();
        front.related = fields.distinct("related", str::to_owned);
    }
}

/// The domains that list a project besides its own, which would list it twice.
fn other_domains(fields: &mut Fields<'_, '_>, own: Option<&Spanned<String>>) -> Vec<Spanned<String>> {
    let mut domains = fields.distinct("also-in", str::to_owned);
    let again = domains.iter().position(|domain| own.is_some_and(|own| own.value == domain.value));
    if let Some(Spanned { value, range }) = again.map(|index| domains.remove(index)) {
        let message = format!("`{value}` is the `domain` of the project already");
        let help = "`also-in` lists the others: take it away".to_owned();
        let span = fields.decoder().span(&range);
        fields.decoder().push(Diagnostic::new(Code::BadValue, span, message).help(help));
    }
    domains
}

fn details(fields: &mut Fields<'_, '_>, kind: Kind) -> Details {
    match kind {
        Kind::Project => {
            let domain = fields.spanned("domain");
            let also_in = other_domains(fields, domain.as_ref());
            Details::Project {
                domain,
                also_in,
                origin: fields.choice("origin", &Origin::WORDS),
                licensing: fields.choice("licensing", &Licensing::WORDS),
                country: fields.text("country"),
            }
        }
        Kind::Company => Details::Company {
            organisation: fields.choice("type", &OrganisationType::WORDS),
            country: fields.text("country"),
        },
        Kind::Source => Details::Source {
            short_title: fields.text("short-title"),
            publisher: fields.text("publisher"),
            language: fields.text("language"),
            archive: fields.get("archive", secure_address),
            retrieved: fields.date("retrieved"),
        },
        Kind::Domain => Details::Domain { parent: fields.spanned("parent") },
        Kind::Chapter | Kind::Other => Details::None,
    }
}
