//! One browser, and what a reader does with it: go to an address, resize the window, press keys.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::Driver;

/// What the protocol calls the tabulator key.
pub(crate) const TAB: char = '\u{e004}';
/// What the protocol calls the enter key.
pub(crate) const ENTER: char = '\u{e007}';
/// What the protocol calls the escape key.
pub(crate) const ESCAPE: char = '\u{e00c}';

/// The browser asks nobody for anything but the pages it is sent to.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
    "--hide-scrollbars",
    // What scrolls smoothly is not there yet when a test looks.
    "--force-prefers-reduced-motion",
];

/// A browser with a profile of its own; dropping it closes it, also when a test panics.
pub(crate) struct Session {
    driver: Arc<Driver>,
    path: String,
    _profile: TempDir,
}

impl Session {
    /// Starts a browser.
    pub(crate) fn open(driver: &Arc<Driver>) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let data = format!("--user-data-dir={}", profile.path().display());
        let arguments: Vec<_> = ARGUMENTS.iter().copied().chain([data.as_str()]).collect();
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"binary": driver.browser, "args": arguments},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }}});
        let session = driver.call("POST", "/session", &wanted);
        let id = session["sessionId"].as_str().expect("a session has an id");
        Self { driver: Arc::clone(driver), path: format!("/session/{id}"), _profile: profile }
    }

    #[track_caller]
    fn call(&self, command: &str, body: &Value) -> Value {
        self.driver.call("POST", &format!("{}/{command}", self.path), body)
    }

    /// Opens a page and waits until it has loaded.
    #[track_caller]
    pub(crate) fn go(&self, url: &str) {
        self.call("url", &json!({"url": url}));
    }

    /// Runs the body of a function in the page, which its Content-Security-Policy does not keep from us, and
    /// returns what that returns.
    #[track_caller]
    pub(crate) fn ask<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> T {
        let value = self.call("execute/sync", &json!({"script": script, "args": arguments}));
        serde_json::from_value(value).expect("the script returns what is asked for")
    }

    /// What a script returns, or why it could not be asked: the page may be about to give way to another.
    pub(crate) fn try_ask<T: DeserializeOwned>(&self, script: &str) -> Result<T, String> {
        let body = json!({"script": script, "args": []});
        let value = self.driver.attempt("POST", &format!("{}/execute/sync", self.path), &body)?;
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    /// Loads the page again, as the reader's button does.
    #[track_caller]
    pub(crate) fn reload(&self) {
        self.call("refresh", &json!({}));
    }

    /// Goes back to the page before.
    #[track_caller]
    pub(crate) fn back(&self) {
        self.call("back", &json!({}));
    }

    /// Opens another tab, goes to it, and returns the names of the one left and the new one.
    #[track_caller]
    pub(crate) fn open_tab(&self) -> [String; 2] {
        let left = self.tab();
        let opened = self.call("window/new", &json!({"type": "tab"}))["handle"].take();
        let opened = opened.as_str().expect("a tab has a name").to_owned();
        self.show_tab(&opened);
        [left, opened]
    }

    /// The name of the tab in front.
    #[track_caller]
    fn tab(&self) -> String {
        let tab = self.driver.call("GET", &format!("{}/window", self.path), &json!({}));
        tab.as_str().expect("a tab has a name").to_owned()
    }

    /// Closes all tabs but the one in front.
    #[track_caller]
    fn close_other_tabs(&self) {
        let front = self.tab();
        let tabs = self.driver.call("GET", &format!("{}/window/handles", self.path), &json!({}));
        let tabs: Vec<String> = serde_json::from_value(tabs).expect("a list of names");
        for tab in tabs.iter().filter(|tab| **tab != front) {
            // A tab in the background can be too sleepy to be closed in time.
            self.show_tab(tab);
            self.driver.call("DELETE", &format!("{}/window", self.path), &json!({}));
        }
        self.call("window", &json!({"handle": front}));
    }

    /// Brings a tab to the front.
    #[track_caller]
    pub(crate) fn show_tab(&self, tab: &str) {
        self.call("window", &json!({"handle": tab}));
        self.command("Page.bringToFront", &json!({}));
    }

    /// Sends a command of the protocol of the developer tools.
    #[track_caller]
    fn command(&self, name: &str, parameters: &Value) {
        self.call("goog/cdp/execute", &json!({"cmd": name, "params": parameters}));
    }

    /// Makes the window so wide. Narrow ones are phones, which ask the page how wide it wants to be.
    #[track_caller]
    pub(crate) fn resize(&self, width: u32) {
        let phone = width < 600;
        self.command(
            "Emulation.setDeviceMetricsOverride",
            &json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": phone}),
        );
    }

    /// Prefers `light` or `dark`, as a reader's desktop does.
    #[track_caller]
    pub(crate) fn prefer(&self, scheme: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.command("Emulation.setEmulatedMedia", &json!({"features": features}));
    }

    /// Lays pages out as for paper.
    #[track_caller]
    pub(crate) fn print(&self) {
        self.command("Emulation.setEmulatedMedia", &json!({"media": "print"}));
    }

    /// Makes it as good as new for pages of other hosts: with one empty tab, and no wishes as to how they look.
    #[track_caller]
    pub(crate) fn tidy(&self) {
        self.close_other_tabs();
        self.command("Emulation.clearDeviceMetricsOverride", &json!({}));
        self.command("Emulation.setEmulatedMedia", &json!({"features": []}));
        self.go("about:blank");
        self.complaints();
    }

    /// Keeps the pages to come from running scripts of their own.
    #[track_caller]
    pub(crate) fn turn_scripts_off(&self) {
        self.command("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    }

    /// Presses a key and lets it go.
    #[track_caller]
    pub(crate) fn press(&self, key: char) {
        let strokes = json!([{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]);
        self.call("actions", &json!({"actions": [{"type": "key", "id": "keys", "actions": strokes}]}));
    }

    /// Moves the pointer onto the first element that a selector finds.
    #[track_caller]
    pub(crate) fn rest(&self, selector: &str) {
        let element = self.call("element", &json!({"using": "css selector", "value": selector}));
        let there = json!({"type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": element});
        self.call("actions", &json!({"actions": [{"type": "pointer", "id": "mouse", "actions": [there]}]}));
    }

    /// Clicks on the first element that a selector finds.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        let found = self.call("element", &json!({"using": "css selector", "value": selector}));
        // An element comes as an object with one entry, named by the standard's own constant.
        let id = found.as_object().and_then(|object| object.values().next()).expect("an element");
        self.call(&format!("element/{}/click", id.as_str().expect("a text")), &json!({}));
    }

    /// What the browser has complained of since it was last asked: errors, broken policies, failed requests.
    #[track_caller]
    pub(crate) fn complaints(&self) -> Vec<String> {
        let entries = self.log("browser");
        let grave = entries.iter().filter(|entry| entry["level"] == "SEVERE" || entry["level"] == "WARNING");
        grave.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The addresses that the browser has asked for since it was last asked.
    #[track_caller]
    pub(crate) fn requests(&self) -> BTreeSet<String> {
        let entries = self.log("performance").into_iter();
        let events = entries.map(|entry| {
            let text = entry["message"].as_str().expect("an event is written as a text");
            serde_json::from_str::<Value>(text).expect("an event is JSON")["message"].take()
        });
        let sent = events.filter(|event| event["method"] == "Network.requestWillBeSent");
        sent.filter_map(|event| event["params"]["request"]["url"].as_str().map(str::to_owned)).collect()
    }

    #[track_caller]
    fn log(&self, kind: &str) -> Vec<Value> {
        serde_json::from_value(self.call("se/log", &json!({"type": kind}))).expect("a log is a list")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let closing = std::panic::AssertUnwindSafe(|| self.driver.call("DELETE", &self.path, &json!({})));
        // A browser that does not close is ended with the driver; a second panic would end the tests.
        _ = std::panic::catch_unwind(closing);
    }
}
