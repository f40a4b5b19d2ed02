//! What the data files hold: the tables of the package, their columns, and how they refer to each other.

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableRows {
    /// Figures.
    Facts,
    /// Events.
    Events,
    /// Pages that figures, events and relations are about.
    Entities,
    /// Relations between them.
    Relations,
    /// What companies use without a project.
    Uses,
    /// Documents.
    Sources,
}

/// A table of the package: one file as CSV and the same as JSON.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Schema {
    /// What its rows are.
    pub rows: TableRows,
    /// The name of its files: `facts`.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Field],
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// How it refers to other tables and to itself.
    pub foreign: &'static [ForeignKey],
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its head.
    pub name: &'static str,
    /// What stands in it.
    pub kind: FieldKind,
    /// What it means, in a phrase.
    pub about: &'static str,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Words.
    Text,
    /// Words that every row has.
    Required,
    /// A number, digit by digit as its source has it.
    Number,
    /// A date as coarse as its source: `2016`, `2016-04`, `2016-04-11`.
    Date,
    /// How precise the source is.
    Precision,
    /// The address of something: a whole one if the site knows its host.
    Address,
}

/// Columns whose values stand in other columns.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct ForeignKey {
    /// The columns.
    pub columns: &'static [&'static str],
    /// The table they lead to; empty for their own.
    pub table: &'static str,
    /// The columns there.
    pub to: &'static [&'static str],
}

const fn field(name: &'static str, kind: FieldKind, about: &'static str) -> Field {
    Field { name, kind, about }
}

const TO_ENTITY: ForeignKey = ForeignKey { columns: &["entity"], table: "entities", to: &["id"] };
const TO_SOURCE: ForeignKey = ForeignKey { columns: &["source"], table: "sources", to: &["id"] };
const TO_REMARK_SOURCE: ForeignKey =
    ForeignKey { columns: &["remark_source"], table: "sources", to: &["id"] };

const SINCE: Field = field("since", FieldKind::Date, "since when");
const SCALE: Field = field("scale", FieldKind::Text, "how much of it, in words");
const AT: Field = field("at", FieldKind::Text, "where in the source it stands");
const REMARK: [Field; 3] = [
    field("remark", FieldKind::Text, "what speaks against it"),
    field("remark_source", FieldKind::Text, "the source that says so"),
    field("remark_link", FieldKind::Text, "the address outside the site that says so"),
];

/// The figures.
const FACTS: Schema = Schema {
    rows: TableRows::Facts,
    name: "facts",
    title: "Figures",
    about: "One figure a row: a value of a metric at a time, from a source",
    columns: &[
        field("entity", FieldKind::Required, "what it is about; the path of its page"),
        field("id", FieldKind::Required, "its anchor on that page, made of metric, date and source"),
        field("metric", FieldKind::Required, "what it counts, as a name"),
        field("label", FieldKind::Required, "what it counts, in words"),
        field("value", FieldKind::Text, "the value as its source gives it; empty for a range"),
        field("min", FieldKind::Number, "the least it is; empty for words, dates and upper bounds"),
        field("max", FieldKind::Number, "the most it is; empty for words, dates and lower bounds"),
        field("precision", FieldKind::Precision, "exact, about, at least or at most"),
        field("format", FieldKind::Required, "number, percent, money-usd, date, name or text"),
        field("unit", FieldKind::Text, "what stands behind the number"),
        field("date", FieldKind::Date, "when it was so, as exactly as is known; else the date of the source"),
        field("source", FieldKind::Text, "where it comes from"),
        AT,
        field("verified", FieldKind::Date, "when it was last found to hold"),
        field("disputes", FieldKind::Text, "the figure of the same page that it contradicts, by its id"),
        field("note", FieldKind::Text, "what exactly it counts"),
        REMARK[0],
        REMARK[1],
        REMARK[2],
        field("address", FieldKind::Address, "where it stands on the site"),
    ],
    key: &["entity", "id"],
    foreign: &[TO_ENTITY, TO_SOURCE, TO_REMARK_SOURCE],
};

/// What happened.
const EVENTS: Schema = Schema {
    rows: TableRows::Events,
    name: "events",
    title: "Events",
    about: "One event a row",
    columns: &[
        field("entity", FieldKind::Required, "what it happened to; the path of its page"),
        field("id", FieldKind::Required, "its anchor on that page"),
        field("date", FieldKind::Date, "when it happened, as exactly as is known"),
        field("text", FieldKind::Required, "what happened"),
        field(
            "kind",
            FieldKind::Text,
            "what sort of thing it is: founding, release, adoption, funding, transfer, standard, end or prediction",
        ),
        field("on", FieldKind::Text, "the other entities that it happened to, with semicolons between"),
        field("source", FieldKind::Text, "where it comes from"),
        AT,
        REMARK[0],
        REMARK[1],
        REMARK[2],
        field("address", FieldKind::Address, "where it stands on the site"),
    ],
    key: &["entity", "id"],
    foreign: &[TO_ENTITY, TO_SOURCE, TO_REMARK_SOURCE],
};

