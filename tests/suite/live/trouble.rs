//! Whatever is wrong with the source: the last good site is served, people are told, and mending it mends all.

use std::fs;
use std::path::Path;

use super::program::{Program, wait_for};
use super::{ONE, ONE_URL, one, site};
use crate::cli::folder::Folder;

const STAYS: &str = "what was served before stays";

#[test]
fn a_broken_edit_is_seen_with_its_fault_and_reported_in_the_terminal_and_in_the_browser() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    let (good, before) = (folder.read(ONE), program.page(ONE_URL));
    let mut events = program.events(ONE_URL);
    folder.write(ONE, "---\ntitle: One\ncompanies: [makr]\n---\nNew, and [[Not yet]].\n");
    let problems = events.problems();
    let said = program.until_said("2 errors");
    for text in
        ["error[unknown-company]", &format!("{ONE}:3:13"), "did you mean `maker`?", "error[unknown-name]"]
    {
        assert!(said.contains(text), "`{text}` is missing:\n{said}");
    }
    let problem = &problems["problems"][0];
    assert_eq!(
        (problems["summary"].as_str(), problem["code"].as_str()),
        (Some("2 errors"), Some("unknown-company"))
    );
    assert_eq!(
        (problem["file"].as_str(), problem["line"].as_u64(), problem["column"].as_u64()),
        (Some(ONE), Some(3), Some(13))
    );
    assert!(problem["text"].as_str().unwrap().contains("\u{1b}["), "the overlay has the colours");
    assert!(!said.contains('\u{1b}'), "the terminal is none");
    program.until_page(ONE_URL, "New, and <span class=\"fieldbook-problem\"");
    folder.write(ONE, good);
    assert_eq!(events.problems()["problems"].as_array().unwrap().len(), 0);
    assert_eq!(program.page(ONE_URL), before);
    folder.write(ONE, one("One", "Mended."));
    program.until_page(ONE_URL, "Mended.");
    program.until_clean(&folder);
}

#[test]
fn pages_are_seen_from_the_start_in_spite_of_errors_on_others() {
    let folder = site();
    folder.write("content/a.md", "---\ntitle: A: b\n---\nThe text of it.\n");
    folder.write("content/b.md", "---\ntitle: B\ndescription: x\n---\n[later](later.md)\n");
    let program = Program::start(&folder, &[]);
    program.page(ONE_URL);
    assert!(program.page("/a/").contains("The text of it."));
    assert!(program.page("/b/").contains("title=\"there is no file `content/later.md`\">later</span>"));
    program.until_said("3 errors");
    folder.write("content/later.md", "---\ntitle: Later\n---\n");
    program.until_page("/b/", "<a href=\"/repo/later/\">later</a>");
}

#[test]
fn a_page_whose_template_fails_says_why_in_its_place() {
    let folder = site();
    folder.write("templates/chapter.html", "{{ page.titel }}");
    let program = Program::start(&folder, &[]);
    let answer = program.get(ONE_URL);
    assert_eq!(answer.status, 500);
    assert!(program.plain(&answer).0.contains("titel"), "{}", answer.text());
    program.page("/projects/engine/");
}

#[test]
fn a_broken_template_leaves_the_last_good_pages_and_all_others_fresh() {
    let folder = site();
    let template = "<h1>{{ page.title }}</h1><main>{{ page.body | safe }}</main>";
    folder.write("templates/chapter.html", template);
    let program = Program::start(&folder, &[]);
    let before = program.page(ONE_URL);
    folder.write("templates/chapter.html", "<h1>{{ page.titel }}</h1>");
    program.until_said("titel");
    assert_eq!(program.page(ONE_URL), before);
    folder.write("content/projects/engine.md", "---\ntitle: Engine\n---\nOf the Maker.\n");
    program.until_page("/companies/maker/", ">Engine</a>");
    assert_eq!(program.page(ONE_URL), before);
    folder.write("templates/chapter.html", template.replace("h1", "h2"));
    program.until_page(ONE_URL, "<h2>One</h2>");
    program.until_clean(&folder);
}

