//! Cross-links: what `[[…]]` and `.md` links lead to, and what they show.

mod backlinks;
mod headings;
mod html;
mod mentions;
mod names;
mod own;
mod paths;
mod terms;

use insta::assert_snapshot;

use crate::site::{Built, Site};

/// Names of every sort, and a template for chapters that shows the text and nothing else.
const COAST: &str = r#"
        -- book.toml --
        [book]
        title = "The coast"

        [check]
        orphan-entity = "allow"
        unused-source = "allow"

        [metrics.height]
        label = "Height"
        unit = "metres"
        unit-singular = "metre"

        [metrics.first-lit]
        label = "First lit"
        format = "date"
        -- templates/chapter.html --
        <main>{{ body }}</main>
        -- content/projects/skerryvore.md --
        ---
        title: Skerryvore
        aliases: [Skerry Vore, SKV]
        facts:
          - {metric: height, value: 48, as-of: 1844, source: survey-1900}
          - {metric: height, value: 47.5, approximate: true, as-of: 1900-03, source: log}
          - {metric: first-lit, value: 1844-02-01, source: log}
        ---
        ## Granite & gneiss
        -- content/projects/bell-rock.md --
        ---
        title: Bell Rock
        ---
        -- content/projects/bell.md --
        ---
        title: Bell
        ---
        -- content/projects/fog-horn.md --
        ---
        title: fog-horn
        ---
        -- content/projects/quiet.md --
        ---
        title: Quiet Tower
        autolink: false
        ---
        -- content/companies/northern-board.md --
        ---
        title: Northern Board
        ---
        -- content/sources/survey-1900.md --
        ---
        title: Survey of 1900
        date: 1900
        ---
        -- content/sources/log.md --
        ---
        title: The "log"
        date: 1901-06
        ---
        -- content/chapters/index.md --
        ---
        title: Chapters
        ---
        -- content/chapters/rock/index.md --
        ---
        title: Rock towers
        ---
        -- content/chapters/rock/plan.pdf --
        PDF
        -- static/img/map.png --
        PNG
        "#;

fn coast() -> Site {
    Site::parse(COAST)
}

/// The site with a chapter of this Markdown.
fn with_chapter(markdown: &str) -> Built {
    let text = format!("---\ntitle: Towers\naliases: [The towers]\n---\n{markdown}\n");
    coast().with("content/chapters/towers.md", text).build()
}

/// The HTML of a chapter of this Markdown.
fn prose(markdown: &str) -> String {
    let build = with_chapter(markdown);
    build.main("/chapters/towers/").trim().to_owned()
}

/// The HTML of one paragraph.
fn paragraph(markdown: &str) -> String {
    let html = prose(markdown);
    html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).unwrap_or(&html).to_owned()
}

#[test]
fn a_title_a_slug_and_an_alias_lead_to_the_same_page() {
    let link = |text: &str| format!("<a class=\"entity\" href=\"/projects/skerryvore/\">{text}</a>");
    assert_eq!(paragraph("[[Skerryvore]]"), link("Skerryvore"));
    assert_eq!(paragraph("[[Skerry Vore]]"), link("Skerry Vore"));
    assert_eq!(paragraph("[[SKERRYVORE]]"), link("SKERRYVORE"), "case does not matter");
    assert_eq!(paragraph("[[skerryvore]]"), link("Skerryvore"), "a slug shows the title");
    assert_eq!(paragraph("[[projects/skerryvore]]"), link("Skerryvore"));
    assert_eq!(paragraph("[[ Skerryvore ]]"), link(" Skerryvore "), "blanks are no part of the name");
}

#[test]
fn a_text_behind_the_bar_is_shown_in_place_of_the_name() {
    assert_eq!(
        paragraph("[[skerryvore|the *tall* tower]]"),
        "<a class=\"entity\" href=\"/projects/skerryvore/\">the <em>tall</em> tower</a>"
    );
}

