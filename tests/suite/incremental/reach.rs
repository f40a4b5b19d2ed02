//! How far each kind of edit reaches.

/// Edits by name, each with what is written again after it.
///
/// Two of them reach further than a reader can see: any template can ask for the address of any file in
/// `static/`; and a component can be used anywhere. The place of `template:` is part of what can be wrong with a page.
pub(super) const EDITS: &str = r#"
a touch without a change
    content/about.md: Nobody → Nobody
    nothing
title of a chart
    content/charts.md: Cups of green → Cups of all green
    /charts/
    /charts/cups-of-all-green-teas.csv /charts/cups-of-all-green-teas.svg
a chart is shared
    content/charts.md: title: Cups of green teas → title: Cups of green teas\nid: cups\nshare: true
    /charts/ /charts/cups.csv /charts/cups.svg /sitemap.xml
    /x/cups/ /x/cups/frame/ /x/cups/oembed.json
title of a table
    content/charts.md: title: Green teas → title: The green teas
    /charts/ /charts/the-green-teas.csv
a chart asks for something else
    content/charts.md: metric: cups\nwhere: {domain: green} → metric: price
    /charts/
    /figures/
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg
an event
    content/companies/kettle.md: title: Kettle → title: Kettle\nevents:\n  - {date: 2020, text: Founded, source: survey}
    all pages /sitemap.xml
    /data/events.csv /data/events.json /llms.txt
    /timeline/all.csv /timeline/all.svg
a name in another language
    content/companies/kettle.md: title: Kettle → title: Kettle\nnames: {zh: 水壶}
    /companies/kettle/ /data/entities.csv /data/entities.json
a relation says what for
    content/projects/oolong.md: companies: [kettle] → companies: [{company: kettle, for: pouring}]
    /companies/kettle/ /projects/oolong/ /data/relations.csv /data/relations.json
a company uses something
    content/companies/kettle.md: title: Kettle → title: Kettle\nuses: [Boiling]
    /companies/ /companies/kettle/ /data/ /data/uses.csv /data/uses.json
a remark on a figure
    content/projects/oolong.md: value: 3, → value: 3, doubt: {text: Or four, source: survey, at: p. 2},
    /companies/kettle/ /projects/oolong/ /sources/survey/
    /data/facts.csv /data/facts.json /figures/
a place in a source
    content/projects/oolong.md: value: 3, → value: 3, at: p. 2,
    /companies/kettle/ /projects/oolong/ /sources/survey/ /data/facts.csv /data/facts.json
    /figures/
a verification
    content/projects/oolong.md: value: 3, → value: 3, verified: [{by: A. Brewer, at: 2020}],
    /companies/kettle/ /projects/oolong/ /sources/survey/ /data/facts.csv /data/facts.json
    /figures/
