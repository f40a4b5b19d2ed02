//! Quotes, dashes and dots.

use crate::site::{Built, Site};

const TEXT: &str = r#"
        -- book.toml --
        [book]
        title = "Lamps"
        [output.html]
        smart-punctuation = true
        -- content/index.md --
        ---
        title: Lamps
        findings: ['It is "the" lamp.']
        ---
        ## What's "new"

        "It's" -- they say --- the 'best' of 1...3, *"soft"*. `a "b" -- c` stays, as does https://a.example/b--c...d and
        <https://a.example/e--f>. The Keeper's Lamp and "Wick" burn, [a "link"](https://a.example/g--h) & &quot;all&quot;.

        ```text
        "x" -- y
        ```
        -- content/projects/lamp.md --
        ---
        title: Keeper's Lamp
        ---
        -- content/projects/wick.md --
        ---
        title: Wick
        ---
        "#;

fn paragraph(built: &Built) -> String {
    built.texts("/", ".prose p").concat()
}

#[test]
fn typographic_signs_stand_in_text_and_neither_in_code_nor_in_addresses() {
    let built = Site::parse(TEXT).build().clean();
    let expected = "“It’s” – they say — the ‘best’ of 1…3, “soft”. a \"b\" -- c stays, as does \
        https://a.example/b--c...d and https://a.example/e--f. The Keeper’s Lamp and “Wick” burn, a “link” & \"all\".";
    assert_eq!(paragraph(&built), expected);
    assert!(built.texts("/", ".prose h2").concat().starts_with("What’s “new”"));
    assert!(built.texts("/", ".prose pre").concat().contains("\"x\" -- y"));
    assert_eq!(built.texts("/", ".findings p"), ["It is “the” lamp."]);
    let links = built.attributes("/", ".prose p a", "href");
    let expected = [
        "https://a.example/b--c...d",
        "https://a.example/e--f",
        "/projects/lamp/",
        "/projects/wick/",
        "https://a.example/g--h",
    ];
    assert_eq!(links, expected, "names are found as they are written");
    assert_eq!(built.texts("/", ".prose p a.entity"), ["Keeper’s Lamp", "Wick"]);
}

#[test]
fn text_stays_as_it_is_written_unless_the_settings_say_otherwise() {
    let built = Site::parse(TEXT).edit("book.toml", "smart-punctuation = true", "").build().clean();
    assert!(paragraph(&built).starts_with("\"It's\" -- they say --- the 'best' of 1...3"));
}
