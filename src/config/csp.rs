//! `[output.html.csp]`: what pages may load and run beside what the theme needs.

use crate::diagnostic::{Code, Diagnostic};
use crate::node::decode::Fields;
use crate::policy::{self, Policy};

/// Adds the sources of each key to the policy.
pub(super) fn widen(fields: &mut Fields<'_, '_>, policy: &mut Policy) {
    for directive in policy::DIRECTIVES {
        let mut sources = Vec::new();
        for source in fields.texts(directive) {
            let Some(help) = policy::advice(&source.value) else {
                sources.push(source.value);
                continue;
            };
            let mut decoder = fields.decoder();
            let message = format!("`{}` is no source of a policy", source.value);
            let span = decoder.span(&source.range);
            decoder.push(Diagnostic::new(Code::BadValue, span, message).help(help));
        }
        if !sources.is_empty() {
            policy.widen(directive, &sources);
        }
    }
}
