//! The bytes of a request's head → [`Request`], or the response that refuses it.
//!
//! What the server does not need it does not take: other methods, bodies, transfer codings, names of hosts
//! it was not told. Two programs that read one request differently are how requests are smuggled.

use std::net::{IpAddr, Ipv6Addr};

use percent_encoding::percent_decode_str;

use super::response::Response;

/// The most bytes a head may have.
pub(super) const MAX_HEAD: usize = 16 * 1024;

/// The most headers a head may have.
const MAX_HEADERS: usize = 64;

/// What this machine calls itself.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Whether the response is wanted without its body.
    pub head: bool,
    /// The path as it was sent, escapes included, the query not.
    pub path: String,
    /// What stands behind the question mark, as it was sent.
    pub query: String,
    /// The tags of the copies the client has.
    pub if_none_match: Option<String>,
    /// The bytes wanted.
    pub range: Option<String>,
    /// The tag of the copy that the range continues.
    pub if_range: Option<String>,
    /// Whether a page of another website asks, as the browser says.
    pub foreign: bool,
}

impl Request {
    /// A value of the query, without its escapes. A plus sign stands for itself, as in a path.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let mut pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(key, _)| *key == name)?;
        percent_decode_str(value).decode_utf8().ok().map(Into::into)
    }
}

/// A complete head.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) request: Request,
    /// Whether the client may ask for more on this connection.
    pub(super) keep_alive: bool,
    /// The number of bytes it took.
    pub(super) length: usize,
}

/// The names under which the server is asked.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    name: String,
    /// Whether the server listens at every address of the machine.
    any_address: bool,
    port: u16,
}

impl Hosts {
    pub(super) fn new(name: &str, address: IpAddr, port: u16) -> Self {
        let name = if name.contains(':') { format!("[{name}]") } else { name.to_owned() };
        Self { name, any_address: address.is_unspecified(), port }
    }

    /// Whether `name` or `name:port` means this server. Any website can have its own name point to this
    /// machine (DNS rebinding), but it cannot change the name the browser then sends.
    fn admit(&self, authority: &str) -> bool {
        let (name, port) = match authority.rfind(':').filter(|colon| !authority[*colon..].contains(']')) {
            Some(colon) => (&authority[..colon], Some(&authority[colon + 1..])),
            None => (authority, None),
        };
        let named = self.names().any(|known| known.eq_ignore_ascii_case(name));
        let named = named || (self.any_address && is_address(name));
        named && port.is_none_or(|port| port == self.port.to_string())
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let given = Some(self.name.as_str()).filter(|name| !LOOPBACK.contains(name));
        LOOPBACK.into_iter().chain(given)
    }

    fn refuse(&self) -> Response {
        let any = self.any_address.then_some("every address");
        let (names, port) = (self.names().chain(any).collect::<Vec<_>>().join(", "), self.port);
        Response::text(
            403,
            &format!(
                "This preview answers at port {port} and to these names only: {names}. A website whose name was \
                 made to point to this machine could read it otherwise (DNS rebinding). To use another name, \
                 give it with `--hostname`.\n"
            ),
        )
    }
}

fn is_address(name: &str) -> bool {
    let v6 = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    v6.map_or_else(|| name.parse::<std::net::Ipv4Addr>().is_ok(), |name| name.parse::<Ipv6Addr>().is_ok())
}

/// Reads a head; `None` if it is not complete. An error is the response to it, after which the connection has
/// to end, because nobody knows where the next request starts.
pub(super) fn parse(bytes: &[u8], hosts: &Hosts) -> Result<Option<Head>, Response> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let length = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(length)) if length <= MAX_HEAD => length,
        Ok(httparse::Status::Partial) if bytes.len() < MAX_HEAD => return Ok(None),
        Ok(_) => return Err(Response::text(431, "The head of the request is too long.\n")),
        Err(httparse::Error::TooManyHeaders) => {
            return Err(Response::text(431, "The request has too many headers.\n"));
        }
        Err(_) => return Err(malformed()),
    };
    let headers = Headers(parsed.headers);
    let head = method(parsed.method.unwrap_or_default())?;
    without_body(&headers)?;
    let (path, query) = target(parsed.path.unwrap_or_default(), &headers, hosts)?;
    let request = Request {
        head,
        path,
        query,
        if_none_match: headers.text("If-None-Match")?,
        range: headers.text("Range")?,
        if_range: headers.text("If-Range")?,
        foreign: is_foreign(&headers, hosts)?,
    };
    // What the older version keeps open it has to ask for, and nobody does any more.
    let close = headers.text("Connection")?.is_some_and(|text| text.to_ascii_lowercase().contains("close"));
    Ok(Some(Head { request, keep_alive: parsed.version == Some(1) && !close, length }))
}

