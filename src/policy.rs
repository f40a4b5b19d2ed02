//! The Content-Security-Policy of pages: what it says, what browsers load and run under it, and what a site may add.
//!
//! The crate `content-security-policy` reads policies too, for a browser with requests and responses at hand. Here
//! addresses of a page are compared with lists of sources, as [CSP](https://www.w3.org/TR/CSP3/) has it.

use std::fmt;

use crate::grammar::{is_host_name, is_path};
use crate::paths::scheme;

/// A policy: which sources each directive allows, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Policy(Vec<(String, Vec<String>)>);

/// What the pages of the theme allow: everything comes from the site itself, and forms lead to its own pages.
const BUILT_IN: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                        script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'";

/// The directives that a site may widen.
pub const DIRECTIVES: [&str; 11] = [
    "connect-src",
    "font-src",
    "form-action",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "script-src",
    "style-src",
    "worker-src",
];

/// The sources that are words, and stand in quotation marks.
const KEYWORDS: [&str; 5] = ["self", "unsafe-inline", "unsafe-eval", "wasm-unsafe-eval", "unsafe-hashes"];

const NONE: &str = "'none'";

impl Policy {
    /// That of the theme.
    pub fn built_in() -> Self {
        Self::parse(BUILT_IN)
    }

    /// Reads what stands in a `meta` element. Of a directive that stands twice the first counts.
    pub fn parse(text: &str) -> Self {
        let mut policy = Self::default();
        for directive in text.split(';') {
            let mut words = directive.split_ascii_whitespace();
            let Some(name) = words.next().map(str::to_ascii_lowercase) else { continue };
            if policy.listed(&name).is_none() {
                policy.0.push((name, words.map(str::to_owned).collect()));
            }
        }
        policy
    }

    /// Allows more sources for a directive, beside those that it allows already.
    pub fn widen(&mut self, directive: &str, sources: &[String]) {
        let known = self.sources(directive).unwrap_or_default().iter();
        let mut all: Vec<_> = known.filter(|source| !is(source, NONE)).cloned().collect();
        all.extend(sources.iter().cloned());
        match self.0.iter_mut().find(|(name, _)| name == directive) {
            Some((_, listed)) => *listed = all,
            None => self.0.push((directive.to_owned(), all)),
        }
    }

    /// Whether a page of a site at `origin` may load from an address, or send to it.
    pub fn allows(&self, directive: &str, address: &str, origin: &str) -> bool {
        let Some(sources) = self.sources(directive) else { return true };
        let address = Address::parse(address, origin);
        sources.iter().any(|source| address.matches(source, origin))
    }

    /// Whether code or style that stands in the page itself counts. Which code the hashes stand for is not looked at.
    pub fn allows_inline(&self, directive: &str, nonce: &str) -> bool {
        let Some(sources) = self.sources(directive) else { return true };
        let nonce = format!("'nonce-{nonce}'");
        sources.iter().any(|source| {
            is(source, "'unsafe-inline'")
                || *source == nonce
                || source.to_ascii_lowercase().starts_with("'sha")
        })
    }

    fn listed(&self, directive: &str) -> Option<&[String]> {
        self.0.iter().find(|(name, _)| name == directive).map(|(_, sources)| sources.as_slice())
    }

    /// The sources of a directive, or of the one that stands in for it.
    fn sources(&self, directive: &str) -> Option<&[String]> {
        let fallbacks: &[&str] = match directive {
            "base-uri" | "form-action" => &[],
            "script-src-elem" | "script-src-attr" => &["script-src", "default-src"],
            "style-src-elem" | "style-src-attr" => &["style-src", "default-src"],
            "worker-src" => &["child-src", "script-src", "default-src"],
            "frame-src" => &["child-src", "default-src"],
            _ => &["default-src"],
        };
        self.listed(directive).or_else(|| fallbacks.iter().find_map(|fallback| self.listed(fallback)))
    }
}

/// As it stands in a `meta` element: it holds none of the signs that HTML escapes but `'`, which is none in quotes.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (name, sources)) in self.0.iter().enumerate() {
            let before = if at > 0 { "; " } else { "" };
            write!(f, "{before}{name}")?;
            sources.iter().try_for_each(|source| write!(f, " {source}"))?;
        }
        Ok(())
    }
}

fn is(source: &str, word: &str) -> bool {
    source.eq_ignore_ascii_case(word)
}

/// An address, in the parts that sources compare.
struct Address<'a> {
    scheme: &'a str,
    /// Host and port; empty for what has none.
    host: &'a str,
    path: &'a str,
    /// Whether it lies on the site.
    is_own: bool,
}

