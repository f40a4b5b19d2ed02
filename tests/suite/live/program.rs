//! The program that serves a folder, what its terminal shows, and what it answers.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStderr, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use fieldbook::config::BaseUrl;
use fieldbook::files::DiskFiles;
use fieldbook::pipeline::{self, Options, Silent};
use fieldbook::render::OutputTree;
use fieldbook::serve::http::respond::version;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::cli::folder::Folder;
use crate::serving::client::{Answer, Client, head};

/// How long to wait for what must come. A test that passes waits far less.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_millis(5);

/// Waits until what is looked for is there. `otherwise` says what there is instead.
#[track_caller]
pub(super) fn wait_for<T>(mut look: impl FnMut() -> Option<T>, otherwise: impl FnOnce() -> String) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "{}", otherwise());
        std::thread::sleep(PAUSE);
    }
}

/// What the terminal shows, and whether it is all.
#[derive(Default)]
struct Terminal {
    shown: Mutex<(String, bool)>,
    news: Condvar,
}

impl Terminal {
    fn read(&self, stderr: ChildStderr) {
        let mut lines = BufReader::new(stderr);
        let mut line = String::new();
        while lines.read_line(&mut line).is_ok_and(|count| count > 0) {
            self.shown.lock().unwrap().0.push_str(&line);
            self.news.notify_all();
            line.clear();
        }
        self.shown.lock().unwrap().1 = true;
        self.news.notify_all();
    }

    /// Waits until the text has what is looked for.
    #[track_caller]
    fn until<T>(&self, found: impl Fn(&str) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut shown = self.shown.lock().unwrap();
        loop {
            if let Some(found) = found(&shown.0) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !shown.1, "the terminal shows only:\n{}", shown.0);
            shown = self.news.wait_timeout(shown, left).unwrap().0;
        }
    }
}

/// `fieldbook serve`, running.
pub(super) struct Program {
    child: Child,
    terminal: Arc<Terminal>,
    pub(super) address: SocketAddr,
    /// The path in front of every address.
    pub(super) base: String,
    options: Options,
    /// Every file that has been published at some time.
    known: Mutex<BTreeSet<String>>,
}

impl Program {
    /// Serves a folder at any port that is free.
    #[track_caller]
    pub(super) fn start(folder: &Folder, arguments: &[&str]) -> Self {
        Self::start_with(folder, arguments, &[])
    }

    /// The same with variables of the environment.
    #[track_caller]
    pub(super) fn start_with(folder: &Folder, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let arguments: Vec<_> = ["serve", "--port", "0"].iter().chain(arguments).copied().collect();
        Self::run(folder, &arguments, variables)
    }

    /// Runs a command that serves a folder.
    #[track_caller]
    pub(super) fn run(folder: &Folder, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = folder.command(arguments);
        let command = command.envs(variables.iter().copied()).stdin(Stdio::null()).stdout(Stdio::null());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let (terminal, stderr) = (Arc::new(Terminal::default()), child.stderr.take().unwrap());
        let reading = Arc::clone(&terminal);
        std::thread::spawn(move || reading.read(stderr));
        let address = terminal.until(|text| {
            let line = text.lines().find_map(|line| line.strip_prefix("serving at http://"))?;
            line.strip_suffix(" (Ctrl-C ends it)").map(str::to_owned)
        });
        let (address, path) = address.split_once('/').unwrap();
        let base = format!("/{}", path.trim_end_matches('/'));
        let after = |flag| arguments.iter().skip_while(move |argument| **argument != flag).nth(1);
        let options = Options {
            print: false,
            edition: None,
            base_url: after("--base-url").map(|url| BaseUrl::parse(url).unwrap()),
            as_of: None,
            drafts: arguments.contains(&"--drafts"),
            deny_warnings: false,
        };
        Self {
            child,
            terminal,
            address: address.parse().unwrap(),
            base: base.trim_end_matches('/').to_owned(),
            options,
            known: Mutex::default(),
        }
    }

    /// What the terminal shows at present.
    pub(super) fn said(&self) -> String {
        self.terminal.shown.lock().unwrap().0.clone()
    }

    /// Waits until the terminal shows a text, and returns all it shows.
    #[track_caller]
    pub(super) fn until_said(&self, text: &str) -> String {
        self.terminal.until(|shown| shown.contains(text).then(|| shown.to_owned()))
    }

    /// The lines about builds that the terminal shows.
    pub(super) fn builds(&self) -> Vec<String> {
        let said = self.said();
        let is_build = |line: &&str| line.contains(" written in ") || line.ends_with("stays");
        said.lines().filter(is_build).map(str::to_owned).collect()
    }

    /// Waits until so many builds have been told of.
    #[track_caller]
    pub(super) fn until_builds(&self, count: usize) -> Vec<String> {
        wait_for(|| Some(self.builds()).filter(|builds| builds.len() >= count), || self.said())
    }

    /// A connection.
    pub(super) fn client(&self) -> Client {
        let client = Client::connect(self.address);
        client.stream.set_read_timeout(Some(PATIENCE)).unwrap();
        client
    }

    /// Asks for an address below the base.
    pub(super) fn get(&self, path: &str) -> Answer {
        self.client().get(&format!("{}{path}", self.base), &[])
    }

