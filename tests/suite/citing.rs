//! How pages are cited: the sentence, the formats of bibliographies, the tags in the head, and `CITATION.cff`.

use serde_json::Value;

use crate::site::{Built, Site};

/// A report whose titles have every sign in them that means something in one of the formats.
fn report() -> Site {
    Site::parse(
        r#"
        -- book.toml --
        [book]
        title = "Lamps & \"Lights\" {1}"
        description = "On <lamps>: all of them"
        authors = ["Lovelace, Ada <ada@example.org>", "Board of 100% Lights"]
        version = "2.1"
        date = "2021-06-30"
        publisher = "Müller & Söhne"
        doi = "10.5281/zenodo.7"
        [output.html]
        site-url = "https://lamps.example/report/"
        licence = {name = "CC BY 4.0", url = "https://creativecommons.org/licenses/by/4.0/"}
        [check]
        orphan-entity = "allow"
        unused-source = "allow"
        -- content/index.md --
        ---
        title: Welcome
        ---
        -- content/chapters/oil.md --
        ---
        title: "A\\B {c} ~ ^ $5 & #1_x \"q\" </script> 灯塔 ü\nnext"
        date: 2020-05
        authors: [Bo <bo@example.org>]
        ---
        -- content/projects/tower.md --
        ---
        title: Who lights it?
        ---
        -- content/sources/log.md --
        ---
        title: The log
        date: 1900
        ---
        "#,
    )
}

/// One form of the citation of a page, as a reader copies it.
fn form(build: &Built, url: &str, name: &str) -> String {
    let found = build.written(url, &format!("#fb-cite [data-form={name}]"));
    assert_eq!(found.len(), 1, "{url} has {} forms {name}", found.len());
    found.into_iter().next().unwrap_or_default()
}

/// The contents of the tags with this name in the head of a page.
fn tags(build: &Built, url: &str, name: &str) -> Vec<String> {
    build.attributes(url, &format!("head > meta[name={name}]"), "content")
}

#[test]
fn a_page_is_cited_in_a_sentence() {
    let build = report().build().clean();
    assert_eq!(
        form(&build, "/projects/tower/", "text"),
        "Ada Lovelace and Board of 100% Lights. “Who lights it?” Lamps & \"Lights\" {1}, version 2.1, Müller & Söhne, \
         30 June 2021. https://lamps.example/report/projects/tower/"
    );
    assert_eq!(
        form(&build, "/", "text"),
        "Ada Lovelace and Board of 100% Lights. Lamps & \"Lights\" {1}, version 2.1, Müller & Söhne, 30 June 2021. \
         https://doi.org/10.5281/zenodo.7"
    );
}

