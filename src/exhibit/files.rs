//! Where exhibits can be had as files.
//!
//! A file stands beside its page and bears the name of the exhibit, so its address stays when others come before it.

use crate::model::{Page, Tracked};
use crate::parse::exhibit::{ExhibitBlock, ExhibitFormat, ID_PREFIX};
use crate::paths::{DATA, SHARED, UrlPath, slug};

/// Where what an exhibit shows can be had besides: addresses from the root of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ExhibitFiles {
    /// The page about the site's data files, if it has one.
    pub data: Option<String>,
    /// What the exhibit shows, in rows.
    pub csv: Option<String>,
    /// The picture.
    pub svg: Option<String>,
    /// Its own page, if it is shared.
    pub share: Option<String>,
}

/// The name of the files of a block.
pub fn block_file(block: &ExhibitBlock) -> String {
    slug(block.id.strip_prefix(ID_PREFIX).unwrap_or(&block.id))
}

/// The name of the files of an exhibit that a page has without asking: `wanted`, unless a block has that.
pub fn panel_file(page: Option<&Page>, wanted: &str) -> String {
    let blocks = page.map(|page| page.document.body.exhibits.as_slice()).unwrap_or_default();
    let is_free = |name: &String| !blocks.iter().any(|block| block_file(block) == *name);
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// The address of an exhibit that is shared under a name.
pub fn shared_url(name: &str) -> UrlPath {
    UrlPath::folder(&format!("{SHARED}/{name}"))
}

/// The address of a file beside the page at an address.
pub fn file_url(page: &UrlPath, name: &str, format: ExhibitFormat) -> UrlPath {
    let folder = page.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    UrlPath::file(format!("{folder}/{name}.{}", format.extension()).trim_start_matches('/'))
}

impl ExhibitFiles {
    /// The files of what a block shows on the page at an address, and its own page.
    pub(super) fn of_block(site: &Tracked<'_>, page: &UrlPath, block: &ExhibitBlock) -> Self {
        let name = block.shared_as(site.config().share_exhibits);
        let share = name.map(|name| shared_url(&name.value).to_string());
        Self { share, ..Self::beside(site, page, &block_file(block), block.formats()) }
    }

    /// The files of an exhibit on the page at an address.
    pub fn beside(site: &Tracked<'_>, page: &UrlPath, name: &str, formats: &[ExhibitFormat]) -> Self {
        let file = |format| formats.contains(&format).then(|| file_url(page, name, format).to_string());
        Self { csv: file(ExhibitFormat::Csv), svg: file(ExhibitFormat::Svg), ..Self::without_own(site) }
    }

    /// What there is for an exhibit without files of its own.
    pub fn without_own(site: &Tracked<'_>) -> Self {
        let data = site.has_data().then(|| UrlPath::folder(DATA).to_string());
        Self { data, csv: None, svg: None, share: None }
    }
}
