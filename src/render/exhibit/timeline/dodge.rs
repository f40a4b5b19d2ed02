//! Where the dots of one lane stand: as near to their date as they can without touching one another.

/// The rows a lane may have. Dots beyond them lie on one another; the list beneath has every event.
const MAX_ROWS: usize = 24;

/// When something happened as exactly as its date tells: a fraction of the lane's width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// The first place it can stand at.
    pub(super) from: f64,
    /// The last.
    pub(super) to: f64,
}

/// Where a dot stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dot {
    /// Its middle, from `0` to `1`.
    pub(super) x: f64,
    /// Its row, counted from the base line.
    pub(super) row: usize,
}

/// Places dots that are `step` wide. Exact dates come first; those of which only the year is known take what they
/// leave of the year, near its middle.
pub(super) fn place(extents: &[Extent], step: f64) -> Vec<Dot> {
    let mut order: Vec<_> = (0..extents.len()).collect();
    let length = |index: usize| extents[index].to - extents[index].from;
    order.sort_by(|&one, &other| length(one).total_cmp(&length(other)).then(one.cmp(&other)));
    let mut rows: Vec<Vec<f64>> = Vec::new();
    let mut dots = vec![Dot { x: 0.0, row: 0 }; extents.len()];
    for index in order {
        let dot = find(&rows, extents[index], step);
        rows.resize_with(rows.len().max(dot.row + 1), Vec::new);
        rows[dot.row].push(dot.x);
        dots[index] = dot;
    }
    dots
}

/// The lowest row with room for one more, and the place in it nearest to the middle.
fn find(rows: &[Vec<f64>], extent: Extent, step: f64) -> Dot {
    let middle = f64::midpoint(extent.from, extent.to);
    for (row, taken) in rows.iter().enumerate() {
        // Nothing is nearer to the middle than the middle itself or a place that touches a dot.
        let beside = taken.iter().flat_map(|&x| [x - step, x + step]);
        let free = std::iter::once(middle).chain(beside).filter(|&x| {
            // A sum is not always what its difference was taken from.
            let apart = |&other: &f64| (x - other).abs() > step * 0.999_999;
            extent.from <= x && x <= extent.to && taken.iter().all(apart)
        });
        let nearest = free.min_by(|one, other| (one - middle).abs().total_cmp(&(other - middle).abs()));
        if let Some(x) = nearest {
            return Dot { x, row };
        }
    }
    Dot { x: middle, row: rows.len().min(MAX_ROWS - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64) -> Extent {
        Extent { from: x, to: x }
    }

    #[test]
    fn dots_of_one_day_are_stacked() {
        let dots = place(&[at(0.5), at(0.5), at(0.52), at(0.6)], 0.05);
        assert_eq!(dots.iter().map(|dot| dot.row).collect::<Vec<_>>(), [0, 1, 2, 0]);
        assert!(dots.iter().zip([0.5, 0.5, 0.52, 0.6]).all(|(dot, x)| (dot.x - x).abs() < 1e-9));
    }

    #[test]
    fn coarse_dates_make_way_for_exact_ones() {
        let year = Extent { from: 0.4, to: 0.6 };
        let dots = place(&[year, at(0.5), year, year], 0.05);
        assert_eq!(dots[1], Dot { x: 0.5, row: 0 });
        let rows: Vec<_> = dots.iter().map(|dot| dot.row).collect();
        assert_eq!(rows, [0, 0, 0, 0]);
        assert!(dots.iter().all(|dot| (0.4..=0.6).contains(&dot.x)));
    }

    #[test]
    fn no_two_dots_touch_unless_there_is_no_room_at_all() {
        let extents: Vec<_> = (0..200_u32)
            .map(|n| {
                let from = f64::from(n * 37 % 100) / 100.0;
                Extent { from, to: from + f64::from(n % 3) * 0.04 }
            })
            .collect();
        let dots = place(&extents, 0.03);
        for (index, one) in dots.iter().enumerate() {
            for other in &dots[..index] {
                assert!(one.row != other.row || (one.x - other.x).abs() > 0.0299, "{one:?} {other:?}");
            }
        }
        let crowd = place(&vec![at(0.5); 100], 0.03);
        assert_eq!(crowd.iter().map(|dot| dot.row).max(), Some(MAX_ROWS - 1));
    }
}
