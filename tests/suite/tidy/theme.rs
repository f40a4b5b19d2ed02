//! The scripts of the theme stay small, and its style sheets fit languages of either direction.

use std::path::Path;

use fieldbook::builtin;

/// The most bytes of a script, without its comments and what its lines begin with.
const SCRIPTS: &[(&str, usize)] =
    &[("js/directory.js", 10_000), ("js/search.js", 12_000), ("js/cards.js", 4_000)];

#[test]
fn scripts_of_the_theme_stay_small() {
    for (name, most) in SCRIPTS {
        let (_, text) = builtin::STATIC.iter().find(|(path, _)| path == name).unwrap();
        let lines = text
            .lines()
            .map(str::trim_start)
            .filter(|line| !line.starts_with("//") && !line.starts_with("/*"));
        let size: usize = lines.map(|line| line.len() + 1).sum();
        assert!(size > 1000 && size <= *most, "{name} has {size} bytes of code, {most} are allowed");
    }
}

/// Declarations that mean left or right: arrows that point down, gradients, which are turned over for languages from
/// right to left, and what is said for these languages alone.
const SIDES: &[(&str, &str)] =
    &[("border-width", "0 1.5px 1.5px 0"), ("background", ""), ("text-align", "left")];

/// The declarations of a style sheet.
fn declarations(css: &str) -> Vec<(String, String)> {
    let rest = css.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest));
    let text: String = rest.collect();
    let split = text.split(['{', '}', ';']).filter_map(|one| one.split_once(':'));
    split.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

/// Whether a declaration says left or right where it could say start or end.
fn takes_sides((name, value): &(String, String)) -> bool {
    let of_box = ["padding", "margin", "inset", "border-width"].contains(&name.as_str());
    let sides: Vec<_> = value.split_whitespace().collect();
    let is_allowed = SIDES.iter().any(|(property, what)| name == property && value.contains(what));
    let is_named =
        |text: &str| text.split(|one: char| !one.is_ascii_alphabetic()).any(|w| w == "left" || w == "right");
    let is_property =
        !name.starts_with("--") && name.chars().all(|one| one.is_ascii_lowercase() || one == '-');
    let is_lopsided = of_box && sides.len() == 4 && sides[1] != sides[3];
    is_property && !is_allowed && (is_named(name) || is_named(value) || is_lopsided)
}

#[test]
fn style_sheets_say_start_and_end_instead_of_left_and_right() {
    let mut all = Vec::new();
    for part in builtin::STYLE_PARTS {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/builtin/static").join(part);
        all.extend(declarations(&std::fs::read_to_string(file).unwrap()));
    }
    assert!(all.len() > 1000, "{} declarations", all.len());
    let sided: Vec<_> = all.iter().filter(|one| takes_sides(one)).collect();
    assert!(sided.is_empty(), "these hold for languages from left to right alone: {sided:?}");
    for wrong in ["padding-left: 0", "inset: 0 auto 0 1px", "float: right", "left: 3px", "margin: 0 1rem 0 0"]
    {
        assert!(declarations(wrong).iter().all(takes_sides), "{wrong}");
    }
}
