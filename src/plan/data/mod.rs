//! The data files: the same facts, events, entities, relations and sources as on the pages, for other programs.

mod rows;
mod schema;

use super::Planner;
use super::view::{DataFieldView, DataFileView};
use crate::paths::{DATA, UrlPath, slug};

pub use schema::{Field, FieldKind, ForeignKey, Schema, TABLES, TableRows};

/// The file that says what all others hold.
const PACKAGE: &str = "datapackage.json";

/// A form in which a table is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataFormat {
    /// RFC 4180, with a head.
    Csv,
    /// A list of objects.
    Json,
}

/// A table with its rows.
#[derive(Clone, Debug, Hash)]
pub struct DataTable {
    /// What its columns are.
    pub schema: &'static Schema,
    /// Its rows; each has a value for every column.
    pub rows: Vec<Vec<DataValue>>,
}

/// A value of a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DataValue {
    /// None.
    Missing,
    /// Words, or a date.
    Text(String),
    /// A number as it is written.
    Number(String),
}

/// What the descriptor of the package says besides the tables.
#[derive(Clone, Debug, Hash)]
pub struct DataPackage {
    /// The name of the site as a slug.
    pub name: String,
    /// The name of the site.
    pub title: String,
    /// One sentence on it.
    pub description: Option<String>,
    /// The address of the page about the data.
    pub homepage: Option<String>,
    /// The version of the report.
    pub version: Option<String>,
    /// Its digital object identifier.
    pub doi: Option<String>,
    /// Who publishes it, if not its authors.
    pub publisher: Option<String>,
    /// The terms under which others may use it: their name and their address, which may be empty.
    pub licence: Option<(String, String)>,
    /// Who publishes it.
    pub authors: Vec<String>,
}

impl DataFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// What the names of its files end in.
    fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// The address of a table.
pub(super) fn table_url(schema: &Schema, format: DataFormat) -> UrlPath {
    UrlPath::file(&format!("{DATA}/{}.{}", schema.name, format.extension()))
}

/// The address of the descriptor.
pub(super) fn package_url() -> UrlPath {
    UrlPath::file(&format!("{DATA}/{PACKAGE}"))
}

impl Planner<'_> {
    /// A table with its rows.
    pub(super) fn data_table(&self, schema: &'static Schema) -> DataTable {
        DataTable { schema, rows: self.data_rows(schema.rows) }
    }

    /// What the descriptor says.
    pub(super) fn data_package(&self) -> DataPackage {
        let config = self.site.config();
        DataPackage {
            name: Some(slug(&config.title))
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| DATA.to_owned()),
            title: config.title.clone(),
            description: config.description.clone(),
            homepage: self.permalink(&UrlPath::folder(DATA)),
            version: config.publication.version.clone(),
            doi: config.publication.doi.clone(),
            publisher: config.publication.publisher.clone(),
            licence: self.licence().map(|licence| (licence.title, self.whole(licence.url))),
            authors: config.authors.clone(),
        }
    }

    /// An address with the host, if the site knows it.
    pub(in crate::plan) fn whole(&self, url: String) -> String {
        if url.starts_with('/') { format!("{}{url}", self.site.config().base.origin) } else { url }
    }

    /// What the page about the files says of each.
    pub(super) fn data_files(&self) -> Vec<DataFileView> {
        let file = |schema: &'static Schema| DataFileView {
            name: schema.name,
            title: schema.title,
            about: schema.about,
            csv: self.address(&table_url(schema, DataFormat::Csv)),
            json: self.address(&table_url(schema, DataFormat::Json)),
            rows: self.data_count(schema.rows),
            fields: schema.columns.iter().map(field).collect(),
        };
        TABLES.iter().map(file).collect()
    }

    /// The address of the folder of the files, with the host if the site knows it.
    pub(super) fn data_folder(&self) -> String {
        let url = UrlPath::folder(DATA);
        self.permalink(&url).unwrap_or_else(|| self.address(&url))
    }
}

fn field(field: &Field) -> DataFieldView {
    let kind = match field.kind {
        FieldKind::Text | FieldKind::Required | FieldKind::Precision => "text",
        FieldKind::Number => "number",
        FieldKind::Date => "date",
        FieldKind::Address => "address",
    };
    DataFieldView { name: field.name, kind, about: field.about }
}
