//! What the pages ask browsers for and their own policy refuses.

use fieldbook::diagnostic::Format;
use insta::assert_snapshot;

use super::lighthouses;
use crate::site::{Built, Site};

/// The small site with a line in the head of every page, built with these tables in `book.toml`.
fn with_head(head: &str, settings: &str) -> Site {
    let template = format!("{{% extends \"base.html\" %}}\n{{% block head %}}{head}{{% endblock head %}}\n");
    let template = format!("{template}{{% block main %}}{{{{ body }}}}{{% endblock main %}}\n");
    lighthouses().with("templates/home.html", template).edit(
        "book.toml",
        "[metrics",
        &format!("{settings}\n[metrics"),
    )
}

fn refusals(built: &Built) -> usize {
    built.codes().into_iter().filter(|code| *code == "blocked-by-policy").count()
}

#[test]
fn a_script_that_the_policy_refuses_is_underlined_in_its_template() {
    let head = "<script>window.a = 1</script><script async src=\"https://stats.example.org/s.js\"></script>";
    assert_snapshot!(with_head(head, "").build().report(), @r#"
    warning[blocked-by-policy]: browsers refuse the script in the page itself, as the policy of the page does not allow it
     --> templates/home.html:2:25
      |
    2 | {% block head %}<script>window.a = 1</script><script async src="https://stats.example.org/s.js"></script>{% endblock head %}
      |                         ^^^^^^^^^^^^
      |
      = help: put the code into a file in `static/`, or allow it by `script-src = ["'unsafe-inline'"]` under `[output.html.csp]` in `book.toml`

    warning[blocked-by-policy]: browsers refuse the script `https://stats.example.org/s.js`, as the policy of the page does not allow it
     --> templates/home.html:2:65
      |
    2 | {% block head %}<script>window.a = 1</script><script async src="https://stats.example.org/s.js"></script>{% endblock head %}
      |                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: copy the file to `static/`, or allow it by `script-src = ["https://stats.example.org"]` under `[output.html.csp]` in `book.toml`
    "#);
}

#[test]
fn a_source_in_the_settings_allows_what_it_names() {
    let head = "<script>window.a = 1</script><script src=\"https://stats.example.org/s.js\"></script>";
    let settings = "[output.html.csp]\nscript-src = [\"https://stats.example.org\", \"'unsafe-inline'\"]\n";
    let built = with_head(head, settings).build().clean();
    let policies = built.attributes("/index.html", "meta[http-equiv]", "content");
    assert_eq!(
        policies,
        ["default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self' \
          https://stats.example.org 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'self'"]
    );
}

#[test]
fn whatever_the_policy_refuses_is_reported_once_a_cause() {
    for (head, count) in [
        ("<style>p {color: red}</style>", 1),
        ("<link rel=\"stylesheet\" href=\"https://fonts.example/a.css\">", 1),
        (
            "<link rel=preload as=font href=https://fonts.example/a.woff2><link rel=icon href=//x.example/a.png>",
            2,
        ),
        ("<p style=\"color: red\">x</p><p style=\"color: blue\">y</p>", 1),
        ("<p onclick=\"a()\">x</p><p onclick=\"b()\" onkeyup=\"c()\">y</p>", 2),
        (
            "<iframe src=\"https://video.example/1\"></iframe><iframe src=\"https://video.example/2\"></iframe>",
            1,
        ),
        ("<img src=\"https://a.example/x.png\" alt=\"\" srcset=\"https://b.example/y.png 2x\">", 2),
        ("<video src=\"https://a.example/x.mp4\" poster=\"https://a.example/x.png\"></video>", 2),
        (
            "<form action=\"https://a.example/\"><button formaction=\"https://b.example/\">x</button></form>",
            2,
        ),
        ("<svg><image href=\"https://a.example/x.svg\" xlink:href=\"https://b.example/x.svg\"/></svg>", 2),
        (
            "<picture><source srcset=\"https://a.example/x.avif, https://b.example/x.avif 2x\"></picture>\
             <audio><source src=\"https://a.example/x.ogg\"></audio>",
            3,
        ),
        ("<base href=\"https://a.example/\">", 1),
        (
            "<form><input type=image alt=x src=\"https://a.example/x.png\" formaction=\"https://b.example/\"></form>",
            2,
        ),
        ("<object data=\"https://a.example/x\"></object><embed src=\"https://b.example/x\">", 2),
        ("<a href=\" JavaScript:void(0)\">x</a>", 1),
        ("<script type=\"application/ld+json\">{}</script><script></script><form method=dialog></form>", 0),
        ("<img src=\"data:image/png;base64,AA\" alt=\"\"><p on=\"x\" data-style=\"y\">z</p>", 0),
        ("<!-- <script>x</script> --><p title=\"<script>x</script>\">y</p>", 0),
    ] {
        let built = with_head(head, "").build();
        assert_eq!((refusals(&built), built.codes().len()), (count, count), "{head}\n{}", built.report());
    }
}

#[test]
fn what_every_page_asks_for_is_reported_once() {
    let footer = "<script src=\"https://stats.example.org/s.js\"></script>";
    let built = lighthouses().with("templates/_footer.html", footer).build();
    assert_snapshot!(built.report_as(Format::Short), @"templates/_footer.html:1:14: warning[blocked-by-policy]: browsers refuse the script `https://stats.example.org/s.js`, as the policy of the page does not allow it");
}

#[test]
fn html_in_a_page_and_files_as_they_are_have_their_places() {
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">";
    let built = lighthouses()
        .edit("book.toml", "[metrics", "[build]\nraw-html = true\n[metrics")
        .with(
            "content/notes.md",
            "---\ntitle: Notes\n---\nText\n\n<iframe src=\"https://video.example/1\"></iframe>\n",
        )
        .with("static/own.html", format!("{policy}\n<script src=\"a.js\"></script>\n"))
        .with("static/a.js", "x")
        .with(
            "static/css/site.css",
            "@import url(\"https://a.example/x.css\");\n@font-face { src: url(https://b.example/x.woff) }\n",
        )
        .build();
    assert_snapshot!(built.report(), @r#"
    warning[blocked-by-policy]: browsers refuse the frame `https://video.example/1`, as the policy of the page does not allow it
     --> content/notes.md:6:1
      |
    6 | <iframe src="https://video.example/1"></iframe>
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: allow it by `frame-src = ["https://video.example"]` under `[output.html.csp]` in `book.toml`

    warning[blocked-by-policy]: browsers refuse the style sheet `https://a.example/x.css`, as the policy of the page does not allow it
     --> static/css/site.css:1:14
      |
    1 | @import url("https://a.example/x.css");
      |              ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: copy the file to `static/`, or allow it by `style-src = ["https://a.example"]` under `[output.html.csp]` in `book.toml`

    warning[blocked-by-policy]: browsers refuse the font `https://b.example/x.woff`, as the policy of the page does not allow it
     --> static/css/site.css:2:23
      |
    2 | @font-face { src: url(https://b.example/x.woff) }
      |                       ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: copy the file to `static/`, or allow it by `font-src = ["https://b.example"]` under `[output.html.csp]` in `book.toml`

    error[dead-link]: `a.js` on `/own.html` leads to no page or file of the site
     --> static/own.html:2:14
      |
    2 | <script src="a.js"></script>
      |              ^^^^

    warning[blocked-by-policy]: browsers refuse the script `a.js`, as the policy of the page does not allow it
     --> static/own.html:2:14
      |
    2 | <script src="a.js"></script>
      |              ^^^^
      |
      = help: add `'self'` to `script-src` in the policy that your template writes
    "#);
}

#[test]
fn a_policy_of_a_template_is_the_one_that_counts() {
    let base = "<!DOCTYPE html><html><head>{% block title %}{% endblock %}{% block layout %}{% endblock %}{% block head %}{% endblock head %}</head>\
                <body>{% block main %}{% endblock main %}</body></html>";
    let head = "<script>window.a = 1</script>";
    let built = with_head(head, "").with("templates/base.html", base).build();
    assert_eq!(refusals(&built), 0, "{}", built.report());
    let own = base
        .replace("<head>", "<head><meta http-equiv=content-security-policy content=\"script-src 'self'\">");
    let built = with_head(head, "").with("templates/base.html", own).build();
    let report = built.report_as(Format::Json);
    assert!(
        report.contains("add `'unsafe-inline'` to `script-src` in the policy that your template"),
        "{report}"
    );
}

#[test]
fn a_picture_from_elsewhere_is_one_problem_and_none_where_its_host_is_allowed() {
    let page = "---\ntitle: Notes\n---\n![A lamp](https://a.example/x.png)\n";
    let site = lighthouses().with("content/notes.md", page);
    assert_eq!(site.build().codes(), ["foreign-image"]);
    let allowed = "[output.html.csp]\nimg-src = [\"https://a.example\"]\n[metrics";
    site.edit("book.toml", "[metrics", allowed).build().clean();
}

#[test]
fn a_source_that_is_none_is_underlined() {
    let csp = "[output.html.csp]\nscript-src = [\"unsafe-inline\", \"https://a.example?x\", \"'none'\", \"a;b\"]\nscript = []\n[metrics";
    let built = lighthouses().edit("book.toml", "[metrics", csp).build();
    assert_snapshot!(built.report(), @r#"
    error[bad-value]: `unsafe-inline` is no source of a policy
     --> book.toml:5:15
      |
    5 | script-src = ["unsafe-inline", "https://a.example?x", "'none'", "a;b"]
      |               ^^^^^^^^^^^^^^^
      |
      = help: write `'unsafe-inline'`, with the quotation marks

    error[bad-value]: `https://a.example?x` is no source of a policy
     --> book.toml:5:32
      |
    5 | script-src = ["unsafe-inline", "https://a.example?x", "'none'", "a;b"]
      |                                ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `https://a.example`: query and anchor are not compared

    error[bad-value]: `'none'` is no source of a policy
     --> book.toml:5:55
      |
    5 | script-src = ["unsafe-inline", "https://a.example?x", "'none'", "a;b"]
      |                                                       ^^^^^^^^
      |
      = help: leave the key away

    error[bad-value]: `a;b` is no source of a policy
     --> book.toml:5:65
      |
    5 | script-src = ["unsafe-inline", "https://a.example?x", "'none'", "a;b"]
      |                                                                 ^^^^^
      |
      = help: write `https://host`, `https://*.host`, a scheme as `data:`, or a word as `'unsafe-inline'`

    error[unknown-key]: the key `script` has no meaning here
     --> book.toml:6:1
      |
    6 | script = []
      | ^^^^^^
      |
      = help: did you mean `script-src`?
    "#);
}
