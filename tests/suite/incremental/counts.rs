//! What is written again after each kind of edit, on a site that can be kept in mind.

use std::collections::BTreeSet;

use fieldbook::builtin;
use fieldbook::paths::OutputPath;
use fieldbook::pipeline::Builder;
use fieldbook::source::discover;

use crate::site::Site;

/// Two parts with chapters, two projects of one domain, a company, a source, and what surrounds them.
const TEA: &str = r#"
-- book.toml --
[book]
title = "Tea"
[output.html]
site-url = "https://tea.example/"
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

/// What is written again when a site becomes another.
fn written(before: &Site, after: &Site) -> BTreeSet<String> {
    let mut builder = Builder::new(before.options.clone());
    let mut tree = discover(&before.files).unwrap();
    builder.update(&tree).generation.render_all(&|| true);
    tree.rescan(&after.files).unwrap();
    let generation = builder.update(&tree).generation;
    generation.render_all(&|| true);
    generation.written().map(|path| path.url().to_string()).collect()
}

/// Edits by name, each with what is written again after it.
///
/// Three of them reach further than a reader can see. The page of a tag knows the companies and domains of its
/// projects, which a template of a site's own can show; any template can ask for the address of any file in
/// `static/`; and a component can be used anywhere. The place of `template:` is part of what can be wrong with a page.
const EDITS: &str = r#"
a touch without a change
    content/about.md: Nobody → Nobody
    nothing
title of a chart
    content/charts.md: Cups of green → Cups of all green
    /charts/
title of a table
    content/charts.md: title: Green teas → title: The green teas
    /charts/ /charts/the-green-teas.csv
a chart asks for something else
    content/charts.md: metric: cups\nwhere: {domain: green} → metric: price
    /charts/
an event
    content/companies/kettle.md: title: Kettle → title: Kettle\nevents:\n  - {date: 2020, text: Founded, source: survey}
    all pages /sitemap.xml
