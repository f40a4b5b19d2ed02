//! The addresses outside the site, with the places that name them.

use std::collections::BTreeMap;

use crate::diagnostic::Span;
use crate::grammar::host_and_port;
use crate::link::{Links, Target};
use crate::model::{Page, Site};
use crate::node::{Node, Value};
use crate::parse::Head;

/// A link that leads out of the site.
pub(super) struct OutsideLink {
    /// The address as it is written.
    pub(super) url: String,
    pub(super) span: Span,
}

/// Every address without its fragment, as far as the settings do not leave it out.
pub(super) fn collect(site: &Site, links: &Links) -> BTreeMap<String, Vec<OutsideLink>> {
    let mut found: BTreeMap<String, Vec<OutsideLink>> = BTreeMap::new();
    for page in &site.pages {
        let mut written = Vec::new();
        for link in links.on(page.id).iter() {
            if let Target::External(url) = &link.target {
                written.push((url.clone(), link.range.clone()));
            }
        }
        in_front_matter(page, &mut written);
        for (url, range) in written {
            let Some(address) = address(&url).filter(|address| !is_left_out(site, address)) else { continue };
            found.entry(address).or_default().push(OutsideLink { url, span: page.span(&range) });
        }
    }
    found
}

/// Whatever is an address in the front matter: those of links, sources and remarks.
fn in_front_matter(page: &Page, written: &mut Vec<(String, std::ops::Range<usize>)>) {
    let head = Head::values(&page.document);
    let mut nodes: Vec<&Node> = head.iter().collect();
    while let Some(node) = nodes.pop() {
        match &node.value {
            Value::Text(text) if is_web(text) => written.push((text.clone(), node.range.clone())),
            Value::List(items) => nodes.extend(items),
            Value::Map(entries) => nodes.extend(entries.iter().map(|entry| &entry.node)),
            Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Text(_) => {}
        }
    }
}

fn is_web(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_plain = !text.contains(char::is_whitespace);
    is_plain && scheme.is_some_and(|scheme| scheme == "https" || scheme == "http")
}

/// What is asked for: the address without its fragment, which no server gets to see, and with scheme and host in small
/// letters, which are the same in any. The name of a user is not, nor a password.
fn address(url: &str) -> Option<String> {
    let whole = if url.starts_with("//") { format!("https:{url}") } else { url.to_owned() };
    let address = whole.split('#').next().filter(|address: &&str| is_web(address))?;
    let (scheme, host) = (address.find("://")?, host_and_port(address));
    let (before, behind) = (&address[scheme..host.start], &address[host.end..]);
    Some(format!("{}{before}{}{behind}", address[..scheme].to_lowercase(), address[host].to_lowercase()))
}

/// The host of an address, with its port.
pub(super) fn host(url: &str) -> &str {
    &url[host_and_port(url)]
}

/// Whether the settings say that an address is not to be asked for: by its start, its host, or a domain above that.
fn is_left_out(site: &Site, url: &str) -> bool {
    let host = host(url);
    site.config.external_allow.iter().any(|allowed| {
        url.starts_with(allowed)
            || host == allowed
            || host.strip_suffix(allowed.as_str()).is_some_and(|above| above.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheme_and_host_are_asked_for_in_small_letters_and_nothing_else() {
        for (written, asked) in [
            ("HTTPS://Example.ORG:80/Path?Q#Top", "https://example.org:80/Path?Q"),
            ("//Example.org?To=Here", "https://example.org?To=Here"),
            ("https://User:PassWord@Example.org/A@B", "https://User:PassWord@example.org/A@B"),
        ] {
            assert_eq!(address(written).as_deref(), Some(asked));
        }
        assert_eq!(host("https://User:PassWord@example.org:8080/A@B"), "example.org:8080");
    }
}
