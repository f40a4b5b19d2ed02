//! One host, asked one question after the other.

use std::thread::sleep;

use super::Manners;
use crate::web::{Web, WebReply};

/// How often a question is asked again.
const MOST_RETRIES: usize = 2;

/// What is known of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// Somebody answers there.
    Answers,
    /// Nobody does, and why.
    Dead(String),
    /// The host does not say.
    Untold,
}

/// What came of one question.
enum Said {
    Finding(Finding),
    /// The host wants to be left alone for longer than anybody waits.
    LeaveAlone,
}

/// Asks for the addresses of one host.
pub(super) fn probe_host<'u>(urls: &[&'u str], manners: &Manners) -> Vec<(&'u str, Finding)> {
    let web = Web::new(manners.timeout);
    let mut findings = Vec::with_capacity(urls.len());
    let mut left_alone = false;
    for (index, url) in urls.iter().enumerate() {
        if left_alone {
            findings.push((*url, Finding::Untold));
            continue;
        }
        if index > 0 {
            sleep(manners.pause);
        }
        match probe(&web, url, manners) {
            Said::Finding(finding) => findings.push((*url, finding)),
            Said::LeaveAlone => {
                left_alone = true;
                findings.push((*url, Finding::Untold));
            }
        }
    }
    findings
}

/// Asks for one address: first for its head alone, which not every server knows how to give, then for the whole.
fn probe(web: &Web, url: &str, manners: &Manners) -> Said {
    if let Ok(answer) = web.head(url)
        && is_well(&answer)
    {
        return Said::Finding(Finding::Answers);
    }
    let mut last = Finding::Untold;
    for attempt in 0..=MOST_RETRIES {
        if attempt > 0 {
            sleep(manners.retry);
        }
        last = match web.get(url) {
            Ok(answer) if is_well(&answer) => return Said::Finding(Finding::Answers),
            Ok(answer) => match answer.status {
                429 | 503 if answer.retry_after.is_some_and(|wait| wait > manners.patience) => {
                    return Said::LeaveAlone;
                }
                429 | 503 => {
                    sleep(answer.retry_after.unwrap_or_default());
                    if answer.status == 429 { Finding::Untold } else { Finding::Dead(status(503)) }
                }
                // The host answers, and wants to know who asks.
                401 | 403 | 407 | 451 | 999 => return Said::Finding(Finding::Untold),
                code @ 500..=599 => Finding::Dead(status(code)),
                code => return Said::Finding(Finding::Dead(status(code))),
            },
            Err(why) => Finding::Dead(why),
        };
    }
    Said::Finding(last)
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
