//! Names: what an edit of one does to the text that has it.

use super::history::{Feed, Look};
use super::oracle::Warm;
use crate::site::Site;

#[test]
fn a_link_moves_from_one_name_to_another_of_the_same_length() {
    let start = Site::parse(
        "
        -- content/index.md --
        ---
        title: Home
        ---
        The lamps of Skerryvore and of Dubhartach.
        -- content/projects/lamp.md --
        ---
        title: Skerryvore
        ---
        A lamp.
        ",
    );
    let renamed = start.clone().edit("content/projects/lamp.md", "Skerryvore", "Dubhartach");
    let mut warm = Warm::new(start.options.clone());
    for (site, name) in [(&start, "Skerryvore"), (&renamed, "Dubhartach"), (&start, "Skerryvore")] {
        warm.read(&site.files, &[], Feed::All).unwrap();
        let clean = site.build();
        assert_eq!(
            clean.texts("/", "a[href='/projects/lamp/']").iter().filter(|text| *text == name).count(),
            1
        );
        assert_eq!(warm.compare(clean.0, Look::All), Ok(()), "{name}");
    }
}
