//! Requests as they should be and as they should not be.

use super::client::head;
use super::example::Serving;

#[test]
fn several_requests_share_a_connection_even_if_sent_at_once() {
    let serving = Serving::start();
    let mut client = serving.client();
    let both = head("GET", "/repo/data.txt", &[]) + &head("GET", "/repo/missing", &[]);
    client.send(&both);
    assert_eq!(client.answer(true).text(), "0123456789");
    assert_eq!(client.answer(true).status, 404);
    assert_eq!(client.get("/repo/", &[]).status, 200);
    let last = client.get("/repo/data.txt", &["Connection: close"]);
    assert_eq!((last.status, last.header("Connection")), (200, "close"));
    assert!(client.ends());
}

#[test]
fn a_head_that_comes_in_pieces_is_put_together() {
    let serving = Serving::start();
    let mut client = serving.client();
    for byte in head("GET", "/repo/data.txt", &[]).chars() {
        client.send(&byte.to_string());
    }
    assert_eq!(client.answer(true).text(), "0123456789");
}

#[test]
fn head_gets_the_headers_of_get_and_no_body() {
    let serving = Serving::start();
    let mut client = serving.client();
    for target in ["/repo/", "/repo/data.txt", "/repo/missing", "/repo/dir"] {
        let get = client.get(target, &[]);
        let bare = client.send(&head("HEAD", target, &[])).answer(false);
        assert_eq!(bare.status, get.status);
        for name in ["Content-Type", "Content-Length", "ETag", "Cache-Control", "Location", "Accept-Ranges"] {
            assert_eq!(bare.header(name), get.header(name), "{name} of {target}");
        }
        assert_eq!(get.header("Content-Length"), get.body.len().to_string());
    }
}

#[test]
fn other_methods_are_told_which_are_allowed() {
    let serving = Serving::start();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "MADE-UP"] {
        let mut client = serving.client();
        let answer = client.send(&head(method, "/repo/", &["Content-Length: 3"])).send("abc").answer(true);
        assert_eq!((answer.status, answer.header("Allow")), (405, "GET, HEAD"), "{method}");
        assert!(client.ends(), "{method}");
    }
}

#[test]
fn a_request_with_a_body_is_refused_and_nothing_behind_it_is_read_as_a_request() {
    let serving = Serving::start();
    let inner = head("GET", "/repo/data.txt", &[]);
    let length = format!("Content-Length: {}", inner.len());
    let cases: [&[&str]; 13] = [
        &[&length],
        &["Transfer-Encoding: chunked"],
        &["Transfer-Encoding: identity"],
        &["Transfer-Encoding: xchunked"],
        &["Transfer-Encoding: gzip, chunked"],
        &["Transfer-Encoding: chunked, identity"],
        &["Transfer-Encoding:\tchunked"],
        &["Transfer-Encoding:"],
        &["Content-Length: 0", "Transfer-Encoding: xchunked"],
        &["Content-Length: 0", "Transfer-Encoding: chunked"],
        &["Content-Length: 0", &length],
        &["Content-Length: 0, 0"],
        &["Content-Length : 0"],
    ];
    for lines in cases {
        let mut client = serving.client();
        let answer = client.send(&(head("GET", "/repo/", lines) + &inner)).answer(true);
        assert_eq!((answer.status, answer.header("Connection")), (400, "close"), "{lines:?}");
        assert!(client.ends(), "{lines:?}");
    }
    assert_eq!(serving.get("/repo/data.txt", &["Content-Length: 0"]).status, 200);
    assert_eq!(serving.get("/repo/data.txt", &["Expect: 100-continue"]).status, 417);
}

