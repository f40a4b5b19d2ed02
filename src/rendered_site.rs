//! One state of the whole site, in which every file is rendered when it is first asked for.
//!
//! A file is taken over from the state before if nothing has changed of what it depends on: neither what was
//! looked at for its view, nor its template. Where something has, its view is made again, and the file is written
//! again only if the view is another one. So what an edit reaches follows by itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::asset::Assets;
use crate::cache::{Cache, Kept};
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
    /// The revision for which it was rendered.
    revision: usize,
    /// What its view depends on.
    reads: Reads,
    /// The template of a page.
    pub template: Option<String>,
    /// The digest of what it depends on besides its view.
    renderer: Digest,
    /// The digest of its view.
    view: Digest,
}

/// What a published file has come to that is not kept.
pub struct Made {
    /// Its bytes, or what is wrong with its template.
    pub bytes: Result<FileBytes, Box<Diagnostic>>,
    /// The digest of its view.
    pub view: Digest,
    /// The digest of what it depends on besides its view.
    pub renderer: Digest,
    /// Whether it is worth its line in the cache: it is a page, or made of pages.
    pub is_page: bool,
}

/// The bytes of a published file.
pub enum FileBytes {
    /// They were rendered.
    New(Arc<[u8]>),
    /// They are those of the build before.
    Kept(Kept),
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
    /// Puts a state together. `changes` tells what in the site is new since `previous`.
    pub fn new(
        parts: SiteParts,
        renderer: Arc<Renderer>,
        previous: Option<&Self>,
        changes: &Changes,
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
        Self { site, links, exhibits, words, assets, plan, renderer, outputs, revision }
    }

    /// A published file; `None` if there is none at this path.
    pub fn get(&self, path: &OutputPath) -> Option<&Arc<Rendered>> {
        self.outputs.get(path).map(|output| self.rendered(output))
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
        self.outputs.par_iter().for_each(|(_, output)| {
            if step() {
                self.rendered(output);
            }
        });
    }

    /// Renders every file and gives it away, so that no two are in memory longer than they have to be. Returns what
    /// `take` makes of each, in the order of their paths. Pages that `cache` has are not rendered.
    pub fn give_away<T: Send>(
        &self,
        cache: Option<&Cache>,
        take: impl Fn(&OutputPath, Made) -> T + Sync,
    ) -> Vec<(&OutputPath, T)> {
        let files = self.outputs.par_iter();
        files.map(|(path, output)| (path, take(path, self.made(path, output, cache)))).collect()
    }

    /// Every file, with those left out that could not be written.
    pub fn tree(&self) -> OutputTree {
        let rendered = self.outputs.iter().map(|(path, output)| (path, self.rendered(output)));
        rendered.filter_map(|(path, file)| Some((path.clone(), file.bytes.as_ref().ok()?.clone()))).collect()
    }

    /// What is wrong with templates.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let rendered = self.outputs.iter().map(|(path, output)| (path, self.rendered(output)));
        grouped(rendered.filter_map(|(path, file)| Some((path, file.bytes.as_ref().err()?.as_ref().clone()))))
    }

    /// The files that were rendered for this state rather than taken over.
    pub fn rendered_anew(&self) -> impl Iterator<Item = &OutputPath> {
        let is_new =
            |output: &Output| output.rendered.get().is_some_and(|file| file.revision == self.revision);
        self.outputs.iter().filter(move |(_, output)| is_new(output)).map(|(path, _)| path)
    }

    fn known(&self) -> SiteData<'_> {
        SiteData { site: &self.site, links: &self.links, exhibits: &self.exhibits, words: &self.words }
    }

    fn rendered<'o>(&self, output: &'o Output) -> &'o Arc<Rendered> {
        output.rendered.get().unwrap_or_else(|| {
            let file = output.rendered.get_or_init(|| self.render(output));
            *lock(&output.previous) = None;
            file
        })
    }

    fn render(&self, output: &Output) -> Arc<Rendered> {
        let Input { view, reads, template, renderer, digest } = self.input(output);
        // It stays until the file is written: meanwhile the next state may want to start from it.
        let previous = lock(&output.previous).clone();
        let (bytes, revision) = match &previous {
            Some(before) if (before.view, before.renderer) == (digest, renderer) => {
                (before.bytes.clone(), before.revision)
            }
            _ => (self.renderer.render(&view), self.revision),
        };
        let good = |before: Arc<Rendered>| before.bytes.as_ref().ok().cloned().or(before.last_good.clone());
        let last_good = previous.filter(|_| bytes.is_err()).and_then(good);
        Arc::new(Rendered { bytes, last_good, revision, reads, template, renderer, view: digest })
    }

    fn made(&self, path: &OutputPath, output: &Output, cache: Option<&Cache>) -> Made {
        let Input { view, template, renderer, digest, .. } = self.input(output);
        let known = cache.and_then(|cache| cache.get(path, digest, renderer));
        let bytes = match known {
            Some(kept) => Ok(FileBytes::Kept(kept)),
            None => self.renderer.render(&view).map(FileBytes::New),
        };
        let is_page = template.is_some() || output.route.repeats_pages();
        Made { bytes, view: digest, renderer, is_page }
    }

    /// All that a file is made of.
    fn input(&self, output: &Output) -> Input {
        let (view, reads) = plan::view(self.known(), &self.plan, &output.route);
        let template = match &view {
            View::Page(page) => Some(page.template.clone()),
            View::Print(report) => Some(report.frame.template.clone()),
            _ => None,
        };
        let (renderer, digest) = (self.renderer.digest(template.as_deref()), Digest::of(&view));
        Input { view, reads, template, renderer, digest }
    }
}

/// All that a file is made of.
struct Input {
    view: View,
    reads: Reads,
    template: Option<String>,
    renderer: Digest,
    digest: Digest,
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
