//! A link to a file that is no page → where it lies, or what is wrong with it.

use super::Target;
use super::resolve::{Answer, Resolver};
use crate::diagnostic::{Code, Diagnostic, Need, nearest};
use crate::model::Dependency;
use crate::parse::Link;
use crate::paths::{STATIC, SourcePath, UrlPath, is_generated, slug};

impl Resolver<'_> {
    /// The file at `source`, which a link names by `path`.
    pub(super) fn to_file(
        &self,
        link: &Link,
        path: &str,
        anchor: &str,
        source: &SourcePath,
    ) -> Result<Answer, Box<Diagnostic>> {
        self.site.note(Dependency::Files);
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
        let size = self.assets.sizes.get(source).copied().filter(|_| link.kind.is_image());
        let inside = |url: &UrlPath| Target::address(format!("{url}{anchor}"), size);
        if let Some(url) = self.assets.by_source.get(source) {
            self.check_file(link, source)?;
            return Ok((inside(url), None));
        }
        // A link to a folder is a link to its page; whether the finished site has one is checked there.
        if path.ends_with('/') && !link.kind.is_image() && web_address(path).is_none() {
            let folders = source.as_str().split('/').skip(1).map(slug).collect::<Vec<_>>();
            return Ok((inside(&UrlPath::folder(&folders.join("/"))), None));
        }
        if path.strip_prefix('/').is_some_and(is_generated) && !link.kind.is_image() {
            return Ok((inside(&UrlPath::file(&path[1..])), None));
        }
        let is_page = source.is_markdown();
        let code = if is_page { Code::BrokenLink } else { Code::MissingFile };
        if self.site.drafts().any(|(path, _)| path == source) {
            let message = format!("`{source}` is a draft and is not published");
            let help = "build with `--drafts` to include it".to_owned();
            return Err(Box::new(self.problem(Code::BrokenLink, link, message).help(help)));
        }
        let message = format!("there is no file `{source}`");
        let place =
            format!("files lie in `{STATIC}/`, linked as `/name`, or beside the page, linked as `name`");
        let pages = self.site.paths();
        let help = match Self::page_without_extension(source, pages.clone()) {
            Some(page) => Some(format!("did you mean `{}`?", page.relative_to(&self.page.document.path))),
            None if is_page => self.similar(source, pages),
            None => self.similar(source, self.assets.by_source.keys().filter(|file| !file.is_built_in())),
        };
        let help = web_address(path).or(help).or_else(|| (!is_page).then_some(place));
        let problem = self.problem(code, link, message).help(help);
        let folder = SourcePath::new(source.folder());
        Err(Box::new(problem.needing(Need::Head(source.clone())).needing(Need::Folder(folder))))
    }

    /// The page that a link by its address, `about` or `about.html`, means.
    fn page_without_extension<'f>(
        wanted: &SourcePath,
        mut pages: impl Iterator<Item = &'f SourcePath>,
    ) -> Option<&'f SourcePath> {
        let stem = (!wanted.is_markdown()).then(|| wanted.stem())?;
        pages.find(|page| page.stem() == stem && page.folder() == wanted.folder())
    }

    /// The file with the nearest name, as this page would link it.
    pub(super) fn similar<'f>(
        &self,
        wanted: &SourcePath,
        files: impl Iterator<Item = &'f SourcePath> + Clone,
    ) -> Option<String> {
        let own = &self.page.document.path;
        let others = files.filter(|file| *file != own);
        let name = nearest(wanted.name(), others.clone().map(SourcePath::name))?;
        let found =
            others.filter(|file| file.name() == name).min_by_key(|file| file.relative_to(own).len())?;
        let link = match found.as_str().strip_prefix(STATIC) {
            Some(path) => path.to_owned(),
            None => found.relative_to(own),
        };
        Some(format!("did you mean `{link}`?"))
    }
}

/// What to write if a path is the address of a site without its scheme: `www.example.org/page`.
fn web_address(path: &str) -> Option<String> {
    let host = path.split('/').next()?;
    let is_host = |rest: &str| rest.contains('.') && !rest.split('.').any(str::is_empty);
    host.strip_prefix("www.").is_some_and(is_host).then(|| format!("write `https://{path}`"))
}
