//! Views of what pages claim: figures, events, relations and remarks, with who says so.

use serde::Serialize;

/// A page's name and address.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LinkView {
    /// The words to show.
    pub title: String,
    /// The address.
    pub url: String,
    /// One sentence, if the page has one.
    pub summary: Option<String>,
    /// The kind of page: `project`; empty for listings and tags.
    pub kind: &'static str,
}

/// A date in both forms.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DateView {
    /// `2016-04`, for `datetime` attributes and sorting.
    pub iso: String,
    /// `April 2016`.
    pub text: String,
}

/// All facts of one metric, newest first: its history, or what sources disagree on.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct MetricView {
    /// The anchor: `fact-lines-of-code`.
    pub id: String,
    /// `Lines of code`.
    pub label: String,
    /// The facts; at least one.
    pub facts: Vec<FactView>,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FactView {
    /// Its anchor: `lines-of-code.2021-06.industry-2021`.
    pub id: String,
    /// Its address: that of its page, with the anchor.
    pub url: String,
    /// `about 300,000 lines of code`.
    pub text: String,
    /// `about 300,000`.
    pub value: String,
    /// The one of these that stands beside its label: with the unit, unless the label names that.
    pub labelled: String,
    /// When it was so; the date of the source if the fact has none.
    pub date: Option<DateView>,
    /// `5 years old`, if it is older than its metric allows and there is no newer one.
    pub age: Option<String>,
    /// Whether sources differ on it.
    pub contested: bool,
    /// Who has found it to hold, and when.
    pub verified: Vec<VerificationView>,
    /// The fact it contradicts, in words.
    pub disputes: Option<String>,
    /// What exactly it counts.
    pub note: Option<String>,
    /// What speaks against it.
    pub doubt: Option<RemarkView>,
    /// Where it comes from.
    pub source: Option<LinkView>,
    /// Where in the source it stands.
    pub at: Option<String>,
    /// The first edition that has it.
    pub since: Option<LinkView>,
}

/// Who has found a fact to hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct VerificationView {
    /// Who.
    pub by: String,
    /// When.
    pub date: DateView,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct EventView {
    /// Its anchor: `event.2016-04`; empty on a page whose file does not say it.
    pub id: String,
    /// Its address: that of its page, with the anchor.
    pub url: String,
    /// When.
    pub date: DateView,
    /// What.
    pub text: String,
    /// `release`, if it is said what sort of thing it is.
    pub kind: Option<&'static str>,
    /// Prediction: when it was said, which is the date of its source.
    pub said: Option<DateView>,
    /// The other pages that it stands on.
    pub pages: Vec<LinkView>,
    /// What speaks against it.
    pub doubt: Option<RemarkView>,
    /// Where it comes from.
    pub source: Option<LinkView>,
    /// Where in the source it stands.
    pub at: Option<String>,
}

/// What speaks against a page, a fact or an event, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RemarkView {
    /// The sentence.
    pub text: String,
    /// Whether nobody is named who says so: then it is the authors' own reading.
    pub own: bool,
    /// The source that says so.
    pub source: Option<LinkView>,
    /// Where in it, or at the address, it stands.
    pub at: Option<String>,
    /// An address outside the site that says so; its title is the host.
    pub link: Option<LinkView>,
    /// When that was read.
    pub retrieved: Option<DateView>,
}

/// The other end of a relation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RelationView {
    /// `developer`, `host`, `sponsor`, `contributor`, `user`, `customer` or `related`.
    pub role: &'static str,
    /// The project or company.
    pub page: LinkView,
    /// What for, and who says so.
    pub usage: UsageView,
}

/// What something is used for, and who says so; any of it may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct UsageView {
    /// What for.
    pub purpose: Option<String>,
    /// Since when.
    pub since: Option<DateView>,
    /// How much of it, in words.
    pub scale: Option<String>,
    /// Where it comes from.
    pub source: Option<LinkView>,
    /// Where in the source it stands.
    pub at: Option<String>,
}

/// What a company uses the subject of the report for, without a project of the report.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct UseView {
    /// What for.
    pub what: String,
    /// Since when, how much, and who says so; `purpose` is nothing.
    pub usage: UsageView,
    /// The fact that tells of it.
    pub figure: Option<CitedFactView>,
    /// How the authors read the claim.
    pub reading: Option<String>,
}

/// A fact where it is listed away from its page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CitedFactView {
    /// The page the fact stands on, with the fact's anchor.
    pub page: LinkView,
    /// `Lines of code`.
    pub label: String,
    /// The fact.
    pub fact: FactView,
    /// What other sources say of the same, each in a few words.
    pub disputed_by: Vec<LinkView>,
}

/// The figures of a project that a company builds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ProjectFiguresView {
    /// The project.
    pub page: LinkView,
    /// The newest fact of each metric, in the author's order; at least one.
    pub figures: Vec<CitedFactView>,
}

/// A name in another language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LocalNameView {
    /// `zh-Hant`, for `lang` attributes.
    pub language: String,
    /// The name.
    pub text: String,
}

/// A page, and how many of something it lists.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TotalView {
    /// `Projects`.
    pub label: String,
    /// How many; `None` where nothing is counted.
    pub count: Option<usize>,
    /// The address of the page.
    pub url: String,
}
