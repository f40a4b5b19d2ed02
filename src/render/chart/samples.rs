//! Charts of lighthouses, for the tests of this module.

use crate::date::Date;
use crate::exhibit::{
    Amount, Axis, Bin, Chart, CitedRemark, Content, Datum, Exhibit, ExhibitFiles, Form, Lines, Name, Point,
    Row, Rows, Series, Standing,
};
use crate::parse::Precision;
use crate::parse::exhibit::ScaleType;
use crate::render::html::Html;

const LIGHTS: [(&str, f64, f64); 7] = [
    ("Eddystone", 41.0, 1882.0),
    ("Bell Rock", 36.0, 1811.0),
    ("Fastnet, the tallest and widest rock lighthouse of its time & <islands>", 54.0, 1904.0),
    ("Skerryvore", 48.0, 1844.0),
    ("Phare d’Eckmühl", 60.0, 1897.0),
    ("犬吠埼灯台", 31.0, 1874.0),
    ("Muckle Flugga", 20.0, 1854.0),
];

pub(super) fn axis(label: &str) -> Axis {
    Axis { label: label.into(), unit: None, prefix: "", suffix: "", scale: ScaleType::Linear }
}

fn name(words: &str) -> Name {
    let slug: String = words.chars().filter(char::is_ascii_alphabetic).collect();
    Name { text: words.into(), url: Some(format!("/lights/{}/", slug.to_lowercase())) }
}

fn datum(value: f64, text: &str, precision: Precision) -> Datum {
    let source = Some(Name { text: "Lights of 1910".into(), url: Some("/sources/lights-1910/".into()) });
    Datum {
        low: Amount(value),
        high: Amount(value),
        text: text.into(),
        unit: None,
        digits: [value.to_string(), value.to_string()],
        precision,
        date: Date::parse("1910-06"),
        source,
        at: None,
        note: None,
        doubt: None,
        standing: Standing::default(),
        url: Some(format!("/lights/#{value}")),
    }
}

fn exact(value: f64) -> Datum {
    datum(value, &value.to_string().replace('-', "−"), Precision::Exact)
}

fn range(low: f64, high: f64) -> Datum {
    Datum { high: Amount(high), ..datum(low, &format!("{low}–{high}"), Precision::Exact) }
}

/// A figure of each kind, with one that is doubted.
fn figures() -> [Datum; 7] {
    let doubted = Datum {
        doubt: Some(Box::new(CitedRemark {
            text: "The survey counts the rock as well.".into(),
            ..CitedRemark::default()
        })),
        note: Some("from the base".into()),
        date: Date::parse("1912"),
        ..exact(48.0)
    };
    [
        exact(41.0),
        datum(36.0, "about 36", Precision::Approximate),
        datum(54.0, "at least 54", Precision::AtLeast),
        doubted,
        datum(60.0, "at most 60", Precision::AtMost),
        range(27.0, 31.0),
        exact(20.0),
    ]
}

fn row(index: usize, values: Vec<Option<Datum>>) -> Row {
    Row { label: name(LIGHTS[index].0), marked: false, values }
}

fn rows(series: &[&str], rows: Vec<Row>) -> Rows {
    Rows { series: series.iter().map(|&series| series.into()).collect(), rows }
}

fn single() -> Rows {
    rows(
        &[""],
        figures().into_iter().enumerate().map(|(index, figure)| row(index, vec![Some(figure)])).collect(),
    )
}

fn several() -> Rows {
    let figure = |index: u8| Some(exact(f64::from(index % 5) * 7.0 + 4.0));
    let all = (0..4).map(|index| {
        let first = u8::try_from(index).unwrap();
        row(index, vec![figure(first), figure(first + 2).filter(|_| index != 1), figure(first + 4)])
    });
    rows(&["Oil lamps", "Gas lamps", "Electric <arc> lamps"], all.collect())
}

fn years(label: &str, points: &[(f64, i32, f64)]) -> Series {
    let point = |(x, year, value): &(f64, i32, f64)| {
        let datum = Datum { date: Date::parse(&year.to_string()), ..exact(*value) };
        (Amount(*x), year.to_string(), datum)
    };
    Series { label: name(label), points: points.iter().map(point).collect() }
}

fn lines(series: Vec<Series>) -> Lines {
    let ticks = (0..=5).map(|step| (Amount(f64::from(step) / 5.0), format!("{}", 1860 + step * 10)));
    Lines { ticks: ticks.collect(), series, undated: Vec::new() }
}

fn points() -> Vec<Point> {
    let figures = figures().into_iter().zip(LIGHTS);
    let point = |(upwards, (label, _, year)): (Datum, (&str, f64, f64))| {
        let across = exact((year - 1800.0) * (year - 1800.0) * 10.0);
        let label = label.split(',').next().unwrap();
        Point { label: name(label), across, upwards }
    };
    figures.map(point).collect()
}

