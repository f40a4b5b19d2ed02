//! The addresses of a site: where a file comes from, where it is published, and under which URL.
//!
//! All of them use `/`, on every system, and none of them can leave the site.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// The file that holds the settings of a site.
pub const SETTINGS: &str = "book.toml";

/// The folder of the pages, and of the files beside them.
pub const CONTENT: &str = "content";

/// The folder of the files that are published as they are.
pub const STATIC: &str = "static";

/// The folder of the site's own templates.
pub const TEMPLATES: &str = "templates";

/// The folder of the manifests of editions.
pub const EDITIONS: &str = "editions";

/// The file of the metrics that pages share. A small site declares them in `book.toml`.
pub const METRICS: &str = "content/metrics.toml";

/// The file that names the custom domain of a site.
pub const DOMAIN: &str = "CNAME";
/// The feed.
pub const FEED: &str = "feed.xml";
/// The feed of changed figures.
pub const FIGURE_FEED: &str = "figures.xml";
/// The feed of editions.
pub const EDITION_FEED: &str = "editions.xml";
/// What tells programs where everything is.
pub const GUIDE: &str = "llms.txt";
/// What says how the report is cited.
pub const CITATION: &str = "CITATION.cff";
/// The list of all pages for search engines.
pub const SITEMAP: &str = "sitemap.xml";
/// What crawlers are told.
pub const ROBOTS: &str = "robots.txt";
/// The error page.
pub const NOT_FOUND: &str = "404.html";
/// The folder of the data files, which has a page about them.
pub const DATA: &str = "data";
/// The folder of the exhibits that are shared, short because it stands in every link to one.
pub const SHARED: &str = "x";
/// The folder of the report as one page.
pub const PRINT: &str = "print";

/// Whether a path without a leading slash is that of a file that is made for machines; whether a site has it is known
/// when it is finished.
pub fn is_generated(path: &str) -> bool {
    let is_data = || path.strip_prefix(DATA).is_some_and(|rest| rest.starts_with('/'));
    [FEED, FIGURE_FEED, EDITION_FEED, SITEMAP, ROBOTS, GUIDE, CITATION, NOT_FOUND].contains(&path)
        || is_data()
}

/// What the names of built-in files start with where a file of the site could be meant.
const BUILT_IN: &str = "built-in:";

