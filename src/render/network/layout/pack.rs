//! Boxes in rows: in their order, as high as their content needs, the rows as wide as the picture.

use super::{Area, BETWEEN, PADDING, TITLE};

/// What a box needs.
pub(super) struct Size {
    /// The least width.
    pub(super) narrowest: f64,
    /// The area of what stands in it.
    pub(super) content: f64,
}

/// Boxes beside each other.
pub(super) struct Row {
    /// The first of the groups; those after it follow.
    first: usize,
    widths: Vec<f64>,
    height: f64,
}

impl Row {
    /// The groups in it, from left to right.
    pub(super) fn groups(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.widths.len()
    }

    /// How much is lost by this row: its area, the more the longer its boxes are one way or the other.
    fn cost(&self) -> f64 {
        let longest = |width: &f64| (width / self.height).max(self.height / width);
        let longest = self.widths.iter().map(longest).fold(1.0, f64::max);
        let width: f64 = self.widths.iter().sum();
        width * self.height * (1.0 + longest / 10.0)
    }
}

/// Breaks the boxes into rows so that all rows together cost the least.
pub(super) fn rows(sizes: &[Size], width: f64) -> Vec<Row> {
    // The best row to end at each box, and what it and those before it cost.
    let mut best: Vec<(f64, Option<Row>)> = vec![(0.0, None)];
    for end in 1..=sizes.len() {
        let mut chosen: (f64, Option<Row>) = (f64::INFINITY, None);
        for first in (0..end).rev() {
            let Some(row) = row(sizes, first..end, width) else { break };
            let cost = best[first].0 + row.cost();
            if cost < chosen.0 {
                chosen = (cost, Some(row));
            }
        }
        best.push(chosen);
    }
    let mut rows = Vec::new();
    while let Some(row) = best.pop().and_then(|(_, row)| row) {
        best.truncate(row.first + 1);
        rows.push(row);
    }
    rows.reverse();
    rows
}

/// These boxes beside each other, if they are not too wide. One box alone always fits.
fn row(sizes: &[Size], groups: std::ops::Range<usize>, width: f64) -> Option<Row> {
    let (first, sizes) = (groups.start, &sizes[groups]);
    let between: f64 = sizes.iter().skip(1).map(|_| BETWEEN).sum();
    let narrowest: f64 = sizes.iter().map(|size| size.narrowest).sum();
    let free = width - between - narrowest;
    if free < 0.0 && sizes.len() > 1 {
        return None;
    }
    let content: f64 = sizes.iter().map(|size| size.content).sum();
    // The fuller a box, the more it gets of what is free.
    let widths: Vec<_> = sizes.iter().map(|size| size.narrowest + free * size.content / content).collect();
    let height = |(size, width): (&Size, &f64)| TITLE + size.content / (width - 2.0 * PADDING) + PADDING;
    let height = sizes.iter().zip(&widths).map(height).fold(0.0, f64::max);
    Some(Row { first, widths, height })
}

/// The boxes of these rows.
pub(super) fn areas(rows: &[Row], count: usize) -> Vec<Area> {
    let mut areas = vec![Area::default(); count];
    let mut y = 0.0;
    for row in rows {
        let mut x = 0.0;
        for (group, &width) in row.groups().zip(&row.widths) {
            areas[group] = Area { x, y, width, height: row.height };
            x += width + BETWEEN;
        }
        y += row.height + BETWEEN;
    }
    areas
}
