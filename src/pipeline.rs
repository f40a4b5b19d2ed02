//! The whole build on one screen. Every command goes through here; there is no other path: a first build is one
//! that has no build before it.

use std::sync::Arc;

use rayon::prelude::*;

use crate::asset::{self, Assets};
use crate::cache::Cache;
use crate::config::{self, BaseUrl, Config};
use crate::diagnostic::{Diagnostic, any_error, settle};
use crate::files::{Content, Files};
use crate::generation::Generation;
use crate::model::{self, Changes, Dependency};
use crate::parse::{self, Document};
use crate::plan::view::SiteView;
use crate::render::{OutputTree, Renderer, Templates, builtin_texts};
use crate::source::{self, ReadError, SourceFile, SourceTexts, SourceTree, discover};
use crate::verify::Verifier;
use crate::{check, link, plan};

/// What the person at the keyboard asks for, beyond what stands in `book.toml`.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The address the site is published at.
    pub base_url: Option<BaseUrl>,
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
    pub generation: Arc<Generation>,
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
    rebuild(files, options, None, progress)
}

/// Builds it with what an earlier run of the program has left in `cache`.
pub fn rebuild(
    files: &dyn Files,
    options: &Options,
    cache: Option<Cache>,
    progress: &dyn Progress,
) -> Result<Build, ReadError> {
    let tree = discover(files)?;
    let draft = Builder { cache, ..Builder::new(options.clone()) }.update(&tree);
    progress.begin(draft.generation.plan.routes.len());
    draft.generation.render_all(&|| {
        progress.step();
        true
    });
    let (output, diagnostics) = draft.finish(&mut Verifier::default());
    let texts = tree.texts(&diagnostics, builtin_texts());
    Ok(Build { config: draft.config, generation: draft.generation, output, diagnostics, texts })
}

/// The output folder that `book.toml` names; `None` if the file has errors.
pub fn build_dir(files: &dyn Files) -> Result<Option<String>, ReadError> {
    let mut diagnostics = Vec::new();
    let config = config::load(&source::read_config(files)?, &mut diagnostics);
    Ok((!any_error(&diagnostics)).then_some(config.build_dir))
}

/// Builds one site again and again. Each stage gets its result of the time before and keeps what still holds.
pub struct Builder {
    options: Options,
    /// For the first build; later ones have the one before.
    cache: Option<Cache>,
    last: Option<Stages>,
}

/// The results of all stages.
struct Stages {
    tree: SourceTree,
    config: (Arc<Config>, Vec<Diagnostic>),
    assets: (Arc<Assets>, Vec<Diagnostic>),
    parsed: Vec<Parsed>,
    templates: (Arc<Templates>, Vec<Diagnostic>),
    site_view: SiteView,
    renderer: Arc<Renderer>,
    generation: Arc<Generation>,
}

/// What one file was read as.
struct Parsed {
    content: Content,
    document: Arc<Document>,
    diagnostics: Arc<[Diagnostic]>,
}

/// A site all of whose files can be written, but need not be written yet.
pub struct Draft {
    /// The settings.
    pub config: Arc<Config>,
    /// The site.
    pub generation: Arc<Generation>,
    deny_warnings: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Builder {
    /// A builder that has not built anything yet.
    pub fn new(options: Options) -> Self {
        Self { options, cache: None, last: None }
    }

    /// Takes the source through all stages up to rendering.
    pub fn update(&mut self, tree: &SourceTree) -> Draft {
        let mut last = self.last.take();
        let parsed = parse_all(&tree.pages, last.as_mut().map(|last| std::mem::take(&mut last.parsed)));
        let documents: Vec<_> = parsed.iter().map(|page| page.document.clone()).collect();
        let last = last.as_ref();
        let config = load_config(tree, &self.options, last);
        let assets = load_assets(tree, &config.0, last);
        let before = last.map(|last| &*last.generation);
        let site =
            model::assemble(&config.0, &documents, self.options.drafts, before.map(|before| &before.site));
        let mut changes = Changes::between(before.map(|before| &before.site), &site);
        let same_addresses = last.is_some_and(|last| last.assets.0.by_source == assets.0.by_source);
        if !same_addresses {
            changes.add(Dependency::Files);
        }
        let links = link::link(&site, &assets.0, before.map(|before| &before.links), &mut changes);
        let same_assets = last.filter(|last| Arc::ptr_eq(&last.assets.0, &assets.0));
        let plan = plan::plan(&site, &assets.0, same_assets.map(|last| &last.generation.plan), &changes);
        let templates = load_templates(tree, last);
        let site_view = plan::site_view(&site, &links, &assets.0, &plan);
        let same_renderer = last.filter(|last| {
            last.site_view == site_view
                && Arc::ptr_eq(&last.templates.0, &templates.0)
                && Arc::ptr_eq(&last.config.0, &config.0)
        });
        let renderer = same_renderer.map_or_else(
            || Arc::new(Renderer::new(&templates.0, &config.0, &site_view)),
            |last| last.renderer.clone(),
        );
        let mut diagnostics = Vec::new();
        check::check(&site, &links, &mut diagnostics);
        diagnostics
            .extend([&config.1, &assets.1, &templates.1, &plan.diagnostics].into_iter().flatten().cloned());
        diagnostics.extend(parsed.iter().flat_map(|page| &*page.diagnostics).cloned());
        diagnostics.extend(site.diagnostics.iter().chain(links.diagnostics()).cloned());
        let generation = Arc::new(Generation::new(
            (site, links, assets.0.clone(), plan),
            renderer.clone(),
            before,
            &changes,
            self.cache.take(),
        ));
        let draft = Draft {
            config: config.0.clone(),
            generation: generation.clone(),
            deny_warnings: self.options.deny_warnings,
            diagnostics,
        };
        self.last = Some(Stages {
            tree: tree.clone(),
            config,
            assets,
            parsed,
            templates,
            site_view,
            renderer,
            generation,
        });
        draft
    }
}

impl Draft {
    /// What is wrong as far as it shows before anything is rendered.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        settle(self.diagnostics.clone(), &self.config.levels, self.deny_warnings)
    }

