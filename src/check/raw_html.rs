//! HTML in Markdown, on a site that shows it as text.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Page;

pub(super) fn check(config: &Config, page: &Page, diagnostics: &mut Vec<Diagnostic>) {
    if config.raw_html {
        return;
    }
    for range in &page.document.body.html {
        let span = page.span(range);
        let help = "write Markdown, or set `raw-html = true` under `[build]` in `book.toml`".to_owned();
        diagnostics.push(Diagnostic::new(Code::RawHtml, span, "this HTML is shown as text").help(help));
    }
}
