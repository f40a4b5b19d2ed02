//! Who wants to be published at an address, and what is said where two want the same.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::edition::manifest_path;
use crate::model::{PageId, Tracked};
use crate::paths::{SourcePath, UrlPath};

/// Who wants to be published at an address.
#[derive(Clone, Debug)]
pub(super) enum Claim {
    Page(PageId),
    Alias(PageId, String, Range<usize>),
    /// The file of an exhibit, by its page, its title and the place of its block.
    Exhibit(PageId, String, Range<usize>),
    /// The page of an exhibit that is shared, by the page it stands on, its title and the place of its name.
    Shared(PageId, String, Range<usize>),
    File(SourcePath),
    Tag(String, String),
    /// A page of the edition of this name.
    Edition(String),
    /// The site of the edition of this name.
    FrozenSite(String),
    Generated(String),
}

impl Claim {
    /// The claim in words, and the place where it is made.
    pub(super) fn describe(&self, site: &Tracked<'_>) -> (String, Option<Span>) {
        let of_exhibit = |what: &str, id: PageId, title: &str, range: &Range<usize>| {
            let page = site.page(id);
            (format!("{what} `{title}` on `{}`", page.document.path), Some(page.span(range)))
        };
        match self {
            Self::Page(id) => {
                let page = site.page(*id);
                let span = page.span(&page.front().title.range);
                (format!("the page `{}`", page.document.path), Some(span))
            }
            Self::Alias(id, alias, range) => {
                let page = site.page(*id);
                (format!("the alias `{alias}` of `{}`", page.document.path), Some(page.span(range)))
            }
            Self::Exhibit(id, title, range) => of_exhibit("the file of", *id, title, range),
            Self::Shared(id, title, range) => of_exhibit("the shared exhibit", *id, title, range),
            Self::File(source) => (format!("the file `{source}`"), Some(Span::new(source, 0..0))),
            Self::Tag(slug, title) => (format!("the page of the tag `{title}`"), first_use(site, slug)),
            Self::Edition(name) => (format!("the page of the edition `{name}`"), Some(manifest(name))),
            Self::FrozenSite(name) => (format!("the site of the edition `{name}`"), Some(manifest(name))),
            Self::Generated(what) => (format!("the generated {what}"), None),
        }
    }

    fn help(&self) -> &'static str {
        match self {
            Self::Shared(..) => "give the exhibit another `id`",
            Self::Page(_)
            | Self::Alias(..)
            | Self::Exhibit(..)
            | Self::File(_)
            | Self::Tag(..)
            | Self::Edition(_)
            | Self::FrozenSite(_)
            | Self::Generated(_) => {
                "rename a file, or take an alias away; case does not tell addresses apart"
            }
        }
    }
}

fn manifest(name: &str) -> Span {
    Span::new(&manifest_path(name), 0..0)
}

/// Where a tag is first written.
fn first_use(site: &Tracked<'_>, slug: &str) -> Option<Span> {
    let page = site.page(*site.tag(slug)?.pages.first()?);
    let tag = page.front().tags.iter().find(|tag| tag.slug == slug)?;
    Some(page.span(&tag.name.range))
}

/// Names two that claim one address, with both places.
pub(super) fn collision(site: &Tracked<'_>, url: &UrlPath, second: &Claim, first: &Claim) -> Diagnostic {
    let help = second.help().to_owned();
    let ((first, first_span), (second, second_span)) = (first.describe(site), second.describe(site));
    let message = format!("two things claim the address `{url}`: {first} and {second}");
    let span = second_span.or_else(|| first_span.clone());
    let diagnostic = Diagnostic::new(Code::DuplicateUrl, span.clone(), message).help(help);
    match first_span {
        Some(other) if Some(&other) != span.as_ref() => {
            diagnostic.label("claimed here").related(other, "and here")
        }
        _ => diagnostic,
    }
}
