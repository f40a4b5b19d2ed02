//! Timelines: each event once, kinds, what was predicted apart from what happened, and very many events.

use crate::site::{Built, Site, fixture};

/// Two projects, an event of both, and what was predicted of them in 2020.
fn lamps() -> Site {
    Site::parse(
        "
        -- book.toml --
        [book]
        title = \"Lamps\"
        [output.html]
        markdown = true
        -- content/index.md --
        ---
        title: Lamps
        ---
        [The outlook](sources/outlook.md).
        -- content/sources/outlook.md --
        ---
        title: Outlook
        date: 2020-05
        ---
        -- content/projects/wick.md --
        ---
        title: Wick
        events:
          - {date: 2010, text: Wick and Flame are joined, kind: transfer, on: [flame], source: outlook}
          - {date: 2012-03-01, text: Version 2, kind: release, source: outlook}
          - {date: 2019, text: Half of all lamps are wicks, kind: prediction, on: [flame], source: outlook}
          - {date: 2031, text: No lamp has a wick, kind: prediction, source: outlook}
        ---
        -- content/projects/flame.md --
        ---
        title: Flame
        events:
          - {date: 2011, text: It burns}
        ---
        ",
    )
}

#[test]
fn an_event_of_several_pages_is_one_entry_that_names_them_all() {
    let built = lamps().build();
    let entries = built.texts("/timeline/", ".events li");
    assert_eq!(entries.iter().filter(|entry| entry.contains("Wick and Flame are joined")).count(), 1);
    assert_eq!(entries[0], "2010 Transfer Wick, Flame: Wick and Flame are joined Outlook");
    // What is shown on wide pages: lanes are laid out for three widths.
    let marks = built.texts("/timeline/", ".lane > svg:not(.not-broad) a title");
    assert_eq!(marks.iter().filter(|mark| mark.contains("are joined")).count(), 1, "{marks:?}");
}

#[test]
fn predictions_stand_apart_from_what_happened_with_the_date_they_were_made_on() {
    let built = lamps().build();
    let page = "/projects/wick/";
    assert_eq!(
        built.texts(page, "#fb-predictions + .events li"),
        [
            "2019 Half of all lamps are wicks (also: Flame) prediction of May 2020 Outlook",
            "2031 No lamp has a wick prediction of May 2020 Outlook"
        ]
    );
    assert!(!built.texts(page, "#fb-events + .events").concat().contains("No lamp"));
    assert_eq!(built.texts("/projects/flame/", "#fb-predictions + .events li").len(), 1);
    let timeline = "/timeline/";
    assert_eq!(
        built.texts(timeline, ".exhibit-summary"),
        ["3 events from 2010 to 1 March 2012. 2 predictions, for 2019 to 2031."]
    );
    assert_eq!(built.texts(timeline, ".lane p").last().map(String::as_str), Some("Predictions"));
    assert_eq!(built.texts(timeline, ".lane.ahead > svg:not(.not-broad) a title").len(), 2);
    assert_eq!(built.texts(timeline, ".lane:not(.ahead) > svg:not(.not-broad) a title").len(), 3);
    let listed = built.texts(timeline, "#fb-fb-overview-predictions + .events li");
    assert_eq!(listed[1], "2031 Wick: No lamp has a wick prediction of May 2020 Outlook");
}

#[test]
fn what_has_happened_since_a_date_leaves_out_what_was_predicted() {
    let fact = |date: &str, value: u32| {
        format!("  - {{metric: sold, value: {value}, as-of: {date}, label: Sold}}\n")
    };
    let facts = format!("title: Flame\nfacts:\n{}{}", fact("2009", 1), fact("2030", 5));
    let built = lamps().edit("content/projects/flame.md", "title: Flame\n", &facts).build();
    let events = built.texts("/changes/", ".events li").join("\n");
    assert!(events.contains("It burns") && events.contains("Version 2"), "{events}");
    assert!(!events.contains("Half of all lamps"), "{events}");
}