/// What figures, events and relations are about.
const ENTITIES: Schema = Schema {
    rows: TableRows::Entities,
    name: "entities",
    title: "Projects, organisations and other pages",
    about: "One page a row: every project, company and domain, and whatever else has figures or events",
    columns: &[
        field("id", FieldKind::Required, "the path of its page"),
        field("kind", FieldKind::Required, "project, company, domain, source, chapter or page"),
        field("title", FieldKind::Required, "its name"),
        field("aliases", FieldKind::Text, "its other names, with semicolons between"),
        field(
            "names",
            FieldKind::Text,
            "its names in other languages, each behind the tag of its language and a colon, with semicolons between",
        ),
        field("summary", FieldKind::Text, "what it is, in a sentence"),
        field("domain", FieldKind::Text, "the domain of a project, or the one that a domain is a part of"),
        field("licensing", FieldKind::Text, "how a project may be used"),
        field("origin", FieldKind::Text, "where a project comes from"),
        field("type", FieldKind::Text, "what sort of organisation it is"),
        field(
            "country",
            FieldKind::Text,
            "where it is at home; a project that says nothing where those who build it are, if that is one country",
        ),
        field("tags", FieldKind::Text, "its subjects, with semicolons between"),
        field("address", FieldKind::Address, "its page"),
    ],
    key: &["id"],
    foreign: &[ForeignKey { columns: &["domain"], table: "", to: &["id"] }],
};

/// How entities belong together.
const RELATIONS: Schema = Schema {
    rows: TableRows::Relations,
    name: "relations",
    title: "Relations",
    about: "One relation a row: what a company is to a project, or two that are related",
    columns: &[
        field("from", FieldKind::Required, "the project, or the one of two related entities"),
        field(
            "role",
            FieldKind::Required,
            "what `to` is to `from`: developer, host, sponsor, contributor, user, customer or related",
        ),
        field("to", FieldKind::Required, "the company, or the other of two related entities"),
        field("for", FieldKind::Text, "what the company uses the project for"),
        SINCE,
        SCALE,
        field("source", FieldKind::Text, "where it comes from"),
        AT,
    ],
    key: &["from", "role", "to"],
    foreign: &[
        ForeignKey { columns: &["from"], table: "entities", to: &["id"] },
        ForeignKey { columns: &["to"], table: "entities", to: &["id"] },
        TO_SOURCE,
    ],
};

/// What companies use.
const USES: Schema = Schema {
    rows: TableRows::Uses,
    name: "uses",
    title: "Uses",
    about: "One use a row: what a company uses the subject of the report for, without a project to relate to",
    columns: &[
        field("entity", FieldKind::Required, "the company; the path of its page"),
        field("number", FieldKind::Number, "its place among the uses of the company, from 1"),
        field("what", FieldKind::Required, "what for"),
        SINCE,
        SCALE,
        field("source", FieldKind::Text, "where it comes from"),
        AT,
        field("figure_entity", FieldKind::Text, "what the figure that tells of it is about"),
        field("figure", FieldKind::Text, "the figure that tells of it, by its id"),
        field("reading", FieldKind::Text, "how the authors read the claim"),
    ],
    key: &["entity", "number"],
    foreign: &[
        TO_ENTITY,
        TO_SOURCE,
        ForeignKey { columns: &["figure_entity", "figure"], table: "facts", to: &["entity", "id"] },
    ],
};

/// Where it all comes from.
const SOURCES: Schema = Schema {
    rows: TableRows::Sources,
    name: "sources",
    title: "Sources",
    about: "One document a row",
    columns: &[
        field("id", FieldKind::Required, "its name in the other tables"),
        field("title", FieldKind::Required, "its title"),
        field("short_title", FieldKind::Text, "its title where room is short"),
        field("authors", FieldKind::Text, "who wrote it, with semicolons between"),
        field("publisher", FieldKind::Text, "who published it"),
        field("date", FieldKind::Date, "when it was published"),
        field("language", FieldKind::Text, "the language it is written in"),
        field("link", FieldKind::Text, "where it can be read"),
        field("archive", FieldKind::Text, "the address of a copy that stays"),
        field("retrieved", FieldKind::Date, "when it was read"),
        field("address", FieldKind::Address, "its page on the site"),
    ],
    key: &["id"],
    foreign: &[],
};

/// The tables of the package, in the order they are listed in.
pub static TABLES: [Schema; 6] = [FACTS, EVENTS, ENTITIES, RELATIONS, USES, SOURCES];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{EventKind, Role};

    fn told(columns: &[Field], name: &str) -> Vec<&'static str> {
        let about = columns.iter().find(|field| field.name == name).unwrap().about;
        let (_, told) = about.split_once(": ").unwrap();
        told.split(", ").flat_map(|words| words.split(" or ")).collect()
    }

    #[test]
    fn every_role_and_kind_of_event_is_told() {
        assert_eq!(told(RELATIONS.columns, "role"), Role::WORDS.map(|(word, _)| word));
        assert_eq!(told(EVENTS.columns, "kind"), EventKind::WORDS.map(|(word, _)| word));
    }
}
