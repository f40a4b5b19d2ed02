//! What exhibits show: the complete input of whatever draws them. Words and figures are ready to be printed,
//! addresses come without the base path, and nothing holds a place in a file.

pub use super::claim::{CitedRemark, Claim, Disagreement, DisagreementKind, Name};
pub use super::connected::{Edge, Hub, Matrix, MatrixCell, MatrixRow, Network, NetworkNode};
pub use super::files::ExhibitFiles;
use crate::date::Date;
pub use crate::model::Standing;
pub use crate::number::Amount;
use crate::parse::exhibit::{ScaleType, WalkStep};
use crate::parse::{EventKind, Precision};

/// A picture, a table or a list that is made of the site's data.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Exhibit {
    /// Its anchor, unique on the page.
    pub id: String,
    /// Stands above it.
    pub title: String,
    /// Stands below it: what the author has to say about it.
    pub note: Option<String>,
    /// What it shows.
    pub content: Content,
    /// Where it can be had besides.
    pub files: ExhibitFiles,
}

/// Why a block shows nothing: what is wrong with it, as it was reported.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unshown {
    /// One phrase each.
    pub problems: Vec<String>,
}

/// What an exhibit shows.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Content {
    /// Figures as a picture.
    Chart(Chart),
    /// Figures and words in rows and columns.
    Table(Table),
    /// Events in their order.
    Timeline(Timeline),
    /// Projects and companies and how they are connected.
    Network(Network),
    /// Which organisations have projects in which domains.
    Matrix(Matrix),
    /// Code, step by step.
    Walkthrough(Walkthrough),
    /// Facts on which sources differ.
    Disagreements(Vec<Disagreement>),
    /// What has changed from one date to another.
    Development(Development),
}

/// A figure as it is drawn and as it is printed.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Datum {
    /// How much it is, or where its range starts.
    pub low: Amount,
    /// Where its range ends; the same as `low` for a number.
    pub high: Amount,
    /// `about 300,000`.
    pub text: String,
    /// Its own unit, in the singular behind one; what a number in a block counts stands at the axis.
    pub unit: Option<String>,
    /// Both ends for machines, digit by digit as the source has them: `300000`.
    pub digits: [String; 2],
    /// What the source says of its precision.
    pub precision: Precision,
    /// When it was so.
    pub date: Option<Date>,
    /// Where it comes from.
    pub source: Option<Name>,
    /// Where in the source it stands.
    pub at: Option<String>,
    /// What exactly it counts.
    pub note: Option<String>,
    /// What speaks against it.
    pub doubt: Option<Box<CitedRemark>>,
    /// How old it is, and whether sources differ on it.
    pub standing: Standing,
    /// The address of the fact; `None` for a number that stands in a block.
    pub url: Option<String>,
}

/// What an axis counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Axis {
    /// `Lines of code`.
    pub label: String,
    /// `lines of code`, or nothing.
    pub unit: Option<String>,
    /// What stands before a number on the axis: `$`.
    pub prefix: &'static str,
    /// What stands behind it: `%`.
    pub suffix: &'static str,
    /// How the numbers are spread.
    pub scale: ScaleType,
}

/// Figures as a picture.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Chart {
    /// The axis of the values.
    pub axis: Axis,
    /// What is drawn.
    pub form: Form,
    /// Entities that were asked for and have no such figure.
    pub missing: Vec<Name>,
    /// How many more of them there are.
    pub more_missing: usize,
    /// How many entities with a figure are left out because only the first so many were asked for.
    pub left_out: usize,
    /// How many of these have the same figure as the last that is shown.
    pub tied: usize,
}

/// How figures are drawn. Every series and row has at least one value.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Form {
    /// A bar for each value, in the order of the rows; the bars of a row stand below each other.
    Bars(Rows),
    /// One bar a row, put together from its values.
    Stacked(Rows),
    /// A dot for each value, those of a row on one line.
    Dots(Rows),
    /// A line for each series.
    Lines(Lines),
    /// A point for each entity.
    Scatter {
        /// The axis across; [`Chart::axis`] is the one upwards.
        across: Axis,
        /// The points.
        points: Vec<Point>,
    },
    /// How many entities have a value in each interval.
    Histogram(Vec<Bin>),
}

/// Rows of values.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Rows {
    /// The names of the series; one, unnamed, if a row has one value.
    pub series: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row of a chart.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Row {
    /// What the values are of.
    pub label: Name,
    /// Whether this is the one the chart is about.
    pub marked: bool,
    /// A value for each series, as far as there is one.
    pub values: Vec<Option<Datum>>,
}

/// Lines over one axis.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Lines {
    /// The places across that are labelled, from left to right: dates, or words at equal distances. `0` is the
    /// left edge and `1` the right one.
    pub ticks: Vec<(Amount, String)>,
    /// The lines.
    pub series: Vec<Series>,
    /// Figures that are not drawn because nobody knows when they were so, with the names of what they are of.
    pub undated: Vec<(Name, Datum)>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Series {
    /// What it is of.
    pub label: Name,
    /// Its points from left to right: where across, from `0` to `1`, the words for that place, and the value.
    pub points: Vec<(Amount, String, Datum)>,
}