fn malformed() -> Response {
    Response::text(400, "This is no request of HTTP/1.1.\n")
}

/// Whether the method is HEAD.
fn method(method: &str) -> Result<bool, Response> {
    match method {
        "GET" => Ok(false),
        "HEAD" => Ok(true),
        _ => Err(Response::text(405, "A published site can only be read.\n").with("Allow", "GET, HEAD")),
    }
}

fn without_body(headers: &Headers<'_>) -> Result<(), Response> {
    let empty = headers.all("Content-Length").all(|length| length == b"0");
    if !empty || headers.all("Content-Length").count() > 1 || headers.all("Transfer-Encoding").count() > 0 {
        return Err(Response::text(400, "A request for a page has no body.\n"));
    }
    match headers.all("Expect").next() {
        Some(_) => Err(Response::text(417, "A request without a body has nothing to wait for.\n")),
        None => Ok(()),
    }
}

/// Path and query of `/path?query` or of `http://host/path?query`, from a host that is ours.
fn target(target: &str, headers: &Headers<'_>, hosts: &Hosts) -> Result<(String, String), Response> {
    if headers.all("Host").count() > 1 || target.contains('#') {
        return Err(malformed());
    }
    let host = headers.text("Host")?;
    let path = match target.split_at_checked("http://".len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http://") => {
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            if !hosts.admit(&rest[..end]) {
                return Err(hosts.refuse());
            }
            &rest[end..]
        }
        _ if target.starts_with('/') => target,
        _ => return Err(malformed()),
    };
    if !host.is_some_and(|host| hosts.admit(&host)) {
        return Err(hosts.refuse());
    }
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = if path.is_empty() { "/" } else { path };
    Ok((path.to_owned(), query.to_owned()))
}

/// Browsers say whose page asks; older ones name its origin alone, and nothing for the site's own pages.
fn is_foreign(headers: &Headers<'_>, hosts: &Hosts) -> Result<bool, Response> {
    if let Some(site) = headers.text("Sec-Fetch-Site")? {
        return Ok(!["same-origin", "none"].contains(&site.as_str()));
    }
    let origin = headers.text("Origin")?;
    Ok(origin.is_some_and(|origin| !origin.strip_prefix("http://").is_some_and(|host| hosts.admit(host))))
}

