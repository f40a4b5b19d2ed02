//! What the report found, as its front matter says it in Markdown.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Manner, Writer};
use crate::link::Target;
use crate::parse::Finding;
use crate::parse::markdown::events_within;
use crate::plan::BodyInput;
use crate::render::html::Html;

/// A finding as templates get it.
pub(in crate::render) struct FindingHtml {
    /// The sentence.
    pub(in crate::render) text: Html,
    /// Name and address of where there is more on it.
    pub(in crate::render) link: Option<(String, String)>,
}

/// Renders the findings of a page, in the order of its author.
pub(in crate::render) fn findings(input: &BodyInput, manner: Manner<'_>) -> Vec<FindingHtml> {
    let finding = |finding: &Finding| FindingHtml {
        text: sentence(input, finding, manner),
        link: link(input, finding, manner.base),
    };
    input.document.front.findings.iter().map(finding).collect()
}

fn sentence(input: &BodyInput, finding: &Finding, manner: Manner<'_>) -> Html {
    let mut writer = Writer::new(input, manner, &finding.text.range);
    for (event, range) in events_within(&input.document.text, &finding.text.range) {
        // It stands in an element that the template chooses.
        if !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)) {
            writer.event(event, &range);
        }
    }
    writer.finish()
}

/// Name and address of where there is more on a finding.
pub(in crate::render) fn link(input: &BodyInput, finding: &Finding, base: &str) -> Option<(String, String)> {
    let link = finding.link.as_ref()?;
    match input.target(&link.range)? {
        Target::Internal { url, text, .. } => {
            Some((text.clone().unwrap_or_else(|| link.value.clone()), format!("{base}{url}")))
        }
        Target::Figure(figure) => Some((figure.text.clone(), format!("{base}{}", figure.url))),
        Target::External(_) | Target::Mention { .. } | Target::Broken(_) => None,
    }
}