a fact that differs
    content/projects/oolong.md: - {metric: price → - {metric: cups, value: 9, as-of: 2020, source: survey}\n  - {metric: price
    all pages /sitemap.xml
a fact of another date
    content/projects/oolong.md: - {metric: price → - {metric: cups, value: 9, as-of: 2021, source: survey}\n  - {metric: price
    / /chapters/one/leaves/ /charts/ /domains/green/ /projects/ /projects/oolong/ /sources/survey/
a project is only context
    content/projects/sencha.md: domain: green → domain: green\ntier: context
    / /charts/ /charts/green-teas.csv /domains/green/ /network/ /projects/
prose
    content/about.md: Nobody → No one
    /about/
prose on a page that others link to
    content/chapters/one/leaves.md: It rises. → It falls.
    /chapters/one/leaves/
a sentence with a mention
    content/chapters/one/leaves.md: a year. → each year.
    /chapters/one/leaves/ /projects/oolong/
the sentence behind a mention
    content/chapters/one/leaves.md: It is old. → It is new.
    /chapters/one/leaves/
a new mention
    content/about.md: Nobody → Kettle
    /about/ /companies/kettle/
a mention goes
    content/projects/sencha.md: Oolong → others
    /projects/oolong/ /projects/sencha/
a second mention
    content/chapters/one/leaves.md: It rises → Oolong rises
    /chapters/one/leaves/
a new wikilink
    content/about.md: Nobody → [[survey]]
    /about/ /sources/survey/
a new figure
    content/about.md: Nobody → [[oolong#price]]
    /about/ /projects/oolong/
title of a chapter
    content/chapters/one/leaves.md: title: Leaves → title: Buds
    /chapters/ /chapters/one/ /chapters/one/leaves/ /chapters/one/water/ /feed.xml / /projects/oolong/
    /tags/green/
title of a part
    content/chapters/one/index.md: Growing → Picking
    all pages
title of a project
    content/projects/sencha.md: title: Sencha → title: Shincha
    /chapters/one/leaves/ /chapters/one/water/ /charts/ /charts/green-teas.csv /domains/green/
    /network/ /projects/ /projects/oolong/ /projects/sencha/
title of a mentioned project
    content/projects/oolong.md: title: Oolong → title: Wulong
    /chapters/one/leaves/ /charts/ /charts/green-teas.csv /companies/ /companies/kettle/
    /domains/green/ /network/ /projects/ /projects/oolong/ /projects/sencha/ /sources/survey/
    /tags/dark/ /tags/green/
title of a company
    content/companies/kettle.md: Kettle → Pot
    /chapters/two/cups/ /charts/ /charts/green-teas.csv /companies/ /companies/kettle/
    /domains/green/ /network/ /projects/ /projects/oolong/ /tags/dark/ /tags/green/
title of a source
    content/sources/survey.md: Survey → Census
    /chapters/one/leaves/ /charts/ /projects/oolong/ /sources/ /sources/survey/
title of a domain
    content/domains/green.md: Green tea → Greens
    /domains/ /domains/green/ /network/ /projects/ /projects/oolong/ /projects/sencha/ /tags/dark/
    /tags/green/
title of a page
    content/about.md: title: About → title: Imprint
    /about/
summary of a chapter
    content/chapters/one/leaves.md: What is picked → Picked
    /chapters/ /chapters/one/ /chapters/one/leaves/ /feed.xml / /tags/green/
summary of a project
    content/projects/oolong.md: A dark tea → Dark tea
    /domains/green/ /projects/ /projects/oolong/ /tags/dark/ /tags/green/
order of chapters
    content/chapters/one/water.md: order: 2 → order: 0
    /chapters/ /chapters/one/ /chapters/one/leaves/ /chapters/one/water/ /chapters/two/ /
a figure in a column
    content/projects/oolong.md: value: 7 → value: 8
    /chapters/one/leaves/ /charts/ /domains/green/ /projects/ /projects/oolong/ /sources/survey/
a figure in no column
    content/projects/oolong.md: value: 3 → value: 4
    /projects/oolong/ /sources/survey/
a figure goes
    content/projects/oolong.md:   - {metric: price, value: 3, as-of: 2020, source: survey}\n →
    / /projects/oolong/ /sources/survey/
a heading
    content/chapters/one/leaves.md: ## Steam → ## Vapour {#steam}
    /chapters/one/leaves/
the anchor of a heading
    content/chapters/one/leaves.md: ## Steam → ## Vapour
    /chapters/one/leaves/ /chapters/one/water/
a tag more
    content/about.md: title: About → title: About\ntags: [dark]
    /about/ /tags/dark/ /tags/
a new tag
    content/about.md: title: About → title: About\ntags: [hot]
    /about/ /sitemap.xml /tags/hot/ /tags/
the last of a tag goes
    content/projects/oolong.md: [dark, green] → [green]
    /projects/oolong/ /sitemap.xml /tags/
a new alias
    content/projects/oolong.md: domain: green → domain: green\naliases: [wulong]
    /projects/wulong/
autolink off
    content/projects/oolong.md: domain: green → domain: green\nautolink: false
    /chapters/one/leaves/ /projects/oolong/ /projects/sencha/
a relation
    content/projects/sencha.md: domain: green → domain: green\ncompanies: [kettle]
    /charts/ /charts/green-teas.csv /companies/ /companies/kettle/ /domains/green/ /network/
    /projects/ /projects/sencha/
a related project goes
    content/projects/oolong.md: related: [sencha]\n →
    /network/ /projects/oolong/ /projects/sencha/
domain
    content/projects/sencha.md: domain: green\n →
    /charts/ /charts/green-teas.csv /domains/green/ /network/ /projects/ /projects/sencha/
date of a chapter
    content/chapters/one/leaves.md: date: 2020 → date: 2021
    /chapters/one/leaves/ /feed.xml /sitemap.xml
a comment in front matter
    content/projects/oolong.md: title → # Dark.\ntitle
    nothing
a comment where a template is named
    content/notes.md: title → # A.\ntitle
    /notes/
a template is named
    content/about.md: title → template: plain.html\ntitle
    /about/
extra
    content/about.md: title → extra: {a: 1}\ntitle
    /about/
a new page
    content/more.md is now ---\ntitle: More\n---\n
    /more/ /sitemap.xml
a new chapter
    content/chapters/one/soil.md is now ---\ntitle: Soil\n---\n
    /chapters/ /chapters/one/ /chapters/one/leaves/ /chapters/one/soil/ /chapters/one/water/
    /chapters/two/ / /sitemap.xml
a new project
    content/projects/mate.md is now ---\ntitle: Mate\n---\n
    / /projects/ /projects/mate/ /sitemap.xml
a page goes
    content/about.md is gone
    /sitemap.xml
a page becomes a draft
    content/about.md: title → draft: true\ntitle
    /sitemap.xml
a draft is added
    content/more.md is now ---\ntitle: More\ndraft: true\n---\n
    nothing
a style sheet
    static/css/site.css: green → red
    all pages /css/site.e8c8d846a0.css
an image
    content/chapters/two/leaf.svg is now <svg></svg>
    /chapters/two/leaf.svg
a new file
    static/x.txt is now x
    all pages /x.txt
template of a kind
    templates/project.html is now {{ page.title }}
    /projects/oolong/ /projects/sencha/
a template of one page
    templates/plain.html is now {{ page.title }}
    /notes/
template of the frame
    templates/base.html is taken over
    all pages
a partial
    templates/_pager.html is taken over
    /chapters/one/ /chapters/one/leaves/ /chapters/one/water/ /chapters/two/cups/ /chapters/two/
a file of components
    templates/c.html is now {% component c() %}{% endcomponent c %}
    all pages
a comment in book.toml
    book.toml: [book] → # Tea.\n[book]
    nothing
label of a metric
    book.toml: "Cups" → "Cups drunk"
    /charts/ /domains/green/ /projects/ /projects/oolong/ /sources/survey/
unit of a metric
    book.toml: unit = "cups" → unit = "mugs"
    /chapters/one/leaves/ /charts/ /projects/oolong/ /sources/survey/
label of a metric in no column
    book.toml: "Price" → "Cost"
    /projects/oolong/ /sources/survey/
title of the site
    book.toml: "Tea" → "Teas"
    all pages /feed.xml
"#;

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
        let all: Vec<_> = built.pages().into_iter().map(address).collect();
        let expected = expected.replace("all pages", &all.join(" ")).replace("nothing", "");
        let expected: BTreeSet<_> = expected.split_whitespace().map(str::to_owned).collect();
        if found != expected {
            wrong.push(format!("{name}: {edit}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
