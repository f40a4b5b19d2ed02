//! Links, images, mentions and figures.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use super::words::Piece;
use super::{Writer, problem};
use crate::asset::Size;
use crate::link::{PrintedFigure, Target};
use crate::render::html::{Html, Tag, element, end_tag};
use crate::render::provenance::contested;

impl<'a> Writer<'a> {
    /// Plain words, with the mentions among them as links.
    pub(super) fn text(&mut self, text: CowStr<'a>, range: &Range<usize>) {
        for piece in self.words.pieces(text, range, self.in_address) {
            match piece {
                Piece::Words(words) => self.out.push(Event::Text(words)),
                Piece::Start { url, term } => self.html(self.link(url, if term { "term" } else { "entity" })),
                Piece::End => self.html(end_tag("a")),
            }
        }
    }

    /// The start of a link to an address inside the site.
    fn link(&self, url: &str, class: &str) -> Html {
        self.link_tag(url, class).start()
    }

    /// The same, to which attributes can be added.
    pub(super) fn link_tag(&self, url: &str, class: &str) -> Tag {
        element("a").class(class).href(format_args!("{}{url}", self.base))
    }

    pub(super) fn target(&self, range: &Range<usize>) -> Option<&'a Target> {
        self.input.target(range)
    }

    pub(super) fn start_link(&mut self, range: &Range<usize>) {
        if self.hidden > 0 {
            self.hidden += 1;
            return;
        }
        let target = self.target(range);
        match target {
            Some(Target::Internal { url, entity, .. }) => {
                self.html(self.link(url, if *entity { "entity" } else { "" }));
            }
            Some(Target::External(url)) => self.html(element("a").href(url).start()),
            Some(Target::Figure(figure)) => self.html(figure_html(figure, self.base)),
            Some(Target::Broken(why)) => self.start_broken(why),
            Some(Target::Mention { .. }) | None => {}
        }
        self.closing.push(match target {
            Some(Target::Internal { .. } | Target::External(_)) => Some("a"),
            Some(Target::Broken(_)) => Some(problem::ELEMENT),
            Some(Target::Figure(_) | Target::Mention { .. }) | None => None,
        });
        match target {
            Some(Target::Figure(_)) => self.hidden = 1,
            Some(Target::Internal { text: Some(text), .. }) => {
                self.out.push(Event::Text(text.as_str().into()));
                self.hidden = 1;
            }
            _ => {}
        }
    }

    pub(super) fn start_image(&mut self, range: &Range<usize>, title: &str) {
        self.hidden += 1;
        if self.hidden > 1 {
            return;
        }
        let links = &self.input.document.body.links;
        let link = links.iter().find(|link| link.range == *range);
        let alt = link.map_or("", |link| link.text.trim());
        let closing = match self.picture(range) {
            Picture::At(source, size) => {
                let size = size.map(|size| (size.width, size.height)).unzip();
                let title = Some(title).filter(|title| !title.is_empty());
                self.html(picture_tag(source, alt, title, size));
                None
            }
            Picture::Broken(why) => {
                let target = link.map_or("", |link| &link.target);
                self.start_broken(why);
                self.out.push(Event::Text(if alt.is_empty() { target } else { alt }.to_owned().into()));
                Some(problem::ELEMENT)
            }
            Picture::None => {
                self.out.push(Event::Text(alt.to_owned().into()));
                None
            }
        };
        self.closing.push(closing);
    }

    /// What the picture at a place of the text shows.
    pub(super) fn picture(&self, range: &Range<usize>) -> Picture<'a> {
        match self.target(range) {
            Some(Target::Internal { url, size, .. }) => Picture::At(format!("{}{url}", self.base), *size),
            Some(Target::External(url)) => Picture::At(url.clone(), None),
            Some(Target::Broken(why)) => Picture::Broken(why),
            Some(Target::Figure(_) | Target::Mention { .. }) | None => Picture::None,
        }
    }

    pub(super) fn end_link(&mut self) {
        self.hidden = self.hidden.saturating_sub(1);
        if self.hidden == 0
            && let Some(closing) = self.closing.pop().flatten()
        {
            self.html(end_tag(closing));
        }
    }
}

/// What stands for a picture.
pub(super) enum Picture<'a> {
    /// The file at an address, with its size if it is one of the site's own.
    At(String, Option<Size>),
    /// Nothing, and why.
    Broken(&'a str),
    /// Its words.
    None,
}

/// The tag of a picture with its width and height, as far as they are known.
pub(super) fn picture_tag(
    source: String,
    alt: &str,
    title: Option<&str>,
    (width, height): (Option<usize>, Option<usize>),
) -> Html {
    let attributes = [("title", title.map(str::to_owned))];
    let size =
        [("width", width), ("height", height)].map(|(name, size)| (name, size.map(|size| size.to_string())));
    let image = element("img").address("src", source).attr("alt", alt);
    let attributes = attributes.into_iter().chain(size).filter_map(|(name, value)| Some((name, value?)));
    let image = attributes.fold(image, |image, (name, value)| image.attr(name, value));
    image.attr("loading", "lazy").attr("decoding", "async").start()
}

/// A figure with its raised date: both are one link to where it is stated. Without a date its source is raised.
fn figure_html(figure: &PrintedFigure, base: &str) -> Html {
    let link = element("a").class("figure").href(format_args!("{base}{}", figure.url));
    let link = match &figure.source {
        Some(source) => link.attr("title", source),
        None => link,
    };
    let link = link.with(element("span").class("figure-value").text(&figure.text));
    let link = link.with(contested(&figure.standing));
    // A blank that does not break: a date alone at the start of a line would belong to nothing.
    let raised =
        |words: Html| Html::default().text("\u{a0}").with(element("span").class("figure-date").with(words));
    let date = |date: &String| Html::from(element("span").class("visually-hidden").text("as of ")).text(date);
    let words = figure.date.as_ref().map(date);
    let words = words.or_else(|| figure.source.as_ref().map(|source| Html::default().text(source)));
    let words = words.map(|words| match figure.standing.age {
        Some(age) => words.text(", ").text(age),
        None => words,
    });
    match words.filter(|_| !figure.bare) {
        Some(words) => link.with(raised(words)).into(),
        None => link.into(),
    }
}
