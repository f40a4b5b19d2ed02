//! One link as written → where it leads, or what is wrong with it.

use std::collections::BTreeSet;

use super::{PrintedFigure, Target};
use crate::asset::Assets;
use crate::config::BaseUrl;
use crate::diagnostic::{Code, Diagnostic, Need, Span, nearest};
use crate::grammar::is_mailto;
use crate::model::{Dependency, FactRef, FigureError, Found, Page, PageId, Tracked, metric_id};
use crate::parse::{Heading, Kind, Link, LinkKind, exhibit};
use crate::paths::{CONTENT, STATIC, SourcePath, UrlPath, decoded, is_generated, scheme};
use crate::spelling::fold;

/// What is needed to resolve the links of one page.
pub(crate) struct Resolver<'a> {
    pub(crate) site: &'a Tracked<'a>,
    pub(crate) assets: &'a Assets,
    pub(crate) page: &'a Page,
}

/// What the page of a folder is called.
const INDICES: [&str; 2] = ["index.md", "index.markdown"];

/// The target, and the page behind it if there is one.
pub(super) type Answer = (Target, Option<PageId>);

impl<'a> Resolver<'a> {
    pub(crate) fn resolve(&self, link: &Link, diagnostics: &mut Vec<Diagnostic>) -> Answer {
        if link.kind.is_image() {
            self.check_picture(link, diagnostics);
        }
        let answer = match link.kind {
            LinkKind::Wiki | LinkKind::WikiWithText => self.wiki(link),
            LinkKind::Markdown | LinkKind::Image | LinkKind::Html | LinkKind::HtmlImage => {
                self.markdown(link)
            }
        };
        answer.unwrap_or_else(|diagnostic| {
            let why = diagnostic.message.clone();
            diagnostics.push(*diagnostic);
            (Target::Broken(why), None)
        })
    }

    /// The target of a link where it is written out, else the whole link.
    pub(crate) fn span(&self, link: &Link) -> Span {
        let written = &self.page.document.text[link.range.clone()];
        // The text of a link comes first and may be the same words, so the last place counts; in `[[a|b]]`
        // the target comes first.
        let find = |target: &str| {
            let at = match link.kind {
                LinkKind::Markdown | LinkKind::Image => written.rfind(target),
                LinkKind::Wiki | LinkKind::WikiWithText | LinkKind::Html | LinkKind::HtmlImage => {
                    written.find(target)
                }
            };
            let start = link.range.start + at.filter(|_| !target.is_empty())?;
            Some(start..start + target.len())
        };
        // In a cell of a table the line between cells is escaped.
        let range = find(&link.target).or_else(|| find(&link.target.replace('|', "\\|")));
        // A name over two lines is all that stands in its brackets.
        let in_brackets = || written.starts_with("[[").then(|| link.range.start + 2..link.range.end - 2);
        let range = range.or_else(in_brackets).unwrap_or_else(|| link.range.clone());
        Span::new(&self.page.document.path, range)
    }

    pub(super) fn problem(&self, code: Code, link: &Link, message: String) -> Diagnostic {
        Diagnostic::new(code, self.span(link), message)
    }

    fn wiki(&self, link: &Link) -> Result<Answer, Box<Diagnostic>> {
        let (page, name, anchor) = self.page_and_anchor(link)?;
        if anchor.is_empty() {
            return Ok((inside(page, "", wiki_text(link, page, name)), Some(page.id)));
        }
        match self.fact_of(link, page, anchor)? {
            Ok(fact) => Ok((self.figure(link, fact)?, Some(page.id))),
            Err(help) => self.heading(link, page, anchor, help),
        }
    }

