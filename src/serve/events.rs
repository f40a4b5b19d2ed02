//! The pages that are open in browsers, and what they are told: server-sent events.
//!
//! A stream holds no thread. Its socket does not block: what a client does not take at once it does not get,
//! and its connection ends. The browser connects again by itself and is told what is true by then.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::json;

/// The head of the response that does not end, and how long a browser waits before it connects again.
pub(super) const STREAM_HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\
     X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\nretry: 500\n\n";

/// The most streams that are kept; the oldest goes for a newcomer.
const MAX_STREAMS: usize = 256;

/// How often a sign of life is sent, so that neither end holds on to a dead connection.
const PING: Duration = Duration::from_secs(15);

/// A page in a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPage {
    /// The path of its address, as a request has it.
    pub address: String,
    /// What it shows, as [`super::http::respond::version`] names it; empty once it was told that it is gone.
    pub version: String,
}

/// What an open page is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// It is out of date.
    Reload,
    /// Only style sheets differ: the new version of the page, and the new addresses by the old ones.
    Styles {
        /// The version the page shows then.
        version: String,
        /// New addresses by old ones.
        urls: BTreeMap<String, String>,
    },
    /// It is no longer published.
    Gone,
    /// What is wrong with the source: the report for the overlay.
    Problems(serde_json::Value),
}

impl Message {
    fn print(&self) -> String {
        let (event, data) = match self {
            Self::Reload => ("reload", json!({})),
            Self::Styles { version, urls } => ("styles", json!({ "version": version, "urls": urls })),
            Self::Gone => ("gone", json!({})),
            Self::Problems(problems) => ("problems", problems.clone()),
        };
        // JSON escapes line ends, which would end the event.
        format!("event: {event}\ndata: {data}\n\n")
    }
}

struct Stream {
    socket: TcpStream,
    page: OpenPage,
    /// It was told to reload, or that it is gone: its version says nothing any more.
    done: bool,
}

impl Stream {
    /// Whether the client is still there.
    fn is_open(&self) -> bool {
        match (&self.socket).read(&mut [0; 64]) {
            Ok(count) => count > 0,
            Err(error) => matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted),
        }
    }

    /// Whether the client took it all.
    fn write(&self, text: &str) -> bool {
        text.is_empty() || (&self.socket).write(text.as_bytes()).is_ok_and(|count| count == text.len())
    }

    /// Whether the client took all messages that still mean something to it.
    fn tell(&mut self, messages: &[Message]) -> bool {
        let mut text = String::new();
        for message in messages {
            match message {
                Message::Styles { .. } | Message::Gone if self.done => continue,
                Message::Styles { version, .. } => self.page.version.clone_from(version),
                Message::Reload => self.done = true,
                Message::Gone => {
                    self.done = true;
                    // Whatever version the page has when it exists again, it is not the one shown.
                    self.page.version.clear();
                }
                Message::Problems(_) => {}
            }
            text.push_str(&message.print());
        }
        self.write(&text)
    }
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    closing: Condvar,
}

#[derive(Default)]
struct State {
    /// The oldest first.
    streams: Vec<Stream>,
    closed: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic in a caller's closure leaves whole streams behind, told or not.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends signs of life until the hub is closed, and drops the streams that take none.
    fn keep(&self, ping: Duration) {
        let mut state = self.lock();
        while !state.closed {
            let waited = self.closing.wait_timeout_while(state, ping, |state| !state.closed);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
            state.streams.retain(|stream| stream.is_open() && stream.write(": ping\n\n"));
        }
    }
}

/// The open pages.
pub struct EventHub {
    shared: Arc<Shared>,
}

impl Default for EventHub {
    fn default() -> Self {
        Self::pinging(PING)
    }
}

impl EventHub {
    /// A hub without pages, which sends a sign of life so often.
    ///
    /// # Panics
    /// If the system has no thread to give.
    pub fn pinging(ping: Duration) -> Self {
        let shared = Arc::new(Shared::default());
        let keeper = Arc::clone(&shared);
        thread::spawn(move || keeper.keep(ping));
        Self { shared }
    }

    /// Takes a stream whose head has been sent, and tells it first what `first` says of its page.
    ///
    /// `first` is asked when nothing else can be told. So a site that is exchanged before [`EventHub::tell`] is
    /// called cannot pass a page by that is just connecting: either it is in the hub by then, or `first` sees
    /// the new site.
    pub fn join(&self, stream: TcpStream, page: OpenPage, first: impl FnOnce(&OpenPage) -> Vec<Message>) {
        let mut state = self.shared.lock();
        if state.closed || stream.set_nonblocking(true).is_err() {
            return;
        }
        let mut stream = Stream { socket: stream, page, done: false };
        let messages = first(&stream.page);
        if stream.tell(&messages) {
            if state.streams.len() >= MAX_STREAMS {
                state.streams.remove(0);
            }
            state.streams.push(stream);
        }
    }

    /// The different pages that are open, most recently opened first.
    pub fn pages(&self) -> Vec<String> {
        let mut state = self.shared.lock();
        state.streams.retain(Stream::is_open);
        let mut pages = Vec::new();
        for stream in state.streams.iter().rev() {
            if !pages.contains(&stream.page.address) {
                pages.push(stream.page.address.clone());
            }
        }
        pages
    }

    /// Asks for every open page what to tell it. After [`Message::Styles`] the page is taken to show that
    /// version. After [`Message::Reload`] and [`Message::Gone`] it gets only reloads and problems.
    pub fn tell(&self, messages: impl Fn(&OpenPage) -> Vec<Message>) {
        let mut state = self.shared.lock();
        state.streams.retain_mut(|stream| stream.is_open() && stream.tell(&messages(&stream.page)));
    }

    /// Ends all streams, and every one that would join.
    pub fn close(&self) {
        let mut state = self.shared.lock();
        state.closed = true;
        state.streams.clear();
        self.shared.closing.notify_all();
    }
}

impl Drop for EventHub {
    fn drop(&mut self) {
        self.close();
    }
}
