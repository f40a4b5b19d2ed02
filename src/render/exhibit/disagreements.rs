//! Facts on which sources differ: each with what every source says, newest first.

use crate::exhibit::{Claim, Disagreement, DisagreementKind};
use crate::render::html::{Html, element, name};
use crate::render::provenance::{age, doubt, provenance};
use crate::render::svg::{self, ornament, percent};

/// The kinds, each with the words over those of it.
const KINDS: [(DisagreementKind, &str); 4] = [
    (DisagreementKind::Figure, "Figures"),
    (DisagreementKind::Date, "Dates"),
    (DisagreementKind::Name, "Names"),
    (DisagreementKind::Judgement, "Judgements"),
];

pub(super) fn render(found: &[Disagreement], base: &str) -> Html {
    if found.is_empty() {
        return element("p").text("The sources agree.").line();
    }
    let group = |(kind, words): (DisagreementKind, &str)| {
        let own: Vec<_> = found.iter().filter(|one| one.kind == kind).collect();
        let list: Html = own.iter().map(|one| disagreement(one, base)).collect();
        let head = element("p").class("group").text(format_args!("{words}: {}", own.len())).line();
        let list = element("dl").class("facts").newline().with(list).line();
        (!own.is_empty()).then(|| head.with(list))
    };
    let explain =
        "The largest gaps come first. A full dot is what this report prints unless it says otherwise.";
    let is_drawn = found.iter().any(|one| picture(one).is_some());
    let explain = is_drawn.then(|| element("p").class("exhibit-summary").text(explain).line());
    Html::from(explain).with(KINDS.into_iter().filter_map(group).collect::<Html>())
}

fn disagreement(found: &Disagreement, base: &str) -> Html {
    let subject = element("b").with(name(&found.subject, base));
    let metric = element("span").text(&found.metric);
    let gap = found.gap.as_ref().map(|gap| element("span").class("gap").text(gap));
    let term = element("dt").with(subject).text(" ").with(metric);
    let term = match gap {
        Some(gap) => term.text(" ").with(gap),
        None => term,
    };
    let term = term.with(picture(found));
    let claims: Html = found.claims.iter().map(|fact| claim(fact, base)).collect();
    element("div").with(term.line()).with(claims).line()
}

/// The figures as dots on a line from zero, ranges as strokes. It repeats what is written beside it.
fn picture(found: &Disagreement) -> Option<Html> {
    let spans =
        || found.claims.iter().filter_map(|claim| Some((claim.span?.map(|end| end.0), claim.printed)));
    let low = spans().map(|([low, _], _)| low).min_by(f64::total_cmp)?;
    let high = spans().map(|([_, high], _)| high).max_by(f64::total_cmp)?;
    let across =
        |class: &str, from: f64, to: f64| svg::line(class, [&percent(from), "50%", &percent(to), "50%"]);
    let mark = |([low, high], printed): ([f64; 2], bool)| {
        let span = (low < high).then(|| across("span", low, high));
        let dot = element("circle").class(if printed { "printed" } else { "" });
        let dot = dot.attr("cx", percent(f64::midpoint(low, high))).attr("cy", "50%").attr("r", "4");
        Html::from(span).with(dot.empty())
    };
    let marks: Html = spans().map(mark).collect();
    let picture = ornament("spread").with(across("base", 0.0, 100.0)).with(across("gap", low, high));
    Some(picture.with(marks).into())
}

fn claim(fact: &Claim, base: &str) -> Html {
    let value = element("span").class("value").text(&fact.text).into();
    let (source, at) = (fact.source.as_ref(), fact.at.as_deref());
    let provenance = provenance(fact.date.as_deref(), source, at, &fact.url, base);
    let note = fact.note.as_ref().map(|note| element("span").class("note").text(note).into());
    let against = fact.doubt.as_ref().map(|against| doubt(against, base));
    let printed = fact.printed.then(|| element("span").class("note").text("Printed in this report").into());
    let parts = [Some(value), provenance, age(fact.age), printed, note, against].into_iter().flatten();
    element("dd").with(Html::join(parts, " ")).line()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::{Amount, CitedRemark, Name};

    fn to(text: &str, url: &str) -> Name {
        Name { text: text.into(), url: Some(url.into()) }
    }

    fn says(words: &str, source: Option<Name>) -> Claim {
        Claim {
            text: words.into(),
            span: None,
            printed: false,
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
            span: Some([Amount(100.0); 2]),
            printed: true,
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
        let unsourced = Claim {
            date: Some("1899".into()),
            span: Some([Amount(50.0), Amount(62.5)]),
            ..says("5 lamps", None)
        };
        let found = Disagreement {
            subject: to("Skerry & Sons", "/projects/skerry/#fb-lamps"),
            metric: "Lamps".into(),
            kind: DisagreementKind::Figure,
            gap: Some("up to 60% more".into()),
            claims: vec![newest, unsourced, says("none", Some(Name { text: "Hearsay".into(), url: None }))],
        };
        insta::assert_snapshot!(render(&[found], "/base").as_str());
    }

    #[test]
    fn agreement_is_said_in_words() {
        assert_eq!(render(&[], "").as_str(), "<p>The sources agree.</p>\n");
    }
}
