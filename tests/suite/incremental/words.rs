//! The words random sites are made of: few names, so that pages have much to do with each other.

/// Where pages can stand. The first ones are always there at the start.
pub(super) const PAGES: &[&str] = &[
    "content/projects/oolong.md",
    "content/projects/sencha.md",
    "content/companies/kettle.md",
    "content/sources/survey.md",
    "content/chapters/one/first.md",
    "content/chapters/one/second.md",
    "content/index.md",
    "content/chapters/one/index.md",
    "content/chapters/two/index.md",
    "content/chapters/two/third.md",
    "content/chapters/two/oolong.md",
    "content/chapters/intro.md",
    "content/projects/leaf.md",
    "content/companies/leaf.md",
    "content/domains/green.md",
    "content/domains/black.md",
    "content/sources/ledger.md",
    "content/about.md",
    "content/tags/index.md",
    "content/timeline.md",
    "content/notes/about.md",
    "content/projects/index.md",
    "content/chapters/index.md",
    "content/404.md",
    "content/chapters/three/fourth.md",
    "content/notes/index.md",
    "content/projects/OOLONG.md",
    "content/projects/++.md",
    "content/chapters/two/Two Words.md",
    "content/editions/index.md",
];

/// How many of [`PAGES`] can be there at the start.
pub(super) const FIRST_PAGES: usize = 20;

/// Titles, and what is mentioned. Some differ in case only, and some are part of others.
pub(super) const NAMES: &[&str] = &[
    "Oolong",
    "Sencha",
    "Sencha Leaf",
    "Leaf",
    "leaf",
    "Kettle",
    "Kettle Works",
    "Green",
    "Oolong-ya",
    "Survey",
    "Zest",
    "Amber",
    "first",
    "cup",
    "Steam",
];

pub(super) const SLUGS: &[&str] =
    &["oolong", "sencha", "leaf", "kettle", "green", "survey", "ledger", "first", "third", "about", "gone"];

pub(super) const ALIASES: &[&str] = &[
    "leaf",
    "Kettle Works",
    "sencha",
    "Zest",
    "Amber",
    "Oolong-ya",
    "/old/place",
    "/projects/oolong",
    "The Works",
    "++",
    "/tags/green",
];

pub(super) const TAGS: &[&str] = &["green", "Green", "dark tea", "dark-tea", "C++", "c", "++"];

pub(super) const SENTENCES: &[&str] =
    &["Steam rises.", "It is late; nobody pours.", "Water boils at a hundred.", "他喝乌龙茶。"];

pub(super) const METRICS: &[&str] = &["lines", "height", "share", "girth"];

pub(super) const SELECTORS: &[&str] =
    &["", "", "", "|value", ".2020.survey", "@2020", "@survey", "@1999", "@2020|value", "|words"];

pub(super) const ANCHORS: &[&str] = &[
    "steam",
    "other",
    "leaf",
    "steam",
    "fact-lines",
    "lines.2020.survey",
    "event.2020",
    "steam-1",
    "gone",
    "oolong-steams",
    "exhibit-a",
];

/// How many of [`PARAGRAPHS`], the first ones, are headings.
pub(super) const HEADINGS: usize = 7;

