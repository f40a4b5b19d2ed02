//! The facts that uses of companies name.

use super::Resolver;
use crate::diagnostic::Diagnostic;
use crate::model::PageId;
use crate::parse::{Link, LinkKind, UseRef};

impl Resolver<'_> {
    /// The fact that a use of the page names as `page#metric`: its page, and its index there.
    pub(crate) fn figure_of_use(
        &self,
        used: &UseRef,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(PageId, usize)> {
        let figure = used.figure.as_ref()?;
        let link = Link {
            kind: LinkKind::Wiki,
            range: figure.range.clone(),
            target: figure.value.clone(),
            text: String::new(),
            block: None,
            at: 0,
            section: None,
        };
        match self.fact(&link) {
            Ok(fact) => Some((fact.page().id, fact.index())),
            Err(problem) => {
                diagnostics.push(*problem);
                None
            }
        }
    }
}