#[test]
fn pages_of_every_kind_can_be_named() {
    assert_eq!(paragraph("[[Rock towers]]"), "<a href=\"/chapters/rock/\">Rock towers</a>");
    assert_eq!(paragraph("[[survey-1900]]"), "<a href=\"/sources/survey-1900/\">Survey of 1900</a>");
}

#[test]
fn a_heading_of_another_page_can_be_named() {
    let link = "<a class=\"entity\" href=\"/projects/skerryvore/#granite--gneiss\">";
    assert_eq!(paragraph("[[Skerryvore#granite--gneiss]]"), format!("{link}Granite &amp; gneiss</a>"));
    assert_eq!(paragraph("[[Skerryvore#granite--gneiss|its stone]]"), format!("{link}its stone</a>"));
}

#[test]
fn a_figure_is_printed_with_its_date_and_its_source() {
    assert_snapshot!(paragraph("[[Skerryvore#height]]"), @r#"<a class="figure" href="/projects/skerryvore/#height.1900-03.log" title="The &quot;log&quot;"><span class="figure-value">about 47.5 metres</span> <span class="figure-date"><span class="visually-hidden">as of </span>March 1900</span></a>"#);
}

#[test]
fn the_newest_figure_is_printed_unless_a_date_or_source_is_asked_for() {
    let value = |name: &str| {
        let html = paragraph(&format!("[[{name}|value]]"));
        html.split_once("</span></a>")
            .and_then(|(html, _)| Some(html.rsplit_once('>')?.1.to_owned()))
            .unwrap()
    };
    assert_eq!(value("Skerryvore#height"), "about 47.5");
    assert_eq!(value("Skerryvore#height@1844"), "48");
    assert_eq!(value("Skerryvore#height@1900-03"), "about 47.5");
    assert_eq!(value("Skerryvore#height@survey-1900"), "48");
    assert_eq!(value("Skerryvore#height@log"), "about 47.5");
    assert_eq!(value("Skerryvore#height.1844.survey-1900"), "48", "by its id");
    assert_eq!(value("Skerryvore#first-lit"), "1 February 1844");
}

#[test]
fn a_figure_asked_for_by_value_has_no_unit_and_no_date() {
    assert_eq!(
        paragraph("[[Skerryvore#height@1844|value]]"),
        "<a class=\"figure\" href=\"/projects/skerryvore/#height.1844.survey-1900\" title=\"Survey of 1900\">\
         <span class=\"figure-value\">48</span></a>"
    );
}

#[test]
fn one_metre_is_singular() {
    let site = coast().edit("content/projects/skerryvore.md", "47.5, approximate: true", "1");
    let site = site.with("content/chapters/towers.md", "---\ntitle: T\n---\n[[Skerryvore#height]]\n");
    assert!(site.build().main("/chapters/towers/").contains(">1 metre<"));
}

#[test]
fn a_figure_of_the_own_page_needs_no_name() {
    let chapter = "---\ntitle: T\nfacts:\n  - {metric: height, value: 9, source: log}\n---\n[[#height]]\n";
    let build = coast().with("content/chapters/t.md", chapter).build();
    assert!(build.main("/chapters/t/").contains("href=\"/chapters/t/#height.log\""));
}

#[test]
fn a_figure_without_a_date_takes_that_of_its_source() {
    let html = paragraph("[[Skerryvore#first-lit]]");
    assert!(html.contains("June 1901"), "{html}");
}

#[test]
fn a_figure_without_a_source_still_shows_its_date() {
    let site =
        coast().edit("content/projects/skerryvore.md", ", as-of: 1900-03, source: log}", ", as-of: 1900-03}");
    let site = site.with("content/chapters/t.md", "---\ntitle: T\n---\n[[Skerryvore#height]]\n");
    let build = site.build();
    assert!(build.main("/chapters/t/").contains("March 1900"), "{}", build.main("/chapters/t/"));
}

#[test]
fn a_figure_without_any_date_has_its_source_in_place_of_it() {
    let site = coast().edit("content/sources/log.md", "date: 1901-06\n", "");
    let site = site.with("content/chapters/t.md", "---\ntitle: T\n---\n[[Skerryvore#first-lit]]\n");
    let build = site.build();
    let raised = "<span class=\"figure-date\">The &quot;log&quot;</span></a>";
    assert!(build.main("/chapters/t/").contains(raised), "{}", build.main("/chapters/t/"));
}

#[test]
fn a_figure_and_its_date_are_two_words_for_those_who_hear_them() {
    let html = paragraph("[[Skerryvore#height]]");
    assert!(!html.contains("metres</span><span"), "no blank between the figure and its date: {html}");
}

#[test]
fn in_a_table_the_bar_is_escaped() {
    let html =
        prose("| Tower | Height |\n| --- | --- |\n| [[skerryvore\\|the rock]] | [[SKV#height\\|value]] |");
    assert!(
        html.contains("<td><a class=\"entity\" href=\"/projects/skerryvore/\">the rock</a></td>"),
        "{html}"
    );
    assert!(html.contains(">about 47.5</span></a></td>"), "{html}");
}

#[test]
fn brackets_in_code_are_no_link() {
    assert_eq!(
        paragraph("`[[Skerryvore]]` and \\[[Skerryvore]]"),
        "<code>[[Skerryvore]]</code> and [[Skerryvore]]"
    );
}

#[test]
fn names_in_brackets_that_are_shown_as_they_stand_are_no_mentions() {
    for markdown in ["\\[[Skerryvore]]", "Write \\[[Skerryvore#height]] here", "\\[[the Skerryvore|tower]]"] {
        assert!(!paragraph(markdown).contains("entity"), "{markdown}");
    }
    for markdown in ["\\[[x]] Skerryvore \\[[y]]", "[Skerryvore]", "\\[[ Skerryvore"] {
        assert!(paragraph(markdown).contains("entity"), "{markdown}");
    }
}

#[test]
fn an_ambiguous_name_is_shown_as_marked_words_and_the_folder_says_which_is_meant() {
    let twin = "---\ntitle: Skerryvore\n---\n";
    let site = coast().with("content/companies/skerryvore.md", twin);
    let site = site.with(
        "content/chapters/towers.md",
        "---\ntitle: T\n---\nA [[Skerryvore]].\n\nB [[companies/skerryvore]].\n\nPlain Skerryvore.\n",
    );
    let build = site.build();
    assert_eq!(
        build.main("/chapters/towers/").trim(),
        "<p>A <span class=\"fieldbook-problem\" title=\"several pages are called `Skerryvore`\">Skerryvore</span>.</p>\n\
         <p>B <a class=\"entity\" href=\"/companies/skerryvore/\">Skerryvore</a>.</p>\n\
         <p>Plain Skerryvore.</p>"
    );
    assert!(build.codes().contains(&"ambiguous-name"));
}

#[test]
fn links_to_files_lead_to_where_their_pages_are_published() {
    assert_eq!(
        paragraph("[a](../projects/skerryvore.md)"),
        "<a class=\"entity\" href=\"/projects/skerryvore/\">a</a>"
    );
    assert_eq!(
        paragraph("[a](/projects/skerryvore.md)"),
        "<a class=\"entity\" href=\"/projects/skerryvore/\">a</a>"
    );
    assert_eq!(
        paragraph("[a](../projects/skerryvore.md#granite--gneiss)"),
        "<a class=\"entity\" href=\"/projects/skerryvore/#granite--gneiss\">a</a>"
    );
    assert_eq!(paragraph("[a](rock/index.md)"), "<a href=\"/chapters/rock/\">a</a>");
    assert_eq!(paragraph("[a](rock/)"), "<a href=\"/chapters/rock/\">a</a>");
    assert_eq!(paragraph("[a](../projects/)"), "<a href=\"/projects/\">a</a>");
    assert_eq!(paragraph("[a][ref]\n\n[ref]: rock/index.md"), "<a href=\"/chapters/rock/\">a</a>");
}

#[test]
fn a_link_to_a_folder_without_a_page_is_found_dead() {
    assert_eq!(with_chapter("[a](nothing/)").codes(), ["broken-link"]);
}

#[test]
fn attachments_and_static_files_can_be_linked_and_shown() {
    assert_eq!(paragraph("[plan](rock/plan.pdf)"), "<a href=\"/chapters/rock/plan.pdf\">plan</a>");
    let image = paragraph("![the map](/img/map.png \"A map\")");
    assert!(image.starts_with("<img src=\"/img/map.png\" alt=\"the map\" title=\"A map\""), "{image}");
    let build = with_chapter("");
    assert!(build.has("chapters/rock/plan.pdf") && build.has("img/map.png"));
}

#[test]
fn addresses_outside_are_left_as_they_are() {
    assert_eq!(
        paragraph("[a](https://example.org/?a=1&b=2#c) <https://example.org/> <me@example.org>"),
        "<a href=\"https://example.org/?a=1&amp;b=2#c\">a</a> <a href=\"https://example.org/\">https://example.org/</a> \
         <a href=\"mailto:me@example.org\">me@example.org</a>"
    );
}

#[test]
fn a_file_name_with_a_blank_is_written_with_an_escape() {
    let site = coast().with("content/chapters/old plan.md", "---\ntitle: Old plan\n---\n");
    let site =
        site.with("content/chapters/t.md", "---\ntitle: T\n---\n[a](old%20plan.md) [b](<old plan.md>)\n");
    let build = site.build();
    let link = |text| format!("<a href=\"/chapters/old-plan/\">{text}</a>");
    assert_eq!(build.main("/chapters/t/").trim(), format!("<p>{} {}</p>", link("a"), link("b")));
}

#[test]
fn links_to_folders_may_start_at_the_root() {
    assert_eq!(paragraph("[a](/projects/)"), "<a href=\"/projects/\">a</a>");
    assert_eq!(paragraph("[a](/projects/skerryvore/)"), "<a href=\"/projects/skerryvore/\">a</a>");
}

#[test]
fn a_title_with_a_hash_can_be_named() {
    let site = coast().with("content/projects/lamp-3.md", "---\ntitle: \"Lamp #3\"\n---\n");
    let build = site.with("content/chapters/t.md", "---\ntitle: T\n---\n[[Lamp #3]]\n").build();
    let link = "<a class=\"entity\" href=\"/projects/lamp-3/\">Lamp #3</a>";
    assert!(build.main("/chapters/t/").contains(link), "{}", build.report());
}

#[test]
fn links_in_emphasis_and_headings_work() {
    let link = "<a class=\"entity\" href=\"/projects/skerryvore/\">Skerryvore</a>";
    assert_eq!(paragraph("**[[Skerryvore]]**"), format!("<strong>{link}</strong>"));
    let html = prose("## The [[Skerryvore]]");
    assert!(html.starts_with(&format!("<h2 id=\"the-skerryvore\">The {link} ")), "{html}");
}

#[test]
fn an_image_can_be_a_link() {
    let html = paragraph("[![map](/img/map.png)](../projects/skerryvore.md) and Bell Rock");
    assert!(
        html.starts_with(
            "<a class=\"entity\" href=\"/projects/skerryvore/\"><img src=\"/img/map.png\" alt=\"map\""
        ),
        "{html}"
    );
    assert!(
        html.contains("></a> and <a class=\"entity\" href=\"/projects/bell-rock/\">Bell Rock</a>"),
        "{html}"
    );
}

#[test]
fn a_folder_with_a_blank_in_its_name_can_be_linked() {
    let site = coast().with("content/chapters/my dir/index.md", "---\ntitle: Mine\n---\n## Part\n");
    let text = "---\ntitle: T\n---\n[a](my%20dir/) [b](<my dir/>) [c](my%20dir/#part)\n";
    let build = site.with("content/chapters/t.md", text).build().clean();
    let link = |anchor, text| format!("<a href=\"/chapters/my-dir/{anchor}\">{text}</a>");
    let links = [link("", "a"), link("", "b"), link("#part", "c")].join(" ");
    assert_eq!(build.main("/chapters/t/").trim(), format!("<p>{links}</p>"));
}
