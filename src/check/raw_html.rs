//! HTML in Markdown, on a site that shows it as text.

use crate::diagnostic::{Code, Diagnostic};
use crate::link::Links;
use crate::model::Site;

pub(super) fn check(site: &Site, _: &Links, diagnostics: &mut Vec<Diagnostic>) {
    if site.config.raw_html {
        return;
    }
    for page in &site.pages {
        for range in &page.document.body.html {
            let span = page.span(range);
            let help = "write Markdown, or set `raw-html = true` under `[build]` in `book.toml`".to_owned();
            diagnostics.push(Diagnostic::new(Code::RawHtml, span, "this HTML is shown as text").help(help));
        }
    }
}
