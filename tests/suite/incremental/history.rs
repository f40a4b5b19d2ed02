//! A site as it is edited: what can be done to it, one step after the other, and the files it then consists of.

use std::collections::BTreeMap;
use std::fmt;

use fieldbook::files::Reason;

/// A page as the lines of its front matter and the paragraphs of its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Keys with what is written behind them. The key `#` is a comment, and the empty one a blank line.
    pub(super) front: Vec<(&'static str, String)>,
    pub(super) body: Vec<String>,
}

impl Page {
    fn text(&self) -> String {
        let line = |(key, value): &(&str, String)| match *key {
            "" => "\n".to_owned(),
            "#" => format!("# {value}\n"),
            key => format!("{key}: {value}\n"),
        };
        let front: String = self.front.iter().map(line).collect();
        format!("---\n{front}---\n{}\n", self.body.join("\n\n"))
    }

    /// Writes another value behind a key, or takes the line away. A comment goes to the top, where it moves all
    /// that follows.
    fn set(&mut self, key: &'static str, value: Option<&String>) {
        let at = self.front.iter().position(|(known, _)| *known == key);
        match (at, value) {
            (Some(at), Some(value)) => self.front[at].1.clone_from(value),
            (Some(at), None) => _ = self.front.remove(at),
            (None, Some(value)) if matches!(key, "" | "#") => self.front.insert(0, (key, value.clone())),
            (None, Some(value)) => self.front.push((key, value.clone())),
            (None, None) => {}
        }
    }
}

/// How a file is spoilt, until it is mended.
#[derive(Clone, Copy, Debug)]
pub(super) enum Damage {
    UnclosedQuote,
    UnknownKey,
    NoEnd,
    NoFrontMatter,
    NotUtf8,
    Empty,
    Gone,
    /// It is a link out of the site.
    LinkedOut,
    /// It is a pipe.
    Pipe,
}

impl Damage {
    pub(super) const ALL: [Self; 9] = [
        Self::UnclosedQuote,
        Self::UnknownKey,
        Self::NoEnd,
        Self::NoFrontMatter,
        Self::NotUtf8,
        Self::Empty,
        Self::Gone,
        Self::LinkedOut,
        Self::Pipe,
    ];

    /// What is left of a file; `None` if it is gone.
    fn apply(self, text: &str) -> Option<Vec<u8>> {
        let text = match self {
            Self::UnclosedQuote => text.replacen("---\n", "---\noops: \"x\n", 1),
            Self::UnknownKey => text.replacen("---\n", "---\ncolour: red\n", 1),
            Self::NoEnd => text.replacen("\n---\n", "\n", 1),
            Self::NoFrontMatter => text.replacen("---\n", "", 1),
            Self::NotUtf8 => return Some([text.as_bytes(), &[0xff]].concat()),
            Self::Empty => String::new(),
            Self::Gone => return None,
            Self::LinkedOut | Self::Pipe => text.to_owned(),
        };
        Some(text.into_bytes())
    }

    /// Why the file is not read, if it is none any more.
    fn reason(self) -> Option<Reason> {
        match self {
            Self::LinkedOut => Some(Reason::Outside("/elsewhere".into())),
            Self::Pipe => Some(Reason::Special("a pipe")),
            Self::UnclosedQuote
            | Self::UnknownKey
            | Self::NoEnd
            | Self::NoFrontMatter
            | Self::NotUtf8
            | Self::Empty
            | Self::Gone => None,
        }
    }
}

/// Something that is done to a site. On a file that is not there it does nothing.
#[derive(Clone)]
pub(super) enum Edit {
    Write(String, Page),
    Remove(String),
    Rename(String, String),
    /// Another value behind a key of the front matter; `None` takes the key away.
    Set(String, &'static str, Option<String>),
    /// A paragraph at a place.
    Insert(String, usize, String),
    /// Another paragraph in place of the one there.
    Replace(String, usize, String),
    /// The paragraph at a place goes.
    Cut(String, usize),
    /// More words behind those of a paragraph.
    Extend(String, usize, String),
    /// A file that is no page.
    Put(String, String),
    /// A section of `book.toml`, by its place there.
    Book(usize, String),
    Spoil(String, Damage),
    Mend(String),
}

/// One line, or, for a file, as it would stand in a test.
impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write(path, page) => write!(f, "-- {path} --\n{}", page.text().trim_end()),
            Self::Put(path, text) => write!(f, "-- {path} --\n{}", text.trim_end()),
            Self::Book(section, text) => write!(f, "book.toml, section {section}:\n{}", text.trim_end()),
            Self::Remove(path) => write!(f, "{path} is deleted"),
            Self::Rename(from, to) => write!(f, "{from} is renamed to {to}"),
            Self::Set(path, key, Some(value)) => write!(f, "{path} now has `{key}: {value}`"),
            Self::Set(path, key, None) => write!(f, "{path} no longer has `{key}`"),
            Self::Insert(path, at, text) => write!(f, "{path} gets a paragraph {at}: {text:?}"),
            Self::Replace(path, at, text) => write!(f, "{path} now says in paragraph {at}: {text:?}"),
            Self::Cut(path, at) => write!(f, "{path} loses paragraph {at}"),
            Self::Extend(path, at, text) => write!(f, "{path} goes on in paragraph {at}: {text:?}"),
            Self::Spoil(path, damage) => write!(f, "{path} is spoilt: {damage:?}"),
            Self::Mend(path) => write!(f, "{path} is mended"),
        }
    }
}