    /// A page of the site, which must exist.
    #[track_caller]
    pub(super) fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        self.plain(&answer).0
    }

    /// The text of a page without the script that was put into it, and the version that the script names.
    #[track_caller]
    pub(super) fn plain(&self, page: &Answer) -> (String, String) {
        let text = page.text();
        let start = format!("<script src=\"{}/__fieldbook/reload.js\" defer data-version=\"", self.base);
        let (before, rest) = text.split_once(&start).unwrap_or_else(|| panic!("no script in {text}"));
        let (named, after) = rest.split_once("\"></script>").unwrap();
        let plain = [before, after].concat();
        assert_eq!(version(plain.as_bytes()), named, "the version is another page's:\n{text}");
        (plain, named.to_owned())
    }

    /// Waits until a page holds a text. It must be there all the time.
    #[track_caller]
    pub(super) fn until_page(&self, path: &str, text: &str) -> String {
        let found = || Some(self.page(path)).filter(|page| page.contains(text));
        wait_for(found, || format!("`{text}` is not on {path}:\n{}\n{}", self.page(path), self.said()))
    }

    /// Waits until an address is answered with a status.
    #[track_caller]
    pub(super) fn until_status(&self, path: &str, status: u16) -> Answer {
        let found = || Some(self.get(path)).filter(|answer| answer.status == status);
        wait_for(found, || format!("{path} is {}:\n{}", self.get(path).status, self.said()))
    }

    /// Waits until what is served is what a clean build of the folder publishes: the same bytes under every
    /// address, and nothing under the addresses there were before.
    #[track_caller]
    pub(super) fn until_clean(&self, folder: &Folder) {
        let clean = clean_build(folder.path(), &self.options);
        self.known.lock().unwrap().extend(clean.keys().map(ToString::to_string));
        wait_for(
            || self.difference(&clean).is_none().then_some(()),
            || format!("{}\n{}", self.difference(&clean).unwrap_or_default(), self.said()),
        );
    }

    /// Where what is served is not this, if anywhere.
    pub(super) fn difference(&self, clean: &OutputTree) -> Option<String> {
        let mut client = self.client();
        let mut get = |path: &str| {
            let address = utf8_percent_encode(path, NON_ALPHANUMERIC).to_string().replace("%2F", "/");
            client.get(&format!("{}/{address}", self.base), &[])
        };
        for (path, bytes) in clean {
            let answer = get(path.as_str());
            let is_page = answer.header("content-type").starts_with("text/html");
            let served = if is_page { self.plain(&answer).0.into_bytes() } else { answer.body };
            if (answer.status, served.as_slice()) != (200, bytes) {
                return Some(format!("{path} is {}:\n{}", answer.status, String::from_utf8_lossy(&served)));
            }
        }
        let known = self.known.lock().unwrap();
        let mut gone = known.iter().filter(|path| clean.keys().all(|other| other.as_str() != *path));
        gone.find(|path| get(path).status != 404).map(|path| format!("{path} is still served"))
    }

    /// The events that a page gets, past those it gets at once.
    #[track_caller]
    pub(super) fn events(&self, path: &str) -> Events {
        let (_, version) = self.plain(&self.get(path));
        let mut events = self.events_of(path, &version);
        assert_eq!(events.next().0, "problems");
        events
    }

    /// The events of a page that shows this version.
    pub(super) fn events_of(&self, path: &str, version: &str) -> Events {
        let Self { base, .. } = self;
        let mut client = self.client();
        client.send(&head(
            "GET",
            &format!("{base}/__fieldbook/events?path={base}{path}&version={version}"),
            &[],
        ));
        client.read_to("retry: 500\n\n");
        Events(client)
    }

    /// Tells the program to end, as Ctrl-C does.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    pub(super) fn interrupt(&self) {
        use rustix::process::{Pid, Signal, kill_process};
        kill_process(Pid::from_child(&self.child), Signal::INT).unwrap();
    }

    /// Ends the program at once.
    pub(super) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits for the end of the program.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    #[track_caller]
    pub(super) fn wait(&mut self) -> std::process::ExitStatus {
        wait_for(|| self.child.try_wait().unwrap(), || "the program is still there".to_owned())
    }

    /// Fails unless the program is still there.
    #[track_caller]
    pub(super) fn is_alive(&mut self) {
        assert_eq!(self.child.try_wait().unwrap(), None, "{}", self.said());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // One that has ended already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a clean build of a folder publishes.
pub(super) fn clean_build(root: &Path, options: &Options) -> OutputTree {
    let build = pipeline::build(&DiskFiles::new(root), options, &Silent).unwrap();
    assert_eq!(build.output.len(), build.rendered.plan.routes.len(), "the source has errors");
    build.output
}

/// The events of an open page.
pub(super) struct Events(pub(super) Client);

impl Events {
    /// The next one, and what it says.
    pub(super) fn next(&mut self) -> (String, serde_json::Value) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            // Signs of life do not count.
            assert!(Instant::now() < deadline, "no event came");
            let event = self.0.read_to("\n\n");
            let Some(event) = event.strip_prefix("event: ") else {
                assert!(event.starts_with(": "), "{event}");
                continue;
            };
            let (name, data) = event.trim_end().split_once("\ndata: ").unwrap();
            return (name.to_owned(), serde_json::from_str(data).unwrap());
        }
    }

    /// The names of the next events, up to one that says this.
    pub(super) fn up_to(&mut self, last: &str) -> Vec<String> {
        let mut names = Vec::new();
        while names.last().is_none_or(|name| name != last) {
            names.push(self.next().0);
        }
        names
    }

    /// Waits for problems, passing over all else.
    pub(super) fn problems(&mut self) -> serde_json::Value {
        loop {
            let (name, data) = self.next();
            if name == "problems" {
                return data;
            }
        }
    }
}
