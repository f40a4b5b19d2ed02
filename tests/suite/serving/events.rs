//! Event streams: who is told what, and what becomes of those who do not listen.

use std::collections::BTreeMap;
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use fieldbook::serve::events::{EventHub, Message, OpenPage};
use fieldbook::serve::http::handler::Limits;

use super::client::{Client, PATIENCE, head};
use super::example::Serving;

fn styles(version: &str) -> Message {
    let urls = BTreeMap::from([("/repo/css/a.css".to_owned(), "/repo/css/b.css".to_owned())]);
    Message::Styles { version: version.into(), urls }
}

/// Both ends of a connection.
fn pair() -> (TcpStream, Client) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = Client::connect(listener.local_addr().unwrap());
    (listener.accept().unwrap().0, client)
}

#[test]
fn a_stream_begins_with_its_head_and_the_first_messages() {
    let serving = Serving::start();
    let mut client = serving.client();
    client.send(&head("GET", "/repo/__fieldbook/events?path=%2Frepo%2Fdir%2F&version=1", &[]));
    let head = client.read_to("\r\n\r\n");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    for line in ["Content-Type: text/event-stream", "Cache-Control: no-store", "Connection: close"] {
        assert!(head.contains(&format!("\r\n{line}\r\n")), "{head}");
    }
    assert_eq!(client.read_to("\n\n"), "retry: 500\n\n");
    assert_eq!(client.read_to("\n\n"), "event: problems\ndata: \"1\"\n\n");
    assert_eq!(serving.example.hub.pages(), ["/repo/dir/"]);
}

#[test]
fn head_of_a_stream_is_its_head_alone() {
    let serving = Serving::start();
    let mut client = serving.client();
    client.send(&head("HEAD", "/repo/__fieldbook/events?path=/repo/&version=1", &[]));
    client.read_to("retry: 500\n\n");
    assert!(client.ends());
    assert_eq!(serving.example.hub.pages(), [""; 0]);
}

#[test]
fn each_page_is_told_what_concerns_it_in_one_line_of_json() {
    let serving = Serving::start();
    let (mut home, mut other) = (serving.events("/repo/", "1"), serving.events("/repo/other/", "2"));
    let problems =
        serde_json::json!({"summary": "1 error", "problems": [{"text": "two\nlines\r\nand \u{1b}[1m"}]});
    serving.example.hub.tell(|page| match page.version.as_str() {
        "1" => vec![styles("3"), Message::Problems(problems.clone())],
        _ => vec![Message::Gone],
    });
    assert_eq!(
        home.read_to("\n\n"),
        "event: styles\ndata: {\"version\":\"3\",\"urls\":{\"/repo/css/a.css\":\"/repo/css/b.css\"}}\n\n"
    );
    let event = home.read_to("\n\n");
    let data = event.strip_prefix("event: problems\ndata: ").unwrap();
    assert_eq!(data.trim_end().lines().count(), 1);
    assert_eq!(serde_json::from_str::<serde_json::Value>(data).unwrap(), problems);
    assert_eq!(other.read_to("\n\n"), "event: gone\ndata: {}\n\n");
}

#[test]
fn a_page_is_at_its_new_version_after_styles_and_told_little_after_a_reload() {
    let serving = Serving::start();
    let hub = &serving.example.hub;
    let mut client = serving.events("/repo/", "1");
    hub.tell(|page| vec![styles(&format!("{}+", page.version))]);
    assert!(client.read_to("\n\n").contains("\"version\":\"1+\""));
    hub.tell(|page| vec![styles(&format!("{}+", page.version))]);
    assert!(client.read_to("\n\n").contains("\"version\":\"1++\""));
    hub.tell(|_| vec![Message::Gone]);
    assert!(client.read_to("\n\n").starts_with("event: gone\n"));
    hub.tell(|_| vec![styles("x"), Message::Gone, Message::Problems(7.into()), Message::Reload]);
    assert_eq!(client.read_to("data: 7\n\n"), "event: problems\ndata: 7\n\n");
    assert!(client.read_to("\n\n").starts_with("event: reload\n"));
}

