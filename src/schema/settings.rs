//! The schema of `book.toml`.

use serde_json::{Map, Value, json};

use super::DIALECT;
use crate::config::MetricFormat;
use crate::diagnostic::Code;
use crate::highlight;
use crate::model::Site;
use crate::policy;

/// How metrics can be written.
pub(super) fn formats() -> [&'static str; 6] {
    MetricFormat::WORDS.map(|(word, _)| word)
}

/// The schema of the settings, with the metrics of a site.
pub fn book(site: &Site) -> Value {
    let names: Vec<_> = site.metrics.names().collect();
    let columns = json!({"type": "array", "items": {"enum": names}});
    let columns = if names.is_empty() { texts() } else { columns };
    let themes: Vec<_> = highlight::theme_names().collect();
    let themes = json!({"enum": themes});
    let mut schema = table(
        "The settings of a site",
        json!({
            "book": table("What the report is", json!({
                "title": text("The name of the site"),
                "description": text("One sentence on what it is"),
                "authors": texts(),
                "language": text("A tag of BCP 47: en, de-AT, zh-Hant"),
                "version": text("Which state of the report this is"),
                "publisher": text("Who publishes it, if not its authors"),
                "date": text("When this state of the report came out: 2026-11-27, 2026-11 or 2026"),
                "doi": text("Its digital object identifier: 10.5281/zenodo.1234567"),
            })),
            "build": table("How it is built", json!({
                "build-dir": text("The output folder, below the folder of the site"),
                "archive": {"type": "boolean", "description": "Whether the site of each edition is published as it was"},
                "follow-links": {"enum": ["site", "anywhere"]},
                "as-of": text("The date up to which ages of figures are counted"),
                "raw-html": {"type": "boolean", "description": "Whether all HTML in Markdown reaches the page"},
            })),
            "output": table("", json!({"html": table("Where it is published, and its frame", html())})),
            "facts": table("What holds for all figures", json!({
                "max-age": text("After how long they show their age: 36 months"),
                "min-exact": {"type": "integer", "minimum": 0, "description": "How many of them have to be exact for a picture that ranks them"},
            })),
            "exhibits": table("What holds for all charts, tables, timelines and networks", json!({
                "share": {"type": "boolean", "description": "Whether each has a page of its own and can be shown on pages elsewhere, unless it says otherwise"},
            })),
            "feed": table("The Atom feed", json!({
                "limit": {"type": "integer", "minimum": 0},
                "id": text("What ids begin with: tag:example.org,2026:report"),
            })),
            "highlight": table("Colour themes of code", json!({"light": themes, "dark": themes})),
            "directory": table("Metrics that head the columns of directories", json!({"projects": columns, "companies": columns})),
            "metrics": {"type": "object", "description": "What facts can count", "additionalProperties": metric()},
            "external": table("Links out of the site", json!({"allow": {"type": "array", "items": {"type": "string"}, "description": "Hosts and starts of addresses that check --external leaves out"}})),
            "check": table("Levels of checks", levels()),
        }),
    );
    schema["$schema"] = DIALECT.into();
    schema
}

fn table(about: &str, properties: Value) -> Value {
    let mut table = json!({"type": "object", "description": about, "additionalProperties": false});
    table["properties"] = properties;
    table
}

fn text(about: &str) -> Value {
    json!({"type": "string", "description": about})
}

fn texts() -> Value {
    json!({"type": "array", "items": {"type": "string"}})
}

fn html() -> Value {
    json!({
        "site-url": text("Where the site is published: https://host/path/, or /path/"),
        "smart-punctuation": {"type": "boolean", "description": "Whether quotes, dashes and dots of the text become typographic ones"},
        "markdown": {"type": "boolean", "description": "Whether each page has a twin in Markdown, index.md, for programs that read"},
        "print": {"type": "boolean", "description": "Whether the report as one page is published, /print/"},
        "cname": text("A custom domain, written to CNAME"),
        "git-repository-url": text("The repository readers can go to"),
        "edit-url-template": text("Where a page can be edited; {path} stands for its file"),
        "logo": text("The picture before the name of the site: a path below static/"),
        "favicon": text("The icon of the pages: a path below static/"),
        "card": text("The picture shown with links to the site elsewhere: a path below static/"),
        "navigation": {"type": "array", "items": link("title"), "description": "What the navigation has behind the directories"},
        "footer": text("A sentence at the bottom of every page"),
        "licence": {"anyOf": [{"type": "string"}, link("name")], "description": "The terms under which others may use the report"},
        "csp": table("What pages may load or run beside what the site has", directives()),
    })
}

/// The sources that each directive of the policy has beside those of the theme.
fn directives() -> Value {
    Value::Object(policy::DIRECTIVES.map(|directive| (directive.to_owned(), texts())).into_iter().collect())
}

/// A map of words and an address.
fn link(words: &str) -> Value {
    let properties =
        json!({words: text("The words to show"), "url": text("An address of the site, or a whole one")});
    let mut link = table("", properties);
    link["required"] = json!([words]);
    link
}

fn metric() -> Value {
    let mut metric = table(
        "What a figure counts",
        json!({
            "label": text("Heads columns and lists"),
            "unit": text("Follows the number"),
            "unit-singular": text("Follows the number one"),
            "format": {"enum": formats()},
            "max-age": text("After how long its figures show their age: 36 months"),
            "comparable": {"type": "boolean", "description": "Whether figures of one page and another count the same, so that they can be ranked"},
        }),
    );
    metric["required"] = json!(["label"]);
    metric
}

fn levels() -> Value {
    let codes = Code::ALL.iter().filter(|code| code.is_configurable());
    let level = json!({"enum": ["allow", "warn", "deny"]});
    Value::Object(codes.map(|code| (code.name().to_owned(), level.clone())).collect::<Map<_, _>>())
}
