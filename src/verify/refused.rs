//! What a page asks for and its own Content-Security-Policy refuses: browsers leave it out, and say so to nobody but
//! those who look into their console.

use std::collections::BTreeSet;

use html5gum::emitters::callback::CallbackEvent;

use crate::asset::{LoadKind, outside_addresses};
use crate::config::{BaseUrl, Config};
use crate::paths::scheme;
use crate::policy::Policy;

/// Something that browsers refuse.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Refused {
    /// The directive that has no source for it.
    pub(super) directive: &'static str,
    /// What it is, in words.
    pub(super) what: String,
    /// Its address; `None` for what stands in the page itself.
    pub(super) address: Option<String>,
    /// What to look for in the files of the source, the surest first.
    pub(super) needles: Vec<String>,
    /// Whether it is refused by the policy that `book.toml` widens.
    pub(super) by_settings: bool,
}

/// What is refused on one page, and whether the policy of the settings governs it.
#[derive(Debug, Default, Hash)]
pub(super) struct Judged {
    pub(super) refused: Box<[Refused]>,
    pub(super) is_governed: bool,
}

/// The most that is kept of a page: what is the same everywhere is named once, and so is each host.
const MOST: usize = 200;

/// The policy of the settings, and where the site is published.
#[derive(Clone, Copy)]
pub(crate) struct VerifyContext<'a> {
    pub(super) policy: &'a Policy,
    pub(super) base: &'a BaseUrl,
}

impl<'a> VerifyContext<'a> {
    /// What the settings say of it.
    pub(crate) fn of(config: &'a Config) -> Self {
        Self { policy: &config.policy, base: &config.base }
    }
}

/// What a style sheet loads from elsewhere. Every page links it under the policy of the settings.
pub(super) fn of_style_sheet(bytes: &[u8], context: VerifyContext<'_>) -> Box<[Refused]> {
    let Ok(css) = std::str::from_utf8(bytes) else { return Box::default() };
    let mut found = BTreeSet::new();
    for (role, address) in outside_addresses(css) {
        let (directive, what) = match role {
            LoadKind::Import => ("style-src", "style sheet"),
            LoadKind::Font => ("font-src", "font"),
            LoadKind::Picture => ("img-src", "picture"),
        };
        if found.len() < MOST && !context.policy.allows(directive, &address, &context.base.origin) {
            found.insert(Refused::at(directive, what, &address, true));
        }
    }
    found.into_iter().collect()
}

impl Refused {
    fn at(directive: &'static str, what: &str, address: &str, by_settings: bool) -> Self {
        let host = through_host(address).map(str::to_owned);
        let needles = [Some(address.to_owned()), host].into_iter().flatten();
        Self {
            directive,
            what: what.to_owned(),
            address: Some(address.to_owned()),
            needles: needles.filter(|needle| needle.len() > 1).collect(),
            by_settings,
        }
    }

    /// The source that would allow it, if one alone would.
    pub(super) fn source(&self) -> Option<String> {
        let address = self.address.as_deref()?;
        let Some(source) = through_host(address) else {
            return Some(scheme(address).map_or_else(|| "'self'".to_owned(), |scheme| format!("{scheme}:")));
        };
        let start = if source.starts_with("//") { "https:" } else { "" };
        Some(format!("{start}{}", source.to_ascii_lowercase()))
    }
}

/// The start of an address, up to the end of the name of its host.
fn through_host(address: &str) -> Option<&str> {
    let start = match scheme(address) {
        Some(scheme) => scheme.len() + 1,
        None => 0,
    };
    let rest = address[start..].strip_prefix("//")?;
    let path = rest.find(['/', '?', '#']).map_or("", |at| &rest[at..]);
    address.strip_suffix(path)
}

/// The state while reading the tags of one page.
pub(super) struct Judge<'a> {
    context: VerifyContext<'a>,
    policies: Vec<Policy>,
    found: BTreeSet<Refused>,
    tag: String,
    attribute: String,
    /// The attributes of the open tag that tell what it does.
    attributes: Vec<(String, String)>,
    /// The script or style whose text comes next, with its nonce.
    inline: Option<(&'static str, &'static str, String)>,
}

