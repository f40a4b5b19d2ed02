//! The program itself, as an author starts it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

use super::folder::Folder;
use super::{PATIENCE, PAUSE};

/// A running `fieldbook serve`; dropping it ends it.
pub(crate) struct Program {
    process: Child,
    said: Arc<Mutex<String>>,
    /// Where the site is: `http://127.0.0.1:40123/repo/`.
    pub(crate) address: String,
}

impl Program {
    /// Starts it at a port that is free, and waits until it serves.
    #[track_caller]
    pub(crate) fn start(folder: &Folder, arguments: &[&str]) -> Self {
        Self::start_at("0", folder, arguments)
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again at the port it had.
    #[track_caller]
    pub(crate) fn start_again(&mut self, folder: &Folder) {
        let port = self.address.split([':', '/']).nth(4).expect("the address has a port").to_owned();
        *self = Self::start_at(&port, folder, &[]);
    }

    #[track_caller]
    fn start_at(port: &str, folder: &Folder, arguments: &[&str]) -> Self {
        let mut process = command("serve", folder)
            .args(["--port", port, "--color", "never"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let errors = BufReader::new(process.stderr.take().expect("its messages are piped"));
        let said = Arc::new(Mutex::new(String::new()));
        let listener = Arc::clone(&said);
        thread::spawn(move || {
            for line in errors.lines().map_while(Result::ok) {
                listener.lock().unwrap().extend([line.as_str(), "\n"]);
            }
        });
        let mut program = Self { process, said, address: String::new() };
        program.address = program.announced_address();
        program
    }

    /// Reads `serving at http://127.0.0.1:40123/repo/ (Ctrl-C ends it)`.
    #[track_caller]
    fn announced_address(&self) -> String {
        let start = Instant::now();
        loop {
            let said = self.said();
            if let Some((_, rest)) = said.split_once("serving at ") {
                return rest.split_whitespace().next().expect("an address").to_owned();
            }
            assert!(start.elapsed() < PATIENCE, "the program does not say where it serves:\n{said}");
            thread::sleep(PAUSE);
        }
    }

    /// Everything it has printed.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

/// A command about a folder. What the machine is set to does not reach it.
pub(crate) fn command(name: &str, folder: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg(name).arg(folder.path()).env_remove("FIELDBOOK_EDITOR");
    command
}
