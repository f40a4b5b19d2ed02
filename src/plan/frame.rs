//! What stands around every page, as `book.toml` says.

use super::Planner;
use super::view::{IconView, LinkView};
use crate::asset::Assets;

/// The icons that are found by their names, the best first.
const ICONS: [&str; 3] = ["favicon.svg", "favicon.png", "favicon.ico"];

impl Planner<'_> {
    pub(super) fn navigation(&self) -> Vec<LinkView> {
        let items = &self.site.config().frame.navigation;
        items.iter().map(|item| self.named(&item.title, &item.url.value)).collect()
    }

    pub(super) fn licence(&self) -> Option<LinkView> {
        let licence = self.site.config().frame.licence.as_ref()?;
        let url = licence.url.as_ref().map_or("", |url| &url.value);
        Some(self.named(&licence.name, url))
    }

    pub(super) fn logo(&self, assets: &Assets) -> Option<String> {
        let name = &self.site.config().frame.logo.as_ref()?.value;
        assets.urls.get(name).map(|url| self.address(url))
    }

    /// Other sites load the picture, so it needs the host in front.
    pub(super) fn card(&self, assets: &Assets) -> Option<String> {
        let name = &self.site.config().frame.card.as_ref()?.value;
        self.permalink(assets.urls.get(name)?)
    }

    /// The icon that is asked for, or one that lies where icons do.
    pub(super) fn favicon(&self, assets: &Assets) -> Option<IconView> {
        let asked = self.site.config().frame.favicon.as_ref().map(|name| name.value.as_str());
        let name = asked.or_else(|| ICONS.into_iter().find(|name| assets.urls.contains_key(*name)))?;
        let url = self.address(assets.urls.get(name)?);
        Some(IconView { url, media_type: media_type(name) })
    }

    /// A link of the author's: an address of the site gets the base path, another stays as it is.
    fn named(&self, title: &str, url: &str) -> LinkView {
        let url = if url.starts_with('/') { self.anchored(url) } else { url.to_owned() };
        LinkView { title: title.to_owned(), url, summary: None, kind: "" }
    }
}

/// What browsers call a kind of picture, by the end of its name.
fn media_type(name: &str) -> &'static str {
    let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match extension.as_str() {
        "svg" => "image/svg+xml",
        "ico" => "image/x-icon",
        "gif" => "image/gif",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        _ => "image/png",
    }
}