#[test]
fn a_problem_that_only_the_written_pages_show_does_not_come_and_go_with_each_save() {
    let folder = site();
    folder.write("templates/project.html", "<a href=\"/repo/nowhere/\">{{ page.title }}</a>");
    let program = Program::start(&folder, &[]);
    program.until_said("error[dead-link]");
    let mut events = program.events("/chapters/part/two/");
    for save in 2..5 {
        folder.write(ONE, one("One", &format!("Save {save}.")));
        program.until_builds(save);
    }
    folder.write(ONE, "---\n");
    let problems = events.problems();
    let codes: Vec<_> = problems["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["unclosed-front-matter", "dead-link"]);
    folder.write(ONE, one("One", "Mended."));
    folder.write("templates/project.html", "{{ page.title }}");
    program.until_page("/projects/engine/", "Engine");
    wait_for(|| (events.problems()["summary"] == "").then_some(()), || program.said());
}

#[test]
fn settings_that_cannot_be_read_leave_the_site_as_it_was() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    let (book, before) = (folder.read("book.toml"), program.page(ONE_URL));
    let mut events = program.events(ONE_URL);
    folder.write("book.toml", "[book");
    assert_eq!(events.problems()["problems"][0]["code"], "bad-toml");
    program.until_said(STAYS);
    assert_eq!(program.page(ONE_URL), before);
    folder.write("book.toml", book);
    program.until_clean(&folder);
}

#[test]
fn a_setting_that_means_nothing_hides_no_page() {
    let folder = site();
    let book = folder.read("book.toml");
    folder.write("book.toml", format!("{book}titel = 1\n"));
    let program = Program::start(&folder, &[]);
    program.until_said("unknown-key");
    program.page(ONE_URL);
    folder.write("book.toml", book);
    program.until_clean(&folder);
}

#[test]
fn a_site_whose_settings_are_mended_is_found_where_they_say_it_lies() {
    let folder = site();
    let book = folder.read("book.toml");
    folder.write("book.toml", "[book");
    let program = Program::start(&folder, &[]);
    assert_eq!((program.base.as_str(), program.get("/").status), ("", 200));
    let mut events = program.events("/");
    folder.write("book.toml", book);
    assert_eq!(events.next().0, "reload");
    assert_eq!(program.get("/").header("location"), "/repo/");
}

/// A way to break a site, and to mend it.
struct Trouble {
    name: &'static str,
    make: fn(&Folder),
    mend: fn(&Folder),
    /// What the terminal says of it; empty if it does no harm.
    said: &'static str,
}

fn remove_all(path: &Path) {
    fs::remove_dir_all(path).unwrap();
}

const TROUBLES: &[Trouble] = &[
    Trouble {
        name: "book.toml is gone",
        make: |folder| fs::rename(folder.join("book.toml"), folder.join("book")).unwrap(),
        mend: |folder| fs::rename(folder.join("book"), folder.join("book.toml")).unwrap(),
        said: "there is no `book.toml`",
    },
    Trouble {
        name: "book.toml is no text",
        make: |folder| {
            fs::copy(folder.join("book.toml"), folder.join("book")).unwrap();
            folder.write("book.toml", b"\xff\xfe");
        },
        mend: |folder| fs::rename(folder.join("book"), folder.join("book.toml")).unwrap(),
        said: "the file is not UTF-8",
    },
    Trouble {
        name: "book.toml is a folder",
        make: |folder| {
            fs::rename(folder.join("book.toml"), folder.join("book")).unwrap();
            fs::create_dir(folder.join("book.toml")).unwrap();
        },
        mend: |folder| {
            remove_all(&folder.join("book.toml"));
            fs::rename(folder.join("book"), folder.join("book.toml")).unwrap();
        },
        said: "cannot read `book.toml`",
    },
    Trouble {
        name: "content/ is empty",
        make: |folder| {
            fs::rename(folder.join("content"), folder.join("away")).unwrap();
            fs::create_dir(folder.join("content")).unwrap();
        },
        mend: |folder| {
            fs::remove_dir(folder.join("content")).unwrap();
            fs::rename(folder.join("away"), folder.join("content")).unwrap();
        },
        said: "there is no page in `content/`",
    },
    Trouble {
        name: "content/ is gone",
        make: |folder| fs::rename(folder.join("content"), folder.join("away")).unwrap(),
        mend: |folder| fs::rename(folder.join("away"), folder.join("content")).unwrap(),
        said: "there is no page in `content/`",
    },
    Trouble {
        name: "a folder is called like a page",
        make: |folder| fs::create_dir(folder.join("content/folder.md")).unwrap(),
        mend: |folder| fs::remove_dir(folder.join("content/folder.md")).unwrap(),
        said: "",
    },
    Trouble {
        name: "a page is no text",
        make: |folder| folder.write("content/three.md", b"---\ntitle: \xff\n---\n"),
        mend: |folder| folder.remove("content/three.md"),
        said: "content/three.md",
    },
    Trouble {
        name: "a page is empty",
        make: |folder| folder.write("content/three.md", ""),
        mend: |folder| folder.write("content/three.md", "---\ntitle: Three\n---\n"),
        said: "content/three.md",
    },
    Trouble {
        name: "a template is no text",
        make: |folder| folder.write("templates/chapter.html", b"\xff"),
        mend: |folder| folder.remove("templates/chapter.html"),
        said: "templates/chapter.html",
    },
];

