//! What a client cannot take: time, memory, threads.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use fieldbook::serve::http::handler::Limits;

use super::client::{PATIENCE, head};
use super::example::{LARGE, Serving};

const SHORT: Duration = Duration::from_millis(300);

fn limits(connections: usize) -> Limits {
    Limits { connections, ..Limits::default() }
}

#[test]
fn a_head_that_is_too_long_is_refused_before_it_ends() {
    let serving = Serving::start();
    let mut client = serving.client();
    let start = format!("GET /repo/ HTTP/1.1\r\nHost: localhost\r\nX: {}", "y".repeat(16 * 1024));
    assert_eq!(client.send(&start).answer(true).status, 431);
    assert!(client.ends());
    assert_eq!(serving.get(&format!("/repo/{}", "y".repeat(17_000)), &[]).status, 431);
    assert_eq!(serving.get("/repo/", &["A: b"; 64]).status, 431);
    assert_eq!(serving.get("/repo/", &["A: b"; 63]).status, 200);
}

#[test]
fn a_client_that_sends_slowly_is_told_that_its_time_is_over() {
    let serving = Serving::limited(Limits { head: SHORT, ..Limits::default() });
    let mut client = serving.client();
    client.stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    let started = Instant::now();
    // Every 20 ms another byte, so that the connection is never silent.
    for byte in head("GET", "/repo/", &["X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"]).bytes() {
        if client.stream.peek(&mut [0; 1]).is_ok() {
            break;
        }
        client.stream.write_all(&[byte]).unwrap();
    }
    assert_eq!(client.answer(true).status, 408);
    assert!(started.elapsed() >= SHORT && started.elapsed() < SHORT * 4, "{:?}", started.elapsed());
    assert!(client.ends());
}

#[test]
fn a_connection_that_says_nothing_is_closed_before_and_after_its_requests() {
    let serving = Serving::limited(Limits { head: SHORT, idle: SHORT, ..Limits::default() });
    let (mut silent, mut idle) = (serving.client(), serving.client());
    assert_eq!(idle.get("/repo/", &[]).status, 200);
    assert!(silent.ends() && idle.ends());
}

#[test]
fn a_client_that_does_not_take_its_response_loses_it() {
    let serving = Serving::limited(Limits { write: SHORT, connections: 1, ..Limits::default() });
    let mut stuck = serving.client();
    stuck.send(&head("GET", "/repo/large.bin", &[]));
    let deadline = Instant::now() + PATIENCE;
    // The only thread is busy with it until its time is over.
    while serving.get("/repo/data.txt", &["Connection: close"]).status != 200 {
        assert!(Instant::now() < deadline, "the thread was never free");
    }
    let mut rest = Vec::new();
    let ended = stuck.stream.read_to_end(&mut rest);
    assert!(rest.len() < LARGE, "{ended:?}");
}

#[test]
fn the_connection_that_has_waited_longest_gives_way_to_a_newcomer() {
    let serving = Serving::limited(limits(2));
    let (mut oldest, mut older) = (serving.client(), serving.client());
    assert_eq!(older.get("/repo/", &[]).status, 200);
    assert_eq!(oldest.get("/repo/", &[]).status, 200);
    // So often that the server is certainly done with the other.
    for _ in 0..20 {
        assert_eq!(older.get("/repo/", &[]).status, 200);
    }
    let mut newcomer = serving.client();
    assert_eq!(newcomer.get("/repo/", &[]).status, 200);
    assert!(oldest.ends());
    assert_eq!(older.get("/repo/", &[]).status, 200);
    assert_eq!(newcomer.get("/repo/", &[]).status, 200);
}

#[test]
fn a_burst_of_newcomers_is_answered_one_and_all() {
    let serving = Serving::limited(limits(4));
    let mut clients: Vec<_> = (0..100).map(|_| serving.client()).collect();
    for client in &mut clients {
        client.send(&head("GET", "/repo/data.txt", &[]));
    }
    for client in &mut clients {
        assert_eq!(client.answer(true).text(), "0123456789");
    }
}

#[test]
fn when_every_thread_is_busy_a_newcomer_is_told_to_come_back() {
    let serving = Serving::limited(limits(3));
    let mut busy: Vec<_> = (0..3).map(|_| serving.client()).collect();
    for client in &mut busy {
        client.send(&head("GET", "/gate", &[]));
    }
    serving.example.wait_for_busy(3);
    let refused = serving.get("/repo/", &[]);
    assert_eq!((refused.status, refused.header("Retry-After")), (503, "1"));
    serving.example.open_gate();
    for client in &mut busy {
        assert_eq!(client.answer(true).status, 404);
    }
    assert_eq!(serving.get("/repo/", &[]).status, 200);
}

#[test]
fn a_stopped_server_closes_its_port_and_all_connections_within_a_second() {
    let serving = Serving::start();
    let (mut silent, mut idle) = (serving.client(), serving.client());
    assert_eq!(idle.get("/repo/", &[]).status, 200);
    let address = serving.address;
    let started = Instant::now();
    serving.running.stop();
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    assert!(silent.ends() && idle.ends());
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn a_handler_that_hangs_does_not_keep_the_server_from_stopping() {
    let serving = Serving::start();
    let mut busy = serving.client();
    busy.send(&head("GET", "/gate", &[]));
    serving.example.wait_for_busy(1);
    let started = Instant::now();
    serving.running.stop();
    assert!(started.elapsed() < Duration::from_millis(1500), "{:?}", started.elapsed());
    assert_eq!(busy.stream.read(&mut [0; 1]).unwrap_or_default(), 0);
    serving.example.open_gate();
}
