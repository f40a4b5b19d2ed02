//! Files that are published as they are → [`Assets`]: `static/`, what lies beside the pages, and the theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::builtin;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::highlight;
use crate::paths::{SourcePath, UrlPath, slug};
use crate::source::SourceTree;

/// The files of a site that are no pages.
#[derive(Debug, Default)]
pub struct Assets {
    /// What is published.
    pub files: Vec<AssetFile>,
    /// Addresses by the path below `static/`: `css/site.css`.
    pub urls: BTreeMap<String, UrlPath>,
    /// Addresses by source path, for links in pages.
    pub by_source: BTreeMap<SourcePath, UrlPath>,
    /// Where in `files` an address is.
    by_url: BTreeMap<UrlPath, usize>,
}

/// A file that is published as it is.
#[derive(Debug)]
pub struct AssetFile {
    /// Where it comes from: a file of the source, or `built-in:` and the name.
    pub source: SourcePath,
    /// Where it is published.
    pub url: UrlPath,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

/// Collects the files. Those of `static/` take the place of the theme's with the same path.
pub fn collect(tree: &SourceTree, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Assets {
    let mut assets = Assets::default();
    for file in &tree.statics {
        let name = file.path.inside();
        if let Some(url) = assets.publish(&file.path, name, &file.content.shared(), diagnostics) {
            assets.urls.insert(name.to_owned(), url);
        }
    }
    let syntax = highlight::style_sheet(&config.light_theme, &config.dark_theme);
    let theme = builtin::STATIC
        .iter()
        .map(|(name, text)| (*name, *text))
        .chain([("css/syntax.css", syntax.as_str())]);
    for (name, text) in theme {
        let source = SourcePath::built_in(name);
        if assets.urls.contains_key(name) {
            continue;
        }
        if let Some(url) = assets.publish(&source, name, &Arc::from(text.as_bytes()), diagnostics) {
            assets.urls.insert(name.to_owned(), url);
        }
    }
    for file in &tree.attachments {
        assets.publish(&file.path, &beside_page(&file.path), &file.content.shared(), diagnostics);
    }
    assets
}

impl Assets {
    /// Adds a file under a path below the output folder, or reports that there can be none.
    fn publish(
        &mut self,
        source: &SourcePath,
        path: &str,
        bytes: &Arc<[u8]>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<UrlPath> {
        let url = UrlPath::file(&fingerprinted(path, bytes));
        if url.output().is_none() {
            let message = format!("no address can be made of the name `{}`", source.name().escape_debug());
            let help = "use letters, digits, hyphens and dots".to_owned();
            diagnostics.push(Diagnostic::new(Code::BadName, Span::new(source, 0..0), message).help(help));
            return None;
        }
        self.by_source.insert(source.clone(), url.clone());
        // A folder that links show in two places has each file twice. It is one file still.
        if self.by_url.get(&url).is_some_and(|at| self.files[*at].bytes == *bytes) {
            return Some(url);
        }
        self.by_url.insert(url.clone(), self.files.len());
        self.files.push(AssetFile { source: source.clone(), url: url.clone(), bytes: bytes.clone() });
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
