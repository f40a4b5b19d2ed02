//! What a page costs grows with its size and no faster, whatever it is full of.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::site::Site;

/// How many of something a page has at first.
const MANY: usize = 6_000;

/// What it takes to build a page of this Markdown.
fn time(markdown: &str) -> Duration {
    let site = Site::parse("-- content/index.md --\n---\ntitle: Home\n---\n")
        .with("content/a.md", format!("---\ntitle: A\n---\n{markdown}\n"));
    let start = Instant::now();
    site.build();
    start.elapsed()
}

/// Fails if twice as much takes much more than twice as long.
#[track_caller]
fn expect_linear(markdown: impl Fn(usize) -> String) {
    expect_linear_from(MANY, markdown);
}

/// As [`expect_linear`], from this many on. What grows with the square takes four times as long whenever it is tried;
/// others who use the machine disturb some tries.
#[track_caller]
fn expect_linear_from(many: usize, markdown: impl Fn(usize) -> String) {
    let mut tries = Vec::new();
    while tries.len() < 12 {
        let (once, twice) = (time(&markdown(many)), time(&markdown(2 * many)));
        if twice < once * 3 {
            return;
        }
        tries.push((once, twice));
    }
    panic!("{tries:?}");
}

/// Text made of one piece for each number.
fn joined(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        _ = write!(text, "{}", piece(number));
        text
    })
}

#[test]
fn many_references_to_one_footnote() {
    expect_linear(|count| joined(count, |_| "[^1] ".into()) + "\n\n[^1]: x");
}

#[test]
fn many_footnotes() {
    expect_linear(|count| {
        joined(count, |n| format!("[^{n}] ")) + "\n\n" + &joined(count, |n| format!("[^{n}]: x\n\n"))
    });
}

#[test]
fn many_references_to_no_footnote() {
    expect_linear(|count| joined(count, |n| format!("[^{n}] ")));
}

#[test]
fn many_references_to_no_footnote_among_many_footnotes() {
    expect_linear(|count| {
        let references = joined(count, |n| format!("[^{n}] [^misspelt {n}] "));
        references + "\n\n" + &joined(count, |n| format!("[^{n}]: x\n\n"))
    });
}

#[test]
fn runs_of_one_sign() {
    for sign in ["[", "![", "$", "{", "*", "_", "~", "`", "|", ":", "<", "\\"] {
        expect_linear_from(50_000 / sign.len(), |count| sign.repeat(count));
    }
}

/// What each sign costs is so little that only long runs show how it grows.
#[test]
fn long_runs_of_signs_that_begin_an_address() {
    for text in ["<", "<http://", "<https://a b "] {
        expect_linear_from(300_000 / text.len(), |count| text.repeat(count));
    }
}

#[test]
fn runs_of_one_sign_with_blanks() {
    for sign in ["> ", "- ", "[ ", "* ", "` ", "$ ", "| "] {
        expect_linear_from(25_000, |count| sign.repeat(count));
    }
}
