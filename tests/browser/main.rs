//! The report of this repository in a real browser, and a site that is edited while one looks at it: what no
//! reading of the HTML can tell.
//!
//! Needs `chromium` and `chromedriver` on the `PATH`. Where one is missing the tests are reported as ignored,
//! or as failed if `FIELDBOOK_REQUIRE_BROWSER` is set; this is why they bring a harness of their own.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "tests ask the environment where the browser is")]

mod accessibility;
mod cards;
mod colour;
mod directory;
mod driver;
mod frame;
mod keyboard;
mod layout;
mod live;
mod paper;
mod programs;
mod report;
mod script;
mod search;
mod server;
mod session;
mod tasks;
mod traffic;
mod walkthrough;

use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, LazyLock, Mutex};

use libtest_mimic::{Arguments, Completion, Failed, Trial};

use driver::Driver;
use live::{changes, mishaps, place, presence, served, styles, tabs};
use programs::Programs;
use report::Page;
use server::Server;
use session::Session;

/// What all tests share: the published report, and a driver that starts browsers.
struct Stage {
    server: Server,
    pages: Vec<Page>,
    /// Browsers that a test has done with.
    idle: Mutex<Vec<Session>>,
    driver: Arc<Driver>,
}

impl Stage {
    fn set(programs: &Programs) -> Self {
        let (server, pages) = report::publish();
        Self { server, pages, idle: Mutex::default(), driver: Arc::new(Driver::start(programs)) }
    }

    /// A browser that nobody has used before.
    fn browser(&self) -> Session {
        Session::open(&self.driver)
    }

    /// A browser that may have been used before, on other hosts. Starting one takes longer than most tests do.
    fn used_browser(&self) -> Session {
        let idle = self.idle.lock().unwrap().pop();
        idle.unwrap_or_else(|| self.browser())
    }

