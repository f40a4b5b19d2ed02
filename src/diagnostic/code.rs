//! The table of codes. What each means stands in `codes.md`, which `fieldbook explain` prints.

use std::fmt;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site cannot be published as it is.
    Error,
    /// The site can be published, but something in it is probably not meant.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident,)*) => {
        /// The kinds of problems an author's text can have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "codes.md documents each of them, and a test demands it")]
        pub enum Code { $($variant,)* }

        impl Code {
            /// Every code, in the order of `codes.md`.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name that is printed and that `book.toml` uses.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The severity unless `[check]` says otherwise.
            pub fn default_severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    BadToml "bad-toml" Error,
    BadYaml "bad-yaml" Error,
    NotUtf8 "not-utf8" Error,
    ForbiddenCharacter "forbidden-character" Error,
    NotAFile "not-a-file" Error,
    LinkOutside "link-outside" Error,
    LinkLoop "link-loop" Error,
    MisnamedPage "misnamed-page" Error,
    TooLarge "too-large" Error,
    MissingFrontMatter "missing-front-matter" Error,
    UnclosedFrontMatter "unclosed-front-matter" Error,
    DuplicateKey "duplicate-key" Error,
    UnsortableKeys "unsortable-keys" Error,
    UnknownKey "unknown-key" Error,
    MissingKey "missing-key" Error,
    WrongType "wrong-type" Error,
    BadValue "bad-value" Error,
    BadDate "bad-date" Error,
    BadName "bad-name" Error,
    UnknownProject "unknown-project" Error,
    UnknownCompany "unknown-company" Error,
    UnknownDomain "unknown-domain" Error,
    UnknownSource "unknown-source" Error,
    UnknownMetric "unknown-metric" Error,
    UnknownTemplate "unknown-template" Error,
    DuplicateName "duplicate-name" Error,
    DuplicateUrl "duplicate-url" Error,
    DuplicateMetric "duplicate-metric" Error,
    UnknownName "unknown-name" Error,
    AmbiguousName "ambiguous-name" Error,
    UnknownFigure "unknown-figure" Error,
    FigureText "figure-text" Error,
    MisplacedExhibit "misplaced-exhibit" Error,
    EmptyExhibit "empty-exhibit" Error,
    BrokenLink "broken-link" Error,
    BrokenAnchor "broken-anchor" Error,
    LinkSyntax "link-syntax" Error,
    UnknownNote "unknown-note" Error,
    DuplicateNote "duplicate-note" Error,
    MissingFile "missing-file" Error,
    MissingFolder "missing-folder" Error,
    UnsafeLink "unsafe-link" Error,
    TemplateError "template-error" Error,
    DeadLink "dead-link" Error,
    DuplicateAnchor "duplicate-anchor" Warning,
    RepeatedFactId "repeated-fact-id" Warning,
    HeadingLevel "heading-level" Warning,
    BrokenTable "broken-table" Warning,
    UnknownAlert "unknown-alert" Warning,
    UnclosedFence "unclosed-fence" Warning,
    ForeignSyntax "foreign-syntax" Warning,
    UnusedNote "unused-note" Warning,
    EmptyNote "empty-note" Warning,
    UnknownLanguage "unknown-language" Warning,
    UnknownSetting "unknown-setting" Warning,
    CodeTooLong "code-too-long" Warning,
    RawHtml "raw-html" Warning,
    MissingAlt "missing-alt" Warning,
    ForeignImage "foreign-image" Warning,
    BlockedByPolicy "blocked-by-policy" Warning,
    UnportableName "unportable-name" Warning,
    EditedEdition "edited-edition" Warning,
    UnfrozenEdition "unfrozen-edition" Warning,
    TypedFigure "typed-figure" Warning,
    FactWithoutSource "fact-without-source" Warning,
    RemarkWithoutSource "remark-without-source" Warning,
    UnusedSource "unused-source" Warning,
    StaleFigure "stale-figure" Warning,
    RepeatedFact "repeated-fact" Warning,
    OrphanEntity "orphan-entity" Warning,
    UnreachablePage "unreachable-page" Warning,
    UnnamedExhibit "unnamed-exhibit" Warning,
    CommonWordName "common-word-name" Warning,
    DeadExternalLink "dead-external-link" Warning,
}

impl Code {
    /// Finds a code by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Whether it is reported only where `[check]` asks for it: what is old is a fault of time and not of the author.
    pub fn is_off_by_default(self) -> bool {
        self == Self::StaleFigure
    }

    /// Whether `[check]` may set its level: only for warnings, since a site with errors cannot be built right.
    pub fn is_configurable(self) -> bool {
        self.default_severity() == Severity::Warning
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What `codes.md` says of a code: the text below its heading.
pub fn explain(code: Code) -> &'static str {
    let pages = include_str!("codes.md").split("\n## ").skip(1);
    pages
        .filter_map(|page| page.split_once('\n'))
        .find_map(|(heading, text)| (heading.trim() == code.name()).then_some(text.trim()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_the_order_of_the_table() {
        for code in Code::ALL {
            assert!(explain(*code).len() > 80, "codes.md says too little of `{code}`");
        }
        let headings: Vec<_> =
            include_str!("codes.md").lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(headings, names);
    }
}
