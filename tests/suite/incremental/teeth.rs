//! The comparison notices when the warm build has not heard of an edit: whatever is kept too long looks like that.

use super::counts::{edited, edits, tea};
use super::history::{Feed, Look};
use super::oracle::Warm;
use crate::site::Site;

/// Whether it is noticed that the warm build still stands at `before`.
fn is_noticed(before: &Site, after: &Site) -> bool {
    let mut warm = Warm::new(before.options.clone());
    warm.read(&before.files, &[], Feed::All).unwrap();
    assert_eq!(warm.compare(before.clone().all_reachable().build().0, Look::All), Ok(()));
    warm.compare(after.clone().all_reachable().build().0, Look::All).is_err()
}

#[test]
fn an_edit_that_is_kept_from_the_warm_build_is_noticed() {
    let unnoticed: Vec<_> =
        edits().into_iter().filter(|(_, edit, _)| !is_noticed(&tea(), &edited(tea(), edit))).collect();
    let unnoticed: Vec<_> = unnoticed.iter().map(|(name, ..)| name.as_str()).collect();
    // These make no difference to anybody; others move the place of a warning at least.
    let nothing =
        ["a touch without a change", "a comment in front matter", "a draft is added", "a file of components"];
    assert_eq!(unnoticed, nothing);
}

#[test]
fn a_report_that_is_kept_too_long_is_noticed() {
    let broken = tea().edit("content/about.md", "Nobody", "[[Nobody]] <b>");
    let edits = [
        ("only its place is new", "content/about.md: title → # A.\\ntitle"),
        ("only its level is new", "book.toml: [directory] → [check]\\nraw-html = \"deny\"\\n[directory]"),
        ("only its help is new", "content/x.md is now ---\\ntitle: Nobody\\ndraft: true\\n---"),
    ];
    for (name, edit) in edits {
        assert!(is_noticed(&broken, &edited(broken.clone(), edit)), "{name}");
    }
}
