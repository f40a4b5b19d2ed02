//! JSON Schemas of front matter, `book.toml` and the manifests of editions, with the slugs and metrics of a site, for editors to complete and
//! check what is typed. A schema is made of what a site has at the time; what it does not know yet can be typed all the
//! same where it may come later.

mod edition;
mod settings;

use serde_json::{Map, Value, json};

use crate::keys::{self, FrontKey, ROLES, Shape};
use crate::model::Site;
use crate::parse::{EventKind, Kind};

pub use edition::edition;
pub use settings::book;

const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of the front matter of a kind.
pub fn front_matter(site: &Site, kind: Kind) -> Value {
    let property =
        |key: &FrontKey| (key.name.to_owned(), described(of_shape(site, kind, key.shape), key.about));
    let properties: Map<_, _> = keys::of(kind).map(property).collect();
    json!({
        "$schema": DIALECT,
        "title": format!("The front matter of a {}", kind.name()),
        "type": "object",
        "required": ["title"],
        "additionalProperties": false,
        "properties": properties,
    })
}

fn described(mut schema: Value, about: &str) -> Value {
    if let Value::Object(fields) = &mut schema {
        fields.insert("description".into(), about.into());
    }
    schema
}

fn of_shape(site: &Site, own: Kind, shape: Shape) -> Value {
    match shape {
        // Numbers and dates that are meant as texts need no quotes.
        Shape::Text => json!({"type": ["string", "number"]}),
        Shape::Texts => list(json!({"type": ["string", "number"]})),
        Shape::Date => date(),
        Shape::Integer => json!({"type": "integer"}),
        Shape::Bool => json!({"type": "boolean"}),
        Shape::Word(words) => json!({"enum": words}),
        Shape::Slug(kind) => slug(site, kind),
        Shape::Slugs(kind) => list(slug(site, kind)),
        Shape::Siblings => list(slug(site, own)),
        Shape::Relations(kind) => list(relation(site, own, kind)),
        Shape::Facts => list(fact(site)),
        Shape::Events => list(event(site)),
        Shape::Remarks => list(remark(site)),
        Shape::Findings => {
            let properties = json!({"text": text(), "link": {"type": "string"}});
            list(json!({"anyOf": [text(), object(&["text"], &properties)]}))
        }
        Shape::Uses => list(used(site)),
        Shape::Names => {
            let names = json!({"anyOf": [text(), list(text())]});
            json!({"type": "object", "additionalProperties": names})
        }
        Shape::Links => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        Shape::Anything => json!({"type": "object"}),
    }
}

fn list(items: Value) -> Value {
    let mut list = json!({"type": "array"});
    list["items"] = items;
    list
}

fn text() -> Value {
    json!({"type": ["string", "number"]})
}

/// A map that must have some keys and can have no others.
fn object(required: &[&str], properties: &Value) -> Value {
    json!({"type": "object", "required": required, "additionalProperties": false, "properties": properties})
}

fn date() -> Value {
    json!({"type": ["string", "integer"], "pattern": "^-?\\d{1,4}(-\\d\\d(-\\d\\d)?)?$"})
}

/// One of the pages of a kind; any text, while there is none.
fn slug(site: &Site, kind: Kind) -> Value {
    let slugs: Vec<_> = site.names.slugs(kind).collect();
    if slugs.is_empty() { json!({"type": "string"}) } else { json!({"enum": slugs}) }
}

/// A slug, or a map of it and a role; between entities of more.
fn relation(site: &Site, own: Kind, kind: Kind) -> Value {
    let slug = slug(site, kind);
    let mut properties = json!({kind.name(): slug, "role": {"enum": ROLES}});
    if own.is_entity() {
        properties["for"] = text();
        properties["since"] = date();
        properties["scale"] = text();
        properties["source"] = self::slug(site, Kind::Source);
        properties["at"] = text();
    }
    json!({"anyOf": [slug, object(&[kind.name()], &properties)]})
}

/// A sentence, or a map of it and where it is from.
fn remark(site: &Site) -> Value {
    let properties = json!({
        "text": text(),
        "source": slug(site, Kind::Source),
        "at": text(),
        "link": {"type": "string"},
        "retrieved": date(),
    });
    json!({"anyOf": [text(), object(&["text"], &properties)]})
}

/// What something is used for, or a map of that and more.
fn used(site: &Site) -> Value {
    let properties = json!({
        "what": text(),
        "since": date(),
        "scale": text(),
        "source": slug(site, Kind::Source),
        "at": text(),
        "figure": {"type": "string"},
        "reading": text(),
    });
    json!({"anyOf": [text(), object(&["what"], &properties)]})
}

/// A metric of the site, or a name that a fact brings with it.
fn metric(site: &Site) -> Value {
    let names: Vec<_> = site.metrics.names().collect();
    let any = json!({"type": "string", "pattern": "^[a-z0-9-]+$"});
    if names.is_empty() { any } else { json!({"anyOf": [{"enum": names}, any]}) }
}

fn fact(site: &Site) -> Value {
    let source = slug(site, Kind::Source);
    let flag = json!({"type": "boolean"});
    let text = text();
    let ends = json!({"from": {"type": "number"}, "to": {"type": "number"}});
    let range = json!({"type": "object", "required": ["from", "to"], "additionalProperties": false, "properties": ends});
    let properties = json!({
        "metric": metric(site),
        "value": {"anyOf": [{"type": ["number", "string"]}, range]},
        "approximate": flag,
        "at-least": flag,
        "at-most": flag,
        "as-of": date(),
        "source": source,
        "at": text,
        "disputes": text,
        "note": text,
        "doubt": remark(site),
        "verified": list(object(&["by", "at"], &json!({"by": text, "at": date()}))),
        "label": text,
        "unit": text,
        "unit-singular": text,
        "format": {"enum": settings::formats()},
    });
    object(&["metric", "value"], &properties)
}

fn event(site: &Site) -> Value {
    let properties = json!({
        "date": date(),
        "text": {"type": "string"},
        "kind": {"enum": EventKind::WORDS.map(|(word, _)| word)},
        "on": list(json!({"type": "string"})),
        "source": slug(site, Kind::Source),
        "at": text(),
        "doubt": remark(site),
    });
    object(&["date", "text"], &properties)
}
