//! `fieldbook serve` as an author has it: the program in one window, the browser in another, and files that
//! change. Nothing here reloads a page to see an edit; whoever waits, waits for a condition.

pub(crate) mod changes;
mod folder;
pub(crate) mod mishaps;
pub(crate) mod place;
pub(crate) mod presence;
mod program;
pub(crate) mod served;
pub(crate) mod styles;
pub(crate) mod tabs;

use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::Stage;
use crate::session::Session;
use folder::Folder;
use program::Program;

/// Far longer than anything takes on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(30);

/// The time between two looks at the page.
const PAUSE: Duration = Duration::from_millis(20);

/// A site on the disk, the program that serves it, and a browser to look at it.
pub(crate) struct Live<'s> {
    stage: &'s Stage,
    /// There until it is given back.
    lent: Option<Session>,
    program: Program,
    folder: Folder,
}

impl<'s> Live<'s> {
    /// Serves the small site that most tests are about.
    fn start(stage: &'s Stage) -> Self {
        Self::serve(stage, Folder::tea(), &[])
    }

    fn serve(stage: &'s Stage, folder: Folder, arguments: &[&str]) -> Self {
        let program = Program::start(&folder, arguments);
        Self { stage, lent: Some(stage.used_browser()), program, folder }
    }

    fn browser(&self) -> &Session {
        self.lent.as_ref().expect("the browser is given back at the end")
    }

    /// Opens the page at an address below the site's, and puts a mark on its window that no reload survives.
    #[track_caller]
    fn open(&self, path: &str) {
        self.browser().go(&format!("{}{path}", self.program.address));
        self.mark();
    }

    #[track_caller]
    fn mark(&self) {
        self.run("window.marked = true");
    }

    /// Whether the page is the one that was marked, and not the same one loaded again.
    #[track_caller]
    fn is_marked(&self) -> bool {
        self.read("window.marked === true")
    }

    /// Does something in the page.
    #[track_caller]
    fn run(&self, script: &str) {
        self.browser().ask::<Value>(script, &[]);
    }

    /// What an expression is in the page.
    #[track_caller]
    fn read<T: DeserializeOwned>(&self, expression: &str) -> T {
        self.browser().ask(&format!("return {expression}"), &[])
    }

    /// Waits until an expression is true in the page, however often that is loaded meanwhile.
    #[track_caller]
    fn until(&self, expression: &str) {
        let start = Instant::now();
        loop {
            let found = self.browser().try_ask::<bool>(&format!("return Boolean({expression})"));
            if found == Ok(true) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "{}", self.state(expression, found.err()));
            std::thread::sleep(PAUSE);
        }
    }

    /// Waits until the page says something outside the overlay, and has loaded.
    #[track_caller]
    fn until_page_says(&self, words: &str) {
        let words = json!(words);
        self.until(&format!(
            "document.readyState === 'complete' && document.body.innerText.includes({words})"
        ));
    }

    /// Waits until the overlay lists a problem in these words, folded or not.
    #[track_caller]
    fn until_told_of(&self, words: &str) {
        self.until(&format!("{}?.textContent.includes({})", in_overlay("ul"), json!(words)));
    }

    /// Waits until the notice is shown that the page is gone.
    #[track_caller]
    fn until_told_that_it_is_gone(&self) {
        self.until(&in_overlay(".notice:not([hidden])"));
    }

    #[track_caller]
    fn until_overlay_is_gone(&self) {
        self.until("!document.querySelector('fieldbook-serve')");
    }

    /// What there is to know when a condition does not come true.
    fn state(&self, expression: &str, error: Option<String>) -> String {
        let overlay = in_overlay(".frame");
        let texts = format!(
            "return `${{location.href}}\n\n${{document.body?.innerText.slice(0, 1000)}}\n\n${{{overlay}?.innerText}}`"
        );
        let page = self.browser().try_ask::<String>(&texts).unwrap_or_else(|error| error);
        let (error, said) = (error.unwrap_or_default(), self.program.said());
        format!("`{expression}` does not come true {error}\n--- page\n{page}\n--- program\n{said}")
    }
}

impl Drop for Live<'_> {
    fn drop(&mut self) {
        let browser = self.lent.take();
        // One that a test has failed with is closed.
        if let Some(browser) = browser.filter(|_| !std::thread::panicking()) {
            self.stage.give_back(browser);
        }
    }
}

/// Elements of the overlay.
fn in_overlay(selector: &str) -> String {
    format!("document.querySelector('fieldbook-serve')?.shadowRoot.querySelector('{selector}')")
}
