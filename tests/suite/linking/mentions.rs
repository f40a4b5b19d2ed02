//! Plain names in prose: which become links, and which do not.

use super::{coast, paragraph, prose};

/// The link to the tower, with these words.
fn skerryvore(words: &str) -> String {
    format!("<a class=\"entity\" href=\"/projects/skerryvore/\">{words}</a>")
}

/// Whether a name in a paragraph becomes a link.
#[track_caller]
fn links(markdown: &str) -> bool {
    paragraph(markdown).contains("<a class=\"entity\"")
}

#[test]
fn the_first_mention_in_each_section_becomes_a_link() {
    let html = prose(
        "Skerryvore and Skerryvore.\n\n## One\n\nSkerryvore, SKV.\n\nSkerryvore again.\n\n## Two\n\nSkerryvore.",
    );
    assert_eq!(html.matches("<a class=\"entity\"").count(), 3, "{html}");
    assert!(html.starts_with(&format!("<p>{} and Skerryvore.</p>", skerryvore("Skerryvore"))), "{html}");
}

#[test]
fn a_link_the_author_made_counts_as_the_first() {
    let html = prose("Skerryvore, or [[Skerryvore]].");
    assert_eq!(html, format!("<p>Skerryvore, or {}.</p>", skerryvore("Skerryvore")));
}

#[test]
fn aliases_link_too() {
    assert_eq!(paragraph("Skerry Vore was lit."), format!("{} was lit.", skerryvore("Skerry Vore")));
}

#[test]
fn names_in_code_headings_and_links_stay_as_they_are() {
    for markdown in [
        "`Skerryvore`",
        "    Skerryvore",
        "```text\nSkerryvore\n```",
        "[about Skerryvore](https://example.org/)",
        "![Skerryvore](/img/map.png)",
        "\\[[x]] <https://example.org/Skerryvore>",
    ] {
        assert!(!links(markdown), "{markdown}");
    }
    let html = prose("## Skerryvore\n\nText.");
    assert!(!html.contains("class=\"entity\""), "{html}");
}

#[test]
fn names_in_emphasis_lists_tables_quotes_and_footnotes_become_links() {
    for markdown in [
        "*Skerryvore*",
        "**The Skerryvore**",
        "- Skerryvore",
        "| A |\n| --- |\n| Skerryvore |",
        "> Skerryvore",
        "> [!NOTE]\n> Skerryvore",
        "A[^1]\n\n[^1]: Skerryvore",
        "Term\n: Skerryvore",
        "- [ ] Skerryvore",
    ] {
        assert!(links(markdown), "{markdown}: {}", prose(markdown));
    }
}

#[test]
fn a_page_does_not_link_to_itself() {
    let site =
        coast().edit("content/projects/skerryvore.md", "## Granite", "Skerryvore stands.\n\n## Granite");
    let build = site.with("templates/project.html", "<main>{{ body }}</main>").build();
    assert!(build.main("/projects/skerryvore/").contains("<p>Skerryvore stands.</p>"));
}

#[test]
fn the_longest_name_wins() {
    assert_eq!(
        paragraph("Bell Rock is one."),
        "<a class=\"entity\" href=\"/projects/bell-rock/\">Bell Rock</a> is one."
    );
    assert_eq!(paragraph("Bell is one."), "<a class=\"entity\" href=\"/projects/bell/\">Bell</a> is one.");
    assert_eq!(
        paragraph("Bell Rocks are many."),
        "<a class=\"entity\" href=\"/projects/bell/\">Bell</a> Rocks are many.",
        "a shorter name counts where the longer one is part of a word"
    );
}

#[test]
fn a_name_inside_a_word_a_path_or_an_address_is_none() {
    for no in [
        "Skerryvores",
        "NewSkerryvore",
        "Old-Skerryvore",
        "Skerryvore.org",
        "x/Skerryvore",
        "@Skerryvore",
        "Skerryvore/x",
        "Skerryvore_2",
    ] {
        assert!(!links(no), "{no}");
    }
    for yes in [
        "(Skerryvore)",
        "Skerryvore's lamp",
        "Skerryvore-like",
        "“Skerryvore”",
        "Skerryvore, lit",
        "—Skerryvore—",
        "**Sk**: Skerryvore.",
        "使用Skerryvore的",
    ] {
        assert!(links(yes), "{yes}");
    }
}

