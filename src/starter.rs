//! What `fieldbook init` writes: a small complete report, which builds without a warning.

use crate::builtin;
use crate::paths::SourcePath;

/// The title of a report that is given none.
const TITLE: &str = "Tide power";

/// The files of a new site, by their paths in it.
pub fn files(title: Option<&str>) -> Vec<(SourcePath, String)> {
    let title = title.unwrap_or(TITLE).replace(char::is_control, " ");
    let file = |(name, text): &(&str, &str)| {
        let name = name.strip_prefix("dot-").map_or((*name).to_owned(), |name| format!(".{name}"));
        (SourcePath::new(&name), filled(text, title.trim()))
    };
    builtin::STARTER.iter().map(file).collect()
}

/// The text of a file with the words of this site and this program in place of what stands for them. A text in
/// quotes is one of JSON, which TOML and YAML read as well.
fn filled(text: &str, title: &str) -> String {
    let repository = env!("CARGO_PKG_REPOSITORY").trim_start_matches("https://github.com/");
    // The title comes last, so that nothing in it is taken for one of these.
    text.replace("{{repository}}", repository)
        .replace("{{version}}", env!("CARGO_PKG_VERSION"))
        .replace("\"{{title}}\"", &serde_json::Value::from(title).to_string())
        .replace("{{title}}", title)
}
