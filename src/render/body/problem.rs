//! What is wrong, marked at its place. A site with such marks is never published: what is marked is an error.
//! `serve` shows it, and brings the style of the marks.

use super::Writer;
use crate::exhibit::Unshown;
use crate::render::html::{Html, element};

impl Writer<'_> {
    /// Says that the front matter could not be read, and why.
    pub(super) fn unread(&mut self) {
        if let Some(why) = &self.input.document.unread {
            self.html(element("p").class(CLASS).attr("role", "note").text(why).line());
        }
    }

    /// The start of words that lead nowhere; the end tag of [`ELEMENT`] ends them.
    pub(super) fn start_broken(&mut self, why: &str) {
        self.html(start(why));
    }

    /// A block that shows nothing, and why.
    pub(super) fn unshown(&mut self, Unshown { problems }: &Unshown) {
        let problems: Html = problems.iter().map(|problem| element("p").text(problem)).collect();
        self.html(element("div").class(CLASS).attr("role", "note").with(problems).line());
    }
}

/// The start tag before words that lead nowhere.
pub(super) fn start(why: &str) -> Html {
    element(ELEMENT).class(CLASS).attr("title", why).start()
}

/// The element that words that lead nowhere are.
pub(super) const ELEMENT: &str = "span";

const CLASS: &str = "fieldbook-problem";
