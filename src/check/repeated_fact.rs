//! A fact that a company and one of its projects both state.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic, Need};
use crate::model::FactRef;
use crate::parse::{Kind, Role};

pub(super) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let page = checked.page;
    if page.kind() != Kind::Company || page.front().facts.is_empty() {
        return;
    }
    let worked_on = page.references.projects.iter().filter(|(role, _)| *role != Role::Related);
    let projects: Vec<_> = worked_on.map(|(_, id)| checked.site.page(*id)).collect();
    for fact in page.facts() {
        let mut others = projects.iter().flat_map(|project| project.facts_of(fact.metric_name()));
        let Some(other) = others.find(|other| is_same(fact, *other)) else { continue };
        let project = other.page();
        let message =
            format!("the project `{}` states the same figure `{}`", project.title(), fact.metric_name());
        let span = page.span(&fact.fact().metric.range);
        let problem = Diagnostic::new(Code::RepeatedFact, span, message)
            .related(project.span(&other.fact().metric.range), "and here")
            .help("take one away; the page of a company shows the figures of what it builds".to_owned());
        let theme = "figures that a company and its project both state";
        let needs = [page, project].map(|page| Need::Head(page.document.path.clone()));
        diagnostics.push(needs.into_iter().fold(problem.theme(theme), Diagnostic::needing));
    }
}

/// Whether two facts of one metric say the same from the same source about the same time.
fn is_same(one: FactRef<'_>, other: FactRef<'_>) -> bool {
    let (fact, second) = (one.fact(), other.fact());
    one.source() == other.source()
        && fact.as_of == second.as_of
        && fact.precision.value == second.precision.value
        && fact.value.value.written() == second.value.value.written()
}
