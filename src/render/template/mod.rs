//! The template engine. No other module knows which one it is.

mod comments;
mod own;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use tera::{Context, ErrorKind, ReportError, Tera, Value};

use super::Digest;
use super::body::FindingHtml;
use super::html::Html;
use crate::builtin;
use crate::diagnostic::{Code, Diagnostic, Need, Span, did_you_mean};
use crate::files::FileContent;
use crate::parse::exhibit::{TemplateQueries, declared_queries};
use crate::paths::{SourcePath, TEMPLATES};
use crate::plan::view::SiteView;
use crate::plan::{PRINT, PRINT_SECTION, PageInput};
use crate::source::SourceFile;
use own::{MARKS, OwnTemplate, span, texts};

/// The templates of a site: the built-in ones, and its own in their place.
pub struct Templates {
    parsed: Arc<Parsed>,
    own: Vec<OwnTemplate>,
    queries: Arc<TemplateQueries>,
}

/// What a page shows besides its view: markup, made of parts of the view.
pub(super) struct Pieces {
    /// Its text.
    pub(super) body: Html,
    /// What the report found.
    pub(super) findings: Vec<FindingHtml>,
    /// Its pictures besides those in the text.
    pub(super) exhibits: BTreeMap<String, Html>,
    /// How it is cited, by the form of the citation.
    pub(super) citation: Option<BTreeMap<&'static str, Html>>,
    /// What it is about, for programs.
    pub(super) structured: Option<Html>,
    /// The line that shows it on pages elsewhere, as text.
    pub(super) embed: Option<String>,
    /// The line that shows it there as an edition has it.
    pub(super) pinned: Option<String>,
}

/// Markup by name, which is printed as it is.
fn safe<K: ToString>(pieces: impl Iterator<Item = (K, impl std::ops::Deref<Target = Html>)>) -> Value {
    let pieces = pieces.map(|(name, html)| (name.to_string().into(), Value::safe_string(html.as_str())));
    Value::from(pieces.collect::<tera::Map>())
}

/// Templates as the engine has read them.
struct Parsed {
    engine: Tera,
    /// By the name of a template: what stands for it and all it draws on.
    digests: BTreeMap<String, Digest>,
}

impl Parsed {
    /// Reads the templates. Each of the site's own that cannot be read is reported and taken out.
    fn of_readable(own: &mut Vec<OwnTemplate>, diagnostics: &mut Vec<Diagnostic>) -> Arc<Self> {
        loop {
            match parsed(own) {
                Ok(parsed) => return parsed,
                Err(error) => {
                    let culprit = culprit(&error, own);
                    diagnostics.push(diagnose(&error, own));
                    if own.is_empty() {
                        return Arc::new(Self { digests: digests(own), engine: Tera::default() });
                    }
                    // Without the one that is broken the next try finds what is wrong with the others.
                    match culprit {
                        Some(index) => _ = own.remove(index),
                        None => own.clear(),
                    }
                }
            }
        }
    }
}

/// The built-in templates alone, which is all that most sites have: they never change, so one reading does for
/// every build of a process.
static BUILT_IN: OnceLock<Arc<Parsed>> = OnceLock::new();

impl Templates {
    /// Loads the templates. One that cannot be read is reported, and the built-in one stands in for it.
    pub fn load(files: &[SourceFile], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let (mut own, mut queries) = (Vec::new(), BTreeMap::new());
        for file in files {
            let name = file.path.inside().to_owned();
            match &file.content {
                FileContent::Text(text) => {
                    if let Some(declared) =
                        declared_queries(&file.path, text, &comments::comments(text), diagnostics)
                    {
                        queries.insert(name.clone(), declared);
                        own.push(OwnTemplate::new(name, text));
                    }
                }
                FileContent::Bytes(bytes) => diagnostics.push(Diagnostic::not_utf8(&file.path, bytes)),
            }
        }
        let parsed = Parsed::of_readable(&mut own, diagnostics);
        queries.retain(|name, declared| !declared.is_empty() && own.iter().any(|own| own.name == *name));
        let drawn_on = if queries.is_empty() { BTreeMap::new() } else { drawn_on(&texts(&own)) };
        let queries = Arc::new(TemplateQueries::new(&queries, &drawn_on, diagnostics));
        Self { parsed, own, queries }
    }

    /// What the site's own templates ask for.
    pub fn queries(&self) -> &Arc<TemplateQueries> {
        &self.queries
    }

    /// Where one of the site's own templates holds one of the texts, the first of which is looked for first.
    pub(super) fn find(&self, texts: &[String]) -> Option<Span> {
        texts.iter().find_map(|text| self.own.iter().find_map(|own| own.find(text)))
    }

    /// Stands for a template and all it draws on; for one that does not exist, what its error message rests on.
    pub fn digest(&self, name: &str) -> Digest {
        self.parsed.digests.get(name).copied().unwrap_or_else(|| Digest::of(&self.parsed.digests))
    }