#[test]
fn short_and_ordinary_words_need_their_case() {
    assert!(links("the Bell") && !links("the bell") && !links("the BELL"));
    assert!(links("the SKV") && !links("the skv"));
    assert!(links("the Skerryvore") && !links("the skerryvore"));
}

#[test]
fn a_name_in_small_letters_may_start_a_sentence() {
    assert_eq!(
        paragraph("Fog-horn sounds."),
        "<a class=\"entity\" href=\"/projects/fog-horn/\">Fog-horn</a> sounds."
    );
}

#[test]
fn a_name_of_several_words_is_found_in_any_case() {
    assert!(links("the NORTHERN BOARD") && links("the northern board"));
}

#[test]
fn an_entity_can_opt_out() {
    assert!(!links("The Quiet Tower."));
    assert!(links("The [[Quiet Tower]]."), "an explicit link still leads there");
}

#[test]
fn a_page_can_opt_out() {
    let chapter = "---\ntitle: T\nautolink: false\n---\nSkerryvore and [[Bell Rock]].\n";
    let build = coast().with("content/chapters/t.md", chapter).build();
    assert_eq!(
        build.main("/chapters/t/").trim(),
        "<p>Skerryvore and <a class=\"entity\" href=\"/projects/bell-rock/\">Bell Rock</a>.</p>"
    );
}

#[test]
fn an_entity_that_opts_out_can_still_mention_others() {
    let site = coast().edit(
        "content/projects/quiet.md",
        "autolink: false\n---\n",
        "autolink: false\n---\nBell Rock.\n",
    );
    let build = site.with("templates/project.html", "<main>{{ body }}</main>").build();
    assert!(build.main("/projects/quiet/").contains("href=\"/projects/bell-rock/\""));
}

#[test]
fn a_name_over_a_line_break_becomes_one_link() {
    assert_eq!(
        paragraph("Lit by the Northern\nBoard itself."),
        "Lit by the <a class=\"entity\" href=\"/companies/northern-board/\">Northern\nBoard</a> itself."
    );
    assert_eq!(
        prose("> Lit by the Northern\n> Board itself."),
        "<blockquote>\n<p>Lit by the <a class=\"entity\" href=\"/companies/northern-board/\">Northern\nBoard</a> \
         itself.</p>\n</blockquote>"
    );
}

#[test]
fn a_name_that_markup_tears_apart_is_left_alone() {
    assert_eq!(paragraph("The Northern *Board*."), "The Northern <em>Board</em>.");
    assert_eq!(paragraph("The *Northern* Board."), "The <em>Northern</em> Board.");
}

#[test]
fn several_names_in_one_paragraph_keep_the_words_between_them() {
    assert_eq!(
        paragraph("A & B: Skerryvore, Bell Rock &amp; Bell; <x> \"Northern Board\"\\!"),
        format!(
            "A &amp; B: {}, <a class=\"entity\" href=\"/projects/bell-rock/\">Bell Rock</a> &amp; \
             <a class=\"entity\" href=\"/projects/bell/\">Bell</a>; &lt;x&gt; \
             &quot;<a class=\"entity\" href=\"/companies/northern-board/\">Northern Board</a>&quot;!",
            skerryvore("Skerryvore")
        )
        .replace("&quot;", "\"")
    );
}

#[test]
fn a_name_that_two_entities_share_links_to_neither() {
    let site = coast().with("content/companies/twin.md", "---\ntitle: Skerryvore\n---\n");
    let site = site.with("content/chapters/t.md", "---\ntitle: T\n---\nSkerryvore stands.\n");
    assert_eq!(site.build().main("/chapters/t/").trim(), "<p>Skerryvore stands.</p>");
}

#[test]
fn plain_names_of_chapters_and_sources_do_not_link() {
    assert!(!links("The Survey of 1900 and the Rock towers."));
    assert_eq!(paragraph("Survey of 1900"), "Survey of 1900");
}

#[test]
fn a_figure_is_no_link_by_name() {
    let html = paragraph("Skerryvore is [[Skerryvore#height]] high.");
    assert!(html.starts_with(&skerryvore("Skerryvore")), "the name leads nowhere: {html}");
}

