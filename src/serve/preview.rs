//! What is published now, and what open pages are told when that changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use pulldown_cmark_escape::escape_html;
use serde_json::{Value, json};

use super::Report;
use super::events::{EventHub, Message, OpenPage};
use super::http::handler::{Handler, Reply};
use super::http::request::Request;
use super::http::respond::{Published, Served, file_at, respond, version};
use super::http::response::Response;
use super::problems::{Editor, problems, unreadable};
use crate::diagnostic::Diagnostic;
use crate::paths::OutputPath;
use crate::plan::Route;
use crate::rendered_site::RenderedSite;
use crate::source::ReadError;

/// The page in place of one that cannot be made. The script that is put into it reloads it when it can be.
fn failed(why: &str) -> Served {
    let mut message = String::new();
    // Writing to a string cannot fail.
    _ = escape_html(&mut message, why);
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width\">\n<title>Not built yet</title>\n</head>\n<body>\n\
        <h1>This page cannot be built yet</h1>\n<p>{message}</p>\n</body>\n</html>\n"
    );
    Served::Failed(page.into_bytes())
}

/// What is published, and who looks at it.
pub(super) struct Preview {
    hub: EventHub,
    served: RwLock<ServedSite>,
    /// Held from the look at what is published until the open pages know what has taken its place: exchanges
    /// come from two threads, and must not undo each other.
    exchanging: Mutex<()>,
    editor: Option<Editor>,
}

/// What is published at one time.
#[derive(Clone)]
struct ServedSite {
    /// The state of the site that is seen; `None` before the first.
    rendered: Option<Arc<RenderedSite>>,
    base: String,
    problems: Arc<Value>,
    /// Those of the problems that are seen only once all pages are written.
    late: Arc<[Diagnostic]>,
}

impl Preview {
    pub(super) fn new(editor: Option<Editor>) -> Self {
        let problems = Arc::new(json!({ "summary": "", "problems": [], "more": 0 }));
        let served = ServedSite { rendered: None, base: String::new(), problems, late: Arc::default() };
        Self { hub: EventHub::default(), served: RwLock::new(served), exchanging: Mutex::default(), editor }
    }

    /// The path in front of every address.
    pub(super) fn base(&self) -> String {
        self.served().base
    }

    /// What was wrong that is seen only once all pages are written.
    pub(super) fn late(&self) -> Arc<[Diagnostic]> {
        self.served().late
    }

    /// Publishes a new state of the site, whole. What is seen only once all is written is not known yet; `report`
    /// has what was known before, for it must not go and come with each save.
    pub(super) fn publish(&self, rendered: &Arc<RenderedSite>, report: &Report<'_>) {
        let base = rendered.site.config.base.path.clone();
        let problems = Arc::new(problems(report, self.editor.as_ref()));
        self.exchange(|before| {
            Some(ServedSite { rendered: Some(rendered.clone()), base, problems, late: before.late.clone() })
        });
    }

    /// Keeps what is published, and says what is wrong with what should be.
    pub(super) fn stay(&self, report: &Report<'_>) {
        let problems = Arc::new(problems(report, self.editor.as_ref()));
        self.exchange(|before| Some(ServedSite { problems, late: Arc::default(), ..before.clone() }));
    }

    /// Says all that is wrong with what is published, unless it is no longer current by then. `late`: some of it
    /// was seen only once all was written.
    pub(super) fn report(&self, report: &Report<'_>, late: Vec<Diagnostic>, is_current: &dyn Fn() -> bool) {
        let problems = Arc::new(problems(report, self.editor.as_ref()));
        self.exchange(|before| {
            is_current().then(|| ServedSite { problems, late: late.into(), ..before.clone() })
        });
    }

    /// Says that nothing can be said of the source.
    pub(super) fn report_unreadable(&self, error: &ReadError) {
        let problems = Arc::new(unreadable(error));
        self.exchange(|before| Some(ServedSite { problems, late: Arc::default(), ..before.clone() }));
    }

    pub(super) fn close(&self) {
        self.hub.close();
    }

