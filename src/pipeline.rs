//! The whole build on one screen. Every command goes through here; there is no other path.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{BaseUrl, Config};
use crate::diagnostic::{Diagnostic, any_error, settle};
use crate::files::Files;
use crate::link::Links;
use crate::model::Site;
use crate::plan::Plan;
use crate::render::{OutputTree, Templates, builtin_texts};
use crate::source::{ReadError, SourceTexts, SourceTree, discover};
use crate::{asset, check, config, link, model, parse, plan, render, source, verify};

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
    /// The pages.
    pub site: Site,
    /// The links between them.
    pub links: Links,
    /// What was planned.
    pub plan: Plan,
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
    let tree = discover(files)?;
    let mut diagnostics = Vec::new();
    let config = Arc::new(configure(&tree, options, &mut diagnostics));
    let assets = asset::collect(&tree, &config, &mut diagnostics);
    let documents = parse_all(&tree, &mut diagnostics);
    let site = model::assemble(config.clone(), documents, options.drafts, &mut diagnostics);
    let links = link::link(&site, &assets, &mut diagnostics);
    check::check(&site, &links, &mut diagnostics);
    let plan = plan::plan(&site, &links, &assets, &mut diagnostics);
    let templates = Templates::load(&tree.templates, &mut diagnostics);
    progress.begin(plan.outputs.len());
    let output = render::render(&plan, &templates, &config, &|| progress.step(), &mut diagnostics);
    // Links to a page that could not be rendered are not broken; its own error is enough.
    if output.len() == plan.outputs.len() {
        diagnostics.extend(verify::verify(&output, &config.base));
    }
    let diagnostics = settle(diagnostics, &config.levels, options.deny_warnings);
    let texts = tree.texts(&diagnostics, builtin_texts());
    Ok(Build { config, site, links, plan, output, diagnostics, texts })
}

/// The output folder that `book.toml` names; `None` if the file has errors.
pub fn build_dir(files: &dyn Files) -> Result<Option<String>, ReadError> {
    let mut diagnostics = Vec::new();
    let config = config::load(&source::read_config(files)?, &mut diagnostics);
    Ok((!any_error(&diagnostics)).then_some(config.build_dir))
}

fn configure(tree: &SourceTree, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let mut config = config::load(&tree.config, diagnostics);
    if let Some(base) = &options.base_url {
        config.base = base.clone();
    }
    config
}

fn parse_all(tree: &SourceTree, diagnostics: &mut Vec<Diagnostic>) -> Vec<Arc<parse::Document>> {
    let parsed: Vec<_> = tree.pages.par_iter().map(parse::parse).collect();
    let mut documents = Vec::with_capacity(parsed.len());
    for (document, found) in parsed {
        documents.push(Arc::new(document));
        diagnostics.extend(found);
    }
    documents
}
