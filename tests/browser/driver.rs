//! A chromedriver of our own, and calls to it.
//!
//! The protocol is JSON over HTTP, and the tests make half a dozen calls to a server that they started themselves.
//! The clients on crates.io bring an asynchronous runtime for that, and plain HTTP clients a dozen crates; a
//! socket and the two headers below do.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::programs::Programs;

/// Longer than any call takes on a slow machine, shorter than anybody waits for a driver that hangs.
const PATIENCE: Duration = Duration::from_secs(90);

/// A running chromedriver; dropping it ends it and its browsers.
pub(crate) struct Driver {
    process: Child,
    /// Held open: the driver would end on writing to a pipe that nobody reads.
    said: BufReader<ChildStdout>,
    port: u16,
    pub(crate) browser: PathBuf,
}

impl Driver {
    /// Starts it on a port that is free.
    pub(crate) fn start(programs: &Programs) -> Self {
        let mut process = Command::new(&programs.driver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let said = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut driver = Self { process, said, port: 0, browser: programs.browser.clone() };
        driver.port = driver.announced_port().expect("chromedriver says which port it listens on");
        driver
    }

    /// Reads `ChromeDriver was started successfully on port 40123.`
    fn announced_port(&mut self) -> Option<u16> {
        let mut lines = self.said.by_ref().lines().map_while(Result::ok);
        lines
            .find_map(|line| line.trim_end_matches('.').rsplit_once(" successfully on port ")?.1.parse().ok())
    }

    /// Makes a call, and fails with what the driver says against it.
    #[track_caller]
    pub(crate) fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        self.attempt(method, path, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// Makes a call, or returns what the driver says against it.
    pub(crate) fn attempt(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let mut answer = self.exchange(method, path, body).map_err(|error| error.to_string())?;
        let value = answer["value"].take();
        if value["error"].is_null() {
            return Ok(value);
        }
        Err(format!("{}: {}", value["error"], value["message"]))
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> std::io::Result<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let body = body.to_string();
        let (port, length) = (self.port, body.len());
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )?;
        let mut reader = BufReader::new(stream);
        let mut answer = vec![0; content_length(&mut reader)?];
        reader.read_exact(&mut answer)?;
        Ok(serde_json::from_slice(&answer)?)
    }
}

/// Reads the head of an answer.
fn content_length(reader: &mut impl BufRead) -> std::io::Result<usize> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok(length);
        }
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().map_err(std::io::Error::other)?;
            }
            _ => {}
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Killed at once it would leave its browsers behind; asked to, it takes them along.
        _ = self.exchange("POST", "/shutdown", &json!({}));
        _ = self.process.kill();
        _ = self.process.wait();
    }
}