/// Paragraphs that need no name put into them.
pub(super) const PARAGRAPHS: &[&str] = &[
    "## Steam",
    "## STEAM",
    "## Steam {#other}",
    "## Leaf {#steam}",
    "## Leaf",
    "### [[oolong]] steams",
    "## [[oolong#lines]] of it",
    "See[^1] and[^1].\n\n[^1]: Sencha is in a note.",
    "```rust\nfn oolong() {}\n```",
    "```nolang\nOolong\n```",
    "| Oolong | [[sencha]] |\n|-|-|\n| [[kettle#lines\\|value]] | Leaf |",
    "> [!NOTE]\n> Kettle Works and *Sencha*.",
    "![a leaf](leaf.svg)",
    "![a leaf](../leaf.svg) and [a plan](plan.txt)",
    "![](leaf.svg)",
    "![the map](/img/map.svg)",
    "[style](/css/site.css)",
    "[tags](/tags/) and [green](/tags/green/)",
    "[dark](/tags/dark-tea/#fb-content)",
    "[projects](/projects/) and [a gone one](/projects/gone/)",
    "<b id=\"gone\">Oolong</b>",
    "[[#lines]] here",
    "[up](#steam)",
    "```chart\ntitle: A\nmetric: lines\n```",
    "```chart\ntitle: B\ntype: line\nmetric: lines\nentities: [oolong, sencha]\n```",
    "```chart\ntitle: C\ntype: scatter\nx: lines\ny: height\nscale: log\n```",
    "```chart\ntitle: D\ntype: stacked\nmetrics: [lines, height]\nwhere: {domain: green}\nas-of: 2020\n```",
    "```chart\ntitle: E\ntype: histogram\nmetric: share\nkind: company\n```",
    "```chart\ntitle: F\ndata: [{label: \"[[leaf]]\", value: \"[[oolong#lines]]\"}, {label: x, value: 2}]\n```",
    "```chart\ntitle: A\nmetric: lines\nwhere: {tag: green, origin: foreign}\nsource: survey\n```",
    "```table\ntitle: A\ncolumns: [name, domain, companies, country, lines, share]\nhaving: [lines]\nevery-column: true\nsort: lines\n```",
    "```chart\ntitle: O\nmetric: girth\n```",
    "```table\ntitle: P\ncolumns: [name, girth, grith]\n```",
    "```table\ntitle: H\nkind: company\ncolumns: [name, country, projects]\nwhere: {project: oolong}\n```",
    "```table\ntitle: I\ncolumns: [A, B]\nrows: [[\"[[sencha]]\", \"[[oolong#height|value]]\"], [Oolong, Kettle Works]]\n```",
    "```table\ntitle: Q\nrows-of: uses\ncolumns: [organisation, use, metric, figure, date, source, reading, country]\n```",
    "```timeline\ntitle: J\nwhere: {tag: dark-tea}\n```",
    "```timeline\ntitle: K\nentities: [oolong, kettle]\n```",
    "```network\ntitle: L\n```",
    "```network\ntitle: L\nid: l\nshare: true\n```",
    "```chart\ntitle: A\nid: a\nshare: true\nnote: Of tea.\nmetric: lines\n```",
    "```table\ntitle: A\nid: b\nshare: false\ncolumns: [name, lines]\n```",
    "```timeline\ntitle: J\nid: a\n```",
    "```timeline\ntitle: J\nevents: [founding, prediction]\n```",
    "```network\ntitle: M\nrelated: true\nwhere: {company: leaf}\n```",
    "```disagreements\ntitle: N\n```",
    "[the chart](#exhibit-a)",
    "Steam\n: It rises.\n\nZest\n: A peel.",
    "Cup (of tea)\n: It holds.",
    "A cup of steam, zests and Amber.",
    "[[open",
];

/// Facts as they stand in a list.
pub(super) const FACTS: &[&str] = &[
    "{metric: lines, value: 7, as-of: 2020, source: survey}",
    "{metric: lines, value: 9, as-of: 2021, source: ledger}",
    "{metric: lines, value: 8, source: survey}",
    "{metric: lines, value: 1}",
    "{metric: height, value: {from: 2, to: 3}, as-of: 2020-05, source: ledger, note: with lid}",
    "{metric: height, value: 4, at-least: true, source: survey}",
    "{metric: share, value: 50, approximate: true, source: survey, doubt: much}",
    "{metric: share, value: 51, at: p. 4, source: survey, doubt: {text: It says 52, source: ledger, at: p. 5}}",
    "{metric: share, value: 53, doubt: {text: Or 54, link: \"https://tea.example/a\", retrieved: 2021}}",
    "{metric: share, value: 55, at: p. 6}",
    "{metric: height, value: 5, as-of: 2012, source: survey, verified: [{by: A. Brewer, at: 2019-03}]}",
    "{metric: height, value: 6, as-of: 2011, source: survey, verified: [{by: A. Brewer}]}",
    "{metric: share, value: +0.0, source: survey}",
    "{metric: share, value: -0.0, source: survey}",
    "{metric: lines, value: \"5.0\", source: gone}",
    "{metric: girth, value: 1, source: ledger}",
    "{metric: girth, value: 3, label: Girth, source: survey}",
    "{metric: girth, value: 4, label: Waist, unit: inches, as-of: 2021, source: ledger}",
    "{metric: lines, value: 5, label: Own lines, source: survey}",
    "{metric: lines, value: 6, as-of: 2021, source: ledger, disputes: survey}",
    "{metric: lines, value: 7, as-of: 2021, source: survey}",
];

