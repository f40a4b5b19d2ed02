//! A request and the published site → the response GitHub Pages would give, and what keeps a page fresh.
//!
//! Pure: there is no disk and no socket here. An address can only name a file the site has published.

use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::conditions::{self, Part};
use super::media::{HTML, content_type};
use super::request::Request;
use super::response::Response;
use crate::paths::{OutputPath, UrlPath, decoded};

/// A site as it is published now.
pub trait Published: Send + Sync {
    /// The path in front of every address: empty, or `/report`.
    fn base(&self) -> &str;

    /// What is published at a path; `None` if nothing is.
    fn find(&self, path: &OutputPath) -> Option<Served>;
}

/// What a site has at a path.
#[derive(Clone, Debug)]
pub enum Served {
    /// A file.
    File(Arc<[u8]>),
    /// A page that could not be made, and a page in its place that says why.
    Failed(Vec<u8>),
}

/// The texts that keep a page fresh, below the base path.
const OWN: [(&str, &str); 3] = [
    ("__fieldbook/reload.js", include_str!("../client/reload.js")),
    ("__fieldbook/overlay.css", include_str!("../client/overlay.css")),
    ("__fieldbook/marks.css", include_str!("../client/marks.css")),
];

/// Answers a request.
pub fn respond(site: &dyn Published, request: &Request) -> Response {
    let Ok(path) = percent_decode_str(&request.path).decode_utf8() else {
        return Response::text(400, "The address is not UTF-8.\n");
    };
    match locate(site, &path) {
        Place::File(path, Served::File(bytes)) => file(site, request, &path, bytes),
        Place::File(_, Served::Failed(page)) => Response::new(500, HTML, fresh(site, &page)),
        Place::Folder(folder) => redirect(301, site, &folder, &request.query),
        Place::Outside => redirect(302, site, &UrlPath::folder(""), ""),
        Place::Nowhere => missing(site),
    }
}

/// Answers a request with the file as it is published, for a reader who sees it once.
pub fn plain(site: &dyn Published, request: &Request) -> Response {
    let file = file_at(site, &request.path);
    match file.and_then(|path| Some((content_type(path.as_str()), site.find(&path)?))) {
        Some((content_type, Served::File(bytes))) => Response::new(200, content_type, bytes),
        Some((_, Served::Failed(_))) | None => Response::text(404, "There is nothing here.\n"),
    }
}

/// The published file behind an undecoded address, redirects followed; `None` if the address has none.
pub fn file_at(site: &dyn Published, path: &str) -> Option<OutputPath> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    match locate(site, &path) {
        Place::File(path, _) => Some(path),
        Place::Folder(folder) => folder.output(),
        Place::Outside => UrlPath::folder("").output(),
        Place::Nowhere => None,
    }
}

