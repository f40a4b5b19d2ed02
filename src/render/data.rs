//! The data files: tables as CSV and JSON, and the descriptor that says what they hold (Data Package v2).

use serde_json::{Value, json};

use super::csv;
use crate::parse::Precision;
use crate::plan::{
    DataFormat, DataPackage, DataTable, DataValue, Field, FieldKind, ForeignKey, Schema, TABLES,
};

/// Where the descriptor of a package is defined.
const PACKAGE_PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// Dates as coarse as their sources.
const DATE_PATTERN: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";

/// Writes a table.
pub(super) fn table(table: &DataTable, format: DataFormat) -> String {
    data_rows(table.schema.columns, &table.rows, format)
}

/// Writes rows; each has a value for every column.
pub fn data_rows(columns: &[Field], rows: &[Vec<DataValue>], format: DataFormat) -> String {
    match format {
        DataFormat::Csv => csv_file(columns, rows),
        DataFormat::Json => json_file(columns, rows),
    }
}

fn csv_file(columns: &[Field], rows: &[Vec<DataValue>]) -> String {
    let mut file = csv::line(columns.iter().map(|field| field.name.to_owned()));
    for row in rows {
        file += &csv::line(row.iter().map(|value| match value {
            DataValue::Missing => String::new(),
            DataValue::Text(words) => csv::words(words),
            DataValue::Number(digits) => digits.clone(),
        }));
    }
    file
}

/// One object a line. Numbers have the digits of their sources, and texts no apostrophes.
fn json_file(columns: &[Field], rows: &[Vec<DataValue>]) -> String {
    let object = |row: &Vec<DataValue>| {
        let members = std::iter::zip(columns, row).map(|(field, value)| {
            let value = match value {
                DataValue::Missing => "null".to_owned(),
                DataValue::Number(digits) if field.kind == FieldKind::Number => digits.clone(),
                DataValue::Number(words) | DataValue::Text(words) => quoted(words),
            };
            format!("{}:{value}", quoted(field.name))
        });
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    };
    let rows: Vec<_> = rows.iter().map(object).collect();
    if rows.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", rows.join(",\n")) }
}

fn quoted(words: &str) -> String {
    Value::from(words).to_string()
}

/// Writes the descriptor.
pub(super) fn package(package: &DataPackage) -> String {
    let mut descriptor = json!({
        "$schema": PACKAGE_PROFILE,
        "name": package.name,
        "title": package.title,
        "resources": TABLES.iter().map(resource).collect::<Vec<_>>(),
    });
    let licence = package.licence.as_ref().map(|(name, url)| json!([licence(name, url)]));
    let authors = package.authors.iter().map(|name| json!({ "title": name, "roles": ["author"] }));
    let publisher = package.publisher.iter().map(|name| json!({ "title": name, "roles": ["publisher"] }));
    let contributors: Vec<_> = authors.chain(publisher).collect();
    let optional = [
        ("description", package.description.clone().map(Value::from)),
        ("homepage", package.homepage.clone().map(Value::from)),
        ("version", package.version.clone().map(Value::from)),
        ("licenses", licence),
        ("id", package.doi.as_ref().map(|doi| Value::from(format!("https://doi.org/{doi}")))),
        ("contributors", (!contributors.is_empty()).then(|| Value::from(contributors))),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            descriptor[key] = value;
        }
    }
    format!("{descriptor:#}\n")
}

/// A licence has an address, or an identifier. That is the name as it is written: identifiers tell capitals apart and
/// hold no blanks.
fn licence(name: &str, url: &str) -> Value {
    let identifier = || name.replace(|c: char| !c.is_ascii_alphanumeric() && !"-._".contains(c), "-");
    match url {
        "" => json!({ "name": identifier(), "title": name }),
        _ => json!({ "path": url, "title": name }),
    }
}

