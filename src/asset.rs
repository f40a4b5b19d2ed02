//! Files that are published as they are → [`Assets`]: `static/`, what lies beside the pages, and the theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::builtin;
use crate::config::Config;
use crate::highlight;
use crate::paths::{OutputPath, SourcePath, UrlPath, slug};
use crate::source::{SourceFile, SourceTree};

/// The files of a site that are no pages.
#[derive(Debug, Default)]
pub struct Assets {
    /// What is published where.
    pub files: BTreeMap<OutputPath, AssetFile>,
    /// Addresses by the path below `static/`: `css/site.css`.
    pub urls: BTreeMap<String, UrlPath>,
    /// Addresses by source path, for links in pages.
    pub by_source: BTreeMap<SourcePath, UrlPath>,
}

/// A file that is published as it is.
#[derive(Debug)]
pub struct AssetFile {
    /// What it holds.
    pub bytes: Arc<[u8]>,
    /// Where it comes from, for messages.
    pub origin: String,
}

/// Collects the files. Those of `static/` take the place of the theme's with the same path.
pub fn collect(tree: &SourceTree, config: &Config) -> Assets {
    let mut assets = Assets::default();
    for file in &tree.statics {
        let name = file.path.as_str().trim_start_matches("static/");
        assets.publish(name, file.path.as_str(), &file.bytes);
        if let Some(url) = assets.urls.get(name) {
            assets.by_source.insert(file.path.clone(), url.clone());
        }
    }
    let syntax = highlight::style_sheet(&config.light_theme, &config.dark_theme);
    let theme = builtin::STATIC
        .iter()
        .map(|(name, text)| (*name, *text))
        .chain([("css/syntax.css", syntax.as_str())]);
    for (name, text) in theme {
        if !assets.urls.contains_key(name) {
            assets.publish(name, &format!("built-in:{name}"), &Arc::from(text.as_bytes()));
        }
    }
    for file in &tree.attachments {
        assets.attach(file);
    }
    assets
}

impl Assets {
    fn publish(&mut self, name: &str, origin: &str, bytes: &Arc<[u8]>) {
        let published = fingerprinted(name, bytes);
        let Some(path) = OutputPath::new(&published) else { return };
        self.urls.insert(name.to_owned(), UrlPath::file(&published));
        self.files.insert(path, AssetFile { bytes: bytes.clone(), origin: origin.to_owned() });
    }

    /// A file beside a page is published beside it, so its folders become slugs as the page's do.
    fn attach(&mut self, file: &SourceFile) {
        let folder = file.path.folder().trim_start_matches("content");
        let folders = folder.split('/').filter(|part| !part.is_empty()).map(slug);
        let name = file.path.as_str().rsplit('/').next().unwrap_or_default();
        let path = folders.chain([name.to_owned()]).collect::<Vec<_>>().join("/");
        let Some(output) = OutputPath::new(&path) else { return };
        self.by_source.insert(file.path.clone(), UrlPath::file(&path));
        self.files.insert(output, AssetFile { bytes: file.bytes.clone(), origin: file.path.to_string() });
    }
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
