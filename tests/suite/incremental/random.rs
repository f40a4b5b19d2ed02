//! Random histories, each of which follows from its seed alone.

use std::ops::RangeInclusive;

use super::dice::Random;
use super::history::{Damage, Edit, Feed, History, Look, Step, World};
use super::prose::{Author, value};
use super::templates::{TEMPLATES, template};
use super::words::{BOOK, FILES, FIRST_PAGES, HEADINGS, KEYS, PAGES, PARAGRAPHS};

/// How many of [`TEMPLATES`] a site may have at the start: those that a page asks for or that they draw on, and one
/// that every page shows.
const USUAL_TEMPLATES: usize = 5;

/// The sections of [`BOOK`] in which nothing can be so wrong that the site would say little at the start.
const SOUND: RangeInclusive<usize> = 3..=11;

/// The steps after the first.
const STEPS: usize = 8;

/// The history that a seed stands for.
pub(super) fn history(seed: u64) -> History {
    let mut random = Random::new(seed);
    let taste = Taste::new(&mut random);
    let keys = (0..2).map(|_| random.word(KEYS)).collect();
    let author = Author { subject: taste.pages[0], keys };
    let mut writer = Writer { random, taste, author, world: World::default() };
    let base_url = writer.random.chance(20).then_some("https://tea.example/deep/");
    let (drafts, deny_warnings) = (writer.random.chance(10), writer.random.chance(5));
    let first = writer.first();
    let mut steps = vec![Step { edits: first, feed: Feed::All, look: Look::All }];
    steps.extend((0..STEPS).map(|_| writer.step()));
    // What the last step leaves behind is looked at as a whole.
    if steps.last().is_some_and(|step| step.look != Look::All) {
        steps.push(Step { edits: Vec::new(), feed: Feed::Changed, look: Look::All });
    }
    History { base_url, drafts, deny_warnings, steps }
}

/// What a history is mostly about. Edits that are spread over everything seldom meet.
struct Taste {
    /// How often each kind of edit comes, in the order of [`Writer::edit`].
    weights: [usize; 9],
    pages: Vec<&'static str>,
    templates: Vec<usize>,
}

impl Taste {
    fn new(random: &mut Random) -> Self {
        let usual = [30, 38, 8, 4, 3, 3, 4, 6, 4];
        let weights = usual.map(|weight| weight * random.pick(&[0, 1, 1, 4]) + 1);
        let pages = (0..3).map(|_| random.word(&PAGES[..FIRST_PAGES])).collect();
        let few = if random.chance(60) { USUAL_TEMPLATES } else { TEMPLATES.len() };
        let templates = (0..2).map(|_| random.below(few)).collect();
        Self { weights, pages, templates }
    }

    /// Which kind of edit comes next.
    fn kind(&self, random: &mut Random) -> usize {
        let mut left = random.below(self.weights.iter().sum());
        let reaches = |weight: &usize| {
            let found = left < *weight;
            left = left.saturating_sub(*weight);
            found
        };
        self.weights.iter().position(reaches).unwrap_or_default()
    }
}

/// Writes a history and keeps in mind what the site has come to.
struct Writer {
    random: Random,
    taste: Taste,
    author: Author,
    world: World,
}

impl Writer {
    fn first(&mut self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (section, texts) in BOOK.iter().enumerate() {
            let usual = !SOUND.contains(&section) || self.random.chance(60);
            let text = if usual { texts[0] } else { self.random.word(texts) };
            edits.push(Edit::Book(section, text.to_owned()));
        }
        for (at, path) in PAGES[..FIRST_PAGES].iter().enumerate() {
            if at < 6 || *path == self.author.subject || self.random.chance(60) {
                edits.push(Edit::Write((*path).to_owned(), self.author.page(&mut self.random, path)));
            }
        }
        for (path, texts) in FILES {
            if self.random.chance(40) && texts.len() > 1 {
                edits.push(Edit::Put((*path).to_owned(), texts[0].to_owned()));
            }
        }
        for (name, texts) in &TEMPLATES[..USUAL_TEMPLATES] {
            if self.random.chance(60) {
                // The first text is in order; of the others some are not.
                let text = if self.random.chance(60) { texts[0] } else { self.random.word(texts) };
                edits.push(Edit::Put(format!("templates/{name}"), text.to_owned()));
            }
        }
        for edit in &edits {
            self.world.apply(edit);
        }
        edits
    }

