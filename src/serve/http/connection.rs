//! One connection: requests in, responses out, each within its time.
//!
//! A client decides nothing about how long a thread is held: not by sending slowly, not by reading slowly.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tiny_http::{HTTPVersion, Header, StatusCode};

use super::super::events::STREAM_HEAD;
use super::handler::{Handler, Limits, Reply};
use super::pool::Slot;
use super::request::{self, Head, Hosts};
use super::response::Response;

/// How long a client is listened to after the last response: a connection closed with bytes unread is reset,
/// and the response may be lost with it.
const FAREWELL: Duration = Duration::from_millis(500);

/// What every connection shares.
pub(super) struct Service {
    pub(super) handler: Arc<dyn Handler>,
    pub(super) hosts: Hosts,
    pub(super) limits: Limits,
}

enum Next {
    Request(Head),
    /// The last response.
    Refusal(Response),
    /// The client has gone, or never said anything.
    End,
}

/// Serves a connection to its end.
pub(super) fn serve(service: &Service, slot: Slot) {
    // An event must not wait for the acknowledgement of the one before. Where that cannot be said, it waits.
    let _ = slot.stream().set_nodelay(true);
    let mut received = Vec::new();
    let mut idle = service.limits.head;
    loop {
        slot.wait();
        let next = next(service, slot.stream(), &mut received, idle);
        if !slot.work() {
            return;
        }
        let head = match next {
            Next::Request(head) => head,
            Next::Refusal(response) => return refuse(service, &slot, &response),
            Next::End => return,
        };
        let handled = catch_unwind(AssertUnwindSafe(|| service.handler.handle(&head.request)));
        let response = match handled {
            Ok(Reply::Response(response)) => response,
            Ok(Reply::Stream(join)) => return stream(service, slot, head.request.head, join),
            Err(_) => Response::text(500, "The server made a mistake; its terminal says more.\n"),
        };
        let bare = head.request.head || response.status == 304;
        let body = if bare { &[] } else { response.bytes() };
        match write(service, slot.stream(), &[&print(&response, !head.keep_alive), body]) {
            Ok(()) if head.keep_alive => idle = service.limits.idle,
            Ok(()) => return linger(&slot),
            Err(_) => return,
        }
    }
}

/// Waits for the head of a request. `received` holds what has come in, and keeps what came behind the head.
fn next(service: &Service, mut stream: &TcpStream, received: &mut Vec<u8>, idle: Duration) -> Next {
    let Service { hosts, limits, .. } = service;
    let mut deadline = Instant::now() + if received.is_empty() { idle } else { limits.head };
    let mut chunk = [0; 4096];
    loop {
        match request::parse(received, hosts) {
            Ok(Some(head)) => {
                received.drain(..head.length);
                return Next::Request(head);
            }
            Ok(None) => {}
            Err(response) => return Next::Refusal(response),
        }
        let read = before(deadline, |left| {
            stream.set_read_timeout(Some(left))?;
            stream.read(&mut chunk)
        });
        match read {
            Ok(0) => return Next::End,
            Ok(count) => {
                if received.is_empty() {
                    deadline = Instant::now() + limits.head;
                }
                received.extend_from_slice(&chunk[..count]);
            }
            Err(error) if error.kind() == io::ErrorKind::TimedOut && !received.is_empty() => {
                return Next::Refusal(Response::text(408, "The request did not come to its end in time.\n"));
            }
            Err(_) => return Next::End,
        }
    }
}

/// Does one step of reading or writing within the time that is left. Whatever the system calls it, the end of
/// that time is [`io::ErrorKind::TimedOut`].
fn before(deadline: Instant, mut step: impl FnMut(Duration) -> io::Result<usize>) -> io::Result<usize> {
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match step(left) {
            Err(error) if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {}
            result => return result,
        }
    }
}

fn write(service: &Service, mut stream: &TcpStream, parts: &[&[u8]]) -> io::Result<()> {
    let deadline = Instant::now() + service.limits.write;
    for part in parts {
        let mut rest = *part;
        while !rest.is_empty() {
            // Some systems count the time anew whenever a byte goes out; small steps keep them to it.
            let step = &rest[..rest.len().min(64 * 1024)];
            let written = before(deadline, |left| {
                stream.set_write_timeout(Some(left))?;
                stream.write(step)
            })?;
            if written == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            rest = &rest[written..];
        }
    }
    Ok(())
}

/// The head of a response.
pub(super) fn print(response: &Response, close: bool) -> Vec<u8> {
    // No header of ours has a control character. Should one ever get there, it must not start a second header.
    let plain = response.headers.iter().filter(|(_, value)| !value.contains(char::is_control));
    let headers = plain.chain([&("Server", "fieldbook".to_owned())]).filter_map(header).collect();
    let (status, length) = (StatusCode(response.status), response.bytes().len());
    let response = tiny_http::Response::new(status, headers, io::empty(), Some(length), None)
        .with_chunked_threshold(usize::MAX);
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = response.raw_print(&mut bytes, HTTPVersion(1, 1), &[], true, None);
    if close {
        // The library drops this header, because it would write it itself from its own listener.
        bytes.truncate(bytes.len().saturating_sub(2));
        bytes.extend_from_slice(b"Connection: close\r\n\r\n");
    }
    bytes
}

fn header((name, value): &(&'static str, String)) -> Option<Header> {
    Header::from_bytes(*name, value.as_bytes()).ok()
}

fn refuse(service: &Service, slot: &Slot, response: &Response) {
    if write(service, slot.stream(), &[&print(response, true), response.bytes()]).is_ok() {
        linger(slot);
    }
}

/// Ends the connection so that the last response arrives.
fn linger(slot: &Slot) {
    slot.wait();
    let deadline = Instant::now() + FAREWELL;
    let mut stream = slot.stream();
    // Whether the client still listens makes no difference any more.
    let _ = stream.shutdown(Shutdown::Write);
    let mut chunk = [0; 4096];
    let mut read = || {
        before(deadline, |left| {
            stream.set_read_timeout(Some(left))?;
            stream.read(&mut chunk)
        })
    };
    while matches!(read(), Ok(1..)) {}
}

/// Starts an event stream and hands it over; from then on it holds no thread.
fn stream(service: &Service, slot: Slot, head: bool, join: Box<dyn FnOnce(TcpStream) + Send>) {
    let written = write(service, slot.stream(), &[STREAM_HEAD.as_bytes()]);
    if head {
        linger(&slot);
    } else if let (Ok(()), Some(stream)) = (written, slot.take()) {
        join(stream);
    }
}
