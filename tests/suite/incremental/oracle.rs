//! Two builds of one site: the warm one, which has been there all the time, and a clean one. They must not differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::Arc;

use fieldbook::config::BaseUrl;
use fieldbook::diagnostic::Diagnostic;
use fieldbook::files::{Files as _, MemoryFiles, Reason};
use fieldbook::paths::{OutputPath, SourcePath};
use fieldbook::pipeline::{self, Build, Builder, Options, PlannedBuild, Silent};
use fieldbook::render::OutputTree;
use fieldbook::rendered_site::RenderedSite;
use fieldbook::source::{ReadError, SourceFile, SourceTree, discover};
use fieldbook::verify::Verifier;

use super::history::{Feed, History, Look, Step, World};

/// Where the warm build went another way than the clean one.
pub(super) struct Failure {
    pub(super) step: usize,
    pub(super) text: String,
}

/// Plays a history from its start and stops where the builds differ.
pub(super) fn play(history: &History) -> Result<(), Failure> {
    let base_url = history.base_url.map(|url| BaseUrl::parse(url).unwrap());
    let (drafts, deny_warnings) = (history.drafts, history.deny_warnings);
    let options = Options { base_url, as_of: None, edition: None, print: false, drafts, deny_warnings };
    let mut world = World::default();
    let mut files = Files::default();
    let mut warm = Warm::new(options.clone());
    for (number, step) in history.steps.iter().enumerate() {
        step.edits.iter().for_each(|edit| world.apply(edit));
        let changed = files.take(world.files(), world.refused());
        let clean = pipeline::build(&files.memory, &options, &Silent);
        warm.step(&files.memory, &changed, step, clean).map_err(|text| Failure { step: number, text })?;
    }
    Ok(())
}

/// The files of a site as builds see them.
#[derive(Default)]
struct Files {
    memory: MemoryFiles,
    bytes: BTreeMap<String, Vec<u8>>,
    refused: BTreeMap<String, Reason>,
}

impl Files {
    /// Takes over what is new, and says which files differ.
    fn take(
        &mut self,
        files: BTreeMap<String, Vec<u8>>,
        refused: BTreeMap<String, Reason>,
    ) -> Vec<SourcePath> {
        let paths: BTreeSet<_> = self.bytes.keys().chain(files.keys()).cloned().collect();
        let differs = |path: &String| {
            self.bytes.get(path) != files.get(path) || self.refused.get(path) != refused.get(path)
        };
        let changed: Vec<_> = paths.into_iter().filter(differs).collect();
        for path in &changed {
            match files.get(path) {
                Some(bytes) => self.memory.insert(path, bytes.as_slice()),
                None => self.memory.remove(path),
            }
            if let Some(reason) = refused.get(path).filter(|_| files.contains_key(path)) {
                self.memory.refuse(path, reason.clone());
            }
        }
        (self.bytes, self.refused) = (files, refused);
        changed.iter().map(|path| SourcePath::new(path)).collect()
    }
}

/// A rendered site that was not looked at as a whole, and what it must hold.
type Behind = (Arc<RenderedSite>, OutputTree, usize);

/// The build that is kept warm.
pub(super) struct Warm {
    tree: SourceTree,
    builder: Builder,
    verifier: Verifier,
    /// Whether reading failed the last time. What stands there can be told again by reading everything only.
    unread: bool,
    behind: Option<Behind>,
    /// The files as they were when their templates were last in order.
    good: BTreeMap<OutputPath, Arc<[u8]>>,
}

impl Warm {
    pub(super) fn new(options: Options) -> Self {
        Self {
            tree: SourceTree::default(),
            builder: Builder::new(options),
            verifier: Verifier::default(),
            unread: true,
            behind: None,
            good: BTreeMap::new(),
        }
    }

    /// Reads what has changed.
    pub(super) fn read(
        &mut self,
        files: &MemoryFiles,
        changed: &[SourcePath],
        feed: Feed,
    ) -> Result<(), ReadError> {
        // Whoever watches a site has everything read again where something comes that is no file.
        let is_other = |path: &SourcePath| {
            files.read(path).is_err_and(|error| error.kind() == std::io::ErrorKind::InvalidInput)
        };
        let read = if feed == Feed::All || self.unread || changed.iter().any(is_other) {
            self.tree.rescan(files).map(drop)
        } else {
            let known: Vec<_> = self.tree.pages.iter().map(|file| file.path.clone()).collect();
            let gone = ["content/nothing.md", "static/nothing.css", "nothing"].map(SourcePath::new);
            let more = known.iter().chain(&gone).filter(|_| feed == Feed::More);
            self.tree.reread(files, changed.iter().chain(more)).map(drop)
        };
        self.unread = read.is_err();
        read
    }

    /// Builds what a step leads to, and compares.
    fn step(
        &mut self,
        files: &MemoryFiles,
        changed: &[SourcePath],
        step: &Step,
        clean: Result<Build, ReadError>,
    ) -> Result<(), String> {
        match (self.read(files, changed, step.feed), clean) {
            (Ok(()), Ok(clean)) => {
                same_source(&self.tree, files)?;
                self.compare(clean, step.look)
            }
            (Err(warm), Err(clean)) => same("the error", &warm.to_string(), &clean.to_string()),
            (Err(warm), Ok(_)) => Err(format!("only the warm build fails: {warm}")),
            (Ok(()), Err(clean)) => Err(format!("only the clean build fails: {clean}")),
        }
    }

