//! What crates.io and GitHub answer about a project → its page and its figures.

use serde_json::{Value, json};

use super::draft::{FactDraft, PageDraft, event, plain_markdown, summary};
use super::intake::{links, says};
use super::slugs::wanted_slug;
use super::{Import, Intake, Provenance, Rejection};
use crate::config::MetricFormat;
use crate::link::is_indistinct;
use crate::model::Page;
use crate::parse::{EventKind, Kind};
use crate::paths::SourcePath;

/// A service that tells of projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// The registry of Rust crates.
    CratesIo,
    /// The host of repositories.
    Github,
}

/// An answer of a service.
#[derive(Clone, Debug)]
pub struct Answered {
    /// What was asked for: the name of a crate, or `owner/repository`.
    pub name: String,
    /// The address that was asked.
    pub url: String,
    /// What was sent.
    pub body: String,
}

/// The answers as files that are kept.
pub type StoredAnswers = Vec<(SourcePath, String)>;

/// What a service says of a project.
struct Told<'v> {
    title: &'v str,
    summary: Option<&'v str>,
    links: Vec<(&'static str, &'v str)>,
    began: Option<&'v str>,
    began_text: &'static str,
    began_kind: Option<EventKind>,
    figures: Vec<(&'static str, String)>,
}

/// A metric of a service: its name, its label and its format.
type ServiceMetric = (&'static str, &'static str, MetricFormat);

const CRATES_IO_METRICS: [ServiceMetric; 3] = [
    ("crate-downloads", "Downloads on crates.io", MetricFormat::Number),
    ("crate-recent-downloads", "Downloads on crates.io in 90 days", MetricFormat::Number),
    ("crate-version", "Newest version on crates.io", MetricFormat::Text),
];

const GITHUB_METRICS: [ServiceMetric; 2] = [
    ("github-stars", "Stars on GitHub", MetricFormat::Number),
    ("github-forks", "Forks on GitHub", MetricFormat::Number),
];

impl Service {
    /// Its name, as readers see it.
    pub fn title(self) -> &'static str {
        match self {
            Self::CratesIo => "crates.io",
            Self::Github => "GitHub",
        }
    }

    /// Its name in files and slugs.
    pub fn stem(self) -> &'static str {
        match self {
            Self::CratesIo => "crates-io",
            Self::Github => "github",
        }
    }

    /// Where it answers programs.
    pub fn api(self) -> &'static str {
        match self {
            Self::CratesIo => "https://crates.io/api/v1",
            Self::Github => "https://api.github.com",
        }
    }

    /// The address that tells of a project; `None` if the name is none.
    pub fn url(self, api: &str, name: &str) -> Option<String> {
        let is_name = |part: &str| {
            let plain = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
            !part.is_empty() && part.chars().all(plain) && !part.starts_with('.')
        };
        let api = api.trim_end_matches('/');
        match self {
            Self::CratesIo => is_name(name).then(|| format!("{api}/crates/{name}")),
            Self::Github => {
                let (owner, repository) = name.split_once('/')?;
                (is_name(owner) && is_name(repository)).then(|| format!("{api}/repos/{owner}/{repository}"))
            }
        }
    }

    /// Where an answer is kept in the repository of the site.
    pub fn stored(self, name: &str) -> SourcePath {
        SourcePath::new(&format!("data/{}/{}.json", self.stem(), name.replace('/', "--")))
    }

    fn metrics(self) -> &'static [ServiceMetric] {
        match self {
            Self::CratesIo => &CRATES_IO_METRICS,
            Self::Github => &GITHUB_METRICS,
        }
    }

    fn told(self, answer: &Value) -> Option<Told<'_>> {
        match self {
            Self::CratesIo => crate_told(answer.get("crate")?),
            Self::Github => repository_told(answer),
        }
    }
}

/// Adds what a service has answered. The answers themselves are kept as files.
pub fn from_service(
    mut intake: Intake<'_>,
    service: Service,
    answers: &[Answered],
    provenance: &Provenance,
) -> Result<(Import, StoredAnswers), Vec<Rejection>> {
    for (name, label, format) in service.metrics() {
        intake.metric(name, label, *format);
    }
    let mut stored = Vec::new();
    for answer in answers {
        let unread =
            || Rejection::new(None, format!("`{}` does not answer as {} does", answer.url, service.title()));
        let value: Value = serde_json::from_str(&answer.body).map_err(|_| vec![unread()])?;
        let told = service.told(&value).ok_or_else(|| vec![unread()])?;
        add(&mut intake, &told, provenance).map_err(|rejection| vec![rejection])?;
        let kept = json!({"url": answer.url, "retrieved": provenance.retrieved.to_string(), "answer": value});
        stored.push((service.stored(&answer.name), format!("{kept:#}\n")));
    }
    Ok((intake.finish(Some(provenance))?, stored))
}