#[test]
fn the_different_open_pages_are_known_latest_first_until_their_tab_closes() {
    let serving = Serving::start();
    let hub = &serving.example.hub;
    let _first = serving.events("/repo/", "1");
    let _second = serving.events("/repo/other/", "1");
    let again = serving.events("/repo/", "1");
    assert_eq!(hub.pages(), ["/repo/", "/repo/other/"]);
    drop(again);
    let deadline = Instant::now() + PATIENCE;
    while hub.pages() != ["/repo/other/", "/repo/"] {
        assert!(Instant::now() < deadline, "the closed tab is still listed");
    }
}

#[test]
fn a_silent_stream_is_given_signs_of_life() {
    let serving = Serving::with(Limits::default(), EventHub::pinging(Duration::from_millis(50)));
    let mut client = serving.events("/repo/", "1");
    assert_eq!(client.read_to("\n\n") + &client.read_to("\n\n"), ": ping\n\n: ping\n\n");
}

#[test]
fn a_stream_that_takes_nothing_is_dropped_and_nobody_waits_for_it() {
    let serving = Serving::start();
    let hub = &serving.example.hub;
    let (_stuck, mut reading) = (serving.events("/repo/", "1"), serving.events("/repo/other/", "1"));
    let filler = "x".repeat(100_000);
    let started = Instant::now();
    while hub.pages().len() == 2 {
        hub.tell(|_| vec![Message::Problems(filler.clone().into())]);
        reading.read_to("x\"\n\n");
        assert!(started.elapsed() < PATIENCE, "the stream is still kept");
    }
    assert_eq!(hub.pages(), ["/repo/other/"]);
}

#[test]
fn a_large_report_reaches_a_page_that_listens() {
    let serving = Serving::start();
    let mut client = serving.events("/repo/", "1");
    let report = "x".repeat(100_000);
    serving.example.hub.tell(|_| vec![Message::Problems(report.clone().into())]);
    assert_eq!(client.read_to("x\"\n\n").len(), report.len() + "event: problems\ndata: \"\"\n\n".len());
}

#[test]
fn a_page_that_connects_while_the_site_is_exchanged_is_told() {
    let hub = Arc::new(EventHub::default());
    let (stream, mut client) = pair();
    let ((asked, is_asked), (tells, is_telling)) = (mpsc::channel(), mpsc::channel());
    let teller = Arc::clone(&hub);
    let telling = thread::spawn(move || {
        is_asked.recv().unwrap();
        tells.send(()).unwrap();
        teller.tell(|_| vec![Message::Reload]);
    });
    let page = OpenPage { address: "/repo/".into(), version: "1".into() };
    hub.join(stream, page, |_| {
        // The page is found to be up to date, and at this moment the site is exchanged.
        asked.send(()).unwrap();
        is_telling.recv().unwrap();
        Vec::new()
    });
    telling.join().unwrap();
    assert_eq!(client.read_to("\n\n"), "event: reload\ndata: {}\n\n");
}

#[test]
fn the_257th_stream_takes_the_place_of_the_oldest() {
    let serving = Serving::start();
    let mut streams: Vec<_> = (0..257).map(|_| serving.events("/repo/", "1")).collect();
    assert!(streams[0].ends());
    serving.example.hub.tell(|_| vec![Message::Reload]);
    for stream in &mut streams[1..] {
        assert!(stream.read_to("\n\n").starts_with("event: reload\n"));
    }
}

#[test]
fn a_closed_hub_ends_its_streams_and_takes_no_more() {
    let hub = EventHub::default();
    let page = OpenPage { address: "/repo/".into(), version: "1".into() };
    let ((early, mut before), (late, mut after)) = (pair(), pair());
    hub.join(early, page.clone(), |_| vec![Message::Reload]);
    assert!(before.read_to("\n\n").starts_with("event: reload\n"));
    hub.close();
    hub.join(late, page, |_| vec![Message::Reload]);
    assert!(before.ends() && after.ends());
    assert_eq!(hub.pages(), [""; 0]);
}