#[test]
fn marks_and_files_for_machines_say_of_what_kind_an_event_is() {
    let built = lamps().build();
    let marks = built.texts("/timeline/", ".lane a title");
    assert!(marks.contains(&"Release, 1 March 2012, Wick: Version 2".to_owned()), "{marks:?}");
    assert!(marks.contains(&"2011, Flame: It burns".to_owned()), "{marks:?}");
    assert!(
        marks.contains(&"Prediction of May 2020 for 2031, Wick: No lamp has a wick".to_owned()),
        "{marks:?}"
    );
    let legend = built.texts("/timeline/", ".legend li").join(",");
    assert_eq!(legend, "Release,Transfer,Prediction,Other,Hollow: only the year is known");
    assert!(built.html("/data/events.csv").contains(",Version 2,release,"));
    assert!(built.html("/timeline/all.csv").contains("2031,prediction,No lamp has a wick,Wick,Outlook"));
    let twin = built.html("/projects/wick/index.md");
    assert!(twin.contains("## Predictions") && twin.contains("Version 2 (release)"), "{twin}");
    assert!(twin.contains("No lamp has a wick (prediction of May 2020)"), "{twin}");
    let twin = built.html("/timeline/index.md");
    assert!(twin.contains("Predictions:") && twin.contains("(prediction of May 2020)"), "{twin}");
}

