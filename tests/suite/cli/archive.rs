//! `[build] archive`: the sites of editions as they were, from the tags of a repository.

use std::process::Command;

use fieldbook::archive::Archive;
use fieldbook::files::DiskFiles;
use fieldbook::pipeline::{self, Builder, Options, Silent};
use fieldbook::source::{SourceTree, discover};
use fieldbook::verify::Verifier;

use super::folder::{Folder, isolate_git};

const BOOK: &str = "[book]\ntitle = \"Report\"\n[build]\narchive = true\n[exhibits]\nshare = true\n\
                    [output.html]\nsite-url = \"https://example.org/r/\"\n\
                    [metrics.users]\nlabel = \"Users\"\nunit = \"users\"\n[check]\norphan-entity = \"allow\"\n";

const CHART: &str = "```table\ntitle: Who\nid: who\ncolumns: [name, users]\n```\n";

/// The page of a project with so many users.
fn engine(users: u32) -> String {
    format!(
        "---\ntitle: Engine\ncompanies: [maker]\nfacts:\n  - {{metric: users, value: {users}, as-of: 2020, source: survey}}\n\
         ---\nThe Engine had {users}0 valves.\n"
    )
}

/// A repository with the editions `one` and `two`, each tagged, and something newer.
pub(super) struct Report {
    pub(super) folder: Folder,
}

impl Report {
    pub(super) fn new() -> Self {
        let report = Self { folder: Folder::sound() };
        let folder = &report.folder;
        folder.write(".gitignore", "public/\n.fieldbook/\n");
        folder.write("book.toml", BOOK);
        folder.write("static/css/site.css", "main { color: red }\n");
        folder.write("static/robots.txt", "User-agent: *\n");
        folder.write("content/sources/survey.md", "---\ntitle: Survey\ndate: 2020\n---\n");
        folder.write("content/projects/engine.md", engine(100));
        folder.write("content/projects/pump.md", "---\ntitle: Pump\n---\nText.\n");
        folder.write(
            "content/chapters/one.md",
            format!("---\ntitle: One\n---\nAn Engine of Maker.\n\n{CHART}"),
        );
        report.git(&["init", "--quiet", "--initial-branch=main"]);
        for (key, value) in
            [("user.name", "Author"), ("user.email", "author@example.org"), ("core.autocrlf", "false")]
        {
            report.git(&["config", key, value]);
        }
        report.keep("one");
        folder.write("content/projects/engine.md", engine(200));
        folder.write("static/css/site.css", "main { color: blue }\n");
        report.keep("two");
        folder.write("content/projects/engine.md", engine(300));
        folder.remove("content/projects/pump.md");
        report.commit();
        report
    }

    /// Makes an edition, commits it, and tags that.
    fn keep(&self, name: &str) {
        let said = self.folder.run(&["edition", name]);
        assert!(said.starts_with("exit code 0") && said.contains(&format!("`git tag {name}`")), "{said}");
        self.commit();
        self.git(&["tag", name]);
    }

    #[track_caller]
    pub(super) fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        isolate_git(command.args(arguments).current_dir(self.folder.path()));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(super) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "Change the report"]);
    }

    /// What a command says, without the names of commits.
    pub(super) fn run(&self, arguments: &[&str]) -> String {
        let said = self.folder.run(arguments);
        let is_hash = |word: &str| word.len() >= 7 && word.chars().all(|c| c.is_ascii_hexdigit());
        let words = said.split_inclusive([' ', '`', '\n']).map(|word| {
            let bare = word.trim_end_matches([' ', '`']);
            if is_hash(bare) { word.replace(bare, "[COMMIT]") } else { word.to_owned() }
        });
        words.collect()
    }

    #[track_caller]
    fn build(&self) -> String {
        let said = self.run(&["build"]);
        assert!(said.starts_with("exit code 0") && said.contains("no warnings"), "{said}");
        said
    }

    /// A page of what is published.
    pub(super) fn page(&self, path: &str) -> String {
        self.folder.read(&format!("public/{path}/index.html"))
    }
}

