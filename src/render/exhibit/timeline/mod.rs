//! Timelines: a picture with a lane for each domain or entity, or a bar for each year, and the events in words beneath
//! it, year by year. What was predicted stands apart from what happened.

mod bars;
mod dodge;
mod gather;
mod list;
mod paper;
mod picture;
mod shape;
mod years;

use crate::diagnostic::counted;
use crate::exhibit::{Cell, Column, Exhibit, Name, Table, Timeline, TimelineEvent};
use crate::parse::EventKind;
use crate::render::html::{Html, element};
use list::List;

pub(in crate::render) use paper::draw;

pub(super) fn render(exhibit: &Exhibit, timeline: &Timeline, base: &str) -> Html {
    let list = List::of(exhibit, timeline);
    if timeline.is_empty() {
        return element("p").text("No events.").line();
    }
    let drawn = (timeline.all().count() > 1).then(|| {
        let summary =
            element("p").class("exhibit-summary").attr("id", format_args!("fb-{}-summary", exhibit.id));
        let summary = summary.text(summary_of(timeline)).text(list.left_out());
        let skip = element("a").class("skip-picture").leads_to(format_args!("fb-{}-list", exhibit.id));
        let skip = skip.text("Skip the picture").line();
        summary.line().with(skip).with(picture(exhibit, timeline, &list, base))
    });
    Html::from(drawn).with(list.render(base))
}

fn picture(exhibit: &Exhibit, timeline: &Timeline, list: &List<'_>, base: &str) -> Html {
    let drawn = if is_in_bars(timeline) {
        bars::draw(timeline, list, base)
    } else {
        picture::draw(exhibit, timeline, base)
    };
    element("div")
        .class("timeline-picture")
        .attr("role", "group")
        .attr("aria-label", format_args!("Picture: {}", exhibit.title))
        .attr("aria-describedby", format_args!("fb-{}-summary", exhibit.id))
        .newline()
        .with(drawn)
        .line()
}

/// Whether there are so many events that lanes of marks would tell nothing.
fn is_in_bars(timeline: &Timeline) -> bool {
    timeline.all().count() > bars::MOST_IN_LANES
}

/// What the picture shows, in words.
pub(in crate::render) fn described(timeline: &Timeline) -> String {
    match timeline.all().count() {
        0 => "No events.".to_owned(),
        1 => String::new(),
        _ => summary_of(timeline),
    }
}

/// The events in rows.
pub(super) fn rows(timeline: &Timeline) -> Table {
    let words = |text: String| match text.as_str() {
        "" => Cell::Empty,
        _ => Cell::Names(vec![Name { text, url: None }]),
    };
    let row = |event: &TimelineEvent| {
        let doubt = event.doubt.as_ref().map(|remark| remark.text.clone());
        vec![
            words(event.date.to_string()),
            words(event.kind.map_or("", EventKind::name).to_owned()),
            words(event.text.clone()),
            Cell::Names(event.subjects.clone()),
            event.source.clone().map_or(Cell::Empty, |source| Cell::Names(vec![source])),
            words(event.at.clone().unwrap_or_default()),
            words(doubt.unwrap_or_default()),
        ]
    };
    let heads = ["Date", "Kind", "Event", "Whose", "Source", "Source at", "Remark"];
    let columns = heads.map(|label| Column { label: label.to_owned(), ..Column::default() }).to_vec();
    Table { columns, rows: timeline.all().map(row).collect(), left_out: 0 }
}

/// What the picture shows, in words: what happened, then what was predicted.
fn summary_of(timeline: &Timeline) -> String {
    let happened = (!timeline.events.is_empty()).then(|| summary(&timeline.events));
    let predicted = (!timeline.predictions.is_empty()).then(|| {
        let what = counted(timeline.predictions.len(), "prediction", "predictions");
        let (first, last) = ends(&timeline.predictions);
        let when = if first == last { first } else { format!("{first} to {last}") };
        format!("{what}, for {when}.")
    });
    happened.into_iter().chain(predicted).collect::<Vec<_>>().join(" ")
}

/// The dates of the first and the last of some events in their order, in words.
fn ends(events: &[TimelineEvent]) -> (String, String) {
    let end = |event: Option<&TimelineEvent>| event.map_or(String::new(), |event| event.date.long());
    (end(events.first()), end(events.last()))
}

fn summary(events: &[TimelineEvent]) -> String {
    let (first, last) = ends(events);
    let count = counted_events(events.len());
    let span =
        if first == last { format!("{count}, {first}") } else { format!("{count} from {first} to {last}") };
    let mut years: Vec<_> = by_year(events).map(|year| (year.len(), year[0].date.year())).collect();
    years.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
    match years[..] {
        [(most, year), (next, _), ..] if most > next => {
            format!("{span}; {most} of them in {year}, more than in any other year.")
        }
        _ => format!("{span}."),
    }
}

fn counted_events(count: usize) -> String {
    counted(count, "event", "events")
}

fn by_year(events: &[TimelineEvent]) -> impl Iterator<Item = &[TimelineEvent]> {
    events.chunk_by(|one, next| one.date.year() == next.date.year())
}

