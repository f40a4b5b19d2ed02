//! Many saves, and many requests while they are served.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use fieldbook::files::MemoryFiles;
use fieldbook::paths::OutputPath;
use fieldbook::pipeline::{Builder, Options};
use fieldbook::source::discover;

use super::program::Program;
use super::{ONE, ONE_URL, one, site};

#[test]
fn two_hundred_saves_in_five_seconds_are_a_dozen_builds_and_the_last_is_served() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    program.until_builds(1);
    let start = Instant::now();
    for save in 0..200 {
        folder.write(ONE, one("One", &format!("Save {save}.")));
        let next = start + Duration::from_millis(25) * (save + 1);
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    let took = start.elapsed();
    program.until_page(ONE_URL, "Save 199.");
    program.until_clean(&folder);
    // The first of all; two at once and one more every half second; the last. Nobody is behind with more.
    let most = 1 + 2 + took.as_millis() / 500 + 1;
    let builds = program.builds();
    assert!((4..=most).contains(&(builds.len() as u128)), "{} builds in {took:?}", builds.len());
}

/// The numbers of all titles on a page, which must be one.
#[track_caller]
fn generation(page: &str) -> usize {
    let numbers = page.split("Title ").skip(1).map(|rest| rest[..4].parse::<usize>().unwrap());
    let numbers: Vec<_> = numbers.collect();
    assert!(numbers.len() >= 2 && numbers.iter().all(|number| *number == numbers[0]), "{numbers:?}");
    numbers[0]
}

/// Asks for two pages in turn that show one title, until told to stop. Returns how many generations were seen.
fn hammer(program: &Program, stop: &AtomicBool) -> usize {
    let (mut client, mut last, mut generations) = (program.client(), 0, 1);
    while !stop.load(Ordering::Relaxed) {
        for page in [ONE_URL, "/chapters/"] {
            let answer = client.get(&format!("{}{page}", program.base), &[]);
            assert_eq!(answer.status, 200);
            let generation = generation(&program.plain(&answer).0);
            assert!(generation >= last, "{page} shows {generation} after {last}");
            generations += usize::from(generation > last);
            last = generation;
        }
    }
    generations
}

#[test]
fn no_request_sees_a_site_that_is_half_built_or_older_than_the_one_before() {
    let folder = site();
    let write = |number: usize| {
        let title = format!("Title {number:04}");
        folder.write("content/chapters/part/.one.md.new", one(&title, "Text."));
        fs::rename(folder.join("content/chapters/part/.one.md.new"), folder.join(ONE)).unwrap();
    };
    write(0);
    let program = Program::start(&folder, &[]);
    let stop = AtomicBool::new(false);
    let seen = std::thread::scope(|scope| {
        let hammers: Vec<_> = (0..4).map(|_| scope.spawn(|| hammer(&program, &stop))).collect();
        for number in 1..=100 {
            write(number);
            // At the pace of a fast typist whose editor saves at every key.
            std::thread::sleep(Duration::from_millis(40));
        }
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            program.until_page(ONE_URL, "Title 0100");
        }));
        stop.store(true, Ordering::Relaxed);
        let seen: Vec<_> = hammers.into_iter().map(|hammer| hammer.join().unwrap()).collect();
        found.unwrap();
        seen
    });
    assert!(seen.iter().all(|generations| *generations > 3), "{seen:?}");
    program.until_clean(&folder);
}

#[test]
fn a_page_that_is_being_written_when_its_template_breaks_keeps_its_last_good_state() {
    let mut files = MemoryFiles::default();
    files.insert("book.toml", "[book]\ntitle = \"Report\"\n");
    for page in 0..200 {
        files.insert(&format!("content/{page}.md"), format!("---\ntitle: Page {page}\n---\nText.\n"));
    }
    let mut builder = Builder::new(Options::default());
    let mut update = |template: &str| {
        files.insert("templates/page.html", template);
        builder.update(&discover(&files).unwrap()).rendered
    };
    let loops = "{% for i in range(end=20000) %}{{ i }}{% endfor %}";
    update("{{ page.title }}").render_all(&|| true);
    for round in 0..3 {
        let good = update(&format!("{{{{ page.title }}}} {round} {loops}"));
        let broken = std::thread::scope(|scope| {
            // As the threads do that answer requests.
            scope.spawn(|| good.plan.routes.keys().filter_map(|path| good.get(path)).count());
            update("{{ page.titel }}")
        });
        let lost = |path: &&OutputPath| {
            broken.get(path).is_some_and(|file| file.bytes.is_err() && file.last_good.is_none())
        };
        let lost: Vec<_> = broken.plan.routes.keys().filter(lost).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}
