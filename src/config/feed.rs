//! `[feed]`: what the feeds hold, and what their entries are known by.

use super::Config;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::grammar::{is_host_name, is_mail_address};
use crate::node::decode::Fields;

pub(super) fn read(fields: &mut Fields<'_, '_>, config: &mut Config) {
    config.feed_limit = fields.count("limit", 0).unwrap_or(config.feed_limit);
    config.feed_id = fields.spanned("id").and_then(|id| checked(fields, id));
}

fn checked(fields: &mut Fields<'_, '_>, id: Spanned<String>) -> Option<String> {
    if is_tag(&id.value) {
        return Some(id.value);
    }
    let mut decoder = fields.decoder();
    let message = format!("`{}` is not the start of a `tag:` address", id.value);
    let help =
        "write a host that is yours, a date on which it was, and a name: `tag:example.org,2026:report`";
    let problem = Diagnostic::new(Code::BadValue, decoder.span(&id.range), message);
    decoder.push(problem.help(help.to_owned()));
    None
}

/// Whether it is an address of RFC 4151: a host or an address for mail, a date on which it was the author's, and
/// anything else.
fn is_tag(text: &str) -> bool {
    let Some((entity, name)) = text.strip_prefix("tag:").and_then(|rest| rest.split_once(':')) else {
        return false;
    };
    let Some((authority, date)) = entity.split_once(',') else { return false };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/".contains(c);
    (is_host_name(authority) || is_mail_address(authority))
        && Date::parse(date).is_some()
        && name.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_a_host_a_date_and_a_name() {
        for tag in
            ["tag:example.org,2026:report", "tag:a@example.org,2026-01-02:", "tag:example.org,2026-01:a/b"]
        {
            assert!(is_tag(tag), "{tag}");
        }
        for text in [
            "",
            "example.org",
            "tag:example.org:x",
            "tag:example.org,26:x",
            "tag:,2026:x",
            "tag:a.org,2026:a b",
        ] {
            assert!(!is_tag(text), "{text}");
        }
    }
}