pub(super) const EVENTS: &[&str] = &[
    "{date: 2019, text: Founded, source: survey}",
    "{date: 2020-02, text: Moved, source: ledger}",
    "{date: 2018, text: Dreamt of}",
    "{date: 2019, text: Founded, kind: founding, source: survey}",
    "{date: 2031, text: Drunk by all, kind: prediction, on: [kettle], source: survey}",
    "{date: 2022, text: Sold, kind: takeover}",
    "{date: 2016, text: Named, on: [kettle]}",
    "{date: 2015, text: Met, on: [sencha, companies/leaf], source: survey}",
    "{date: 2014, text: Lost, on: [gone]}",
    "{date: 2017, text: Planned, source: ledger, at: p. 3, doubt: {text: It was 2016, source: survey}}",
];

pub(super) const DATES: &[&str] = &["2016", "2020", "2020-05", "2021-02-28", "2021-02-30"];

/// Values by key, where any of a list will do.
pub(super) const VALUES: &[(&str, &[&str])] = &[
    ("summary", &["A drink", "A thing", "[a list]"]),
    ("authors", &["[A. Brewer]", "[A. Brewer, B. Drinker]"]),
    ("names", &["{zh: 乌龙}", "{zh: 乌龙, ja: [ウーロン, 茶]}", "{zh: 茶}", "{chinese: 茶}"]),
    (
        "uses",
        &[
            "[Pouring, {what: Boiling water, since: 2019, scale: ten pots, source: survey, at: p. 2}]",
            "[{what: Boiling, figure: \"oolong#lines\", reading: Sound}]",
            "[{what: Boiling, figure: \"#height\"}, {what: Steeping, source: gone}]",
        ],
    ),
    ("order", &["1", "2", "3", "-1", "x"]),
    ("draft", &["true", "false"]),
    ("autolink", &["false", "true"]),
    ("template", &["plain.html", "plain.html", "plane.html", "page.html"]),
    (
        "doubts",
        &[
            "[It may be tea]",
            "[It was 1999]",
            "[{text: It was 1999, source: survey, at: p. 1}]",
            "[{text: It was 1998, source: gone}, Or not]",
        ],
    ),
    (
        "findings",
        &[
            "[Tea is **hot**]",
            "[\"Oolong has [[oolong#lines]], says Leaf\"]",
            "[{text: \"Of [[green]] and [[oolong#height|value]]\", link: oolong}, \"[It](projects/oolong.md)\"]",
            "[{text: Gone, link: \"oolong#height\"}, {text: Gone, link: gone}]",
            "[\"- no\"]",
        ],
    ),
    ("links", &["{website: \"https://tea.example/\"}", "{website: tea.example}"]),
    ("extra", &["{mood: calm}", "{mood: 0.0, taste: 1}", "{taste: 1, mood: 0.0}", "{taste: 1, mood: -0.0}"]),
    ("short-title", &["Short", "The S"]),
    ("publisher", &["The Press"]),
    ("language", &["en", "de"]),
    ("archive", &["https://archive.example/tea", "http://archive.example/tea"]),
    ("retrieved", &["2020-05", "yesterday"]),
    ("origin", &["domestic", "foreign", "lunar"]),
    ("licensing", &["open-source", "mixed"]),
    ("type", &["company", "foundation"]),
    ("country", &["Norway", "Chile"]),
    ("glossary", &["true", "true", "false"]),
    ("tier", &["profile", "brief", "context"]),
    ("domain", &["green", "green", "black", "gone"]),
    ("also-in", &["[black]", "[green, black]", "[gone]"]),
    ("parent", &["green", "black", "black", "gone"]),
    ("logo", &["/img/map.svg", "/img/map.svg", "/img/none.svg", "https://tea.example/logo.svg", "oolong.md"]),
    ("#", &["a remark", "a longer remark"]),
    ("", &[""]),
];

