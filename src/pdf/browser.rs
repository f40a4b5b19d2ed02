//! The program that prints: which one, how it is run, and how it ends.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::PdfError;

/// What Chromium and Chrome are called, where they are found by their name, and where they lie on macOS.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// A window is not shown, nobody else is asked for anything, and the user's own profile is left alone.
const MANNER: [&str; 10] = [
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
];

/// How often is looked whether it has come to its end.
const PAUSE: Duration = Duration::from_millis(20);

/// How long its last words are waited for.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// A browser that prints. It is ended if nobody waits for it any more.
pub(super) struct Browser {
    name: String,
    child: Child,
    said: Receiver<String>,
}

impl Browser {
    /// Lets the one that is named, or the first that is there, print what is at an address.
    pub(super) fn start(
        named: Option<&Path>,
        profile: &Path,
        file: &Path,
        address: &str,
    ) -> Result<Self, PdfError> {
        if let Some(path) = named {
            let bad = |error| PdfError::BadBrowser(path.display().to_string(), error);
            return Self::of(path, profile, file, address).map_err(bad);
        }
        for name in NAMES {
            match Self::of(Path::new(name), profile, file, address) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(PdfError::BadBrowser(name.to_owned(), error)),
                Ok(browser) => return Ok(browser),
            }
        }
        Err(PdfError::NoBrowser)
    }

    fn of(program: &Path, profile: &Path, file: &Path, address: &str) -> io::Result<Self> {
        let path = |option: &str, path: &Path| {
            let mut argument = std::ffi::OsString::from(option);
            argument.push(path);
            argument
        };
        let mut command = Command::new(program);
        command.args(MANNER).arg(path("--user-data-dir=", profile)).arg(path("--print-to-pdf=", file));
        command.args(is_root().then_some("--no-sandbox")).arg(address);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let (sender, said) = channel();
        if let Some(mut words) = child.stderr.take() {
            // It is read on a thread: a program whose words nobody takes comes to a halt.
            thread::spawn(move || {
                let mut bytes = Vec::new();
                // Whatever cannot be read any more, the rest says what there is to say.
                _ = words.read_to_end(&mut bytes);
                _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
            });
        }
        Ok(Self { name: program.display().to_string(), child, said })
    }

    /// Waits until it has come to its end. Returns what is to be said if it has nevertheless written nothing.
    pub(super) fn wait(mut self, limit: Duration) -> Result<PdfError, PdfError> {
        let start = Instant::now();
        let status = loop {
            match self.child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if start.elapsed() >= limit => {
                    return Err(PdfError::TooLong(self.name.clone(), limit.as_secs()));
                }
                Ok(None) => thread::sleep(PAUSE),
                Err(error) => return Err(PdfError::BadBrowser(self.name.clone(), error)),
            }
        };
        let failed = PdfError::Failed(self.name.clone(), last_line(&self.said));
        if status.success() { Ok(failed) } else { Err(failed) }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // One that has ended is not there to be ended, and either way nothing is left of it.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// The last line of what a program said, behind a colon.
fn last_line(said: &Receiver<String>) -> String {
    let said = said.recv_timeout(LAST_WORDS).unwrap_or_default();
    let line = said.lines().map(str::trim).rfind(|line| !line.is_empty());
    line.map_or_else(String::new, |line| format!(": {line}"))
}

/// Chromium refuses to run for the administrator in its sandbox, as in containers.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn is_root() -> bool {
    false
}