    /// What every page sees of the site, converted once.
    pub fn site(view: &SiteView) -> Value {
        Value::from_serializable(view)
    }

    /// Fills in the template of a page.
    pub(super) fn render(
        &self,
        page: &PageInput,
        site: &Value,
        pieces: &Pieces,
    ) -> Result<String, Box<Diagnostic>> {
        if !self.parsed.engine.contains_template(&page.template) {
            return Err(Box::new(self.unknown(page)));
        }
        let mut context = Context::new();
        context.insert_value("site", site.clone());
        context.insert("page", &page.view.page);
        context.insert_value("body", Value::safe_string(pieces.body.as_str()));
        context.insert("listing", &page.view.listing);
        context.insert("queries", &page.view.queries);
        context.insert_value("exhibits", safe(pieces.exhibits.iter()));
        if let Some(structured) = &pieces.structured {
            context.insert_value("structured", Value::safe_string(structured.as_str()));
        }
        for (name, line) in [("embed", &pieces.embed), ("pinned", &pieces.pinned)] {
            if let Some(line) = line {
                context.insert(name, line);
            }
        }
        context.insert_value("findings", pieces.findings.iter().map(finding).collect::<Vec<_>>().into());
        if let Some(citation) = &pieces.citation {
            context.insert_value("citation", safe(citation.iter()));
        }
        self.parsed.engine.render(&page.template, &context).map_err(|error| {
            let unknown = self.unknown_query(page, &error);
            Box::new(unknown.unwrap_or_else(|| diagnose(&error, &self.own)))
        })
    }

    /// What is said of a query that is not declared, if that is what is wrong. The engine would name its type.
    fn unknown_query(&self, page: &PageInput, error: &tera::Error) -> Option<Diagnostic> {
        let ErrorKind::RenderingError(report) = error.kind() else { return None };
        let texts = texts(&self.own);
        let (_, text) = texts.iter().find(|(name, _)| name == report.filename())?;
        let start = report.span().range.start;
        let rest = text.get(start..)?.strip_prefix("queries.")?;
        let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
        if page.view.queries.contains_key(name) {
            return None;
        }
        let start = start + "queries.".len();
        let help = did_you_mean(name, page.view.queries.keys().map(String::as_str));
        let help = help.unwrap_or_else(|| "the template declares none of this name".to_owned());
        let span = span(report.filename(), &self.own, start..start + name.len());
        Some(Diagnostic::new(Code::TemplateError, span, format!("no query is called `{name}`; {help}")))
    }

    fn unknown(&self, page: &PageInput) -> Diagnostic {
        let message = format!("there is no template `{}`", page.template);
        let mut names: Vec<_> = self.parsed.engine.get_template_names().collect();
        names.sort_unstable();
        // Below `templates/` names have no folders in front.
        let name = page.template.rsplit('/').next().unwrap_or_default();
        let help = did_you_mean(&page.template, names.iter().copied()).or_else(|| did_you_mean(name, names));
        let file = SourcePath::new(&format!("{TEMPLATES}/{}", page.template));
        Diagnostic::new(Code::UnknownTemplate, page.template_span.clone(), message)
            .help(help)
            .needing(Need::Head(file))
    }
}

fn finding(finding: &FindingHtml) -> Value {
    let link = finding.link.as_ref().map_or_else(Value::none, |(title, url)| {
        Value::from(tera::Map::from_iter([
            ("title".into(), title.as_str().into()),
            ("url".into(), url.as_str().into()),
        ]))
    });
    let text = Value::safe_string(finding.text.as_str());
    Value::from(tera::Map::from_iter([("text".into(), text), ("link".into(), link)]))
}

/// The texts of the built-in templates under the names diagnostics give them.
pub fn builtin_texts() -> impl Iterator<Item = (SourcePath, &'static str)> {
    builtin::TEMPLATES.iter().map(|(name, text)| (SourcePath::built_in(name), *text))
}

fn parsed(own: &[OwnTemplate]) -> tera::TeraResult<Arc<Parsed>> {
    if let Some(known) = BUILT_IN.get().filter(|_| own.is_empty()) {
        return Ok(Arc::clone(known));
    }
    let parsed = Arc::new(Parsed { engine: engine(own)?, digests: digests(own) });
    Ok(if own.is_empty() { Arc::clone(BUILT_IN.get_or_init(|| parsed)) } else { parsed })
}

fn engine(own: &[OwnTemplate]) -> tera::TeraResult<Tera> {
    let mut engine = Tera::default();
    // Every template writes HTML, whatever its name ends in.
    engine.autoescape_on([""]);
    engine.add_raw_templates(texts(own).into_iter().map(|(name, text)| (name, text.to_owned())))?;
    Ok(engine)
}

