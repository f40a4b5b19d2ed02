//! What is wrong, marked at its place. A site with such marks is never published: what is marked is an error.
//! `serve` shows it, and brings the style of the marks.

use super::Writer;
use crate::exhibit::Unshown;
use crate::render::html::text;

impl Writer<'_> {
    /// Says that the front matter could not be read, and why.
    pub(super) fn unread(&mut self) {
        if let Some(why) = &self.input.document.unread {
            let why = text(why);
            self.html(format!("<p class=\"fieldbook-problem\" role=\"note\">{why}</p>\n"));
        }
    }

    /// The start of words that lead nowhere; [`END`] ends them.
    pub(super) fn start_broken(&mut self, why: &str) {
        let why = text(why);
        self.html(format!("<span class=\"fieldbook-problem\" title=\"{why}\">"));
    }

    /// A block that shows nothing, and why.
    pub(super) fn unshown(&mut self, Unshown { problems }: &Unshown) {
        self.html("<div class=\"fieldbook-problem\" role=\"note\">".into());
        for problem in problems {
            self.html(format!("<p>{}</p>", text(problem)));
        }
        self.html("</div>\n".into());
    }
}

/// What ends words that lead nowhere.
pub(super) const END: &str = "</span>";
