//! What stands around every page, as far as the author chooses it: the keys of `[output.html]` for logo, icon,
//! navigation, footer and licence.

use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::grammar::{is_mailto, is_web_address};
use crate::node::Node;
use crate::node::decode::{Decoder, Fields};

/// What stands around every page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteFrame {
    /// The picture before the name of the site: a path below `static/`.
    pub logo: Option<Spanned<String>>,
    /// The icon of its pages, the same.
    pub favicon: Option<Spanned<String>>,
    /// The picture that is shown with links to its pages elsewhere, the same.
    pub card: Option<Spanned<String>>,
    /// What the navigation has behind the directories.
    pub navigation: Vec<NavigationItem>,
    /// A sentence at the bottom of every page.
    pub footer: Option<String>,
    /// The terms under which others may use the report.
    pub licence: Option<Licence>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, PartialEq)]
pub struct NavigationItem {
    /// The words to show.
    pub title: String,
    /// An address of the site without its base path, such as `/about/`, or a whole web address.
    pub url: Spanned<String>,
}

/// A licence.
#[derive(Clone, Debug, PartialEq)]
pub struct Licence {
    /// Its name.
    pub name: String,
    /// Where it can be read.
    pub url: Option<Spanned<String>>,
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> SiteFrame {
    SiteFrame {
        logo: fields.spanned("logo"),
        favicon: fields.spanned("favicon"),
        card: fields.spanned("card"),
        navigation: fields.list("navigation", item),
        footer: fields.text("footer"),
        licence: fields.get("licence", licence),
    }
}

fn item(decoder: &mut Decoder<'_>, node: &Node) -> Option<NavigationItem> {
    let mut fields = decoder.fields(node, "an item of `navigation`")?;
    let (title, url) = (fields.text("title"), fields.spanned("url"));
    let title = fields.require(title, "title", &node.place());
    let url = fields.require(url, "url", &node.place());
    let url = url.filter(|url| is_address(&mut fields.decoder(), url));
    fields.finish();
    Some(NavigationItem { title: title?, url: url? })
}

/// A licence is its name, or a map with its address.
fn licence(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<Licence> {
    if !matches!(node.value, crate::node::Value::Map(_)) {
        let name = decoder.text(node, what)?.value;
        return Some(Licence { name, url: None });
    }
    let mut fields = decoder.fields(node, what)?;
    let (name, url) = (fields.text("name"), fields.spanned("url"));
    let name = fields.require(name, "name", &node.place());
    let url = url.filter(|url| is_address(&mut fields.decoder(), url));
    fields.finish();
    Some(Licence { name: name?, url })
}

/// Whether a text is an address of the site or of the web; what is neither is reported.
fn is_address(decoder: &mut Decoder<'_>, url: &Spanned<String>) -> bool {
    let own = url.value.starts_with('/')
        && !url.value.starts_with("//")
        && !url.value.contains(char::is_whitespace);
    let valid = own || is_web_address(&url.value) || is_mailto(&url.value);
    if !valid {
        let message = format!("`{}` is no address", url.value);
        let help = "write an address of the site such as `/about/`, or a whole one, `https://example.org/`"
            .to_owned();
        decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&url.range), message).help(help));
    }
    valid
}
