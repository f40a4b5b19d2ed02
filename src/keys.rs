//! Every key of the front matter with what it is for, what it takes and an example. New files and the schema for
//! editors are made of it, and `fmt` keeps its order; which keys a kind of page has, `parse` knows alone.

use crate::parse::front_matter::{self, Tier};
use crate::parse::{Kind, Licensing, OrganisationType, Origin, Role};

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A date as coarse as its source.
    Date,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Bool,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// The slug of a page of this kind.
    Slug(Kind),
    /// A list of such slugs.
    Slugs(Kind),
    /// A list of slugs of the page's own kind.
    Siblings,
    /// A list of slugs of this kind, or of maps with the slug and a role.
    Relations(Kind),
    /// A list of figures.
    Facts,
    /// A list of dated sentences.
    Events,
    /// A list of sentences, or of maps with the sentence and where it is from.
    Remarks,
    /// A list of sentences of Markdown, or of maps with the sentence and where there is more on it.
    Findings,
    /// A list of texts, or of maps with what something is used for and more.
    Uses,
    /// A map of tags of languages to names or lists of them.
    Names,
    /// A map of names to web addresses.
    Links,
    /// A map of anything.
    Anything,
}

/// A key of the front matter.
#[derive(Clone, Copy, Debug)]
pub struct FrontKey {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in words without a full stop.
    pub about: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// What can stand behind its colon.
    pub example: &'static str,
}

/// The words of a list, without what they mean.
const fn words<T: Copy, const N: usize>(pairs: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut index = 0;
    while index < N {
        words[index] = pairs[index].0;
        index += 1;
    }
    words
}

/// What a company can be to a project.
pub const ROLES: &[&str] = &words(&Role::WORDS);

const fn key(name: &'static str, shape: Shape, example: &'static str, about: &'static str) -> FrontKey {
    FrontKey { name, about, shape, example }
}

/// All keys in the order in which they stand best: what a page is and the keys of one word first, long lists last, so that
/// its first lines tell of it. `fmt` puts them so.
pub const KEYS: &[FrontKey] = &[
    key("title", Shape::Text, "Name", "The name of the page"),
    key("short-title", Shape::Text, "Short name", "A name that fits beside each figure"),
    key("summary", Shape::Text, "What it is, in one sentence", "Under 160 characters, without a full stop"),
    key(
        "aliases",
        Shape::Texts,
        "[Other name]",
        "Other names: they link as the title does, and old addresses lead here",
    ),
    key("names", Shape::Names, "{zh: 名字}", "What it is called in other languages; linked in prose"),
    key(
        "tier",
        Shape::Word(&words(&Tier::WORDS)),
        "brief",
        "How much the report tells of it; `context` keeps it out of directories and charts",
    ),
    key("domain", Shape::Slug(Kind::Domain), "some-domain", "The field it belongs to"),
    key("also-in", Shape::Slugs(Kind::Domain), "[other-domain]", "Other domains that list it as well"),
    key("parent", Shape::Slug(Kind::Domain), "wider-domain", "The domain that it is a part of"),
    key("type", Shape::Word(&words(&OrganisationType::WORDS)), "company", "What sort of organisation it is"),
    key(
        "country",
        Shape::Text,
        "Name of the country",
        "Where it is at home; a project without it where those who build it are",
    ),
    key(
        "origin",
        Shape::Word(&words(&Origin::WORDS)),
        "domestic",
        "Where it comes from, as the source classes it",
    ),
    key("licensing", Shape::Word(&words(&Licensing::WORDS)), "open-source", "How it may be used"),
    key("authors", Shape::Texts, "[Name <name@example.org>]", "Who wrote it"),
    key("publisher", Shape::Text, "Name of the publisher", "Who published the document"),
    key("language", Shape::Text, "English", "The language of the document"),
    key("date", Shape::Date, "2024-05-17", "When it was published"),
    key("updated", Shape::Date, "2024-06-01", "When it was last changed"),
    key("retrieved", Shape::Date, "2024-05-17", "When the document was read"),
    key("archive", Shape::Text, "https://web.archive.org/web/2024/https://example.org/", "A copy that stays"),
    key(
        "logo",
        Shape::Text,
        "/logos/name.svg",
        "The picture it is known by: a path below static/, or beside the page",
    ),
    key("order", Shape::Integer, "1", "Its place among its siblings; those without follow, by title"),
    key(
        "glossary",
        Shape::Bool,
        "true",
        "The terms of its definition lists link from the text of other pages",
    ),
    key(
        "autolink",
        Shape::Bool,
        "false",
        "Mentions of it do not link by themselves; on a chapter: mentions on it",
    ),
    key("draft", Shape::Bool, "true", "Left out, unless drafts are asked for"),
    key("template", Shape::Text, "page.html", "Another template than that of the kind"),
    key("tags", Shape::Texts, "[some-subject]", "Subjects; each has a page"),
    key(
        "projects",
        Shape::Relations(Kind::Project),
        "[some-project]",
        "Its projects, or what the page is about; with more: {project: some-project, role: user, for: what, since: 2020}",
    ),
    key(
        "companies",
        Shape::Relations(Kind::Company),
        "[some-company]",
        "Who is behind it; with more: {company: some-company, role: user, for: what, since: 2020, source: some-source}",
    ),
    key("related", Shape::Siblings, "[another-page]", "Pages of the same kind; shown on both"),
    key("sources", Shape::Slugs(Kind::Source), "[some-source]", "What the text rests on"),
    key("uses", Shape::Uses, "[What it is used for]", "What a company uses the subject of the report for"),
    key("links", Shape::Links, "{website: \"https://example.org\"}", "Addresses outside the site, by name"),
    key(
        "findings",
        Shape::Findings,
        "[{text: \"What the report found, **in short**.\", link: some-page}]",
        "What stands above the text, in Markdown; the home page shows it first",
    ),
    key(
        "doubts",
        Shape::Remarks,
        "[What speaks against the page as a whole.]",
        "Remarks that readers see; with a source: {text: …, source: some-source, at: p. 12}",
    ),
    key(
        "facts",
        Shape::Facts,
        "[{metric: some-metric, value: 12, as-of: 2024-05, source: some-source}]",
        "Figures; also at, approximate, at-least, at-most, note, doubt, disputes, verified",
    ),
    key(
        "events",
        Shape::Events,
        "[{date: 2024-05, text: What happened, kind: release, source: some-source}]",
        "What happened, without a full stop; also kind, on, at, doubt",
    ),
    key("extra", Shape::Anything, "{anything: for templates of your own}", "Keys of your own"),
];

/// The keys of one kind.
pub fn of(kind: Kind) -> impl Iterator<Item = &'static FrontKey> {
    let accepted = front_matter::keys(kind);
    KEYS.iter().filter(move |key| accepted.contains(&key.name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_keys_told_of_are_those_that_are_read() {
        let mut used = BTreeSet::new();
        for kind in Kind::ALL {
            let read: BTreeSet<_> = front_matter::keys(kind).into_iter().collect();
            let told: BTreeSet<_> = of(kind).map(|key| key.name).collect();
            assert_eq!(told, read, "{kind:?}");
            used.extend(told);
        }
        assert_eq!(used.len(), KEYS.len(), "a key is told of twice, or no kind has it");
    }
}
