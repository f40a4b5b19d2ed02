//! HTML and SVG as a type. Text gets into it escaped and no other way, and since markup is no `Display`, it
//! cannot be taken for text and escaped twice: the compiler holds both.

use std::fmt::{self, Display, Write as _};

use pulldown_cmark_escape::{escape_href, escape_html};

use crate::exhibit::Name;

/// Markup: elements, and text between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Html(String);

/// The start tag of an element, as long as attributes can be added. It becomes an [`Element`] with the first
/// piece of content, or [`Html`] as it is.
pub(super) struct Tag {
    html: String,
    name: &'static str,
}

/// An element whose content is being written; its end tag is written when it becomes [`Html`].
pub(super) struct Element {
    html: Html,
    name: &'static str,
}

/// An element; its start tag is open.
pub(super) fn element(name: &'static str) -> Tag {
    let mut html = String::with_capacity(128);
    html.push('<');
    html.push_str(name);
    Tag { html, name }
}

/// The end tag of an element that was written with [`Tag::start`].
pub(super) fn end_tag(name: &'static str) -> Html {
    Html(format!("</{name}>"))
}

/// A name, as a link if it leads anywhere. `base` is put in front of its address.
pub(super) fn name(name: &Name, base: &str) -> Html {
    match &name.url {
        Some(url) => element("a").href(format_args!("{base}{url}")).text(&name.text).into(),
        None => Html::default().text(&name.text),
    }
}

/// What holds a table that may be wider than the page; the label says what it holds.
pub(super) fn scrolled(label: impl Display) -> Tag {
    let area = element("div").class("table-scroll").attr("tabindex", 0);
    area.attr("role", "region").attr("aria-label", label)
}

impl Tag {
    /// Adds an attribute.
    pub(super) fn attr(mut self, name: &'static str, value: impl Display) -> Self {
        self.open_attribute(name);
        // Writing to a string cannot fail.
        _ = write!(Escaped(&mut self.html), "{value}");
        self.html.push('"');
        self
    }

    /// Adds the attribute `href`.
    pub(super) fn href(self, address: impl Display) -> Self {
        self.address("href", address)
    }

    /// Lets it lead to what has this id on the page. A link within an exhibit stays in the frame that shows it, where
    /// all others open beside the page that holds the frame.
    pub(super) fn leads_to(self, id: impl Display) -> Self {
        self.href(format_args!("#{id}")).attr("target", "_self")
    }

    /// Adds an attribute that holds an address: what no address can have is written with per cent signs.
    pub(super) fn address(mut self, name: &'static str, address: impl Display) -> Self {
        self.open_attribute(name);
        // Writing to a string cannot fail.
        _ = write!(EscapedAddress(&mut self.html), "{address}");
        self.html.push('"');
        self
    }

    /// Adds an attribute without a value.
    pub(super) fn flag(mut self, name: &'static str) -> Self {
        self.html.push(' ');
        self.html.push_str(name);
        self
    }

    /// Adds the attribute `class`, unless the name is empty.
    pub(super) fn class(self, name: &str) -> Self {
        if name.is_empty() { self } else { self.attr("class", name) }
    }

    /// Adds the attribute `class` with the names that are not empty, if there are any.
    pub(super) fn classes<const N: usize>(self, names: [&str; N]) -> Self {
        let names: Vec<_> = names.into_iter().filter(|name| !name.is_empty()).collect();
        self.class(&names.join(" "))
    }

    fn open_attribute(&mut self, name: &'static str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
    }

    /// The start tag alone: of an element without an end tag, or one that [`end_tag`] ends.
    pub(super) fn start(mut self) -> Html {
        self.html.push('>');
        Html(self.html)
    }

    /// An element of SVG that holds nothing.
    pub(super) fn empty(mut self) -> Html {
        self.html.push_str("/>");
        Html(self.html)
    }

    /// Starts the content with text.
    pub(super) fn text(self, text: impl Display) -> Element {
        self.content().text(text)
    }

    /// Starts the content with markup.
    pub(super) fn with(self, html: impl Into<Html>) -> Element {
        self.content().with(html)
    }

    /// Starts the content with the end of the line.
    pub(super) fn newline(self) -> Element {
        self.content().newline()
    }

    /// The element with nothing in it so far.
    pub(super) fn content(self) -> Element {
        let name = self.name;
        Element { html: self.start(), name }
    }
}

