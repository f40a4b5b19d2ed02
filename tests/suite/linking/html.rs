//! Links in HTML and pictures, as far as the pages are concerned that they lead to.

use super::coast;

#[test]
fn pictures_and_blocks_of_html_can_lead_to_pages() {
    for markdown in [
        "![ÄÖÜ and more](../projects/skerryvore.md)",
        "<img src=\"../projects/skerryvore.md\" alt=\"ÄÖÜ and more\">",
        "<p>\n<a href=\"../projects/skerryvore.md\">ÄÖÜ <b>and</b> more</a>\n</p>",
        "<a href=\"../projects/skerryvore.md\">ÄÖÜ\nand</a>\n\n<details><summary><a href=\"../projects/skerryvore.md\">x</a></summary></details>",
        "## <a href=\"../projects/skerryvore.md\">ÄÖÜ</a> and\n\n<p><a href=\"../projects/skerryvore.md\">x</a>",
    ] {
        let page = format!("---\ntitle: P\n---\n{markdown}\n");
        let built = coast().with("content/notes/p.md", page).build();
        assert!(built.html("/notes/p/").contains("/projects/skerryvore/"), "{markdown}\n{}", built.report());
    }
}