/// Names what a page held when it was served: the first 16 hexadecimal digits of its hash.
pub fn version(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

/// What an address stands for.
enum Place {
    File(OutputPath, Served),
    /// A folder without its slash.
    Folder(UrlPath),
    /// The root of a host whose site lies deeper.
    Outside,
    Nowhere,
}

/// Looks an address up in the order of GitHub Pages: `name`, `name.html`, `name/index.html`.
fn locate(site: &dyn Published, path: &str) -> Place {
    let base = decoded(site.base());
    let inside = path.strip_prefix(&*base).filter(|inside| inside.is_empty() || inside.starts_with('/'));
    let Some(inside) = inside else {
        return if path == "/" { Place::Outside } else { Place::Nowhere };
    };
    let Some(inside) = inside.strip_prefix('/') else { return Place::Folder(UrlPath::folder("")) };
    let candidates = if inside.is_empty() || inside.ends_with('/') {
        vec![format!("{inside}index.html")]
    } else {
        vec![inside.to_owned(), format!("{inside}.html")]
    };
    for candidate in candidates {
        if let Some((path, content)) = find(site, &candidate) {
            return Place::File(path, content);
        }
    }
    match find(site, &format!("{inside}/index.html")) {
        Some(_) => Place::Folder(UrlPath::folder(inside)),
        None => Place::Nowhere,
    }
}

/// A path that is not in its shortest form is no address: relative links on its page would lead elsewhere.
fn find(site: &dyn Published, path: &str) -> Option<(OutputPath, Served)> {
    let output = OutputPath::new(path).filter(|output| output.as_str() == path)?;
    let own = OWN.iter().find(|(name, _)| *name == path);
    let content = match own {
        Some((_, text)) => Served::File(text.as_bytes().into()),
        None => site.find(&output)?,
    };
    Some((output, content))
}

fn file(site: &dyn Published, request: &Request, path: &OutputPath, bytes: Arc<[u8]>) -> Response {
    let content_type = content_type(path.as_str());
    let bytes = if content_type == HTML { fresh(site, &bytes) } else { bytes };
    let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
    let response = Response::new(200, content_type, bytes).with("Accept-Ranges", "bytes");
    if request.if_none_match.as_ref().is_some_and(|list| conditions::names(list, &tag)) {
        return Response { status: 304, ..response.with("ETag", tag) };
    }
    // A range continues a copy; if the file is no longer the one copied, the whole is sent.
    let same = request.if_range.as_ref().is_none_or(|copy| *copy == tag);
    let range = request.range.as_ref().filter(|_| same && !request.head);
    let response = response.with("ETag", tag);
    match range {
        Some(range) => partial(response, range),
        None => response,
    }
}

fn partial(response: Response, range: &str) -> Response {
    let length = response.body.len();
    match conditions::part(range, length) {
        Part::Whole => response,
        Part::Bytes(part) => {
            let range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            Response { status: 206, part, ..response.with("Content-Range", range) }
        }
        Part::Unsatisfiable => {
            let text = Response::text(416, "The file has no such bytes.\n");
            text.with("Content-Range", format!("bytes */{length}"))
        }
    }
}

/// What has a meaning in a header or ends a query. A parsed request can hold none of it, but this is the one
/// place where a request's text goes into a header.
const QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>');

fn redirect(status: u16, site: &dyn Published, url: &UrlPath, query: &str) -> Response {
    let mark = if query.is_empty() { "" } else { "?" };
    let query = utf8_percent_encode(query, QUERY);
    let location = format!("{}{url}{mark}{query}", site.base());
    Response::text(status, "The page is at another address.\n").with("Location", location)
}

fn missing(site: &dyn Published) -> Response {
    match find(site, "404.html") {
        Some((_, Served::File(page))) => Response::new(404, HTML, fresh(site, &page)),
        Some((_, Served::Failed(page))) => Response::new(500, HTML, fresh(site, &page)),
        None => Response::text(404, "There is no page at this address.\n"),
    }
}

/// A page with the script that keeps it fresh, in its head or else at its end.
fn fresh(site: &dyn Published, page: &[u8]) -> Arc<[u8]> {
    let (base, version) = (site.base(), version(page));
    let script = format!("<script src=\"{base}/{}\" defer data-version=\"{version}\"></script>", OWN[0].0);
    let end_of_head = page.windows(7).position(|window| window.eq_ignore_ascii_case(b"</head>"));
    let (before, after) = page.split_at(end_of_head.unwrap_or(page.len()));
    [before, script.as_bytes(), after].concat().into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    struct Site {
        base: &'static str,
        files: BTreeMap<&'static str, Served>,
    }

    impl Published for Site {
        fn base(&self) -> &str {
            self.base
        }

        fn find(&self, path: &OutputPath) -> Option<Served> {
            self.files.get(path.as_str()).cloned()
        }
    }

    const PAGE: &str = "<html><HEAD><title>x</title></Head><body>x</body></html>";

    fn site(base: &'static str) -> Site {
        let pages = ["index.html", "404.html", "dir/index.html", "name.html", "both.html", "both/index.html"];
        let pages = pages.into_iter().chain(["an ä/index.html"]);
        let page = |name| (name, Served::File(PAGE.as_bytes().into()));
        let mut files: BTreeMap<_, _> = pages.map(page).collect();
        files.insert("data.txt", Served::File(b"0123456789".as_slice().into()));
        files.insert("bad/index.html", Served::Failed(b"<p>why</p>".to_vec()));
        Site { base, files }
    }

    fn get(base: &'static str, target: &str) -> Response {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let request = Request { path: path.into(), query: query.into(), ..Request::default() };
        respond(&site(base), &request)
    }

    fn header(response: &Response, name: &str) -> String {
        let found = response.headers.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    #[track_caller]
    fn check(base: &'static str, target: &str, status: u16, location: &str) {
        let response = get(base, target);
        assert_eq!((response.status, header(&response, "Location").as_str()), (status, location), "{target}");
    }

    #[test]
    fn addresses_mean_what_they_mean_on_github_pages() {
        let cases = [
            ("/repo/", 200, ""),
            ("/repo", 301, "/repo/"),
            ("/repo/dir/", 200, ""),
            ("/repo/dir/index.html", 200, ""),
            ("/repo/dir", 301, "/repo/dir/"),
            ("/repo/dir?a=1&b", 301, "/repo/dir/?a=1&b"),
            ("/repo/name", 200, ""),
            ("/repo/name/", 404, ""),
            ("/repo/both", 200, ""),
            ("/repo/both/", 200, ""),
            ("/repo/Dir/", 404, ""),
            ("/repo/NAME.html", 404, ""),
            ("/repo/an%20%C3%A4", 301, "/repo/an%20%C3%A4/"),
            ("/repo/an%20%c3%a4/", 200, ""),
            ("/repo/n%61me", 200, ""),
            ("/repo/404.html", 200, ""),
            ("/repo/bad/", 500, ""),
            ("/", 302, "/repo/"),
            ("/dir/", 404, ""),
            ("/repository/", 404, ""),
        ];
        for (target, status, location) in cases {
            check("/repo", target, status, location);
        }
        check("", "/", 200, "");
        check("", "/dir", 301, "/dir/");
        check("/a%20b", "/a%20b/dir", 301, "/a%20b/dir/");
    }

    #[test]
    fn no_address_leads_out_of_the_site_or_to_a_page_by_two_names() {
        let paths = ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/dir/../name", "/dir/%2E%2E/name", "/./name"];
        let more = ["//name", "/dir//", "/dir%2f%2findex.html", "/..%5Cname", "/dir\\index.html", "/name%00"];
        for path in paths.into_iter().chain(more).chain(["//evil.test", "/n%2561me", "/name%0a"]) {
            check("", path, 404, "");
        }
        check("", "/%ff", 400, "");
        check("", "/dir?%0d%0aSet-Cookie:%20x", 301, "/dir/?%0d%0aSet-Cookie:%20x");
        check("", "/dir?\r\nSet-Cookie: x", 301, "/dir/?%0D%0ASet-Cookie:%20x");
    }

    #[test]
    fn every_page_is_given_the_script_and_the_version_it_had_without_it() {
        let version = version(PAGE.as_bytes());
        assert!(version.len() == 16 && blake3::hash(PAGE.as_bytes()).to_hex().starts_with(&version));
        let script =
            format!("<script src=\"/repo/__fieldbook/reload.js\" defer data-version=\"{version}\"></script>");
        let expected = PAGE.replace("</Head>", &format!("{script}</Head>"));
        for target in ["/repo/", "/repo/name", "/repo/missing"] {
            let response = get("/repo", target);
            assert_eq!(String::from_utf8_lossy(response.bytes()), expected, "{target}");
            assert_eq!(header(&response, "Content-Type"), HTML);
        }
        let failed = get("", "/bad/");
        assert!(failed.bytes().starts_with(b"<p>why</p><script src=\"/__fieldbook/reload.js\""));
        assert_eq!(get("/repo", "/repo/data.txt").bytes(), b"0123456789");
    }

    #[test]
    fn the_script_and_the_style_of_the_overlay_are_served_below_the_base() {
        let script = get("/repo", "/repo/__fieldbook/reload.js");
        assert_eq!((script.status, script.bytes()), (200, OWN[0].1.as_bytes()));
        assert_eq!(header(&script, "Content-Type"), "text/javascript; charset=utf-8");
        assert_eq!(get("/repo", "/repo/__fieldbook/overlay.css").bytes(), OWN[1].1.as_bytes());
        assert_eq!(get("/repo", "/__fieldbook/reload.js").status, 404);
    }

    #[test]
    fn a_site_without_a_404_page_says_so_in_plain_text() {
        let mut site = site("");
        site.files.remove("404.html");
        let response = respond(&site, &Request { path: "/x".into(), ..Request::default() });
        assert_eq!(
            (response.status, header(&response, "Content-Type").as_str()),
            (404, "text/plain; charset=utf-8")
        );
    }

    #[test]
    fn the_file_behind_an_address_is_found_through_redirects() {
        let found = |path| file_at(&site("/repo"), path).map(|path| path.to_string());
        assert_eq!(found("/repo/dir").as_deref(), Some("dir/index.html"));
        assert_eq!(found("/repo").as_deref(), Some("index.html"));
        assert_eq!(found("/repo/an%20%C3%A4/").as_deref(), Some("an ä/index.html"));
        assert_eq!(found("/repo/missing"), None);
        assert_eq!(found("/").as_deref(), Some("index.html"));
        assert_eq!(found("/other/"), None);
    }

    #[test]
    fn a_range_continues_only_the_copy_that_is_still_published() {
        let ask = |if_range: Option<String>, head| {
            let path = "/data.txt".into();
            let range = Some("bytes=4-5".into());
            respond(&site(""), &Request { head, path, range, if_range, ..Request::default() })
        };
        let part = ask(None, false);
        let tag = header(&part, "ETag");
        assert_eq!((part.status, part.bytes()), (206, b"45".as_slice()));
        assert_eq!(ask(Some(tag.clone()), false).status, 206);
        for other in ["\"other\"".to_owned(), format!("W/{tag}"), "Sat, 21 Nov 2026 10:00:00 GMT".to_owned()]
        {
            assert_eq!(ask(Some(other), false).bytes(), b"0123456789");
        }
        assert_eq!(ask(None, true).status, 200);
    }
}
