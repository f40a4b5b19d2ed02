//! Many clients that want nothing, and one that wants a page.

use std::io::{ErrorKind, Write};
use std::time::{Duration, Instant};

use fieldbook::serve::events::Message;

use super::client::Client;
use super::example::Serving;

/// Asks for a page on a connection of its own; it must come within a second.
#[track_caller]
fn expect_answer(serving: &Serving) {
    let started = Instant::now();
    assert_eq!(serving.get("/repo/data.txt", &[]).text(), "0123456789");
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
}

#[test]
fn a_thousand_event_streams_and_two_hundred_slow_clients_do_not_delay_a_page() {
    let serving = Serving::start();
    let mut streams: Vec<_> = (0..1000).map(|_| serving.events("/repo/", "1")).collect();
    expect_answer(&serving);
    let mut slow: Vec<_> = (0..200).map(|_| serving.client()).collect();
    expect_answer(&serving);
    // Every client sends a byte each second, for two seconds.
    for byte in *b"GE" {
        let started = Instant::now();
        for client in &mut slow {
            send_slowly(client, byte);
        }
        while started.elapsed() < Duration::from_secs(1) {
            expect_answer(&serving);
        }
    }
    serving.example.hub.tell(|_| vec![Message::Reload]);
    for stream in streams.iter_mut().rev().take(256) {
        assert!(stream.read_to("\n\n").starts_with("event: reload\n"));
    }
}

/// Sends a byte, unless the server has had enough of this client.
fn send_slowly(client: &mut Client, byte: u8) {
    let ended = [ErrorKind::BrokenPipe, ErrorKind::ConnectionReset, ErrorKind::ConnectionAborted];
    if let Err(error) = client.stream.write_all(&[byte]) {
        assert!(ended.contains(&error.kind()), "{error}");
    }
}
