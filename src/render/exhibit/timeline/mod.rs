//! Timelines: a picture with a lane for each domain or entity, and the events in words beneath it, year by year.

mod dodge;
mod paper;
mod picture;

use crate::exhibit::{Cell, Column, Exhibit, Name, Table, Timeline, TimelineEvent};
use crate::render::html::{Html, element, name};
use crate::render::provenance::{doubt, provenance};

pub(in crate::render) use paper::draw;

/// From this many years on, there is a list of them to jump to.
const JUMP_FROM: usize = 6;

pub(super) fn render(exhibit: &Exhibit, timeline: &Timeline, base: &str) -> Html {
    let [first, .., last] = timeline.events.as_slice() else {
        let only = timeline.events.first().map(|event| years(exhibit, std::slice::from_ref(event), base));
        return only.unwrap_or_else(|| element("p").text("No events.").line());
    };
    let summary = element("p")
        .class("exhibit-summary")
        .attr("id", format_args!("fb-{}-summary", exhibit.id))
        .text(summary(&timeline.events, first, last))
        .text(left_out(timeline.left_out));
    let picture = picture::draw(exhibit, timeline, base);
    summary.line().with(picture).with(years(exhibit, &timeline.events, base))
}

/// What the picture shows and what is left out, in words.
pub(in crate::render) fn described(timeline: &Timeline) -> String {
    match timeline.events.as_slice() {
        [] => "No events.".to_owned(),
        [first, .., last] => summary(&timeline.events, first, last) + &left_out(timeline.left_out),
        [_] => left_out(timeline.left_out).trim_start().to_owned(),
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
            words(event.text.clone()),
            Cell::Names(event.subjects.clone()),
            event.source.clone().map_or(Cell::Empty, |source| Cell::Names(vec![source])),
            words(event.at.clone().unwrap_or_default()),
            words(doubt.unwrap_or_default()),
        ]
    };
    let heads = ["Date", "Event", "Whose", "Source", "Source at", "Remark"];
    let columns = heads.map(|label| Column { label: label.to_owned(), ..Column::default() }).to_vec();
    Table { columns, rows: timeline.events.iter().map(row).collect(), left_out: timeline.left_out }
}

/// What the picture shows, in words.
fn summary(events: &[TimelineEvent], first: &TimelineEvent, last: &TimelineEvent) -> String {
    let count = events.len();
    let span = if first.date == last.date {
        format!("{count} events, {}", first.date.long())
    } else {
        format!("{count} events from {} to {}", first.date.long(), last.date.long())
    };
    let mut years: Vec<_> = by_year(events).map(|year| (year.len(), year[0].date.year())).collect();
    years.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
    match years[..] {
        [(most, year), (next, _), ..] if most > next => {
            format!("{span}; {most} of them in {year}, more than in any other year.")
        }
        _ => format!("{span}."),
    }
}

fn left_out(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " One earlier event is left out.".to_owned(),
        count => format!(" {count} earlier ones are left out."),
    }
}

fn by_year(events: &[TimelineEvent]) -> impl Iterator<Item = &[TimelineEvent]> {
    events.chunk_by(|one, next| one.date.year() == next.date.year())
}

/// The events in words. Years are no headings, because the page's own headings go on below the exhibit.
fn years(exhibit: &Exhibit, events: &[TimelineEvent], base: &str) -> Html {
    let id = &exhibit.id;
    let years: Html = by_year(events)
        .map(|events| {
            let year = events[0].date.year();
            let events: Html = events.iter().map(|happening| event(happening, base)).collect();
            let label = format!("fb-{id}-year-{year}");
            let list = element("ol").class("events").attr("aria-labelledby", &label).newline().with(events);
            element("p").class("year").attr("id", &label).text(year).line().with(list.line())
        })
        .collect();
    let list = element("div").class("happenings").attr("id", format_args!("fb-{id}-list"));
    Html::from(jumps(exhibit, events)).with(list.newline().with(years).line())
}

/// Links to the years, if they are many.
fn jumps(exhibit: &Exhibit, events: &[TimelineEvent]) -> Option<Html> {
    let years: Vec<_> = by_year(events).map(|events| events[0].date.year()).collect();
    let link = |year| {
        let link = element("a").leads_to(format_args!("fb-{}-year-{year}", exhibit.id));
        element("li").with(link.text(year))
    };
    let nav = element("nav").class("years").attr("aria-label", format_args!("Years: {}", exhibit.title));
    let is_long = years.len() >= JUMP_FROM;
    is_long.then(|| nav.with(element("ul").with(years.into_iter().map(link).collect::<Html>())).line())
}

fn event(event: &TimelineEvent, base: &str) -> Html {
    let link = element("a").href(format_args!("{base}{}", event.url)).text(event.date.long());
    let time = element("time").attr("datetime", event.date).with(link);
    let (source, at) = (event.source.as_ref(), event.at.as_deref());
    let source = source.and_then(|source| provenance(None, Some(source), at, &event.url, base));
    let doubt = event.doubt.as_ref().map(|remark| doubt(remark, base));
    let behind = source.into_iter().chain(doubt).map(|part| Html::default().text(" ").with(part));
    let words = element("span")
        .with(Html::join(event.subjects.iter().map(|subject| name(subject, base)), ", "))
        .text(format_args!(": {}", event.text))
        .with(behind.collect::<Html>());
    element("li").with(time).text(" ").with(words).line()
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
            subjects: vec![to("Skerry <North>")],
            lane,
            doubt: None,
            source: None,
            url: format!("/projects/14/#event.{iso}"),
            at: None,
        }
    }

    fn exhibit(events: Vec<TimelineEvent>) -> (Exhibit, Timeline) {
        let timeline = Timeline { events, left_out: 0, lanes: vec![to("Harbours & piers"), to("Rocks")] };
        let (id, title) = ("lights".to_owned(), "When they were lit".to_owned());
        {
            let (content, files) = (Content::Timeline(timeline.clone()), ExhibitFiles::default());
            (Exhibit { id, title, note: None, content, files }, timeline)
        }
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
            super::summary(&events, &events[0], &events[events.len() - 1])
        };
        assert_eq!(
            summary(&["1811", "1812", "1812"]),
            "3 events from 1811 to 1812; 2 of them in 1812, more than in any other year."
        );
        assert_eq!(summary(&["1811", "1812"]), "2 events from 1811 to 1812.");
        assert_eq!(summary(&["1811", "1811"]), "2 events, 1811.");
        assert_eq!(left_out(3), " 3 earlier ones are left out.");
    }

    #[test]
    fn one_event_needs_no_picture_and_none_is_said() {
        assert!(!rendered(vec![event("1811", 0)]).contains("<svg"));
        assert!(rendered(vec![event("1811", 0)]).contains("Lit on 1811"));
        assert_eq!(rendered(Vec::new()), "<p>No events.</p>\n");
    }
}
