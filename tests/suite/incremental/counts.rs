//! What is written again after each kind of edit, on a site that can be kept in mind.

use std::collections::BTreeSet;

use fieldbook::builtin;
use fieldbook::paths::OutputPath;
use fieldbook::pipeline::Builder;
use fieldbook::source::discover;

use super::reach::EDITS;
use crate::site::Site;

/// Two parts with chapters, two projects of one domain, a company, a source, and what surrounds them.
const TEA: &str = r#"
-- book.toml --
[book]
title = "Tea"
[output.html]
site-url = "https://tea.example/"
markdown = true
[metrics.cups]
label = "Cups"
unit = "cups"
[metrics.price]
label = "Price"
format = "money-usd"
[directory]
projects = ["cups"]
-- content/index.md --
---
title: Tea
---
Begin with [the leaves](chapters/one/leaves.md).
-- content/about.md --
---
title: About
---
Nobody is named here.
-- content/charts.md --
---
title: Charts
---

```chart
title: Cups of green teas
metric: cups
where: {domain: green}
```

```table
title: Green teas
columns: [name, companies]
where: {domain: green}
```
-- content/notes.md --
---
title: Notes
template: plain.html
---
-- content/chapters/one/index.md --
---
title: Growing
order: 1
---
-- content/chapters/one/leaves.md --
---
title: Leaves
summary: What is picked
order: 1
date: 2020
tags: [green]
---
Oolong has [[oolong#cups]] a year. It is old.

## Steam

It rises.
-- content/chapters/one/water.md --
---
title: Water
order: 2
---
See [[sencha]], and [steam](leaves.md#steam).
-- content/chapters/two/index.md --
---
title: Drinking
order: 2
---
-- content/chapters/two/cups.md --
---
title: Cups
---
Kettle makes cups.

![a leaf](leaf.svg)
-- content/chapters/two/leaf.svg --
<svg/>
-- content/projects/oolong.md --
---
title: Oolong
summary: A dark tea
companies: [kettle]
related: [sencha]
domain: green
tags: [dark, green]
facts:
  - {metric: cups, value: 7, as-of: 2020, source: survey}
  - {metric: price, value: 3, as-of: 2020, source: survey}
---
-- content/projects/sencha.md --
---
title: Sencha
domain: green
---
Unlike Oolong, it is steamed.
-- content/projects/matcha.md --
---
title: Matcha
domain: green
facts:
  - {metric: cups, value: 5, as-of: 2020, source: survey}
---
-- content/projects/gyokuro.md --
---
title: Gyokuro
domain: green
facts:
  - {metric: cups, value: 6, as-of: 2020, source: survey}
---
-- content/companies/kettle.md --
---
title: Kettle
---
-- content/domains/green.md --
---
title: Green tea
---
-- content/sources/survey.md --
---
title: Survey of teas
---
-- static/css/site.css --
p { color: green }
-- templates/plain.html --
{% extends "base.html" %}{% block main %}{{ body }}{% endblock main %}
"#;

/// The site that is edited.
pub(super) fn tea() -> Site {
    Site::parse(TEA)
}

/// The address of a published file.
fn address(path: &str) -> String {
    OutputPath::new(path).unwrap().url().to_string()
}

/// What is written again when a site becomes another, without the twins of pages, which are told apart below.
fn written(before: &Site, after: &Site) -> BTreeSet<String> {
    all_written(before, after).into_iter().filter(|url| !url.ends_with("/index.md")).collect()
}

fn all_written(before: &Site, after: &Site) -> BTreeSet<String> {
    let mut builder = Builder::new(before.options.clone());
    let mut tree = discover(&before.files).unwrap();
    builder.update(&tree).rendered.render_all(&|| true);
    tree.rescan(&after.files).unwrap();
    let rendered = builder.update(&tree).rendered;
    rendered.render_all(&|| true);
    let written = rendered.rendered_anew().map(|path| path.url().to_string());
    // What edits reach of the search is told apart in `searching`: nearly each reaches some of it.
    written.filter(|url| !url.starts_with("/search/")).collect()
}

/// The edits one by one: name, what is done, and the addresses of what is written again.
pub(super) fn edits() -> Vec<(String, String, String)> {
    let rows = EDITS.trim().replace("\n    ", "\t");
    let edit = |row: &str| {
        let parts: Vec<_> = row.split('\t').collect();
        (parts[0].to_owned(), parts[1].to_owned(), parts[2..].join(" "))
    };
    rows.lines().map(edit).collect()
}

/// Does to a site what a line says: `FILE: WORDS → WORDS`, `FILE is now TEXT`, `FILE is gone`, or `FILE is taken
/// over` from the theme.
pub(super) fn edited(site: Site, line: &str) -> Site {
    let line = line.replace("\\n", "\n");
    if let Some((path, text)) = line.split_once(" is now ") {
        return site.with(path, text);
    }
    if let Some(path) = line.strip_suffix(" is gone") {
        return site.remove(path);
    }
    if let Some(path) = line.strip_suffix(" is taken over") {
        let builtin = builtin::TEMPLATES.iter().find(|(name, _)| path.ends_with(name)).unwrap().1;
        return site.with(path, format!("{builtin}<!-- Our own. -->"));
    }
    let (path, words) = line.split_once(": ").unwrap();
    let (from, to) = words.split_once(" →").unwrap();
    site.edit(path, from, to.strip_prefix(' ').unwrap_or_default())
}

#[test]
fn after_an_edit_only_what_shows_it_is_written_again() {
    let before = tea();
    let mut wrong = Vec::new();
    for (name, edit, expected) in edits() {
        let after = edited(before.clone(), &edit);
        let found = written(&before, &after);
        let built = after.build();
        let pages = built.pages().into_iter().map(address);
        let all: Vec<_> = pages.filter(|url| !url.starts_with("/search/")).collect();
        let expected = expected.replace("all pages", &all.join(" ")).replace("nothing", "");
        let expected: BTreeSet<_> = expected.split_whitespace().map(str::to_owned).collect();
        if found != expected {
            wrong.push(format!("{name}: {edit}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No twin has a word that its page has not, so none is written again alone.
#[test]
fn twins_are_written_again_with_their_pages() {
    let before = tea();
    let mut twins = 0;
    for (name, edit, _) in edits() {
        let found = all_written(&before, &edited(before.clone(), &edit));
        for page in found.iter().filter_map(|url| url.strip_suffix("index.md")) {
            assert!(found.contains(page), "{name}: the twin of {page} is written again and the page is not");
            twins += 1;
        }
    }
    assert!(twins > 50, "{twins}");
}

/// A figure of one project is contradicted where there is a disagreement already: the first brings a page of its own,
/// to which every page leads.
#[test]
fn what_prints_a_figure_that_becomes_contested_is_written_again() {
    let contradict = |site: &Site, project: &str| {
        let path = format!("content/projects/{project}.md");
        site.clone().edit(&path, "facts:\n", "facts:\n  - {metric: cups, value: 9, as-of: 2020}\n")
    };
    let before = contradict(&tea(), "matcha");
    let found = written(&before, &contradict(&before, "oolong"));
    let expected = "/ /chapters/one/leaves/ /charts/ /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg \
                    /companies/kettle/ /data/ /data/facts.csv /data/facts.json /disagreements/ /domains/green/ \
                    /figures/ /projects/ /projects/gyokuro/ /projects/matcha/ /projects/oolong/ /sources/survey/";
    assert_eq!(found.into_iter().collect::<Vec<_>>().join(" "), expected);
}
