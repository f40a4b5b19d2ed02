//! A code block in a language the highlighter does not know.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};
use crate::highlight;

pub(super) fn check(Checked { page, .. }: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let languages = page.document.body.languages.iter();
    for language in languages.filter(|language| !highlight::knows(&language.value)) {
        let span = page.span(&language.range);
        let message = format!("the language `{}` is not known, so its code has no colours", language.value);
        let help = "write `text` for what is no code".to_owned();
        diagnostics.push(Diagnostic::new(Code::UnknownLanguage, span, message).help(help));
    }
}
