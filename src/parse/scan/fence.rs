//! Fenced blocks: code, of which only the language is of interest, and exhibits.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use super::Scan;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned, did_you_mean};
use crate::highlight;
use crate::parse::exhibit::{self, BlockKind, ExhibitBlock, Fenced, Spec};
use crate::parse::markdown::{FENCE_SETTINGS, Fence};

impl Scan<'_> {
    pub(super) fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        let CodeBlockKind::Fenced(words) = kind else { return };
        self.check_end(&range);
        let fence = Fence::parse(words);
        match fence.exhibit() {
            Some(kind) => self.start_exhibit(kind, words, range),
            None => self.language(fence, &range),
        }
    }

    /// A fence that nothing closes makes code of all that follows.
    fn check_end(&mut self, range: &Range<usize>) {
        let source = &self.text[range.clone()];
        let mut lines = source.trim_end().lines();
        let first = lines.next().unwrap_or_default();
        let sign = if first.starts_with('~') { '~' } else { '`' };
        let length = first.len() - first.trim_start_matches(sign).len();
        let closes = |line: &str| {
            let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
            line.len() >= length && line.chars().all(|other| other == sign)
        };
        if lines.next_back().is_some_and(closes) || range.end < self.text.trim_end().len() {
            return;
        }
        let message = "this block of code has no end, so the rest of the page is in it";
        let help =
            format!("end it with a line that holds {} and nothing else", sign.to_string().repeat(length));
        let span = self.span(&(range.start..range.start + first.len()));
        self.diagnostics.push(Diagnostic::new(Code::UnclosedFence, span, message).help(help));
    }

    pub(super) fn end_code(&mut self) {
        self.inert -= 1;
        let Some(fenced) = self.exhibit.take() else {
            let code = std::mem::take(&mut self.code);
            if let Some(language) = self.language.take() {
                self.length(&language, &code);
            }
            return;
        };
        // Behind the marker of a list or a quotation the lines are no longer those of the file, and no place in
        // them could be shown.
        let at = fenced.range.start;
        if at > 0 && !self.text[..at].ends_with('\n') {
            let message = format!("a block `{}` cannot stand in a list or a quotation", fenced.kind.word());
            let help = "let it start at the left margin".to_owned();
            let span = Span::new(self.path, fenced.keyword.clone());
            let block = ExhibitBlock { problems: vec![message.clone()], ..ExhibitBlock::unread(&fenced) };
            self.diagnostics.push(Diagnostic::new(Code::MisplacedExhibit, span, message).help(help));
            self.body.exhibits.push(block);
            return;
        }
        let before = self.diagnostics.len();
        let mut block = exhibit::read(self.path, self.text, &fenced, self.diagnostics);
        block.problems = self.diagnostics[before..].iter().map(|problem| problem.message.clone()).collect();
        block.id = self.free_id(block.id);
        if let Some(Spec::Walkthrough(spec)) = &block.spec
            && let Some(language) = &spec.language
        {
            self.body.languages.push(language.clone());
            self.length(language, &spec.code);
        }
        self.body.exhibits.push(block);
    }

    /// One line of the exhibit that is open.
    pub(super) fn exhibit_line(&mut self, range: &Range<usize>) {
        if let Some(fenced) = &mut self.exhibit {
            fenced.yaml.end = range.end;
        }
    }

    fn start_exhibit(&mut self, kind: BlockKind, words: &str, range: Range<usize>) {
        let fence = &self.text[range.clone()];
        let line = fence.find('\n').map_or(fence.len(), |end| end + 1);
        let at = range.start + fence.find(kind.word()).unwrap_or(0);
        let keyword = at..at + kind.word().len();
        if words.trim() != kind.word() {
            let message = format!("behind `{}` stands nothing on its line", kind.word());
            let help = "what it shows stands below, as `key: value`".to_owned();
            let span = Span::new(self.path, keyword.clone());
            self.diagnostics.push(Diagnostic::new(Code::UnknownSetting, span, message).help(help));
        }
        let yaml = range.start + line..range.start + line;
        self.exhibit = Some(Fenced { kind, range, keyword, yaml });
    }

    fn language(&mut self, fence: Fence, range: &Range<usize>) {
        let Fence { language, unknown, .. } = fence;
        for word in unknown {
            let at = self.text[range.clone()].find(word.as_str()).unwrap_or(0) + range.start;
            if self.foreign_setting(&word, at..at + word.len()) {
                continue;
            }
            let message = format!("the setting `{word}` of the code block has no meaning");
            let help = did_you_mean(&word, FENCE_SETTINGS)
                .unwrap_or_else(|| "the settings are `title=\"…\"`, `linenos` and `mark=1,3-5`".to_owned());
            let span = Span::new(self.path, at..at + word.len());
            self.diagnostics.push(Diagnostic::new(Code::UnknownSetting, span, message).help(help));
        }
        if !language.is_empty() {
            let at = self.text[range.clone()].find(language.as_str()).unwrap_or(0) + range.start;
            let language = Spanned { range: at..at + language.len(), value: language };
            if self.foreign_diagram(&language.value, language.range.clone()) {
                return;
            }
            self.language = Some(language.clone());
            self.body.languages.push(language);
        }
    }

    /// Reports code that would have colours if it were shorter.
    fn length(&mut self, language: &Spanned<String>, code: &str) {
        if highlight::has_colours(&language.value) && highlight::is_too_long(code) {
            let span = Span::new(self.path, language.range.clone());
            let message = "the code is too long to be coloured";
            let help = "show less of it, break its long lines, or write `text` for the language".to_owned();
            self.diagnostics.push(Diagnostic::new(Code::CodeTooLong, span, message).help(help));
        }
    }
}
