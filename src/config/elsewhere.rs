//! Settings that authors bring from other generators: mdBook, Zola, Hugo, Jekyll, `MkDocs`.

use crate::node::decode::Advice;

/// Their keys and tables, with what to write in their place.
const KEYS: [(&[&str], &str); 17] = [
    (&["title", "name", "site_name"], "write `title` below `[book]`"),
    (&["description", "site_description", "tagline"], "write `description` below `[book]`"),
    (&["author", "authors", "site_author"], "write `authors`, a list, below `[book]`"),
    (
        &["language", "lang", "languageCode", "default_language", "defaultContentLanguage", "locale"],
        "write `language` below `[book]`",
    ),
    (
        &["site-url", "site_url", "base_url", "base-url", "baseURL", "baseurl", "baseUrl", "url"],
        "write `site-url` below `[output.html]`",
    ),
    (
        &["build-dir", "output_dir", "output-dir", "publishDir", "destination", "site_dir"],
        "write `build-dir` below `[build]`",
    ),
    (&["src", "source", "contentDir", "docs_dir"], "take it away; pages lie in `content/`"),
    (&["repo_url", "repository", "repo-url"], "write `git-repository-url` below `[output.html]`"),
    (&["edit_uri", "editUrl"], "write `edit-url-template` below `[output.html]`"),
    (&["params", "extra"], "take it away; a page's `extra` holds whatever templates of your own want"),
    (&["taxonomies"], "take it away; `tags` of pages need no setting"),
    (&["markdown", "markup"], "take it away; `[highlight]` has the colours of code"),
    (
        &["theme", "default-theme", "additional-css", "extra_css", "compile_sass"],
        "take it away; every page links `static/css/site.css`, and files in `templates/` replace the built-in ones",
    ),
    (
        &["generate_feed", "generate_feeds", "feed_filenames", "rss"],
        "take it away; there is always a feed, and `[feed]` has its `limit`",
    ),
    (&["cname", "edit-url-template", "git-repository-url"], "write it below `[output.html]`"),
    (
        &["menu", "menus", "nav"],
        "write `navigation`, a list of maps with `title` and `url`, below `[output.html]`",
    ),
    (&["preprocessor"], "take it away; there is nothing like it here"),
];

/// What to do about a key that means nothing where it stands, if that is known.
pub(super) fn advice(key: &str) -> Option<Advice> {
    let (_, help) = KEYS.iter().find(|(names, _)| names.contains(&key))?;
    Some(Advice { help: (*help).to_owned(), needs: Vec::new() })
}
