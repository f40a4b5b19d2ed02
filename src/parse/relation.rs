//! Relations between projects and companies, and what companies use, as front matter lists them.

use super::remark::citation;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::node::Node;
use crate::node::decode::{Decoder, Fields};

/// The other end of a relation, as it is written in a list of slugs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationRef {
    /// Slug of the project or company.
    pub slug: Spanned<String>,
    /// What the company is to the project.
    pub role: Role,
    /// What the project is to the company.
    pub usage: UsageRef,
}

/// What something is used for, as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsageRef {
    /// What for.
    pub purpose: Option<String>,
    /// Since when.
    pub since: Option<Date>,
    /// How much of it, in words.
    pub scale: Option<String>,
    /// Slug of the source.
    pub source: Option<Spanned<String>>,
    /// Where in the source it stands.
    pub at: Option<String>,
}

/// What a company uses the subject of the report for, without a project of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseRef {
    /// What for.
    pub what: Spanned<String>,
    /// Since when, how much, and who says so; the purpose is always `None`.
    pub usage: UsageRef,
    /// The fact that tells of it: `discord#latency`.
    pub figure: Option<Spanned<String>>,
    /// How the authors of the report read the claim.
    pub reading: Option<String>,
}

/// What a company is to a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Builds or owns it.
    Developer,
    /// Hosts it, as a foundation does.
    Host,
    /// Pays for it.
    Sponsor,
    /// Contributes to it.
    Contributor,
    /// Uses it.
    User,
    /// Buys it, or pays for its service.
    Customer,
    /// Is connected in some other way.
    Related,
}

impl Role {
    /// Each as it is written.
    pub const WORDS: [(&'static str, Self); 7] = [
        ("developer", Self::Developer),
        ("host", Self::Host),
        ("sponsor", Self::Sponsor),
        ("contributor", Self::Contributor),
        ("user", Self::User),
        ("customer", Self::Customer),
        ("related", Self::Related),
    ];

    /// Whether one who has the role uses the project rather than works on it.
    pub fn is_use(self) -> bool {
        match self {
            Self::User | Self::Customer => true,
            Self::Developer | Self::Host | Self::Sponsor | Self::Contributor | Self::Related => false,
        }
    }

    /// The word for the role.
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(_, role)| *role == self).map_or("related", |(word, _)| word)
    }
}

/// A company can be several things to a project, each once. Between entities a relation can say what for.
pub(super) fn relations(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    item: &'static str,
    between_entities: bool,
) -> Vec<RelationRef> {
    let relations = fields.list(key, |decoder, node| relation(decoder, node, item, between_entities));
    let identity =
        |relation: &RelationRef| ((relation.slug.value.clone(), relation.role), relation.slug.clone());
    fields.decoder().without_repeats(key, relations, identity)
}

/// Reads `uses`.
pub(super) fn uses(fields: &mut Fields<'_, '_>) -> Vec<UseRef> {
    let uses = fields.list("uses", use_of);
    // Several figures can tell of one use.
    let figure = |one: &UseRef| one.figure.as_ref().map(|figure| figure.value.clone());
    let identity = |one: &UseRef| ((one.what.value.clone(), figure(one)), one.what.clone());
    fields.decoder().without_repeats("uses", uses, identity)
}

/// A use is what something is used for, or a map of that and more.
fn use_of(decoder: &mut Decoder<'_>, node: &Node) -> Option<UseRef> {
    if !matches!(node.value, crate::node::Value::Map(_)) {
        let what = decoder.text(node, "an item of `uses`")?;
        return Some(UseRef { what, usage: UsageRef::default(), figure: None, reading: None });
    }
    let mut fields = decoder.fields(node, "an item of `uses`")?;
    let what = fields.spanned("what");
    let what = fields.require(what, "what", &node.place());
    let (usage, figure) = (usage(&mut fields), fields.spanned("figure"));
    let reading = fields.text("reading");
    fields.finish();
    Some(UseRef { what: what?, usage, figure, reading })
}

fn usage(fields: &mut Fields<'_, '_>) -> UsageRef {
    let (since, scale) = (fields.date("since"), fields.text("scale"));
    let (source, at) = citation(fields);
    UsageRef { purpose: None, since, scale, source, at }
}

/// What the key `for` says; that nothing stands behind it is reported.
fn purpose(fields: &mut Fields<'_, '_>) -> Option<String> {
    if let Some(range) = fields.blank("for") {
        let mut decoder = fields.decoder();
        let help = "say what it is used for, or take `for` away".to_owned();
        let problem = Diagnostic::new(Code::BadValue, decoder.span(&range), "`for` says nothing");
        decoder.push(problem.help(help));
    }
    fields.text("for")
}

/// A relation is a slug, or a map of slug and role.
fn relation(
    decoder: &mut Decoder<'_>,
    node: &Node,
    key: &'static str,
    between_entities: bool,
) -> Option<RelationRef> {
    if !matches!(node.value, crate::node::Value::Map(_)) {
        let slug = decoder.text(node, &format!("a {key}"))?;
        return Some(RelationRef { slug, role: Role::Developer, usage: UsageRef::default() });
    }
    let mut fields = decoder.fields(node, key)?;
    let slug = fields.spanned(key);
    let slug = fields.require(slug, key, &node.place());
    let role = fields.choice("role", &Role::WORDS);
    let usage = if between_entities {
        UsageRef { purpose: purpose(&mut fields), ..usage(&mut fields) }
    } else {
        UsageRef::default()
    };
    fields.finish();
    Some(RelationRef { slug: slug?, role: role.unwrap_or(Role::Developer), usage })
}
