//! The templates that random sites have of their own.

use fieldbook::builtin;

/// Templates of a site's own with the texts they can have. Some cannot be read, and some fail on some pages.
pub(super) const TEMPLATES: &[(&str, &[&str])] = &[
    (
        "plain.html",
        &[
            "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1>{% include \"_bit.html\" %}{{ body }}{% endblock main %}",
            "<h1>{{ page.title }}</h1>{% include '_bit.html' %}{{ body }}",
            "<h1>{{ page.title }}</h1>{% include `_bit.html` %}",
            "<h1>{{ page.title }}</h1>{% include \"parts\\/deep.html\" %}",
            "<h1>{{ <badge text={page.title} /> }}</h1>",
            "<h1>{{ page.extra.mood }}</h1>",
            "{% set page = 1 %}{% include \"_tags.html\" %}",
            "<h1>{{ page.titel }}</h1>",
            "<h1>{{ page.title",
        ],
    ),
    (
        "_bit.html",
        &[
            "{# queries: {newest: {kind: chapter, sort: updated, top: 2}} #}{% for row in queries.newest %}<i>{{ row.page.title }} {{ row.page.summary }}</i>{% endfor %}",
            "{#- queries:\n  green:\n    where: {tag: green}\n    metrics: [lines, height]\n    sort: lines\n-#}{% for row in queries.green %}<i>{{ row.page.url }}{% for tag in row.tags %}{{ tag.title }}{% endfor %}{% for name, figure in row.figures %}{{ name }} {{ figure.text }} {{ figure.age }}{% endfor %}</i>{% endfor %}",
            "<i>bit</i>",
            "<b>{{ page.summary }}</b>",
            "{% include \"parts/deep.html\" %}",
            "{{ x",
        ],
    ),
    ("parts/deep.html", &["<i>deep</i>", "<i id=\"steam\">{{ page.words }}</i>"]),
    ("_head.html", &["<meta name=\"tea\" content=\"{{ page.title }}\">", "{{ site.base }}"]),
    ("_header.html", &["<p>{{ site.navigation | length }}</p>", "{% include \"_bit.html\" %}"]),
    (
        "_footer.html",
        &[
            "{% if page.extra %}{% for key, value in page.extra %}{{ key }} {{ value }}{% endfor %}{% endif %}",
            "<footer>{{ site.parts | length }}</footer>",
            "{# queries: {newest: {kind: chapter, having: [share], as-of: 2020}, lost: {where: {domain: black}, source: ledger}} #}{% for row in queries.lost %}{{ row.page.title }}{% endfor %}",
            "{# queries: {some: {entities: [oolong, leaf, first], sort: girth, order: ascending, metrics: [girth]}} #}{% for row in queries.some %}{{ row.page.title }} {{ row.date.iso | default(value=``) }}{% endfor %}",
            "{# queries: {bad: [ #}",
            "{% include \"_bit.html\" %}",
            "",
        ],
    ),
    (
        "badges.html",
        &[
            "{% component badge(text) %}[{{ text }}]{% endcomponent badge %}",
            "{% component badge(text) %}<{{ text }}>{% endcomponent badge %}",
            "{% component other(text) %}{{ text }}{% endcomponent other %}",
        ],
    ),
    // The same as the built-in one, so that only reports differ.
    ("print.html", &["<main>{{ body }}</main>", "{% extends \"base.html\" %}"]),
    ("_print_section.html", &["<p id=\"p\">{{ page.words }} {{ body }}</p>", "{{ page.date.iso }}"]),
    ("_tags.html", &["as built in", ""]),
    (
        "project.html",
        &[
            "",
            "{% extends \"base.html\" %}{% block main %}{{ body }}{% endblock main %}",
            "{% extends \"project.html\" %}{% block main %}{{ super() }}{{ page.title }}{% endblock main %}",
            "{{ page.x }}",
        ],
    ),
    ("base.html", &["", "<title>{{ page.title }}</title><main>{% block main %}{% endblock main %}</main>"]),
    ("components.html", &["", "{% component when(date) %}{{ date.text }}{% endcomponent when %}"]),
    (
        "_facts.html",
        &["", "{% for metric in page.metrics %}<p id=\"{{ metric.id }}\">{{ metric.label }}</p>{% endfor %}"],
    ),
    (
        "home.html",
        &[
            "",
            "{# queries: {all: {sort: date, top: 3}, kettle: {where: {company: kettle, licensing: open-source}}} #}{% for row in queries.all %}{{ row.page.title }}{% endfor %}{{ queries.kettle | length }}",
            "{% for group in listing.groups %}{{ group.rows | length }}{% endfor %}{{ body }}",
        ],
    ),
];

/// The text of a template. Those without one are the built-in ones of that name, taken over with a remark.
pub(super) fn template(name: &str, text: &str) -> String {
    let builtin = builtin::TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    match (text, builtin) {
        ("as built in", Some(builtin)) => builtin.to_owned(),
        // Only remarks may come before what a template extends.
        ("", Some(builtin)) => format!("{{#- Taken over. -#}}{builtin}"),
        _ => text.to_owned(),
    }
}
