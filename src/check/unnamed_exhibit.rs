//! An exhibit that is shared and has no name that its address could be made of.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};
use crate::paths::slug;

pub(super) fn check(Checked { site, page, .. }: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let all = site.config().share_exhibits;
    let shared = page.document.body.exhibits.iter().filter(|block| block.is_shared(all));
    for block in shared.filter(|block| block.name.is_none()) {
        let message = format!("`{}` is shared and has no `id`", block.title);
        let help = match slug(&block.title) {
            name if name.is_empty() => "give it an `id`, or write `share: false`".to_owned(),
            name => format!("write `id: {name}`, which stays when the title changes, or `share: false`"),
        };
        let problem = Diagnostic::new(Code::UnnamedExhibit, page.span(&block.keyword), message);
        diagnostics.push(problem.help(help).theme("exhibits that are shared and have no `id`"));
    }
}
