//! The commands for shells, editors and makers of themes: `completions`, `man`, `schema`, `eject`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::CommandFactory;
use clap_complete::Shell;

use fieldbook::diagnostic;
use fieldbook::parse::Kind;
use fieldbook::paths::{STATIC, SourcePath, TEMPLATES};
use fieldbook::{builtin, schema, write};

use crate::author::{finish_revision, planned, print_path};
use crate::cli::{Cli, Described, Global};
use crate::terminal::{print, say};

/// The name of the program.
const PROGRAM: &str = "fieldbook";

/// Prints what a shell needs to complete commands.
pub(crate) fn completions(shell: Shell) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), PROGRAM, &mut script);
    print(&String::from_utf8(script)?)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints a manual page.
pub(crate) fn man(name: Option<&str>) -> anyhow::Result<ExitCode> {
    let mut program = Cli::command();
    // Global options are handed down to the commands here.
    program.build();
    let command = match name {
        None => program,
        Some(name) => {
            let names: Vec<_> = program.get_subcommands().map(|command| command.get_name()).collect();
            let help = diagnostic::did_you_mean(name, names.iter().copied());
            let help = help.unwrap_or_else(|| format!("they are {}", names.join(", ")));
            let command = program.find_subcommand(name).cloned();
            command.with_context(|| format!("there is no command `{name}`; {help}"))?
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    print(&String::from_utf8(page)?)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints a schema.
pub(crate) fn schema(what: Described, dir: &Path) -> anyhow::Result<ExitCode> {
    let build = planned(dir)?;
    let site = &build.rendered.site;
    let schema = match what {
        Described::Book => schema::book(site),
        Described::Edition => schema::edition(),
        Described::Page => schema::front_matter(site, Kind::Other),
        Described::Pages(kind) => schema::front_matter(site, kind.into()),
    };
    print(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    Ok(ExitCode::SUCCESS)
}

/// Copies a file of the theme into the site, or lists them all.
pub(crate) fn eject(name: Option<&str>, dir: &Path, global: &Global) -> anyhow::Result<ExitCode> {
    let folders = [(TEMPLATES, builtin::TEMPLATES), (STATIC, builtin::STATIC)];
    let files: Vec<_> =
        folders.iter().flat_map(|(folder, files)| files.iter().map(move |file| (*folder, *file))).collect();
    let Some(name) = name else {
        print(&files.iter().flat_map(|(_, (name, _))| [*name, "\n"]).collect::<String>())?;
        return Ok(ExitCode::SUCCESS);
    };
    let Some((folder, (_, text))) = files.iter().find(|(_, (known, _))| *known == name) else {
        let help = diagnostic::did_you_mean(name, files.iter().map(|(_, (name, _))| *name));
        let help = help.unwrap_or_else(|| "`fieldbook eject` lists them".to_owned());
        bail!("the theme has no file `{name}`; {help}");
    };
    let path = SourcePath::new(&format!("{folder}/{name}"));
    finish_revision(dir, None, global)?;
    write::create_file(dir, &path, text)?;
    if text.contains("{% block ") || text.contains("{% extends ") {
        let how = format!("`{{% extends \"{name}\" %}}` in a file of the same name");
        say(global, &format!("hint: to change one block of it, {how} does without a copy of the rest"));
    }
    print_path(dir, &path)?;
    Ok(ExitCode::SUCCESS)
}
