//! Charts in files of their own, in pixels, from the same scenes as those on pages.

mod marks;
mod plots;
mod rows;

use super::super::foot::{Drawn, Foot, distinct};
use super::super::paper::Paper;
use super::super::provenance::CONTESTED;
use super::{data, fine_print, scene};
use crate::exhibit::{Chart, Form};

/// Draws a chart on paper.
pub(in crate::render) fn draw<'a>(paper: &mut Paper, chart: &'a Chart) -> Drawn<'a> {
    let entries = data::entries(chart);
    let marked = fine_print::are_marked(&entries);
    let axis = &chart.axis;
    match &chart.form {
        Form::Bars(rows) => rows::draw(paper, &scene::rows::bars(axis, rows), marked),
        Form::Stacked(rows) => rows::draw(paper, &scene::rows::stacked(axis, rows), marked),
        Form::Dots(rows) => rows::draw(paper, &scene::rows::dots(axis, rows), marked),
        Form::Lines(lines) => plots::lines(paper, axis, lines, marked),
        Form::Scatter { across, points } => plots::scatter(paper, axis, across, points, marked),
        Form::Histogram(bins) => plots::histogram(paper, axis, bins),
    }
    let doubted = entries.iter().any(|entry| entry.datum.doubt.is_some());
    let words = if marked {
        "† There is a remark on the page."
    } else {
        "There are remarks on the page on most figures."
    };
    let dagger = doubted.then(|| words.to_owned());
    let contested = entries.iter().any(|entry| entry.datum.standing.contested);
    let contested = contested.then(|| format!("{CONTESTED} Sources differ on it."));
    let explained = [fine_print::explained(chart, &entries), contested, dagger];
    let explained: Vec<_> = explained.into_iter().flatten().collect();
    let sources = distinct(entries.iter().filter_map(|entry| entry.datum.source.as_ref()));
    let dates = fine_print::dates(&entries);
    Drawn {
        description: data::description(chart, &entries),
        explained: (!explained.is_empty()).then(|| explained.join(" ")),
        foot: Foot { told: fine_print::told(chart), sources, dates, ..Foot::default() },
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::exhibit::CitedRemark;
    use crate::plan::PictureInput;
    use crate::render::picture::svg;

    fn drawn(name: &str, chart: crate::exhibit::Chart) -> String {
        svg(&PictureInput {
            exhibit: samples::exhibit(name, chart),
            language: "en".into(),
            site: "Lights & towers".into(),
            permalink: Some(format!("https://example.org/lights/#{name}")),
            licence: Some("CC BY 4.0".into()),
        })
    }

    #[test]
    fn each_form_is_drawn_on_paper() {
        for (name, chart) in samples::charts() {
            insta::assert_snapshot!(name, drawn(name, chart));
        }
    }

    #[test]
    fn remarks_on_most_figures_are_told_of_without_a_mark() {
        let (_, mut chart) = samples::charts().swap_remove(0);
        let Form::Bars(rows) = &mut chart.form else { panic!("bars are bars") };
        for datum in rows.rows.iter_mut().flat_map(|row| row.values.iter_mut().flatten()) {
            datum.doubt = Some(Box::new(CitedRemark { text: "Not so.".into(), ..CitedRemark::default() }));
        }
        let svg = drawn("remarks", chart);
        assert!(svg.contains("remarks on the page on most figures.") && !svg.contains('†'), "{svg}");
    }

    #[test]
    fn figures_without_sense_are_drawn_on_paper_without_nonsense() {
        for chart in samples::extremes() {
            let svg = drawn("extremes", chart);
            assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("=\"-0\""), "{svg}");
        }
    }
}
