//! Where the server listens, and what it says when it cannot.

use std::net::TcpListener;

use fieldbook::serve::http::server::Server;

fn refusal(hostname: &str, port: Option<u16>) -> String {
    Server::bind(hostname, port).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn a_port_that_was_asked_for_and_is_taken_is_an_error_that_names_it_and_the_flag() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let expected =
        format!("port {port} of `127.0.0.1` is taken: name another with `--port`, or none to get a free one");
    assert_eq!(refusal("127.0.0.1", Some(port)), expected);
}

#[test]
fn a_port_that_was_asked_for_and_is_free_is_the_one() {
    let bound =
        (1111..=1211).rev().find_map(|port| Some((port, Server::bind("127.0.0.1", Some(port)).ok()?)));
    let (port, server) = bound.unwrap();
    assert_eq!(server.address().port(), port);
}

#[test]
fn without_a_port_the_next_free_one_from_1111_is_taken() {
    // Others may have some of these ports, but nobody can have one twice.
    let (one, two) = (Server::bind("127.0.0.1", None).unwrap(), Server::bind("127.0.0.1", None).unwrap());
    assert_ne!(one.address(), two.address());
    for server in [one, two] {
        assert!((1111..=1211).contains(&server.address().port()), "{}", server.address());
    }
}

#[test]
fn a_name_stands_for_its_address() {
    assert!(Server::bind("localhost", Some(0)).unwrap().address().ip().is_loopback());
    assert!(Server::bind("0.0.0.0", Some(0)).unwrap().address().ip().is_unspecified());
}

#[test]
fn a_host_that_is_not_this_machine_is_an_error_that_names_it_and_the_flag() {
    let unknown = refusal("no such host", Some(0));
    assert_eq!(unknown, "`no such host` has no address: name another host with `--hostname`");
    // An address for documentation, which no machine has.
    let elsewhere = refusal("192.0.2.1", Some(8080));
    assert!(elsewhere.starts_with("cannot listen at `192.0.2.1`, port 8080: `--hostname`"), "{elsewhere}");
}
