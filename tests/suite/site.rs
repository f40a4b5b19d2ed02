//! A site in one string, what it builds to, and the words with which tests ask about it.

use std::path::{Path, PathBuf};

use fieldbook::config::BaseUrl;
use fieldbook::diagnostic::{self, Code, Format};
use fieldbook::edition::{manifest, manifest_path};
use fieldbook::files::{DiskFiles, Files, FollowLinks, MemoryFiles};
use fieldbook::freeze::{self, EditionRequest};
use fieldbook::paths::{OutputPath, SourcePath, UrlPath};
use fieldbook::pipeline::{self, Build, Options, Silent};
use scraper::{ElementRef, Html, Selector};

/// What stands in for a `book.toml` that a test does not care about.
const BOOK: &str = "[book]\ntitle = \"Test\"\n";

/// The source of a site, and how it is to be built.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) files: MemoryFiles,
    pub(crate) options: Options,
    /// Whether it matters that every page can be reached. Most tests add one page more to a site and link it nowhere.
    reachable: bool,
}

impl Site {
    /// Reads files that follow each other in one text, each below a line `-- path --`. A site without a
    /// `book.toml` gets one, and the indentation that all lines share is taken off.
    pub(crate) fn parse(text: &str) -> Self {
        let mut site = Self { files: MemoryFiles::default(), options: Options::default(), reachable: false };
        site.files.insert("book.toml", BOOK.as_bytes());
        let text = dedent(text);
        let mut open: Option<(&str, String)> = None;
        for line in text.split_inclusive('\n') {
            let header = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
            match (header, &mut open) {
                (Some(path), _) => {
                    site = site.with_open(open.take());
                    open = Some((path, String::new()));
                }
                (None, Some((_, file))) => file.push_str(line),
                (None, None) => assert_eq!(line.trim(), "", "the text starts with no `-- path --`"),
            }
        }
        site.with_open(open)
    }

    fn with_open(self, file: Option<(&str, String)>) -> Self {
        match file {
            Some((path, text)) => self.with(path, text),
            None => self,
        }
    }

    /// Adds a file, or replaces it.
    pub(crate) fn with(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.files.insert(path, bytes.as_ref());
        self
    }

    /// Takes a file away.
    pub(crate) fn remove(mut self, path: &str) -> Self {
        self.files.remove(path);
        self
    }

    /// Replaces words in a file. They must stand there.
    pub(crate) fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let bytes =
            self.files.read(&SourcePath::new(path)).unwrap_or_else(|_| panic!("there is no `{path}`"));
        let text = std::str::from_utf8(bytes.bytes()).expect("only texts are edited");
        assert!(text.contains(from), "`{path}` does not hold `{from}`:\n{text}");
        let edited = text.replace(from, to);
        self.with(path, edited)
    }

    /// Keeps the site as it is as an edition.
    pub(crate) fn keeping(self, name: &str) -> Self {
        let request = EditionRequest { name: name.to_owned(), ..EditionRequest::default() };
        self.keeping_as(&request)
    }

    /// Keeps the site as an edition that is asked for like this.
    pub(crate) fn keeping_as(self, request: &EditionRequest) -> Self {
        let build = self.build();
        let edition = freeze::edition(&build.0.rendered.site, request).expect("a date");
        self.with(manifest_path(&request.name).as_str(), manifest(&edition))
    }

    /// Publishes the site at another address than `book.toml` says.
    pub(crate) fn at(mut self, base_url: &str) -> Self {
        self.options.base_url = Some(BaseUrl::parse(base_url).expect("a base URL"));
        self
    }

    /// The text of one of its files.
    pub(crate) fn text(&self, path: &str) -> String {
        let content =
            self.files.read(&SourcePath::new(path)).unwrap_or_else(|_| panic!("there is no `{path}`"));
        content.text().to_string()
    }

    /// Publishes drafts too.
    pub(crate) fn with_drafts(mut self) -> Self {
        self.options.drafts = true;
        self
    }

    /// Counts warnings as errors.
    pub(crate) fn denying_warnings(mut self) -> Self {
        self.options.deny_warnings = true;
        self
    }

    /// Builds the site.
    pub(crate) fn build(&self) -> Built {
        let mut build =
            pipeline::build(&self.files, &self.options, &Silent).expect("files in memory can be read");
        build.diagnostics.retain(|problem| self.reachable || problem.code != Code::UnreachablePage);
        Built(build)
    }

    /// Minds pages that no link leads to.
    pub(crate) fn all_reachable(mut self) -> Self {
        self.reachable = true;
        self
    }

    /// Why the site cannot be built at all.
    pub(crate) fn refusal(&self) -> String {
        pipeline::build(&self.files, &self.options, &Silent).err().expect("a refusal").to_string()
    }
}

