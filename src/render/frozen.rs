//! A page of the site of an edition → the same with what is put into it. Whatever template once wrote it, it is read as
//! HTML, and all else stays byte for byte.

use std::ops::Range;

use html5gum::emitters::callback::CallbackEvent;

use super::html::{Html, element};
use crate::markup;
use crate::plan::{FrozenBanner, FrozenInput};

/// Where something is put into a page.
#[derive(Default)]
struct Places {
    /// The address that search engines are told to take.
    canonical: Option<Range<usize>>,
    /// Before the header of the page, or else its main part.
    above: Option<usize>,
    /// Where its text begins.
    body: Option<usize>,
}

/// Writes the page.
pub(super) fn page(input: &FrozenInput) -> Vec<u8> {
    let FrozenInput { bytes, canonical, banner: line, folder: _, base: _, shared: _ } = input;
    let Ok(html) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let places = places(bytes);
    let canonical = canonical.as_ref().zip(places.canonical);
    let canonical = canonical.map(|(url, place)| (place, Html::default().text(url).into_string()));
    let above = line.as_ref().zip(places.above.or(places.body));
    let above = above.map(|(line, place)| (place..place, banner(line).into_string()));
    let mut edits: Vec<_> = canonical.into_iter().chain(above).collect();
    edits.sort_by_key(|(place, _)| place.start);
    let (mut out, mut copied) = (String::with_capacity(html.len() + 512), 0);
    for (place, text) in edits {
        out.push_str(html.get(copied..place.start).unwrap_or_default());
        out.push_str(&text);
        copied = place.end;
    }
    out.push_str(html.get(copied..).unwrap_or_default());
    with_shared(&out, input).into_bytes()
}

fn places(html: &[u8]) -> Places {
    let mut places = Places::default();
    let (mut start, mut tag, mut attribute) = (0, Vec::new(), Vec::new());
    let (mut address, mut is_canonical) = (None, false);
    markup::read::<usize>(html, |event, span| match event {
        CallbackEvent::OpenStartTag { name } => {
            (start, tag) = (span.start, name.to_vec());
            (address, is_canonical) = (None, false);
            if places.above.is_none() && matches!(*name, b"header" | b"main") {
                places.above = Some(start);
            }
        }
        CallbackEvent::AttributeName { name } => attribute = name.to_vec(),
        CallbackEvent::AttributeValue { value } if tag == b"link" => match attribute.as_slice() {
            b"href" => address = Some(span.start..span.end),
            b"rel" => is_canonical = value.eq_ignore_ascii_case(b"canonical"),
            _ => {}
        },
        CallbackEvent::CloseStartTag { .. } if tag == b"body" => places.body = Some(span.end),
        CallbackEvent::CloseStartTag { .. } if is_canonical => {
            places.canonical = places.canonical.take().or(address.take());
            is_canonical = false;
        }
        _ => {}
    });
    places
}

/// The line that says which edition this is.
fn banner(FrozenBanner { edition, living }: &FrozenBanner) -> Html {
    let name = element("a").href(&edition.url).text(&edition.title);
    let words = element("p").text("This is the edition ").with(name).text(", as it was. ");
    let words = match living {
        Some(url) => words.with(element("a").href(url).text("This page today")),
        None => words.text("This page is not in the report any more."),
    };
    element("aside").class("edition-banner").attr("aria-label", "Edition").with(words).line()
}

/// Takes from the living site what it has as well. The hash in the name keeps an address from meaning anything else.
fn with_shared(html: &str, FrozenInput { folder, base, shared, .. }: &FrozenInput) -> String {
    let (mut out, mut copied) = (String::with_capacity(html.len()), 0);
    let start = format!("{folder}/");
    for (at, _) in html.match_indices(&start) {
        let rest = &html[at + start.len()..];
        if shared.iter().any(|path| rest.starts_with(path.as_str())) {
            out.push_str(&html[copied..at]);
            out.push_str(base);
            copied = at + folder.len();
        }
    }
    out.push_str(&html[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::paths::OutputPath;
    use crate::plan::view::LinkView;

    fn dressed(html: &str, living: Option<&str>) -> String {
        let edition =
            LinkView { title: "May & June".into(), url: "/r/editions/x/".into(), ..LinkView::default() };
        let shared = BTreeSet::from([OutputPath::new("css/a.0123456789.css").unwrap()]);
        let input = FrozenInput {
            bytes: html.as_bytes().into(),
            canonical: living.map(|path| format!("https://e.org{path}")),
            banner: Some(FrozenBanner { edition, living: living.map(str::to_owned) }),
            folder: "/r/editions/x/site".into(),
            base: "/r".into(),
            shared: Arc::new(shared),
        };
        String::from_utf8(page(&input)).unwrap()
    }

    const BANNER: &str = "<aside class=\"edition-banner\" aria-label=\"Edition\"><p>This is the edition \
                          <a href=\"/r/editions/x/\">May &amp; June</a>, as it was. ";

    #[test]
    fn a_page_is_dressed_whatever_wrote_it() {
        let html = "<!doctype html><head><link href='https://e.org/old/' rel=Canonical>\n\
                    <link rel=\"stylesheet\" href=\"/r/editions/x/site/css/a.0123456789.css\">\n\
                    <link rel=\"stylesheet\" href=\"/r/editions/x/site/css/b.css\"></head>\n\
                    <body class=x><a href=#c>Skip</a><header>H</header><main>&lt;header</main></body>";
        let expected = format!(
            "<!doctype html><head><link href='https://e.org/r/p/' rel=Canonical>\n\
             <link rel=\"stylesheet\" href=\"/r/css/a.0123456789.css\">\n\
             <link rel=\"stylesheet\" href=\"/r/editions/x/site/css/b.css\"></head>\n\
             <body class=x><a href=#c>Skip</a>{BANNER}<a href=\"/r/p/\">This page today</a></p></aside>\n\
             <header>H</header><main>&lt;header</main></body>"
        );
        assert_eq!(dressed(html, Some("/r/p/")), expected);
    }

    #[test]
    fn what_is_gone_stays_its_own_page_and_says_so() {
        let html = "<head><link rel=canonical href=https://e.org/old/></head><body>text";
        let expected = format!(
            "<head><link rel=canonical href=https://e.org/old/></head><body>{BANNER}\
             This page is not in the report any more.</p></aside>\ntext"
        );
        assert_eq!(dressed(html, None), expected);
    }

    #[test]
    fn what_is_no_page_stays_as_it_is() {
        for text in ["", "plain", "<p>no body</p>", "<!--<body>--><script>'<main>'</script>"] {
            assert_eq!(dressed(text, None), text);
        }
    }
}