    /// Writes what is not yet written and checks the whole. Returns the files and all that is wrong.
    pub fn finish(&self, verifier: &mut Verifier) -> (OutputTree, Vec<Diagnostic>) {
        let mut diagnostics = self.diagnostics.clone();
        let output = self.generation.tree();
        diagnostics.extend(self.generation.diagnostics());
        // Links to a page that could not be rendered are not broken; its own error is enough.
        if output.len() == self.generation.plan.routes.len() {
            diagnostics.extend(verifier.verify(&output, &self.config.base));
        }
        (output, settle(diagnostics, &self.config.levels, self.deny_warnings))
    }
}

fn load_config(
    tree: &SourceTree,
    options: &Options,
    last: Option<&Stages>,
) -> (Arc<Config>, Vec<Diagnostic>) {
    if let Some(last) = last.filter(|last| last.tree.config == tree.config) {
        return last.config.clone();
    }
    let mut diagnostics = Vec::new();
    let mut config = config::load(&tree.config, &mut diagnostics);
    if let Some(base) = &options.base_url {
        config.base = base.clone();
    }
    (Arc::new(config), diagnostics)
}

fn load_assets(
    tree: &SourceTree,
    config: &Arc<Config>,
    last: Option<&Stages>,
) -> (Arc<Assets>, Vec<Diagnostic>) {
    let holds = |last: &&Stages| {
        Arc::ptr_eq(&last.config.0, config)
            && same_files(&last.tree.statics, &tree.statics)
            && same_files(&last.tree.attachments, &tree.attachments)
    };
    if let Some(last) = last.filter(holds) {
        return last.assets.clone();
    }
    let mut diagnostics = Vec::new();
    let assets = asset::collect(tree, config, &mut diagnostics);
    (Arc::new(assets), diagnostics)
}

fn load_templates(tree: &SourceTree, last: Option<&Stages>) -> (Arc<Templates>, Vec<Diagnostic>) {
    if let Some(last) = last.filter(|last| same_files(&last.tree.templates, &tree.templates)) {
        return last.templates.clone();
    }
    let mut diagnostics = Vec::new();
    let templates = Templates::load(&tree.templates, &mut diagnostics);
    (Arc::new(templates), diagnostics)
}

/// Reads what is new among the pages and keeps the rest.
fn parse_all(pages: &[SourceFile], last: Option<Vec<Parsed>>) -> Vec<Parsed> {
    let mut known = last.unwrap_or_default().into_iter().peekable();
    let kept: Vec<_> = pages
        .iter()
        .map(|file| {
            while known.next_if(|page| page.document.path < file.path).is_some() {}
            known.next_if(|page| page.document.path == file.path).filter(|page| page.content == file.content)
        })
        .collect();
    let parse = |(file, kept): (&SourceFile, Option<Parsed>)| {
        kept.unwrap_or_else(|| {
            let (document, diagnostics) = parse::parse(file);
            Parsed {
                content: file.content.clone(),
                document: Arc::new(document),
                diagnostics: diagnostics.into(),
            }
        })
    };
    pages.par_iter().zip(kept).map(parse).collect()
}

fn same_files(one: &[SourceFile], other: &[SourceFile]) -> bool {
    let same =
        |(one, other): (&SourceFile, &SourceFile)| one.path == other.path && one.content == other.content;
    one.len() == other.len() && std::iter::zip(one, other).all(same)
}
