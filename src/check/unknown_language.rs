//! A code block in a language the highlighter does not know.

use crate::diagnostic::{Code, Diagnostic};
use crate::highlight;
use crate::link::Links;
use crate::model::Site;

pub(super) fn check(site: &Site, _: &Links, diagnostics: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let unknown =
            page.document.body.languages.iter().filter(|language| !highlight::knows(&language.value));
        for language in unknown {
            let span = page.span(&language.range);
            let message =
                format!("the language `{}` is not known, so its code has no colours", language.value);
            let help = "write `text` for what is no code".to_owned();
            diagnostics.push(Diagnostic::new(Code::UnknownLanguage, span, message).help(help));
        }
    }
}
