//! One host, asked one question after the other.

use std::thread::sleep;
use std::time::Duration;

use super::Manners;
use crate::web::{NoReply, Web, WebReply};

/// How often a question is asked again.
const MOST_RETRIES: usize = 2;

/// After how many addresses without any answer a host is not asked for its others.
pub(super) const MOST_SILENCES: usize = 2;

/// What is known of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// Somebody answers there.
    Answers,
    /// Nobody does, and why.
    Dead(String),
    /// The host does not say.
    Untold,
    /// It was not asked for, since its host wants to be left alone.
    LeftAlone,
    /// It was not asked for, since its host was silent about [`MOST_SILENCES`] others.
    SilentHost,
}

impl Finding {
    /// Whether the address was asked for.
    pub(super) fn is_asked(&self) -> bool {
        match self {
            Self::Answers | Self::Dead(_) | Self::Untold => true,
            Self::LeftAlone | Self::SilentHost => false,
        }
    }
}

/// A host while it is asked.
struct Host<'m> {
    web: Web,
    manners: &'m Manners,
    /// How long it has been left alone at its own wish, in all.
    waited: Duration,
    /// How many addresses in a row it was silent about.
    silences: usize,
}

/// What came of one question.
enum Said {
    Finding(Finding),
    /// Nothing, and why.
    Silence(String),
    /// The host wants to be left alone for longer than anybody waits.
    LeaveAlone,
}

/// Asks for the addresses of one host. One that wants to be left alone, or never says anything, is not asked on.
pub(super) fn probe_host<'u>(urls: &[&'u str], manners: &Manners) -> Vec<(&'u str, Finding)> {
    let web = Web::new(manners.timeout);
    let mut host = Host { web, manners, waited: Duration::ZERO, silences: 0 };
    let mut findings = Vec::with_capacity(urls.len());
    let mut verdict = None;
    for (index, url) in urls.iter().enumerate() {
        if let Some(verdict) = &verdict {
            findings.push((*url, Finding::clone(verdict)));
            continue;
        }
        if index > 0 {
            sleep(manners.pause);
        }
        let finding = match host.probe(url) {
            Said::Finding(finding) => {
                host.silences = 0;
                finding
            }
            Said::Silence(why) => {
                host.silences += 1;
                verdict = (host.silences >= MOST_SILENCES).then_some(Finding::SilentHost);
                Finding::Dead(why)
            }
            Said::LeaveAlone => {
                verdict = Some(Finding::LeftAlone);
                Finding::Untold
            }
        };
        findings.push((*url, finding));
    }
    findings
}

impl Host<'_> {
    /// Asks for one address: first for its head alone, which not every server knows how to give, then for the whole.
    fn probe(&mut self, url: &str) -> Said {
        match self.web.head(url) {
            Ok(answer) if is_well(&answer) => return Said::Finding(Finding::Answers),
            Ok(answer) if !self.waits(&answer) => return Said::LeaveAlone,
            Ok(_) | Err(_) => {}
        }
        let attempts = if self.silences == 0 { 1 + MOST_RETRIES } else { 1 };
        let mut last = Said::Finding(Finding::Untold);
        for attempt in 0..attempts {
            if attempt > 0 {
                sleep(self.manners.retry);
            }
            last = match self.web.get(url) {
                Ok(answer) if is_well(&answer) => return Said::Finding(Finding::Answers),
                Ok(answer) => match answer.status {
                    429 | 503 if attempt + 1 < attempts && !self.waits(&answer) => return Said::LeaveAlone,
                    429 => Said::Finding(Finding::Untold),
                    // The host answers, and wants to know who asks.
                    401 | 403 | 407 | 451 | 999 => return Said::Finding(Finding::Untold),
                    code @ 500..=599 => Said::Finding(Finding::Dead(status(code))),
                    code => return Said::Finding(Finding::Dead(status(code))),
                },
                Err(NoReply { why, is_silent: true }) => Said::Silence(why),
                Err(NoReply { why, is_silent: false }) => Said::Finding(Finding::Dead(why)),
            };
        }
        last
    }

    /// Leaves the host alone for as long as an answer wants it; says no where that would be too long in all.
    fn waits(&mut self, answer: &WebReply) -> bool {
        let wait = match answer.status {
            429 | 503 => answer.retry_after.unwrap_or_default(),
            _ => return true,
        };
        if wait.saturating_add(self.waited) > self.manners.patience {
            return false;
        }
        sleep(wait);
        self.waited += wait;
        true
    }
}

fn is_well(answer: &WebReply) -> bool {
    (200..=299).contains(&answer.status)
}

fn status(code: u16) -> String {
    let words = match code {
        404 => " (not found)",
        410 => " (gone)",
        _ => "",
    };
    format!("the server answers {code}{words}")
}
