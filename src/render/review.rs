//! A page that shows what differs between two states of a site, with exhibits before and after.

use super::html::{Html, element};

/// Things of one kind that differ.
pub struct ReviewList {
    /// Stands above it.
    pub title: String,
    /// What differs.
    pub items: Vec<ReviewItem>,
    /// How many more there are.
    pub more: usize,
}

/// Something that differs.
pub struct ReviewItem {
    /// What happened to it; may be empty.
    pub change: &'static str,
    /// What it is about.
    pub name: String,
    /// What it is now, and was.
    pub words: String,
    /// What to look at first in it.
    pub mark: Option<String>,
    /// Where it is to be seen.
    pub address: Option<String>,
    /// Exhibits before and after, as HTML.
    pub pictures: [Option<String>; 2],
}

/// What the report needs beside the style sheet of the site.
const STYLE: &str = "\
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem }
.pair > div { min-width: 0; overflow-x: auto }
.jump { font-weight: bold }
code { overflow-wrap: anywhere }";

/// Writes the page. `style` is the style sheet of the site, for the exhibits.
pub fn review(title: &str, summary: &str, lists: &[ReviewList], style: &str) -> String {
    let body = element("body")
        .newline()
        .with(element("h1").text(title).line())
        .with(element("p").text(summary).line())
        .with(lists.iter().map(list).collect::<Html>());
    let meta = |name, value| element("meta").attr(name, value);
    let viewport = meta("name", "viewport").attr("content", "width=device-width, initial-scale=1");
    let head = element("head")
        .newline()
        .with(meta("charset", "utf-8").start().newline())
        .with(viewport.start().newline())
        .with(element("title").text(title).line())
        .with(style_sheet(style))
        .with(style_sheet(STYLE));
    let page = element("html").attr("lang", "en").newline().with(head.line()).with(body.line());
    Html::doctype().with(page.line()).into_string()
}

/// A style sheet. The end of its element can stand in CSS only within a text, where it can be written otherwise.
fn style_sheet(css: &str) -> Html {
    let css = css.replace(&['<', '/'].iter().collect::<String>(), "<\\/");
    element("style").newline().with(Html::of_markup(css)).newline().line()
}

fn list(list: &ReviewList) -> Html {
    let items = list.items.iter().map(item).collect::<Html>();
    let more = (list.more > 0).then(|| element("p").text(format_args!("{} more", list.more)).line());
    let head = format!("{} ({})", list.title, list.items.len() + list.more);
    let items = element("ul").newline().with(items).line();
    element("section").newline().with(element("h2").text(head).line()).with(items).with(more).line()
}

fn item(item: &ReviewItem) -> Html {
    let mut line = element("li").content();
    if !item.change.is_empty() {
        line = line.text(item.change).text(": ");
    }
    line = line.with(element("strong").text(&item.name));
    if !item.words.is_empty() {
        line = line.text(": ").text(&item.words);
    }
    if let Some(mark) = &item.mark {
        line = line.text(" ").with(element("span").class("jump").text(mark));
    }
    if let Some(address) = &item.address {
        line = line.text(" ").with(element("code").text(address));
    }
    line.with(pictures(&item.pictures)).line()
}

fn pictures(pictures: &[Option<String>; 2]) -> Option<Html> {
    let picture = |(words, html): (&str, &Option<String>)| {
        let html = html.clone()?;
        Some(element("div").with(element("p").text(words)).with(Html::of_markup(html)))
    };
    let shown: Vec<_> = std::iter::zip(["before", "after"], pictures).filter_map(picture).collect();
    let pair = |shown: Html| element("div").class("pair").with(shown).into();
    (!shown.is_empty()).then(|| pair(shown.into_iter().collect()))
}
