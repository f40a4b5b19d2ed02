//! Figures, events, remarks and relations in words.

use super::Frame;
use super::text::Words;
use crate::exhibit::{CitedRemark, Name};
use crate::grammar::web_host;
use crate::plan::view::{CitedFactView, EventView, FactView, LinkView, RemarkView, UsageView};

/// A link to a page.
pub(super) fn to<'a>(link: &'a LinkView, frame: &Frame<'_>) -> Words<'a> {
    Words::default().link(link.title.as_str(), frame.address(&link.url))
}

/// Links with commas between them.
pub(super) fn commas<'a>(links: &'a [LinkView], frame: &Frame<'_>) -> Words<'a> {
    Words::join(links.iter().map(|link| to(link, frame)), ", ")
}

/// A name in an exhibit.
pub(super) fn name<'a>(name: &'a Name, frame: &Frame<'_>) -> Words<'a> {
    let url = name.url.as_ref().map(|url| frame.below(url)).unwrap_or_default();
    Words::default().link(name.text.as_str(), url)
}

/// Words in brackets, if there are some.
pub(super) fn bracketed(words: Words<'_>) -> Words<'_> {
    if words.is_empty() { words } else { Words::default().text("(").with(words).text(")") }
}

/// A figure with all that is to be said of it, behind the words that it is printed in. `edition` is the address of the one
/// that has had its page first, which need not be said again.
pub(super) fn figure<'a>(
    words: &'a str,
    fact: &'a FactView,
    disputed_by: &'a [LinkView],
    edition: Option<&str>,
    frame: &Frame<'_>,
) -> Words<'a> {
    let said = |words: &'a str| Words::default().text(words);
    let FactView {
        id: _,
        url,
        text: _,
        value: _,
        labelled: _,
        date,
        age,
        contested,
        verified,
        disputes,
        note,
        doubt,
        source,
        at,
        since,
    } = fact;
    let source = source.as_ref().map(|source| located(to(source, frame), at.as_deref()));
    let age = age.as_deref().map(said);
    let differ = contested.then(|| said("sources differ"));
    let since = edition.and_then(|known| match since {
        Some(edition) if edition.url == known => None,
        Some(edition) => Some(said("since edition ").with(to(edition, frame))),
        None => Some(said("not yet in an edition")),
    });
    let stated = Words::default().link(date.as_ref().map_or("stated", |date| &date.text), frame.address(url));
    let small =
        bracketed(Words::join([Some(stated), source, age, differ, since].into_iter().flatten(), "; "));
    let verified = verified.iter().map(|one| {
        said("Verified by ").text(one.by.as_str()).text(", ").text(one.date.text.as_str()).text(".")
    });
    let disputes = disputes.as_ref().map(|fact| said("Contradicts ").text(fact.as_str()).text("."));
    let others =
        (!disputed_by.is_empty()).then(|| said("Others say ").with(commas(disputed_by, frame)).text("."));
    let words = Words::join([said(words)].into_iter().chain(note.as_deref().map(said)), ", ");
    let rest = [disputes, others, doubt.as_ref().map(|doubt| remark(doubt, frame))];
    Words::join([words, small].into_iter().chain(verified).chain(rest.into_iter().flatten()), " ")
}

/// A figure that is listed away from its page, behind its label.
pub(super) fn cited<'a>(cited: &'a CitedFactView, frame: &Frame<'_>) -> Words<'a> {
    let words = Words::default().text(cited.label.as_str()).text(": ");
    words.with(figure(&cited.fact.labelled, &cited.fact, &cited.disputed_by, None, frame))
}

/// A source with the place in it.
pub(super) fn located<'a>(source: Words<'a>, at: Option<&'a str>) -> Words<'a> {
    match at {
        Some(at) => source.text(", ").text(at),
        None => source,
    }
}

/// What speaks against something, and who says so.
pub(super) fn remark<'a>(remark: &'a RemarkView, frame: &Frame<'_>) -> Words<'a> {
    let RemarkView { text, own, source, at, link, retrieved } = remark;
    let at = at.as_deref();
    let from = source.as_ref().map(|source| located(to(source, frame), at));
    let outside = link.as_ref().map(|link| {
        let link = located(to(link, frame), at.filter(|_| source.is_none()));
        read(link, retrieved.as_ref().map(|date| date.text.as_str()))
    });
    said(text, *own, from, outside)
}

/// The same of an exhibit.
pub(super) fn cited_remark<'a>(remark: &'a CitedRemark, frame: &Frame<'_>) -> Words<'a> {
    let CitedRemark { text, source, at, link, retrieved } = remark;
    let at = at.as_deref();
    let from = source.as_ref().map(|source| located(name(source, frame), at));
    let outside = link.as_ref().map(|link| {
        let words = Words::default().link(web_host(link).to_owned(), link.as_str());
        read(located(words, at.filter(|_| source.is_none())), retrieved.as_deref())
    });
    said(text, from.is_none() && outside.is_none(), from, outside)
}

fn read<'a>(link: Words<'a>, retrieved: Option<&'a str>) -> Words<'a> {
    match retrieved {
        Some(date) => link.text(", retrieved ").text(date),
        None => link,
    }
}

fn said<'a>(text: &'a str, own: bool, source: Option<Words<'a>>, link: Option<Words<'a>>) -> Words<'a> {
    let label = Words::default().text(if own { "Our reading: " } else { "Remark: " });
    let cited = bracketed(Words::join([source, link].into_iter().flatten(), "; "));
    Words::join([label.text(text), cited], " ")
}

/// An event as it stands on a page.
pub(super) fn event<'a>(event: &'a EventView, subject: Option<&'a LinkView>, frame: &Frame<'_>) -> Words<'a> {
    let EventView { id: _, url, date, text, kind, said, pages, doubt, source, at } = event;
    let subject = subject.map(|subject| to(subject, frame).text(": ")).unwrap_or_default();
    let date = Words::default().link(date.text.as_str(), frame.address(url)).text(": ");
    let also =
        (!pages.is_empty()).then(|| Words::default().text("(also: ").with(commas(pages, frame)).text(")"));
    let source = source.as_ref().map(|source| bracketed(located(to(source, frame), at.as_deref())));
    let doubt = doubt.as_ref().map(|doubt| remark(doubt, frame));
    let words = date.with(subject).text(text.as_str());
    let kind = sort_of_event(*kind, said.as_ref().map(|said| said.text.as_str()));
    Words::join([Some(words), kind, also, source, doubt].into_iter().flatten(), " ")
}

/// What sort of thing an event is, by the word for it in files; of a prediction, when it was made.
pub(super) fn sort_of_event<'a>(kind: Option<&'static str>, said: Option<&str>) -> Option<Words<'a>> {
    let said = said.map(|said| format!(" of {said}")).unwrap_or_default();
    kind.map(|kind| bracketed(Words::default().text(format!("{kind}{said}"))))
}

/// What something is used for, since when, how much, and who says so.
pub(super) fn usage<'a>(usage: &'a UsageView, frame: &Frame<'_>) -> Words<'a> {
    let UsageView { purpose, since, scale, source, at } = usage;
    let words = |words: &'a str| Words::default().text(words);
    let parts = [
        purpose.as_ref().map(|purpose| words("for ").text(purpose.as_str())),
        since.as_ref().map(|since| words("since ").text(since.text.as_str())),
        scale.as_deref().map(words),
    ];
    let source = source.as_ref().map(|source| bracketed(located(to(source, frame), at.as_deref())));
    let said = Words::join(parts.into_iter().flatten(), ", ");
    Words::join([Some(said), source].into_iter().flatten(), " ")
}
