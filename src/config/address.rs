//! Where a site is published, and the other addresses of `[output.html]`.

use super::{Config, frame};
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::grammar::{host_in_ascii, is_host_name, is_path, is_web_address};
use crate::node::decode::{Decoder, Fields};
use crate::paths::decoded;

/// The address a site is published at, split where links need it split.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    /// `https://example.org`; empty if the site does not know its host.
    pub origin: String,
    /// The path in front of every address of the site: empty, or `/report`.
    pub path: String,
}

impl BaseUrl {
    /// Reads `https://host/path/` or `/path/`; `None` if it is neither.
    pub fn parse(url: &str) -> Option<Self> {
        let host_start = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme));
        let (origin, path) = match host_start {
            Some(rest) => {
                let host = rest.split('/').next().unwrap_or_default();
                let end = url.len() - rest.len() + host.len();
                let valid = is_web_address(url) && host.is_ascii() && !host.contains('@');
                if !valid {
                    return None;
                }
                url.split_at(end)
            }
            None if url.starts_with('/') => ("", url),
            None => return None,
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "/-._~%".contains(c);
        let path = path.trim_end_matches('/');
        (path.chars().all(plain) && is_path(path) && !path.contains("//") && !decoded(path).contains(".."))
            .then(|| Self { origin: origin.to_owned(), path: path.to_owned() })
    }

    /// What follows the address of the site in one of its pages' own: `/about/#team`; `None` for any other address.
    /// Beside the site others can live on the same host, so only what lies below its path is its own.
    pub fn own<'u>(&self, url: &'u str) -> Option<&'u str> {
        let host = behind_scheme(&self.origin)?;
        let (own, rest) = behind_scheme(url)?.split_at_checked(host.len())?;
        let rest = rest.strip_prefix(&self.path).filter(|_| own.eq_ignore_ascii_case(host))?;
        (rest.is_empty() || rest.starts_with(['/', '#', '?'])).then_some(rest)
    }
}

/// The host and what follows it.
fn behind_scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("//")?;
    ["", "http:", "https:"].iter().any(|known| known.eq_ignore_ascii_case(scheme)).then_some(rest)
}

pub(super) fn read_html(fields: &mut Fields<'_, '_>, config: &mut Config) {
    if let Some(url) = fields.spanned("site-url") {
        match BaseUrl::parse(&url.value) {
            Some(base) => (config.base, config.site_url) = (base.clone(), base),
            None => bad_base(&mut fields.decoder(), &url),
        }
    }
    config.cname = cname(fields, &config.base);
    config.repository_url = address(fields, "git-repository-url", "");
    config.edit_url = address(fields, "edit-url-template", "{path}");
    config.frame = frame::read(fields);
}

/// The name of a custom domain. At one the site stands at the root, whatever `--base-url` says of this build.
fn cname(fields: &mut Fields<'_, '_>, base: &BaseUrl) -> Option<String> {
    let (name, url) = (fields.spanned("cname")?, fields.spanned("site-url"));
    let mut decoder = fields.decoder();
    if !is_host_name(&name.value) {
        let message = format!("`{}` is not the name of a host", name.value.escape_debug());
        decoder
            .push(Diagnostic::new(Code::BadValue, decoder.span(&name.range), message).help(host_help(&name)));
        return None;
    }
    let host = base.origin.rsplit("//").next().unwrap_or_default();
    let differs = !host.is_empty() && !host.eq_ignore_ascii_case(&name.value);
    if let Some(url) = url.filter(|_| differs || !base.path.is_empty()) {
        let message =
            format!("`cname` says that the site stands at `{}`, and `site-url` says otherwise", name.value);
        let help = format!("write `site-url = \"https://{}/\"`, or take `cname` away", name.value);
        let diagnostic = Diagnostic::new(Code::BadValue, decoder.span(&url.range), message).help(help);
        decoder.push(diagnostic.related(decoder.span(&name.range), "the custom domain"));
    }
    Some(name.value)
}

/// What to write for the name of a host: the one in an address, in the letters that every resolver takes.
fn host_help(name: &Spanned<String>) -> String {
    let rest = name.value.split_once("://").map_or(name.value.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
    if let Some(host) = host_in_ascii(host) {
        return format!("write `{host}`");
    }
    "write one name such as `www.example.org`, without `https://`, path and port".to_owned()
}

/// A web address that holds `part`. What stands for something else is no part of the address.
fn address(fields: &mut Fields<'_, '_>, key: &'static str, part: &str) -> Option<String> {
    let url = fields.spanned(key)?;
    let filled = if part.is_empty() { url.value.clone() } else { url.value.replace(part, "x") };
    if is_web_address(&filled) && url.value.contains(part) && !filled.contains(['{', '}']) {
        return Some(url.value);
    }
    let (wanted, example) =
        if part.is_empty() { (String::new(), "") } else { (format!(" with `{part}` in it"), "edit/main/") };
    let message = format!("`{key}` takes a web address{wanted}");
    let help = format!(
        "write it as in `https://example.org/{example}{part}`; other words in braces stand for nothing"
    );
    let mut decoder = fields.decoder();
    decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&url.range), message).help(help));
    None
}

fn bad_base(decoder: &mut Decoder<'_>, url: &Spanned<String>) {
    let message = format!("`{}` is not the address of a site", url.value);
    let help = "write `https://host/path/`, or `/path/` if the host is not known".to_owned();
    decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&url.range), message).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_split_into_host_and_path() {
        let split = |url| BaseUrl::parse(url).map(|base| (base.origin, base.path));
        let pair = |origin: &str, path: &str| Some((origin.to_owned(), path.to_owned()));
        assert_eq!(split("https://example.org/report/"), pair("https://example.org", "/report"));
        assert_eq!(split("https://example.org"), pair("https://example.org", ""));
        assert_eq!(split("http://localhost:8080/"), pair("http://localhost:8080", ""));
        assert_eq!(split("/"), pair("", ""));
        assert_eq!(split("/a/b"), pair("", "/a/b"));
        for wrong in [
            "",
            "example.org",
            "ftp://example.org/",
            "https://",
            "https://a b/",
            "/a\"b",
            "/../x",
            "https://a:x/",
            "https://[/",
            "/a%zz/",
        ] {
            assert_eq!(split(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_address_is_the_sites_own_below_its_path_alone() {
        let base = BaseUrl::parse("https://example.org/report/").unwrap();
        for (url, rest) in [
            ("https://example.org/report/a/#b", "/a/#b"),
            ("http://Example.org/report", ""),
            ("//example.org/report#b", "#b"),
        ] {
            assert_eq!(base.own(url), Some(rest), "{url}");
        }
        for other in [
            "https://example.org/",
            "https://example.org/reporting/",
            "https://example.org.evil.example/report/",
            "https://www.example.org/report/",
            "ftp://example.org/report/",
            "/report/a/",
            "https://exämple",
        ] {
            assert_eq!(base.own(other), None, "{other}");
        }
        let root = BaseUrl::parse("https://example.org/").unwrap();
        assert_eq!(
            (root.own("https://example.org/a"), root.own("https://example.org:80/a")),
            (Some("/a"), None)
        );
        assert_eq!(BaseUrl::parse("/report/").unwrap().own("https://example.org/report/"), None);
    }
}
