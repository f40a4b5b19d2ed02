//! Texts as YAML and TOML read them back.

use std::fmt::Write;

/// Words that YAML, in one of its versions, takes for something else.
const WORDS: [&str; 13] =
    ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity", "none"];

/// A text as it is written in YAML, between brackets as well: in quotes, unless it is plain words.
pub fn yaml_text(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " -_./()+'’".contains(c);
    let is_plain = text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(plain)
        && !WORDS.contains(&text.to_lowercase().as_str());
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// A text as it is written in TOML, in one line.
pub fn toml_text(text: &str) -> String {
    quoted(text)
}

/// Quotes of JSON mean the same in YAML and TOML, but for the few characters that these allow nowhere as they are.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let mut quoted = String::new();
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::node::{Value, parse_yaml};
    use crate::paths::SourcePath;

    #[test]
    fn what_is_written_is_read_back() {
        let texts = [
            "Kelda Sound",
            "a: b",
            "#x",
            "no",
            "12",
            "1.10",
            "2016-04",
            "- x",
            "it's \"so\"",
            "a, b",
            "[a]",
            "{a}",
            "x ",
            "Größe",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a",
            "~",
            "null",
            "a #b",
            "C:\\x",
            "été x",
            "O'Neill",
        ];
        for text in texts {
            let source = format!("outer: [{{title: {}, next: 1}}]\n", yaml_text(text));
            let mut diagnostics = Vec::new();
            let node = parse_yaml(&SourcePath::new("x.md"), &source, 0, &mut diagnostics).unwrap();
            assert_eq!(diagnostics, [], "{source}");
            let mut value = &node;
            while let Value::Map(entries) = &value.value {
                value = &entries[0].node;
                if let Value::List(items) = &value.value {
                    value = &items[0];
                }
            }
            assert_eq!(value.value, Value::Text(text.to_owned()), "{source}");
        }
    }
}