/// Keys that any page can have; those that matter more stand here more than once.
pub(super) const KEYS: &[&str] = &[
    "title", "title", "title", "title", "summary", "summary", "aliases", "aliases", "aliases", "tags",
    "tags", "tags", "date", "updated", "authors", "order", "order", "order", "draft", "autolink", "autolink",
    "template", "sources", "doubts", "facts", "facts", "facts", "events", "links", "extra", "extra", "#",
    "#", "",
];

pub(super) const KEYS_OF: &[(&str, &[&str])] = &[
    (
        "content/projects/",
        &[
            "companies",
            "related",
            "domain",
            "domain",
            "also-in",
            "origin",
            "licensing",
            "country",
            "tier",
            "names",
            "logo",
        ],
    ),
    ("content/companies/", &["projects", "related", "type", "country", "uses", "uses", "names", "logo"]),
    ("content/domains/", &["projects", "companies", "parent", "parent"]),
    ("content/sources/", &["short-title", "short-title", "publisher", "language", "archive", "retrieved"]),
    ("content/", &["projects", "companies", "glossary", "glossary", "findings", "findings"]),
];

/// The sections of `book.toml`, each with what it can say; the first is the usual. Some are wrong.
pub(super) const BOOK: &[&[&str]] = &[
    &["[book]\n", "# Settings.\n[book]\n", "\n[book]\n"],
    &["title = \"Tea\"\n", "title = \"Coffee\"\n", ""],
    &["", "description = \"On tea\"\n", "authors = [\"A. Brewer\"]\n"],
    &["", "version = \"2\"\ndoi = \"10.1000/2\"\n", "date = \"2021-06\"\npublisher = \"A {Press}\"\n"],
    &[
        "",
        "[build]\nraw-html = true\n",
        "[build]\nraw-html = 1\n",
        "[build]\narchive = true\nas-of = \"2030\"\n[facts]\nmax-age = \"3 years\"\nmin-exact = 1\n",
    ],
    &[
        "[output.html]\nsite-url = \"https://tea.example/\"\nmarkdown = true\n",
        "[output.html]\nsite-url = \"/deep/\"\nprint = true\n",
        "",
    ],
    &["", "smart-punctuation = true\n"],
    &["", "edit-url-template = \"https://tea.example/edit/{path}\"\n", "cname = \"tea.example\"\n"],
    &[
        "",
        "navigation = [{title = \"Leaves\", url = \"/tags/\"}]\n",
        "navigation = [{title = \"Gone\", url = \"/gone/\"}]\n",
    ],
    &[
        "",
        "footer = \"Drink it hot.\"\nlicence = \"CC0\"\n",
        "card = \"site.css\"\nlogo = \"site.css\"\nfavicon = \"css/fieldbook.css\"\n",
    ],
    &["", "[exhibits]\nshare = true\n", "[exhibits]\nshare = 1\n"],
    &["", "[feed]\nlimit = 1\nid = \"tag:tea.example,2026:tea\"\n", "[highlight]\ndark = \"Nord\"\n"],
    &[
        "[metrics.lines]\nlabel = \"Lines\"\nunit = \"lines\"\nunit-singular = \"line\"\n",
        "[metrics.lines]\nlabel = \"Lines of tea\"\ncomparable = false\n",
        "[metrics.lines]\nlabel = \"Lines\"\nformat = \"money-usd\"\n",
        "",
    ],
    &[
        "[metrics.height]\nlabel = \"Height\"\nunit = \"metres\"\n",
        "[metrics.height]\nlabel = \"Height\"\nmax-age = \"18 months\"\n",
        "[metrics.height]\nlabel = \"Height\"\nmax-age = \"old\"\n",
        "[metrics.height]\nlabel = \"Tallness\"\nformat = \"name\"\n",
    ],
    &[
        "[metrics.share]\nlabel = \"Share\"\nformat = \"percent\"\n",
        "[metrics.share]\nlabel = \"S\"\nformat = \"text\"\n",
        "[metrics.share]\nlabel = \"Since\"\nformat = \"date\"\n",
        "",
    ],
    &[
        "[directory]\nprojects = [\"lines\"]\n",
        "[directory]\ncompanies = [\"lines\", \"height\"]\n",
        "[directory]\nprojects = [\"girth\"]\n",
        "",
    ],
    &[
        "",
        "[check]\norphan-entity = \"deny\"\n",
        "[check]\nraw-html = \"allow\"\nunused-source = \"allow\"\n",
    ],
    &["", "# The end.\n", "[broken\n"],
];

