//! The report as one page → a PDF, by a browser that is installed: it alone lays pages out as the theme asks for.

mod browser;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::paths::{OutputPath, PRINT};
use crate::plan::Route;
use crate::rendered_site::RenderedSite;
use crate::serve::BindError;
use crate::serve::http::handler::{Handler, Reply};
use crate::serve::http::request::Request;
use crate::serve::http::respond::{Published, Served, plain};
use crate::serve::http::server::Server;
use crate::write::{ScratchFolder, Unfinished};
use browser::Browser;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// No browser is there.
    #[error(
        "a PDF needs Chromium or Chrome, and none was found: install one (`apt install chromium`, `dnf install chromium`, \
         `brew install --cask chromium`), or name one with `--browser PATH`"
    )]
    NoBrowser,
    /// The one that was named cannot be run.
    #[error("cannot run `{0}`: {1}; `--browser` names Chromium or Chrome")]
    BadBrowser(String, std::io::Error),
    /// It did not come to an end.
    #[error("`{0}` was ended after {1} seconds without a PDF; `--time-limit` allows it more")]
    TooLong(String, u64),
    /// It failed.
    #[error("`{0}` made no PDF{1}")]
    Failed(String, String),
    /// A page of the site stands in the way.
    #[error(
        "`/{PRINT}/` is a page of the site, where the report as one page would be: give it another address"
    )]
    Taken,
    /// The site cannot be served to the browser.
    #[error(transparent)]
    Bind(#[from] BindError),
    /// The disk refused.
    #[error("cannot write `{0}`: {1}")]
    Disk(std::path::PathBuf, std::io::Error),
}

/// How the PDF is made.
#[derive(Clone, Copy, Debug)]
pub struct PdfSettings<'s> {
    /// The browser; if none is named, the first that is found.
    pub browser: Option<&'s Path>,
    /// How long it may take.
    pub limit: Duration,
}

/// A site to one reader on this machine, without what keeps pages of the preview fresh.
struct PlainSite {
    site: Arc<RenderedSite>,
    base: String,
}

impl Published for PlainSite {
    fn base(&self) -> &str {
        &self.base
    }

    fn find(&self, path: &OutputPath) -> Option<Served> {
        Some(Served::File(self.site.get(path)?.bytes.as_ref().ok()?.clone()))
    }
}

impl Handler for PlainSite {
    fn handle(&self, request: &Request) -> Reply {
        Reply::Response(plain(self, request))
    }
}

/// Writes the report as one page to a file, which stays as it was if anything fails. The site must have been built with
/// [`crate::pipeline::Options::print`].
pub fn write_pdf(site: &Arc<RenderedSite>, file: &Path, settings: PdfSettings<'_>) -> Result<(), PdfError> {
    let page = OutputPath::new(&format!("{PRINT}/index.html"));
    if !page.is_some_and(|page| matches!(site.plan.routes.get(&page), Some(Route::Print))) {
        return Err(PdfError::Taken);
    }
    let disk = |error| PdfError::Disk(file.to_owned(), error);
    let unfinished = Unfinished::of(file).map_err(disk)?;
    let profile = ScratchFolder::new().map_err(disk)?;
    let base = site.site.config.base.path.clone();
    let server = Server::bind("127.0.0.1", Some(0))?;
    let address = format!("http://{}{base}/{PRINT}/", server.address());
    let served = server.start(Arc::new(PlainSite { site: site.clone(), base }));
    let browser = Browser::start(settings.browser, profile.path(), unfinished.path(), &address)?;
    let said = browser.wait(settings.limit)?;
    served.stop();
    unfinished.finish().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => said,
        _ => disk(error),
    })
}
