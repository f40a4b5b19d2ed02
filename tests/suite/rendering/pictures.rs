//! Pictures: their size, read from their files.

use insta::assert_snapshot;

use crate::site::Site;

#[test]
fn pictures_have_the_size_their_files_tell() {
    let gif = b"GIF89a\x40\x00\x30\x00\x00\x00\x00";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"6\"/>";
    let site = Site::parse("-- templates/page.html --\n<main>{{ body }}</main>\n")
        .with("content/a.md", "---\ntitle: A\n---\n![x](lamp.gif) ![y](/y.svg) ![z](/z.svg) [w](/y.svg)\n")
        .with("content/lamp.gif", gif)
        .with("static/y.svg", svg)
        .with("static/z.svg", "<svg/>");
    assert_snapshot!(site.build().main("/a/"), @r#"<p><img src="/lamp.gif" alt="x" width="64" height="48" loading="lazy" decoding="async"> <img src="/y.svg" alt="y" width="8" height="6" loading="lazy" decoding="async"> <img src="/z.svg" alt="z" loading="lazy" decoding="async"> <a href="/y.svg">w</a></p>"#);
}