/// One point of a scatter plot.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Point {
    /// What it is.
    pub label: Name,
    /// Its value across.
    pub across: Datum,
    /// Its value upwards.
    pub upwards: Datum,
}

/// One interval of a histogram: from `from` up to, but without, `to`; the last one includes it.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Bin {
    /// Where it starts.
    pub from: Amount,
    /// Where it ends.
    pub to: Amount,
    /// Who is in it, with the value that puts it there.
    pub members: Vec<(Name, Datum)>,
}

/// Figures and words in rows and columns.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Table {
    /// The heads of the columns.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows are left out because only the first so many were asked for.
    pub left_out: usize,
}

/// The head of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Column {
    /// `Lines of code`.
    pub label: String,
    /// The unit of its figures, if they stand in it without; the head names it if the label does not.
    pub unit: Option<String>,
    /// Whether the dates of its figures stand in a column of their own.
    pub bare: bool,
    /// Whether it holds numbers, which stand below each other by their digits.
    pub numeric: bool,
    /// How many rows fill it, if they are too few for it to be shown; the CSV has it all the same.
    pub sparse: Option<usize>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words and links, with commas between them.
    Names(Vec<Name>),
    /// A fact, whatever its metric holds.
    Figure(Box<Figure>),
}

/// A fact in a table.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Figure {
    /// What it is sorted by.
    pub sort: SortBy,
    /// `about 300,000`, with its unit unless the head of the column names it; or `June 2021`.
    pub text: String,
    /// What it counts, for machines: `lines of code`, `%`.
    pub unit: Option<String>,
    /// Both ends for machines, as the source has them: `300000`, `2021-06`. They differ for a range alone.
    pub plain: [String; 2],
    /// What the source says of its precision.
    pub precision: Precision,
    /// When it was so.
    pub date: Option<Date>,
    /// Where it comes from.
    pub source: Option<Name>,
    /// Where in the source it stands.
    pub at: Option<String>,
    /// What exactly it counts.
    pub note: Option<String>,
    /// What speaks against it.
    pub doubt: Option<Box<CitedRemark>>,
    /// How old it is, and whether sources differ on it.
    pub standing: Standing,
    /// The address of the fact; `None` for a number that stands in a block.
    pub url: Option<String>,
}

/// What a fact in a table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub enum SortBy {
    /// How much it is; the middle of a range.
    Amount(Amount),
    /// The date that it gives; the first of two.
    Date(Date),
    /// Its words.
    Words,
}

/// Events in their order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Timeline {
    /// What happened, oldest first.
    pub events: Vec<TimelineEvent>,
    /// What somebody has said will happen, in the same way.
    pub predictions: Vec<TimelineEvent>,
    /// The lanes of the picture: domains, or entities if there are few; events name theirs by index. That of the
    /// predictions is none of them.
    pub lanes: Vec<Name>,
    /// Where the events of some years are listed, if not below the picture.
    pub elsewhere: Vec<TimelinePart>,
}

/// A page that lists the events of some years.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimelinePart {
    /// The first year and the last.
    pub years: (i16, i16),
    /// Its address.
    pub url: String,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimelineEvent {
    /// When it happened, as exactly as its source says.
    pub date: Date,
    /// What happened.
    pub text: String,
    /// What sort of thing it is.
    pub kind: Option<EventKind>,
    /// When a prediction was made.
    pub said: Option<Date>,
    /// Whom it happened to: the page whose file says it, then the others that it names.
    pub subjects: Vec<Name>,
    /// Where it is drawn.
    pub lane: usize,
    /// What speaks against it.
    pub doubt: Option<Box<CitedRemark>>,
    /// Where it comes from.
    pub source: Option<Name>,
    /// Where in the source it stands.
    pub at: Option<String>,
    /// Its address.
    pub url: String,
}

/// What has changed from one date to another.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Development {
    /// Numbers, the greatest change first.
    pub figures: Vec<ValueChange>,
    /// Words, by name.
    pub statuses: Vec<ValueChange>,
    /// How many more there are.
    pub left_out: usize,
}

/// A figure that has another value at a later date.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct ValueChange {
    /// Whom it is of; leads to its facts.
    pub subject: Name,
    /// `Lines of code`.
    pub metric: String,
    /// The first value and the last.
    pub ends: [Figure; 2],
    /// How many values are of a date between theirs.
    pub between: usize,
    /// Where the ranges of both start and end, if they are numbers that compare.
    pub drawn: Option<[[Amount; 2]; 2]>,
    /// `about × 3.3`, as far as one can tell.
    pub by: Option<String>,
}

/// Code, step by step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Walkthrough {
    /// The language of the code.
    pub language: String,
    /// The code.
    pub code: String,
    /// The steps; at least one.
    pub steps: Vec<WalkStep>,
}
