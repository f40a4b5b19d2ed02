//! Slugs, paths, addresses, dates, numbers and quoted texts: none leaves the site, and what is printed is read back.
#![no_main]

use fieldbook::config::BaseUrl;
use fieldbook::date::Date;
use fieldbook::grammar;
use fieldbook::node::characters::is_forbidden;
use fieldbook::node::{Node, Value, parse_toml, parse_yaml, toml_text, yaml_text};
use fieldbook::number::Number;
use fieldbook::paths::{OutputPath, SourcePath, UrlPath, decoded, is_elsewhere, slug};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    slugs(text);
    paths(text);
    // Characters that no page can hold are reported and left out wherever they are read.
    if !text.contains(is_forbidden) {
        texts(text);
    }
    values(text);
});

fn slugs(text: &str) {
    let once = slug(text);
    assert_eq!(slug(&once), once);
    let safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    assert!(once.chars().all(safe) && !once.starts_with('-') && !once.ends_with('-'), "{once:?}");
}

fn inside(path: &str) {
    let safe = path.split('/').all(|part| !["", ".", ".."].contains(&part) && !part.contains(['\\', '\0']));
    assert!(safe, "{path:?} leaves its folder");
}

fn paths(text: &str) {
    let page = SourcePath::new("content/chapters/one.md");
    for path in [page.join(text), page.child(text)].into_iter().flatten() {
        assert!(!path.as_str().split('/').any(|part| part == ".."), "{path} leaves the site");
    }
    for path in [OutputPath::new(text), UrlPath::file(text).output(), UrlPath::folder(text).output()] {
        let Some(path) = path else { continue };
        inside(path.as_str());
        let (_, _) = (path.excess(), path.unportable());
        assert_eq!(path.url().output().as_ref(), Some(&path), "an address leads to another file");
    }
    let (_, _) = (decoded(text), is_elsewhere(text));
    if let Some(url) = BaseUrl::parse(text) {
        let printed = format!("{}{}/", url.origin, url.path);
        assert!(!printed.contains(['"', '<', '>', '\n', ' ']), "{printed:?} is no address");
        assert_eq!(BaseUrl::parse(&printed), Some(url), "{printed}");
    }
    if grammar::is_web_address(text) {
        let range = grammar::host_and_port(text);
        assert!(text.get(range).is_some() && !grammar::web_host(text).is_empty(), "{text:?} has no host");
    }
    let (_, _, _) = (grammar::is_mail_address(text), grammar::is_language_tag(text), grammar::is_path(text));
    if let Some(host) = grammar::host_in_ascii(text) {
        assert!(host.is_ascii());
    }
}

/// The text of `title`, with its blanks.
fn title(node: &Node) -> Option<&str> {
    match &node.get("title")?.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn texts(text: &str) {
    let path = SourcePath::new("x.md");
    let mut problems = Vec::new();
    let source = format!("outer: [{{title: {}, next: 1}}]\n", yaml_text(text));
    let yaml = parse_yaml(&path, &source, 0, &mut problems);
    let read = yaml.as_ref().and_then(|node| node.get("outer")).and_then(|node| node.items().first());
    assert_eq!(read.and_then(title), Some(text), "{source}");
    let source = format!("title = {}\nnext = 1\n", toml_text(text));
    assert_eq!(title(&parse_toml(&path, &source, &mut problems)), Some(text), "{source}");
    assert_eq!(problems, []);
}

fn values(text: &str) {
    if let Some(date) = Date::parse(text) {
        assert_eq!(Date::parse(&date.to_string()), Some(date));
        let (_, _, _) = (date.long(), date.short(), date.rfc3339());
        let within = date.fraction() - f64::from(date.year());
        assert!(date.is_by(date) && (0.0..1.0).contains(&within), "{date} is not in its year");
    }
    let (_, _) = (Date::meant(text), Date::parse_words(text));
    if let Some(number) = Number::parse(text) {
        assert_eq!(number.compare(&number), std::cmp::Ordering::Equal);
        let again = Number::parse(&number.plain());
        assert!(
            again.is_some_and(|again| again.compare(&number).is_eq()),
            "{} is not {text}",
            number.plain()
        );
        assert!(number.value().is_finite(), "{text} has no value");
        let _ = number.grouped();
    }
}
