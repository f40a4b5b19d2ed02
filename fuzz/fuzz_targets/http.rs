//! What a client sends to `serve`, over a socket: each request gets one whole response, made of known headers, and no more
//! responses come than there were heads.
#![no_main]

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use fieldbook::paths::OutputPath;
use fieldbook::pipeline::{Options, Silent, build};
use fieldbook::render::OutputTree;
use fieldbook::serve::http::handler::{Handler, Limits, Reply};
use fieldbook::serve::http::request::Request;
use fieldbook::serve::http::respond::{Published, Served, respond};
use fieldbook::serve::http::server::{Running, Server};
use fieldbook_fuzz::{one_thread, small_site};
use libfuzzer_sys::fuzz_target;

struct Site(OutputTree);

impl Published for Site {
    fn base(&self) -> &str {
        "/deep"
    }

    fn find(&self, path: &OutputPath) -> Option<Served> {
        self.0.get(path).cloned().map(Served::File)
    }
}

impl Handler for Site {
    fn handle(&self, request: &Request) -> Reply {
        Reply::Response(respond(self, request))
    }
}

/// The headers that responses have.
const HEADERS: [&str; 13] = [
    "accept-ranges",
    "allow",
    "cache-control",
    "connection",
    "content-length",
    "content-range",
    "content-type",
    "cross-origin-resource-policy",
    "date",
    "etag",
    "location",
    "server",
    "x-content-type-options",
];

fn address() -> SocketAddr {
    static SERVER: OnceLock<Running> = OnceLock::new();
    let running = SERVER.get_or_init(|| {
        one_thread();
        let site = build(&small_site(), &Options::default(), &Silent).expect("files in memory");
        let [head, idle, write] = [2000, 500, 2000].map(Duration::from_millis);
        let server = Server::bind("127.0.0.1", Some(0)).expect("a port");
        server.limited(Limits { head, idle, write, connections: 4 }).start(Arc::new(Site(site.output)))
    });
    running.address()
}

fuzz_target!(|data: &[u8]| {
    // So that inputs need not know the port: the host is named by a word of its length.
    let address = address();
    let sent = replace(data, b"HOST", address.to_string().as_bytes());
    let mut client = TcpStream::connect(address).expect("the server takes connections");
    client.set_read_timeout(Some(Duration::from_secs(5))).expect("a limit");
    // A server that has refused a request may close before all has come.
    let whole = client.write_all(&sent).is_ok() && client.shutdown(Shutdown::Write).is_ok();
    let mut answer = Vec::new();
    let read = client.read_to_end(&mut answer);
    if let Err(error) = &read {
        assert!(error.kind() != std::io::ErrorKind::WouldBlock, "the connection is not closed");
    }
    check(&answer, heads(&sent), whole && read.is_ok());
});

fn replace(data: &[u8], word: &[u8], by: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = data;
    while let Some(at) = rest.windows(word.len()).position(|window| window == word) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(by);
        rest = &rest[at + word.len()..];
    }
    out.extend_from_slice(rest);
    out
}

/// How many heads can be in it at most: each ends in an empty line, but the last may be cut off.
fn heads(sent: &[u8]) -> usize {
    let lines = sent.split(|byte| *byte == b'\n');
    1 + lines.filter(|line| line.is_empty() || *line == b"\r").count()
}

/// Takes the answer apart into responses.
fn check(answer: &[u8], most: usize, whole: bool) {
    let mut rest = answer;
    let mut responses = 0;
    while !rest.is_empty() {
        responses += 1;
        assert!(responses <= most, "more responses than requests");
        let Some(end) = rest.windows(4).position(|window| window == b"\r\n\r\n") else {
            assert!(!whole, "half a head: {:?}", String::from_utf8_lossy(rest));
            return;
        };
        let head = std::str::from_utf8(&rest[..end]).expect("a head is ASCII");
        rest = &rest[end + 4..];
        let length = length(head);
        // Responses to HEAD, and 304, have none; a body of ours never begins like a response.
        if rest.is_empty() || rest.starts_with(b"HTTP/1.1 ") {
            continue;
        }
        if rest.len() < length {
            assert!(!whole, "half a body");
            return;
        }
        rest = &rest[length..];
    }
}

/// The length of the body, after a look at the head.
fn length(head: &str) -> usize {
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap_or_default();
    let code = status.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3));
    let code: u16 = code.and_then(|code| code.parse().ok()).expect("a status");
    assert!((200..505).contains(&code) && code != 500, "{status}");
    let mut length = 0;
    for line in lines {
        let (name, value) = line.split_once(':').expect("a header");
        let name = name.to_lowercase();
        assert!(HEADERS.contains(&name.as_str()), "an unknown header: {line}");
        assert!(!value.contains(['\r', '\n']), "{line:?}");
        if name == "content-length" {
            length = value.trim().parse().expect("a length");
        }
    }
    length
}
