//! Files and folders that lie in one folder must not use each other in a circle: then each can be read with those
//! it uses, and none has to be understood together with all others.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::{ModulePath, paths};
use super::{SourceText, expect_none, module_of, modules_without_tests};

/// The path of a module from the root.
type Module = Vec<String>;

/// Which child of a folder uses which other, and where.
type Uses = BTreeMap<Module, BTreeMap<(String, String), String>>;

/// The modules of the crate, and what each passes on from its children.
struct Tree {
    modules: BTreeSet<Module>,
    /// Names by module: the child that they are defined in.
    passed_on: BTreeMap<(Module, String), String>,
}

impl Tree {
    fn of(files: &[SourceText]) -> Self {
        let modules = files.iter().map(|file| owned(&module_of(&file.path))).collect();
        let mut tree = Self { modules, passed_on: BTreeMap::new() };
        for file in files {
            let module = module_of(&file.path);
            for ModulePath { names, .. } in paths(&file.text, &module) {
                let [folder @ .., child, name] = names.as_slice() else { continue };
                if folder == module && tree.modules.contains(&names[..names.len() - 1]) {
                    tree.passed_on.insert((folder.to_vec(), name.clone()), child.clone());
                }
            }
        }
        tree
    }

    /// In which folder a path leads from one child to another, and to which.
    fn step(&self, from: &[&str], to: &[String]) -> Option<(Module, String)> {
        let shared = from.iter().zip(to).take_while(|(one, other)| *one == other).count();
        let (folder, next) = (owned(&from[..shared]), to.get(shared)?);
        let is_module = self.modules.contains(&to[..=shared]);
        let child = if is_module { next } else { self.passed_on.get(&(folder.clone(), next.clone()))? };
        (from.get(shared)? != child).then(|| (folder, child.clone()))
    }
}

fn owned(names: &[&str]) -> Module {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn uses(files: &[SourceText]) -> Uses {
    let tree = Tree::of(files);
    let mut uses = Uses::new();
    for SourceText { path, text } in files {
        let module = module_of(path);
        for used in paths(text, &module) {
            let Some((folder, child)) = tree.step(&module, &used.names) else { continue };
            let own = module[folder.len()].to_owned();
            let place = format!("{path}:{}", used.line);
            uses.entry(folder).or_default().entry((own, child)).or_insert(place);
        }
    }
    uses
}

/// What is left when all that is used by none or uses none is taken away, again and again.
fn circles(files: &[SourceText]) -> Vec<String> {
    let mut problems = Vec::new();
    for (folder, mut edges) in uses(files) {
        loop {
            let count = edges.len();
            let (users, used): (BTreeSet<_>, BTreeSet<_>) = edges.keys().cloned().unzip();
            edges.retain(|(user, child), _| used.contains(user) && users.contains(child));
            if edges.len() == count {
                break;
            }
        }
        let told = |((user, child), place): (&(String, String), &String)| {
            format!("{place}: in `{}`, `{user}` uses `{child}` in a circle", folder.join("::"))
        };
        problems.extend(edges.iter().map(told));
    }
    problems
}

#[test]
fn no_files_of_a_folder_use_each_other_in_a_circle() {
    expect_none(&circles(&modules_without_tests()));
}

#[test]
fn a_circle_is_named_with_the_places_that_close_it() {
    let file = |path: &str, text: &str| SourceText { path: path.to_owned(), text: text.to_owned() };
    let files = [
        file("src/draw/mod.rs", "mod bar;\nmod frame;\nmod ink;\npub use frame::Frame;\nuse crate::plan;\n"),
        file("src/draw/bar.rs", "use super::ink::Ink;\nfn draw() -> super::Frame {}\n"),
        file("src/draw/frame/mod.rs", "mod corner;\nuse super::ink;\n"),
        file("src/draw/frame/corner.rs", "use crate::draw::{bar::Bar, ink};\nuse super::super::plan;\n"),
        file("src/draw/ink.rs", "//! super::bar\n"),
        file("src/plan.rs", ""),
    ];
    assert_eq!(
        circles(&files),
        [
            "src/draw/bar.rs:2: in `draw`, `bar` uses `frame` in a circle",
            "src/draw/frame/corner.rs:1: in `draw`, `frame` uses `bar` in a circle",
        ]
    );
}