/// What stands for each template and all it draws on.
fn digests(own: &[OwnTemplate]) -> BTreeMap<String, Digest> {
    let texts = texts(own);
    let by_name: BTreeMap<_, _> = texts.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    // Whose a template is shows in reports, even where its text is the same.
    let is_own = |name: &str| own.iter().any(|own| own.name == name);
    let digest = |drawn_on: &BTreeSet<String>| {
        let drawn_on = drawn_on.iter().map(|name| (name.as_str(), is_own(name), by_name[name.as_str()]));
        Digest::of(&drawn_on.collect::<Vec<_>>())
    };
    drawn_on(&texts).into_iter().map(|(name, drawn_on)| (name, digest(&drawn_on))).collect()
}

/// All that each template draws on, itself included. A template names others in quotation marks, in `extends` and
/// `include`; a component can be used anywhere, so the files that define some count for every template.
fn drawn_on(texts: &[(String, &str)]) -> BTreeMap<String, BTreeSet<String>> {
    let texts: BTreeMap<_, _> = texts.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let mut named: BTreeMap<_, Vec<_>> =
        texts.iter().map(|(name, text)| (*name, named(text, &texts))).collect();
    // The sections of the report as one page are written before the page.
    named.entry(PRINT).or_default().push(PRINT_SECTION);
    let components = texts.iter().filter(|(_, text)| text.contains("endcomponent")).map(|(name, _)| *name);
    let components: BTreeSet<_> = components.collect();
    let of = |name: &str| {
        let mut drawn_on: BTreeSet<_> = components.iter().copied().chain([name]).collect();
        let mut open: Vec<_> = drawn_on.iter().copied().collect();
        while let Some(name) = open.pop() {
            open.extend(named[name].iter().copied().filter(|other| drawn_on.insert(other)));
        }
        drawn_on.into_iter().map(str::to_owned).collect()
    };
    texts.keys().map(|name| ((*name).to_owned(), of(name))).collect()
}

/// The templates that a text names, and perhaps some more: whatever stands between two marks of any sort that can
/// stand around a text. A backslash stands before characters that could do without it, or makes one that no
/// ordinary name has; a name that has one counts as named everywhere.
fn named<'t>(text: &str, texts: &BTreeMap<&'t str, &str>) -> Vec<&'t str> {
    let text = text.replace('\\', "");
    let quoted: BTreeSet<_> = MARKS.into_iter().flat_map(|mark| text.split(mark)).collect();
    let is_odd = |name: &str| name.contains(MARKS) || name.contains(['\\', '\n', '\r', '\t']);
    texts.keys().copied().filter(|name| quoted.contains(name) || is_odd(name)).collect()
}

/// Which of the site's own templates an error is about.
fn culprit(error: &tera::Error, own: &[OwnTemplate]) -> Option<usize> {
    let name = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.filename().to_owned(),
        ErrorKind::MissingParent { current, .. } => current.clone(),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl.clone(),
        _ => place_in(&error.to_string())?.0,
    };
    own.iter().position(|own| own.name == name)
}

fn diagnose(error: &tera::Error, own: &[OwnTemplate]) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => reported(report, own),
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("the template extends `{parent}`, which does not exist");
            Diagnostic::new(Code::TemplateError, span(current, own, 0..0), message)
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            let message = "the template extends or includes itself";
            Diagnostic::new(Code::TemplateError, span(tpl, own, 0..0), message)
        }
        _ => unstructured(&error.to_string(), own),
    }
}

fn reported(report: &ReportError, own: &[OwnTemplate]) -> Diagnostic {
    let span = span(report.filename(), own, report.span().range.clone());
    Diagnostic::new(Code::TemplateError, span, lowercase_first(report.message()))
}

/// Checks across templates (an unknown filter, a missing include) come as one text for all of them, each in
/// the look of rustc; the first is turned back into a place.
fn unstructured(text: &str, own: &[OwnTemplate]) -> Diagnostic {
    let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let span = place_in(text).map(|(name, line, column)| {
        let texts = texts(own);
        let text = texts.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = &text[start..];
        let column = rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
        let word = rest[column..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(0);
        self::span(&name, own, start + column..start + column + word)
    });
    Diagnostic::new(Code::TemplateError, span, lowercase_first(message))
}

/// The first `--> name:line:column` in a text.
fn place_in(text: &str) -> Option<(String, usize, usize)> {
    let line = text.lines().find_map(|line| line.split_once("--> "))?.1;
    let line = line.trim().trim_start_matches('[').trim_end_matches(']');
    let mut parts = line.rsplitn(3, ':');
    let column = parts.next()?.trim().parse().ok()?;
    let row = parts.next()?.parse().ok()?;
    Some((parts.next()?.to_owned(), row, column))
}

fn lowercase_first(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
