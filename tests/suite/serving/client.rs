//! A client that says exactly what a test wants said, byte by byte.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long a test waits for what must come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// A connection.
pub(crate) struct Client {
    pub(crate) stream: TcpStream,
    received: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header; empty if it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(&name.to_ascii_lowercase()).map_or("", String::as_str)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    pub(crate) fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        Self { stream, received: Vec::new() }
    }

    pub(crate) fn send(&mut self, bytes: &str) -> &mut Self {
        self.stream.write_all(bytes.as_bytes()).unwrap();
        self
    }

    /// Asks for an address, with more lines in the head.
    pub(crate) fn get(&mut self, target: &str, lines: &[&str]) -> Answer {
        self.send(&head("GET", target, lines)).answer(true)
    }

    /// Reads until `end` has come in, and returns what came with it.
    pub(crate) fn read_to(&mut self, end: &str) -> String {
        loop {
            let found = self.received.windows(end.len()).position(|window| window == end.as_bytes());
            if let Some(start) = found {
                let text = self.received.drain(..start + end.len()).collect();
                return String::from_utf8(text).unwrap();
            }
            assert!(
                self.read() > 0,
                "ended before {end:?}, after {:?}",
                String::from_utf8_lossy(&self.received)
            );
        }
    }

    fn read(&mut self) -> usize {
        let mut chunk = vec![0; 64 * 1024];
        let count = self.stream.read(&mut chunk).unwrap();
        self.received.extend_from_slice(&chunk[..count]);
        count
    }

    /// Reads a response, with the body that its head promises.
    pub(crate) fn answer(&mut self, body: bool) -> Answer {
        let head = self.read_to("\r\n\r\n");
        let mut lines = head.trim_end().split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap().parse().unwrap();
        let header = |line: &str| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_ascii_lowercase(), value.to_owned())
        };
        let headers: BTreeMap<_, _> = lines.map(header).collect();
        assert!(!headers.contains_key("transfer-encoding"), "{head}");
        let length: usize = headers["content-length"].parse().unwrap();
        let length = if body && status != 304 { length } else { 0 };
        while self.received.len() < length {
            assert!(self.read() > 0, "the body ended early");
        }
        Answer { status, headers, body: self.received.drain(..length).collect() }
    }

    /// Whether the server ends the connection without another byte.
    pub(crate) fn ends(&mut self) -> bool {
        // A connection that is reset has ended as well.
        self.received.is_empty()
            && matches!(
                self.stream.read(&mut [0; 1]).map_err(|error| error.kind()),
                Ok(0) | Err(std::io::ErrorKind::ConnectionReset)
            )
    }
}

/// The head of a request to the server at hand.
pub(crate) fn head(method: &str, target: &str, lines: &[&str]) -> String {
    let lines: String = lines.iter().flat_map(|line| [*line, "\r\n"]).collect();
    format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n")
}
