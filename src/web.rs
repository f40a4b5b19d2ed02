//! Asking servers of the web. Only commands that are told to do so use it: no build does.

use std::time::Duration;

use ureq::Agent;
use ureq::http::HeaderMap;

use crate::date::Date;

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

    /// Asks whether an address is there, without its content. The error says why there was no answer.
    pub fn head(&self, url: &str) -> Result<WebReply, String> {
        let answer = self.agent.head(url).call().map_err(|error| error.to_string())?;
        Ok(answer_of(answer.status().as_u16(), answer.headers(), String::new()))
    }

    /// Asks for an address, and leaves its content.
    pub fn get(&self, url: &str) -> Result<WebReply, String> {
        let answer = self.agent.get(url).call().map_err(|error| error.to_string())?;
        Ok(answer_of(answer.status().as_u16(), answer.headers(), String::new()))
    }

    /// Asks for an address and reads its content.
    pub fn read(&self, url: &str) -> Result<WebReply, String> {
        let asked = self.agent.get(url).header("Accept", "application/json").call();
        let mut answer = asked.map_err(|error| error.to_string())?;
        let body = answer.body_mut().with_config().limit(MOST_BYTES).read_to_string();
        let body = body.map_err(|error| error.to_string())?;
        Ok(answer_of(answer.status().as_u16(), answer.headers(), body))
    }
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
