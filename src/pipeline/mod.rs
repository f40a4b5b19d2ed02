//! The whole build on one screen. Every command goes through here; there is no other path: a first build is one
//! that has no build before it.

mod inputs;
mod publish;

use std::sync::Arc;

use crate::check::{self, Checks};
use crate::config::{self, BaseUrl, Config};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, any_error, finalize};
use crate::files::Files;
use crate::model::{self, Changes, Dependency};
use crate::paths::SourcePath;
use crate::plan::SiteData;
use crate::plan::view::SiteView;
use crate::render::{Digest, OutputTree, Renderer, builtin_texts};
use crate::rendered_site::{RenderedSite, SiteParts};
use crate::source::{self, ReadError, SourceTexts, SourceTree, discover};
use crate::verify::Verifier;
use crate::{exhibit, link, plan, search};
use inputs::Inputs;

pub use publish::PublishedBuild;

/// What the person at the keyboard asks for, beyond what stands in `book.toml`.
#[derive(Clone, Debug, Default, Hash)]
pub struct Options {
    /// The address the site is published at.
    pub base_url: Option<BaseUrl>,
    /// The date of the build, if `book.toml` is not to say it.
    pub as_of: Option<Date>,
    /// The edition whose site this is, by its title; `None` for the living one.
    pub edition: Option<String>,
    /// Whether the report as one page is made, whatever `book.toml` says.
    pub print: bool,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Whether warnings count as errors.
    pub deny_warnings: bool,
}

/// What a build comes to.
pub struct Build {
    /// The settings.
    pub config: Arc<Config>,
    /// The site, with every file written that could be.
    pub rendered: Arc<RenderedSite>,
    /// The published files. Incomplete if there are errors.
    pub output: OutputTree,
    /// What is wrong, in the order it is shown in.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts the diagnostics point into.
    pub texts: SourceTexts,
}

/// How far a build has come.
pub trait Progress: Sync {
    /// So many files are going to be rendered.
    fn begin(&self, files: usize);
    /// One more is done.
    fn step(&self);
}

/// Reports to nobody.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: usize) {}
    fn step(&self) {}
}

/// Builds the site that `files` hold, in memory.
pub fn build(files: &dyn Files, options: &Options, progress: &dyn Progress) -> Result<Build, ReadError> {
    Ok(build_source(&discover(files)?, options, progress))
}

/// Builds what was read, in memory.
pub fn build_source(tree: &SourceTree, options: &Options, progress: &dyn Progress) -> Build {
    Builder::new(options.clone()).update(tree).complete(tree, &mut Verifier::default(), progress)
}

/// Stands for all that a build looks at but the sites of editions, which [`crate::archive::Archive::inputs_digest`] adds.
/// `None` if something was not read, which is reported each time.
pub fn inputs_digest(tree: &SourceTree, options: &Options) -> Option<Digest> {
    let SourceTree { config, metrics, pages, attachments, statics, templates, editions, refused, frozen: _ } =
        tree;
    let files = (config, metrics, pages, attachments, statics, templates, editions);
    refused.is_empty().then(|| Digest::of(&(files, options)))
}

/// The settings of a site; `None` if they have errors.
pub fn settings(files: &dyn Files) -> Result<Option<Config>, ReadError> {
    let mut diagnostics = Vec::new();
    let config = config::load(&source::read_config(files)?, None, &mut diagnostics);
    Ok((!any_error(&diagnostics)).then_some(config))
}

/// Builds one site again and again. Each stage gets its result of the time before and keeps what still holds.
pub struct Builder {
    options: Options,
    last: Option<Previous>,
}

/// What the last build has come to, up to rendering.
struct Previous {
    inputs: Inputs,
    checks: Checks,
    renderer: Arc<Renderer>,
    rendered: Arc<RenderedSite>,
}

