//! The editions of a report → their frozen sites: what each was at the commit that is tagged with its name, built by this
//! program. Reads the database of the repository and writes nothing; what was built once can be kept by the caller.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::asset::AssetFile;
use crate::cache::program_digest;
use crate::config::{self, BaseUrl, Config, EditionSites};
use crate::diagnostic::{Code, Diagnostic, Severity, Span, any_error, position, summary};
use crate::edition::{Edition, Editions, manifest_path};
use crate::frozen::{self, Frozen, FrozenFile, FrozenRole, FrozenSite};
use crate::git::{GitError, Repository, Tagged};
use crate::paths::{OutputPath, SETTINGS, SourcePath};
use crate::pipeline::{self, Build, Options, Silent};
use crate::plan::{Route, SharedFile};
use crate::render::Digest;
use crate::source::{SourceTree, discover};
use crate::write::EDITION_PACKS;

/// Where the frozen site of an edition is kept.
pub fn pack_path(name: &str) -> SourcePath {
    SourcePath::new(&format!("{EDITION_PACKS}/{name}"))
}

/// The editions that are to be frozen, each with its tag.
pub struct Archive {
    dir: PathBuf,
    base: BaseUrl,
    editions: Vec<ArchivedEdition>,
    problems: Vec<Diagnostic>,
}

/// An edition and its commit.
struct ArchivedEdition {
    name: String,
    title: String,
    commit: String,
    /// Stands for all that its site is made of.
    id: String,
}

impl Archive {
    /// Finds the tags of the editions of the site in `dir`; none if `book.toml` does not ask for it. An edition whose pages
    /// nobody knows, since it was made of what was said by a date, is frozen only if it has a tag.
    pub fn find(dir: &Path, tree: &SourceTree, options: &Options) -> Self {
        let Config { edition_sites, base, .. } = config::load(&tree.config, None, &mut Vec::new());
        let base = options.base_url.clone().unwrap_or(base);
        let mut found = Self { dir: dir.to_owned(), base, editions: Vec::new(), problems: Vec::new() };
        if edition_sites == EditionSites::LeftOut || tree.editions.is_empty() {
            return found;
        }
        let editions = Editions::load(&tree.editions, &mut Vec::new());
        let tagged = Repository::of(dir).and_then(|repository| found.tags(&repository, editions.all()));
        if let Err(error) = tagged {
            let message = format!("the sites of editions cannot be published: {error}");
            let help = "build within the repository of the report, or take `archive` away";
            found.problems = vec![for_all(message, help)];
            found.editions.clear();
        }
        found
    }

    fn tags(&mut self, repository: &Repository, editions: &[Edition]) -> Result<(), GitError> {
        let program = program_digest().map(|digest| digest.to_string()).unwrap_or_default();
        let mut missing = Vec::new();
        for edition in editions {
            match repository.tagged(&edition.name) {
                Ok(Some(Tagged { commit, tree })) => {
                    let (name, title) = (edition.name.clone(), edition.title());
                    let id = Digest::of(&(&program, &tree, &self.base, &title)).to_string();
                    self.editions.push(ArchivedEdition { name, title, commit, id });
                }
                Ok(None) if edition.pages.values().all(|page| page.digest.is_none()) => {}
                Ok(None) => missing.push(edition),
                Err(GitError::NoSite(commit)) => {
                    let what = format!("its tag names `{commit}`, which has no site in this folder");
                    let help = format!("`git tag --force {0} COMMIT` moves the tag", edition.name);
                    self.problems.push(unfrozen(&edition.name, &what, help));
                }
                Err(error) => return Err(error),
            }
        }
        self.problems.extend(untagged(repository, &missing)?);
        Ok(())
    }

    /// Stands for all that a build of the site looks at. `None` if there is something that it says each time.
    pub fn inputs_digest(&self, tree: &SourceTree, options: &Options) -> Option<Digest> {
        let ids: Vec<_> = self.editions.iter().map(|edition| (&edition.name, &edition.id)).collect();
        let inputs = pipeline::inputs_digest(tree, options).filter(|_| self.problems.is_empty())?;
        Some(Digest::of(&(inputs, ids)))
    }

    /// Builds the sites that `kept` has not got, and gives each of those to `made`.
    pub fn freeze(self, kept: &dyn Fn(&str) -> Option<Vec<u8>>, made: &mut dyn FnMut(&FrozenSite)) -> Frozen {
        let mut frozen = Frozen { problems: self.problems.clone(), ..Frozen::default() };
        for edition in &self.editions {
            let ArchivedEdition { name, id, .. } = edition;
            let known = kept(name).and_then(|pack| FrozenSite::unpack(name, id, &pack));
            let is_new = known.is_none();
            match known.map_or_else(|| self.build(edition), Ok) {
                Ok(site) => {
                    if is_new {
                        made(&site);
                    }
                    frozen.sites.insert(name.clone(), site.into());
                }
                Err(problem) => frozen.problems.push(*problem),
            }
        }
        frozen
    }