#[test]
fn the_site_of_an_edition_is_published_as_it_was() {
    let report = Report::new();
    report.build();
    for (name, valves) in [("one", "1000 valves"), ("two", "2000 valves")] {
        let page = report.page(&format!("editions/{name}/site/projects/engine"));
        for words in [
            valves,
            "<link rel=\"canonical\" href=\"https://example.org/r/projects/engine/\">",
            &format!(
                "<p>This is the edition <a href=\"/r/editions/{name}/\">{name}</a>, as it was. <a href=\"/r/projects/engine/\">This page today</a></p>"
            ),
            &format!("href=\"/r/editions/{name}/site/companies/maker/\""),
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let gone = report.page(&format!("editions/{name}/site/projects/pump"));
        assert!(gone.contains("This page is not in the report any more."), "{gone}");
        assert!(gone.contains(&format!(
            "rel=\"canonical\" href=\"https://example.org/r/editions/{name}/site/projects/pump/\""
        )));
        let edition = report.page(&format!("editions/{name}"));
        assert!(edition.contains(&format!("<a href=\"/r/editions/{name}/site/\">")), "{edition}");
    }
    assert!(report.page("projects/engine").contains("3000 valves"));
}

#[test]
fn what_leads_into_a_report_leads_into_none_of_its_editions() {
    let report = Report::new();
    report.build();
    let files = report.folder.tree("public/editions/one/site");
    for name in [
        "sitemap.xml",
        "feed.xml",
        "figures.xml",
        "editions.xml",
        "llms.txt",
        "404.html",
        "CNAME",
        ".nojekyll",
    ] {
        assert!(!files.contains_key(name), "{name}");
    }
    assert!(
        files.contains_key("search/index.html") && files.contains_key("data/facts.csv"),
        "it works as it did"
    );
    let sitemap = report.folder.read("public/sitemap.xml");
    assert!(sitemap.contains("/r/editions/one/<") && !sitemap.contains("/site/"), "{sitemap}");
    let searched = report.folder.tree("public/search");
    assert!(searched.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("editions/one/site")));
}