/// A file of the site's source, relative to its root: `content/projects/lampdb.md`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Wraps a relative path that already uses `/`.
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// A file that comes with Fieldbook.
    pub fn built_in(name: &str) -> Self {
        Self(format!("{BUILT_IN}{name}").into())
    }

    /// Whether it comes with Fieldbook and stands on no disk.
    pub fn is_built_in(&self) -> bool {
        self.0.starts_with(BUILT_IN)
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder of the site that the file stands in: `content`.
    pub fn part(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// The path inside of that folder: `projects/lampdb.md`.
    pub fn inside(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, inside)| inside)
    }

    /// The name without its folder: `lampdb.md`.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// How a file refers to this one: `../projects/lampdb.md`.
    pub fn relative_to(&self, file: &Self) -> String {
        let from: Vec<_> = file.folder().split('/').collect();
        let to: Vec<_> = self.folder().split('/').collect();
        let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
        let up = std::iter::repeat_n("..", from.len() - shared);
        let down = to[shared..].iter().copied().chain([self.name()]);
        up.chain(down).collect::<Vec<_>>().join("/")
    }

    /// The same as it stands in a link of Markdown: with the characters escaped that have a meaning there.
    pub fn linked_from(&self, file: &Self) -> String {
        utf8_percent_encode(&self.relative_to(file), RESERVED_IN_MARKDOWN).to_string()
    }

    /// The name without folder and extension: `lampdb`.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What stands behind the last dot of the name, the dot with it; empty if there is none.
    pub fn extension(&self) -> &str {
        self.name().rfind('.').map_or("", |dot| &self.name()[dot..])
    }

    /// Whether the file is a page if it stands in the folder of pages.
    pub fn is_markdown(&self) -> bool {
        self.has_extension(&[".md", ".markdown"])
    }

    /// Whether other programs would take it for Markdown by its name.
    pub fn is_misnamed_page(&self) -> bool {
        self.has_extension(&[
            ".mdown", ".mdwn", ".mkd", ".mkdn", ".mkdown", ".markdn", ".mdtext", ".mdtxt", ".mdx",
        ])
    }

    fn has_extension(&self, extensions: &[&str]) -> bool {
        extensions.iter().any(|extension| self.extension().eq_ignore_ascii_case(extension))
    }

    /// The folder, without a slash at its end; empty for a file at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Follows a relative reference from this folder; `None` if it leaves the site.
    pub fn child(&self, reference: &str) -> Option<Self> {
        normalise(&format!("{self}/{reference}")).map(|path| Self(path.into()))
    }

    /// Follows a relative reference from this file's folder; `None` if it leaves the site.
    pub fn join(&self, reference: &str) -> Option<Self> {
        let start = if reference.starts_with('/') { "" } else { self.folder() };
        normalise(&format!("{start}/{reference}")).map(|path| Self(path.into()))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The most bytes that the name of a file or folder has on the file systems in use.
const LONGEST_NAME: usize = 255;

/// The most bytes of a path below the output folder: macOS takes 1,024 in all, and the folder lies somewhere.
const LONGEST_PATH: usize = 900;

/// A published file, relative to the output folder: `projects/lampdb/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// Checks and normalises a path; `None` if it is empty or would leave the output folder.
    pub fn new(path: &str) -> Option<Self> {
        let safe = !path.contains('\\') && !path.contains(char::is_control) && !path.starts_with('/');
        normalise(path).filter(|path| safe && !path.is_empty()).map(|path| Self(path.into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How the path is longer than file systems allow, if it is.
    pub fn excess(&self) -> Option<String> {
        let longest = self.0.split('/').map(str::len).max().unwrap_or_default();
        if longest > LONGEST_NAME {
            return Some(format!("one part has {longest} bytes, and {LONGEST_NAME} are the most"));
        }
        let whole = self.0.len();
        (whole > LONGEST_PATH).then(|| format!("it has {whole} bytes, and {LONGEST_PATH} are the most"))
    }

    /// Whether the name ends in a dot and this.
    pub fn has_extension(&self, extension: &str) -> bool {
        self.0.rsplit_once('.').is_some_and(|(_, end)| end == extension)
    }

    /// The first part of the path that Windows cannot have as a name, and where it ends.
    pub fn unportable(&self) -> Option<(&str, usize)> {
        let mut end = 0;
        for part in self.0.split('/') {
            end += part.len();
            if is_unportable(part) {
                return Some((part, end));
            }
            end += 1;
        }
        None
    }

    /// The address a reader sees: `index.html` is its folder.
    pub fn url(&self) -> UrlPath {
        let path = match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        };
        UrlPath(format!("/{path}").into())
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address inside the site, without the base path it is deployed under: `/projects/lampdb/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);

impl UrlPath {
    /// The address of a folder given without slashes at its ends; empty for the home page.
    pub fn folder(folder: &str) -> Self {
        if folder.is_empty() { Self("/".into()) } else { Self(format!("/{folder}/").into()) }
    }

    /// The address of a file given without a leading slash.
    pub fn file(path: &str) -> Self {
        Self(format!("/{path}").into())
    }

    /// The address with its leading slash, nothing escaped.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file behind the address; `None` if the address would leave the output folder.
    pub fn output(&self) -> Option<OutputPath> {
        let path = self.0.strip_prefix('/')?;
        if path.is_empty() || path.ends_with('/') {
            OutputPath::new(&format!("{path}index.html"))
        } else {
            OutputPath::new(path)
        }
    }
}

/// What must be escaped in the path of an address besides controls and what is not ASCII.
const RESERVED: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`');

/// The same where Markdown reads the address first.
const RESERVED_IN_MARKDOWN: &AsciiSet = &RESERVED.add(b'(').add(b')').add(b'\\').add(b'&');

/// As it stands in a link: with the characters escaped that have a meaning in addresses.
impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        utf8_percent_encode(&self.0, RESERVED).fmt(f)
    }
}

/// Turns a title, a tag or a file name into the part of an address: `Rust & C` becomes `rust-c`.
///
/// Applying it twice changes nothing more.
pub fn slug(text: &str) -> String {
    slug::slugify(text)
}

/// Whether Windows refuses a file of this name: those of its devices, with any extension, and those with signs that
/// have a meaning there.
fn is_unportable(name: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let is_port = |kind: &str| {
        let number =
            stem.get(..3).filter(|start| start.eq_ignore_ascii_case(kind)).and_then(|_| stem.get(3..));
        number
            .is_some_and(|number| number.len() == 1 && number.starts_with(|c: char| ('1'..='9').contains(&c)))
    };
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device))
        || is_port("com")
        || is_port("lpt")
        || name.ends_with(['.', ' '])
        || name.contains(['<', '>', ':', '"', '|', '?', '*', '\\'])
}

/// The part before the colon, if the text is an address with a scheme rather than a path.
pub fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    valid.then_some(scheme)
}

/// Whether an address names a host or a scheme, and no place below the site by its path alone.
pub fn is_elsewhere(target: &str) -> bool {
    target.starts_with("//") || scheme(target).is_some()
}

/// An address without its escapes: `a%20b` as `a b`.
pub fn decoded(address: &str) -> String {
    percent_decode_str(address).decode_utf8_lossy().into_owned()
}

/// Resolves `.`, `..` and doubled slashes; `None` if the path climbs above its start.
fn normalise(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_followed_from_the_folder_of_their_file() {
        let page = SourcePath::new("content/chapters/a/one.md");
        let follow = |reference| page.join(reference).map(|path| path.to_string());
        assert_eq!(follow("two.md").as_deref(), Some("content/chapters/a/two.md"));
        assert_eq!(follow("../../projects/./x.md").as_deref(), Some("content/projects/x.md"));
        assert_eq!(follow("../../../../x.md"), None);
    }

    #[test]
    fn a_file_refers_to_another_by_the_way_between_them() {
        let way = |from, to| SourcePath::new(to).relative_to(&SourcePath::new(from));
        assert_eq!(way("content/a/one.md", "content/a/two.md"), "two.md");
        assert_eq!(way("content/a/b/one.md", "content/c/two.md"), "../../c/two.md");
        assert_eq!(way("content/index.md", "content/c/two.md"), "c/two.md");
    }

    #[test]
    fn an_output_path_never_leaves_the_output_folder() {
        for path in ["", "/etc/passwd", "../x", "a/../../x", "a\\..\\x", "a\0b", "a\nb"] {
            assert_eq!(OutputPath::new(path), None, "{path:?}");
        }
        assert_eq!(
            OutputPath::new("a/../b/index.html").map(|path| path.url().to_string()).as_deref(),
            Some("/b/")
        );
    }

    #[test]
    fn a_path_with_a_colon_is_no_address() {
        assert_eq!(scheme("https://x"), Some("https"));
        assert_eq!(scheme("JavaScript:alert(1)"), Some("JavaScript"));
        assert_eq!(scheme("a/b:c.md"), None);
        assert_eq!(scheme("page.md"), None);
    }
}
