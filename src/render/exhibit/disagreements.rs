//! Facts on which sources differ: each with what every source says, newest first.

use crate::exhibit::{Claim, Disagreement};
use crate::render::html::{Html, element, name};
use crate::render::provenance::{age, doubt, provenance};

pub(super) fn render(found: &[Disagreement], base: &str) -> Html {
    if found.is_empty() {
        return element("p").text("The sources agree.").line();
    }
    let found: Html = found.iter().map(|found| disagreement(found, base)).collect();
    element("dl").class("facts").newline().with(found).line()
}

fn disagreement(found: &Disagreement, base: &str) -> Html {
    let subject = element("b").with(name(&found.subject, base));
    let metric = element("span").text(&found.metric);
    let term = element("dt").with(subject).text(" ").with(metric);
    let claims: Html = found.claims.iter().map(|fact| claim(fact, base)).collect();
    element("div").with(term.line()).with(claims).line()
}

fn claim(fact: &Claim, base: &str) -> Html {
    let value = element("span").class("value").text(&fact.text).into();
    let (source, at) = (fact.source.as_ref(), fact.at.as_deref());
    let provenance = provenance(fact.date.as_deref(), source, at, &fact.url, base);
    let note = fact.note.as_ref().map(|note| element("span").class("note").text(note).into());
    let against = fact.doubt.as_ref().map(|against| doubt(against, base));
    let parts = [Some(value), provenance, age(fact.age), note, against].into_iter().flatten();
    element("dd").with(Html::join(parts, " ")).line()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::{CitedRemark, Name};

    fn to(text: &str, url: &str) -> Name {
        Name { text: text.into(), url: Some(url.into()) }
    }

    fn says(words: &str, source: Option<Name>) -> Claim {
        Claim {
            text: words.into(),
            date: None,
            source,
            at: None,
            note: None,
            doubt: None,
            age: None,
            url: "/projects/skerry/#lamps.1901".into(),
        }
    }

    #[test]
    fn every_claim_stands_with_its_source_and_remark() {
        let survey = to("Survey of <lamps> 1901", "/sources/survey-1901/");
        let newest = Claim {
            date: Some("1901".into()),
            note: Some("with the spare lamps".into()),
            at: Some("p. 4".into()),
            doubt: Some(Box::new(CitedRemark {
                text: "The list names six.".into(),
                source: Some(to("Log", "/sources/log/")),
                at: Some("lines 849–853".into()),
                link: Some("https://www.example.org/log".into()),
                retrieved: Some("26 November 2026".into()),
            })),
            ..says("about 8 lamps", Some(survey))
        };
        let unsourced = Claim { date: Some("1899".into()), ..says("5 lamps", None) };
        let found = Disagreement {
            subject: to("Skerry & Sons", "/projects/skerry/#fb-lamps"),
            metric: "Lamps".into(),
            claims: vec![newest, unsourced, says("none", Some(Name { text: "Hearsay".into(), url: None }))],
        };
        insta::assert_snapshot!(render(&[found], "/base").as_str(), @r#"
    <dl class="facts">
    <div><dt><b><a href="/base/projects/skerry/#fb-lamps">Skerry &amp; Sons</a></b> <span>Lamps</span></dt>
    <dd><span class="value">about 8 lamps</span> <span class="provenance"><a href="/base/projects/skerry/#lamps.1901">1901</a> · <a href="/base/sources/survey-1901/" title="Source: Survey of &lt;lamps&gt; 1901">Survey of &lt;lamps&gt; 1901</a>, p. 4</span> <span class="note">with the spare lamps</span> <span class="doubt"><b>Remark:</b> The list names six. <span class="provenance"><a href="/base/sources/log/" title="Source: Log">Log</a>, lines 849–853 · <a href="https://www.example.org/log">example.org</a>, retrieved 26 November 2026</span></span></dd>
    <dd><span class="value">5 lamps</span> <span class="provenance"><a href="/base/projects/skerry/#lamps.1901">1899</a></span></dd>
    <dd><span class="value">none</span> <span class="provenance"><span title="Source: Hearsay">Hearsay</span></span></dd>
    </div>
    </dl>
    "#);
    }

    #[test]
    fn agreement_is_said_in_words() {
        assert_eq!(render(&[], "").as_str(), "<p>The sources agree.</p>\n");
    }
}