    /// The fact that `page#metric@selector` means.
    pub(crate) fn fact(&self, link: &Link) -> Result<FactRef<'a>, Box<Diagnostic>> {
        let (page, _, anchor) = self.page_and_anchor(link)?;
        self.fact_of(link, page, anchor)?.map_err(|help| {
            let message = format!("`{}` has no fact `{anchor}`", page.title());
            Box::new(self.problem(Code::UnknownFigure, link, message).help(help).needing(head(page)))
        })
    }

    /// The page that `name#anchor` means, with both halves.
    fn page_and_anchor<'l>(&self, link: &'l Link) -> Result<(&'a Page, &'l str, &'l str), Box<Diagnostic>> {
        // A name may hold the sign itself: `[[C#]]`.
        let whole = self.site.find(&link.target) != Found::None;
        let split = link.target.rsplit_once('#').filter(|_| !whole);
        let (name, anchor) = split.unwrap_or((&link.target, ""));
        let page = if name.trim().is_empty() { self.page } else { self.named(link, name.trim())? };
        Ok((page, name, anchor))
    }

    /// The fact of a page that its id or `metric@selector` means; if the page has none of the metric, perhaps a help line.
    fn fact_of<'p>(
        &self,
        link: &Link,
        page: &'p Page,
        anchor: &str,
    ) -> Result<Result<FactRef<'p>, Option<String>>, Box<Diagnostic>> {
        if let Some(fact) = page.facts().find(|fact| fact.id() == anchor) {
            return Ok(Ok(fact));
        }
        let (metric, selector) =
            anchor.split_once('@').map_or((anchor, None), |(metric, by)| (metric, Some(by)));
        match self.site.figure(page, metric, selector) {
            Ok(fact) => Ok(Ok(fact)),
            Err(FigureError::NoFact(help)) => Ok(Err(help)),
            Err(FigureError::NoneSelected(known)) => {
                let message =
                    format!("`{}` has no `{metric}` for `{}`", page.title(), selector.unwrap_or_default());
                let help = format!("behind `@` can stand {}", backticked(&known));
                let problem = self.problem(Code::UnknownFigure, link, message).help(help);
                // A fact without a date has the one of its source.
                let sources = page.facts().filter_map(FactRef::source).map(|id| self.site.page(id));
                let needs = sources.map(head).chain([head(page)]);
                Err(Box::new(needs.fold(problem, Diagnostic::needing)))
            }
        }
    }

    fn named(&self, link: &Link, name: &str) -> Result<&'a Page, Box<Diagnostic>> {
        match self.site.find(name) {
            Found::One(id) => Ok(self.site.page(id)),
            Found::Many(ids) => {
                // Two of one kind with one name are an error where they are written, not where they are meant.
                let kinds: BTreeSet<_> = ids.iter().map(|id| self.site.page(*id).kind()).collect();
                if kinds.len() < ids.len() && kinds.iter().all(|kind| kind.has_unique_names()) {
                    return Ok(self.site.page(ids[0]));
                }
                let ways = ids.iter().map(|id| format!("[[{}]]", self.site.path_name(*id)));
                let help = format!("say which: {}", backticked(&ways.collect::<Vec<_>>()));
                let message = format!("several pages are called `{name}`");
                Err(Box::new(self.problem(Code::AmbiguousName, link, message).help(help)))
            }
            Found::None => {
                let help = self.draft(name).or_else(|| self.site.suggest(name));
                let help =
                    help.unwrap_or_else(|| "write the title, the slug or an alias of a page".to_owned());
                let message = format!("no page is called `{name}`");
                let problem = self.problem(Code::UnknownName, link, message).help(help);
                let folder = name
                    .split_once('/')
                    .map(|(folder, _)| Need::Folder(SourcePath::new(&format!("{CONTENT}/{folder}"))));
                let needs = self.site.flawed_with(name).map(|path| Need::Head(path.clone())).chain(folder);
                Err(Box::new(needs.fold(problem, Diagnostic::needing)))
            }
        }
    }

    /// A help line, if the name is that of a page that is left out.
    fn draft(&self, name: &str) -> Option<String> {
        let means = |path: &SourcePath, title: &str| path.stem() == name || fold(title) == fold(name);
        let (path, _) = self.site.drafts().find(|(path, title)| means(path, title))?;
        Some(format!("`{path}` is a draft: build with `--drafts` to include it"))
    }

    /// `[[page#anchor]]` where the anchor is no metric: a heading of the page.
    fn heading(
        &self,
        link: &Link,
        page: &Page,
        anchor: &str,
        help: Option<String>,
    ) -> Result<Answer, Box<Diagnostic>> {
        let headings = self.site.headings(page.id);
        let by_words =
            |heading: &&Heading| heading.text.trim().to_lowercase() == anchor.trim().to_lowercase();
        let heading = headings.iter().find(|heading| heading.id == anchor);
        let Some(heading) = heading.or_else(|| headings.iter().find(by_words)) else {
            let message = format!("`{}` has neither a fact nor a heading `{anchor}`", page.title());
            let problem = self.problem(Code::UnknownFigure, link, message).help(help);
            return Err(Box::new(problem.needing(head(page))));
        };
        let text = (link.kind == LinkKind::Wiki).then(|| heading.text.clone());
        Ok((inside(page, &heading.id, text), Some(page.id)))
    }

    fn figure(&self, link: &Link, fact: FactRef<'_>) -> Result<Target, Box<Diagnostic>> {
        let bare = match link.kind {
            LinkKind::WikiWithText if link.text.trim() == "value" => true,
            LinkKind::WikiWithText => {
                let message = "a figure is printed from the data and takes no text of its own".to_owned();
                let help = "write `|value` for the number alone, or nothing".to_owned();
                let span = Span::new(&self.page.document.path, link.range.clone());
                return Err(Box::new(Diagnostic::new(Code::FigureText, span, message).help(help)));
            }
            _ => false,
        };
        let text = if bare { fact.value(self.site) } else { fact.text(self.site) };
        let date = fact.date(self.site).map(crate::date::Date::long);
        let source = fact.source().map(|id| self.site.page(id));
        let source = source.map(|source| source.short_title().to_owned());
        let standing = fact.standing(self.site);
        Ok(Target::Figure(PrintedFigure { text, url: fact.url(), bare, date, source, standing }))
    }

    pub(super) fn markdown(&self, link: &Link) -> Result<Answer, Box<Diagnostic>> {
        let target = link.target.as_str();
        if let Some(path) = self.own(target) {
            return self.to_own(link, path);
        }
        if let Some(scheme) = scheme(target) {
            if scheme.eq_ignore_ascii_case("mailto") && !is_mailto(target) {
                let message = format!("`{target}` holds no address for mail");
                let help = "write `mailto:name@example.org`".to_owned();
                return Err(Box::new(self.problem(Code::BrokenLink, link, message).help(help)));
            }
            if ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str()) {
                return Ok((Target::External(target.to_owned()), None));
            }
            let message = format!("links of the kind `{scheme}:` are not published");
            let help = "links start with `https:`, `http:` or `mailto:`, or are paths".to_owned();
            return Err(Box::new(self.problem(Code::UnsafeLink, link, message).help(help)));
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        if path.is_empty() {
            return self.to_page(link, self.page, anchor);
        }
        if target.starts_with("//") {
            return Ok((Target::External(target.to_owned()), None));
        }
        let path = decoded(path);
        let Some(source) = self.follow(&path) else {
            let message = format!("the link `{path}` leads out of the site");
            return Err(Box::new(self.problem(Code::BrokenLink, link, message)));
        };
        let mut indices = INDICES.iter().filter(|_| path.ends_with('/'));
        let index = indices.find_map(|name| self.site.by_path(&SourcePath::new(&format!("{source}/{name}"))));
        if let Some(id) = self.site.by_path(&source).or(index) {
            return self.to_page(link, self.site.page(id), anchor);
        }
        self.to_file(link, &path, anchor, &source)
    }

    /// What follows the site's address in a link to the site itself.
    pub(super) fn own<'l>(&self, target: &'l str) -> Option<&'l str> {
        let config = self.site.config();
        let own =
            |base: &BaseUrl| base.own(target).filter(|path| !base.path.is_empty() || self.has_folder(path));
        [&config.base, &config.site_url].into_iter().find_map(own)
    }

    /// Whether the folder of an address is one of the site's: it has pages or files there, or the address is that of
    /// something that is made for machines. Beside a site at the root of its host others can live, each in a folder of
    /// its own, as project sites on GitHub Pages do.
    fn has_folder(&self, address: &str) -> bool {
        let path = decoded(address.split(['?', '#']).next().unwrap_or_default());
        let path = path.trim_start_matches('/');
        let folder = path.split('/').next().unwrap_or_default();
        folder.is_empty()
            || self.site.has_pages_below(folder)
            || is_generated(path)
            || self.has_files_below(folder)
    }

    /// Whether there is a file at the root of the site, or a folder with files, of this name.
    fn has_files_below(&self, name: &str) -> bool {
        self.site.note(Dependency::Files);
        let start = SourcePath::new(&format!("{STATIC}/{name}"));
        let files = self.assets.by_source.range(start.clone()..);
        let mut rests = files.map_while(|(file, _)| file.as_str().strip_prefix(start.as_str()));
        rests.any(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// A link by the address at which something is published; whether the finished site has it, if it is no page
    /// and no file, is checked there.
    fn to_own(&self, link: &Link, target: &str) -> Result<Answer, Box<Diagnostic>> {
        let (address, anchor) = target.split_once('#').unwrap_or((target, ""));
        let address = decoded(address.split('?').next().unwrap_or_default());
        let path = address.trim_start_matches('/');
        let folder = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
        let page =
            [UrlPath::folder(folder), UrlPath::file(path)].iter().find_map(|url| self.site.by_url(url));
        if let Some(id) = page {
            return self.to_page(link, self.site.page(id), anchor);
        }
        let path = if target.starts_with('/') { "" } else { "/" };
        Ok((Target::address(format!("{path}{target}"), None), None))
    }

    /// Links that start with `/` start at `static/` or at the site's root; the others at the page's folder.
    pub(super) fn follow(&self, path: &str) -> Option<SourcePath> {
        let root = path.strip_prefix('/');
        match root {
            Some(rest) if SourcePath::new(path).is_markdown() => SourcePath::new(CONTENT).child(rest),
            Some(rest) => SourcePath::new(STATIC).child(rest),
            None => self.page.document.path.join(path),
        }
    }

    fn to_page(&self, link: &Link, page: &Page, anchor: &str) -> Result<Answer, Box<Diagnostic>> {
        // Browsers copy `#über` as `#%C3%BCber`.
        let anchor = &*decoded(anchor);
        let anchors = self.site.anchors(page.id).chain(page.statement_ids());
        let is_metric = page.front().facts.iter().any(|fact| metric_id(&fact.metric.value) == anchor);
        // With raw HTML a page can have anchors of its own; they are checked in the finished site.
        let unknown = self.site.config().raw_html || anchor == "top";
        if anchor.is_empty() || unknown || is_metric || anchors.clone().any(|known| known == anchor) {
            return Ok((inside(page, anchor, None), Some(page.id)));
        }
        let message = format!("`{}` has no heading `#{anchor}`", page.document.path);
        let near = nearest(anchor, anchors);
        let help = near.map(|id| format!("did you mean `#{id}`?"));
        let problem = self.problem(Code::BrokenAnchor, link, message).help(help).needing(head(page));
        let of_block = anchor.starts_with(exhibit::ID_PREFIX);
        let block = of_block.then(|| Need::Text(page.document.path.clone()));
        Err(Box::new(block.into_iter().fold(problem, Diagnostic::needing)))
    }
}

/// `[[lamp-oil]]` and `[[lamp-oil.md]]` show the title; `[[Lamp oil]]` and other names that are no slugs show what the author wrote.
fn wiki_text(link: &Link, page: &Page, name: &str) -> Option<String> {
    let by_slug = name == &*page.slug || name.contains('/') || SourcePath::new(name).is_markdown();
    (link.kind == LinkKind::Wiki && by_slug).then(|| page.title().to_owned())
}

fn inside(page: &Page, anchor: &str, text: Option<String>) -> Target {
    let entity = matches!(page.kind(), Kind::Project | Kind::Company);
    let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
    Target::Internal { url: format!("{}{anchor}", page.url), text, entity, size: None }
}

/// What is said of the front matter of a page needs that it could be read.
fn head(page: &Page) -> Need {
    Need::Head(page.document.path.clone())
}

fn backticked(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
