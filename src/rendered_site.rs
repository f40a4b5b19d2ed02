//! One state of the whole site, in which every file is rendered when it is first asked for.
//!
//! A file is taken over from the state before if nothing has changed of what it depends on: neither what was
//! looked at for its view, nor its template. Where something has, its view is made again, and the file is written
//! again only if the view is another one. So what an edit reaches follows by itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::asset::Assets;
use crate::cache::{Cache, CacheEntry};
use crate::diagnostic::{Diagnostic, Span};
use crate::exhibit::{Exhibit, Exhibits};
use crate::link::Links;
use crate::model::{Changes, Reads, Site};
use crate::paths::OutputPath;
use crate::plan::{self, DataTable, Plan, Route, Schema, SiteData, View};
use crate::render::{Digest, OutputTree, Renderer, grouped};
use crate::search::SearchIndex;

/// One state of the whole site.
pub struct RenderedSite {
    /// The pages.
    pub site: Site,
    /// The links between them.
    pub links: Links,
    /// What their charts and tables show.
    pub exhibits: Exhibits,
    /// The words on them.
    pub words: SearchIndex,
    /// The files that are no pages.
    pub assets: Arc<Assets>,
    /// What there is.
    pub plan: Arc<Plan>,
    renderer: Arc<Renderer>,
    outputs: BTreeMap<OutputPath, Arc<Output>>,
    /// Counts the states, from zero.
    revision: usize,
    cache: Option<Cache>,
}

/// A published file, written or still to be.
struct Output {
    route: Route,
    rendered: OnceLock<Arc<Rendered>>,
    /// The file as it was, until it is written: it is kept if its view comes out the same.
    previous: Mutex<Option<Arc<Rendered>>>,
}

/// A file that was written.
pub struct Rendered {
    /// Its bytes, or what is wrong with its template.
    pub bytes: Result<Arc<[u8]>, Box<Diagnostic>>,
    /// What the file was when its template was last in order.
    pub last_good: Option<Arc<[u8]>>,
    /// The revision for which it was rendered; `None` if it was found in the cache.
    revision: Option<usize>,
    /// What its view depends on.
    reads: Reads,
    /// The template of a page.
    pub template: Option<String>,
    /// The digest of what it depends on besides its view.
    renderer: Digest,
    /// The digest of its view.
    view: Digest,
}

/// What the stages before have come to.
pub struct SiteParts {
    /// The pages.
    pub site: Site,
    /// The links between them.
    pub links: Links,
    /// What their charts and tables show.
    pub exhibits: Exhibits,
    /// The words on them.
    pub words: SearchIndex,
    /// The files that are no pages.
    pub assets: Arc<Assets>,
    /// What there is.
    pub plan: Arc<Plan>,
}

impl RenderedSite {
    /// Puts a state together. `changes` tells what in the site is new since `previous`, and `cache` has what
    /// an earlier run of the program left.
    pub fn new(
        parts: SiteParts,
        renderer: Arc<Renderer>,
        previous: Option<&Self>,
        changes: &Changes,
        cache: Option<Cache>,
    ) -> Self {
        let same_renderer = previous.is_some_and(|before| Arc::ptr_eq(&before.renderer, &renderer));
        let holds = |output: &Output| {
            let written = |file: &Arc<Rendered>| same_renderer || file.is_written_by(&renderer);
            output.rendered.get().is_some_and(|file| !changes.touch(&file.reads) && written(file))
        };
        let mut known = previous.map(|rendered| rendered.outputs.iter()).into_iter().flatten().peekable();
        let output = |(path, route): (&OutputPath, &Route)| {
            while known.next_if(|(before, _)| *before < path).is_some() {}
            let before = known.next_if(|(before, _)| *before == path).map(|(_, output)| output);
            let output = match before {
                Some(output) if output.route == *route && holds(output) => output.clone(),
                before => Arc::new(Output {
                    route: route.clone(),
                    rendered: OnceLock::new(),
                    previous: Mutex::new(before.and_then(|output| output.latest())),
                }),
            };
            (path.clone(), output)
        };
        let outputs = parts.plan.routes.iter().map(output).collect();
        let revision = previous.map_or(0, |before| before.revision + 1);
        let SiteParts { site, links, exhibits, words, assets, plan } = parts;
        Self { site, links, exhibits, words, assets, plan, renderer, outputs, revision, cache }
    }

    /// A published file; `None` if there is none at this path.
    pub fn get(&self, path: &OutputPath) -> Option<&Arc<Rendered>> {
        self.outputs.get_key_value(path).map(|(path, output)| self.rendered(path, output))
    }

    /// Whether a file is there already, with these bytes.
    pub fn has(&self, path: &OutputPath, bytes: &Arc<[u8]>) -> bool {
        let rendered = self.outputs.get(path).and_then(|output| output.rendered.get());
        rendered.is_some_and(|file| file.bytes.as_ref().is_ok_and(|known| Arc::ptr_eq(known, bytes)))
    }

    /// A table of the data files, whether it is published or not.
    pub fn data(&self, schema: &'static Schema) -> DataTable {
        plan::data_table(self.known(), schema)
    }

