//! `fieldbook serve` as it is run: the program in a folder, asked over its port while files change beneath it.

mod beside;
mod bursts;
mod editor;
mod edits;
mod harmless;
mod open_pages;
mod options;
mod program;
mod start;
mod stop;
mod trouble;
mod whole;

use crate::cli::folder::Folder;

/// A small site that is published in a folder of its host.
fn site() -> Folder {
    let folder = Folder::new();
    let files = [
        (
            "book.toml",
            "[book]\ntitle = \"Report\"\n[output.html]\nsite-url = \"https://example.org/repo/\"\n",
        ),
        ("content/index.md", "---\ntitle: Home\n---\nWelcome.\n"),
        ("content/chapters/part/index.md", "---\ntitle: Part\n---\n"),
        ("content/chapters/part/one.md", "---\ntitle: One\nsummary: The first\n---\nOf the Maker.\n"),
        ("content/chapters/part/two.md", "---\ntitle: Two\n---\nSecond.\n"),
        ("content/projects/engine.md", "---\ntitle: Engine\ncompanies: [maker]\n---\nAn engine.\n"),
        ("content/companies/maker.md", "---\ntitle: Maker\n---\nIt makes.\n"),
        ("static/css/site.css", "body { color: black }\n"),
        ("static/notes.txt", "notes\n"),
    ];
    for (path, text) in files {
        folder.write(path, text);
    }
    folder
}

/// The chapter that most tests edit, and its address.
const ONE: &str = "content/chapters/part/one.md";
const ONE_URL: &str = "/chapters/part/one/";

/// The chapter with another title, summary and text.
fn one(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\nsummary: About {title}\n---\n{text}\n")
}