#[test]
fn what_is_no_request_is_refused_at_once() {
    let serving = Serving::start();
    let host = "Host: localhost\r\n\r\n";
    let cases = [
        "\u{16}\u{3}\u{1}\u{2}".to_owned(),
        "hello\r\n\r\n".to_owned(),
        format!("GET / HTTP/2.0\r\n{host}"),
        format!("GET /a b HTTP/1.1\r\n{host}"),
        format!("GET repo HTTP/1.1\r\n{host}"),
        format!("GET * HTTP/1.1\r\n{host}"),
        format!("GET / HTTP/1.1\r\n folded: x\r\n{host}"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\n{host}"),
        format!("GET / HTTP/1.1\r\nX: a\0b\r\n{host}"),
        format!("GET / HTTP/1.1\r\nX: a\rb\r\n{host}"),
        format!("GET /repo/dir?a\rSet-Cookie:a=b HTTP/1.1\r\n{host}"),
        format!("GET /repo/dir?a\nSet-Cookie: a=b HTTP/1.1\r\n{host}"),
        format!("GET /repo/dir?a\r\nSet-Cookie: a=b HTTP/1.1\r\n{host}"),
    ];
    for bytes in cases {
        let mut client = serving.client();
        assert_eq!(client.send(&bytes).answer(true).status, 400, "{bytes:?}");
        assert!(client.ends(), "{bytes:?}");
    }
}

#[test]
fn no_address_puts_a_line_into_the_head_of_a_response() {
    let serving = Serving::start();
    let cases = [
        ("/repo/dir?a=%0d%0aSet-Cookie:%20a=b", 301),
        ("/repo/dir%0d%0aSet-Cookie:%20a=b", 404),
        ("/repo/dir%0aSet-Cookie:%20a=b", 404),
        ("/%0d%0aSet-Cookie:%20a=b/", 404),
        ("/repo/dir?a=%E5%98%8D%E5%98%8ASet-Cookie:%20a=b", 301),
    ];
    for (target, status) in cases {
        let answer = serving.get(target, &[]);
        assert_eq!((answer.status, answer.header("Set-Cookie")), (status, ""), "{target}");
        assert!(!answer.header("Location").contains(['\r', '\n']), "{target}");
    }
    let answer = serving.get("/repo/dir", &["Origin: http://localhost", "X-Forwarded-Host: a\tb"]);
    assert_eq!((answer.status, answer.header("Location")), (301, "/repo/dir/"));
}

#[test]
fn a_request_for_another_host_is_refused_with_the_reason() {
    let serving = Serving::start();
    let port = serving.address.port();
    let ask = |target: &str, host: &str| {
        let mut client = serving.client();
        client.send(&format!("GET {target} HTTP/1.1\r\n{host}\r\n")).answer(true)
    };
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        assert_eq!(ask("/repo/", &format!("Host: {host}\r\n")).status, 200, "{host}");
        assert_eq!(ask("/repo/", &format!("Host: {host}:{port}\r\n")).status, 200, "{host}");
        assert_eq!(ask(&format!("http://{host}:{port}/repo/"), "Host: localhost\r\n").status, 200, "{host}");
    }
    let other_port = format!("Host: localhost:{}\r\n", port ^ 1);
    for host in
        ["", "Host: evil.test\r\n", "Host: 10.0.0.1\r\n", "Host: localhost.evil.test\r\n", &other_port]
    {
        let answer = ask("/repo/", host);
        assert_eq!(answer.status, 403, "{host:?}");
        assert!(answer.text().contains("DNS rebinding") && answer.text().contains(&port.to_string()));
    }
    assert_eq!(ask("http://evil.test/repo/", "Host: localhost\r\n").status, 403);
    assert_eq!(ask("http://localhost/repo/", "Host: evil.test\r\n").status, 403);
}

#[test]
fn a_panic_of_the_handler_costs_one_response_and_not_the_server() {
    let serving = Serving::start();
    let mut client = serving.client();
    for _ in 0..70 {
        assert_eq!(client.get("/panic", &[]).status, 500);
    }
    assert!(client.get("/repo/", &[]).text().contains("Home"));
    assert_eq!(serving.get("/repo/", &[]).status, 200);
}