fn resource(schema: &Schema) -> Value {
    json!({
        "name": schema.name,
        "type": "table",
        "path": format!("{}.csv", schema.name),
        "title": schema.title,
        "description": schema.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": schema.columns.iter().map(field).collect::<Vec<_>>(),
            "primaryKey": schema.key,
            "foreignKeys": schema.foreign.iter().map(foreign_key).collect::<Vec<_>>(),
            "missingValues": [""],
        },
    })
}

fn field(field: &Field) -> Value {
    let mut described = json!({
        "name": field.name,
        "description": field.about,
        "type": match field.kind {
            FieldKind::Number => "number",
            FieldKind::Text | FieldKind::Required | FieldKind::Date | FieldKind::Precision | FieldKind::Address => {
                "string"
            }
        },
    });
    let constraints = match field.kind {
        FieldKind::Required | FieldKind::Address => json!({ "required": true }),
        FieldKind::Date => json!({ "pattern": DATE_PATTERN }),
        FieldKind::Precision => {
            json!({ "required": true, "enum": Precision::WORDS.map(|(word, _)| word) })
        }
        FieldKind::Text | FieldKind::Number => return described,
    };
    described["constraints"] = constraints;
    described
}

fn foreign_key(key: &ForeignKey) -> Value {
    json!({ "fields": key.columns, "reference": { "resource": key.table, "fields": key.to } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::TableRows;

    fn value(words: &str) -> DataValue {
        DataValue::Text(words.to_owned())
    }

    const fn column(name: &'static str) -> Field {
        Field { name, kind: FieldKind::Text, about: "" }
    }

    static SCHEMA: Schema = Schema {
        rows: TableRows::Relations,
        name: "relations",
        title: "",
        about: "",
        columns: &[column("from"), column("role"), column("to")],
        key: &["from", "role", "to"],
        foreign: &[],
    };

    fn relations(from: &str) -> DataTable {
        DataTable { schema: &SCHEMA, rows: vec![vec![value(from), value("user"), DataValue::Missing]] }
    }

    #[test]
    fn a_text_in_a_file_for_spreadsheets_is_never_a_formula() {
        for (words, field) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1 of them", "'-1 of them"),
            ("@sum", "'@sum"),
            ("\tx", "'\tx"),
            ("a=b", "a=b"),
            ("=\"x\", y", "\"'=\"\"x\"\", y\""),
        ] {
            let file = table(&relations(words), DataFormat::Csv);
            assert_eq!(file, format!("from,role,to\r\n{field},user,\r\n"));
        }
    }

    #[test]
    fn numbers_keep_their_sign_and_their_digits() {
        let number = |digits: &str| DataValue::Number(digits.to_owned());
        let mut row: Vec<_> = TABLES[0].columns.iter().map(|_| DataValue::Missing).collect();
        (row[4], row[5]) = (number("-0.50"), number("-0.50"));
        let facts = DataTable { schema: &TABLES[0], rows: vec![row] };
        assert!(table(&facts, DataFormat::Csv).contains(",-0.50,-0.50,"));
        let json = table(&facts, DataFormat::Json);
        assert!(json.contains("\"value\":\"-0.50\",\"min\":-0.50,\"max\":null"), "{json}");
    }

    #[test]
    fn a_file_without_rows_is_an_empty_list() {
        let none = DataTable { schema: &SCHEMA, rows: Vec::new() };
        assert_eq!(table(&none, DataFormat::Json), "[]\n");
        assert_eq!(table(&none, DataFormat::Csv), "from,role,to\r\n");
    }

    #[test]
    fn what_a_table_refers_to_is_there() {
        for schema in &TABLES {
            let has = |schema: &Schema, names: &[&str]| {
                names.iter().all(|name| schema.columns.iter().any(|field| field.name == *name))
            };
            assert!(has(schema, schema.key), "the key of {}", schema.name);
            for key in schema.foreign {
                let to = TABLES.iter().find(|other| other.name == key.table).unwrap_or(schema);
                assert!(has(schema, key.columns) && has(to, key.to), "{:?} of {}", key, schema.name);
                assert_eq!(to.key, key.to, "a reference leads to what tells rows apart");
            }
        }
    }
}
