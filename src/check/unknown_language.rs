//! A code block in a language the highlighter does not know.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::highlight;
use crate::parse::exhibit::BlockKind;

pub(super) fn check(Checked { page, .. }: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let languages = page.document.body.languages.iter();
    for language in languages.filter(|language| !highlight::knows(&language.value)) {
        let span = page.span(&language.range);
        let message = format!("the language `{}` is not known, so its code has no colours", language.value);
        let block = nearest(&language.value, BlockKind::words());
        let help = match block {
            Some(block) => format!("did you mean the block `{block}`?"),
            None => "write `text` for what is no code".to_owned(),
        };
        diagnostics.push(Diagnostic::new(Code::UnknownLanguage, span, message).help(help));
    }
}
