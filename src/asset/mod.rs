//! Files that are no pages → [`Assets`]: `static/`, what lies beside the pages, and the theme. They are published
//! as they are, but for the addresses in style sheets.

mod address;
mod picture;
mod style_sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::builtin;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned, did_you_mean};
use crate::highlight;
use crate::paths::{OutputPath, SETTINGS, STATIC, SourcePath, UrlPath, slug};
use crate::source::{SourceFile, SourceTree};

pub use picture::Size;
pub(crate) use style_sheet::{LoadKind, outside_addresses};

/// The files of a site that are no pages.
#[derive(Debug, Default)]
pub struct Assets {
    /// What is published.
    pub files: Vec<AssetFile>,
    /// Addresses by the path below `static/`: `css/site.css`.
    pub urls: BTreeMap<String, UrlPath>,
    /// Addresses by source path, for links in pages.
    pub by_source: BTreeMap<SourcePath, UrlPath>,
    /// The sizes of pictures, as far as their files tell.
    pub sizes: BTreeMap<SourcePath, Size>,
    /// Where in `files` an address is.
    by_url: BTreeMap<UrlPath, usize>,
}

/// A file that is published.
#[derive(Debug)]
pub struct AssetFile {
    /// Where it comes from: a file of the source, or `built-in:` and the name.
    pub source: SourcePath,
    /// Where it is published.
    pub url: UrlPath,
    /// What it holds.
    pub bytes: Arc<[u8]>,
    /// What its source holds: a style sheet with its addresses as they were written.
    pub written: Arc<[u8]>,
}

impl AssetFile {
    /// Whether it is a style sheet or a script with a hash in its name that leads to no other file, so that it is the same
    /// wherever it stands. What the scripts of the theme load, a page tells them.
    pub fn stands_alone(&self) -> bool {
        let Ok(text) = std::str::from_utf8(&self.bytes) else { return false };
        let name = self.url.as_str().rsplit('/').next().unwrap_or_default();
        if name != fingerprinted(self.source.name(), &self.bytes) || name == self.source.name() {
            return false;
        }
        if name.rsplit_once('.').is_some_and(|(_, extension)| extension == "css") {
            style_sheet::addresses(text).is_empty()
        } else {
            self.source.is_built_in() || !text.contains("import")
        }
    }
}

/// A file on its way to its address.
struct File {
    source: SourcePath,
    /// Where below the output folder it would be published if no name had a hash in it: `css/site.css`.
    path: String,
    bytes: Arc<[u8]>,
    written: Arc<[u8]>,
}

impl File {
    fn new(source: SourcePath, path: String, bytes: Arc<[u8]>) -> Self {
        Self { source, path, written: bytes.clone(), bytes }
    }

    fn is_style_sheet(&self) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("css"))
    }

    /// Follows a relative address; `None` if it leaves the site.
    fn beside(&self, path: &str) -> Option<OutputPath> {
        match self.path.rsplit_once('/') {
            Some((folder, _)) => OutputPath::new(&format!("{folder}/{path}")),
            None => OutputPath::new(path),
        }
    }
}

/// Collects the files. Those of `static/` take the place of the theme's with the same path.
pub fn collect(tree: &SourceTree, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Assets {
    let mut files = shared_files(tree, config);
    let shared = files.len();
    let beside =
        |file: &SourceFile| File::new(file.path.clone(), beside_page(&file.path), file.content.shared());
    files.extend(tree.attachments.iter().map(beside));
    let names = address::finish(&mut files, &config.base.path, diagnostics);
    let mut assets = Assets::default();
    for (at, (file, name)) in files.into_iter().zip(names).enumerate() {
        let path = (at < shared).then(|| file.path.clone());
        let url = assets.publish(file, &name, diagnostics);
        assets.urls.extend(path.zip(url));
    }
    let named = [&config.frame.logo, &config.frame.favicon, &config.frame.card].into_iter().flatten();
    diagnostics.extend(named.filter_map(|name| assets.missing(name)));
    assets
}

/// The files of `static/` and of the theme.
fn shared_files(tree: &SourceTree, config: &Config) -> Vec<File> {
    let own = |file: &SourceFile| {
        File::new(file.path.clone(), file.path.inside().to_owned(), file.content.shared())
    };
    let mut files: Vec<_> = tree.statics.iter().map(own).collect();
    let replaced: BTreeSet<_> = files.iter().map(|file| file.path.clone()).collect();
    let theme = builtin::STATIC.iter().filter(|(name, _)| !replaced.contains(*name));
    files.extend(theme.map(|(name, text)| {
        File::new(SourcePath::built_in(name), (*name).to_owned(), text.as_bytes().into())
    }));
    // The colours of code are settings, whoever wrote the sheet.
    let syntax = highlight::style_sheet(&config.light_theme, &config.dark_theme);
    for sheet in files.iter_mut().filter(|file| file.path == builtin::STYLE_SHEET) {
        sheet.bytes = [&*sheet.bytes, syntax.as_bytes()].concat().into();
    }
    files
}

impl Assets {
    /// The report on a file below `static/` that `book.toml` names and that there is not.
    fn missing(&self, name: &Spanned<String>) -> Option<Diagnostic> {
        if self.urls.contains_key(&name.value) {
            return None;
        }
        let message = format!("there is no file `{STATIC}/{}`", name.value);
        let help = did_you_mean(&name.value, self.urls.keys().map(String::as_str))
            .unwrap_or_else(|| format!("name a file by its path below `{STATIC}/`: `img/logo.svg`"));
        let span = Span::new(&SourcePath::new(SETTINGS), name.range.clone());
        Some(Diagnostic::new(Code::MissingFile, span, message).help(help))
    }

    /// Adds a file under a path below the output folder, or reports that there can be none.
    fn publish(
        &mut self,
        File { source, bytes, written, .. }: File,
        path: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<UrlPath> {
        let url = UrlPath::file(path);
        if url.output().is_none() {
            let message = format!("no address can be made of the name `{}`", source.name().escape_debug());
            let help = "use letters, digits, hyphens and dots".to_owned();
            diagnostics.push(Diagnostic::new(Code::BadName, Span::new(&source, 0..0), message).help(help));
            return None;
        }
        if let Some(size) = picture::size(&source, &bytes) {
            self.sizes.insert(source.clone(), size);
        }
        self.by_source.insert(source.clone(), url.clone());
        // A folder that links show in two places has each file twice. It is one file still.
        if self.by_url.get(&url).is_some_and(|at| self.files[*at].bytes == bytes) {
            return Some(url);
        }
        self.by_url.insert(url.clone(), self.files.len());
        self.files.push(AssetFile { source, url: url.clone(), bytes, written });
        Some(url)
    }
}

/// A file beside a page is published beside it, so its folders become slugs as the page's do.
fn beside_page(source: &SourcePath) -> String {
    let folders = source.folder().split('/').skip(1).map(slug);
    folders.chain([source.name().to_owned()]).collect::<Vec<_>>().join("/")
}

/// Style sheets and scripts get a hash of their bytes into their name, so that browsers may keep them for ever.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension @ ("css" | "js"))) => {
            let hash = blake3::hash(bytes).to_hex();
            format!("{stem}.{}.{extension}", &hash[..10])
        }
        _ => name.to_owned(),
    }
}
