//! What a browser gets of a site: pages, copies it need not fetch again, parts, and redirects.

use fieldbook::serve::http::respond::version;

use super::example::{HOME, LARGE, Serving};

#[test]
fn a_page_comes_with_the_script_and_with_the_headers_that_keep_it_safe_and_fresh() {
    let serving = Serving::start();
    let page = serving.get("/repo/", &[]);
    let version = version(HOME.as_bytes());
    let script = format!(
        "<script src=\"/repo/__fieldbook/reload.js\" defer data-version=\"{version}\"></script></head>"
    );
    assert_eq!(page.text(), HOME.replace("</head>", &script));
    assert_eq!(page.header("Content-Type"), "text/html; charset=utf-8");
    assert_eq!(page.header("X-Content-Type-Options"), "nosniff");
    assert_eq!(page.header("Cache-Control"), "no-cache");
    assert_eq!(page.header("Content-Length"), page.body.len().to_string());
    let missing = serving.get("/repo/missing/", &[]);
    assert_eq!(missing.status, 404);
    assert!(missing.text().starts_with("<p>missing</p><script"));
}

#[test]
fn a_browser_that_has_the_page_is_not_sent_it_again() {
    let serving = Serving::start();
    let mut client = serving.client();
    let tag = client.get("/repo/", &[]).header("ETag").to_owned();
    assert!(tag.starts_with('"') && tag.len() > 16, "{tag}");
    for list in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
        let answer = client.get("/repo/", &[&format!("If-None-Match: {list}")]);
        assert_eq!((answer.status, answer.header("ETag")), (304, &*tag), "{list}");
    }
    assert_eq!(client.get("/repo/", &["If-None-Match: \"x\""]).status, 200);
    assert_eq!(client.get("/repo/missing", &["If-None-Match: *"]).status, 404);
    let two = ["If-None-Match: \"x\"", &format!("If-None-Match: {tag}")];
    assert_eq!(client.get("/repo/", &two).status, 304);
}

#[test]
fn a_part_of_a_file_is_sent_alone() {
    let serving = Serving::start();
    let mut client = serving.client();
    let mut ask = |range: &str| {
        let answer = client.get("/repo/data.txt", &[&format!("Range: {range}")]);
        (answer.status, answer.header("Content-Range").to_owned(), answer.text())
    };
    assert_eq!(ask("bytes=2-4"), (206, "bytes 2-4/10".into(), "234".into()));
    assert_eq!(ask("bytes=7-"), (206, "bytes 7-9/10".into(), "789".into()));
    assert_eq!(ask("bytes=-2"), (206, "bytes 8-9/10".into(), "89".into()));
    assert_eq!(ask("bytes=0-1,4-5"), (200, String::new(), "0123456789".into()));
    assert_eq!(ask("lines=1-2"), (200, String::new(), "0123456789".into()));
    let (status, range, _) = ask("bytes=10-");
    assert_eq!((status, &*range), (416, "bytes */10"));
    let answer = client.get("/repo/data.txt", &[]);
    assert_eq!(answer.header("Accept-Ranges"), "bytes");
    let lines = [&*format!("If-Range: {}", answer.header("ETag")), "Range: bytes=0-0"];
    assert_eq!(client.get("/repo/data.txt", &lines).text(), "0");
    assert_eq!(client.get("/repo/data.txt", &["If-Range: \"old\"", "Range: bytes=0-0"]).status, 200);
}

#[test]
fn a_folder_without_its_slash_is_redirected_and_keeps_its_query() {
    let serving = Serving::start();
    let location = |target: &str| {
        let answer = serving.get(target, &[]);
        (answer.status, answer.header("Location").to_owned())
    };
    assert_eq!(location("/repo/dir?a=1&b=%0d%0a"), (301, "/repo/dir/?a=1&b=%0d%0a".into()));
    assert_eq!(location("/repo"), (301, "/repo/".into()));
    assert_eq!(location("/"), (302, "/repo/".into()));
    for outside in ["/other", "/dir/", "/repo/../secret", "/repo/%2e%2e/secret", "/repo/dir%00"] {
        assert_eq!(location(outside), (404, String::new()), "{outside}");
    }
}

#[test]
fn a_large_file_arrives_whole() {
    let serving = Serving::start();
    let answer = serving.get("/repo/large.bin", &[]);
    assert_eq!(answer.body.len(), LARGE);
    assert!(answer.body.iter().all(|byte| *byte == 7));
}
