//! What authors bring from other generators: front matter in another format, and keys with another name here.

use super::Kind;
use crate::diagnostic::{Code, Diagnostic, Need, Span};
use crate::node::decode::Advice;

/// Front matter that is no YAML.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Between two lines `+++`.
    Toml,
    /// Between two lines `;;;`.
    FencedJson,
    /// From a line `{` to a line `}`.
    Json,
}

impl Format {
    /// The format of front matter that begins with this line.
    pub(super) fn of(first_line: &str) -> Option<Self> {
        match first_line.trim_end() {
            "+++" => Some(Self::Toml),
            ";;;" => Some(Self::FencedJson),
            "{" => Some(Self::Json),
            _ => None,
        }
    }

    /// The line it ends with.
    pub(super) fn end(self) -> &'static str {
        match self {
            Self::Toml => "+++",
            Self::FencedJson => ";;;",
            Self::Json => "}",
        }
    }

    /// What is said of it.
    pub(super) fn report(self, span: Span) -> Diagnostic {
        let name = match self {
            Self::Toml => "TOML",
            Self::FencedJson | Self::Json => "JSON",
        };
        let help = "write it as YAML between two lines `---`: `title: …`, each key on a line of its own";
        Diagnostic::new(Code::MissingFrontMatter, span, format!("this front matter is {name}"))
            .help(help.to_owned())
    }
}

/// Keys of Hugo, Zola, Jekyll, Docusaurus, Starlight, `MkDocs` and others, with what to write in their place.
const KEYS: [(&[&str], &str); 14] = [
    (&["description", "excerpt", "subtitle", "abstract", "lead"], "write `summary`"),
    (&["weight", "nav_order", "sidebar_position", "order_by", "position", "rank"], "write `order`"),
    (&["slug", "permalink", "url", "path"], "the file's name is the end of its address; rename the file"),
    (
        &["lastmod", "updated_at", "modified", "last_modified", "last_modified_at", "lastUpdated"],
        "write `updated`",
    ),
    (&["created", "created_at", "publishDate", "published_at", "pubDate"], "write `date`"),
    (&["category", "categories", "keywords", "tag", "topics", "taxonomies"], "write `tags`, a list"),
    (
        &["redirect_from", "redirects", "redirect", "alias"],
        "write `aliases`, a list; a whole address starts with `/`",
    ),
    (&["publish", "published", "unlisted", "hidden"], "a page with `draft: true` is left out"),
    (&["author", "by"], "write `authors`, a list"),
    (&["layout", "page_template"], "write `template`; without it a page has the one of its folder"),
    (&["toc", "table_of_contents", "toc_depth"], "take it away; pages with several headings list them"),
    (&["lang", "locale"], "take it away; `language` below `[book]` in `book.toml` holds for the site"),
    (
        &["sidebar_label", "linkTitle", "menu_title", "nav_title"],
        "write `title`, and other names in `aliases`",
    ),
    (&["params"], "write `extra`: it holds whatever templates of your own want"),
];

/// Keys that only pages of some kinds have.
const OF_KINDS: [(&[Kind], &[&str]); 6] = [
    (&[Kind::Project], &["domain", "also-in", "origin", "licensing"]),
    (&[Kind::Domain], &["parent"]),
    (&[Kind::Company], &["type", "country", "uses"]),
    (&[Kind::Source], &["short-title", "publisher", "language", "archive", "retrieved"]),
    (&[Kind::Chapter], &["glossary"]),
    (&[Kind::Project, Kind::Company], &["tier", "related", "names", "logo"]),
];

/// What to do about a key that means nothing here, if that is known.
pub(super) fn advice(key: &str) -> Option<Advice> {
    if let Some((_, help)) = KEYS.iter().find(|(names, _)| names.contains(&key)) {
        return Some(Advice { help: (*help).to_owned(), needs: Vec::new() });
    }
    let (kinds, _) = OF_KINDS.iter().find(|(_, keys)| keys.contains(&key))?;
    let folders = || kinds.iter().map(|kind| kind.content_folder());
    let names: Vec<_> = folders().map(|folder| format!("`{folder}/`")).collect();
    let help = format!("it is a key of pages below {}", names.join(" and "));
    // Where such a folder has another name, that says it all.
    Some(Advice { help, needs: folders().map(Need::Folder).collect() })
}
