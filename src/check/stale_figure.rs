//! A figure that is older than its metric allows.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic, Need};
use crate::model::FactRef;

pub(super) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let overdue = |fact: FactRef<'_>| {
        let age = fact.age(checked.site)?;
        let span = checked.page.span(&fact.fact().metric.range);
        let message = format!("the figure `{}` is {age}", fact.metric_name());
        let help = "enter a newer one, or say under `verified` who has found it to hold".to_owned();
        let problem = Diagnostic::new(Code::StaleFigure, span, message).help(help);
        Some(problem.theme("figures that are old").needing(Need::Settings))
    };
    diagnostics.extend(checked.page.facts().filter_map(overdue));
}