#[test]
fn a_block_asks_for_kinds_of_events() {
    let shown = |events: &str| {
        let block = format!("```timeline\ntitle: Some\nevents: {events}\n```\n");
        let built = lamps().with("content/index.md", format!("---\ntitle: Lamps\n---\n{block}")).build();
        let entries = built.attributes("/", ".events time", "datetime");
        entries.iter().map(|date| date[..4].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown("release"), ["2012"]);
    assert_eq!(shown("[release, transfer]"), ["2010", "2012"]);
    assert_eq!(shown("prediction"), ["2019", "2031"]);
}

#[test]
fn what_has_no_room_is_gathered_into_a_mark_with_a_number_that_leads_to_its_year() {
    let event =
        |day: usize| format!("  - {{date: 2012-03-{:02}, text: Day {day}, kind: release}}\n", day + 1);
    let events: String = (0..28).map(event).collect();
    let later = "  - {date: 2030, text: Later}\n";
    let page = format!("---\ntitle: Flame\nevents:\n{events}{later}---\n");
    let built = lamps().with("content/projects/flame.md", page).build();
    let links = built.attributes("/timeline/", ".lane a:has(.many)", "href");
    assert!(!links.is_empty() && links.iter().all(|to| to == "#fb-fb-overview-year-2012"), "{links:?}");
    let told = built.texts("/timeline/", ".lane a:has(.many) title").join("\n");
    assert!(told.contains("2012, 28 events: 28 releases"), "{told}");
    // All of them are in the list.
    assert_eq!(built.texts("/timeline/", "#fb-fb-overview-year-2012 + .events li").len(), 29);
}

/// A site with so many events, one each year from the year 1000 on.
fn crowd(count: usize) -> Built {
    let event = |number: usize| format!("  - {{date: {}, text: Event {number}}}\n", 1000 + number);
    let events: String = (0..count).map(event).collect();
    let site = Site::parse("-- book.toml --\n[book]\ntitle = \"B\"\n");
    site.with("content/index.md", format!("---\ntitle: B\nevents:\n{events}---\n")).build()
}

#[test]
fn very_many_events_are_bars_that_lead_to_their_years() {
    assert!(crowd(500).texts("/timeline/", ".year-bars li").is_empty());
    let built = crowd(501);
    assert!(built.texts("/timeline/", ".lane").is_empty());
    let bars = built.texts("/timeline/", ".year-bars li");
    assert_eq!((bars.len(), bars[0].as_str()), (26, "1000 to 1019: 20 events20"));
    let links = built.attributes("/timeline/", ".year-bars a", "href");
    assert_eq!((links.len(), links[1].as_str()), (26, "#fb-fb-overview-year-1020"));
    let svg = built.html("/timeline/all.svg");
    assert!(svg.contains(">1000 to 1019<") && svg.contains(">1500 to 1519<"), "{svg}");
}

#[test]
fn the_parts_of_bars_are_told_in_words_as_well() {
    let event = |number: usize| {
        let kind = if number.is_multiple_of(5) { "end" } else { "release" };
        format!("  - {{date: 20{:02}, text: Event {number}, kind: {kind}}}\n", number % 2 + 10)
    };
    let events: String = (0..600).map(event).collect();
    let page =
        format!("---\ntitle: B\nevents:\n{events}  - {{date: 2040, text: More, kind: prediction}}\n---\n");
    let built = fixture("minimal").with("content/crowd.md", page).build();
    let bars = built.texts("/timeline/", ".year-bars li");
    assert_eq!(
        bars,
        [
            "2010: 300 events: 240 releases, 60 ends300",
            "2011: 300 events: 240 releases, 60 ends300",
            "Predictions: 1 event: 1 prediction1"
        ]
    );
}

#[test]
fn a_timeline_of_very_many_events_is_divided_by_years_and_every_event_is_listed_once() {
    let built = crowd(2600);
    let pages = ["/timeline/", "/timeline/1600-2599/", "/timeline/1000-1599/"];
    let listed = |page: &&str| built.attributes(page, ".events time", "datetime");
    let mut all: Vec<_> = pages.iter().flat_map(listed).collect();
    assert_eq!(listed(&"/timeline/").len(), 1000);
    all.sort();
    let expected: Vec<_> = (0..2600).map(|number| (1000 + number).to_string()).collect();
    assert_eq!(all, expected);
    // The picture on the first page shows all of them, and each bar leads to where its years are listed.
    let bars = built.attributes("/timeline/", ".year-bars a", "href");
    assert_eq!(bars[0], "/timeline/1000-1599/#fb-fb-overview-year-1000");
    assert_eq!(bars.last().map(String::as_str), Some("#fb-fb-overview-year-3500"));
    assert!(built.html("/timeline/1000-1599/").contains("<h1>Timeline: 1000 to 1599</h1>"));
    assert_eq!(built.texts("/timeline/1000-1599/", ".year-bars li").len(), 30);
    for page in pages {
        let parts = built.attributes(page, ".parts a", "href");
        assert_eq!(parts, ["/timeline/", "/timeline/1600-2599/", "/timeline/1000-1599/"]);
    }
    assert_eq!(built.html("/timeline/all.csv").lines().count(), 2601);
}

#[test]
fn of_very_many_events_of_a_block_the_newest_are_listed_and_the_others_counted() {
    let event = |number: usize| format!("  - {{date: {}, text: Event {number}}}\n", 1000 + number);
    let events: String = (0..1002).map(event).collect();
    let page = format!("---\ntitle: Wick\nevents:\n{events}---\n");
    let block = "---\ntitle: Lamps\n---\n```timeline\ntitle: Wicks\nentities: [wick]\n```\n";
    let built = lamps().with("content/projects/wick.md", page).with("content/index.md", block).build();
    let summary = built.texts("/", ".exhibit-summary").concat();
    assert_eq!(summary, "1002 events from 1000 to 2001. The 2 earliest of them are not listed.");
    let listed = built.attributes("/", ".events time", "datetime");
    assert_eq!((listed.len(), listed[0].as_str()), (1000, "1002"));
    // All of them are on the page they are about, and in the file.
    assert_eq!(built.attributes("/projects/wick/", ".events time", "datetime").len(), 1002);
    assert_eq!(built.html("/wicks.csv").lines().count(), 1003);
}

#[test]
fn an_edition_knows_what_was_predicted() {
    let site = lamps().keeping("2020");
    let manifest = site.text("editions/2020.toml");
    assert!(
        manifest.contains(r#"text = "No lamp has a wick", source = "outlook", prediction = true}"#),
        "{manifest}"
    );
    assert_eq!(manifest.matches("prediction").count(), 2, "{manifest}");
    let flame = "content/projects/flame.md";
    let built =
        site.edit(flame, "text: It burns", "text: It burns, kind: prediction").keeping("2021").build();
    let changes = built.texts("/editions/2021/", ".edition-changes li");
    assert_eq!(changes, ["Flame: It burns (prediction) 2011 Before: It burns (2011)"]);
}
