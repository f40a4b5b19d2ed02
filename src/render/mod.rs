//! View → bytes. Every function here is pure: what it writes depends on the view and the renderer alone.

mod body;
mod chart;
mod citation;
mod csv;
mod data;
mod digest;
mod embed;
mod exhibit;
mod foot;
mod frozen;
mod html;
mod markdown;
mod measure;
mod network;
mod paper;
mod picture;
mod print;
mod provenance;
mod review;
mod search;
mod structured;
mod svg;
mod template;
mod xml;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Value;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::exhibit::Exhibit;
use crate::paths::OutputPath;
use crate::plan::view::SiteView;
use crate::plan::{PageInput, PrintInput, TwinInput, View};
use html::{Html, element};
use template::Pieces;

pub use data::data_rows;
pub use digest::Digest;
pub use review::{ReviewItem, ReviewList, review};
pub use template::{Templates, builtin_texts};

/// Every published file with its bytes.
pub type OutputTree = BTreeMap<OutputPath, Arc<[u8]>>;

/// Writes views.
pub struct Renderer {
    templates: Arc<Templates>,
    config: Arc<Config>,
    site: SiteView,
    /// The same, as templates get it.
    site_value: Value,
    /// The part of the digests that all pages share.
    digest: Digest,
    /// The digest of what files without a template rest on.
    plain: Digest,
}

impl Renderer {
    /// A renderer of the pages of one site.
    pub fn new(templates: &Arc<Templates>, config: &Arc<Config>, site: SiteView) -> Self {
        let digest = Digest::of(&(&site, &config.base, config.raw_html, config.smart_punctuation));
        let Config { base, raw_html, smart_punctuation, .. } = &**config;
        let plain = Digest::of(&(base, raw_html, smart_punctuation));
        let (templates, config, site_value) = (templates.clone(), config.clone(), Templates::site(&site));
        Self { templates, config, site, site_value, digest, plain }
    }

    /// What every page shows of the site.
    pub fn site(&self) -> &SiteView {
        &self.site
    }

    /// Where a template of the site holds one of these texts; of several the first that one of them holds counts.
    pub fn in_template(&self, texts: &[String]) -> Option<Span> {
        self.templates.find(texts)
    }

    /// Stands for everything but the view that a file rests on; `template` is that of a page.
    pub fn digest(&self, template: Option<&str>) -> Digest {
        match template {
            Some(template) => Digest::of(&(self.digest, self.templates.digest(template))),
            None => self.plain,
        }
    }

    /// Draws an exhibit, as HTML.
    pub fn exhibit(&self, exhibit: &Exhibit) -> String {
        exhibit::render(exhibit, &self.config.base.path).into_string()
    }

    /// Writes a file. Fails if the template of a page does.
    pub fn render(&self, view: &View) -> Result<Arc<[u8]>, Box<Diagnostic>> {
        Ok(match view {
            View::Page(page) => self.page(page)?.into_bytes().into(),
            View::Markdown(page) => self.markdown(page).into_bytes().into(),
            View::Print(report) => self.report(report)?.into_bytes().into(),
            View::Redirect(target) => {
                redirect(target, &self.config.base.origin).into_string().into_bytes().into()
            }
            View::Feed(feed) => xml::feed(feed).into(),
            View::Sitemap(pages) => xml::sitemap(pages).into(),
            View::Rows(content) => exhibit::csv(content).into_bytes().into(),
            View::Picture(picture) => picture::svg(picture).into_bytes().into(),
            View::Search(file) => search::file(file).into(),
            View::Data(table, format) => data::table(table, *format).into_bytes().into(),
            View::Citation(file) => citation::citation_file(file).into_bytes().into(),
            View::DataPackage(package) => data::package(package).into_bytes().into(),
            View::Embed(input) => embed::oembed(input).into_bytes().into(),
            View::Frozen(input) => frozen::page(input).into(),
            View::Text(text) => text.as_bytes().into(),
            View::File(bytes) => bytes.clone(),
        })
    }

    /// A page as Markdown. It stands for itself wherever it is taken, so its addresses are whole ones.
    fn markdown(&self, TwinInput { page, site }: &TwinInput) -> String {
        let Config { raw_html, smart_punctuation, ref base, .. } = *self.config;
        let whole = format!("{}{}", base.origin, base.path);
        let manner = body::Manner { base: &whole, raw_html, smart_punctuation };
        markdown::page(page, manner, &markdown::Frame { base, whole: &whole, site })
    }