    fn step(&mut self) -> Step {
        let count = if self.random.chance(70) { 1 } else { 2 + self.random.below(4) };
        let mut edits = Vec::new();
        for _ in 0..count {
            let edit = self.edit();
            self.world.apply(&edit);
            edits.push(edit);
        }
        let feed = match self.random.below(10) {
            0 => Feed::All,
            1 => Feed::More,
            _ => Feed::Changed,
        };
        let look = if self.random.chance(25) { Look::Some(self.random.below(4)) } else { Look::All };
        Step { edits, feed, look }
    }

    fn edit(&mut self) -> Edit {
        let damaged: Vec<_> = self.world.damage.keys().cloned().collect();
        if !damaged.is_empty() && self.random.chance(35) {
            return Edit::Mend(self.random.pick(&damaged).clone());
        }
        let paths: Vec<_> = self.world.pages.keys().cloned().collect();
        if paths.is_empty() {
            return self.new_page();
        }
        let hot: Vec<_> = paths.iter().filter(|path| self.taste.pages.contains(&path.as_str())).collect();
        let among_hot = !hot.is_empty() && self.random.chance(60);
        let path =
            if among_hot { (*self.random.pick(&hot)).clone() } else { self.random.pick(&paths).clone() };
        match self.taste.kind(&mut self.random) {
            0 => self.change_text(path),
            1 => self.change_front(path),
            2 => self.spoil(path),
            3 => self.new_page(),
            4 => Edit::Remove(path),
            5 => Edit::Rename(path, self.random.word(PAGES).to_owned()),
            6 => self.change_file(),
            7 => self.change_template(),
            _ => {
                let section = self.random.below(BOOK.len());
                Edit::Book(section, self.random.word(BOOK[section]).to_owned())
            }
        }
    }

    fn spoil(&mut self, page: String) -> Edit {
        let damage = *self.random.pick(&Damage::ALL);
        let others: Vec<_> = self.world.others.keys().cloned().collect();
        match self.random.below(20) {
            0 => Edit::Spoil("book.toml".to_owned(), damage),
            1..4 if !others.is_empty() => Edit::Spoil(self.random.pick(&others).clone(), damage),
            _ => Edit::Spoil(page, damage),
        }
    }

    fn new_page(&mut self) -> Edit {
        let path = self.random.word(PAGES);
        Edit::Write(path.to_owned(), self.author.page(&mut self.random, path))
    }

    fn change_file(&mut self) -> Edit {
        let (path, texts) = self.random.pick(FILES);
        self.put((*path).to_owned(), |random| random.word(texts).to_owned())
    }

    fn change_template(&mut self) -> Edit {
        let at = match self.random.below(10) {
            0..6 => *self.random.pick(&self.taste.templates),
            // Those that a page asks for, or that such a one draws on.
            6..8 => self.random.below(USUAL_TEMPLATES),
            _ => self.random.below(TEMPLATES.len()),
        };
        let (name, texts) = &TEMPLATES[at];
        self.put(format!("templates/{name}"), |random| template(name, random.word(texts)))
    }

    /// Writes a file or, if there is one, perhaps deletes it.
    fn put(&mut self, path: String, text: impl FnOnce(&mut Random) -> String) -> Edit {
        let there = self.world.others.contains_key(&path);
        if there && self.random.chance(35) {
            Edit::Remove(path)
        } else {
            Edit::Put(path, text(&mut self.random))
        }
    }

    fn change_text(&mut self, path: String) -> Edit {
        let body = self.world.pages.get(&path).map(|page| page.body.as_slice()).unwrap_or_default();
        let is_heading = |at: &usize| body[*at].starts_with('#');
        let headings: Vec<_> = (0..body.len()).filter(is_heading).collect();
        let at = self.random.below(body.len() + 1);
        match self.random.below(12) {
            0..2 if !headings.is_empty() => {
                let heading = self.random.word(&PARAGRAPHS[..HEADINGS]).to_owned();
                Edit::Replace(path, *self.random.pick(&headings), heading)
            }
            0..5 => Edit::Insert(path.clone(), at, self.author.paragraph(&mut self.random, &path)),
            5..7 => Edit::Replace(path.clone(), at, self.author.paragraph(&mut self.random, &path)),
            7..9 => Edit::Extend(path.clone(), at, self.author.words(&mut self.random, &path)),
            _ => Edit::Cut(path, at),
        }
    }

    fn change_front(&mut self, path: String) -> Edit {
        let key = self.author.key(&mut self.random, &path);
        if key != "title" && self.random.chance(25) {
            let keys: Vec<_> = self.world.pages[&path].front.iter().map(|(key, _)| *key).collect();
            let key = if keys.contains(&key) || keys.is_empty() { key } else { self.random.pick(&keys) };
            return Edit::Set(path, key, None);
        }
        let value = value(&mut self.random, key);
        Edit::Set(path, key, Some(value))
    }
}
