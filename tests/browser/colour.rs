//! Text can be read by those who see contrasts badly, in light and in dark.

use serde::Deserialize;
use serde_json::json;

use crate::Stage;
use crate::search::wait;
use crate::session::Session;

/// What WCAG 2 asks for at level AA. It asks less of large letters; here all are held to this.
const LEAST: f64 = 4.5;

#[derive(Deserialize)]
struct Measured {
    /// Texts that stand out too little.
    faint: Vec<String>,
    /// How many texts there are.
    texts: usize,
    /// How light the page is, from 0 to 1.
    ground: f64,
}

pub(crate) fn all_text_stands_out_in_light_and_dark(stage: &Stage) {
    let browser = stage.browser();
    stage.expect_none(|page| {
        browser.go(&page.url);
        if page.template == "404.html" {
            // What the address may have meant is there a moment later.
            wait(
                &browser,
                "return document.querySelector('.did-you-mean:not([hidden])')?.textContent ?? ''",
                |text| !text.is_empty(),
            );
        }
        faint(&browser)
    });
}

pub(crate) fn all_colours_of_code_stand_out_in_light_and_dark(stage: &Stage) {
    let browser = stage.browser();
    browser.go(&stage.page("chapter.html").url);
    let colours: usize = browser.ask(include_str!("scripts/swatches.js"), &[]);
    assert!(colours > 7, "there are {colours} colours");
    let faint = faint(&browser);
    assert!(faint.is_empty(), "{} problems:\n{}", faint.len(), faint.join("\n"));
}

pub(crate) fn faint_text_is_found(stage: &Stage) {
    let browser = stage.browser();
    browser.go(&format!("{}/faulty/colour.html", stage.server.origin));
    let faint = measure(&browser, "light").faint;
    let ids = ["grey", "translucent", "clear", "nested"];
    let found = |id| faint.iter().any(|text| text.contains(id));
    assert!(ids.iter().all(found) && faint.len() == ids.len(), "{faint:#?}");
}

/// The texts of a page that stand out too little in light or in dark.
fn faint(browser: &Session) -> Vec<String> {
    // The error page adds what may have been meant when it has looked that up, which may be between the two.
    let measured = || (measure(browser, "light"), measure(browser, "dark"));
    let (mut light, mut dark) = measured();
    for _ in 0..4 {
        if light.texts != dark.texts {
            (light, dark) = measured();
        }
    }
    let address: String = browser.ask("return location.href;", &[]);
    let counts = [light.texts, dark.texts];
    assert!(light.texts > 20 && dark.texts == light.texts, "{address}: {counts:?} texts in light and dark");
    assert!(light.ground > 0.8 && dark.ground < 0.05, "the page is light, then dark");
    let light = light.faint.into_iter().map(|text| format!("light: {text}"));
    light.chain(dark.faint.into_iter().map(|text| format!("dark: {text}"))).collect()
}

fn measure(browser: &Session, scheme: &str) -> Measured {
    browser.prefer(scheme);
    browser.ask(include_str!("scripts/contrast.js"), &[json!(LEAST)])
}