#[test]
fn bibtex_escapes_what_tex_reads() {
    let build = report().build().clean();
    assert_eq!(
        form(&build, "/chapters/oil/", "bibtex"),
        r#"@incollection{lamps-lights-1-chapters-oil,
  author = {{Bo}},
  title = {{A\textbackslash{}B \textbraceleft{}c\textbraceright{} \textasciitilde{} \textasciicircum{} \$5 \& \#1\_x "q" </script> 灯塔 ü next}},
  booktitle = {{Lamps \& "Lights" \textbraceleft{}1\textbraceright{}}},
  publisher = {{Müller \& Söhne}},
  date = {2020-05},
  year = {2020},
  month = may,
  note = {Version 2.1},
  url = {https://lamps.example/report/chapters/oil/},
}"#
    );
    let whole = form(&build, "/", "bibtex");
    let start = "@techreport{lamps-lights-1,\n  author = {Lovelace, Ada and {Board of 100\\% Lights}},\n";
    assert!(whole.starts_with(start), "{whole}");
    assert!(whole.contains("\n  institution = {{Müller \\& Söhne}},\n  date = {2021-06-30},\n"), "{whole}");
    assert!(whole.contains("\n  doi = {10.5281/zenodo.7},\n"), "{whole}");
}

#[test]
fn ris_has_one_line_a_value() {
    let build = report().build().clean();
    assert_eq!(
        form(&build, "/chapters/oil/", "ris").lines().collect::<Vec<_>>(),
        [
            "TY  - CHAP",
            "TI  - A\\B {c} ~ ^ $5 & #1_x \"q\" </script> 灯塔 ü next",
            "AU  - Bo",
            "T2  - Lamps & \"Lights\" {1}",
            "PY  - 2020",
            "DA  - 2020/05//",
            "ET  - 2.1",
            "PB  - Müller & Söhne",
            "UR  - https://lamps.example/report/chapters/oil/",
            "LA  - en",
            "ID  - lamps-lights-1-chapters-oil",
            "ER  - ",
        ]
    );
    let whole = form(&build, "/", "ris");
    assert!(whole.starts_with("TY  - RPRT\nTI  - Lamps & \"Lights\" {1}\nAU  - Lovelace, Ada\n"), "{whole}");
    assert!(whole.contains("\nDO  - 10.5281/zenodo.7\n"), "{whole}");
}

#[test]
fn csl_is_json_with_the_title_as_it_is() {
    let build = report().build().clean();
    let item = |url| serde_json::from_str::<Value>(&form(&build, url, "csl")).unwrap()[0].clone();
    let page = item("/chapters/oil/");
    assert_eq!(page["title"], "A\\B {c} ~ ^ $5 & #1_x \"q\" </script> 灯塔 ü\nnext");
    assert_eq!(page["type"], "chapter");
    assert_eq!(page["container-title"], "Lamps & \"Lights\" {1}");
    assert_eq!(page["author"], serde_json::json!([{ "literal": "Bo" }]));
    assert_eq!(page["issued"], serde_json::json!({ "date-parts": [[2020, 5]] }));
    assert_eq!(page["DOI"], Value::Null);
    let whole = item("/");
    let authors =
        serde_json::json!([{ "family": "Lovelace", "given": "Ada" }, { "literal": "Board of 100% Lights" }]);
    assert_eq!((&whole["type"], &whole["author"]), (&"report".into(), &authors));
    assert_eq!(whole["DOI"], "10.5281/zenodo.7");
}

#[test]
fn zotero_finds_tags_in_the_head() {
    let build = report().build().clean();
    assert_eq!(tags(&build, "/chapters/oil/", "citation_publication_date"), ["2020/05"]);
    assert_eq!(tags(&build, "/chapters/oil/", "citation_inbook_title"), ["Lamps & \"Lights\" {1}"]);
    assert_eq!(tags(&build, "/chapters/oil/", "citation_author"), ["Bo"]);
    assert_eq!(
        tags(&build, "/chapters/oil/", "citation_public_url"),
        ["https://lamps.example/report/chapters/oil/"]
    );
    // What makes it a report rather than a part of one.
    assert_eq!(tags(&build, "/", "citation_technical_report_institution"), ["Müller & Söhne"]);
    assert_eq!(tags(&build, "/", "citation_publication_date"), ["2021/06/30"]);
    assert_eq!(tags(&build, "/", "citation_doi"), ["10.5281/zenodo.7"]);
    assert_eq!(tags(&build, "/", "citation_author"), ["Lovelace, Ada", "Board of 100% Lights"]);
}

#[test]
fn pages_that_lead_to_others_and_pages_about_sources_are_not_cited() {
    let build = report().build().clean();
    for url in ["/sources/log/", "/search/", "/projects/", "/404.html"] {
        assert!(build.texts(url, "#fb-cite").is_empty(), "{url}");
        assert!(tags(&build, url, "citation_title").is_empty(), "{url}");
    }
}

#[test]
fn a_site_that_knows_little_of_itself_is_cited_with_what_it_knows() {
    let build = Site::parse("-- content/index.md --\n---\ntitle: H\n---\n").build().clean();
    assert_eq!(form(&build, "/", "text"), "Test.");
    assert_eq!(form(&build, "/", "bibtex"), "@misc{test,\n  title = {{Test}},\n}");
    assert_eq!(
        build.html("/CITATION.cff"),
        "cff-version: 1.2.0\nmessage: \"To cite this report, use these data.\"\ntype: dataset\ntitle: \"Test\"\n\
         authors:\n  - name: \"Test\"\npreferred-citation:\n  type: report\n  title: \"Test\"\n  authors:\n    \
         - name: \"Test\"\n"
    );
}

#[test]
fn a_date_as_coarse_as_a_year_is_cited_as_that() {
    let site = report().edit("book.toml", "2021-06-30", "2021");
    let build = site.build().clean();
    assert!(form(&build, "/projects/tower/", "text").contains(", 2021. "));
    assert!(form(&build, "/projects/tower/", "ris").contains("\nDA  - 2021///\n"));
    assert!(form(&build, "/projects/tower/", "csl").contains("{\"date-parts\":[[2021]]}"));
    assert_eq!(tags(&build, "/projects/tower/", "citation_publication_date"), ["2021"]);
    let file = build.html("/CITATION.cff");
    assert!(!file.contains("date-released") && file.contains("\n  year: 2021\n"), "{file}");
}

#[test]
fn the_citation_file_says_how_the_report_is_cited() {
    let build = report().build().clean();
    insta::assert_snapshot!(build.html("/CITATION.cff"));
}

#[test]
fn a_citation_file_of_the_author_takes_the_place_of_the_generated_one() {
    let build = report().with("static/CITATION.cff", "cff-version: 1.2.0\n").build().clean();
    assert_eq!(build.html("/CITATION.cff"), "cff-version: 1.2.0\n");
}
