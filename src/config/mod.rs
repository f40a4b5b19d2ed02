//! `book.toml` and `content/metrics.toml` → [`Config`]. Keys follow mdBook's wherever mdBook has the notion.

mod address;
mod authors;
mod csp;
mod elsewhere;
mod feed;
mod frame;
mod max_age;
mod metrics;
mod publication;

use std::collections::BTreeMap;
use std::path::Path;

use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Levels, Severity, Span, Spanned, did_you_mean};
use crate::files::{FileContent, FollowLinks};
use crate::grammar::is_language_tag;
use crate::highlight;
use crate::node::characters;
use crate::node::decode::{Decoder, Fields};
use crate::node::{Entry, Node, parse_toml};
use crate::paths::{SETTINGS, SourcePath};
use crate::policy::Policy;

pub use address::BaseUrl;
pub use authors::authors;
pub use frame::{Licence, NavigationItem, SiteFrame};
pub use metrics::{DeclaredMetric, Metric, MetricFormat, headed, names_unit};
pub use publication::Publication;

/// What becomes of the sites of editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditionSites {
    /// They are not published.
    LeftOut,
    /// Each is published as it was.
    Published,
}

/// The settings of a site.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own, and any can go with any")]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// One sentence on what it is.
    pub description: Option<String>,
    /// Who publishes it.
    pub authors: Vec<String>,
    /// A BCP 47 tag such as `en`.
    pub language: String,
    /// How it is cited.
    pub publication: Publication,
    /// The output folder, relative to the site unless absolute.
    pub build_dir: String,
    /// Whether the sites of editions are published.
    pub edition_sites: EditionSites,
    /// The edition whose site this is, by its title; `None` for the living one.
    pub edition: Option<String>,
    /// How far links among the files of the source are followed.
    pub follow_links: FollowLinks,
    /// Whether HTML in Markdown reaches the page.
    pub raw_html: bool,
    /// Whether quotes, dashes and dots of the text become typographic ones.
    pub smart_punctuation: bool,
    /// Whether pages have twins in Markdown.
    pub markdown: bool,
    /// Whether the report as one page is published.
    pub print: bool,
    /// Where the site is published.
    pub base: BaseUrl,
    /// Where `book.toml` says it is published, even if it is built for another address.
    pub site_url: BaseUrl,
    /// The name of a custom domain, written to `CNAME`.
    pub cname: Option<String>,
    /// What browsers load and run on its pages.
    pub policy: Policy,
    /// The repository readers can go to.
    pub repository_url: Option<String>,
    /// A template of the address at which a file is edited; `{path}` stands for its path.
    pub edit_url: Option<String>,
    /// What stands around every page.
    pub frame: SiteFrame,
    /// The date of the build, if it is not that of the newest statement.
    pub as_of: Option<Date>,
    /// After how many months a figure shows its age, unless its metric says otherwise.
    pub max_age: Option<u32>,
    /// How many figures of a metric have to be exact for a picture that ranks them.
    pub min_exact: usize,
    /// Whether exhibits are shared that do not say it.
    pub share_exhibits: bool,
    /// The most entries a feed has.
    pub feed_limit: usize,
    /// What the ids in feeds begin with, if it is not the address of the site: `tag:example.org,2026:report`.
    pub feed_id: Option<String>,
    /// Name of the colour theme for code on light ground.
    pub light_theme: String,
    /// Name of the colour theme for code on dark ground.
    pub dark_theme: String,
    /// Metrics that head the columns of the directory of projects, and of the tables of domains.
    pub project_columns: Vec<Spanned<String>>,
    /// Metrics that head the columns of the directory of companies.
    pub company_columns: Vec<Spanned<String>>,
    /// The metrics that are declared, by name. Facts can bring others.
    pub metrics: BTreeMap<String, DeclaredMetric>,
    /// Addresses outside the site that are not asked for: by their start, their host, or a domain above that.
    pub external_allow: Vec<String>,
    /// The levels of checks.
    pub levels: Levels,
}

impl Config {
    /// The settings of the site of an edition: what leads into the living report from elsewhere, and what changes it,
    /// has no place there.
    #[must_use]
    pub fn of_edition(self, title: &str) -> Self {
        let (edition, edition_sites) = (Some(title.to_owned()), EditionSites::LeftOut);
        let living =
            Self { feed_limit: 0, cname: None, edit_url: None, markdown: false, print: false, ..self };
        Self { edition_sites, edition, ..living }
    }

    /// Whether `book.toml` says where the site is published.
    pub fn has_address(&self) -> bool {
        self.base != BaseUrl::default() || self.cname.is_some()
    }
}