    /// The whole report as one page: its sections by their template, then what stands around them by its own.
    fn report(&self, report: &PrintInput) -> Result<String, Box<Diagnostic>> {
        // One after the other: whoever waits for threads meanwhile takes on other files, and could come to wait for this one.
        let inputs = report.sections.iter().map(|section| section.input.as_ref());
        let written = inputs.map(|input| input.map_or_else(|| Ok(String::new()), |input| self.page(input)));
        let written = written.collect::<Result<Vec<_>, _>>()?;
        let body = print::body(report, &written, &self.config.base);
        let pieces = Pieces { body, ..self.pieces(&report.frame) };
        self.templates.render(&report.frame, &self.site_value, &pieces)
    }

    fn page(&self, page: &PageInput) -> Result<String, Box<Diagnostic>> {
        self.templates.render(page, &self.site_value, &self.pieces(page))
    }

    /// The markup that parts of a view become.
    fn pieces(&self, page: &PageInput) -> Pieces {
        let base = &self.config.base.path;
        let Config { raw_html, smart_punctuation, .. } = *self.config;
        let manner = body::Manner { base, raw_html, smart_punctuation };
        let body = page.body.as_ref().map(|input| body::render(input, manner));
        let findings = page.body.as_ref().map(|input| body::findings(input, manner));
        let exhibits = page.exhibits.iter();
        let exhibits =
            exhibits.map(|(name, exhibit)| (name.clone(), exhibit::render(exhibit, base))).collect();
        let citation = page.view.page.citation.as_ref().map(citation::render);
        let (share, shown) = (page.view.page.share.as_ref(), page.exhibits.values().next());
        let origin = &self.config.base.origin;
        let snippet = |frame: Option<&String>| {
            let embed = frame.zip(shown);
            embed.map(|(frame, exhibit)| embed::snippet(&format!("{origin}{frame}"), exhibit))
        };
        let embed = snippet(share.and_then(|share| share.frame.as_ref()));
        let pinned = snippet(share.and_then(|share| share.pinned.as_ref()));
        let structured = structured::render(&page.view, &self.site, &self.config.base.origin);
        let (body, findings) = (body.unwrap_or_default(), findings.unwrap_or_default());
        Pieces { body, findings, exhibits, citation, structured, embed, pinned }
    }
}

/// A slip in a template fails every page that uses it; it is reported once, with the first of them.
pub fn grouped<'p>(failed: impl Iterator<Item = (&'p OutputPath, Diagnostic)>) -> Vec<Diagnostic> {
    let mut groups: Vec<(Diagnostic, &OutputPath, usize)> = Vec::new();
    for (path, diagnostic) in failed {
        match groups.iter_mut().find(|(known, ..)| *known == diagnostic) {
            Some((.., count)) => *count += 1,
            None => groups.push((diagnostic, path, 0)),
        }
    }
    let place = |path: &OutputPath, more| match more {
        0 => format!("this happened on the page `{}`", path.url()),
        more => format!("this happened on the page `{}` and {more} more", path.url()),
    };
    let told = |(diagnostic, path, more): (Diagnostic, &OutputPath, usize)| match diagnostic.code {
        Code::TemplateError => diagnostic.help(place(path, more)),
        _ => diagnostic,
    };
    groups.into_iter().map(told).collect()
}

/// A page that works on any host: static hosts have no other way to send readers on.
fn redirect(target: &str, origin: &str) -> Html {
    let meta = |name, value| element("meta").attr(name, value);
    let refresh = meta("http-equiv", "refresh").attr("content", format_args!("0; url={target}"));
    let canonical = element("link").attr("rel", "canonical").attr("href", format_args!("{origin}{target}"));
    let head = element("head")
        .newline()
        .with(meta("charset", "utf-8").start().newline())
        .with(element("title").text("Moved").line())
        .with(canonical.start().newline())
        .with(refresh.start().newline());
    let words = element("p").text("This page is now at ");
    let words = words.with(element("a").attr("href", target).text(target)).text(".");
    let page = element("html").attr("lang", "en").newline().with(head.line());
    Html::doctype().with(page.with(element("body").newline().with(words.line()).line()).line())
}
