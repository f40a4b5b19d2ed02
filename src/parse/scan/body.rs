//! What is known of a page's Markdown: plain data, with places in bytes of the file.

use std::ops::Range;

use super::blocks::Blocks;
use super::note::Notes;
use super::piece::RawHtml;
use super::term::Term;
use crate::diagnostic::Spanned;
use crate::parse::exhibit::ExhibitBlock;

/// The Markdown part of a file.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Where it starts, in bytes of the file.
    pub start: usize,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its links and images, in order.
    pub links: Vec<Link>,
    /// Its paragraphs, items and cells, in order.
    pub blocks: Blocks,
    /// Its charts, tables and timelines, in order.
    pub exhibits: Vec<ExhibitBlock>,
    /// The terms of its definition lists, in order.
    pub terms: Vec<Term>,
    /// The languages of its code blocks.
    pub languages: Vec<Spanned<String>>,
    /// The places that `<a id>` and `<a name>` set, in order.
    pub anchors: Vec<Anchor>,
    /// The HTML in it, in order.
    pub html: Vec<RawHtml>,
    /// Its footnotes.
    pub notes: Notes,
    /// Number of words in its blocks.
    pub words: usize,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The anchor, unique on the page.
    pub id: String,
    /// The words, without markup.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A place that HTML sets, for links to lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its name, unique on the page.
    pub id: String,
    /// Where the tag stands.
    pub range: Range<usize>,
}

/// A link or an image as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it points at, as written.
    pub target: String,
    /// How it is written.
    pub kind: LinkKind,
    /// The words it shows.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
    /// Index of the block it stands in; `None` in a heading.
    pub block: Option<usize>,
    /// Where its words start in the text of the block.
    pub at: usize,
    /// Index of the heading it stands below, if there is one.
    pub section: Option<usize>,
}

impl Link {
    /// The picture that a path in the front matter is.
    pub(crate) fn picture(path: &Spanned<String>) -> Self {
        Self { kind: LinkKind::Image, ..Self::named(path) }
    }

    /// The link that a name in the front matter is.
    pub(crate) fn named(name: &Spanned<String>) -> Self {
        Self {
            target: name.value.clone(),
            kind: LinkKind::Wiki,
            text: String::new(),
            range: name.range.clone(),
            block: None,
            at: 0,
            section: None,
        }
    }
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](target)`.
    Markdown,
    /// `![text](target)`.
    Image,
    /// `[[target]]`.
    Wiki,
    /// `[[target|text]]`.
    WikiWithText,
    /// `<a href="target">text</a>`.
    Html,
    /// `<img src="target" alt="text">`.
    HtmlImage,
}

impl LinkKind {
    /// Whether it is written in HTML.
    pub fn is_html(self) -> bool {
        matches!(self, Self::Html | Self::HtmlImage)
    }

    /// Whether it shows a picture.
    pub fn is_image(self) -> bool {
        matches!(self, Self::Image | Self::HtmlImage)
    }
}