#[cfg(unix)]
const TROUBLES_OF_UNIX: &[Trouble] = &[
    Trouble {
        name: "a page is a link in a circle",
        make: |folder| std::os::unix::fs::symlink("circle.md", folder.join("content/circle.md")).unwrap(),
        mend: |folder| folder.remove("content/circle.md"),
        said: "cannot read `content/circle.md`",
    },
    Trouble {
        name: "a page is a link to nothing",
        make: |folder| std::os::unix::fs::symlink("nothing", folder.join("content/lost.md")).unwrap(),
        mend: |folder| folder.remove("content/lost.md"),
        said: "cannot read `content/lost.md`",
    },
    Trouble {
        name: "a folder holds a link to itself",
        make: |folder| std::os::unix::fs::symlink(".", folder.join("content/circle")).unwrap(),
        mend: |folder| folder.remove("content/circle"),
        said: "content/circle",
    },
    Trouble {
        name: "a page is a link to a pipe",
        make: |folder| {
            let pipe = folder.join("pipe");
            assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
            std::os::unix::fs::symlink("../pipe", folder.join("content/pipe.md")).unwrap();
        },
        mend: |folder| {
            folder.remove("content/pipe.md");
            folder.remove("pipe");
        },
        said: "content/pipe.md",
    },
    Trouble {
        name: "a page may not be read",
        make: |folder| {
            folder.write("content/locked.md", "---\ntitle: Locked\n---\n");
            set_mode(folder, "content/locked.md", 0);
        },
        mend: |folder| set_mode(folder, "content/locked.md", 0o644),
        said: "cannot read `content/locked.md`",
    },
    Trouble {
        name: "a folder may not be entered",
        make: |folder| {
            folder.write("content/locked/a.md", "---\ntitle: Inside\n---\n");
            set_mode(folder, "content/locked", 0);
        },
        mend: |folder| set_mode(folder, "content/locked", 0o755),
        said: "cannot list `content`",
    },
];

#[cfg(not(unix))]
const TROUBLES_OF_UNIX: &[Trouble] = &[];

#[cfg(unix)]
fn set_mode(folder: &Folder, path: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder.join(path), fs::Permissions::from_mode(mode)).unwrap();
}

/// Whether this user may read everything, so that nothing can be locked.
fn is_almighty(folder: &Folder) -> bool {
    folder.write("locked", "");
    #[cfg(unix)]
    set_mode(folder, "locked", 0);
    fs::read(folder.join("locked")).is_ok()
}

/// Makes troubles one after the other, each of which has to leave the site as it was.
fn survive<'t>(troubles: impl Iterator<Item = &'t Trouble>, arguments: &[&str]) {
    let folder = site();
    let mut program = Program::start(&folder, arguments);
    let almighty = is_almighty(&folder);
    let before = program.page(ONE_URL);
    for Trouble { name, make, mend, said } in
        troubles.filter(|trouble| !(almighty && trouble.name.contains("may not")))
    {
        let shown = program.said().len();
        make(&folder);
        let news = || Some(program.said()).filter(|text| said.is_empty() || text[shown..].contains(said));
        wait_for(news, || format!("{name}:\n{}", program.said()));
        assert_eq!(program.page(ONE_URL), before, "{name}");
        mend(&folder);
        // An edit made right after must not be lost, and shows that all is well again.
        folder.write("content/companies/maker.md", format!("---\ntitle: Maker\n---\nAfter {name}.\n"));
        program.until_page("/companies/maker/", &format!("After {name}."));
        program.until_clean(&folder);
        program.is_alive();
    }
}

/// Several programs share the troubles: most of the time each waits for its files to settle.
fn survive_all(arguments: &[&str]) {
    const PROGRAMS: usize = 4;
    let troubles = || TROUBLES.iter().chain(TROUBLES_OF_UNIX);
    std::thread::scope(|scope| {
        for first in 0..PROGRAMS {
            scope.spawn(move || survive(troubles().skip(first).step_by(PROGRAMS), arguments));
        }
    });
}

#[test]
fn nothing_in_the_folder_stops_it_from_serving() {
    survive_all(&[]);
}

#[test]
fn nothing_in_the_folder_stops_it_from_serving_where_it_polls() {
    survive_all(&["--poll"]);
}
