//! Links that lead out of the site: whether anybody answers there.
//!
//! Hosts are asked side by side, and each of them one question at a time. What has answered is remembered for some
//! days.

mod collect;
mod memory;
mod probe;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostic};
use crate::link::Links;
use crate::model::Site;
use collect::OutsideLink;
use memory::Memory;
use probe::{Finding, MOST_SILENCES, probe_host};

/// How servers are asked.
#[derive(Clone, Debug)]
pub struct Manners {
    /// How many hosts are asked at a time.
    pub hosts: usize,
    /// How long a host is left alone between two questions.
    pub pause: Duration,
    /// How long to wait before a question is asked again.
    pub retry: Duration,
    /// The longest that a host may ask to be left alone, in all; one that asks for more is not asked again.
    pub patience: Duration,
    /// After how long there is no answer any more.
    pub timeout: Duration,
    /// The time now, in seconds since 1970.
    pub now: u64,
    /// For how many seconds an address that has answered is not asked again.
    pub max_age: u64,
}

/// What came of the questions.
pub struct Checked {
    /// The links that lead nowhere.
    pub diagnostics: Vec<Diagnostic>,
    /// How many addresses were asked.
    pub asked: usize,
    /// How many had answered lately.
    pub remembered: usize,
    /// How many could not be told, asked or not: their hosts want to be left alone, or to know who asks.
    pub untold: usize,
    /// What to remember.
    pub memory: String,
}

/// Asks for every address outside the site. `memory` is what an earlier check has left.
pub fn check(site: &Site, links: &Links, memory: Option<&str>, manners: &Manners) -> Checked {
    let links = collect::collect(site, links);
    let mut memory = Memory::parse(memory.unwrap_or_default());
    memory.forget(manners);
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut remembered = 0;
    for url in links.keys() {
        if memory.knows(url) {
            remembered += 1;
        } else {
            hosts.entry(collect::host(url)).or_default().push(url);
        }
    }
    let findings = ask(hosts.into_values().collect(), manners);
    let mut checked = Checked {
        diagnostics: Vec::new(),
        asked: findings.values().filter(|finding| finding.is_asked()).count(),
        remembered,
        untold: 0,
        memory: String::new(),
    };
    let places = |url: &str| links.get(url).into_iter().flatten();
    for (url, finding) in &findings {
        match finding {
            Finding::Answers => memory.learn(url, manners.now),
            Finding::Untold | Finding::LeftAlone => checked.untold += 1,
            Finding::Dead(why) => {
                let message = |url: &str| format!("nothing is at `{url}`: {why}");
                checked.diagnostics.extend(places(url).map(|link| dead(link, message(&link.url))));
            }
            Finding::SilentHost => {
                let message = |url: &str| {
                    format!(
                        "`{url}` was not asked for: its host was silent about {MOST_SILENCES} other addresses"
                    )
                };
                checked.diagnostics.extend(places(url).map(|link| dead(link, message(&link.url))));
            }
        }
    }
    checked.memory = memory.text();
    checked
}

/// Asks all hosts, some of them at a time.
fn ask<'u>(hosts: VecDeque<Vec<&'u str>>, manners: &Manners) -> BTreeMap<&'u str, Finding> {
    let threads = manners.hosts.clamp(1, hosts.len().max(1));
    let (queue, findings) = (Mutex::new(hosts), Mutex::new(BTreeMap::new()));
    let work = || {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let Some(urls) = next else { return };
            let found = probe_host(&urls, manners);
            findings.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    findings.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn dead(link: &OutsideLink, message: String) -> Diagnostic {
    let help = "let it lead to another address, or to a copy that stays; `allow` under `[external]` leaves \
                addresses out that only browsers reach";
    Diagnostic::new(Code::DeadExternalLink, link.span.clone(), message).help(help.to_owned())
}
