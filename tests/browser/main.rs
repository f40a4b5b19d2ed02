//! The report of this repository in a real browser: what no reading of the HTML can tell.
//!
//! Needs `chromium` and `chromedriver` on the `PATH`. Where one is missing the tests are reported as ignored,
//! or as failed if `FIELDBOOK_REQUIRE_BROWSER` is set; this is why they bring a harness of their own.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "tests ask the environment where the browser is")]

mod accessibility;
mod colour;
mod driver;
mod keyboard;
mod layout;
mod programs;
mod report;
mod script;
mod server;
mod session;
mod traffic;

use std::process::ExitCode;
use std::sync::{Arc, LazyLock};

use libtest_mimic::{Arguments, Completion, Failed, Trial};

use driver::Driver;
use programs::Programs;
use report::Page;
use server::Server;
use session::Session;

/// What all tests share: the published report, and a driver that starts browsers.
struct Stage {
    server: Server,
    pages: Vec<Page>,
    driver: Driver,
}

impl Stage {
    fn set(programs: &Programs) -> Self {
        let (server, pages) = report::publish();
        Self { server, pages, driver: Driver::start(programs) }
    }

    /// A browser that nobody has used before.
    fn browser(&self) -> Session<'_> {
        Session::open(&self.driver)
    }

    /// The page that a template makes.
    fn page(&self, template: &str) -> &Page {
        let found = self.pages.iter().find(|page| page.template == template);
        found.unwrap_or_else(|| panic!("no page is made by `{template}`"))
    }

    /// Fails with everything that is wrong with any page.
    fn expect_none(&self, mut problems: impl FnMut(&Page) -> Vec<String>) {
        let found: Vec<_> = self
            .pages
            .iter()
            .flat_map(|page| problems(page).into_iter().map(|what| format!("{}: {what}", page.path)))
            .collect();
        assert!(found.is_empty(), "{} problems:\n{}", found.len(), found.join("\n"));
    }
}

type Test = fn(&Stage);

macro_rules! tests {
    ($($module:ident: $($name:ident),+;)+) => { &[$($((stringify!($name), $module::$name)),+),+] };
}

const TESTS: &[(&str, Test)] = tests![
    layout: no_page_scrolls_sideways, nothing_is_cut_off, nothing_overlaps, faults_of_layout_are_found;
    colour:
        all_text_stands_out_in_light_and_dark,
        all_colours_of_code_stand_out_in_light_and_dark,
        faint_text_is_found;
    traffic: no_page_logs_an_error_or_breaks_its_policy, no_request_leaves_the_site, faults_of_traffic_are_found;
    script: pages_say_the_same_without_script, the_menu_opens_without_script, scripts_can_be_turned_off;
    keyboard:
        tab_reaches_the_skip_link_first_and_it_leads_to_the_content,
        the_menu_opens_by_keyboard_on_a_phone,
        tab_reaches_every_link_and_shows_where_it_is;
];

fn main() -> ExitCode {
    let programs = Programs::find();
    let stage = Arc::new(LazyLock::new({
        let programs = programs.clone();
        move || Stage::set(&programs.expect("no test runs without its programs"))
    }));
    let axe = accessibility::axe();
    let mut trials = Vec::new();
    for &(name, test) in TESTS {
        trials.push(trial(name, &programs, None, {
            let stage = Arc::clone(&stage);
            move || test(&stage)
        }));
    }
    trials.push(trial("axe_finds_nothing_to_object_to", &programs, axe.as_ref().err().cloned(), {
        let stage = Arc::clone(&stage);
        move || accessibility::axe_finds_nothing_to_object_to(&stage, &axe.unwrap())
    }));
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    // The last owner of the stage ends the driver, and with it every browser that is still open.
    drop(stage);
    conclusion.exit_code()
}

/// A test that runs if everything it needs is there. `lacks` says what else than a browser is not.
fn trial(
    name: &str,
    programs: &Result<Programs, String>,
    lacks: Option<String>,
    test: impl FnOnce() + Send + 'static,
) -> Trial {
    let missing = programs.as_ref().err().cloned();
    Trial::ignorable_test(name, move || match (missing, lacks) {
        (Some(missing), _) if programs::required() => Err(Failed::from(missing)),
        (Some(reason), _) | (None, Some(reason)) => Ok(Completion::ignored_with(reason)),
        (None, None) => {
            test();
            Ok(Completion::Completed)
        }
    })
}
