//! Links, images, mentions and figures.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use super::{Writer, problem};
use crate::link::{Figure, Resolved, Target};
use crate::render::html::{href, text};

impl<'a> Writer<'a> {
    /// Plain words, with the mentions among them as links.
    pub(super) fn text(&mut self, text: CowStr<'a>, range: &Range<usize>) {
        let source = &self.input.document.text;
        let mut at = range.start;
        while let Some(border) = self.next_border(range) {
            if border > at {
                self.out.push(Event::Text(source[at..border].into()));
            }
            at = border;
            if self.mention_end.take().is_some() {
                self.html("</a>".into());
            } else if let Some((url, class, end)) = self.mention() {
                self.mention_end = Some(end);
                self.html(format!("<a class=\"{class}\" href=\"{}{}\">", href(self.base), href(&url)));
                self.next_mention += 1;
            }
        }
        if at == range.start {
            self.out.push(Event::Text(text));
        } else if at < range.end {
            self.out.push(Event::Text(source[at..range.end].into()));
        }
    }

    /// Where the next mention starts, or the open one ends, if that is within the words.
    fn next_border(&mut self, words: &Range<usize>) -> Option<usize> {
        if let Some(border) = self.mention_end {
            return (border <= words.end).then_some(border);
        }
        let is_behind = |link: &Resolved| {
            !matches!(link.target, Target::Mention { .. }) || link.range.start < words.start
        };
        while self.input.links.get(self.next_mention).is_some_and(is_behind) {
            self.next_mention += 1;
        }
        let next = self.input.links.get(self.next_mention)?;
        (next.range.start < words.end).then_some(next.range.start)
    }

    /// The address of the next mention, its class, and where it ends.
    fn mention(&self) -> Option<(String, &'static str, usize)> {
        match self.input.links.get(self.next_mention)? {
            Resolved { range, target: Target::Mention { url, term } } => {
                Some((url.clone(), if *term { "term" } else { "entity" }, range.end))
            }
            _ => None,
        }
    }

    fn target(&self, range: &Range<usize>) -> Option<&'a Target> {
        let key = |link: &Resolved| (link.range.start, link.range.end);
        let found = self.input.links.binary_search_by_key(&(range.start, range.end), key).ok()?;
        Some(&self.input.links[found].target)
    }

    pub(super) fn start_link(&mut self, range: &Range<usize>) {
        if self.hidden > 0 {
            self.hidden += 1;
            return;
        }
        let target = self.target(range);
        match target {
            Some(Target::Inside { url, entity, .. }) => {
                let class = if *entity { " class=\"entity\"" } else { "" };
                self.html(format!("<a{class} href=\"{}{}\">", href(self.base), href(url)));
            }
            Some(Target::Outside(url)) => self.html(format!("<a href=\"{}\">", href(url))),
            Some(Target::Figure(figure)) => self.html(figure_html(figure, self.base)),
            Some(Target::Broken(why)) => self.start_broken(why),
            Some(Target::Mention { .. }) | None => {}
        }
        self.closing.push(match target {
            Some(Target::Inside { .. } | Target::Outside(_)) => "</a>",
            Some(Target::Broken(_)) => problem::END,
            Some(Target::Figure(_) | Target::Mention { .. }) | None => "",
        });
        match target {
            Some(Target::Figure(_)) => self.hidden = 1,
            Some(Target::Inside { text: Some(text), .. }) => {
                self.out.push(Event::Text(text.as_str().into()));
                self.hidden = 1;
            }
            _ => {}
        }
    }

    pub(super) fn start_image(&mut self, range: &Range<usize>, title: &str) {
        self.hidden += 1;
        if self.hidden > 1 {
            return;
        }
        let links = &self.input.document.body.links;
        let link = links.iter().find(|link| link.range == *range);
        let alt = link.map_or("", |link| link.text.trim());
        let source = match self.target(range) {
            Some(Target::Inside { url, .. }) => format!("{}{}", href(self.base), href(url)),
            Some(Target::Outside(url)) => href(url),
            Some(Target::Broken(why)) => {
                let target = link.map_or("", |link| &link.target);
                self.start_broken(why);
                self.out.push(Event::Text(if alt.is_empty() { target } else { alt }.to_owned().into()));
                self.closing.push(problem::END);
                return;
            }
            Some(Target::Figure(_) | Target::Mention { .. }) | None => String::new(),
        };
        if source.is_empty() {
            self.out.push(Event::Text(alt.to_owned().into()));
        } else {
            let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", text(title)) };
            self.html(format!(
                "<img src=\"{source}\" alt=\"{}\"{title} loading=\"lazy\" decoding=\"async\">",
                text(alt)
            ));
        }
        self.closing.push("");
    }

    pub(super) fn end_link(&mut self) {
        self.hidden = self.hidden.saturating_sub(1);
        if self.hidden == 0
            && let Some(closing) = self.closing.pop().filter(|closing| !closing.is_empty())
        {
            self.html(closing.into());
        }
    }
}

fn figure_html(figure: &Figure, base: &str) -> String {
    let base = href(base);
    let mut html = String::from("<span class=\"figure\">");
    let title =
        figure.source.as_ref().map(|(title, _)| format!(" title=\"{}\"", text(title))).unwrap_or_default();
    _ = write!(
        html,
        "<a class=\"figure-value\" href=\"{base}{}\"{title}>{}</a>",
        href(&figure.url),
        text(&figure.text)
    );
    let date = figure
        .date
        .as_ref()
        .map(|date| format!("<span class=\"visually-hidden\">as of </span>{}", text(date)));
    // Without a date the mark still has to lead to the source, and the other way round.
    _ = match (&date, &figure.source) {
        _ if figure.bare => Ok(()),
        (_, Some((source, url))) => {
            let (url, source) = (href(url), text(source));
            let words = date.as_ref().unwrap_or(&source);
            write!(html, " <a class=\"figure-source\" href=\"{base}{url}\" title=\"{source}\">{words}</a>")
        }
        (Some(date), None) => write!(html, " <span class=\"figure-source\">{date}</span>"),
        (None, None) => Ok(()),
    };
    html.push_str("</span>");
    html
}
