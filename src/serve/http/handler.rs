//! What the server asks of whoever answers requests, and what it allows clients.

use std::net::TcpStream;
use std::time::Duration;

use super::request::Request;
use super::response::Response;

/// Answers requests.
pub trait Handler: Send + Sync {
    /// Answers one request. Called by many threads at once.
    fn handle(&self, request: &Request) -> Reply;
}

/// The answer to a request.
pub enum Reply {
    /// A response, after which the connection serves the next request.
    Response(Response),
    /// An event stream: its head is sent, then the socket is handed over.
    Stream(Box<dyn FnOnce(TcpStream) + Send>),
}

/// What a client can take of the server.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The time for the head of a request, and for the first one to begin.
    pub head: Duration,
    /// The time a connection may be idle between two requests.
    pub idle: Duration,
    /// The time for a client to take a whole response.
    pub write: Duration,
    /// The number of connections at a time, event streams not counted.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let [head, idle, write] = [10, 30, 30].map(Duration::from_secs);
        Self { head, idle, write, connections: 64 }
    }
}
