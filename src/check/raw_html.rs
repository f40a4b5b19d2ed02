//! HTML in Markdown, on a site that shows it as text.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Checked { site, page, .. } = checked;
    if site.config().raw_html {
        return;
    }
    for range in &page.document.body.html {
        let span = page.span(range);
        let help = "write Markdown, or set `raw-html = true` under `[build]` in `book.toml`".to_owned();
        diagnostics.push(Diagnostic::new(Code::RawHtml, span, "this HTML is shown as text").help(help));
    }
}