/// An event in words.
fn told(event: &TimelineEvent) -> String {
    let TimelineEvent { date, text, kind, said, subjects, .. } = event;
    let subjects = subjects.iter().map(|subject| subject.text.as_str()).collect::<Vec<_>>().join(", ");
    let date = date.long();
    let what = match kind {
        Some(EventKind::Prediction) => {
            let said = said.map(|said| format!(" of {}", said.long())).unwrap_or_default();
            format!("Prediction{said} for {date}")
        }
        Some(kind) => format!("{}, {date}", kind.label()),
        None => date,
    };
    format!("{what}, {subjects}: {text}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::exhibit::{CitedRemark, Content, ExhibitFiles};

    fn to(text: &str) -> Name {
        Name { text: text.into(), url: Some(format!("/projects/{}/", text.len())) }
    }

    pub(super) fn event(iso: &str, lane: usize) -> TimelineEvent {
        TimelineEvent {
            date: Date::parse(iso).unwrap(),
            text: format!("Lit on {iso}"),
            kind: None,
            said: None,
            subjects: vec![to("Skerry <North>")],
            lane,
            doubt: None,
            source: None,
            url: format!("/projects/14/#event.{iso}"),
            at: None,
        }
    }

    fn exhibit(events: Vec<TimelineEvent>) -> (Exhibit, Timeline) {
        let (predictions, events) =
            events.into_iter().partition(|event| event.kind == Some(EventKind::Prediction));
        let lanes = vec![to("Harbours & piers"), to("Rocks")];
        let timeline = Timeline { events, predictions, lanes, elsewhere: Vec::new() };
        let (id, title) = ("lights".to_owned(), "When they were lit".to_owned());
        let (content, files) = (Content::Timeline(timeline.clone()), ExhibitFiles::default());
        (Exhibit { id, title, note: None, content, files }, timeline)
    }

    fn rendered(events: Vec<TimelineEvent>) -> String {
        let (exhibit, timeline) = exhibit(events);
        render(&exhibit, &timeline, "/base").into_string()
    }

    #[test]
    fn events_are_drawn_and_listed_by_year() {
        let mut events =
            vec![event("1811-02-01", 1), event("1811-02-01", 1), event("1812", 0), event("1844-07", 1)];
        events[1].doubt =
            Some(Box::new(CitedRemark { text: "The log says <March>.".into(), ..CitedRemark::default() }));
        events[3].source = Some(to("Log of 1844"));
        insta::assert_snapshot!(rendered(events));
    }

    #[test]
    fn a_prediction_far_ahead_leaves_the_past_its_axis() {
        let drawn = |ahead: &str| {
            let mut events: Vec<_> = (2010..=2020).map(|year| event(&format!("{year}-03"), 0)).collect();
            events.push(TimelineEvent { kind: Some(EventKind::Prediction), ..event(ahead, 0) });
            let (exhibit, timeline) = exhibit(events);
            let html = render(&exhibit, &timeline, "").into_string();
            (html.matches("class=\"lanes\"").count(), html.contains(">2050</text>"))
        };
        assert_eq!(drawn("2024"), (1, false));
        assert_eq!(drawn("2050"), (2, true));
    }

    #[test]
    fn hollow_marks_of_predictions_are_not_explained_by_coarse_dates() {
        let events = ["2016-03", "2017"].map(|iso| event(iso, 0));
        let [exact, coarse] = events.clone();
        let ahead = TimelineEvent { kind: Some(EventKind::Prediction), ..coarse };
        assert!(!rendered(vec![exact, ahead]).contains("only the year is known"));
        assert!(rendered(events.to_vec()).contains("only the year is known"));
    }

    #[test]
    fn many_years_can_be_jumped_to() {
        let events = |years: i16| (1800..1800 + years).map(|year| event(&year.to_string(), 0)).collect();
        assert!(!rendered(events(5)).contains("<nav"));
        let html = rendered(events(6));
        assert!(
            html.contains("<li><a href=\"#fb-lights-year-1805\" target=\"_self\">1805</a></li></ul></nav>")
        );
        assert!(html.contains("<p class=\"year\" id=\"fb-lights-year-1805\">1805</p>"));
    }

    #[test]
    fn the_summary_names_the_year_with_the_most_events() {
        let summary = |isos: &[&str]| {
            let events: Vec<_> = isos.iter().map(|iso| event(iso, 0)).collect();
            super::summary(&events)
        };
        assert_eq!(
            summary(&["1811", "1812", "1812"]),
            "3 events from 1811 to 1812; 2 of them in 1812, more than in any other year."
        );
        assert_eq!(summary(&["1811", "1812"]), "2 events from 1811 to 1812.");
        assert_eq!(summary(&["1811", "1811"]), "2 events, 1811.");
    }

    #[test]
    fn one_event_needs_no_picture_and_none_is_said() {
        assert!(!rendered(vec![event("1811", 0)]).contains("<svg"));
        assert!(rendered(vec![event("1811", 0)]).contains("Lit on 1811"));
        assert_eq!(rendered(Vec::new()), "<p>No events.</p>\n");
    }
}