    /// Takes a browser back.
    fn give_back(&self, browser: Session) {
        browser.tidy();
        self.idle.lock().unwrap().push(browser);
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
type AxeTest = fn(&Stage, &Path);

macro_rules! tests {
    ($($module:ident: $($name:ident),+;)+) => { &[$($((stringify!($name), $module::$name)),+),+] };
}

const TESTS: &[(&str, Test)] = tests![
    layout: no_page_scrolls_sideways, nothing_is_cut_off, nothing_overlaps,
        every_mark_of_a_timeline_is_a_target_of_its_own,
        dates_stay_behind_their_values_from_right_to_left, faults_of_layout_are_found;
    colour:
        all_text_stands_out_in_light_and_dark,
        all_colours_of_code_stand_out_in_light_and_dark,
        faint_text_is_found;
    paper: a_report_becomes_a_pdf_with_an_outline;
    traffic: no_page_logs_an_error_or_breaks_its_policy, no_request_leaves_the_site, faults_of_traffic_are_found;
    script: pages_say_the_same_without_script, the_menu_opens_without_script, scripts_can_be_turned_off;
    keyboard:
        tab_reaches_the_skip_link_first_and_it_leads_to_the_content,
        the_menu_opens_by_keyboard_on_a_phone,
        tab_reaches_every_link_and_shows_where_it_is;
    frame:
        the_choice_of_colours_is_kept_from_page_to_page,
        a_list_of_the_menu_opens_without_script_and_shuts_with_one;
    changes:
        an_edit_is_seen_on_the_open_page,
        a_page_that_does_not_show_an_edit_is_not_reloaded,
        a_new_mention_is_seen_on_the_page_it_leads_to,
        a_new_title_is_seen_on_an_open_listing,
        a_new_title_of_the_site_is_seen_on_every_page,
        a_picture_that_was_replaced_is_seen,
        a_build_after_serving_holds_no_trace_of_it;
    mishaps:
        broken_front_matter_is_shown_over_the_page_until_it_is_mended,
        errors_elsewhere_are_shown_on_every_page_as_plain_text,
        a_template_with_an_error_leaves_the_last_good_page,
        the_panel_stays_as_the_reader_left_it_until_there_is_another_error,
        a_site_that_starts_broken_is_seen_all_the_same,
        what_leads_nowhere_is_marked_until_it_leads_somewhere,
        the_program_goes_on_after_a_hundred_mishaps;
    place:
        the_place_is_kept_when_the_text_above_grows,
        what_was_opened_and_what_has_the_focus_stays,
        a_page_that_the_reader_goes_back_to_is_up_to_date;
    presence:
        a_page_that_was_deleted_says_so_and_comes_back,
        an_address_without_a_page_turns_into_the_page_that_is_written,
        a_page_goes_when_it_becomes_a_draft_and_comes_when_it_is_none;
    styles: a_style_sheet_is_exchanged_without_a_reload, a_style_sheet_that_is_new_or_gone_is_seen;
    tabs:
        every_tab_shows_the_edit_when_it_is_looked_at,
        more_tabs_than_a_browser_opens_connections_are_all_up_to_date,
        two_browsers_show_the_edit_at_once,
        a_page_refreshes_by_itself_when_the_program_comes_back,
        polling_finds_the_same_edits;
    search:
        a_figure_is_found_with_its_date_and_source_in_one_click,
        a_slip_of_the_keyboard_finds_the_same_page,
        keys_choose_among_what_is_found_and_escape_closes_the_list,
        everything_on_a_word_is_on_one_page_that_going_back_returns_to,
        results_are_narrowed_down_by_kind,
        the_best_of_a_kind_is_found_where_pages_of_others_match_better,
        a_page_is_quoted_once_it_is_known_and_read_once,
        the_keyboard_goes_on_where_more_is_shown,
        the_folder_of_the_site_is_no_word_to_look_for,
        the_error_page_suggests_what_was_meant,
        a_first_query_loads_little,
        a_phone_gets_from_home_to_an_entity_in_one_tap;
    directory:
        a_directory_is_narrowed_down_and_sorted_and_its_address_says_so,
        columns_are_chosen_by_keyboard_and_the_address_says_which,
        the_largest_of_a_tag_by_a_figure_is_two_clicks_from_its_directory,
        three_projects_are_compared_in_four_clicks_from_their_directory,
        names_are_added_to_a_comparison_and_taken_away,
        a_directory_in_parts_answers_for_all_of_its_rows,
        organisations_are_compared_that_share_a_slug_with_a_project,
        projects_below_a_folder_are_compared,
        nothing_but_projects_and_organisations_is_compared,
        the_keyboard_stays_in_a_comparison_that_changes;
    tasks:
        organisations_of_a_country_and_what_they_use_are_two_clicks_from_home,
        where_a_figure_comes_from_and_what_speaks_against_it_is_one_click_away,
        all_figures_as_a_file_are_two_clicks_from_home,
        a_chapter_is_cited_in_two_clicks,
        a_figure_is_cited_by_its_own_address,
        what_changed_is_one_click_from_home,
        a_name_in_chinese_finds_its_organisation_in_one_click;
    cards:
        a_link_to_an_entity_shows_its_summary_and_two_figures,
        a_figure_shows_its_date_source_and_other_values_to_the_keyboard,
        links_in_pictures_and_pages_that_cannot_be_read_break_nothing,
        a_finger_gets_no_card;
    walkthrough:
        all_steps_are_seen_without_script,
        buttons_and_keys_step_through_one_of_several,
        all_steps_can_be_shown_at_once,
        a_click_into_a_walk_through_gives_it_the_keys,
        all_steps_are_on_paper;
    served: the_report_breaks_no_policy_while_it_is_served;
];

macro_rules! axe_tests {
    ($($module:ident: $name:ident),+) => { &[$((stringify!($name), $module::$name)),+] };
}

const AXE_TESTS: &[(&str, AxeTest)] = axe_tests![
    accessibility: axe_finds_nothing_to_object_to,
    search: axe_finds_nothing_to_object_to_in_what_is_found,
    served: axe_finds_nothing_to_object_to_in_the_list_of_problems
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
    for &(name, test) in AXE_TESTS {
        trials.push(trial(name, &programs, axe.as_ref().err().cloned(), {
            let (stage, axe) = (Arc::clone(&stage), axe.clone());
            move || test(&stage, &axe.unwrap())
        }));
    }
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
