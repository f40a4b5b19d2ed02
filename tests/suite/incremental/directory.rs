//! Directories in parts: what an edit moves from one to another.

use super::history::{Feed, Look};
use super::oracle::Warm;
use crate::directories::languages;
use crate::site::Site;

#[test]
fn the_parts_of_a_directory_are_up_to_date_after_every_edit() {
    let start = || languages(330);
    let title = |site: Site| site.edit("content/projects/a-8.md", "title: A 8", "title: Z 8");
    let steps: Vec<Site> = vec![
        start(),
        title(start()),
        title(start()).edit("content/projects/a-8.md", "domain: old", "country: Chile"),
        title(start()).edit("content/projects/b-7.md", "title: B 7", "title: B 7\nsummary: The third"),
        title(start()).edit("content/projects/b-7.md", "title: B 7", "title: B 7\ntier: context"),
        start().edit("book.toml", "label = \"Users\"", "label = \"People\""),
        languages(320),
        languages(299),
        start(),
    ];
    let mut warm = Warm::new(start().options);
    for (number, site) in steps.into_iter().enumerate() {
        let site = site.all_reachable();
        warm.read(&site.files, &[], Feed::All).unwrap();
        assert_eq!(warm.compare(site.build().0, Look::All), Ok(()), "step {number}");
    }
}
