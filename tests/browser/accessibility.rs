//! axe-core, the rules that accessibility audits start from. It is no part of the repository:
//! `FIELDBOOK_AXE` names a copy of its `axe.min.js`, as `.ci/setup` fetches one.

use std::path::{Path, PathBuf};

use crate::Stage;

/// Where axe-core is, or why it is not known.
pub(crate) fn axe() -> Result<PathBuf, String> {
    let path = std::env::var_os("FIELDBOOK_AXE").map(PathBuf::from);
    path.ok_or_else(|| "FIELDBOOK_AXE does not name a copy of axe.min.js".into())
}

/// What has axe look at a page, and returns its objections.
#[expect(clippy::disallowed_methods, reason = "what is read is no source of a site")]
pub(crate) fn script(path: &Path) -> String {
    let axe = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    format!("{axe};\n{}", include_str!("scripts/axe.js"))
}

pub(crate) fn axe_finds_nothing_to_object_to(stage: &Stage, path: &Path) {
    let browser = stage.browser();
    let script = script(path);
    stage.expect_none(|page| {
        let mut problems = Vec::new();
        for (width, scheme) in [(390, "light"), (1440, "dark")] {
            browser.resize(width);
            browser.prefer(scheme);
            browser.go(&page.url);
            let found: Vec<String> = browser.ask(&script, &[]);
            problems.extend(found.into_iter().map(|what| format!("at {width} px, {scheme}: {what}")));
        }
        problems
    });
}
