//! The terms of a glossary: linked from the text of other pages.

use super::coast;

const GLOSSARY: &str = "---\ntitle: Glossary\nglossary: true\n---\nLantern\n: The room of the lamp.\n\nFog signal\n: What is heard.\n\nCQD (an old call)\n: What was radioed.\n\nKeeper (of a light)\n: Lights it.\n\nSkerryvore\n: A name of a tower is no term.\n";

/// The text of a page beside the glossary.
#[track_caller]
fn prose(markdown: &str) -> String {
    let page = format!("---\ntitle: Notes\n---\n{markdown}\n");
    let built = coast().with("content/glossary.md", GLOSSARY).with("content/notes.md", page).build();
    let html = built.main("/notes/");
    let start = html.find("<div class=\"prose\">").expect("a text") + "<div class=\"prose\">".len();
    html[start..].split("</div>").next().unwrap_or_default().trim().to_owned()
}

fn lantern(words: &str) -> String {
    format!("<a class=\"term\" href=\"/glossary/#term-lantern\">{words}</a>")
}

#[test]
fn the_first_mention_on_a_page_leads_to_the_explanation() {
    let html = prose("The lantern and the lantern.\n\n## Below\n\nThe lantern.");
    assert!(html.starts_with(&format!("<p>The {} and the lantern.</p>", lantern("lantern"))), "{html}");
    assert_eq!(html.matches("class=\"term\"").count(), 1, "{html}");
}

#[test]
fn terms_are_found_in_sentences_and_in_the_plural() {
    assert!(prose("Lanterns shine.").contains(&lantern("Lanterns")));
    assert!(prose("Two lanterns shine.").contains(&lantern("lanterns")));
    assert!(prose("A fog signal sounds.").contains("#term-fog-signal\">fog signal</a>"));
    // What stands in brackets spells it out.
    assert!(prose("A CQD was sent.").contains(">CQD</a>"));
}

#[test]
fn each_of_several_terms_above_one_definition_has_an_anchor() {
    let glossary =
        "---\ntitle: Glossary\nglossary: true\n---\nLantern\nLamp room\nCage\n: The room of the lamp.\n";
    let notes = "---\ntitle: Notes\n---\nThe lantern, the lamp room and the cage.\n";
    let built = coast().with("content/glossary.md", glossary).with("content/notes.md", notes).build();
    let html = built.main("/glossary/");
    for id in ["lantern", "lamp-room", "cage"] {
        assert!(html.contains(&format!("<dt id=\"term-{id}\">")), "{html}");
        assert!(built.main("/notes/").contains(&format!("/glossary/#term-{id}\"")), "{id}");
    }
}

#[test]
fn abbreviations_and_parts_of_words_are_no_terms() {
    for markdown in
        ["The keeper.", "A cqd was sent.", "The lanternfish.", "LANTERN", "`lantern`", "## Lantern"]
    {
        assert!(!prose(markdown).contains("class=\"term\""), "{markdown}");
    }
}

#[test]
fn a_name_of_an_entity_stays_a_name() {
    assert!(prose("Skerryvore stands.").contains("class=\"entity\" href=\"/projects/skerryvore/\""));
}

#[test]
fn nobody_is_told_of_a_term_and_the_glossary_does_not_link_to_itself() {
    let page = "---\ntitle: Notes\n---\nThe lantern.\n";
    let glossary = format!("{GLOSSARY}\nKeeper\n: Keeps the lantern.\n");
    let built = coast().with("content/glossary.md", glossary).with("content/notes.md", page).build();
    let html = built.main("/glossary/");
    assert!(html.contains("<dt id=\"term-lantern\">") && !html.contains("class=\"term\""), "{html}");
    assert!(!html.contains("Mentioned in"), "{html}");
}

#[test]
fn definition_lists_of_other_pages_explain_nothing_elsewhere() {
    let list = GLOSSARY.replace("glossary: true\n", "");
    let page = "---\ntitle: Notes\n---\nThe lantern.\n";
    let built = coast().with("content/glossary.md", list).with("content/notes.md", page).build();
    assert!(!built.main("/notes/").contains("class=\"term\""));
    assert!(built.main("/glossary/").contains("<dt>Lantern</dt>"));
}
