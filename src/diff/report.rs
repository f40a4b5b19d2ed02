//! A review in one of its formats.

use super::lines::ReportFrame;
use super::{Review, html, text};

/// How a review is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// For terminals.
    Human,
    /// For comments on pull requests.
    Markdown,
    /// A page of its own, with the exhibits before and after as pictures.
    Html,
    /// All there is, for programs.
    Json,
}

/// Writes a review.
pub fn report(review: &Review, format: ReportFormat, frame: &ReportFrame<'_>) -> String {
    match format {
        ReportFormat::Human => text::human(review, frame),
        ReportFormat::Markdown => text::markdown(review, frame),
        ReportFormat::Html => html::page(review, frame),
        ReportFormat::Json => {
            // What it is made of has no keys that are no texts, so this cannot fail.
            let json = serde_json::to_string_pretty(review).unwrap_or_default();
            format!("{json}\n")
        }
    }
}
