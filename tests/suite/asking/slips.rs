//! Pages that templates ask for in the wrong words: one message for each slip, at its place.

use insta::assert_snapshot;

use super::{PRINT, asking, sound};

/// What is said of a template.
fn report(declared: &str) -> String {
    asking(&format!("{declared}{PRINT}")).build().report()
}

#[test]
fn slips_are_underlined_once() {
    assert_snapshot!(report("{# queries:\n  some: {where: {domain: leave}}\n#}"), @r"
    error[unknown-domain]: no domain has the slug `leave`
     --> templates/ask.html:2:26
      |
    2 |   some: {where: {domain: leave}}
      |                          ^^^^^
      |
      = help: did you mean `leaf`?
    ");
    assert_snapshot!(report("{# queries:\n  some: {kind: project, metrics: [cup], sort: cuups}\n#}"), @r"
    error[unknown-metric]: no metric is called `cup`
     --> templates/ask.html:2:35
      |
    2 |   some: {kind: project, metrics: [cup], sort: cuups}
      |                                   ^^^
      |
      = help: did you mean `cups`?

    error[bad-value]: pages cannot be sorted by `cuups`
     --> templates/ask.html:2:47
      |
    2 |   some: {kind: project, metrics: [cup], sort: cuups}
      |                                               ^^^^^
      |
      = help: did you mean `cups`?
    ");
    assert_snapshot!(report("{# queries:\n  some: {kind: projects, top: 0, topp: 1}\n#}"), @r"
    error[bad-value]: `kind` cannot be `projects`
     --> templates/ask.html:2:16
      |
    2 |   some: {kind: projects, top: 0, topp: 1}
      |                ^^^^^^^^
      |
      = help: did you mean `project`?

    error[bad-value]: `top` takes a whole number from 1 up
     --> templates/ask.html:2:31
      |
    2 |   some: {kind: projects, top: 0, topp: 1}
      |                               ^

    error[unknown-key]: the key `topp` has no meaning here
     --> templates/ask.html:2:34
      |
    2 |   some: {kind: projects, top: 0, topp: 1}
      |                                  ^^^^
      |
      = help: did you mean `top`?
    ");
}

#[test]
fn other_slips_are_underlined_once_as_well() {
    assert_snapshot!(report("{# queries:\n  some: chapter\n#}"), @r"
    error[wrong-type]: the query `some` takes a map of keys and values, not a text
     --> templates/ask.html:2:9
      |
    2 |   some: chapter
      |         ^^^^^^^
    ");
    assert_snapshot!(report("{# queries:\n  some: {kind: company, where: {tag: grean}}\n  some-more: {kind: chapter}\n#}"), @r"
    error[bad-value]: no page has the tag `grean`
     --> templates/ask.html:2:38
      |
    2 |   some: {kind: company, where: {tag: grean}}
      |                                      ^^^^^
      |
      = help: did you mean `green`?

    error[bad-value]: `some-more` is no name that templates can write
     --> templates/ask.html:3:3
      |
    3 |   some-more: {kind: chapter}
      |   ^^^^^^^^^
      |
      = help: a name has letters, digits and `_`, and starts with a letter
    ");
}

#[test]
fn a_declaration_that_cannot_be_read_is_one_mistake() {
    assert_snapshot!(report("{# queries:\n  some: {kind: chapter\n#}"), @r"
    error[bad-yaml]: this is not valid YAML: unclosed bracket '{'
     --> templates/ask.html:2:9
      |
    2 |   some: {kind: chapter
      |         ^^^^^
    ");
    assert_snapshot!(report("{# queries: [some] #}"), @r"
    error[wrong-type]: `queries` takes a map of keys and values, not a list
     --> templates/ask.html:1:13
      |
    1 | {# queries: [some] #}<p>{% for row in queries.some %}{{ row.page.title }}{% if row.date %} {{ row.date.iso }}{% endif %}{% if row.upd...
      |             ^
    ");
    assert_snapshot!(report("{# queries:\n  some: {kind: chapter}\nothers: 1\n#}"), @r"
    error[unknown-key]: the key `others` has no meaning here
     --> templates/ask.html:3:1
      |
    3 | others: 1
      | ^^^^^^
      |
      = help: the keys are `queries`
    ");
}

#[test]
fn a_query_that_is_not_declared_is_underlined_in_the_template() {
    assert_snapshot!(report("{# queries: {same: {kind: chapter}} #}"), @r"
    error[template-error]: no query is called `some`; did you mean `same`?
     --> templates/ask.html:1:64
      |
    1 | {# queries: {same: {kind: chapter}} #}<p>{% for row in queries.some %}{{ row.page.title }}{% if row.date %} {{ row.date.iso }}{% endi...
      |                                                                ^^^^
      |
      = help: this happened on the page `/about/`
    ");
}

#[test]
fn a_name_means_the_same_in_all_templates() {
    let declared = "{# queries: {some: {kind: chapter}} #}";
    let site = asking(declared).with("templates/_head.html", declared);
    assert_snapshot!(site.build().report(), @r"
    error[duplicate-key]: `templates/_head.html` declares a query `some` already
     --> templates/ask.html:1:14
      |
    1 | {# queries: {some: {kind: chapter}} #}
      |              ^^^^
      |
      = help: give one of them another name: a name means the same in all templates
    ");
}

#[test]
fn a_declaration_without_an_end_is_reported_by_the_engine_alone() {
    assert_snapshot!(asking("{# queries: {some: {kind: chapter}}\n<p>").build().report(), @r"
    error[template-error]: closing comment tag `#}` not found
     --> templates/ask.html:1:1
      |
    1 | {# queries: {some: {kind: chapter}}
      | ^^
    ");
}

#[test]
fn a_declaration_under_a_misspelt_key_is_reported() {
    for key in ["querys", "Queries", "query", "querries"] {
        let said = report(&format!("{{# {key}: {{some: {{kind: chapter}}}} #}}"));
        assert!(said.contains(&format!("error[unknown-key]: the key `{key}` has no meaning here")), "{said}");
        assert!(
            said.contains("templates/ask.html:1:4") && said.contains("help: did you mean `queries`?"),
            "{said}"
        );
        assert_eq!(said.matches("error[").count(), 1, "{said}");
    }
    // What is no declaration is words for whoever reads the template.
    for words in ["Query: what is asked for", "TODO: {a: b}", "queries", "queries are declared above"] {
        let declared = format!("{{# {words} #}}{{# queries: {{some: {{kind: chapter}}}} #}}");
        sound(&asking(&format!("{declared}{PRINT}")));
    }
}