#[test]
fn style_sheets_and_scripts_are_those_of_the_living_site_where_they_are_the_same() {
    let report = Report::new();
    report.build();
    let sheets = |path: &str| {
        let page = report.page(path);
        let links = page.lines().filter(|line| line.starts_with("<link rel=\"stylesheet\""));
        links.map(|line| line.split('"').nth(3).unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (living, one, two) = (
        sheets("projects/engine"),
        sheets("editions/one/site/projects/engine"),
        sheets("editions/two/site/projects/engine"),
    );
    assert_eq!(living, two);
    assert_eq!(living[0], one[0], "the theme is that of the program");
    assert!(one[1].starts_with("/r/editions/one/site/css/site."), "{one:?}");
    let files = report.folder.tree("public/editions/two/site");
    assert!(files.keys().all(|path| !path.starts_with("css/") && !path.starts_with("js/")), "{files:?}");
    let page = report.page("editions/two/site/projects/engine");
    assert!(page.contains("data-script=\"/r/js/search."), "{page}");
}

#[test]
fn the_sites_of_editions_are_built_once() {
    let report = Report::new();
    let built = |name: &str| format!("built the site of the edition {name} from its tag");
    let said = report.build();
    assert!(said.contains(&built("one")) && said.contains(&built("two")), "{said}");
    let before = report.folder.tree("public");
    assert_eq!(report.build().matches("built").count(), 0);
    // Another state of the report has the same editions, and what it publishes is what a first build does.
    report.folder.write("content/projects/engine.md", engine(400));
    assert_eq!(report.build().matches("built").count(), 0);
    let warm = report.folder.tree("public");
    assert_ne!(before, warm);
    report.folder.run(&["clean"]);
    assert!(!report.folder.has(".fieldbook"), "what was left for the next build goes with it");
    assert_eq!(report.build().matches("built").count(), 2);
    assert_eq!(report.folder.tree("public"), warm);
    // What was left is damaged, and a tag names another commit.
    let pack = ".fieldbook/editions/one";
    let mut bytes = std::fs::read(report.folder.join(pack)).unwrap();
    bytes[100] ^= 1;
    report.folder.write(pack, bytes);
    report.git(&["tag", "--force", "two", "main"]);
    let said = report.build();
    assert!(said.contains(&built("one")) && said.contains(&built("two")), "{said}");
    assert!(report.page("editions/two/site/projects/engine").contains("3000 valves"));
}

#[test]
fn an_exhibit_can_be_shown_elsewhere_as_it_is_or_as_an_edition_has_it() {
    let report = Report::new();
    report.build();
    let embeds = |path: &str| {
        let page = report.page(path);
        let lines =
            page.lines().filter_map(|line| line.strip_prefix("<pre class=\"embed\" tabindex=\"0\"><code>"));
        let address = |line: &str| line.split("src=&quot;").nth(1)?.split("&quot;").next().map(str::to_owned);
        lines.map(|line| address(line).unwrap()).collect::<Vec<_>>()
    };
    let host = "https://example.org/r";
    let pinned = format!("{host}/editions/two/site/x/who/frame/");
    assert_eq!(embeds("x/who"), [format!("{host}/x/who/frame/"), pinned.clone()]);
    // In the site of an edition there is only one state.
    assert_eq!(embeds("editions/two/site/x/who"), [pinned]);
    assert!(report.page("editions/two/site/x/who").contains("as it was in the edition two"));
    let frame = report.page("editions/two/site/x/who/frame");
    assert!(frame.contains("</a>, two") && !frame.contains("<aside"), "{frame}");
    assert!(frame.contains("<link rel=\"canonical\" href=\"https://example.org/r/x/who/\">"), "{frame}");
    // Without the sites of editions nothing is pinned.
    report
        .folder
        .write("book.toml", report.folder.read("book.toml").replace("archive = true", "archive = false"));
    report.build();
    assert_eq!(embeds("x/who"), [format!("{host}/x/who/frame/")]);
    assert!(!report.folder.has("public/editions/two/site"));
}

/// The source of the report as a build gets it that publishes it.
fn source(report: &Report) -> SourceTree {
    let mut tree = discover(&DiskFiles::new(report.folder.path())).unwrap();
    let archive = Archive::find(report.folder.path(), &tree, &Options::default());
    tree.frozen = archive.freeze(&|_| None, &mut |_| {});
    tree
}

#[test]
fn a_warm_build_with_the_sites_of_editions_is_a_clean_one() {
    let report = Report::new();
    let mut builder = Builder::new(Options::default());
    let mut verifier = Verifier::default();
    let mut tree = source(&report);
    let moved = "---\ntitle: Engine\naliases: [engine]\ncompanies: [maker]\n---\nx\n";
    let states: [&dyn Fn(); 5] = [
        &|| {},
        &|| report.folder.write("static/css/site.css", "main { color: red }\n"),
        &|| report.folder.write("content/projects/pump.md", "---\ntitle: Pump\n---\nNew.\n"),
        &|| {
            report.folder.remove("content/projects/engine.md");
            report.folder.write("content/projects/motor.md", moved);
        },
        &|| report.folder.remove("editions/one.toml"),
    ];
    for (step, change) in states.into_iter().enumerate() {
        change();
        tree.rescan(&DiskFiles::new(report.folder.path())).unwrap();
        let warm = builder.update(&tree).complete(&tree, &mut verifier, &Silent);
        let clean = pipeline::build_source(&tree, &Options::default(), &Silent);
        assert_eq!(warm.diagnostics, clean.diagnostics, "step {step}");
        assert!(warm.output.keys().eq(clean.output.keys()), "step {step}");
        for (path, bytes) in &warm.output {
            assert!(clean.output[path] == *bytes, "step {step}: {path}");
        }
    }
}

#[test]
fn links_into_the_site_of_an_edition_are_looked_at_by_builds_that_have_it() {
    let report = Report::new();
    let link = |path: &str| {
        let navigation = format!(
            "[output.html]\nnavigation = [{{title = \"Then\", url = \"/editions/one/site/{path}\"}}]"
        );
        let book = report.folder.read("book.toml");
        let book: String =
            book.split_inclusive('\n').filter(|line| !line.starts_with("navigation")).collect();
        report.folder.write("book.toml", book.replace("[output.html]", &navigation));
    };
    link("projects/engine/");
    report.build();
    // Reviews are without the sites of editions and cannot know.
    let said = report.run(&["diff", "HEAD"]);
    assert!(said.starts_with("exit code 0") && !said.contains("nowhere"), "{said}");
    link("projects/gone/");
    let said = report.run(&["check"]);
    assert!(said.contains("broken-link") && said.contains("/editions/one/site/projects/gone/"), "{said}");
}

#[test]
fn links_to_files_for_machines_lead_from_the_site_of_an_edition_to_the_living_one() {
    let report = Report::new();
    report.folder.write(
        "content/chapters/two.md",
        "---\ntitle: Two\n---\nThe [map](/sitemap.xml) and [all](/llms.txt).\n",
    );
    report.keep("three");
    report.build();
    let page = report.page("editions/three/site/chapters/two");
    assert!(
        page.contains("href=\"/r/sitemap.xml\">map</a>") && page.contains("href=\"/r/llms.txt\">all</a>"),
        "{page}"
    );
    assert!(!report.folder.has("public/editions/three/site/sitemap.xml"));
}

#[test]
fn a_style_sheet_that_another_one_imports_stays_beside_it() {
    let report = Report::new();
    report.folder.write("static/css/base.css", "main { color: green }\n");
    report.folder.write("static/css/site.css", "@import \"base.css\";\n");
    report.keep("three");
    report.build();
    let names = |folder: &str| report.folder.tree(folder).into_keys().filter(|path| path.contains("base."));
    let living: Vec<_> = names("public/css").collect();
    let frozen: Vec<_> = names("public/editions/three/site/css").collect();
    assert_eq!((living.len(), &living), (1, &frozen));
}
