//! The addresses that lead to a page from elsewhere: an alias as it is written → where it is published, or why
//! no host could serve it.

use percent_encoding::percent_decode_str;

use super::Page;
use crate::paths::{UrlPath, scheme, slug};

/// Why an alias makes no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoAddress {
    pub(super) message: String,
    pub(super) help: String,
}

/// The ends of pages that a program writes for each request. A host of files sends them as downloads.
const PROGRAMS: [&str; 10] = ["php", "php5", "phtml", "asp", "aspx", "jsp", "jspx", "cgi", "cfm", "pl"];

/// The ends of files that every host sends as pages.
const PAGES: [&str; 2] = ["html", "htm"];

/// Where an alias of a page is published. One that starts with a slash is an address and stays as it is, without
/// its escapes; any other is a name that takes the place of the slug.
pub(super) fn address(page: &Page, alias: &str) -> Result<UrlPath, NoAddress> {
    if alias.starts_with('/') {
        return whole(alias);
    }
    if scheme(alias).is_some() && alias.contains("//") {
        return refuse(
            format!("the alias `{alias}` is neither a name nor a path"),
            "write the part behind the host, from its `/` on".to_owned(),
        );
    }
    if is_file(alias, &PAGES) {
        return refuse(
            format!("the alias `{alias}` is neither a name nor a whole address"),
            format!("a whole address starts with a slash: `/{alias}`"),
        );
    }
    let name = slug(alias);
    if name.is_empty() {
        let message = format!("no address can be made of the name `{alias}`");
        return refuse(message, "use at least one letter or digit".to_owned());
    }
    let parent = page.url.as_str().trim_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
    Ok(UrlPath::folder(format!("{parent}/{name}").trim_matches('/')))
}

fn whole(alias: &str) -> Result<UrlPath, NoAddress> {
    if let Some(at) = alias.find(['?', '#']) {
        let (path, rest) = alias.split_at(at);
        return refuse(
            format!("no host of files tells addresses apart by what follows `{}`", &rest[..1]),
            format!("write `{path}`, which answers whatever follows it"),
        );
    }
    let Ok(path) = percent_decode_str(alias).decode_utf8() else {
        let message = format!("the escapes in the address `{alias}` are not UTF-8");
        return refuse(message, "write the letters themselves".to_owned());
    };
    if path.contains(|c: char| c.is_control() || c == '\\') {
        let message = "an address cannot hold control characters or `\\`".to_owned();
        return refuse(message, "separate its parts by `/`".to_owned());
    }
    let folder = path[1..].strip_suffix('/').unwrap_or(&path[1..]);
    if !folder.is_empty() && folder.split('/').any(|part| ["", ".", ".."].contains(&part)) {
        let plain = UrlPath::file(folder).output().map(|path| path.to_string()).unwrap_or_default();
        return refuse(
            format!("the address `{alias}` has a part that is empty, `.` or `..`, which browsers take away"),
            format!("write `/{plain}`"),
        );
    }
    if path.ends_with('/') {
        return Ok(UrlPath::folder(folder));
    }
    if is_file(&path, &PROGRAMS) {
        let stem = path.rsplit_once('.').map_or(&*path, |(stem, _)| stem);
        return refuse(
            format!("a host of files does not serve `{alias}` as a page"),
            format!("write `{stem}/`, and let the host send readers there if it can"),
        );
    }
    Ok(if is_file(&path, &PAGES) { UrlPath::file(folder) } else { UrlPath::folder(folder) })
}

/// Whether an address is that of a file with one of these ends.
fn is_file(path: &str, extensions: &[&str]) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension =
        name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, extension)| extension);
    extension.is_some_and(|extension| extensions.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

fn refuse<T>(message: String, help: String) -> Result<T, NoAddress> {
    Err(NoAddress { message, help })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_address_stays_as_it_is_written() {
        for (alias, output) in [
            ("/About_Us.html", "About_Us.html"),
            ("/About.HTM", "About.HTM"),
            ("/docs/v1.2/", "docs/v1.2/index.html"),
            ("/docs/v1.2", "docs/v1.2/index.html"),
            ("/Blog/Post", "Blog/Post/index.html"),
            ("/old%20page", "old page/index.html"),
            ("/a+b", "a+b/index.html"),
            ("/2019/c++/", "2019/c++/index.html"),
            ("/\u{fc}ber/", "\u{fc}ber/index.html"),
            ("/%C3%BCber/", "\u{fc}ber/index.html"),
            ("/100%", "100%/index.html"),
            ("/a%26b", "a&b/index.html"),
            ("/old/index.html", "old/index.html"),
            ("/node.js", "node.js/index.html"),
            ("/.html", ".html/index.html"),
            ("/~ada/", "~ada/index.html"),
        ] {
            let url = whole(alias).unwrap_or_else(|refused| panic!("{alias}: {refused:?}"));
            assert_eq!(url.output().map(|path| path.to_string()).as_deref(), Some(output), "{alias}");
        }
    }

    #[test]
    fn what_no_host_of_files_can_serve_is_refused() {
        for alias in [
            "/list?id=3",
            "/list#prices",
            "/lamps.php",
            "/x/Default.ASPX",
            "/a//b",
            "//a",
            "/a/../b",
            "/a/./b",
            "/%2e%2e/b",
            "/a\\b",
            "/a%00b",
            "/a%5Cb",
            "/%FF",
            "/a\nb",
        ] {
            assert!(whole(alias).is_err(), "{alias}");
        }
    }
}