a fact that differs
    content/projects/oolong.md: - {metric: price → - {metric: cups, value: 9, as-of: 2020, source: survey}\n  - {metric: price
    all pages /sitemap.xml
    /data/facts.csv /data/facts.json /llms.txt
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg
a fact of another date
    content/projects/oolong.md: - {metric: price → - {metric: cups, value: 9, as-of: 2021, source: survey}\n  - {metric: price
    all pages /sitemap.xml
    /data/facts.csv /data/facts.json /figures.xml /llms.txt
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg
figures that do not compare
    book.toml: label = "Cups" → label = "Cups"\ncomparable = false
    /domains/green/ /projects/gyokuro/ /projects/matcha/ /projects/oolong/
too few figures that are exact
    content/projects/oolong.md: value: 7, → value: 7, approximate: true,
    /companies/kettle/ /chapters/one/leaves/ /charts/ /domains/green/ /projects/ /projects/gyokuro/ /projects/matcha/
    /projects/oolong/ /sources/survey/
    /data/facts.csv /data/facts.json /figures/
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg
a project is only context
    content/projects/sencha.md: domain: green → domain: green\ntier: context
    / /charts/ /charts/green-teas.csv /domains/ /domains/green/ /network/ /projects/ /projects/oolong/ /projects/sencha/
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg /network/all.csv
the first figure of a project among others
    content/projects/sencha.md: domain: green → domain: green\nfacts:\n  - {metric: cups, value: 1, as-of: 2020, source: survey}
    / /charts/ /domains/green/ /projects/ /projects/gyokuro/ /projects/matcha/ /projects/oolong/
    /projects/sencha/ /sources/survey/
    /data/ /data/facts.csv /data/facts.json /figures/
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg
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
    /figures/
title of a chapter
    content/chapters/one/leaves.md: title: Leaves → title: Buds
    /chapters/ /chapters/one/ /chapters/one/leaves/ /chapters/one/water/ /feed.xml / /projects/oolong/
    /tags/green/
    /figures/ /llms.txt
title of a part
    content/chapters/one/index.md: Growing → Picking
    all pages /llms.txt
title of a project
    content/projects/sencha.md: title: Sencha → title: Shincha
    /chapters/one/leaves/ /chapters/one/water/ /charts/ /charts/green-teas.csv /domains/green/
    /network/ /projects/ /projects/oolong/ /projects/sencha/
    /data/entities.csv /data/entities.json
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg /network/all.csv
title of a mentioned project
    content/projects/oolong.md: title: Oolong → title: Wulong
    /chapters/one/leaves/ /charts/ /charts/green-teas.csv /companies/ /companies/kettle/
    /domains/green/ /network/ /projects/ /projects/gyokuro/ /projects/matcha/ /projects/oolong/
    /projects/sencha/ /sources/survey/ /tags/dark/ /tags/green/
    /data/entities.csv /data/entities.json /figures/
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg /network/all.csv
title of a company
    content/companies/kettle.md: Kettle → Pot
    /chapters/two/cups/ /charts/ /charts/green-teas.csv /companies/ /companies/kettle/
    /domains/green/ /network/ /projects/ /projects/oolong/
    /data/entities.csv /data/entities.json
    /network/all.csv
title of a source
    content/sources/survey.md: Survey → Census
    /companies/kettle/ /chapters/one/leaves/ /charts/ /domains/green/ /projects/gyokuro/ /projects/matcha/
    /projects/oolong/ /sources/ /sources/survey/
    /data/sources.csv /data/sources.json /figures/
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg
title of a domain
    content/domains/green.md: Green tea → Greens
    /domains/ /domains/green/ /network/ /projects/ /projects/gyokuro/ /projects/matcha/
    /projects/oolong/ /projects/sencha/
    /data/entities.csv /data/entities.json
    /network/all.csv
title of a page
    content/about.md: title: About → title: Imprint
    /about/
summary of a chapter
    content/chapters/one/leaves.md: What is picked → Picked
    /chapters/ /chapters/one/ /chapters/one/leaves/ /feed.xml /tags/green/ /llms.txt
summary of a project
    content/projects/oolong.md: A dark tea → Dark tea
    /domains/green/ /projects/ /projects/oolong/ /tags/dark/ /tags/green/
    /data/entities.csv /data/entities.json
order of chapters
    content/chapters/one/water.md: order: 2 → order: 0
    /chapters/ /chapters/one/ /chapters/one/leaves/ /chapters/one/water/ /chapters/two/ / /llms.txt
a figure in a column
    content/projects/oolong.md: value: 7 → value: 8
    /companies/kettle/ /chapters/one/leaves/ /charts/ /domains/green/ /projects/ /projects/gyokuro/ /projects/matcha/
    /projects/oolong/ /sources/survey/
    /data/facts.csv /data/facts.json /figures/
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg
a figure in no column
    content/projects/oolong.md: value: 3 → value: 4
    /companies/kettle/ /projects/oolong/ /sources/survey/
    /data/facts.csv /data/facts.json /figures/
a figure goes
    content/projects/oolong.md:   - {metric: price, value: 3, as-of: 2020, source: survey}\n →
    /companies/kettle/ / /projects/oolong/ /sources/survey/
    /data/ /data/facts.csv /data/facts.json /figures/
a heading
    content/chapters/one/leaves.md: ## Steam → ## Vapour {#steam}
    /chapters/one/leaves/
the anchor of a heading
    content/chapters/one/leaves.md: ## Steam → ## Vapour
    /chapters/one/leaves/ /chapters/one/water/
a finding
    content/index.md: title: Tea → title: Tea\nfindings: ['[[oolong]] is dark']
    / /projects/oolong/
a tag more
    content/about.md: title: About → title: About\ntags: [dark]
    /about/ /tags/dark/ /tags/
a new tag
    content/about.md: title: About → title: About\ntags: [hot]
    / /about/ /sitemap.xml /tags/hot/ /tags/
the last of a tag goes
    content/projects/oolong.md: [dark, green] → [green]
    / /domains/green/ /projects/ /projects/oolong/ /sitemap.xml /tags/
    /data/entities.csv /data/entities.json
a new alias
    content/projects/oolong.md: domain: green → domain: green\naliases: [wulong]
    /projects/wulong/
    /data/entities.csv /data/entities.json
autolink off
    content/projects/oolong.md: domain: green → domain: green\nautolink: false
    /chapters/one/leaves/ /projects/oolong/ /projects/sencha/
a relation
    content/projects/sencha.md: domain: green → domain: green\ncompanies: [kettle]
    /charts/ /charts/green-teas.csv /companies/ /companies/kettle/ /domains/green/ /network/
    /projects/ /projects/sencha/
    /data/ /data/relations.csv /data/relations.json
    /network/all.csv
a related project goes
    content/projects/oolong.md: related: [sencha]\n →
    /network/ /projects/oolong/ /projects/sencha/
    /data/ /data/relations.csv /data/relations.json
    /network/all.csv
domain
    content/projects/sencha.md: domain: green\n →
    /charts/ /charts/green-teas.csv /domains/ /domains/green/ /network/ /projects/ /projects/sencha/ /projects/oolong/
    /data/entities.csv /data/entities.json
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg /network/all.csv
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
    /chapters/two/ / /sitemap.xml /llms.txt
a new project
    content/projects/mate.md is now ---\ntitle: Mate\n---\n
    / /projects/ /projects/mate/ /sitemap.xml
    /data/ /data/entities.csv /data/entities.json
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
    /projects/gyokuro/ /projects/matcha/ /projects/oolong/ /projects/sencha/
a template of one page
    templates/plain.html is now {{ page.title }}
    /notes/
template of the frame
    templates/base.html is taken over
    all pages
a partial
    templates/_pager.html is taken over
    /chapters/one/ /chapters/one/leaves/ /chapters/one/water/ /chapters/two/cups/ /chapters/two/ /companies/kettle/
    /projects/gyokuro/ /projects/matcha/ /projects/oolong/ /projects/sencha/
a file of components
    templates/c.html is now {% component c() %}{% endcomponent c %}
    all pages
a comment in book.toml
    book.toml: [book] → # Tea.\n[book]
    nothing
label of a metric
    book.toml: "Cups" → "Cups drunk"
    /companies/kettle/ /charts/ /domains/green/ /projects/ /projects/gyokuro/ /projects/matcha/ /projects/oolong/
    /sources/survey/
    /data/facts.csv /data/facts.json /figures/
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg
unit of a metric
    book.toml: unit = "cups" → unit = "mugs"
    /companies/kettle/ /chapters/one/leaves/ /charts/ /domains/green/ /projects/gyokuro/ /projects/matcha/
    /projects/ /projects/oolong/ /sources/survey/
    /data/facts.csv /data/facts.json /figures/
    /charts/cups-of-green-teas.csv /charts/cups-of-green-teas.svg
label of a metric in no column
    book.toml: "Price" → "Cost"
    /companies/kettle/ /projects/oolong/ /sources/survey/
    /data/facts.csv /data/facts.json /figures/
title of the site
    book.toml: "Tea" → "Teas"
    all pages /feed.xml /CITATION.cff
    /data/datapackage.json /llms.txt /figures.xml
    /charts/cups-of-green-teas.svg
"#;
