//! `build`: the site that stands is the old one or the new one.

use super::{ROUNDS, at_many_moments, kill, site_of, time_of};
use crate::cli::folder::Folder;

/// Enough pages for writing them to take a while.
const PAGES: usize = 150;

/// The names of the two sites that take turns.
const TITLES: [&str; 2] = ["Old and good", "New and shiny"];

fn rename(folder: &Folder, title: &str) {
    folder.write("book.toml", format!("[book]\ntitle = \"{title}\"\n"));
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let folder = site_of(PAGES);
    let sites = TITLES.map(|title| {
        rename(&folder, title);
        folder.succeed(&["build", "--dest-dir", title]);
        folder.tree(title)
    });
    // The title stands on every page, so that every file is written each time.
    rename(&folder, TITLES[0]);
    let whole = time_of(&folder, &["build"]);
    let mut stands = 0;
    at_many_moments(ROUNDS, whole, |round, moment| {
        let wanted = 1 - stands;
        rename(&folder, TITLES[wanted]);
        kill(&folder, &["build"], moment);
        let found = folder.tree("public");
        let index = sites.iter().position(|site| *site == found);
        let Some(index) = index else { panic!("round {round}: a mixture of both, {} files", found.len()) };
        stands = index;
        index == wanted
    });
    folder.succeed(&["build"]);
    assert_eq!(folder.names(), [TITLES[1], TITLES[0], "book.toml", "content", "public"]);
    assert_eq!(folder.tree(".fieldbook").into_keys().collect::<Vec<_>>(), ["cache"]);
}

#[test]
fn what_others_put_beside_the_site_survives_a_kill_between_two_steps() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    folder.write("public/.git/HEAD", "ref: refs/heads/pages");
    folder.succeed(&["build", "--dest-dir", "next"]);
    // So the disk looks when a build dies right after the new site has taken the place of the old one.
    std::fs::rename(folder.join("public"), folder.join(".public.fieldbook-new")).unwrap();
    std::fs::rename(folder.join("next"), folder.join("public")).unwrap();
    folder.succeed(&["build"]);
    rename(&folder, TITLES[1]);
    folder.succeed(&["build"]);
    let kept = [".public.fieldbook-new", "public"].iter().any(|at| folder.has(&format!("{at}/.git/HEAD")));
    assert!(kept, "the repository of the published site is gone");
}