/// Manifests of editions. Their pages and figures are some of those that random sites have.
const FIRST_EDITION: &str = r#"digest = "c16665a1e284bfedd448bd7dbb16e1460223f2f49df181479f09590be8b43425"
date = "2019"
[pages]
"/projects/oolong/" = {kind = "project", title = "Oolong", digest = "0"}
"/projects/leaf/" = {kind = "project", title = "Leaf", digest = "0"}
[facts]
"/projects/oolong/#lines.2020.survey" = {metric = "lines", value = "7 lines", amount = 7, date = "2020", source = "survey", digest = "0"}
[events]
"#;
const SECOND_EDITION: &str = r#"digest = "c4ce667abbfd314681996cde42fcb1fa8b7830aab2d641e0c18a80adf35c9e01"
title = "Later"
date = "2020-05"
[pages]
"/projects/oolong/" = {kind = "project", title = "Oolong tea", digest = "0"}
"/projects/sencha/" = {kind = "project", title = "Sencha", digest = "0"}
"/gone/" = {kind = "page", title = "Gone"}
[facts]
"/projects/oolong/#lines.2020.survey" = {metric = "lines", value = "4 lines", amount = 4, date = "2020", source = "survey", disputed = true, digest = "1"}
"/projects/sencha/#share.survey" = {metric = "share", value = "5 lines", amount = [4, 6], date = "2020", source = "gone", digest = "2"}
"/gone/#girth.2019" = {metric = "girth", value = "wide", date = "2019", note = "in all", digest = "3"}
[events]
"/projects/oolong/#event.2016" = {date = "2016", text = "It steeps", source = "survey"}
"#;

/// Files that are no pages, with what they can hold. Some take the place of what is generated.
pub(super) const FILES: &[(&str, &[&str])] = &[
    ("content/projects/leaf.svg", &["<svg/>", "<svg width=\"4\" height=\"3\"></svg>"]),
    (
        "content/metrics.toml",
        &[
            "[metrics.girth]\nlabel = \"Girth\"\n",
            "[metrics.girth]\nlabel = \"Waist\"\nunit = \"inches\"\n",
            "[metrics.lines]\nlabel = \"Lines\"\n",
            "[metrics",
        ],
    ),
    ("content/leaf.svg", &["<svg/>"]),
    ("content/Leaf.svg", &["<svg/>"]),
    ("content/chapters/one/plan.txt", &["a plan", "a better plan"]),
    ("static/img/map.svg", &["<svg/>", "<svg><g/></svg>", "<svg width=\"8\" height=\"6\"/>"]),
    ("static/IMG/map.svg", &["<svg/>"]),
    ("static/css/site.css", &["p { color: green }", "p { color: red }"]),
    ("static/js/site.js", &["1", "2"]),
    ("static/css/fieldbook.css", &["p {}", "b {}"]),
    ("static/tags/green/index.html", &["<p id=\"leaf\">"]),
    ("static/projects/gone/index.html", &["<a href=/tags/dark-tea/>x</a>", "<a href=/projects/#leaf>x</a>"]),
    ("static/feed.xml", &["<feed/>"]),
    ("editions/2019.toml", &[FIRST_EDITION, "", "digest = 1\n"]),
    ("editions/2020.toml", &[SECOND_EDITION, FIRST_EDITION, "date = \"2020\"\n[pages"]),
    ("editions/notes.md", &["a note"]),
];