fn bins() -> Vec<Bin> {
    let bin = |index: u8| {
        let (from, to) = (f64::from(index) * 10.0, f64::from(index + 1) * 10.0);
        let inside = LIGHTS.iter().filter(|(_, height, _)| *height >= from && *height < to);
        let members = inside.map(|(label, height, _)| (name(label), exact(*height))).collect();
        Bin { from: Amount(from), to: Amount(to), members }
    };
    (1..7).map(bin).collect()
}

fn chart(form: Form) -> Chart {
    let axis = Axis { unit: Some("metres".into()), ..axis("Height of the tower") };
    Chart { axis, form, missing: Vec::new(), more_missing: 0, left_out: 0, tied: 0 }
}

/// A chart of each form, by its name.
pub(super) fn charts() -> Vec<(&'static str, Chart)> {
    let mut marked = single();
    marked.rows[3].marked = true;
    marked.rows.sort_by(|one, other| {
        let value = |row: &Row| row.values[0].as_ref().unwrap().low.0;
        value(other).total_cmp(&value(one))
    });
    let missing = vec![name("Pharos"), name("Longships")];
    let logarithmic = Axis { scale: ScaleType::Logarithmic, prefix: "$", ..axis("Cost") };
    let across = Axis { scale: ScaleType::Logarithmic, unit: Some("candles".into()), ..axis("Brightness") };
    let oil = years("Oil", &[(0.0, 1860, 40.0), (0.4, 1880, 31.0), (0.7, 1895, 9.0), (1.0, 1910, 2.0)]);
    let arcs = years("Arc lamps", &[(0.1, 1865, 1.0), (0.6, 1890, 12.0), (1.0, 1910, 22.0)]);
    vec![
        ("bars", Chart { missing, left_out: 39, ..chart(Form::Bars(marked)) }),
        ("dots-logarithmic", Chart { axis: logarithmic, ..chart(Form::Dots(single())) }),
        ("bars-grouped", chart(Form::Bars(several()))),
        ("stacked", chart(Form::Stacked(several()))),
        ("dots", chart(Form::Dots(single()))),
        ("dots-several", chart(Form::Dots(several()))),
        ("lines", chart(Form::Lines(lines(vec![oil.clone(), arcs])))),
        ("line", chart(Form::Lines(lines(vec![oil])))),
        ("scatter", chart(Form::Scatter { across, points: points() })),
        ("histogram", chart(Form::Histogram(bins()))),
    ]
}

/// Charts that hardly make sense, but may come.
pub(super) fn extremes() -> Vec<Chart> {
    let nothing = || rows(&[""], Vec::new());
    let values =
        [0.0, -7.0, 1e308, -1e308, 1e-308, 5.0].map(|value| row(0, vec![Some(exact(value))])).to_vec();
    let wild = rows(&[""], values);
    let zero = rows(&[""], vec![row(0, vec![Some(exact(0.0))]), row(1, vec![None])]);
    let one = years("Oil", &[(0.0, 1860, 0.0)]);
    let none = Series { label: name("Gas"), points: Vec::new() };
    let scattered = |points| Form::Scatter { across: axis("Brightness"), points };
    let forms = vec![
        Form::Bars(nothing()),
        Form::Stacked(nothing()),
        Form::Dots(nothing()),
        Form::Bars(wild.clone()),
        Form::Stacked(wild.clone()),
        Form::Dots(wild),
        Form::Bars(zero),
        Form::Lines(lines(Vec::new())),
        Form::Lines(lines(vec![one, none.clone()])),
        Form::Lines(lines(vec![none])),
        scattered(Vec::new()),
        scattered(vec![Point { label: Name::default(), across: exact(0.0), upwards: exact(-1.0) }]),
        Form::Histogram(Vec::new()),
        Form::Histogram(vec![Bin { from: Amount(0.0), to: Amount(0.0), members: Vec::new() }]),
    ];
    let both = |form: Form| {
        let linear = chart(form);
        let axis = Axis { scale: ScaleType::Logarithmic, ..linear.axis.clone() };
        [linear.clone(), Chart { axis, ..linear }]
    };
    forms.into_iter().flat_map(both).collect()
}

/// A chart with all its files.
pub(super) fn exhibit(id: &str, chart: Chart) -> Exhibit {
    let file = |end: &str| Some(format!("/lights/{id}.{end}"));
    let files = ExhibitFiles { data: Some("/data/".into()), csv: file("csv"), svg: file("svg"), share: None };
    let (title, content) = (format!("Towers & lamps: {id}"), Content::Chart(chart));
    Exhibit { id: id.into(), title, note: None, content, files }
}

/// A chart as it stands on a page below `/base`.
pub(super) fn rendered(id: &str, chart: Chart) -> Html {
    crate::render::exhibit::render(&exhibit(id, chart), "/base")
}
