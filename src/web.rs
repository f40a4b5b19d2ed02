//! Asking servers of the web. Only commands that are told to do so use it: no build does.

use std::borrow::Cow;
use std::ops::Range;
use std::time::Duration;

use percent_encoding::{CONTROLS, utf8_percent_encode};
use ureq::Agent;
use ureq::http::HeaderMap;

use crate::date::Date;
use crate::grammar::{host_and_port, host_in_ascii};

/// The most bytes of an answer that are read.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// How many redirects are followed.
const MOST_REDIRECTS: u32 = 5;

/// What servers are told of who asks.
const USER_AGENT: &str =
    concat!("fieldbook/", env!("CARGO_PKG_VERSION"), " (", env!("CARGO_PKG_REPOSITORY"), ")");

/// A client for the web.
pub struct Web {
    agent: Agent,
}

/// What a server said.
#[derive(Clone, Debug)]
pub struct WebReply {
    /// Its status: 200 is well, 404 is not there.
    pub status: u16,
    /// The day of the answer, as the server says.
    pub date: Option<Date>,
    /// How long it wants to be left alone.
    pub retry_after: Option<Duration>,
    /// What it sent, as text.
    pub body: String,
}

/// Why there was no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoReply {
    /// One phrase.
    pub why: String,
    /// Whether the host said nothing at all, so that it is of no use to ask it for anything else.
    pub is_silent: bool,
}

impl From<ureq::Error> for NoReply {
    fn from(error: ureq::Error) -> Self {
        let is_silent = matches!(
            error,
            ureq::Error::Io(_)
                | ureq::Error::Timeout(_)
                | ureq::Error::HostNotFound
                | ureq::Error::ConnectionFailed
                | ureq::Error::Tls(_)
        );
        Self { why: error.to_string(), is_silent }
    }
}

impl Web {
    /// A client that gives up after some time, whatever a server does.
    pub fn new(timeout: Duration) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(timeout))
            .timeout_connect(Some(timeout))
            .http_status_as_error(false)
            .max_redirects(MOST_REDIRECTS)
            .user_agent(USER_AGENT)
            .build();
        Self { agent: config.into() }
    }

    /// Asks whether an address is there, without its content.
    pub fn head(&self, url: &str) -> Result<WebReply, NoReply> {
        let answer = self.agent.head(&*in_ascii(url)?).call().map_err(NoReply::from)?;
        Ok(answer_of(answer.status().as_u16(), answer.headers(), String::new()))
    }

    /// Asks for an address, and leaves its content.
    pub fn get(&self, url: &str) -> Result<WebReply, NoReply> {
        let answer = self.agent.get(&*in_ascii(url)?).call().map_err(NoReply::from)?;
        Ok(answer_of(answer.status().as_u16(), answer.headers(), String::new()))
    }

    /// Asks for an address and reads its content.
    pub fn read(&self, url: &str) -> Result<WebReply, NoReply> {
        let asked = self.agent.get(&*in_ascii(url)?).header("Accept", "application/json").call();
        let mut answer = asked.map_err(NoReply::from)?;
        let body = answer.body_mut().with_config().limit(MOST_BYTES).read_to_string();
        let body = body.map_err(NoReply::from)?;
        Ok(answer_of(answer.status().as_u16(), answer.headers(), body))
    }
}

/// An address as it goes over the wire: the host in the letters of the domain name system, the rest in escapes.
fn in_ascii(url: &str) -> Result<Cow<'_, str>, NoReply> {
    if url.is_ascii() {
        return Ok(Cow::Borrowed(url));
    }
    let Range { start, end } = host_and_port(url);
    let port = url[start..end].rfind(':').map_or(end, |at| start + at);
    let host = &url[start..port];
    let ascii = if host.is_ascii() { Some(host.to_owned()) } else { host_in_ascii(host) };
    let no_host = || NoReply { why: format!("`{host}` is no name of a host"), is_silent: true };
    let escaped = |part| utf8_percent_encode(part, CONTROLS);
    let (before, host) = (escaped(&url[..start]), ascii.ok_or_else(no_host)?);
    Ok(Cow::Owned(format!("{before}{host}{}{}", &url[port..end], escaped(&url[end..]))))
}

fn answer_of(status: u16, headers: &HeaderMap, body: String) -> WebReply {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let retry_after = header("retry-after").and_then(|seconds| seconds.trim().parse().ok());
    WebReply {
        status,
        date: header("date").and_then(day),
        retry_after: retry_after.map(Duration::from_secs),
        body,
    }
}

/// The day of a date as HTTP writes it: `Fri, 27 Nov 2026 08:49:37 GMT`.
fn day(text: &str) -> Option<Date> {
    let time = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
    Date::parse(&time.strftime("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::in_ascii;

    #[test]
    fn addresses_go_over_the_wire_in_ascii() {
        for (written, asked) in [
            ("https://example.org/a?b=%20", "https://example.org/a?b=%20"),
            (
                "https://b\u{fc}cher.example:8080/\u{fc}?q=\u{e9}",
                "https://xn--bcher-kva.example:8080/%C3%BC?q=%C3%A9",
            ),
            ("http://127.0.0.1:80/stra\u{df}e", "http://127.0.0.1:80/stra%C3%9Fe"),
            ("https://\u{fc}.example", "https://xn--tda.example"),
        ] {
            assert_eq!(in_ascii(written).unwrap(), asked);
        }
        assert!(in_ascii("https://\u{fc}_\u{fc}/").is_err());
    }
}