/// A site all of whose files can be written, but need not be written yet.
pub struct PlannedBuild {
    /// The settings.
    pub config: Arc<Config>,
    /// The site.
    pub rendered: Arc<RenderedSite>,
    /// Whether the settings and the templates could be read, so that the site looks as the author wants it.
    pub has_frame: bool,
    /// What computations on the site find new since the build before.
    pub changes: Changes,
    deny_warnings: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Builder {
    /// A builder that has not built anything yet.
    pub fn new(options: Options) -> Self {
        Self { options, last: None }
    }

    /// Takes the source through all stages up to rendering.
    pub fn update(&mut self, tree: &SourceTree) -> PlannedBuild {
        let mut last = self.last.take();
        let inputs = Inputs::read(tree, &self.options, last.as_mut().map(|last| &mut last.inputs));
        let (config, assets) = (&inputs.config.value, &inputs.assets.value);
        let before = last.as_ref().map(|last| &*last.rendered);
        let site_before = before.map(|before| &before.site);
        let editions = &inputs.editions.value;
        let site = model::assemble(config, &inputs.documents(), editions, self.options.drafts, site_before);
        let mut changes = Changes::between(site_before, &site);
        let files_before = before.map(|before| (&before.assets.by_source, &before.assets.sizes));
        if files_before != Some((&assets.by_source, &assets.sizes)) {
            changes.add(Dependency::Files);
        }
        let links = link::link(&site, assets, before.map(|before| &before.links), &mut changes);
        let exhibits_before = before.map(|before| &before.exhibits);
        let queries = inputs.templates.value.queries();
        let exhibits = exhibit::collect(&site, assets, &links, queries, exhibits_before, &mut changes);
        let words = search::index(&site, &links, before.map(|before| &before.words), &mut changes);
        let known = SiteData { site: &site, links: &links, exhibits: &exhibits, words: &words };
        let same_assets = before.filter(|before| Arc::ptr_eq(&before.assets, assets));
        let plan = plan::plan(known, assets, same_assets.map(|before| &before.plan), &changes);
        let renderer = renderer(&inputs, plan::site_view(known, assets, &plan), last.as_ref());
        let checks = check::check(&site, &links, last.as_ref().map(|last| &last.checks), &changes);
        let found = site.diagnostics.iter().chain(links.diagnostics()).chain(exhibits.diagnostics());
        let found = found.chain(&plan.diagnostics).chain(checks.diagnostics());
        let diagnostics = inputs.diagnostics().chain(found).cloned().collect();
        let parts = SiteParts { site, links, exhibits, words, assets: assets.clone(), plan };
        let rendered = RenderedSite::new(parts, renderer.clone(), before, &changes);
        let (config, rendered, has_frame) = (config.clone(), Arc::new(rendered), inputs.has_frame());
        self.last = Some(Previous { inputs, checks, renderer, rendered: rendered.clone() });
        let deny_warnings = self.options.deny_warnings;
        PlannedBuild { config, rendered, has_frame, changes, deny_warnings, diagnostics }
    }
}

/// The renderer of the time before, if it would write every view as a new one does.
fn renderer(inputs: &Inputs, site: SiteView, last: Option<&Previous>) -> Arc<Renderer> {
    let same = |last: &&Previous| {
        last.inputs.templates.is(&inputs.templates)
            && last.inputs.config.is(&inputs.config)
            && *last.renderer.site() == site
    };
    match last.filter(same) {
        Some(last) => last.renderer.clone(),
        None => Arc::new(Renderer::new(&inputs.templates.value, &inputs.config.value, site)),
    }
}

impl PlannedBuild {
    /// What is wrong as far as it shows before anything is rendered, and what is `known` already of the rest.
    pub fn diagnostics(&self, known: &[Diagnostic]) -> Vec<Diagnostic> {
        let diagnostics = self.diagnostics.iter().chain(known).cloned().collect();
        self.finalize(diagnostics)
    }

    fn finalize(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let site = &self.rendered.site;
        let text_start =
            |path: &SourcePath| site.by_path.get(path).map(|id| site.page(*id).document.body.start);
        finalize(diagnostics, &self.config.levels, self.deny_warnings, &text_start)
    }

    /// Renders everything and checks the whole. `tree` is what it was made of.
    pub fn complete(self, tree: &SourceTree, verifier: &mut Verifier, progress: &dyn Progress) -> Build {
        progress.begin(self.rendered.plan.routes.len());
        self.rendered.render_all(&|| {
            progress.step();
            true
        });
        let (output, diagnostics) = self.finish(verifier);
        let texts = tree.texts(&diagnostics, builtin_texts());
        Build { config: self.config, rendered: self.rendered, output, diagnostics, texts }
    }

    /// Writes what is not yet written and checks the whole. Returns the files and all that is wrong.
    pub fn finish(&self, verifier: &mut Verifier) -> (OutputTree, Vec<Diagnostic>) {
        let mut diagnostics = self.diagnostics.clone();
        let output = self.rendered.tree();
        diagnostics.extend(self.rendered.diagnostics());
        // Links to a page that could not be rendered are not broken; its own error is enough.
        if output.len() == self.rendered.plan.routes.len() {
            diagnostics.extend(verifier.verify(&output, &self.config, &*self.rendered));
        }
        (output, self.finalize(diagnostics))
    }
}