#[test]
fn a_link_in_a_heading_does_not_count_for_the_section_before() {
    let html = prose("Skerryvore.\n\n## The [[Skerryvore]]\n\nText.");
    assert!(html.starts_with(&format!("<p>{}.</p>", skerryvore("Skerryvore"))), "{html}");
}

#[test]
fn a_name_over_a_line_break_in_a_list_becomes_one_link() {
    let html = prose("- lit by the Northern\n  Board\n- by the Northern\nBoard");
    assert!(
        html.contains("<a class=\"entity\" href=\"/companies/northern-board/\">Northern\nBoard</a>"),
        "{html}"
    );
}

#[test]
fn escapes_and_bars_around_a_name_stay_what_they_are() {
    let html = prose("| A |\n| --- |\n| a \\| Skerryvore \\| b \\* |");
    assert!(html.contains(&format!("<td>a | {} | b *</td>", skerryvore("Skerryvore"))), "{html}");
}

#[test]
fn names_that_differ_in_case_alone_link_each_by_its_own_spelling() {
    let build = coast()
        .with("content/projects/vector.md", "---\ntitle: Vector\n---\n")
        .with("content/companies/vector.md", "---\ntitle: VECTOR\n---\n")
        .with("content/chapters/t.md", "---\ntitle: T\n---\nA Vector by VECTOR, a vector.\n")
        .build();
    assert_eq!(
        build.main("/chapters/t/").trim(),
        "<p>A <a class=\"entity\" href=\"/projects/vector/\">Vector</a> by \
         <a class=\"entity\" href=\"/companies/vector/\">VECTOR</a>, a vector.</p>"
    );
}

#[test]
fn names_beside_an_image_in_a_link_stay_as_they_are() {
    for target in ["https://example.org/", "rock/plan.pdf"] {
        for words in [
            "![map](/img/map.png) of Bell Rock",
            "Bell Rock on ![map](/img/map.png)",
            "Bell Rock ![of Bell](/img/map.png) Bell Rock",
        ] {
            let html = paragraph(&format!("[{words}]({target})"));
            assert_eq!(html.matches("<a ").count(), 1, "{html}");
            assert!(html.contains("<img ") && html.ends_with("</a>"), "{html}");
        }
    }
}

#[test]
fn an_alias_that_is_an_address_is_no_name() {
    let site =
        coast().with("content/projects/a.md", "---\ntitle: Ardnamurchan\naliases: [/Old Tower]\n---\n");
    let text = "---\ntitle: T\n---\nIt was at /Old Tower once, and (/old tower) too.\n";
    let build = site.with("content/chapters/t.md", text).build();
    let html = build.main("/chapters/t/");
    assert!(!html.contains("<a"), "{html}");
    assert!(build.has("Old Tower/index.html"), "{:?}", build.files());
}

#[test]
fn a_link_around_an_image_to_a_page_is_quoted_by_its_words() {
    for words in [
        "![map](/img/map.png)",
        "![map](/img/map.png) of Bell Rock",
        "Bell Rock on ![map](/img/map.png)",
        "Bell Rock ![of Bell](/img/map.png) Bell Rock",
        "Bell Rock ![of\nBell](/img/map.png) Bell Rock",
    ] {
        let html = paragraph(&format!("[{words}](../projects/skerryvore.md)"));
        assert_eq!(html.matches("<a ").count(), 1, "{html}");
        assert!(html.starts_with("<a class=\"entity\" href=\"/projects/skerryvore/\">"), "{html}");
        assert!(html.contains("<img ") && html.ends_with("</a>"), "{html}");
    }
}

