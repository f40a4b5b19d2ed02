//! Taking typed values out of a [`Node`], with a diagnostic for each that does not fit.
//!
//! A value that does not fit is left out, and reading goes on: one mistake never hides another.

use std::ops::Range;

use super::{Entry, Node, Value};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Need, Span, Spanned, did_you_mean, nearest};
use crate::paths::SourcePath;

/// The longest text of an author that a help line repeats, in bytes.
const LONGEST_HELP: usize = 60;

/// The file that is being read, and what was found wrong with it so far.
pub struct Decoder<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// The text of the file.
    pub text: &'a str,
    /// What was found wrong.
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl Decoder<'_> {
    /// Reports a problem at a place of the file.
    pub fn report(&mut self, code: Code, range: &Range<usize>, message: impl Into<String>) {
        self.push(Diagnostic::new(code, self.span(range), message));
    }

    /// Reports a problem that is already worded.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A place of the file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.path, range.clone())
    }

    fn wrong_type(&mut self, node: &Node, what: &str, wanted: &str) {
        let message = format!("{what} takes {wanted}, not {}", node.value.type_name());
        self.report(Code::WrongType, &node.range, message);
    }

    /// What stands where a list should is most often its only item, or its items with commas between them.
    fn not_a_list(&mut self, node: &Node, key: &str) {
        let written = self.text.get(node.range.clone()).unwrap_or_default();
        let fits =
            !written.is_empty() && written.len() <= LONGEST_HELP && !written.contains(['\n', '[', ']']);
        let message = format!("`{key}` takes a list, not {}", node.value.type_name());
        let help = fits.then(|| format!("write `[{written}]`"));
        self.push(Diagnostic::new(Code::WrongType, self.span(&node.range), message).help(help));
    }

    /// How to write a value that was written as a text, if `meant` is what it means.
    fn as_text(&mut self, node: &Node, what: &str, wanted: &str, meant: Option<&str>) {
        let message = format!("{what} takes {wanted}, not {}", node.value.type_name());
        let help = meant.map(|meant| format!("write `{meant}` without quotes"));
        self.push(Diagnostic::new(Code::WrongType, self.span(&node.range), message).help(help));
    }

    /// What stands where a whole number should, among it one with a point or an exponent that it does not need.
    fn no_integer(&mut self, node: &Node, what: &str) {
        let written = self.text.get(node.range.clone()).unwrap_or_default();
        let is_whole = matches!(node.value, Value::Float(value) if value.fract() == 0.0);
        if !is_whole || written.len() > LONGEST_HELP {
            return self.as_text(node, what, "a whole number", meant_integer(&node.value));
        }
        let message = format!("{what} takes a whole number, not `{written}`");
        let help = whole(&node.value).map(|meant| format!("write `{meant}`"));
        self.push(Diagnostic::new(Code::WrongType, self.span(&node.range), message).help(help));
    }

    /// A text. Numbers and the like count as the characters the author typed, so that `title: 2016` works.
    pub fn text(&mut self, node: &Node, what: &str) -> Option<Spanned<String>> {
        let Some(value) = self.single(node) else {
            self.wrong_type(node, what, "a text");
            return None;
        };
        if value.is_empty() {
            self.report(Code::BadValue, &node.range, format!("{what} is empty"));
            return None;
        }
        Some(Spanned { value, range: node.range.clone() })
    }

    /// The characters of a single value; `None` if it is nothing, a list or a map.
    fn single(&self, node: &Node) -> Option<String> {
        match &node.value {
            Value::Text(text) => Some(text.trim().to_owned()),
            Value::Bool(_) | Value::Integer(_) | Value::Float(_) => {
                self.text.get(node.range.clone()).map(str::to_owned)
            }
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// What one of a few words means. Whatever else stands there is reported with the words that can.
    pub fn choice<T: Copy>(&mut self, node: &Node, what: &str, choices: &[(&str, T)]) -> Option<T> {
        let word = self.single(node);
        let (code, message) = match word.as_deref() {
            None => (Code::WrongType, format!("{what} takes a text, not {}", node.value.type_name())),
            Some("") => (Code::BadValue, format!("{what} is empty")),
            Some(word) => match choices.iter().find(|(name, _)| *name == word) {
                Some((_, value)) => return Some(*value),
                None => (Code::BadValue, format!("{what} cannot be `{word}`")),
            },
        };
        let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
        let near = word.filter(|word| !word.is_empty());
        let near = near.and_then(|word| did_you_mean(&word, names.iter().copied()));
        let help = near.unwrap_or_else(|| format!("it is one of {}", list_of(&names)));
        self.push(Diagnostic::new(code, self.span(&node.range), message).help(help));
        None
    }

    /// The characters of any single value as the author typed them, without quotes. Nothing after the colon is no
    /// value; `null` and `~` are.
    pub fn written(&mut self, node: &Node, what: &str) -> Option<String> {
        if node.value == Value::Null {
            return self.text.get(node.range.clone()).map(str::to_owned);
        }
        self.text(node, what).map(|text| text.value)
    }

    /// A date of any precision.
    pub fn date(&mut self, node: &Node, what: &str) -> Option<Date> {
        let text = self.text(node, what)?;
        let date = Date::parse(&text.value);
        if date.is_none() {
            let message = format!("{what} is not a date: `{}`", text.value);
            let is_shaped = text.value.len() == 10 && text.value.split('-').count() == 3;
            let help = match Date::meant(&text.value) {
                Some(date) => format!("write `{date}`"),
                None if is_shaped => "there is no such day".to_owned(),
                None => "write `2016`, `2016-04` or `2016-04-11`".to_owned(),
            };
            self.push(Diagnostic::new(Code::BadDate, self.span(&node.range), message).help(help));
        }
        date
    }

    /// A map; anything else is reported.
    pub fn fields<'d, 'n>(&'d mut self, node: &'n Node, what: &str) -> Option<Fields<'d, 'n>>
    where
        Self: 'd,
    {
        let Value::Map(entries) = &node.value else {
            self.wrong_type(node, what, "a map of keys and values");
            return None;
        };
        Some(Fields {
            path: self.path,
            text: self.text,
            diagnostics: self.diagnostics,
            entries,
            asked: Vec::new(),
            missing: Vec::new(),
        })
    }
}

/// What to do about a key that means nothing where it stands.
pub struct Advice {
    /// What to do.
    pub help: String,
    /// What has to be free of errors for the key to be a problem of its own.
    pub needs: Vec<Need>,
}

/// A map whose keys are taken one by one; [`Fields::finish`] reports those that nobody asked for.
pub struct Fields<'d, 'n> {
    pub(super) path: &'d SourcePath,
    text: &'d str,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    pub(super) entries: &'n [Entry],
    asked: Vec<&'static str>,
    /// Keys that must be there and are not, and what is said of that.
    pub(super) missing: Vec<(String, Diagnostic)>,
}

impl<'n> Fields<'_, 'n> {
    /// The decoder of the file, for values inside this map.
    pub fn decoder(&mut self) -> Decoder<'_> {
        Decoder { path: self.path, text: self.text, diagnostics: self.diagnostics }
    }

    /// The keys that were asked for so far, each once.
    pub fn asked(&self) -> &[&'static str] {
        &self.asked
    }

    /// The value of a key as it stands; `None` if the key is missing or has nothing after its colon.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        (entry.node.value != Value::Null).then_some(&entry.node)
    }

    /// Whether a key is written and has something after its colon. It does not count as asked for.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key && entry.node.value != Value::Null)
    }

    /// Where a key stands that has nothing after its colon.
    pub fn blank(&self, key: &str) -> Option<Range<usize>> {
        let entry = self.entries.iter().find(|entry| entry.key == key && entry.node.value == Value::Null)?;
        Some(entry.range.clone())
    }

    /// A value read by `read`, which gets the decoder, the node and the key for messages.
    pub fn get<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Decoder<'_>, &'n Node, &str) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(key)?;
        read(&mut self.decoder(), node, &format!("`{key}`"))
    }

    /// The same for a key whose `null` and `~` are values, since it takes whatever characters there are.
    pub fn written<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Decoder<'_>, &'n Node, &str) -> Option<T>,
    ) -> Option<T> {
        let null = |entry: &&Entry| entry.key == key && entry.node.is_written_null();
        let node = self.node(key).or_else(|| Some(&self.entries.iter().find(null)?.node))?;
        read(&mut self.decoder(), node, &format!("`{key}`"))
    }

    /// A text with its place.
    pub fn spanned(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.get(key, |decoder, node, what| decoder.text(node, what))
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.spanned(key).map(|text| text.value)
    }

    /// A date.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        self.get(key, |decoder, node, what| decoder.date(node, what))
    }

    /// `true` or `false`.
    pub fn bool(&mut self, key: &'static str) -> Option<bool> {
        self.get(key, |decoder, node, what| {
            let value = if let Value::Bool(value) = node.value { Some(value) } else { None };
            if value.is_none() {
                decoder.as_text(node, what, "`true` or `false`", meant_bool(&node.value));
            }
            value
        })
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<i64> {
        self.get(key, |decoder, node, what| {
            let value = if let Value::Integer(value) = node.value { Some(value) } else { None };
            if value.is_none() {
                decoder.no_integer(node, what);
            }
            value
        })
    }

    /// A whole number that is at least `least`.
    pub fn count(&mut self, key: &'static str, least: usize) -> Option<usize> {
        self.get(key, |decoder, node, what| {
            let count =
                if let Value::Integer(number) = node.value { usize::try_from(number).ok() } else { None };
            let count = count.filter(|count| *count >= least);
            if count.is_none() {
                let message = format!("{what} takes a whole number from {least} up");
                let quoted =
                    meant_integer(&node.value).map(|meant| format!("write `{meant}` without quotes"));
                let help = quoted.or_else(|| whole(&node.value).map(|meant| format!("write `{meant}`")));
                let problem = Diagnostic::new(Code::BadValue, decoder.span(&node.range), message);
                decoder.push(problem.help(help));
            }
            count
        })
    }

    /// One of a few words, with its place.
    pub fn spanned_choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
    ) -> Option<Spanned<T>> {
        let value = self.choice(key, choices)?;
        self.node(key).map(|node| Spanned { value, range: node.range.clone() })
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        self.get(key, |decoder, node, what| decoder.choice(node, what, choices))
    }

    /// A list whose items are read by `read`; empty if the key is missing.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Decoder<'_>, &'n Node) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let mut decoder = self.decoder();
        let Value::List(items) = &node.value else {
            decoder.not_a_list(node, key);
            return Vec::new();
        };
        items.iter().filter_map(|item| read(&mut decoder, item)).collect()
    }

    /// A list of texts with their places.
    pub fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.list(key, |decoder, node| decoder.text(node, &format!("an item of `{key}`")))
    }

    /// The map's entries of any name below `key`, for maps whose keys the author chooses.
    pub fn map(&mut self, key: &'static str) -> &'n [Entry] {
        let Some(node) = self.node(key) else { return &[] };
        let Value::Map(entries) = &node.value else {
            self.decoder().wrong_type(node, &format!("`{key}`"), "a map of keys and values");
            return &[];
        };
        entries
    }

    /// Reports every key that has no meaning here.
    pub fn finish(self) {
        self.finish_with(|_| None, None);
    }

    /// Reports every key that has no meaning here. `advice` is on keys whose meaning is known: those of another
    /// generator perhaps; `otherwise` is what to do about one that is like none of the keys here.
    pub fn finish_with(mut self, advice: impl Fn(&str) -> Option<Advice>, otherwise: Option<&str>) {
        let mut unknown = Vec::new();
        for entry in self.entries {
            if self.asked.contains(&entry.key.as_str()) {
                continue;
            }
            let known = self.asked.clone();
            let meant = nearest(&entry.key, known.iter().copied());
            self.missing.retain(|(key, _)| meant != Some(key));
            let help = || {
                let help = meant.map(|key| format!("did you mean `{key}`?")).or(otherwise.map(str::to_owned));
                help.unwrap_or_else(|| format!("the keys are {}", list_of(&known)))
            };
            let Advice { help, needs } =
                advice(&entry.key).unwrap_or_else(|| Advice { help: help(), needs: Vec::new() });
            let message = format!("the key `{}` has no meaning here", entry.key);
            let problem = Diagnostic::new(Code::UnknownKey, self.decoder().span(&entry.range), message);
            unknown.push(needs.into_iter().fold(problem.help(help), Diagnostic::needing));
        }
        self.report_missing();
        self.diagnostics.extend(unknown);
    }
}

/// The whole number that a text is.
fn meant_integer(value: &Value) -> Option<&str> {
    let Value::Text(text) = value else { return None };
    let text = text.trim();
    text.parse::<i64>().is_ok().then_some(text)
}

/// A whole number that is written with a point or an exponent, as far as floats have all its digits.
fn whole(value: &Value) -> Option<String> {
    let Value::Float(value) = value else { return None };
    (value.fract() == 0.0 && value.abs() < 1e15).then(|| format!("{value:.0}"))
}

/// What a text means that other programs take for `true` or `false`.
fn meant_bool(value: &Value) -> Option<&'static str> {
    let Value::Text(text) = value else { return None };
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => Some("true"),
        "false" | "no" | "off" | "n" => Some("false"),
        _ => None,
    }
}

/// Names in backticks, with commas between them.
fn list_of(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