    fn served(&self) -> ServedSite {
        self.served.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts what follows on an served in its place, if anything does, and tells the open pages.
    fn exchange(&self, next: impl FnOnce(&ServedSite) -> Option<ServedSite>) {
        let _turn = self.exchanging.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.served();
        let Some(served) = next(&before) else { return };
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = served.clone();
        let updates = PageUpdates::between(&before, &served);
        self.hub.tell(|page| updates.messages(page));
    }
}

impl Handler for Arc<Preview> {
    fn handle(&self, request: &Request) -> Reply {
        let served = self.served();
        if request.path != format!("{}/__fieldbook/events", served.base) {
            return Reply::Response(respond(&served, request));
        }
        // It could not read the stream, but it would know that somebody writes here, and take the place of others.
        if request.foreign {
            return Reply::Response(Response::text(403, "Only pages of this preview are told of changes.\n"));
        }
        let parameter = |name| request.parameter(name).unwrap_or_default();
        let page = OpenPage { address: parameter("path"), version: parameter("version") };
        let preview = self.clone();
        Reply::Stream(Box::new(move |stream| {
            preview.hub.join(stream, page, |page| preview.served().greeting(page));
        }))
    }
}

impl Published for ServedSite {
    fn base(&self) -> &str {
        &self.base
    }

    fn find(&self, path: &OutputPath) -> Option<Served> {
        let Some(rendered) = &self.rendered else { return Some(failed("The site is not read yet.")) };
        let file = rendered.get(path)?;
        Some(match (&file.bytes, &file.last_good) {
            (Ok(bytes), _) | (Err(_), Some(bytes)) => Served::File(bytes.clone()),
            (Err(problem), None) => failed(&problem.message),
        })
    }
}

impl ServedSite {
    /// The bytes that stand for an address, and whether it is the site's rather than its error page.
    fn shown(&self, address: &str) -> (bool, Arc<[u8]>) {
        let bytes = |path: &OutputPath| match self.find(path) {
            Some(Served::File(bytes)) => Some(bytes),
            Some(Served::Failed(page)) => Some(page.into()),
            None => None,
        };
        match file_at(self, address).as_ref().and_then(bytes) {
            Some(bytes) => (true, bytes),
            None => (false, OutputPath::new("404.html").as_ref().and_then(bytes).unwrap_or_default()),
        }
    }

    /// What a page is told that has just connected.
    fn greeting(&self, page: &OpenPage) -> Vec<Message> {
        let (exists, bytes) = self.shown(&page.address);
        let freshness = match (exists, version(&bytes) == page.version) {
            (_, true) => None,
            (true, false) => Some(Message::Reload),
            (false, false) => Some(Message::Gone),
        };
        freshness.into_iter().chain([Message::Problems((*self.problems).clone())]).collect()
    }
}

/// What is new between two editions.
struct PageUpdates<'a> {
    before: &'a ServedSite,
    served: &'a ServedSite,
    /// New addresses of style sheets by their old ones.
    styles: BTreeMap<String, String>,
    /// Addresses of files that are new under the address they had.
    files: Vec<String>,
}

impl<'a> PageUpdates<'a> {
    fn between(before: &'a ServedSite, served: &'a ServedSite) -> Self {
        let mut updates = Self { before, served, styles: BTreeMap::new(), files: Vec::new() };
        if let (Some(old), Some(new)) = (&before.rendered, &served.rendered) {
            updates.styles = styles(old, new);
            updates.files = replaced_files(old, new);
        }
        updates
    }

    fn messages(&self, page: &OpenPage) -> Vec<Message> {
        let new_problems = self.before.problems != self.served.problems;
        let problems = new_problems.then(|| Message::Problems((*self.served.problems).clone()));
        self.freshness(page).into_iter().chain(problems).collect()
    }