impl Element {
    /// Adds text.
    pub(super) fn text(self, text: impl Display) -> Self {
        Self { html: self.html.text(text), ..self }
    }

    /// Adds markup.
    pub(super) fn with(self, html: impl Into<Html>) -> Self {
        Self { html: self.html.with(html), ..self }
    }

    /// Ends the line within the element.
    pub(super) fn newline(self) -> Self {
        Self { html: self.html.newline(), ..self }
    }

    /// The whole element as a line of its own.
    pub(super) fn line(self) -> Html {
        Html::from(self).newline()
    }
}

impl Html {
    /// What a page of HTML starts with.
    pub(super) fn doctype() -> Self {
        Self("<!doctype html>\n".to_owned())
    }

    /// Takes what is markup already: what Markdown and code became.
    pub(super) fn of_markup(html: String) -> Self {
        Self(html)
    }

    /// Adds text.
    pub(super) fn text(mut self, text: impl Display) -> Self {
        // Writing to a string cannot fail.
        _ = write!(Escaped(&mut self.0), "{text}");
        self
    }

    /// Adds an address within an attribute: what no address can have is written with per cent signs.
    pub(super) fn address(mut self, address: impl Display) -> Self {
        // Writing to a string cannot fail.
        _ = write!(EscapedAddress(&mut self.0), "{address}");
        self
    }

    /// Adds markup.
    pub(super) fn with(mut self, html: impl Into<Self>) -> Self {
        self.0.push_str(&html.into().0);
        self
    }

    /// Ends the line.
    pub(super) fn newline(mut self) -> Self {
        self.0.push('\n');
        self
    }

    /// Pieces with text between them.
    pub(super) fn join(pieces: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut pieces = pieces.into_iter();
        let first = pieces.next().unwrap_or_default();
        pieces.fold(first, |html, piece| html.text(between).with(piece))
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup as it is written to a file.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup as it is written to a file.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}

impl From<Tag> for Html {
    fn from(tag: Tag) -> Self {
        tag.content().into()
    }
}

impl From<Element> for Html {
    fn from(Element { mut html, name }: Element) -> Self {
        html.0.push_str("</");
        html.0.push_str(name);
        html.0.push('>');
        html
    }
}

impl<M: Into<Self>> From<Option<M>> for Html {
    fn from(html: Option<M>) -> Self {
        html.map(Into::into).unwrap_or_default()
    }
}

impl<M: Into<Self>> FromIterator<M> for Html {
    fn from_iter<I: IntoIterator<Item = M>>(pieces: I) -> Self {
        pieces.into_iter().fold(Self::default(), Self::with)
    }
}

/// Writes text and the values of attributes.
struct Escaped<'h>(&'h mut String);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        escape_html(&mut *self.0, piece)
    }
}

/// Writes addresses.
struct EscapedAddress<'h>(&'h mut String);

impl fmt::Write for EscapedAddress<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        escape_href(&mut *self.0, piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped_and_markup_is_not() {
        let inner = element("b").text("a < b & \"c\"");
        let html = element("p").attr("title", "\"<&'").class("note").with(inner).text(" > ").line();
        assert_eq!(
            html.as_str(),
            "<p title=\"&quot;&lt;&amp;&#39;\" class=\"note\"><b>a &lt; b &amp; &quot;c&quot;</b> &gt; </p>\n"
        );
    }

    #[test]
    fn an_address_keeps_what_addresses_can_have() {
        let html = element("a").href("/a b/?x=1&y=\"<é>#z").empty();
        assert_eq!(html.as_str(), "<a href=\"/a%20b/?x=1&amp;y=%22%3C%C3%A9%3E#z\"/>");
    }

    #[test]
    fn empty_classes_leave_no_attribute() {
        let html = |names| Html::from(element("i").classes(names)).into_string();
        assert_eq!(html(["", ""]), "<i></i>");
        assert_eq!(html(["", "a"]), "<i class=\"a\"></i>");
        assert_eq!(html(["b", "a"]), "<i class=\"b a\"></i>");
    }

    #[test]
    fn pieces_are_joined_with_text() {
        let pieces = ["a", "b & c"].map(|text| Html::default().text(text));
        assert_eq!(Html::join(pieces, " > ").as_str(), "a &gt; b &amp; c");
        assert_eq!(Html::join([], ", "), Html::default());
        assert_eq!(Html::from(None::<Html>), Html::default());
    }
}
