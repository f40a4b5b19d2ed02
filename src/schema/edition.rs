//! The schema of the manifests of editions.

use serde_json::{Value, json};

use super::{DIALECT, date, described, object};
use crate::parse::Kind;

/// What addresses of pages look like, and those of figures and events.
const PAGE: &str = "^/[^#]*$";
const STATEMENT: &str = "^/[^#]*#.+$";

/// The schema of `editions/NAME.toml`. What an edition names may be gone, so it is the same for every site.
pub fn edition() -> Value {
    let text = json!({"type": "string"});
    let number = json!({"type": ["number", "string"]});
    let range = json!({"type": "array", "items": number, "minItems": 2, "maxItems": 2});
    let kinds = Kind::ALL.map(Kind::name);
    let page = json!({"kind": {"enum": kinds}, "title": text, "digest": text});
    let fact = json!({
        "metric": text,
        "value": text,
        "amount": {"anyOf": [number, range]},
        "date": date(),
        "source": text,
        "note": text,
        "disputed": {"type": "boolean"},
        "digest": text,
    });
    let event = json!({"date": date(), "text": text, "source": text, "prediction": {"type": "boolean"}});
    let properties = json!({
        "title": described(text.clone(), "What readers see it called"),
        "note": described(text.clone(), "A sentence for readers"),
        "digest": described(text, "Stands for everything from the line `date` on"),
        "date": described(date(), "When the report was in this state"),
        "pages": table(&object(&["kind", "title"], &page), PAGE, "The pages, by address"),
        "facts": table(&object(&["metric", "value", "digest"], &fact), STATEMENT, "The figures, by address"),
        "events": table(&object(&["date", "text"], &event), STATEMENT, "The events, by address"),
    });
    let mut schema = object(&["digest", "date"], &properties);
    schema["$schema"] = DIALECT.into();
    schema["title"] = "The manifest of an edition".into();
    schema
}

fn table(of: &Value, addresses: &str, about: &str) -> Value {
    let names = json!({"pattern": addresses});
    described(json!({"type": "object", "propertyNames": names, "additionalProperties": of}), about)
}