/// A site from `tests/fixtures/`.
pub(crate) fn fixture(name: &str) -> Site {
    let disk = DiskFiles::new(&fixture_path(name));
    let mut site = Site { files: MemoryFiles::default(), options: Options::default(), reachable: false };
    let folders = ["content", "static", "templates", "editions"]
        .map(|folder| disk.list(folder, FollowLinks::Site).expect("a folder").files);
    for path in folders.into_iter().flatten().chain([SourcePath::new("book.toml")]) {
        let bytes = disk.read(&path).unwrap_or_else(|error| panic!("{name}/{path}: {error}"));
        site.files.insert(path.as_str(), bytes.bytes());
    }
    site
}

/// The folder of a fixture.
pub(crate) fn fixture_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// What a site builds to.
pub(crate) struct Built(pub(crate) Build);

impl Built {
    /// The text of the file behind an address; a missing one fails with those that there are.
    #[track_caller]
    pub(crate) fn html(&self, url: &str) -> &str {
        let path = UrlPath::file(url.trim_start_matches('/')).output();
        let bytes = path.and_then(|path| self.0.output.get(&path)).unwrap_or_else(|| {
            panic!("nothing is published at {url}, only\n{}\n{}", self.files().join("\n"), self.report())
        });
        std::str::from_utf8(bytes).expect("published texts are UTF-8")
    }

    /// What stands inside `<main>` of a page, where nothing of the frame around it can be mistaken for it.
    #[track_caller]
    pub(crate) fn main(&self, url: &str) -> &str {
        let html = self.html(url);
        let start = html.find("<main").and_then(|at| Some(at + html[at..].find('>')? + 1));
        let end = html.rfind("</main>");
        let (Some(start), Some(end)) = (start, end) else { panic!("{url} has no <main>:\n{html}") };
        &html[start..end]
    }

    /// What the elements of a page say that a selector of CSS finds, in their order and with single blanks.
    #[track_caller]
    pub(crate) fn texts(&self, url: &str, selector: &str) -> Vec<String> {
        self.select(url, selector, |element| {
            let text: String = element.text().collect();
            Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
        })
    }

    /// What the elements of a page say that a selector finds, with every blank and line end.
    #[track_caller]
    pub(crate) fn written(&self, url: &str, selector: &str) -> Vec<String> {
        self.select(url, selector, |element| Some(element.text().collect()))
    }

    /// The attributes of this name of the elements that a selector finds.
    #[track_caller]
    pub(crate) fn attributes(&self, url: &str, selector: &str, name: &str) -> Vec<String> {
        self.select(url, selector, |element| element.attr(name).map(str::to_owned))
    }

    #[track_caller]
    fn select<T>(&self, url: &str, selector: &str, read: impl Fn(ElementRef<'_>) -> Option<T>) -> Vec<T> {
        let selector = Selector::parse(selector).expect("a selector");
        Html::parse_document(self.html(url)).select(&selector).filter_map(read).collect()
    }

    /// The published files, sorted.
    pub(crate) fn files(&self) -> Vec<&str> {
        self.0.output.keys().map(OutputPath::as_str).collect()
    }

    /// The published pages, redirects among them.
    pub(crate) fn pages(&self) -> Vec<&str> {
        self.files()
            .into_iter()
            .filter(|file| file.rsplit_once('.').is_some_and(|(_, end)| end == "html"))
            .collect()
    }

    /// Whether a file is published.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files().contains(&path)
    }

    /// The diagnostics as people see them, without colours.
    pub(crate) fn report(&self) -> String {
        self.report_as(Format::Human)
    }

    /// The diagnostics in one of the formats.
    pub(crate) fn report_as(&self, format: Format) -> String {
        diagnostic::render(&self.0.diagnostics, &self.0.texts, format, false)
    }

    /// The codes of the diagnostics, in their order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.0.diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect()
    }

    /// Fails with the report if anything is wrong with the site.
    #[track_caller]
    pub(crate) fn clean(self) -> Self {
        assert!(self.0.diagnostics.is_empty(), "{}", self.report());
        self
    }
}

/// Takes off the indentation that all lines share, so that a site can be indented like the code around it.
fn dedent(text: &str) -> String {
    let lines = || text.split_inclusive('\n');
    let indented = lines().filter(|line| !line.trim().is_empty());
    let depth = indented.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    lines().map(|line| line.get(depth..).unwrap_or("\n")).collect()
}

#[test]
fn a_site_in_one_string_is_cut_into_files() {
    let site = Site::parse(
        "
        -- content/index.md --
        ---
        title: Home
        ---
          indented
        -- static/a.txt --
        x
        ",
    );
    let read =
        |path| String::from_utf8(site.files.read(&SourcePath::new(path)).unwrap().bytes().to_vec()).unwrap();
    assert_eq!(read("content/index.md"), "---\ntitle: Home\n---\n  indented\n");
    assert_eq!(read("static/a.txt"), "x\n");
    assert_eq!(read("book.toml"), BOOK);
}
