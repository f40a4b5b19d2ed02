//! Ids and links of a piece of a page that becomes a part of another. Whatever wrote it, it is read as HTML, and all
//! else stays byte for byte.

use std::collections::BTreeSet;
use std::ops::Range;

use html5gum::emitters::callback::CallbackEvent;

use crate::markup;
use crate::render::html::Html;

/// Attributes that name ids of the same page, one or several.
const NAMING: [&[u8]; 10] = [
    b"for",
    b"form",
    b"headers",
    b"list",
    b"popovertarget",
    b"aria-activedescendant",
    b"aria-controls",
    b"aria-describedby",
    b"aria-details",
    b"aria-labelledby",
];

/// What becomes of a piece.
pub(super) struct Moved<'f> {
    /// What an id becomes.
    pub(super) id: &'f dyn Fn(&str) -> String,
    /// Where a link leads from now on; `None` if nowhere.
    pub(super) href: &'f dyn Fn(&str) -> Option<String>,
    /// How many levels deeper its headings stand.
    pub(super) deeper: u8,
}

/// A piece of a tag that is written anew.
struct Edit {
    at: Range<usize>,
    text: String,
}

/// The ids in a piece.
pub(super) fn ids(html: &str) -> BTreeSet<String> {
    let (mut ids, mut is_id) = (BTreeSet::new(), false);
    markup::read::<()>(html.as_bytes(), |event, _| match event {
        CallbackEvent::AttributeName { name } => is_id = **name == *b"id",
        CallbackEvent::AttributeValue { value } if is_id => {
            ids.insert(String::from_utf8_lossy(value).into_owned());
        }
        _ => {}
    });
    ids
}

/// The piece with other ids, links and levels.
pub(super) fn moved(html: &str, by: &Moved<'_>) -> Html {
    let (mut out, mut copied) = (String::with_capacity(html.len() + html.len() / 8), 0);
    for Edit { at, text } in edits(html, by) {
        // Attributes of an end tag come before it, though they stand behind its name.
        let Some(same) = html.get(copied..at.start) else { continue };
        out.push_str(same);
        out.push_str(&text);
        copied = at.end;
    }
    out.push_str(html.get(copied..).unwrap_or_default());
    Html::of_markup(out)
}

fn edits(html: &str, by: &Moved<'_>) -> Vec<Edit> {
    let (mut edits, mut attribute, mut named) = (Vec::new(), Vec::new(), 0);
    markup::read::<usize>(html.as_bytes(), |event, span| match event {
        CallbackEvent::OpenStartTag { name } => edits.extend(level(html, span.start + 1, name, by.deeper)),
        CallbackEvent::EndTag { name } => edits.extend(level(html, span.start + 2, name, by.deeper)),
        CallbackEvent::AttributeName { name } => (attribute, named) = (name.to_vec(), span.start),
        CallbackEvent::AttributeValue { value } => {
            let value = String::from_utf8_lossy(value);
            let at = span.start..span.end;
            edits.extend(attribute_edit(html, &attribute, named, &value, at, by));
        }
        _ => {}
    });
    edits
}

/// The digit of a heading, whose name begins at a place.
fn level(html: &str, at: usize, name: &[u8], deeper: u8) -> Option<Edit> {
    let [b'h', digit @ b'1'..=b'6'] = name else { return None };
    let at = at + 1..at + 2;
    let is_there = html.as_bytes().get(at.clone()) == Some(&[*digit][..]);
    let level = (digit - b'0').saturating_add(deeper).min(6);
    is_there.then(|| Edit { at, text: level.to_string() })
}

