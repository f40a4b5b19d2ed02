//! What is said of a picture besides where its file is.

use super::Target;
use super::resolve::Resolver;
use crate::asset::Size;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::model::Dependency;
use crate::parse::{Link, LinkKind};
use crate::paths::{STATIC, SourcePath, decoded, is_elsewhere};

impl Resolver<'_> {
    /// The address of a logo, and its size. What is said of a link that cannot be followed would be no help here.
    pub(super) fn logo(
        &self,
        logo: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(String, Option<Size>)> {
        let link = Link::picture(logo);
        let is_foreign = is_elsewhere(&logo.value) && self.own(&logo.value).is_none();
        let mut problem = match self.markdown(&link) {
            Ok((Target::Internal { url, size, .. }, None)) => return Some((url, size)),
            Err(problem) if !is_foreign => *problem,
            Ok(_) | Err(_) => {
                let message =
                    format!("`logo` names a picture among the files of the site, not `{}`", logo.value);
                self.problem(Code::BadValue, &link, message)
            }
        };
        let place = || "put it below `static/` and write `/NAME.svg`, or beside the page".to_owned();
        let meant = Some(&logo.value).filter(|_| !is_foreign).and_then(|path| self.similar_picture(path));
        problem.help = vec![meant.unwrap_or_else(place)];
        diagnostics.push(problem);
        None
    }

    /// The picture of the site whose name is nearest to that of a path.
    fn similar_picture(&self, path: &str) -> Option<String> {
        self.site.note(Dependency::Files);
        let is_meant = |file: &&SourcePath| !file.is_built_in() && is_picture(file.name());
        self.similar(&self.follow(&decoded(path))?, self.assets.by_source.keys().filter(is_meant))
    }

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
