//! What names of hosts, addresses on the web, addresses for mail and tags of languages look like.

use std::ops::Range;

use oxilangtag::LanguageTag;

use crate::paths::decoded;

/// Whether it is the name of a host as RFC 1123 has it, with a dot in it: `www.example.org`.
pub fn is_host_name(text: &str) -> bool {
    let last = text.rsplit('.').next().unwrap_or_default();
    // Otherwise it is the address of a machine.
    is_domain(text) && text.contains('.') && !last.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

/// Whether it is an address on the web that a browser can open: a scheme, a host, a port if any, and no blank or
/// broken escape behind it.
pub fn is_web_address(text: &str) -> bool {
    let place = host_and_port(text);
    let has_scheme = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    has_scheme && is_host_and_port(&text[place.clone()]) && is_path(&text[place.end..])
}

/// Where the host of an address on the web stands, with the port behind it and without the name of a user before it.
/// What follows is the path.
pub fn host_and_port(address: &str) -> Range<usize> {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.len());
    // Behind the host it is part of the path.
    let scheme = scheme.filter(|length| !address[..*length].contains(['/', '?', '#']));
    let start = scheme.map_or(0, |length| length + "://".len());
    let end = address[start..].find(['/', '?', '#']).map_or(address.len(), |at| start + at);
    address[start..end].rfind('@').map_or(start, |at| start + at + 1)..end
}

/// The host of an address on the web as readers know it: without `www.` and the port.
pub fn web_host(address: &str) -> &str {
    let place = &address[host_and_port(address)];
    let host = if place.starts_with('[') { place } else { place.split(':').next().unwrap_or_default() };
    host.strip_prefix("www.").unwrap_or(host)
}

fn is_host_and_port(place: &str) -> bool {
    let end = place.find(']').map_or(0, |end| end + 1);
    let (host, port) = match place[end..].find(':') {
        Some(colon) => (&place[..end + colon], Some(&place[end + colon + 1..])),
        None => (place, None),
    };
    let named = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || "-._".contains(c));
    let v6 = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_host = v6.map_or(named, |host| host.parse::<std::net::Ipv6Addr>().is_ok());
    is_host && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