#[test]
fn a_name_is_found_however_its_quotes_and_blanks_are_set() {
    let coast = coast()
        .with("content/projects/lets.md", "---\ntitle: Keeper's Lamp\naliases: [Straße 7, Café Oil]\n---\n")
        .with("content/projects/tide.md", "---\ntitle: Tide-DB Two\n---\n");
    for (words, html) in [
        ("Keeper’s Lamp", "Keeper’s Lamp"),
        ("Keeper&rsquo;s Lamp", "Keeper’s Lamp"),
        ("Keeper's&nbsp;Lamp", "Keeper's\u{a0}Lamp"),
        ("Keeper's\u{202f}Lamp", "Keeper's\u{202f}Lamp"),
        ("Keeper’s  Lamp", "Keeper’s  Lamp"),
        ("Keeper’s\nLamp", "Keeper’s\nLamp"),
        ("Tide\u{2011}DB Two", "Tide\u{2011}DB Two"),
        ("Ti\u{ad}de-DB Two", "Ti\u{ad}de-DB Two"),
        ("Cafe\u{301} Oil", "Cafe\u{301} Oil"),
        ("STRASSE 7", "STRASSE 7"),
    ] {
        for text in [format!("Über {words}."), format!("[[{words}]]")] {
            // A link is written as it is, and on one line.
            if text.starts_with("[[") && words.contains(['\n', '&']) {
                continue;
            }
            let text = format!("---\ntitle: T\n---\n{text}\n");
            let build = coast.clone().with("content/chapters/t.md", text.clone()).build();
            let main = build.main("/chapters/t/");
            assert!(main.contains(&format!("/\">{html}</a>")), "{text}: {main}{}", build.report());
        }
    }
}

#[test]
fn a_name_inside_a_longer_one_does_not_link() {
    let site = coast()
        .with("content/projects/serde.md", "---\ntitle: serde\n---\n")
        .with("content/projects/core.md", "---\ntitle: \"@lamp/core\"\n---\n")
        .with("content/projects/last.md", "---\ntitle: ラスト\n---\n");
    let links = |words: &str| {
        let build =
            site.clone().with("content/chapters/t.md", format!("---\ntitle: T\n---\n{words}\n")).build();
        build.main("/chapters/t/").matches("<a class=\"entity\"").count()
    };
    for no in [
        "The serde-json crate.",
        "Skerryvore-Console.",
        "@lamp/core-dom.",
        "ブラストは別の言葉。",
        "serde_json",
    ] {
        assert_eq!(links(no), 0, "{no}");
    }
    for yes in ["serde-based", "Skerryvore-based", "@lamp/core, x", "ラストは", "Serde's", "serde는 빠르다"]
    {
        assert_eq!(links(yes), 1, "{yes}");
    }
}

#[test]
fn of_a_letter_that_is_spelt_with_two_a_half_is_no_name() {
    let site = coast().with("content/projects/gas.md", "---\ntitle: GAS\n---\n");
    let text = "---\ntitle: T\n---\nGaß and GAS and ÇGAS.\n";
    let build = site.with("content/chapters/t.md", text).build();
    assert_eq!(build.main("/chapters/t/").matches("<a ").count(), 1, "{}", build.main("/chapters/t/"));
}

/// The words that link on a page, in a site with entities of these names.
fn linked(names: &[&str], markdown: &str) -> Vec<String> {
    let mut site = coast().with("content/chapters/t.md", format!("---\ntitle: T\n---\n{markdown}\n"));
    for (index, name) in names.iter().enumerate() {
        site = site.with(&format!("content/projects/p{index}.md"), format!("---\ntitle: {name}\n---\n"));
    }
    let build = site.build();
    let links = build.main("/chapters/t/").split("<a class=\"entity\"").skip(1);
    links.filter_map(|link| Some(link.split_once('>')?.1.split_once('<')?.0.to_owned())).collect()
}

#[test]
fn a_name_that_is_an_ordinary_word_does_not_link_where_the_word_can_be_meant() {
    let names = ["kind", "Open", "sources", "Go", "box"];
    let prose = "This kind of thing is open. Open the file. All sources agree. Go home with a box.";
    assert_eq!(linked(&names, prose), [""; 0]);
    for start in ["- Go", "| Go | Open |\n| --- | --- |\n| Go | on |", "So: Open it.", "“Go home.”", "> Go"]
    {
        assert_eq!(linked(&names, start), [""; 0], "{start}");
    }
    assert_eq!(linked(&names, "It is written in Go. We use Open."), ["Go", "Open"]);
}

#[test]
fn a_name_in_small_letters_that_is_no_word_links_at_the_start_too() {
    assert_eq!(
        linked(&["lampd", "Lampo"], "Lampd burns. Lampo does not, and lampd does."),
        ["Lampd", "Lampo"]
    );
}

#[test]
fn a_name_that_is_an_ordinary_word_links_everywhere_if_its_page_says_so() {
    let names = ["kind\nautolink: true", "Go\nautolink: true"];
    assert_eq!(linked(&names, "Go is one kind."), ["Go", "kind"]);
}
