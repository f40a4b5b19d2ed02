//! The commands that look into a site: `query` and `why`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};

use fieldbook::files::DiskFiles;
use fieldbook::model::Found;
use fieldbook::paths::{OutputPath, SourcePath, UrlPath};
use fieldbook::pipeline::{self, Options};
use fieldbook::plan::{DataFormat, Schema};
use fieldbook::query::{Answer, DataQuery, answer, table};
use fieldbook::render::data_rows;
use fieldbook::rendered_site::RenderedSite;
use fieldbook::trace::{self, Trace};

use crate::CONTENT;
use crate::author::{expect_whole, planned};
use crate::cli::{Global, QueryArgs, QueryFormat};
use crate::terminal::{Bar, print, print_report, tell};

/// The columns that are shown on a terminal unless others are asked for.
const SHOWN: [(&str, &[&str]); 6] = [
    ("facts", &["entity", "label", "precision", "value", "min", "max", "unit", "date", "source"]),
    ("events", &["date", "kind", "entity", "text", "source"]),
    ("entities", &["id", "kind", "title", "domain"]),
    ("relations", &["from", "role", "to", "for"]),
    ("uses", &["entity", "what", "since", "scale", "source"]),
    ("sources", &["id", "title", "date"]),
];

/// Prints rows of a table.
pub(crate) fn query(args: &QueryArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let schema = table(&args.table).map_err(anyhow::Error::msg)?;
    let mut filters = Vec::new();
    for filter in &args.filters {
        let (column, values) =
            filter.split_once('=').with_context(|| format!("`--where {filter}` is not `COLUMN=VALUE`"))?;
        filters.push((column.to_owned(), values.split(',').map(str::to_owned).collect()));
    }
    filters.extend(args.metric.iter().map(|metric| ("metric".to_owned(), vec![metric.clone()])));
    let columns = match (args.columns.as_deref(), args.format) {
        (Some("all"), _) | (None, QueryFormat::Csv | QueryFormat::Json) => Vec::new(),
        (Some(columns), _) => columns.split(',').map(|column| column.trim().to_owned()).collect(),
        (None, QueryFormat::Table) => shown(schema),
    };
    let query = DataQuery {
        table: schema,
        filters,
        sort: args.sort.clone(),
        reverse: args.reverse,
        top: args.top,
        columns,
    };
    let build = planned(&args.dir)?;
    let answer = answer(&build.rendered, &query).map_err(anyhow::Error::msg)?;
    print(&written(&answer, args.format))?;
    if args.format == QueryFormat::Table {
        let rows = fieldbook::diagnostic::counted(answer.found, "row", "rows");
        tell(global, &format!("{rows}, {} shown", answer.rows.len()));
    }
    Ok(ExitCode::SUCCESS)
}

/// The columns of a table that are shown on a terminal, as far as it has them.
fn shown(schema: &Schema) -> Vec<String> {
    let wanted = SHOWN.iter().find(|(name, _)| *name == schema.name).map(|(_, columns)| *columns);
    let has = |column: &&&str| schema.columns.iter().any(|field| field.name == **column);
    wanted.unwrap_or_default().iter().filter(has).map(|column| (*column).to_owned()).collect()
}

fn written(answer: &Answer, format: QueryFormat) -> String {
    match format {
        QueryFormat::Table => answer.lines(),
        QueryFormat::Csv => data_rows(&answer.columns, &answer.rows, DataFormat::Csv),
        QueryFormat::Json => data_rows(&answer.columns, &answer.rows, DataFormat::Json),
    }
}

/// Tells what a page is made of, or what an edit of a file can reach.
pub(crate) fn why(what: &str, dir: &Path, global: &Global) -> anyhow::Result<ExitCode> {
    expect_whole(dir)?;
    let progress = Bar::new(global);
    let options = Options::default();
    let build = pipeline::build(&DiskFiles::new(dir), &options, &progress)
        .with_context(|| format!("in `{}`", dir.display()))?;
    progress.clear();
    let Some((head, trace)) = traced(&build.rendered, what, dir) else {
        print_report(&build.diagnostics, &build.texts, global);
        bail!(
            "`{what}` is neither an address of this site, nor a file of its source, nor the name of a page"
        );
    };
    let lines = trace.iter().map(|(name, how)| {
        let how: Vec<_> = how.iter().map(String::as_str).collect();
        format!("  {name}: {}\n", how.join(", "))
    });
    print(&std::iter::once(format!("{head}\n")).chain(lines).collect::<String>())?;
    let failed = fieldbook::diagnostic::any_error(&build.diagnostics);
    Ok(if failed { ExitCode::from(CONTENT) } else { ExitCode::SUCCESS })
}

/// What an address is made of, or a file reaches.
fn traced(rendered: &RenderedSite, what: &str, dir: &Path) -> Option<(String, Trace)> {
    let inside = Path::new(what).strip_prefix(dir).unwrap_or(Path::new(what));
    let source = SourcePath::new(inside.to_string_lossy().trim_start_matches("./"));
    if let Some(trace) = trace::reach(rendered, &source) {
        let count = fieldbook::diagnostic::counted(trace.len(), "published file", "published files");
        return Some((format!("an edit of {source} can reach {count}"), trace));
    }
    let address = what.split(['#', '?']).next().unwrap_or_default().trim_matches('/');
    let named = match rendered.site.find(what) {
        Found::One(id) => rendered.site.page(id).url.output(),
        Found::None | Found::Many(_) => None,
    };
    let path = [UrlPath::folder(address).output(), OutputPath::new(address), named];
    let (path, trace) =
        path.into_iter().flatten().find_map(|path| Some((path.clone(), trace::inputs(rendered, &path)?)))?;
    Some((format!("{} is made of", path.url()), trace))
}
