//! What is read of the source before the pages are put together: settings, files, templates, editions and documents.
//! What has not changed since the time before is taken from there.

use std::sync::Arc;

use rayon::prelude::*;

use super::Options;
use crate::asset::{self, Assets};
use crate::config::{self, Config};
use crate::diagnostic::{Code, Diagnostic};
use crate::edition::Editions;
use crate::files::FileContent;
use crate::parse::{self, Document};
use crate::render::Templates;
use crate::source::{SourceFile, SourceTree};

/// Everything that was read.
pub(super) struct Inputs {
    tree: SourceTree,
    pub(super) config: Read<Config>,
    pub(super) assets: Read<Assets>,
    pub(super) templates: Read<Templates>,
    pub(super) editions: Read<Editions>,
    parsed: Vec<Parsed>,
}

/// Something that was read, and what is wrong with it.
pub(super) struct Read<T> {
    pub(super) value: Arc<T>,
    diagnostics: Arc<[Diagnostic]>,
}

/// A page that was read.
struct Parsed {
    content: FileContent,
    document: Read<Document>,
}

impl<T> Read<T> {
    fn with(read: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> Self {
        let mut diagnostics = Vec::new();
        Self { value: Arc::new(read(&mut diagnostics)), diagnostics: diagnostics.into() }
    }

    /// Whether this is the very thing that was read the time before.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.value, &other.value)
    }
}

impl<T> Clone for Read<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), diagnostics: self.diagnostics.clone() }
    }
}

impl Inputs {
    /// Reads what is new in `tree`. The pages of `last` are moved out of it.
    pub(super) fn read(tree: &SourceTree, options: &Options, mut last: Option<&mut Self>) -> Self {
        let parsed = last.as_mut().map(|last| std::mem::take(&mut last.parsed)).unwrap_or_default();
        let parsed = parse_all(&tree.pages, parsed);
        let last = last.as_deref();
        let config = read_config(tree, options, last);
        let assets = read_assets(tree, &config, last);
        let (templates, editions) = (read_templates(tree, last), read_editions(tree, last));
        Self { tree: tree.clone(), assets, config, templates, editions, parsed }
    }

    /// The pages, sorted by path.
    pub(super) fn documents(&self) -> Vec<Arc<Document>> {
        self.parsed.iter().map(|page| page.document.value.clone()).collect()
    }

    /// Whether the settings and the templates could be read, so that the site looks as the author wants it.
    pub(super) fn has_frame(&self) -> bool {
        let unread = |problem: &Diagnostic| matches!(problem.code, Code::BadToml | Code::NotUtf8);
        !self.config.diagnostics.iter().any(unread) && self.templates.diagnostics.is_empty()
    }

    /// What is wrong with any of it.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let pages = self.parsed.iter().map(|page| &page.document.diagnostics);
        let settings = [&self.config.diagnostics, &self.assets.diagnostics];
        let others = settings.into_iter().chain([&self.templates.diagnostics, &self.editions.diagnostics]);
        let read = others.chain(pages).flat_map(|diagnostics| diagnostics.iter());
        self.tree.refused.iter().chain(&self.tree.frozen.problems).chain(read)
    }
}

fn read_config(tree: &SourceTree, options: &Options, last: Option<&Inputs>) -> Read<Config> {
    let holds = |last: &&Inputs| last.tree.config == tree.config && last.tree.metrics == tree.metrics;
    if let Some(last) = last.filter(holds) {
        return last.config.clone();
    }
    Read::with(|diagnostics| {
        let metrics = tree.metrics.first().map(|file| &file.content);
        let mut config = config::load(&tree.config, metrics, diagnostics);
        if let Some(base) = &options.base_url {
            config.base = base.clone();
        }
        config.print |= options.print;
        config.as_of = options.as_of.or(config.as_of);
        match &options.edition {
            Some(title) => config.of_edition(title),
            None => config,
        }
    })
}

fn read_assets(tree: &SourceTree, config: &Read<Config>, last: Option<&Inputs>) -> Read<Assets> {
    let holds = |last: &&Inputs| {
        last.config.is(config)
            && last.tree.statics == tree.statics
            && last.tree.attachments == tree.attachments
    };
    match last.filter(holds) {
        Some(last) => last.assets.clone(),
        None => Read::with(|diagnostics| asset::collect(tree, &config.value, diagnostics)),
    }
}

fn read_templates(tree: &SourceTree, last: Option<&Inputs>) -> Read<Templates> {
    match last.filter(|last| last.tree.templates == tree.templates) {
        Some(last) => last.templates.clone(),
        None => Read::with(|diagnostics| Templates::load(&tree.templates, diagnostics)),
    }
}

fn read_editions(tree: &SourceTree, last: Option<&Inputs>) -> Read<Editions> {
    let (files, frozen) = (&tree.editions, &tree.frozen.sites);
    match last.filter(|last| last.tree.editions == *files && last.tree.frozen.sites == *frozen) {
        Some(last) => last.editions.clone(),
        None => Read::with(|diagnostics| Editions::load(files, diagnostics).with_sites(frozen)),
    }
}

/// Reads what is new among the pages and keeps the rest. Both lists are sorted by path.
fn parse_all(pages: &[SourceFile], last: Vec<Parsed>) -> Vec<Parsed> {
    let mut known = last.into_iter().peekable();
    let mut keep = |file: &SourceFile| {
        while known.next_if(|page| page.document.value.path < file.path).is_some() {}
        let same = known.next_if(|page| page.document.value.path == file.path);
        same.filter(|page| page.content == file.content)
    };
    let kept: Vec<_> = pages.iter().map(&mut keep).collect();
    let parse = |(file, kept): (&SourceFile, Option<Parsed>)| kept.unwrap_or_else(|| Parsed::new(file));
    pages.par_iter().zip(kept).map(parse).collect()
}

impl Parsed {
    fn new(file: &SourceFile) -> Self {
        let (document, diagnostics) = parse::parse(file);
        let document = Read { value: Arc::new(document), diagnostics: diagnostics.into() };
        Self { content: file.content.clone(), document }
    }
}