/// How the kept source learns of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feed {
    /// The changed files are read again.
    Changed,
    /// So are some that are the same, and some that do not exist.
    More,
    /// Everything is.
    All,
}

/// How much of the site is looked at before the next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Everything is written and checked.
    All,
    /// Every fourth file is written, counted from this one.
    Some(usize),
}

/// Edits between two builds.
#[derive(Clone)]
pub(super) struct Step {
    pub(super) edits: Vec<Edit>,
    pub(super) feed: Feed,
    pub(super) look: Look,
}

/// All that is done to a site. The first step makes it.
#[derive(Clone)]
pub(super) struct History {
    pub(super) base_url: Option<&'static str>,
    pub(super) drafts: bool,
    pub(super) deny_warnings: bool,
    pub(super) steps: Vec<Step>,
}

impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { base_url, drafts, deny_warnings, steps } = self;
        writeln!(f, "base URL {base_url:?}, drafts {drafts}, warnings denied {deny_warnings}")?;
        for (number, Step { edits, feed, look }) in steps.iter().enumerate() {
            writeln!(f, "== step {number} (source read again: {feed:?}; looked at: {look:?})")?;
            edits.iter().try_for_each(|edit| writeln!(f, "{edit}"))?;
        }
        Ok(())
    }
}

/// A site at one time.
#[derive(Default)]
pub(super) struct World {
    pub(super) pages: BTreeMap<String, Page>,
    pub(super) others: BTreeMap<String, String>,
    pub(super) damage: BTreeMap<String, Damage>,
    book: BTreeMap<usize, String>,
}

impl World {
    /// Its files.
    pub(super) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let pages = self.pages.iter().map(|(path, page)| (path.clone(), page.text()));
        let others = self.others.iter().map(|(path, text)| (path.clone(), text.clone()));
        let book = self.book.values().cloned().collect::<String>();
        let all = pages.chain(others).chain([("book.toml".to_owned(), book)]);
        let bytes = |(path, text): (String, String)| {
            let bytes = match self.damage.get(&path) {
                Some(damage) => damage.apply(&text)?,
                None => text.into_bytes(),
            };
            Some((path, bytes))
        };
        all.filter_map(bytes).collect()
    }

    /// Those of its files that are links or pipes.
    pub(super) fn refused(&self) -> BTreeMap<String, Reason> {
        let refused = |(path, damage): (&String, &Damage)| Some((path.clone(), damage.reason()?));
        self.damage.iter().filter_map(refused).collect()
    }

    pub(super) fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Write(path, page) => _ = self.pages.insert(path.clone(), page.clone()),
            Edit::Put(path, text) => _ = self.others.insert(path.clone(), text.clone()),
            Edit::Book(section, text) => _ = self.book.insert(*section, text.clone()),
            Edit::Remove(path) => {
                self.pages.remove(path);
                self.others.remove(path);
            }
            Edit::Rename(from, to) => {
                let (page, other) = (self.pages.remove(from), self.others.remove(from));
                self.pages.extend(page.map(|page| (to.clone(), page)));
                self.others.extend(other.map(|text| (to.clone(), text)));
            }
            Edit::Spoil(path, damage) => _ = self.damage.insert(path.clone(), *damage),
            Edit::Mend(path) => _ = self.damage.remove(path),
            Edit::Set(path, ..)
            | Edit::Insert(path, ..)
            | Edit::Replace(path, ..)
            | Edit::Cut(path, _)
            | Edit::Extend(path, ..) => {
                if let Some(page) = self.pages.get_mut(path) {
                    change(page, edit);
                }
            }
        }
    }
}

fn change(page: &mut Page, edit: &Edit) {
    match edit {
        Edit::Set(_, key, value) => page.set(key, value.as_ref()),
        Edit::Insert(_, at, text) => page.body.insert((*at).min(page.body.len()), text.clone()),
        Edit::Replace(_, at, text) if *at < page.body.len() => page.body[*at].clone_from(text),
        Edit::Cut(_, at) if *at < page.body.len() => _ = page.body.remove(*at),
        Edit::Extend(_, at, text) => {
            if let Some(paragraph) = page.body.get_mut(*at) {
                *paragraph = format!("{paragraph} {text}");
            }
        }
        _ => {}
    }
}
