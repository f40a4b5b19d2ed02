//! What is written on random pages.

use fieldbook::paths::SourcePath;

use super::dice::Random;
use super::history::Page;
use super::words::{
    ALIASES, ANCHORS, DATES, EVENTS, FACTS, FIRST_PAGES, KEYS, KEYS_OF, METRICS, NAMES, PAGES, PARAGRAPHS,
    SELECTORS, SENTENCES, SLUGS, TAGS, VALUES,
};

/// Writes pages. Much of it is about one page, and much of the front matter says the same few things: what is spread
/// over everything seldom meets.
pub(super) struct Author {
    /// The page that is mostly referred to.
    pub(super) subject: &'static str,
    /// The keys that are mostly written.
    pub(super) keys: Vec<&'static str>,
}

impl Author {
    /// A key of a page's front matter.
    pub(super) fn key(&self, random: &mut Random, path: &str) -> &'static str {
        if random.chance(45) {
            return random.word(&self.keys);
        }
        let own: Vec<_> = KEYS_OF.iter().filter(|(folder, _)| path.starts_with(folder)).collect();
        match own.first() {
            Some((_, keys)) if random.chance(20) => random.word(keys),
            _ => random.word(KEYS),
        }
    }

    pub(super) fn page(&self, random: &mut Random, path: &str) -> Page {
        let title = if random.chance(50) { name_of(path) } else { value(random, "title") };
        let mut front = vec![("title", title)];
        for _ in 0..random.below(6) {
            let key = self.key(random, path);
            if !front.iter().any(|(known, _)| *known == key) && (key != "draft" || random.chance(20)) {
                front.push((key, value(random, key)));
            }
        }
        if random.chance(15) && !front.iter().any(|(known, _)| *known == "template") {
            front.push(("template", "plain.html".to_owned()));
        }
        let body = (0..random.below(6)).map(|_| self.paragraph(random, path)).collect();
        Page { front, body }
    }

    pub(super) fn paragraph(&self, random: &mut Random, path: &str) -> String {
        if random.chance(35) { random.word(PARAGRAPHS).to_owned() } else { self.words(random, path) }
    }

    /// Prose with a name or a link in it.
    pub(super) fn words(&self, random: &mut Random, path: &str) -> String {
        let hot = random.chance(40);
        let to = if hot { self.subject } else { random.word(&PAGES[..FIRST_PAGES]) };
        let name = if hot { name_of(to) } else { random.word(NAMES).to_owned() };
        let slug = if hot { SourcePath::new(to).stem().to_owned() } else { random.word(SLUGS).to_owned() };
        let anchor = random.word(ANCHORS);
        match random.below(15) {
            0 => random.word(SENTENCES).to_owned(),
            1..4 => format!("We like {name}, and {} too.", random.word(NAMES)),
            4 => format!("No {name} of 7 lines today. {}", random.word(SENTENCES)),
            5 => format!("See [[{name}]] there."),
            6 => format!("See [[{slug}]] there."),
            7 => format!("See [[{}/{slug}]] there.", random.word(&["projects", "companies", "sources"])),
            8 => format!("See [[{slug}|the one]] there."),
            9..11 => format!("It has [[{slug}#{}{}]] now.", random.word(METRICS), random.word(SELECTORS)),
            11..13 => format!("See [[{slug}#{anchor}]] below."),
            number => {
                let to = SourcePath::new(to).relative_to(&SourcePath::new(path));
                let anchor = if number == 13 { format!("#{anchor}") } else { String::new() };
                format!("Read [this]({to}{anchor}) first.")
            }
        }
    }
}

/// Something to stand behind a key. Some of it is wrong.
pub(super) fn value(random: &mut Random, key: &str) -> String {
    let slug = |random: &mut Random| random.word(SLUGS).to_owned();
    let text = |pool| move |random: &mut Random| format!("{:?}", random.word(pool));
    match key {
        "title" => random.word(NAMES).to_owned(),
        "aliases" => random.list(2, text(ALIASES)),
        "tags" => random.list(2, text(TAGS)),
        "date" | "updated" => random.word(DATES).to_owned(),
        "facts" => random.list(4, |random| random.word(FACTS).to_owned()),
        "events" => random.list(2, |random| random.word(EVENTS).to_owned()),
        "sources" => random.list(2, |random| random.word(&["survey", "ledger", "survey", "gone"]).to_owned()),
        "related" => random.list(2, slug),
        "projects" => random.list(2, |random| relation(random, "project", &["oolong", "sencha", "leaf"])),
        "companies" => random.list(2, |random| relation(random, "company", &["kettle", "leaf", "leaf"])),
        _ => {
            let pool = VALUES.iter().find(|(known, _)| *known == key).map(|(_, pool)| *pool);
            random.word(pool.unwrap_or_else(|| panic!("nothing to write behind `{key}`"))).to_owned()
        }
    }
}

fn relation(random: &mut Random, key: &str, slugs: &[&'static str]) -> String {
    let slug = random.word(slugs);
    if random.chance(50) {
        slug.to_owned()
    } else {
        let role = random.word(&["user", "host", "customer", "related"]);
        let more = [
            "",
            "",
            ", for: steeping, since: 2019",
            ", scale: ten pots, source: survey, at: p. 8",
            ", for: ",
        ];
        format!("{{{key}: {slug}, role: {role}{}}}", random.word(&more))
    }
}

/// The name a page has if it is called as its file is.
fn name_of(path: &str) -> String {
    let stem = SourcePath::new(path).stem().to_owned();
    let name = NAMES.iter().find(|name| name.eq_ignore_ascii_case(&stem));
    name.map_or(stem.clone(), |name| (*name).to_owned())
}
