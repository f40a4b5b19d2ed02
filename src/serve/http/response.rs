//! What the server sends back.

use std::ops::Range;
use std::sync::Arc;

use super::media::content_type;

/// What is sent back.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Names and values. None of them holds what the request said, save for the query of a redirect.
    pub headers: Vec<(&'static str, String)>,
    /// The file.
    pub body: Arc<[u8]>,
    /// Which bytes of the body are sent; all of them unless a range was asked for.
    pub part: Range<usize>,
}

impl Response {
    /// A sentence, for whoever reads what went wrong.
    pub fn text(status: u16, text: &str) -> Self {
        Self::new(status, content_type("text.txt"), text.as_bytes().into())
    }

    /// A file, which is asked for again before it is shown again.
    pub(super) fn new(status: u16, content_type: &'static str, body: Arc<[u8]>) -> Self {
        let headers = vec![
            ("Content-Type", content_type.to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("Cache-Control", "no-cache".to_owned()),
        ];
        Self { status, headers, part: 0..body.len(), body }
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The bytes to send, and those that `Content-Length` counts.
    pub fn bytes(&self) -> &[u8] {
        self.body.get(self.part.clone()).unwrap_or_default()
    }
}