impl<'a> Address<'a> {
    fn parse(address: &'a str, origin: &'a str) -> Self {
        let address = address.trim();
        let named = scheme(address);
        let rest = named.map_or(address, |scheme| &address[scheme.len() + 1..]);
        let Some(rest) = rest.strip_prefix("//") else {
            let own = Self { is_own: true, path: address, ..Self::on_host("", origin.rsplit("//").next()) };
            let scheme = scheme(origin).unwrap_or("https");
            return match named {
                None => Self { scheme, ..own },
                Some(scheme) => Self { scheme, path: "", is_own: false, host: "" },
            };
        };
        let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let own_host = origin.rsplit("//").next().filter(|own| !own.is_empty());
        let is_own = own_host.is_some_and(|own| own.eq_ignore_ascii_case(host));
        Self { scheme: named.unwrap_or("https"), host, path, is_own }
    }

    fn on_host(scheme: &'a str, host: Option<&'a str>) -> Self {
        Self { scheme, host: host.unwrap_or_default(), path: "", is_own: false }
    }

    fn matches(&self, source: &str, origin: &str) -> bool {
        let is_web = self.is_own || ["http", "https"].iter().any(|web| is(self.scheme, web));
        match source {
            "*" => is_web,
            _ if is(source, "'self'") => self.is_own,
            _ if source.starts_with('\'') => false,
            _ if source.ends_with(':') => self.has_scheme(&source[..source.len() - 1]),
            _ => is_web && !self.host.is_empty() && self.is_at(source, origin),
        }
    }

    /// Whether its scheme is this one, or the safe one of the same sort.
    fn has_scheme(&self, wanted: &str) -> bool {
        is(self.scheme, wanted) || is(wanted, "http") && is(self.scheme, "https")
    }

    /// Whether it lies at `https://host:port/path`, where the host can start with `*.`.
    fn is_at(&self, source: &str, origin: &str) -> bool {
        let (wanted, rest) = source.split_once("://").unwrap_or((scheme(origin).unwrap_or("https"), source));
        let (place, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (host, port) = split_port(place);
        let (own_host, own_port) = split_port(self.host);
        let on_host = match host.strip_prefix('*') {
            Some(domain) => {
                let at = own_host.len().checked_sub(domain.len());
                at.and_then(|at| own_host.get(at..)).is_some_and(|end| is(end, domain))
            }
            None => is(own_host, host),
        };
        let of_scheme = |port: &'a str| match port {
            "" if is(self.scheme, "http") => "80",
            "" => "443",
            port => port,
        };
        let at_port =
            port == "*" || port == own_port || port.is_empty() && of_scheme(own_port) == of_scheme("");
        let own_path = self.path.split(['?', '#']).next().unwrap_or_default();
        let on_path =
            path.is_empty() || path == own_path || path.ends_with('/') && own_path.starts_with(path);
        self.has_scheme(wanted) && on_host && at_port && on_path
    }
}

fn split_port(place: &str) -> (&str, &str) {
    place.rsplit_once(':').unwrap_or((place, ""))
}

/// What to write instead of a source; `None` if it is one that a page which is a file can have.
pub fn advice(source: &str) -> Option<String> {
    let lower = source.to_ascii_lowercase();
    if let Some(word) = lower.strip_prefix('\'').and_then(|word| word.strip_suffix('\'')) {
        return match word {
            word if KEYWORDS.contains(&word) || is_hash(source) => None,
            "none" => Some("leave the key away".to_owned()),
            word if word.starts_with("nonce-") => Some(
                "every reader gets the same page, so a nonce keeps nobody out; write `'sha256-…'`".to_owned(),
            ),
            word if word.starts_with("sha") => {
                Some("write `'sha256-…'` with the 44 signs of the hash in base64".to_owned())
            }
            _ => Some(format!("the words are {}", KEYWORDS.map(|word| format!("`'{word}'`")).join(", "))),
        };
    }
    if KEYWORDS.contains(&lower.as_str()) || lower.starts_with("sha256-") {
        return Some(format!("write `'{source}'`, with the quotation marks"));
    }
    let is_scheme = source.strip_suffix(':').is_some_and(|name| scheme(source) == Some(name));
    if source == "*" || is_scheme || is_place(source) {
        return None;
    }
    let cut = source.split(['?', '#']).next().unwrap_or_default();
    if cut != source && is_place(cut) {
        return Some(format!("write `{cut}`: query and anchor are not compared"));
    }
    Some(
        "write `https://host`, `https://*.host`, a scheme as `data:`, or a word as `'unsafe-inline'`"
            .to_owned(),
    )
}

/// `'sha256-…'` with as many signs as the hash has.
fn is_hash(source: &str) -> bool {
    let inside = source.trim_matches('\'');
    let Some((name, hash)) = inside.split_once('-') else { return false };
    let length = match name.to_ascii_lowercase().as_str() {
        "sha256" => 44,
        "sha384" => 64,
        "sha512" => 88,
        _ => return false,
    };
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte);
    hash.len() == length && hash.bytes().all(is_digit)
}