fn add(intake: &mut Intake<'_>, told: &Told<'_>, provenance: &Provenance) -> Result<(), Rejection> {
    let source = provenance.slug();
    let fact = |(metric, value): &(&'static str, String)| FactDraft {
        metric: (*metric).to_owned(),
        value: value.clone(),
        as_of: Some(provenance.retrieved.to_string()),
        source: Some(source.clone()),
        others: Vec::new(),
        line: None,
    };
    if let Some(page) = page_of(intake, told).cloned() {
        for figure in &told.figures {
            if says(&page, figure.0, &figure.1) {
                intake.keep_fact();
            } else {
                intake.fact(page.id, fact(figure))?;
            }
        }
        return Ok(());
    }
    let slug = intake.give_slug(Kind::Project, told.title, &wanted_slug(told.title));
    let mut draft = PageDraft::new(Kind::Project, &slug, told.title, None);
    let words = told.summary.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    match summary(&words) {
        Some(words) => draft.set("summary", words),
        None => draft.text = plain_markdown(&words),
    }
    if is_indistinct(told.title) {
        draft.keys.push(("autolink", "false".to_owned()));
    }
    draft.keys.extend(links(&told.links).map(|links| ("links", links)));
    draft.sources.push(source.clone());
    draft.facts = told.figures.iter().map(fact).collect();
    draft.events.extend(told.began.map(|day| event(day, told.began_text, told.began_kind, &source)));
    intake.page(draft)
}

/// The page that is there for a project: one with its repository among the links, or with its name.
fn page_of<'b>(intake: &'b Intake<'_>, told: &Told<'_>) -> Option<&'b Page> {
    let plain = |url: &str| url.trim_end_matches('/').trim_end_matches(".git").to_lowercase();
    let repository = told.links.iter().find(|(name, _)| *name == "repository").map(|(_, url)| plain(url));
    let has_it = |page: &&Page| page.front().links.iter().any(|(_, url)| Some(plain(url)) == repository);
    let projects = intake.site().pages.iter().filter(|page| page.kind() == Kind::Project);
    let linked: Vec<_> = projects.filter(has_it).collect();
    match linked.as_slice() {
        [page] => Some(page),
        // Several projects can live in one repository, and several crates be made of it.
        _ => intake.known(Kind::Project, &wanted_slug(told.title), told.title),
    }
}

fn crate_told(crate_value: &Value) -> Option<Told<'_>> {
    let text = |key: &str| crate_value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let number = |key: &str| crate_value.get(key).and_then(Value::as_u64).map(|number| number.to_string());
    let version = text("max_stable_version").or_else(|| text("max_version")).map(str::to_owned);
    let figures = [
        ("crate-downloads", number("downloads")),
        ("crate-recent-downloads", number("recent_downloads")),
        ("crate-version", version),
    ];
    let places = ["homepage", "repository", "documentation"];
    let links = places
        .into_iter()
        .filter_map(|key| Some((if key == "homepage" { "website" } else { key }, text(key)?)));
    Some(Told {
        title: text("name")?,
        summary: text("description"),
        links: links.collect(),
        began: text("created_at").and_then(|time| time.get(..10)),
        began_text: "First release on crates.io",
        began_kind: Some(EventKind::Release),
        figures: figures.into_iter().filter_map(|(metric, value)| Some((metric, value?))).collect(),
    })
}

fn repository_told(answer: &Value) -> Option<Told<'_>> {
    let text = |key: &str| answer.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let number = |key: &str| answer.get(key).and_then(Value::as_u64).map(|number| number.to_string());
    let figures = [("github-stars", number("stargazers_count")?), ("github-forks", number("forks_count")?)];
    let links = [("website", text("homepage")), ("repository", text("html_url"))];
    Some(Told {
        title: text("name")?,
        summary: text("description"),
        links: links.into_iter().filter_map(|(name, url)| Some((name, url?))).collect(),
        began: text("created_at").and_then(|time| time.get(..10)),
        began_text: "Repository created on GitHub",
        began_kind: None,
        figures: figures.into(),
    })
}