    fn freshness(&self, page: &OpenPage) -> Option<Message> {
        match (&self.before.rendered, &self.served.rendered) {
            (Some(old), Some(new)) if Arc::ptr_eq(old, new) => return None,
            (None, Some(_)) => return Some(Message::Reload),
            (_, None) => return None,
            (Some(_), Some(_)) => {}
        }
        let (existed, old) = self.before.shown(&page.address);
        let (exists, new) = self.served.shown(&page.address);
        let next = version(&new);
        match (existed, exists) {
            (true, false) => Some(Message::Gone),
            // It may be the page that it was, but the browser says that it is gone.
            (false, true) => Some(Message::Reload),
            // A page that is gone stays in sight until it exists again.
            (false, false) if version(&old) != page.version => None,
            _ if next == page.version => self.shows_replaced_file(&new).then_some(Message::Reload),
            (true, true) if version(&old) == page.version && self.differs_in_styles(&old, &new) => {
                Some(Message::Styles { version: next, urls: self.styles_of(&old) })
            }
            _ => Some(Message::Reload),
        }
    }

    fn differs_in_styles(&self, old: &[u8], new: &[u8]) -> bool {
        let (Ok(old), Ok(new)) = (std::str::from_utf8(old), std::str::from_utf8(new)) else { return false };
        let replaced = self.styles.iter().fold(old.to_owned(), |page, (old, new)| page.replace(old, new));
        replaced == new
    }

    /// The style sheets that a page links to.
    fn styles_of(&self, page: &[u8]) -> BTreeMap<String, String> {
        let page = String::from_utf8_lossy(page);
        let linked = self.styles.iter().filter(|(old, _)| page.contains(*old));
        linked.map(|(old, new)| (old.clone(), new.clone())).collect()
    }

    fn shows_replaced_file(&self, page: &[u8]) -> bool {
        std::str::from_utf8(page).is_ok_and(|page| self.files.iter().any(|file| page.contains(file)))
    }
}

fn styles(old: &RenderedSite, new: &RenderedSite) -> BTreeMap<String, String> {
    let address = |rendered: &RenderedSite, url| format!("{}{url}", rendered.site.config.base.path);
    let changed = old.assets.urls.iter().filter(|(name, _)| name.rsplit('.').next() == Some("css"));
    let changed = changed.filter_map(|(name, before)| Some((before, new.assets.urls.get(name)?)));
    let changed = changed.filter(|(before, now)| before != now);
    changed.map(|(before, now)| (address(old, before), address(new, now))).collect()
}

/// Files that are served as they are, under the address they had, and are other ones now: a picture perhaps.
fn replaced_files(old: &RenderedSite, new: &RenderedSite) -> Vec<String> {
    if Arc::ptr_eq(&old.plan, &new.plan) {
        return Vec::new();
    }
    let replaced = |(path, route): &(&OutputPath, &Route)| matches!((route, old.plan.routes.get(*path)), (Route::File(now), Some(Route::File(before))) if now != before);
    new.plan.routes.iter().filter(replaced).map(|(path, _)| path.url().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;
    use crate::files::MemoryFiles;
    use crate::pipeline::{Builder, Options};
    use crate::source::discover;

    #[test]
    fn a_report_does_not_put_back_what_was_published_before() {
        let mut files = MemoryFiles::default();
        files.insert("book.toml", "[book]\ntitle = \"Report\"\n");
        files.insert("content/index.md", "---\ntitle: Home\n---\n");
        let tree = discover(&files).unwrap();
        let rendered = || Builder::new(Options::default()).update(&tree).rendered;
        let (old, new) = (rendered(), rendered());
        let report = Report { diagnostics: &[], texts: &tree.texts(&[], std::iter::empty()) };
        let (preview, (sender, published)) = (Preview::new(None), channel());
        preview.publish(&old, &report);
        std::thread::scope(|scope| {
            preview.report(&report, Vec::new(), &|| {
                let (preview, new, report, sender) = (&preview, &new, &report, sender.clone());
                scope.spawn(move || {
                    preview.publish(new, report);
                    sender.send(()).unwrap();
                });
                // Were it possible to publish now, it would be done by then.
                let early = published.recv_timeout(Duration::from_millis(200));
                assert!(early.is_err(), "published while an older state was being reported on");
                true
            });
        });
        assert!(Arc::ptr_eq(&preview.served().rendered.unwrap(), &new));
    }
}