    /// How an exhibit is drawn, as HTML.
    pub fn exhibit(&self, exhibit: &Exhibit) -> String {
        self.renderer.exhibit(exhibit)
    }

    /// Where a template of the site holds one of these texts; of several the first that one of them holds counts.
    pub fn in_template(&self, texts: &[String]) -> Option<Span> {
        self.renderer.in_template(texts)
    }

    /// Writes what is not yet written. `step` is called before each file and says whether to go on.
    pub fn render_all(&self, step: &(dyn Fn() -> bool + Sync)) {
        self.outputs.par_iter().for_each(|(path, output)| {
            if step() {
                self.rendered(path, output);
            }
        });
    }

    /// Every file, with those left out that could not be written.
    pub fn tree(&self) -> OutputTree {
        let rendered = self.outputs.iter().map(|(path, output)| (path, self.rendered(path, output)));
        rendered.filter_map(|(path, file)| Some((path.clone(), file.bytes.as_ref().ok()?.clone()))).collect()
    }

    /// What is wrong with templates.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let rendered = self.outputs.iter().map(|(path, output)| (path, self.rendered(path, output)));
        grouped(rendered.filter_map(|(path, file)| Some((path, file.bytes.as_ref().err()?.as_ref().clone()))))
    }

    /// The files that were rendered for this state rather than taken over.
    pub fn rendered_anew(&self) -> impl Iterator<Item = &OutputPath> {
        let is_new =
            |output: &Output| output.rendered.get().is_some_and(|file| file.revision == Some(self.revision));
        self.outputs.iter().filter(move |(_, output)| is_new(output)).map(|(path, _)| path)
    }

    /// How many pages were found in the cache.
    pub fn cache_hits(&self) -> usize {
        let files = self.outputs.values().filter_map(|output| output.rendered.get());
        files.filter(|file| file.revision.is_none()).count()
    }

    /// What the next run of the program needs to know of the pages and their twins.
    pub fn cache_entries(&self) -> Vec<(&OutputPath, CacheEntry)> {
        let pages = self.outputs.par_iter().filter_map(|(path, output)| {
            let Rendered { bytes, template, view, renderer, .. } = &**self.rendered(path, output);
            let bytes = bytes.as_ref().ok().filter(|_| template.is_some() || output.route.repeats_pages())?;
            Some((path, CacheEntry { view: *view, renderer: *renderer, bytes: Digest::of_bytes(bytes) }))
        });
        pages.collect()
    }

    fn known(&self) -> SiteData<'_> {
        SiteData { site: &self.site, links: &self.links, exhibits: &self.exhibits, words: &self.words }
    }

    fn rendered<'o>(&self, path: &OutputPath, output: &'o Output) -> &'o Arc<Rendered> {
        output.rendered.get().unwrap_or_else(|| {
            let file = output.rendered.get_or_init(|| self.render(path, output));
            *lock(&output.previous) = None;
            file
        })
    }

    fn render(&self, path: &OutputPath, output: &Output) -> Arc<Rendered> {
        let (view, reads) = plan::view(self.known(), &self.plan, &output.route);
        let template = match &view {
            View::Page(page) => Some(page.template.clone()),
            View::Print(report) => Some(report.frame.template.clone()),
            _ => None,
        };
        let renderer = self.renderer.digest(template.as_deref());
        let digest = Digest::of(&view);
        // It stays until the file is written: meanwhile the next state may want to start from it.
        let previous = lock(&output.previous).clone();
        let (bytes, revision) = match &previous {
            Some(before) if (before.view, before.renderer) == (digest, renderer) => {
                (before.bytes.clone(), before.revision)
            }
            _ => match self.cache.as_ref().and_then(|cache| cache.get(path, digest, renderer)) {
                Some(bytes) => (Ok(bytes), None),
                None => (self.renderer.render(&view), Some(self.revision)),
            },
        };
        let good = |before: Arc<Rendered>| before.bytes.as_ref().ok().cloned().or(before.last_good.clone());
        let last_good = previous.filter(|_| bytes.is_err()).and_then(good);
        Arc::new(Rendered { bytes, last_good, revision, reads, template, renderer, view: digest })
    }
}

impl Output {
    /// The file as it was last written.
    fn latest(&self) -> Option<Arc<Rendered>> {
        // In this order: what is no longer there as the previous one has been written by then.
        let previous = lock(&self.previous).clone();
        self.rendered.get().cloned().or(previous)
    }
}

impl Rendered {
    /// What its view depends on.
    pub fn reads(&self) -> &Reads {
        &self.reads
    }

    /// Whether another state of the file rests on the same template, settings and frame.
    pub fn is_drawn_like(&self, other: &Self) -> bool {
        self.renderer == other.renderer
    }

    fn is_written_by(&self, renderer: &Renderer) -> bool {
        renderer.digest(self.template.as_deref()) == self.renderer
    }
}

/// A thread that panicked while it held the lock has left nothing half-done behind: what is locked is replaced as
/// a whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
