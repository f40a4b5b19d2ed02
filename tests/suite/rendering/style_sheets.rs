//! Style sheets: what they refer to is found at the address it is published at.

use crate::site::{Built, Site};

fn site(css: &str) -> Site {
    Site::parse("-- content/index.md --\n---\ntitle: Home\n---\nx\n")
        .with("static/img/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .with("static/css/site.css", css)
}

/// The name and the text of the published style sheet that starts like this.
fn sheet<'b>(build: &'b Built, start: &str) -> (&'b str, &'b str) {
    let of_sheet = |file: &&str| file.starts_with(start);
    let name = build.files().into_iter().find(of_sheet).unwrap_or_else(|| panic!("{}", build.report()));
    (name, build.html(name))
}

#[test]
fn an_address_from_the_root_gets_the_base_path_and_a_relative_one_stays() {
    let css = ".a{background:url( /img/logo.svg#x )}.b{background:url('../img/logo.svg?v')}";
    let build = site(css).at("https://o.example/r/").build().clean();
    let expected = ".a{background:url( \"/r/img/logo.svg#x\" )}.b{background:url('../img/logo.svg?v')}";
    assert_eq!(sheet(&build, "css/site.").1, expected);
    assert_eq!(
        sheet(&site(css).build().clean(), "css/site.").1,
        css.replace("/img/logo.svg#x", "\"/img/logo.svg#x\"")
    );
}

#[test]
fn addresses_of_elsewhere_stay_as_they_are() {
    let css = "@import 'https://a.example/b.css';@namespace s url(http://www.w3.org/2000/svg);\
               x{a:url(data:image/png;base64,AA==);b:url(#clip);c:url(//a.example/c.png);d:url()}";
    let allowed = "[book]\ntitle = \"T\"\n[output.html.csp]\nstyle-src = [\"*\"]\nimg-src = [\"*\"]\n";
    let build = site(css).with("book.toml", allowed).at("/r/").build().clean();
    assert_eq!(sheet(&build, "css/site.").1, css);
}

#[test]
fn a_style_sheet_leads_to_the_names_with_a_hash() {
    let site = site("@import \"parts/a.css\" screen;\n@import url(fieldbook.css);")
        .with("static/css/parts/a.css", "@import url(/css/b.css);")
        .with("static/css/b.css", "b{}")
        .at("/r/");
    let build = site.build().clean();
    let (a, text_of_a) = sheet(&build, "css/parts/a.");
    let (b, _) = sheet(&build, "css/b.");
    let (theme, _) = sheet(&build, "css/fieldbook.");
    let expected = format!("@import \"/r/{a}\" screen;\n@import url(\"/r/{theme}\");");
    let (name, text) = sheet(&build, "css/site.");
    assert_eq!((text, text_of_a), (expected.as_str(), format!("@import url(\"/r/{b}\");").as_str()));
    let (name, other) = (name.to_owned(), site.with("static/css/b.css", "b{color:red}").build().clean());
    assert_ne!(sheet(&other, "css/site.").0, name, "the name changes with what is imported");
}

#[test]
fn style_sheets_that_import_each_other_are_published() {
    let build = site("@import 'a.css';")
        .with("static/css/a.css", "@import 'b.css';")
        .with("static/css/b.css", "@import 'a.css';@import 'b.css';")
        .build()
        .clean();
    assert!(build.has("css/a.css") && build.has("css/b.css"), "{:?}", build.files());
    assert_eq!(sheet(&build, "css/a.css").1, "@import 'b.css';");
    let chain = (0..5_000).fold(site(""), |site, at| {
        site.with(&format!("static/chain/{at}.css"), format!("@import '{}.css';", (at + 1) % 5_000))
    });
    assert!(chain.build().clean().has("chain/0.css"));
}

#[test]
fn a_style_sheet_beside_a_page_names_files_by_their_source() {
    let build = site("")
        .with("content/My Part/index.md", "---\ntitle: Part\n---\n")
        .with("content/My Part/look.css", "a{b:url(pic.png);c:url('../Other Part/\\70 ic.png')}")
        .with("content/My Part/pic.png", "1")
        .with("content/Other Part/pic.png", "2")
        .build()
        .clean();
    let expected = "a{b:url(pic.png);c:url(\"/other-part/pic.png\")}";
    assert_eq!(sheet(&build, "my-part/look.").1, expected);
}

#[test]
fn a_style_sheet_in_another_encoding_is_reported() {
    let build = site("x{}")
        .with("static/css/site.css", b"x::before{content:\"\xe9\";background:url(gone.png)}")
        .build();
    assert_eq!(build.codes(), ["not-utf8"], "{}", build.report());
}

#[test]
fn an_address_that_has_the_base_path_already_is_told_to_do_without() {
    let build = site("x{background:url(/r/img/logo.svg)}").at("https://o.example/r/").build();
    assert!(
        build.report().contains("help: write `/img/logo.svg`: `/r` is put in front of it"),
        "{}",
        build.report()
    );
}
