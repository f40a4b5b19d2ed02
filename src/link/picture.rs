//! What is said of a picture besides where its file is.

use super::resolve::Resolver;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::parse::{Link, LinkKind};
use crate::paths::{STATIC, SourcePath, is_elsewhere};

impl Resolver<'_> {
    /// Whether it has words, and whether browsers show it.
    pub(super) fn check_picture(&self, link: &Link, diagnostics: &mut Vec<Diagnostic>) {
        if link.kind == LinkKind::Image && link.text.trim().is_empty() {
            let message = "the image has no text for those who cannot see it";
            let help = "write what it shows: `![what it shows](file)`".to_owned();
            let span = Span::new(&self.page.document.path, link.range.clone());
            diagnostics.push(Diagnostic::new(Code::MissingAlt, span, message).help(help));
        }
        let config = self.site.config();
        let is_allowed = || config.policy.allows("img-src", &link.target, &config.base.origin);
        if is_elsewhere(&link.target) && self.own(&link.target).is_none() && !is_allowed() {
            let message = "the built-in pages show no pictures from other sites";
            let help = format!(
                "copy the file to `{STATIC}/` or beside the page, or allow the host by `img-src` under \
                 `[output.html.csp]` in `book.toml`"
            );
            diagnostics.push(Diagnostic::new(Code::ForeignImage, self.span(link), message).help(help));
        }
    }

    /// Whether the file that an image shows can be seen as one.
    pub(super) fn check_file(&self, link: &Link, file: &SourcePath) -> Result<(), Box<Diagnostic>> {
        if is_picture(file.name()) || !link.kind.is_image() {
            return Ok(());
        }
        let message = format!("`{file}` is no picture, so browsers show none");
        let help = format!("write `[words]({})` for a link to it", link.target);
        Err(Box::new(self.problem(Code::MissingFile, link, message).help(help)))
    }
}

/// What browsers show as a picture, by the ends of names.
const PICTURES: [&str; 12] =
    ["png", "apng", "jpg", "jpeg", "jfif", "gif", "webp", "avif", "jxl", "svg", "bmp", "ico"];

/// Whether the name of a file is that of a picture. One without an extension may be.
fn is_picture(name: &str) -> bool {
    name.rsplit_once('.').is_none_or(|(_, end)| PICTURES.iter().any(|known| known.eq_ignore_ascii_case(end)))
}
