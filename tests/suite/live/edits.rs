//! An edit, whatever was done to which file: at the next request the site is what a clean build makes of it.

use std::fs;
use std::process::{Command, Stdio};

use super::program::Program;
use super::{ONE, ONE_URL, one, site};
use crate::cli::folder::Folder;

/// Waits for the new text of the chapter. Whatever else shows something of it must be new at the same moment.
#[track_caller]
fn until_fresh(program: &Program, title: &str) {
    program.until_page(ONE_URL, &format!(", {title}."));
    assert!(program.page("/chapters/").contains(&format!("About {title}")), "the listing is stale");
    assert!(program.page("/projects/engine/").contains(&format!(">{title}</a>")), "the target is stale");
}

fn fresh(title: &str) -> String {
    one(title, &format!("Now of the Engine, {title}."))
}

#[test]
fn a_save_is_seen_at_once_however_the_editor_saves() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    folder.write(ONE, fresh("In Place"));
    until_fresh(&program, "In Place");
    folder.write("content/chapters/part/.one.md.new", fresh("Renamed"));
    fs::rename(folder.join("content/chapters/part/.one.md.new"), folder.join(ONE)).unwrap();
    until_fresh(&program, "Renamed");
    folder.remove(ONE);
    folder.write(ONE, fresh("Created"));
    until_fresh(&program, "Created");
    fs::rename(folder.join(ONE), folder.join("content/chapters/part/one.md~")).unwrap();
    folder.write(ONE, fresh("Beside A Backup"));
    until_fresh(&program, "Beside A Backup");
    program.until_clean(&folder);
    let said = program.until_said(&format!("{ONE}: "));
    assert!(said.contains(" files written in ") && said.contains(" to be seen after "), "{said}");
}

#[test]
fn a_page_comes_goes_and_moves() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    program.until_clean(&folder);
    let three = "content/chapters/part/three.md";
    assert_eq!(program.get("/chapters/part/three/").status, 404);
    folder.write(three, one("Three", "Of the Engine."));
    program.until_status("/chapters/part/three/", 200);
    assert!(program.page("/chapters/").contains("About Three"), "the listing is stale");
    assert!(program.page("/projects/engine/").contains(">Three</a>"), "the target is stale");
    program.until_clean(&folder);
    fs::rename(folder.join(three), folder.join("content/chapters/part/four.md")).unwrap();
    program.until_status("/chapters/part/four/", 200);
    program.until_clean(&folder);
    assert_eq!(program.get("/chapters/part/three/").status, 404);
    folder.remove("content/chapters/part/four.md");
    program.until_status("/chapters/part/four/", 404);
    program.until_clean(&folder);
}

#[test]
fn a_folder_comes_moves_and_goes() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    program.until_clean(&folder);
    for count in 0..3 {
        folder
            .write(&format!("content/chapters/new/deep/{count}.md"), one(&format!("Deep {count}"), "Text."));
    }
    program.until_status("/chapters/new/deep/2/", 200);
    program.until_clean(&folder);
    fs::rename(folder.join("content/chapters/new"), folder.join("content/chapters/moved")).unwrap();
    program.until_status("/chapters/moved/deep/2/", 200);
    program.until_clean(&folder);
    fs::remove_dir_all(folder.join("content/chapters/moved")).unwrap();
    program.until_status("/chapters/moved/deep/2/", 404);
    program.until_clean(&folder);
    // What is moved in from outside comes without an event for each of its files.
    folder.write("elsewhere/more/a.md", one("Moved In", "Text."));
    fs::rename(folder.join("elsewhere"), folder.join("content/chapters/elsewhere")).unwrap();
    program.until_status("/chapters/elsewhere/more/a/", 200);
    program.until_clean(&folder);
}

/// The digest of an edition of 2026 that holds nothing.
const NOTHING: &str = "8d6be82b92de62759b152c545610aca4af9841b0394496301db5fed8a233f9ff";

