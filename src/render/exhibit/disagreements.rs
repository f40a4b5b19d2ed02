//! Facts on which sources differ: each with what every source says, newest first.

use super::name;
use super::provenance::{doubt, provenance};
use crate::exhibit::{Claim, Disagreement};
use crate::render::html::text;

pub(super) fn render(found: &[Disagreement], base: &str) -> String {
    if found.is_empty() {
        return "<p>The sources agree.</p>\n".to_owned();
    }
    let found: String = found.iter().map(|found| disagreement(found, base)).collect();
    format!("<dl class=\"facts\">\n{found}</dl>\n")
}

fn disagreement(found: &Disagreement, base: &str) -> String {
    let claims: String = found.claims.iter().map(|fact| claim(fact, base)).collect();
    let (subject, metric) = (name(&found.subject, base), text(&found.metric));
    format!("<div><dt><b>{subject}</b> <span>{metric}</span></dt>\n{claims}</div>\n")
}

fn claim(fact: &Claim, base: &str) -> String {
    let Claim { text: words, date, source, note, doubt: against } = fact;
    let mut html = format!("<dd><span class=\"value\">{}</span>", text(words));
    let provenance = provenance(date.as_deref(), source.as_ref(), base);
    let note = note.as_ref().map(|note| format!("<span class=\"note\">{}</span>", text(note)));
    let against = against.as_ref().map(|against| doubt(against));
    for part in [Some(provenance), note, against].into_iter().flatten().filter(|part| !part.is_empty()) {
        html.push(' ');
        html.push_str(&part);
    }
    html.push_str("</dd>\n");
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::Name;

    fn to(text: &str, url: &str) -> Name {
        Name { text: text.into(), url: Some(url.into()) }
    }

    fn says(words: &str, source: Option<Name>) -> Claim {
        Claim { text: words.into(), date: None, source, note: None, doubt: None }
    }

    #[test]
    fn every_claim_stands_with_its_source_and_remark() {
        let survey = to("Survey of <lamps> 1901", "/sources/survey-1901/");
        let newest = Claim {
            date: Some("1901".into()),
            note: Some("with the spare lamps".into()),
            doubt: Some("The list names six.".into()),
            ..says("about 8 lamps", Some(survey))
        };
        let unsourced = Claim { date: Some("1899".into()), ..says("5 lamps", None) };
        let found = Disagreement {
            subject: to("Skerry & Sons", "/projects/skerry/#fb-lamps"),
            metric: "Lamps".into(),
            claims: vec![newest, unsourced, says("none", Some(Name { text: "Hearsay".into(), url: None }))],
        };
        insta::assert_snapshot!(render(&[found], "/base"), @r#"
    <dl class="facts">
    <div><dt><b><a href="/base/projects/skerry/#fb-lamps">Skerry &amp; Sons</a></b> <span>Lamps</span></dt>
    <dd><span class="value">about 8 lamps</span> <span class="provenance">1901 · <a href="/base/sources/survey-1901/" title="Source: Survey of &lt;lamps&gt; 1901">Survey of &lt;lamps&gt; 1901</a></span> <span class="note">with the spare lamps</span> <span class="doubt"><b>Remark:</b> The list names six.</span></dd>
    <dd><span class="value">5 lamps</span> <span class="provenance">1899</span></dd>
    <dd><span class="value">none</span> <span class="provenance"><span title="Source: Hearsay">Hearsay</span></span></dd>
    </div>
    </dl>
    "#);
    }

    #[test]
    fn agreement_is_said_in_words() {
        assert_eq!(render(&[], ""), "<p>The sources agree.</p>\n");
    }
}