    /// Builds what was read, and compares.
    pub(super) fn compare(&mut self, clean: Build, look: Look) -> Result<(), String> {
        let draft = self.builder.update(&self.tree);
        self.catch_up()?;
        same("the settings", &*draft.config, &*clean.config)?;
        same("the planned files", &draft.rendered.plan.routes, &clean.rendered.plan.routes)?;
        self.good.retain(|path, _| clean.rendered.plan.routes.contains_key(path));
        match look {
            Look::All => self.look(&draft, &clean),
            Look::Some(first) => {
                let rendered = draft.rendered;
                self.look_at(&rendered, &clean.output, first)?;
                self.behind = Some((rendered, clean.output, first + 1));
                Ok(())
            }
        }
    }

    /// Looks at all that is published.
    fn look(&mut self, draft: &PlannedBuild, clean: &Build) -> Result<(), String> {
        draft.rendered.render_all(&|| true);
        (0..4).try_for_each(|first| self.look_at(&draft.rendered, &clean.output, first))?;
        let (output, diagnostics) = draft.finish(&mut self.verifier);
        same_diagnostics(&diagnostics, &clean.diagnostics)?;
        let paths = |tree: &OutputTree| tree.keys().cloned().collect::<Vec<_>>();
        same("the published files", &paths(&output), &paths(&clean.output))
    }

    /// Looks at every fourth file.
    fn look_at(&mut self, rendered: &RenderedSite, clean: &OutputTree, first: usize) -> Result<(), String> {
        for path in every_fourth(rendered, first) {
            same_file(rendered, clean, path)?;
            let Some(file) = rendered.get(path) else { continue };
            if let Ok(bytes) = &file.bytes {
                self.good.insert(path.clone(), bytes.clone());
            } else if file.last_good != self.good.get(path).cloned() {
                return Err(format!("{path}: what it was when its template was in order is lost"));
            }
        }
        Ok(())
    }

    /// Readers can still ask for files of the site before.
    fn catch_up(&mut self) -> Result<(), String> {
        let Some((rendered, clean, first)) = self.behind.take() else { return Ok(()) };
        every_fourth(&rendered, first).try_for_each(|path| same_file(&rendered, &clean, path))
    }
}

fn every_fourth(rendered: &RenderedSite, first: usize) -> impl Iterator<Item = &OutputPath> {
    rendered.plan.routes.keys().skip(first % 4).step_by(4)
}

fn same<T: PartialEq + Debug>(what: &str, warm: &T, clean: &T) -> Result<(), String> {
    if warm == clean {
        return Ok(());
    }
    let (warm, clean) = (format!("{warm:#?}"), format!("{clean:#?}"));
    Err(format!("{what}:\n{}", difference(&warm, &clean)))
}

/// The source that is kept must be the one that stands there.
fn same_source(tree: &SourceTree, files: &MemoryFiles) -> Result<(), String> {
    let fresh = discover(files).map_err(|error| error.to_string())?;
    let list = |tree: &SourceTree| {
        let lists = [&tree.pages, &tree.attachments, &tree.statics, &tree.templates, &tree.editions];
        let text = |file: &SourceFile| {
            (file.path.to_string(), String::from_utf8_lossy(file.content.bytes()).into_owned())
        };
        lists.map(|list| list.iter().map(text).collect::<Vec<_>>())
    };
    same("the source", &(list(tree), &tree.config), &(list(&fresh), &fresh.config))
}

/// Every diagnostic in its order, with its places, its help and all else.
fn same_diagnostics(warm: &[Diagnostic], clean: &[Diagnostic]) -> Result<(), String> {
    same("the diagnostics", &warm, &clean)
}

fn same_file(rendered: &RenderedSite, clean: &OutputTree, path: &OutputPath) -> Result<(), String> {
    let warm = rendered.get(path).and_then(|file| file.bytes.as_ref().ok());
    let clean = clean.get(path);
    if warm == clean {
        return Ok(());
    }
    let text = |bytes: Option<&Arc<[u8]>>| {
        bytes.map_or("(nothing)".into(), |bytes| String::from_utf8_lossy(bytes).into_owned())
    };
    Err(format!("{path}:\n{}", difference(&text(warm), &text(clean))))
}

/// The first lines that differ, with what stands before them.
fn difference(warm: &str, clean: &str) -> String {
    let (warm, clean): (Vec<_>, Vec<_>) = (warm.lines().collect(), clean.lines().collect());
    let at = std::iter::zip(&warm, &clean).take_while(|(one, other)| one == other).count();
    let marked = |lines: &[&str], mark: &str| {
        let lines = lines.iter().map(|line| format!("{mark} {line}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let behind = |lines: &[&str], mark| marked(&lines[at..lines.len().min(at + 12)], mark);
    let parts = [marked(&warm[at.saturating_sub(3)..at], " "), behind(&warm, "-"), behind(&clean, "+")];
    format!("line {}, - warm, + clean\n{}", at + 1, parts.join("\n"))
}
