//! A server on this machine that answers as a test wants it to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tiny_http::{Header, Method, Response, Server};

/// What is asked for, and how often before.
pub(crate) struct Asked<'a> {
    pub(crate) head: bool,
    pub(crate) path: &'a str,
    pub(crate) before: usize,
}

/// What is answered.
pub(crate) struct Says {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
    pub(crate) after: Duration,
}

impl Says {
    pub(crate) fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: String::new(), after: Duration::ZERO }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// A server that goes with the test.
pub(crate) struct WebServer {
    server: Arc<Server>,
    /// What was asked, in order: `HEAD /path`.
    asked: Arc<Mutex<Vec<String>>>,
}

impl WebServer {
    pub(crate) fn new(answer: impl Fn(&Asked<'_>) -> Says + Send + Sync + 'static) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (taken, noted, answer) = (server.clone(), asked.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            let counts = Arc::new(Mutex::new(BTreeMap::new()));
            for request in taken.incoming_requests() {
                let (noted, answer, counts) = (noted.clone(), answer.clone(), counts.clone());
                std::thread::spawn(move || {
                    let (head, path) = (*request.method() == Method::Head, request.url().to_owned());
                    noted.lock().unwrap().push(format!("{} {path}", request.method()));
                    let before = {
                        let mut counts = counts.lock().unwrap();
                        let count = counts.entry((head, path.clone())).or_insert(0_usize);
                        *count += 1;
                        *count - 1
                    };
                    let says = answer(&Asked { head, path: &path, before });
                    std::thread::sleep(says.after);
                    let mut response = Response::from_string(says.body).with_status_code(says.status);
                    for (name, value) in says.headers {
                        response.add_header(Header::from_bytes(name.as_bytes(), value.as_bytes()).unwrap());
                    }
                    _ = request.respond(response);
                });
            }
        });
        Self { server, asked }
    }

    /// Its host with its port.
    pub(crate) fn host(&self) -> String {
        self.server.server_addr().to_ip().unwrap().to_string()
    }

    /// What was asked since the last time, sorted.
    pub(crate) fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.sort();
        asked
    }
}

impl Drop for WebServer {
    fn drop(&mut self) {
        self.server.unblock();
    }
}