/// `https://host:port/path`; the scheme, the port and the path can be missing, and the host can start with `*.`.
fn is_place(source: &str) -> bool {
    let rest = match source.split_once("://") {
        Some((scheme, rest)) if ["https", "http", "wss", "ws"].contains(&scheme) => rest,
        Some(_) => return false,
        None => source,
    };
    let (place, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = split_port(place);
    let host = host.strip_prefix("*.").unwrap_or(host);
    let is_port = !place.contains(':') || port == "*" || port.parse::<u16>().is_ok();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-._~%!$()*+=:@".contains(c);
    (is_host_name(host) || host == "localhost") && is_port && is_path(path) && path.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://example.org";

    #[test]
    fn the_policy_of_the_theme_allows_what_the_site_has_alone() {
        let policy = Policy::built_in();
        assert_eq!(policy.to_string(), BUILT_IN);
        for (directive, address, allowed) in [
            ("script-src-elem", "/a.js", true),
            ("script-src-elem", "https://example.org/a.js", true),
            ("script-src-elem", "//EXAMPLE.org/a.js", true),
            ("script-src-elem", "https://example.org.evil.example/a.js", false),
            ("script-src-elem", "data:text/javascript,1", false),
            ("img-src", "data:image/png;base64,", true),
            ("img-src", "https://a.example/x.png", false),
            ("frame-src", "/x.html", false),
            ("media-src", "/x.mp4", false),
            ("form-action", "", true),
            ("form-action", "https://a.example/", false),
            ("navigate-to", "https://a.example/", false),
        ] {
            assert_eq!(policy.allows(directive, address, ORIGIN), allowed, "{directive} {address}");
        }
        assert!(!policy.allows_inline("script-src-elem", "") && !policy.allows_inline("style-src-attr", ""));
    }

    #[test]
    fn sources_are_compared_by_scheme_host_port_and_path() {
        for (source, address, matches) in [
            ("https://a.example", "https://a.example/x.js?y", true),
            ("https://a.example", "http://a.example/x.js", false),
            ("http://a.example", "https://A.example/x.js", true),
            ("a.example", "https://a.example:443/x.js", true),
            ("a.example", "https://a.example:8443/x.js", false),
            ("a.example:*", "https://a.example:8443/x.js", true),
            ("*.a.example", "https://b.a.example/", true),
            ("*.a.example", "https://a.example/", false),
            ("https://a.example/js/", "https://a.example/js/x.js", true),
            ("https://a.example/js", "https://a.example/js/x.js", false),
            ("https:", "https://b.example/", true),
            ("*", "//b.example/", true),
            ("*", "blob:x", false),
            ("https://example.org", "/x.js", true),
            ("'unsafe-inline'", "https://a.example/", false),
            ("é.example", "https://ü/", false),
        ] {
            let policy = Policy::parse(&format!("script-src {source}"));
            assert_eq!(policy.allows("script-src-elem", address, ORIGIN), matches, "{source} {address}");
        }
    }

    #[test]
    fn a_wider_policy_keeps_what_was_allowed() {
        let mut policy = Policy::built_in();
        policy.widen("script-src", &["https://a.example".into(), "'unsafe-inline'".into()]);
        policy.widen("base-uri", &["'self'".into()]);
        policy.widen("worker-src", &["blob:".into()]);
        let text = policy.to_string();
        assert!(text.contains("script-src 'self' https://a.example 'unsafe-inline';"), "{text}");
        assert!(text.ends_with(
            "base-uri 'self'; form-action 'self'; worker-src 'self' https://a.example 'unsafe-inline' blob:"
        ));
        assert!(policy.allows_inline("script-src-attr", "") && !policy.allows_inline("style-src-elem", ""));
        assert_eq!(Policy::parse(&text), policy);
    }

    #[test]
    fn sources_are_told_by_their_grammar() {
        let hash = format!("'sha256-{}='", "a".repeat(43));
        let right =
            ["https://a.example", "*.a.example:8080", "http://localhost:*", "'self'", "data:", "*", &hash];
        for source in right.into_iter().chain(["'UNSAFE-INLINE'", "wss://a.example/x/", "a.example/a%20b.js"])
        {
            assert_eq!(advice(source), None, "{source}");
        }
        let wrong =
            ["self", "'none'", "'nonce-x'", "'sha256-x'", "'other'", "a b", "a;b", "https://a.example?x=1"];
        for source in
            wrong.into_iter().chain(["", "https://", "ftp://a.example", "a.example/\"", "example", "*."])
        {
            assert!(advice(source).is_some(), "{source}");
        }
    }
}