struct Headers<'a>(&'a [httparse::Header<'a>]);

impl<'a> Headers<'a> {
    fn all(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        self.0.iter().filter(move |header| header.name.eq_ignore_ascii_case(name)).map(|header| header.value)
    }

    /// The value of a header; several of one name are one list.
    fn text(&self, name: &str) -> Result<Option<String>, Response> {
        let values: Vec<_> = self.all(name).collect();
        if values.is_empty() {
            return Ok(None);
        }
        String::from_utf8(values.join(&b", "[..])).map(Some).map_err(|_| malformed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts() -> Hosts {
        Hosts::new("docs.test", IpAddr::from([127, 0, 0, 1]), 1111)
    }

    fn request(head: &str) -> Request {
        parse(head.as_bytes(), &hosts()).unwrap().unwrap().request
    }

    fn status(head: &str) -> u16 {
        parse(head.as_bytes(), &hosts()).unwrap_err().status
    }

    #[test]
    fn the_target_falls_into_path_and_query() {
        let both = |target: &str| {
            let request = request(&format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            (request.path, request.query)
        };
        let pair = |path: &str, query: &str| (path.to_owned(), query.to_owned());
        assert_eq!(both("/a%20b/?x=1&y"), pair("/a%20b/", "x=1&y"));
        assert_eq!(both("http://docs.test:1111/a?b?c"), pair("/a", "b?c"));
        assert_eq!(both("HTTP://localhost"), pair("/", ""));
        assert_eq!(both("http://[::1]?q"), pair("/", "q"));
    }

    #[test]
    fn a_parameter_is_decoded_once() {
        let request = Request { query: "path=%2Fa%2520b%2F&version=1&flag".into(), ..Request::default() };
        assert_eq!(request.parameter("path").as_deref(), Some("/a%20b/"));
        assert_eq!(request.parameter("version").as_deref(), Some("1"));
        assert_eq!(request.parameter("flag"), None);
    }

    #[test]
    fn only_names_of_this_server_are_answered() {
        let ours = ["localhost", "LOCALHOST:1111", "127.0.0.1:1111", "[::1]", "[::1]:1111", "docs.test:1111"];
        for host in ours {
            assert!(hosts().admit(host), "{host}");
        }
        let foreign = ["", "evil.test", "localhost:80", "localhost.", "127.0.0.1.evil.test", "192.168.1.2"];
        for host in
            foreign.into_iter().chain(["localhost:", "::1", "a@localhost", "localhost:1111:1111", "[::1"])
        {
            assert!(!hosts().admit(host), "{host}");
        }
    }

    #[test]
    fn a_server_at_every_address_answers_to_addresses_but_not_to_names() {
        let hosts = Hosts::new("::", IpAddr::from(Ipv6Addr::UNSPECIFIED), 80);
        for host in ["192.168.1.2", "10.0.0.1:80", "[fe80::1]:80", "[::]", "localhost"] {
            assert!(hosts.admit(host), "{host}");
        }
        for host in ["evil.test", "10.0.0.1:81", "[fe80::1", "fe80::1", "192.168.1"] {
            assert!(!hosts.admit(host), "{host}");
        }
    }

    #[test]
    fn a_connection_is_kept_unless_the_client_says_otherwise() {
        let keep = |text: &str| parse(text.as_bytes(), &hosts()).unwrap().unwrap().keep_alive;
        assert!(keep("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assert!(!keep("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Close\r\n\r\n"));
        assert!(!keep("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"));
    }

    #[test]
    fn a_page_of_another_website_is_told_by_what_the_browser_says() {
        let foreign =
            |line: &str| request(&format!("GET / HTTP/1.1\r\nHost: localhost\r\n{line}\r\n")).foreign;
        for line in ["", "Sec-Fetch-Site: same-origin\r\n", "Origin: http://localhost:1111\r\n"] {
            assert!(!foreign(line), "{line}");
        }
        // Another port of this machine is the same site and another origin.
        for line in ["Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n"] {
            assert!(foreign(line), "{line}");
        }
        for origin in ["https://evil.test", "http://evil.test:1111", "http://localhost:80", "null"] {
            assert!(foreign(&format!("Origin: {origin}\r\n")), "{origin}");
        }
    }

    #[test]
    fn what_is_not_needed_is_refused() {
        let with = |line: &str| status(&format!("GET / HTTP/1.1\r\nHost: localhost\r\n{line}\r\n\r\n"));
        let first = |line: &str| status(&format!("{line}\r\nHost: localhost\r\n\r\n"));
        assert_eq!(with("Content-Length: 5"), 400);
        assert_eq!(with("Content-Length: 0\r\nContent-Length: 0"), 400);
        assert_eq!(with("Content-Length: +0"), 400);
        assert_eq!(with("Transfer-Encoding: identity"), 400);
        assert_eq!(with("Expect: 100-continue"), 417);
        assert_eq!(with("Host: localhost"), 400);
        assert_eq!(with("No colon"), 400);
        assert_eq!(first("POST / HTTP/1.1"), 405);
        assert_eq!(first("CONNECT localhost:1111 HTTP/1.1"), 405);
        assert_eq!(first("GET / HTTP/3.0"), 400);
        assert_eq!(first("GET a HTTP/1.1"), 400);
        assert_eq!(first("GET * HTTP/1.1"), 400);
        assert_eq!(first("GET /#x HTTP/1.1"), 400);
        assert_eq!(first("GET https://localhost/ HTTP/1.1"), 400);
        assert_eq!(first("GET http://evil.test/ HTTP/1.1"), 403);
        assert_eq!(first("\u{16}\u{3}\u{1}"), 400);
    }

    #[test]
    fn an_incomplete_head_is_waited_for_until_it_is_too_long() {
        let start = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ";
        assert!(parse(start.as_bytes(), &hosts()).unwrap().is_none());
        let filler = "y".repeat(MAX_HEAD);
        assert_eq!(status(&format!("{start}{filler}")), 431);
        assert_eq!(status(&format!("{start}{filler}\r\n\r\n")), 431);
        let many = "A: b\r\n".repeat(MAX_HEADERS);
        assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: localhost\r\n{many}\r\n")), 431);
    }
}
