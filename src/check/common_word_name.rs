//! The name of an entity that is an ordinary word, so that its mentions cannot be told from the word.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};
use crate::link::is_indistinct;

pub(super) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let page = checked.page;
    if !page.kind().is_entity() || page.front().autolink.is_some() || !is_indistinct(page.title()) {
        return;
    }
    let message =
        format!("`{}` is an ordinary word, so mentions of it do not link by themselves", page.title());
    let help =
        "say so with `autolink: false`, or link the word wherever it stands with `autolink: true`".to_owned();
    let span = page.span(&page.front().title.range);
    diagnostics.push(Diagnostic::new(Code::CommonWordName, span, message).help(help));
}
