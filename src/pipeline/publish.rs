//! A build whose files go to the disk as they are rendered: what is held of each is what the check of the links and the
//! next build need to know.

use std::sync::Arc;

use rayon::prelude::*;

use super::{PlannedBuild, Progress};
use crate::cache::{Cache, CacheEntry, Kept};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, any_error};
use crate::paths::OutputPath;
use crate::render::{Digest, builtin_texts, grouped};
use crate::rendered_site::{FileBytes, Made, RenderedSite};
use crate::source::{SourceTexts, SourceTree};
use crate::verify::{Authors, FileSummary, Verifier, VerifyContext, grounds, refused, summarize};
use crate::write::{self, SiteWriter};

/// What a build comes to whose files are not kept.
pub struct PublishedBuild {
    /// The settings.
    pub config: Arc<Config>,
    /// The site.
    pub rendered: Arc<RenderedSite>,
    /// What is wrong, in the order it is shown in.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts the diagnostics point into.
    pub texts: SourceTexts,
    /// What the next run of the program needs to know of the pages and their twins.
    pub entries: Vec<(OutputPath, CacheEntry)>,
    /// How many of those were taken over from the build before.
    pub taken: usize,
    /// Stands for the bytes of all files.
    pub bytes: Digest,
    /// Stands for what the links rest on besides those of pages; `None` if one of them is wrong.
    pub links: Option<Digest>,
}

/// What stays of a file that was given away.
struct FileRecord {
    entry: CacheEntry,
    is_page: bool,
    is_kept: bool,
    /// What stands in it; `None` if it was not read, or holds no links.
    summary: Option<FileSummary>,
}

impl PlannedBuild {
    /// Whether something is so wrong that the site is not written.
    pub fn is_refused(&self) -> bool {
        any_error(&self.diagnostics(&[]))
    }

    /// Renders everything, gives it to `writer` and checks the whole. `tree` is what it was made of, and `cache`
    /// has what an earlier run of the program left.
    pub fn publish(
        self,
        tree: &SourceTree,
        cache: Option<&Cache>,
        writer: Option<&SiteWriter>,
        progress: &dyn Progress,
    ) -> PublishedBuild {
        let rendered = self.rendered.clone();
        progress.begin(rendered.plan.routes.len());
        let context = VerifyContext::of(&self.config);
        let files = rendered.give_away(cache, |path, made| {
            let record = self.hand_over(path, made, context, writer);
            progress.step();
            record
        });
        let mut diagnostics = self.diagnostics.clone();
        let failed =
            files.iter().filter_map(|(path, record)| Some((*path, (**record.as_ref().err()?).clone())));
        diagnostics.extend(grouped(failed));
        let made: Vec<_> =
            files.into_iter().filter_map(|(path, record)| Some((path, record.ok()?))).collect();
        let bytes = write::contents_of(made.iter().map(|(path, record)| (*path, record.entry.bytes)));
        let kept = made.iter().filter(|(_, record)| record.is_page);
        let entries = kept.clone().map(|(path, record)| ((*path).clone(), record.entry)).collect();
        let taken = kept.filter(|(_, record)| record.is_kept).count();
        let mut links = None;
        // Links to a page that could not be rendered are not broken; its own error is enough.
        if made.len() == rendered.plan.routes.len() {
            let grounds = self.grounds(tree, &made);
            let found = self.verify(cache, made, grounds);
            links = found.is_empty().then_some(grounds);
            diagnostics.extend(found);
        }
        let diagnostics = self.finalize(diagnostics);
        let texts = tree.texts(&diagnostics, builtin_texts());
        PublishedBuild { config: self.config, rendered, diagnostics, texts, entries, taken, bytes, links }
    }

    /// Gives one file away, and says what it was.
    fn hand_over(
        &self,
        path: &OutputPath,
        made: Made,
        context: VerifyContext<'_>,
        writer: Option<&SiteWriter>,
    ) -> Result<FileRecord, Box<Diagnostic>> {
        let Made { bytes, view, renderer, is_page } = made;
        let (bytes, is_kept) = match bytes? {
            FileBytes::Kept(Kept::Unread(entry)) => {
                if let Some(writer) = writer {
                    writer.keep(path);
                }
                return Ok(FileRecord { entry, is_page, is_kept: true, summary: None });
            }
            FileBytes::Kept(Kept::Read(bytes)) => (bytes, true),
            FileBytes::New(bytes) => (bytes, false),
        };
        if let Some(writer) = writer {
            writer.put(path, &bytes);
        }
        let summary = if self.rendered.is_frozen(path) { None } else { summarize(path, &bytes, context) };
        let entry =
            CacheEntry { view, renderer, bytes: Digest::of_bytes(&bytes), links: Digest::of(&summary) };
        Ok(FileRecord { entry, is_page, is_kept, summary })
    }

    /// Stands for what the outcome of [`Self::verify`] rests on besides the links and anchors of pages.
    fn grounds(&self, tree: &SourceTree, made: &[(&OutputPath, FileRecord)]) -> Digest {
        let rests = made.iter().filter(|(_, record)| !record.is_page);
        let rests: Vec<_> = rests.map(|(path, record)| (path, record.entry.links)).collect();
        let paths = made.iter().map(|(path, _)| *path);
        Digest::of(&(grounds(paths, &*self.rendered), rests, &self.config.base, &tree.config, &tree.editions))
    }

    /// Checks all links. Where those of the last build were right and everything still has the same links and anchors,
    /// there is nothing to look at but what is new.
    fn verify(
        &self,
        cache: Option<&Cache>,
        made: Vec<(&OutputPath, FileRecord)>,
        grounds: Digest,
    ) -> Vec<Diagnostic> {
        let same_links = |cache: &Cache, (path, record): &(&OutputPath, FileRecord)| {
            !record.is_page || cache.entry(path).is_some_and(|entry| entry.links == record.entry.links)
        };
        let stands = cache.is_some_and(|cache| {
            let was = cache.last.as_ref().and_then(|last| last.links);
            was == Some(grounds) && made.iter().all(|file| same_links(cache, file))
        });
        if stands {
            let new = made.into_iter().filter_map(|(path, record)| Some((path.clone(), record.summary?)));
            return refused(&new.collect(), &*self.rendered);
        }
        let paths = made.iter().map(|(path, _)| (*path).clone()).collect();
        let summaries = made.into_par_iter().filter_map(|(path, record)| {
            let summary = record.summary.or_else(|| self.summary_of(path, record.is_kept, cache?));
            Some((path.clone(), summary?))
        });
        Verifier::verify_summaries(paths, summaries.collect(), &self.config, &*self.rendered)
    }

    /// What stands in a page that was taken over without a look at it.
    fn summary_of(&self, path: &OutputPath, is_kept: bool, cache: &Cache) -> Option<FileSummary> {
        if !is_kept || self.rendered.is_frozen(path) {
            return None;
        }
        let bytes = cache.read(path).or_else(|| self.rendered.get(path)?.bytes.as_ref().ok().cloned())?;
        summarize(path, &bytes, VerifyContext::of(&self.config))
    }
}
