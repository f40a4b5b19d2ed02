//! Names in other languages.

use super::Site;

const SITE: &str = "
    -- content/index.md --
    ---
    title: Home
    ---
    字节跳动是一家公司。在东京，ウーロン社と쿠팡은 meet.

    ## Later

    [[쿠팡]].
    -- content/companies/bytes.md --
    ---
    title: Bytes
    names: {zh: 字节跳动, ja: [ウーロン社]}
    ---
    -- content/companies/parcels.md --
    ---
    title: Parcels
    names: {ko: 쿠팡}
    ---
";

#[test]
fn names_in_other_languages_link_in_prose_without_blanks_around_them() {
    let build = Site::parse(SITE).build().clean();
    let home = build.main("/");
    for link in [
        "<a class=\"entity\" href=\"/companies/bytes/\">字节跳动</a>是一家公司",
        "<a class=\"entity\" href=\"/companies/parcels/\">쿠팡</a>은 meet.",
        "<a class=\"entity\" href=\"/companies/parcels/\">쿠팡</a>.",
    ] {
        assert!(home.contains(link), "{link} is not in\n{home}");
    }
    let page = build.main("/companies/bytes/");
    assert!(page.contains("<bdi lang=\"zh\">字节跳动</bdi> · <bdi lang=\"ja\">ウーロン社</bdi>"), "{page}");
}

#[test]
fn a_name_in_another_language_is_no_address() {
    let build = Site::parse(SITE).build().clean();
    let companies = build.0.output.iter().filter(|(path, _)| path.as_str().starts_with("companies/"));
    assert_eq!(companies.count(), 3);
}
