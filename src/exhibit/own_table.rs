//! Tables whose rows stand in the block.

use super::context::Context;
use super::datum::{figure, figure_below, name};
use super::{Cell, Column, Name};
use crate::diagnostic::Spanned;
use crate::link::{Resolver, Target, is_ordinary};
use crate::model::{Found, Page};
use crate::parse::exhibit::wiki;

impl Context<'_> {
    pub(super) fn own_table(
        &mut self,
        heads: &[Spanned<String>],
        rows: &[Vec<Spanned<String>>],
    ) -> Option<(Vec<Column>, Vec<Vec<Cell>>)> {
        let before = self.ask.diagnostics.len();
        let mut row = |cells: &Vec<Spanned<String>>| {
            std::iter::zip(cells, heads).map(|(cell, head)| self.own_cell(cell, &head.value)).collect()
        };
        let rows: Vec<Vec<Cell>> = rows.iter().map(&mut row).collect();
        let numeric = |column: usize| {
            let mut cells =
                rows.iter().map(|row| &row[column]).filter(|cell| **cell != Cell::Empty).peekable();
            cells.peek().is_some() && cells.all(Cell::is_numeric)
        };
        let column = |(index, head): (usize, &Spanned<String>)| Column {
            label: head.value.clone(),
            numeric: numeric(index),
            ..Column::default()
        };
        let columns = heads.iter().enumerate().map(column).collect();
        (self.ask.diagnostics.len() == before).then_some((columns, rows))
    }

    fn own_cell(&mut self, written: &Spanned<String>, head: &str) -> Cell {
        if written.value.is_empty() {
            return Cell::Empty;
        }
        match wiki(&written.value) {
            Some(inner) if inner.contains('#') => self.linked_cell(written, inner, head),
            Some(_) => Cell::Names(vec![self.words(written)]),
            None => Cell::Names(vec![self.plain_cell(&written.value)]),
        }
    }

    /// `[[page#metric]]` is a figure with its unit, and with `|value` one without; what else has an anchor is a link.
    fn linked_cell(&mut self, written: &Spanned<String>, inner: &str, head: &str) -> Cell {
        let (target, words) = inner.split_once('|').unwrap_or((inner, ""));
        let target = Spanned { value: target.trim().to_owned(), range: written.range.clone() };
        let resolver = Resolver { site: self.site, assets: self.assets, page: self.page };
        let link = super::inline::link(&target, words.trim());
        let (found, _) = resolver.resolve(&link, &mut self.ask.diagnostics);
        match found {
            Target::Figure(printed) => self.fact(&target).map_or(Cell::Empty, |fact| {
                let bare = printed.bare;
                Cell::Figure(if bare { figure(self.site, fact) } else { figure_below(self.site, fact, head) })
            }),
            Target::Broken(_) => Cell::Empty,
            Target::Internal { .. } | Target::External(_) | Target::Mention { .. } => {
                Cell::Names(vec![self.words(written)])
            }
        }
    }

    /// Words; those that are the name of one entity and nothing else lead to it, as a name in a sentence does.
    fn plain_cell(&self, words: &str) -> Name {
        let named = match self.site.find(words) {
            Found::One(id) => Some(self.site.page(id)).filter(|page| self.is_meant(page, words)),
            Found::Many(_) | Found::None => None,
        };
        let url = named.and_then(|page| name(page).url);
        Name { text: words.to_owned(), url }
    }

    /// Whether a page is called so, letter by letter; an ordinary word in a cell need not be a name.
    fn is_meant(&self, page: &Page, words: &str) -> bool {
        let front = page.front();
        let aliases = front.aliases.iter().map(|alias| alias.value.as_str());
        let local = front.names.iter().map(|local| local.name.value.as_str());
        let links = front.autolink.unwrap_or_else(|| !is_ordinary(words));
        let is_so_called =
            std::iter::once(page.title()).chain(aliases).chain(local).any(|name| name == words);
        page.id != self.page.id && page.kind().is_entity() && links && is_so_called
    }
}
