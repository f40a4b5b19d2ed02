//! What is wrong with the source, as the overlay in the browser shows it.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::Report;
use crate::diagnostic::{self, Diagnostic, Format, Severity, Sources};
use crate::paths::SourcePath;
use crate::source::ReadError;

/// The address that opens a place of a file in the author's editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    template: String,
    root: PathBuf,
}

/// What need not be escaped in the path of an address.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

impl Editor {
    /// Editors that open addresses of their own, by name.
    pub const KNOWN: [(&'static str, &'static str); 7] = [
        ("vscode", "vscode://file{path}:{line}:{column}"),
        ("vscodium", "vscodium://file{path}:{line}:{column}"),
        ("cursor", "cursor://file{path}:{line}:{column}"),
        ("zed", "zed://file{path}:{line}:{column}"),
        ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
        ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
        ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ];

    /// An editor by its name, or by the template of its addresses; `None` if it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let known = Self::KNOWN.iter().find(|(name, _)| *name == text).map(|(_, template)| *template);
        let template = known.or_else(|| text.contains("{path}").then_some(text))?;
        Some(Self { template: template.to_owned(), root: PathBuf::new() })
    }

    /// The same for the files of a site.
    pub(super) fn at(self, root: &Path) -> Self {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        Self { root, ..self }
    }

    /// The address of a place; `None` for files that are not on the disk.
    fn link(&self, file: &SourcePath, line: usize, column: usize) -> Option<String> {
        if file.is_built_in() {
            return None;
        }
        let path = self.root.join(file.as_str()).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        // On Windows a path starts with the letter of a drive.
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        let path = utf8_percent_encode(&path, PATH).to_string();
        let template =
            self.template.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        Some(template.replace("{path}", &path))
    }
}

/// The most problems a page is told of. One broken template breaks every page; the terminal has them all.
const MOST: usize = 100;

/// What is wrong, as the page's script takes it, errors first.
pub(super) fn problems(report: &Report<'_>, editor: Option<&Editor>) -> Value {
    let digest = diagnostic::digest(report.diagnostics);
    let mut diagnostics: Vec<_> = digest.iter().collect();
    diagnostics.sort_by_key(|diagnostic| diagnostic.severity != Severity::Error);
    let shown = diagnostics.iter().take(MOST).map(|diagnostic| problem(diagnostic, report.texts, editor));
    json!({
        "summary": diagnostic::summary(report.diagnostics).unwrap_or_default(),
        "problems": shown.collect::<Vec<_>>(),
        "more": diagnostics.len().saturating_sub(MOST),
    })
}

/// What to say while the source cannot be read.
pub(super) fn unreadable(error: &ReadError) -> Value {
    json!({
        "summary": "the site cannot be read",
        "problems": [{ "severity": "error", "code": null, "message": error.to_string(), "text": "" }],
        "more": 0,
    })
}

fn problem(diagnostic: &Diagnostic, texts: &dyn Sources, editor: Option<&Editor>) -> Value {
    let place = diagnostic::position(diagnostic, texts);
    let link = place.as_ref().and_then(|(file, line, column)| editor?.link(file, *line, *column));
    json!({
        "severity": diagnostic.severity.to_string(),
        "code": diagnostic.code.name(),
        "message": diagnostic.message,
        "file": place.as_ref().map(|(file, ..)| file.as_str()),
        "line": place.as_ref().map(|(_, line, _)| line),
        "column": place.as_ref().map(|(.., column)| column),
        "editor": link,
        "text": diagnostic::render(std::slice::from_ref(diagnostic), texts, Format::Human, true),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_known_by_name_or_by_its_address() {
        let link = |editor: &str| {
            Editor::parse(editor)?.at(Path::new("/a b")).link(&SourcePath::new("content/x.md"), 6, 13)
        };
        assert_eq!(link("vscode").as_deref(), Some("vscode://file/a%20b/content/x.md:6:13"));
        assert_eq!(link("e:{path}+{line}").as_deref(), Some("e:/a%20b/content/x.md+6"));
        assert_eq!(link("ed"), None);
    }

    #[test]
    fn built_in_templates_cannot_be_opened() {
        let editor = Editor::parse("vscode").unwrap().at(Path::new("/site"));
        assert_eq!(editor.link(&SourcePath::built_in("base.html"), 1, 1), None);
    }
}