    fn build(&self, edition: &ArchivedEdition) -> Result<FrozenSite, Box<Diagnostic>> {
        let ArchivedEdition { name, title, commit, id } = edition;
        let unread = |why: String| Box::new(unfrozen(name, &why, moved(name)));
        let files = Repository::of(&self.dir).and_then(|repository| repository.source_at(commit));
        let files = files.map_err(|error| unread(error.to_string()))?;
        let tree = discover(&files).map_err(|error| unread(error.to_string()))?;
        let path = format!("{}/{}", self.base.path, frozen::folder(name));
        let base_url = Some(BaseUrl { origin: self.base.origin.clone(), path });
        let options = Options { base_url, edition: Some(title.clone()), ..Options::default() };
        let build = pipeline::build_source(&tree, &options, &Silent);
        if any_error(&build.diagnostics) {
            return Err(Box::new(broken(name, &build)));
        }
        Ok(FrozenSite { name: name.clone(), id: id.clone(), files: files_of(&build) })
    }
}

/// The files of a site, each with what it is.
fn files_of(build: &Build) -> BTreeMap<OutputPath, FrozenFile> {
    let files = &build.rendered.assets.files;
    // What another style sheet takes from beside it has to stay there. The hashes in the names make them unmistakable.
    let others = files.iter().filter(|file| !file.stands_alone());
    let others: Vec<_> = others.filter_map(|file| std::str::from_utf8(&file.bytes).ok()).collect();
    let is_taken = |file: &AssetFile| others.iter().any(|other| other.contains(&file.url.to_string()));
    let alone = files.iter().filter(|file| file.stands_alone() && !is_taken(file));
    let alone: BTreeSet<_> = alone.filter_map(|file| file.url.output()).collect();
    let site = &build.rendered.site;
    let file = |(path, bytes): (&OutputPath, &Arc<[u8]>)| {
        let (role, page) = match build.rendered.plan.routes.get(path)? {
            Route::Redirect(id) => (FrozenRole::Part, site.page(*id).url.output()),
            Route::Shared(SharedFile::Frame, ..) => (FrozenRole::Part, exhibit_of(path)),
            route if route.is_page() => (FrozenRole::Page, Some(path.clone())),
            Route::File(_) if alone.contains(path) => (FrozenRole::Alone, None),
            _ => (FrozenRole::File, None),
        };
        Some((path.clone(), FrozenFile { role, page, bytes: bytes.clone() }))
    };
    build.output.iter().filter_map(file).collect()
}

/// The page of the exhibit that a frame shows, which lies in the folder above.
fn exhibit_of(frame: &OutputPath) -> Option<OutputPath> {
    let folder = frame.as_str().strip_suffix("/frame/index.html")?;
    OutputPath::new(&format!("{folder}/index.html"))
}

fn unfrozen(name: &str, why: &str, help: String) -> Diagnostic {
    let message = format!("the site of the edition `{name}` cannot be published: {why}");
    let span = Span::new(&manifest_path(name), 0..0);
    Diagnostic::new(Code::UnfrozenEdition, span, message).help(help).theme("editions that cannot be frozen")
}

/// What is said of editions without tags. A clone that has the newest commits alone has no tags at all.
fn untagged(repository: &Repository, editions: &[&Edition]) -> Result<Vec<Diagnostic>, GitError> {
    let Some(first) = editions.first() else { return Ok(Vec::new()) };
    if repository.is_shallow()? {
        let message = format!(
            "the sites of editions cannot be published: this clone has only the newest commits, and no tag `{}`",
            first.name
        );
        let help = "`git fetch --unshallow --tags` gets the rest, `fetch-depth: 0` in a workflow of GitHub";
        return Ok(vec![for_all(message, help)]);
    }
    let problem = |edition: &&Edition| {
        let name = &edition.name;
        let commit = repository.brought(&manifest_path(name))?.unwrap_or_else(|| "COMMIT".to_owned());
        let help = format!(
            "`git fetch --tags` gets it if it is elsewhere; `git tag {name} {commit}` names the commit that the edition \
             was made in"
        );
        Ok(unfrozen(name, &format!("there is no tag `{name}`"), help))
    };
    editions.iter().map(problem).collect()
}

/// What concerns all editions.
fn for_all(message: String, help: &str) -> Diagnostic {
    let span = Span::new(&SourcePath::new(SETTINGS), 0..0);
    Diagnostic::new(Code::UnfrozenEdition, span, message).help(help.to_owned())
}

fn moved(name: &str) -> String {
    format!("`git tag --force {name} COMMIT` moves the tag to a commit that can be built")
}

/// What is said of a commit that has errors.
fn broken(name: &str, build: &Build) -> Diagnostic {
    let count = summary(&build.diagnostics).unwrap_or_default();
    let first = build.diagnostics.iter().find(|problem| problem.severity == Severity::Error);
    let first = first.map(|problem| {
        let place = position(problem, &build.texts);
        let place =
            place.map(|(path, line, column)| format!(" at {path}:{line}:{column}")).unwrap_or_default();
        format!("the first is{place}: {}; ", problem.message)
    });
    let why = format!("its commit has {count} for this version of Fieldbook");
    unfrozen(name, &why, format!("{}{}", first.unwrap_or_default(), moved(name)))
}