/// The attributes that tell what a tag loads, and how, in order.
const TELLING: [&str; 16] = [
    "action",
    "as",
    "content",
    "data",
    "formaction",
    "href",
    "http-equiv",
    "method",
    "nonce",
    "poster",
    "rel",
    "src",
    "srcdoc",
    "srcset",
    "type",
    "xlink:href",
];

impl<'a> Judge<'a> {
    pub(super) fn new(context: VerifyContext<'a>) -> Self {
        Self {
            context,
            policies: Vec::new(),
            found: BTreeSet::new(),
            tag: String::new(),
            attribute: String::new(),
            attributes: Vec::new(),
            inline: None,
        }
    }

    pub(super) fn finish(self) -> Judged {
        let is_governed = self.policies.contains(self.context.policy);
        Judged { refused: self.found.into_iter().collect(), is_governed }
    }

    pub(super) fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                replace(&mut self.tag, name);
                self.attributes.clear();
                self.inline = None;
            }
            CallbackEvent::AttributeName { name } => {
                replace(&mut self.attribute, name);
                self.attribute.make_ascii_lowercase();
            }
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { .. } => self.tag(),
            CallbackEvent::EndTag { .. } => self.inline = None,
            CallbackEvent::String { value } if self.inline.is_some() => self.text(value),
            _ => {}
        }
    }

    fn value(&mut self, value: &[u8]) {
        // Nothing is refused without a policy, and hardly any of the many links is code.
        let is_plain_link = self.tag == "a" && self.attribute == "href" && !value.contains(&b':');
        if self.policies.is_empty() && self.tag != "meta" || is_plain_link {
            return;
        }
        let is_handler = self.attribute.len() > 2 && self.attribute.starts_with("on");
        if is_handler || self.attribute == "style" {
            let directive = if is_handler { "script-src-attr" } else { "style-src-attr" };
            let what = format!("attribute `{}`", self.attribute);
            let value = String::from_utf8_lossy(value).trim().to_owned();
            self.refuse_inline(directive, what, "", vec![value, format!("{}=", self.attribute)]);
        } else if TELLING.binary_search(&self.attribute.as_str()).is_ok() {
            self.attributes.push((self.attribute.clone(), String::from_utf8_lossy(value).into_owned()));
        }
    }

    fn get(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// What a tag asks for, once all of it is read.
    fn tag(&mut self) {
        if self.attributes.is_empty() && !["script", "style", "form"].contains(&self.tag.as_str()) {
            return;
        }
        match self.tag.as_str() {
            "meta" => self.policy(),
            "script" => self.script(),
            "style" => self.inline = Some(("style-src-elem", "style", self.get("nonce").unwrap_or_default())),
            "link" => self.link(),
            "img" | "input" => {
                self.load("img-src", "picture", &["src"]);
                self.candidates();
                self.load("form-action", "target of a form", &["formaction"]);
            }
            "image" => self.load("img-src", "picture", &["href", "xlink:href"]),
            "source" => {
                self.load("media-src", "recording", &["src"]);
                self.candidates();
            }
            "video" | "audio" | "track" => {
                self.load("media-src", "recording", &["src"]);
                self.load("img-src", "picture", &["poster"]);
            }
            "iframe" | "frame" if self.get("srcdoc").is_none() => self.load("frame-src", "frame", &["src"]),
            "object" => self.load("object-src", "object", &["data"]),
            "embed" => self.load("object-src", "object", &["src"]),
            "base" => self.load("base-uri", "base address", &["href"]),
            "button" => self.load("form-action", "target of a form", &["formaction"]),
            "form" => self.form(),
            "a" | "area" => self.script_address(),
            _ => {}
        }
    }

    fn policy(&mut self) {
        let names_policy = |name: String| name.eq_ignore_ascii_case("content-security-policy");
        if self.get("http-equiv").is_some_and(names_policy) {
            self.policies.extend(self.get("content").map(|content| Policy::parse(&content)));
        }
    }

    fn script(&mut self) {
        let kind = self.get("type").unwrap_or_default().trim().to_ascii_lowercase();
        let is_code = ["", "module", "importmap", "speculationrules"].contains(&kind.as_str());
        if !is_code && !kind.contains("javascript") && !kind.contains("ecmascript") {
            return;
        }
        if self.get("src").is_some() {
            return self.load("script-src-elem", "script", &["src"]);
        }
        self.inline = Some(("script-src-elem", "script", self.get("nonce").unwrap_or_default()));
    }

    fn link(&mut self) {
        let relation = self.get("rel").unwrap_or_default().to_ascii_lowercase();
        for word in relation.split_ascii_whitespace() {
            let kind = self.get("as").unwrap_or_default();
            let (directive, what) = match (word, kind.as_str()) {
                ("stylesheet", _) | ("preload", "style") => ("style-src-elem", "style sheet"),
                ("icon" | "apple-touch-icon", _) | ("preload", "image") => ("img-src", "picture"),
                ("manifest", _) => ("manifest-src", "manifest"),
                ("modulepreload", _) | ("preload", "script") => ("script-src-elem", "script"),
                ("preload", "font") => ("font-src", "font"),
                ("preload", "fetch") => ("connect-src", "data"),
                _ => continue,
            };
            self.load(directive, what, &["href"]);
        }
    }

    fn form(&mut self) {
        if self.get("method").is_some_and(|method| method.eq_ignore_ascii_case("dialog")) {
            return;
        }
        let address = self.get("action").unwrap_or_default();
        self.address("form-action", "target of a form", &address);
    }

    /// Code in the place of an address.
    fn script_address(&mut self) {
        let Some(address) = self.get("href") else { return };
        if scheme(address.trim()).is_some_and(|scheme| scheme.eq_ignore_ascii_case("javascript")) {
            let what = "script in an address".to_owned();
            self.refuse_inline("script-src-elem", what, "", vec![address, "javascript:".to_owned()]);
        }
    }

    fn load(&mut self, directive: &'static str, what: &str, names: &[&str]) {
        for name in names {
            if let Some(address) = self.get(name).filter(|address| !address.trim().is_empty()) {
                self.address(directive, what, &address);
            }
        }
    }

    /// The pictures among which browsers choose.
    fn candidates(&mut self) {
        let value = self.get("srcset").unwrap_or_default();
        for address in srcset(&value) {
            self.address("img-src", "picture", address);
        }
    }

    fn address(&mut self, directive: &'static str, what: &str, address: &str) {
        let refuses = |policy: &&Policy| !policy.allows(directive, address, &self.context.base.origin);
        if let Some(policy) = self.policies.iter().find(refuses)
            && self.found.len() < MOST
        {
            let by_settings = policy == self.context.policy;
            self.found.insert(Refused::at(directive, what, address.trim(), by_settings));
        }
    }

    fn text(&mut self, text: &[u8]) {
        let text = String::from_utf8_lossy(text);
        let Some(line) = text.lines().map(str::trim).find(|line| !line.is_empty()) else { return };
        let Some((directive, tag, nonce)) = self.inline.take() else { return };
        let needles = vec![line.to_owned(), format!("<{tag}")];
        self.refuse_inline(directive, format!("{tag} in the page itself"), &nonce, needles);
    }

    fn refuse_inline(&mut self, directive: &'static str, what: String, nonce: &str, needles: Vec<String>) {
        let refuses = |policy: &&Policy| !policy.allows_inline(directive, nonce);
        if let Some(policy) = self.policies.iter().find(refuses)
            && self.found.len() < MOST
        {
            let by_settings = policy == self.context.policy;
            let needles = needles.into_iter().filter(|needle| !needle.is_empty()).collect();
            self.found.insert(Refused { directive, what, address: None, needles, by_settings });
        }
    }
}

/// The addresses in `a.png 1x, b.png 2x`. A `data:` address holds commas of its own.
pub(super) fn srcset(value: &str) -> impl Iterator<Item = &str> {
    let candidates = value.split(',').filter(|_| !value.contains("data:"));
    candidates.filter_map(|candidate| candidate.split_whitespace().next())
}

fn replace(text: &mut String, bytes: &[u8]) {
    text.clear();
    text.push_str(&String::from_utf8_lossy(bytes));
}