/// Reads `book.toml` and, if there is one, `content/metrics.toml`. Whatever is wrong is reported, and a default
/// stands in for it.
pub fn load(
    content: &FileContent,
    metrics: Option<&FileContent>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Config {
    let mut found = Vec::new();
    let mut config = read_file(&SourcePath::new(SETTINGS), content, &mut found, read);
    let shared = metrics.map(|content| metrics::load(content, &mut found)).unwrap_or_default();
    config.metrics = metrics::merge(config.metrics, shared, &mut found);
    diagnostics.append(&mut found);
    config
}

/// Reads a file in TOML with `read`.
pub(crate) fn read_file<T>(
    path: &SourcePath,
    content: &FileContent,
    diagnostics: &mut Vec<Diagnostic>,
    read: impl FnOnce(&mut Decoder<'_>, &Node) -> T,
) -> T {
    // What can be read is read: if a whole table were missing, every page that uses it would be wrong too.
    let (text, mut found) = (content.text(), Vec::new());
    let text = characters::cleaned(path, &text, &mut found);
    let node = parse_toml(path, &text, &mut found);
    let unread = found.iter().find(|problem| problem.code == Code::BadToml);
    let unread = unread.and_then(|problem| Some(problem.span.as_ref()?.range.start));
    let value = read(&mut Decoder { path, text: &text, diagnostics: &mut found }, &node);
    // What is missing may stand where the file cannot be read, and what stands behind that may belong elsewhere.
    let is_behind = |problem: &Diagnostic| problem.span.as_ref().map(|span| span.range.start) > unread;
    found.retain(|problem| match problem.code {
        Code::MissingKey => unread.is_none(),
        Code::UnknownKey => unread.is_none() || !is_behind(problem),
        _ => true,
    });
    if let FileContent::Bytes(bytes) = content {
        diagnostics.push(Diagnostic::not_utf8(path, bytes));
        // In another encoding nothing of it is TOML, and that has been said.
        if found.iter().any(|diagnostic| diagnostic.code == Code::BadToml) {
            found.clear();
        }
    }
    diagnostics.append(&mut found);
    value
}

/// How far links are followed, which has to be known before anything else is read.
pub fn follow_links(content: &FileContent) -> FollowLinks {
    load(content, None, &mut Vec::new()).follow_links
}

/// What holds where `book.toml` says nothing.
fn defaults() -> Config {
    Config {
        title: String::new(),
        description: None,
        authors: Vec::new(),
        language: "en".into(),
        publication: Publication::default(),
        build_dir: "public".into(),
        edition_sites: EditionSites::LeftOut,
        edition: None,
        follow_links: FollowLinks::Site,
        raw_html: false,
        smart_punctuation: false,
        markdown: false,
        print: false,
        base: BaseUrl::default(),
        site_url: BaseUrl::default(),
        cname: None,
        policy: Policy::built_in(),
        repository_url: None,
        edit_url: None,
        frame: SiteFrame::default(),
        as_of: None,
        max_age: None,
        min_exact: 3,
        share_exhibits: false,
        feed_limit: 50,
        feed_id: None,
        light_theme: "Coldark-Cold".into(),
        dark_theme: "Catppuccin Mocha".into(),
        project_columns: Vec::new(),
        company_columns: Vec::new(),
        metrics: BTreeMap::new(),
        external_allow: Vec::new(),
        levels: Levels::new(),
    }
}

fn read(decoder: &mut Decoder<'_>, root: &Node) -> Config {
    let mut config = defaults();
    let Some(mut tables) = decoder.fields(root, "`book.toml`") else { return config };
    let book = tables.node("book");
    if book.is_none() {
        tables.decoder().report(Code::MissingKey, &(0..0), "the table `[book]` with a `title` is missing");
    }
    in_table(&mut tables, book, "book", |fields| read_book(fields, &mut config));
    let build = tables.node("build");
    in_table(&mut tables, build, "build", |fields| {
        config.build_dir = build_dir(fields).unwrap_or_else(|| config.build_dir.clone());
        let links = [("site", FollowLinks::Site), ("anywhere", FollowLinks::Anywhere)];
        config.follow_links = fields.choice("follow-links", &links).unwrap_or_default();
        if fields.bool("archive") == Some(true) {
            config.edition_sites = EditionSites::Published;
        }
        config.raw_html = fields.bool("raw-html").unwrap_or(false);
        config.as_of = fields.date("as-of");
    });
    let output = tables.node("output");
    in_table(&mut tables, output, "output", |fields| {
        let html = fields.node("html");
        in_table(fields, html, "output.html", |fields| {
            address::read_html(fields, &mut config);
            config.markdown = fields.bool("markdown").unwrap_or(false);
            config.print = fields.bool("print").unwrap_or(false);
            config.smart_punctuation = fields.bool("smart-punctuation").unwrap_or(false);
            let csp = fields.node("csp");
            in_table(fields, csp, "output.html.csp", |fields| csp::widen(fields, &mut config.policy));
        });
    });
    let feed = tables.node("feed");
    in_table(&mut tables, feed, "feed", |fields| feed::read(fields, &mut config));
    let highlight = tables.node("highlight");
    in_table(&mut tables, highlight, "highlight", |fields| read_highlight(fields, &mut config));
    config.metrics = metrics::declared(&mut tables);
    let facts = tables.node("facts");
    in_table(&mut tables, facts, "facts", |fields| {
        config.max_age = max_age::read(fields);
        config.min_exact = fields.count("min-exact", 0).unwrap_or(config.min_exact);
    });
    let exhibits = tables.node("exhibits");
    in_table(&mut tables, exhibits, "exhibits", |fields| {
        config.share_exhibits = fields.bool("share").unwrap_or(false);
    });
    let directory = tables.node("directory");
    in_table(&mut tables, directory, "directory", |fields| read_columns(fields, &mut config));
    let external = tables.node("external");
    in_table(&mut tables, external, "external", |fields| {
        let allowed = fields.distinct("allow", str::to_owned);
        config.external_allow = allowed.into_iter().map(|address| address.value).collect();
    });
    config.levels = tables.map("check").iter().filter_map(|entry| level(&mut tables, entry)).collect();
    tables.finish_with(elsewhere::advice, None);
    config
}

/// Reads one table, if it is there, and reports the keys nobody asked for.
fn in_table<'n>(
    outer: &mut Fields<'_, 'n>,
    node: Option<&'n Node>,
    name: &str,
    read: impl FnOnce(&mut Fields<'_, 'n>),
) {
    let Some(node) = node else { return };
    let mut decoder = outer.decoder();
    let Some(mut fields) = decoder.fields(node, &format!("`{name}`")) else { return };
    read(&mut fields);
    fields.finish_with(elsewhere::advice, None);
}

/// A folder of the site: whoever proposes a change must not choose where on the machine is written.
fn build_dir(fields: &mut Fields<'_, '_>) -> Option<String> {
    let folder = fields.spanned("build-dir")?;
    let inside = Path::new(&folder.value).is_relative() && SourcePath::new("").join(&folder.value).is_some();
    if inside && !folder.value.starts_with(['/', '\\']) {
        return Some(folder.value);
    }
    let help = "name a folder of the site; `--dest-dir` takes any other".to_owned();
    let mut decoder = fields.decoder();
    let message = "`build-dir` leads out of the site";
    decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&folder.range), message).help(help));
    None
}