/// Whether it can follow the name of a host: without blanks, and with escapes that are whole.
pub fn is_path(path: &str) -> bool {
    let escapes = path.match_indices('%').all(|(at, _)| {
        let digits = path.as_bytes().get(at + 1..at + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    escapes && !path.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"\\".contains(c))
}

/// The name of a host in the letters that every resolver takes: `bücher.example` as `xn--bcher-kva.example`; `None` if
/// it is no name of a host in any letters.
pub fn host_in_ascii(text: &str) -> Option<String> {
    idna::domain_to_ascii_strict(text).ok().filter(|host| is_host_name(host))
}

/// Whether it is an address for mail: `name@example.org`.
pub fn is_mail_address(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let atom = |atom: &str| {
        !atom.is_empty() && atom.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
    };
    name.split('.').all(atom) && idna::domain_to_ascii_strict(domain).is_ok_and(|domain| is_domain(&domain))
}

/// Whether a `mailto:` link leads to addresses for mail; the name of the scheme is not looked at. One with a subject
/// or a text can leave the address to the reader.
pub fn is_mailto(link: &str) -> bool {
    let (_, rest) = link.split_once(':').unwrap_or(("", link));
    let (addresses, has_more) =
        rest.split_once('?').map_or((rest, false), |(addresses, _)| (addresses, true));
    (addresses.is_empty() && has_more)
        || decoded(addresses).split(',').all(|address| is_mail_address(address.trim()))
}

/// Whether it names a language as BCP 47 does: `en`, `de-AT`, `zh-Hant`. The standard keeps names of more than three
/// letters for languages to come, so `english` would be one; there is none.
pub fn is_language_tag(text: &str) -> bool {
    let first = text.split('-').next().unwrap_or_default();
    first.len() <= 3 && LanguageTag::parse(text).is_ok()
}

/// Scripts that run from right to left.
const RIGHT_TO_LEFT_SCRIPTS: &[&str] =
    &["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"];

/// Languages that are written in one of these where their tag names no script.
const RIGHT_TO_LEFT_LANGUAGES: &[&str] = &[
    "aeb", "ar", "arc", "ary", "arz", "azb", "bal", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc",
    "mzn", "nqo", "pes", "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi",
];

/// Whether the language of a tag is written from right to left.
pub fn is_right_to_left(tag: &str) -> bool {
    let Ok(tag) = LanguageTag::parse(tag) else { return false };
    let among = |list: &[&str], name: &str| list.iter().any(|one| one.eq_ignore_ascii_case(name));
    match tag.script() {
        Some(script) => among(RIGHT_TO_LEFT_SCRIPTS, script),
        None => among(RIGHT_TO_LEFT_LANGUAGES, tag.primary_language()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_an_address_is_what_readers_know_a_site_by() {
        for (address, host) in [
            ("https://www.example.org/a/b?c#d", "example.org"),
            ("http://example.org:8080", "example.org"),
            ("https://me@example.org/", "example.org"),
            ("https://[2001:db8::1]/x", "[2001:db8::1]"),
            ("https://a@b:c@example.org?d@e", "example.org"),
            ("example.org/?to=https://other.example", "example.org"),
        ] {
            assert_eq!(web_host(address), host);
        }
    }

    #[test]
    fn hosts_and_web_addresses_are_told_by_their_grammar() {
        for host in ["example.org", "www.a-b.example", "xn--bcher-kva.example"] {
            assert!(is_host_name(host), "{host}");
        }
        for host in
            ["", "localhost", "a b.org", "-a.org", "a..org", "a.org.", "127.0.0.1", "b\u{fc}.de", "a.org/x"]
        {
            assert!(!is_host_name(host), "{host}");
        }
        let right = [
            "https://a",
            "http://[::1]:80/x?y#z",
            "https://b\u{fc}cher.example/\u{e4}%20b",
            "https://u@a.org:8080",
        ];
        for address in right {
            assert!(is_web_address(address), "{address}");
        }
        let wrong = [
            "https://",
            "https://[",
            "https://a b",
            "http://%zz",
            "https://a/%zz",
            "https://a:x/",
            "https:///a",
        ];
        for address in
            wrong.into_iter().chain(["ftp://a", "https://a/ b", "https://a/<b>", "https://a:99999"])
        {
            assert!(!is_web_address(address), "{address}");
        }
    }

    #[test]
    fn addresses_for_mail_are_told_by_their_grammar() {
        for right in ["a@example.org", "a.b+c@b\u{fc}cher.example", "root@localhost", "o'neil@a-b.org"] {
            assert!(is_mail_address(right) && is_mailto(&format!("mailto:{right}")), "{right}");
        }
        for wrong in ["", "a", "a@", "@a.org", "a b@c.org", "a@b@c.org", "a.@b.org", "a@b..org", "a@-b.org"] {
            assert!(!is_mail_address(wrong) && !is_mailto(&format!("mailto:{wrong}")), "{wrong}");
        }
        for link in ["mailto:a@b.org,c@d.org", "MAILTO:a%2Bb@c.org?subject=x", "mailto:?body=x"] {
            assert!(is_mailto(link), "{link}");
        }
    }

    #[test]
    fn languages_from_right_to_left_are_told_by_their_script_or_their_name() {
        for right_to_left in ["ar", "AR-eg", "he", "fa-IR", "ur", "az-Arab", "pa-aran"] {
            assert!(is_right_to_left(right_to_left), "{right_to_left}");
        }
        for left_to_right in ["en", "de-AT", "zh-Hant", "ks-Deva", "ar-Latn", "az", ""] {
            assert!(!is_right_to_left(left_to_right), "{left_to_right}");
        }
    }

    #[test]
    fn languages_are_told_by_their_tags() {
        for right in
            ["en", "de-AT", "zh-Hant", "sr-Latn-RS", "es-419", "de-DE-1996", "en-GB-oed", "x-own", "yue"]
        {
            assert!(is_language_tag(right), "{right}");
        }
        for wrong in ["", "English", "en_US", "e", "en-", "en--US", "en US", "\u{e9}n", "en-US.UTF-8", "en-x"]
        {
            assert!(!is_language_tag(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_host_is_written_in_the_letters_of_all_resolvers() {
        assert_eq!(host_in_ascii("B\u{fc}cher.example").as_deref(), Some("xn--bcher-kva.example"));
        assert_eq!((host_in_ascii("a b.org"), host_in_ascii("b\u{fc}cher")), (None, None));
    }
}