/// What becomes of an attribute; `named` is where its name begins, and `at` where its value stands.
fn attribute_edit(
    html: &str,
    name: &[u8],
    named: usize,
    value: &str,
    at: Range<usize>,
    by: &Moved<'_>,
) -> Option<Edit> {
    let is_quoted = html.as_bytes().get(at.end).is_some_and(|end| [b'"', b'\''].contains(end));
    let written = |text: Html| {
        let text = text.into_string();
        if is_quoted { text } else { format!("\"{text}\"") }
    };
    let text = match name {
        b"id" => Html::default().text((by.id)(value)),
        b"href" | b"xlink:href" => match (by.href)(value) {
            Some(href) => Html::default().address(href),
            // Without an address it is no link; nothing else of the element is lost.
            None => return Some(Edit { at: named..at.end + usize::from(is_quoted), text: String::new() }),
        },
        name if NAMING.contains(&name) => {
            let ids: Vec<_> = value.split_ascii_whitespace().map(by.id).collect();
            Html::default().text(ids.join(" "))
        }
        _ if value.contains("url(#") => Html::default().text(painted(value, by.id)),
        _ => return None,
    };
    Some(Edit { at, text: written(text) })
}

/// What a shape of SVG is painted or clipped with.
fn painted(value: &str, id: &dyn Fn(&str) -> String) -> String {
    let mut parts = value.split("url(#");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(')').unwrap_or((part, ""));
        for piece in ["url(#", &id(name), ")", rest] {
            out.push_str(piece);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(html: &str) -> String {
        let id = |id: &str| format!("/p/:{id}");
        let href = |href: &str| match href {
            "/gone/" => None,
            href => Some(href.replace('#', "#/p/:")),
        };
        moved(html, &Moved { id: &id, href: &href, deeper: 2 }).into_string()
    }

    #[test]
    fn ids_and_whatever_names_them_get_another_name_and_all_else_stays() {
        for (html, expected) in [
            ("<p id=\"a\">id=\"a\"</p>", "<p id=\"/p/:a\">id=\"a\"</p>"),
            ("<p id=a class=b>", "<p id=\"/p/:a\" class=b>"),
            ("<p title='x' id='a b'>", "<p title='x' id='/p/:a b'>"),
            ("<svg aria-labelledby=\"a b\"/>", "<svg aria-labelledby=\"/p/:a /p/:b\"/>"),
            ("<a href=\"#a\">x</a>", "<a href=\"#/p/:a\">x</a>"),
            ("<a href=\"/x/?a=1&amp;b=2\">x</a>", "<a href=\"/x/?a=1&amp;b=2\">x</a>"),
            ("<a class=\"c\" href=\"/gone/\" rel=tag>x</a>", "<a class=\"c\"  rel=tag>x</a>"),
            ("<a href=/gone/>x</a>", "<a >x</a>"),
            ("<rect fill=\"url(#p1)\"/>", "<rect fill=\"url(#/p/:p1)\"/>"),
            ("<use href='#s'/><!-- id=\"a\" -->", "<use href='#/p/:s'/><!-- id=\"a\" -->"),
            ("<script>'<p id=\"a\">'</script>", "<script>'<p id=\"a\">'</script>"),
        ] {
            assert_eq!(written(html), expected, "{html}");
        }
    }

    #[test]
    fn headings_stand_deeper_and_never_below_the_sixth_level() {
        let html = "<h2 id=\"a\">A</h2><h3>B</h3><H4\n>C</H4 ><h6>D</h6><header>E</header>";
        let expected = "<h4 id=\"/p/:a\">A</h4><h5>B</h5><H6\n>C</H6 ><h6>D</h6><header>E</header>";
        assert_eq!(written(html), expected);
    }

    #[test]
    fn text_behind_an_entity_in_an_attribute_stays_where_it_is() {
        let html = "<a title=\"&quot;é&amp;\" id=\"&lt;x\" href=\"/a&amp;b#c\">y</a>";
        let expected = "<a title=\"&quot;é&amp;\" id=\"/p/:&lt;x\" href=\"/a&amp;b#/p/:c\">y</a>";
        assert_eq!(written(html), expected);
        assert_eq!(ids(html), BTreeSet::from(["<x".to_owned()]));
    }
}