fn read_book(fields: &mut Fields<'_, '_>, config: &mut Config) {
    let title = fields.text("title");
    config.title = fields.require(title, "title", &(0..0)).unwrap_or_default();
    config.description = fields.text("description");
    config.authors = authors(fields);
    config.language = language(fields).unwrap_or_else(|| config.language.clone());
    config.publication = publication::read(fields);
}

/// The tag of a language: browsers choose voices, hyphens and dictionaries by it.
fn language(fields: &mut Fields<'_, '_>) -> Option<String> {
    let tag = fields.spanned("language")?;
    if is_language_tag(&tag.value) {
        return Some(tag.value);
    }
    // Systems write `en_US.UTF-8`.
    let meant = tag.value.split('.').next().unwrap_or_default().replace('_', "-");
    let help = if is_language_tag(&meant) {
        format!("write `{meant}`")
    } else {
        "write a tag of BCP 47 such as `en`, `de-AT` or `zh-Hant`".to_owned()
    };
    let mut decoder = fields.decoder();
    let message = format!("`{}` is not the tag of a language", tag.value);
    decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&tag.range), message).help(help));
    None
}

/// Whether there are such metrics is known with the pages.
fn read_columns(fields: &mut Fields<'_, '_>, config: &mut Config) {
    config.project_columns = fields.distinct("projects", str::to_owned);
    config.company_columns = fields.distinct("companies", str::to_owned);
}

fn read_highlight(fields: &mut Fields<'_, '_>, config: &mut Config) {
    let themes: Vec<_> = highlight::theme_names().map(|name| (name, name)).collect();
    let mut theme = |key| fields.choice(key, &themes).map(str::to_owned);
    config.light_theme = theme("light").unwrap_or_else(|| config.light_theme.clone());
    config.dark_theme = theme("dark").unwrap_or_else(|| config.dark_theme.clone());
}

fn level(tables: &mut Fields<'_, '_>, entry: &Entry) -> Option<(Code, Option<Severity>)> {
    let mut decoder = tables.decoder();
    let Some(code) = Code::from_name(&entry.key).filter(|code| code.is_configurable()) else {
        let names = Code::ALL.iter().filter(|code| code.is_configurable()).map(|code| code.name());
        let message = format!("`{}` is not a check whose level can be set", entry.key);
        let span = Span::new(decoder.path, entry.range.clone());
        let names: Vec<_> = names.collect();
        let help = did_you_mean(&entry.key, names.iter().copied())
            .unwrap_or_else(|| format!("these can: {}", names.join(", ")));
        decoder.push(Diagnostic::new(Code::UnknownKey, span, message).help(help));
        return None;
    };
    let levels = [("allow", None), ("warn", Some(Severity::Warning)), ("deny", Some(Severity::Error))];
    let level = decoder.choice(&entry.node, &format!("`{}`", entry.key), &levels)?;
    Some((code, level))
}