#[test]
fn settings_templates_and_static_files_are_followed_too() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    program.until_clean(&folder);
    let book = folder.read("book.toml");
    folder.write("book.toml", book.replace("\"Report\"", "\"Another name\""));
    program.until_page("/", "Another name");
    program.until_clean(&folder);
    folder.write("templates/chapter.html", "<title>x</title><h1>{{ page.title }}</h1>");
    program.until_page(ONE_URL, "<title>x</title><h1>One</h1>");
    program.until_clean(&folder);
    folder.write("templates/chapter.html", "<title>y</title><h1>{{ page.title }}</h1>");
    program.until_page(ONE_URL, "<title>y</title>");
    program.until_clean(&folder);
    fs::remove_dir_all(folder.join("templates")).unwrap();
    program.until_page(ONE_URL, "<main");
    folder.write("editions/one.toml", format!("digest = \"{NOTHING}\"\ndate = \"2026\"\n"));
    program.until_status("/editions/one/", 200);
    program.until_clean(&folder);
    fs::remove_dir_all(folder.join("editions")).unwrap();
    program.until_status("/editions/", 404);
    folder.write("static/css/site.css", "body { color: red }\n");
    folder.remove("static/notes.txt");
    folder.write("static/more/notes.txt", "more");
    folder.write("content/chapters/part/figure.svg", "<svg/>");
    program.until_status("/more/notes.txt", 200);
    program.until_status("/chapters/part/figure.svg", 200);
    program.until_clean(&folder);
    fs::remove_dir_all(folder.join("static")).unwrap();
    program.until_status("/more/notes.txt", 404);
    program.until_clean(&folder);
}

#[test]
fn the_folder_a_site_is_published_in_can_change() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    let book = folder.read("book.toml");
    folder.write("book.toml", book.replace("/repo/", "/other/"));
    let get = |address: &str| program.client().get(address, &[]);
    super::program::wait_for(|| (get("/other/").status == 200).then_some(()), || program.said());
    assert_eq!((get("/").header("location"), get("/repo/").status), ("/other/", 404));
    assert!(get("/other/").text().contains("src=\"/other/__fieldbook/reload.js\""));
}

/// Calls git in a folder; `false` if there is none.
fn git(folder: &Folder, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    let fixed = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"];
    command.args(fixed).args(["-c", "gc.auto=0"]).args(arguments).current_dir(folder.path());
    command.env("GIT_CONFIG_GLOBAL", folder.join("none")).env("GIT_CONFIG_NOSYSTEM", "1");
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Writes the state of a site on one of two branches: 500 files differ, of which some are on one branch only.
fn write_branch(folder: &Folder, branch: usize) {
    for count in 0..500 {
        let path = format!("content/chapters/part{}/{count}.md", count % 10);
        if count % 25 == branch {
            fs::remove_file(folder.join(&path)).unwrap_or_default();
        } else {
            folder.write(&path, one(&format!("Page {count}"), &format!("On branch {branch}.")));
        }
    }
}

#[test]
fn five_hundred_files_that_change_at_once_are_all_seen() {
    let folder = site();
    write_branch(&folder, 1);
    let has_git = git(&folder, &["init", "--quiet"])
        && git(&folder, &["add", "."])
        && git(&folder, &["commit", "--quiet", "-m", "one"])
        && git(&folder, &["branch", "one"]);
    write_branch(&folder, 0);
    if has_git {
        assert!(git(&folder, &["add", "."]) && git(&folder, &["commit", "--quiet", "-m", "two"]));
    }
    let program = Program::start(&folder, &[]);
    program.until_page("/chapters/part7/7/", "On branch 0.");
    if has_git {
        assert!(git(&folder, &["checkout", "--quiet", "one"]));
    } else {
        write_branch(&folder, 1);
    }
    program.until_page("/chapters/part7/7/", "On branch 1.");
    program.until_clean(&folder);
    assert_eq!(program.get("/chapters/part1/1/").status, 404);
    assert!(!program.said().contains("cannot read"), "{}", program.said());
}
