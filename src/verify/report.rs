//! What is wrong with published files → diagnostics, each at the place where its cause was written.

use std::collections::BTreeMap;

use super::read::FileSummary;
use super::refused::Refused;
use super::{Authors, NOWHERE};
use crate::diagnostic::{Code, Diagnostic, Need, Span};
use crate::parse::Kind;
use crate::paths::{OutputPath, SETTINGS};

/// The links of each page that lead nowhere, with the reason.
pub(super) type Broken = BTreeMap<OutputPath, Vec<(String, &'static str)>>;

/// A link that an author wrote is reported at its place. One that stands on every page, in the navigation
/// perhaps, is reported once.
pub(super) fn broken(broken: &Broken, authors: &dyn Authors) -> Vec<Diagnostic> {
    let mut by_target: BTreeMap<(&str, &'static str), Vec<&OutputPath>> = BTreeMap::new();
    let mut found = Vec::new();
    for (path, (target, why)) in
        broken.iter().flat_map(|(path, found)| found.iter().map(move |link| (path, link)))
    {
        let places = authors.links(path, target);
        if places.is_empty() {
            by_target.entry((target, why)).or_default().push(path);
        }
        found.extend(places.into_iter().map(|place| diagnose_written(target, why, place)));
    }
    let mut places = Places::new(authors);
    found.extend(
        by_target.into_iter().map(|((target, why), paths)| diagnose(target, why, &paths, &mut places)),
    );
    found
}

/// Finds what was written. What stands in a template stands on thousands of pages, and is looked for once.
struct Places<'a> {
    authors: &'a dyn Authors,
    in_templates: BTreeMap<Vec<String>, Option<Span>>,
}

impl<'a> Places<'a> {
    fn new(authors: &'a dyn Authors) -> Self {
        Self { authors, in_templates: BTreeMap::new() }
    }

    fn of(&mut self, path: &OutputPath, texts: &[String]) -> Option<Span> {
        let own = self.authors.markup(path, texts);
        if own.is_some() || !self.authors.is_templated(path) {
            return own;
        }
        if let Some(known) = self.in_templates.get(texts) {
            return known.clone();
        }
        let found = self.authors.template(texts);
        self.in_templates.insert(texts.to_vec(), found.clone());
        found
    }
}

fn diagnose_written(target: &str, why: &'static str, place: Span) -> Diagnostic {
    let message = format!("`{target}` {why}");
    if why != NOWHERE {
        return needing_folders(Diagnostic::new(Code::DeadLink, place, message), target);
    }
    let help = if place.path.as_str() == SETTINGS {
        "write the address that a page has, such as `/about/`"
    } else {
        "write the path of the file that the page is made from, such as `../projects/name.md`"
    };
    needing_folders(Diagnostic::new(Code::BrokenLink, place, message).help(help.to_owned()), target)
}

/// A link that stands in no Markdown: in HTML of a page, in a template, or in a file that is published as it is. If
/// it is put together while a template is filled in, at least the page of a single one can be named.
fn diagnose(target: &str, why: &str, paths: &[&OutputPath], places: &mut Places<'_>) -> Diagnostic {
    let first = paths.first();
    let only = first.filter(|_| paths.len() == 1);
    let place = first.and_then(|path| places.of(path, &[target.to_owned()]));
    let place = place.or_else(|| only.and_then(|path| places.authors.page(path)));
    let message = format!("`{target}` on {} {why}", pages(paths));
    needing_folders(Diagnostic::new(Code::DeadLink, place, message), target)
}

/// The first of some pages, and how many more there are.
fn pages(paths: &[&OutputPath]) -> String {
    let more = if paths.len() > 1 { format!(" and {} more", paths.len() - 1) } else { String::new() };
    let page = paths.first().map(|path| path.url().to_string()).unwrap_or_default();
    format!("`{page}`{more}")
}

/// Where the pages of a kind are gone, links to them follow from that.
fn needing_folders(problem: Diagnostic, target: &str) -> Diagnostic {
    let of_kind = |kind: &Kind| target.contains(&format!("/{}/", kind.folder()));
    let kinds = Kind::ALL.into_iter().filter(of_kind);
    kinds.fold(problem, |problem, kind| problem.needing(Need::Folder(kind.content_folder())))
}

/// What tells causes apart: the file, the directive, and the source that is missing in it or what it is.
type Cause<'p> = (Option<Span>, &'static str, String, &'p Refused);

/// Things of one sort and one host that a file asks for are refused for one cause.
pub(crate) fn refused(pages: &BTreeMap<OutputPath, FileSummary>, authors: &dyn Authors) -> Vec<Diagnostic> {
    let is_governed = pages.values().any(|page| page.judged.is_governed);
    let mut causes: Vec<(Cause<'_>, Vec<&OutputPath>)> = Vec::new();
    let mut known: BTreeMap<(String, &str, String), usize> = BTreeMap::new();
    let mut places = Places::new(authors);
    for (path, page) in pages {
        let is_sheet = path.has_extension("css");
        for refused in page.judged.refused.iter().filter(|_| !is_sheet || is_governed) {
            let address = refused.address.as_deref();
            if address.is_some_and(|address| authors.has_picture(path, address)) {
                continue;
            }
            let place = places.of(path, &refused.needles);
            let file = place.as_ref().map(|place| place.path.to_string()).unwrap_or_default();
            let missing = refused.source().unwrap_or_else(|| refused.what.clone());
            let at = *known.entry((file, refused.directive, missing.clone())).or_insert_with(|| {
                causes.push(((place, refused.directive, missing, refused), Vec::new()));
                causes.len() - 1
            });
            if causes[at].1.last() != Some(&path) {
                causes[at].1.push(path);
            }
        }
    }
    causes.into_iter().map(|(cause, paths)| diagnose_refused(cause, &paths, authors)).collect()
}

fn diagnose_refused(cause: Cause<'_>, paths: &[&OutputPath], authors: &dyn Authors) -> Diagnostic {
    let (place, directive, missing, refused) = cause;
    let on = if place.is_some() { String::new() } else { format!(" on {}", pages(paths)) };
    let only = paths.first().filter(|_| paths.len() == 1);
    let place = place.or_else(|| only.and_then(|path| authors.page(path)));
    let what = &refused.what;
    let message = match &refused.address {
        Some(address) if address.is_empty() => format!("browsers refuse the {what}{on}: the page itself"),
        Some(address) => format!("browsers refuse the {what} `{address}`{on}"),
        None => format!("browsers refuse the {what}{on}"),
    };
    let message = format!("{message}, as the policy of the page does not allow it");
    let key = directive.trim_end_matches("-elem").trim_end_matches("-attr");
    let source = refused.address.as_ref().map_or("'unsafe-inline'", |_| &missing);
    let wider = match (key, refused.by_settings) {
        ("base-uri", _) => "take it away".to_owned(),
        (_, true) => format!("allow it by `{key} = [\"{source}\"]` under `[output.html.csp]` in `book.toml`"),
        (_, false) => format!("add `{source}` to `{key}` in the policy that your template writes"),
    };
    let other = match (key, &refused.address) {
        ("script-src", None) => "put the code into a file in `static/`, or ",
        ("style-src", None) => "put the style into `static/css/site.css`, or ",
        ("form-action" | "frame-src" | "base-uri", _) | (_, None) => "",
        (_, Some(_)) => "copy the file to `static/`, or ",
    };
    let other = if source == "'self'" { "" } else { other };
    Diagnostic::new(Code::BlockedByPolicy, place, message).help(format!("{other}{wider}"))
}
