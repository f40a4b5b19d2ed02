//! What the browser has to say about a page, and whom it asks for what.

use crate::Stage;

pub(crate) fn no_page_logs_an_error_or_breaks_its_policy(stage: &Stage) {
    let browser = stage.browser();
    stage.expect_none(|page| {
        browser.go(&page.url);
        let complaints = browser.complaints().into_iter();
        // That the error page answers with an error is as it should be.
        complaints.filter(|text| !(text.starts_with(&page.url) && text.contains("status of 404"))).collect()
    });
}

pub(crate) fn no_request_leaves_the_site(stage: &Stage) {
    let browser = stage.browser();
    let site = format!("{}/report/", stage.server.origin);
    stage.expect_none(|page| {
        browser.requests();
        browser.go(&page.url);
        let requests = browser.requests();
        assert!(requests.contains(&page.url), "{} is not among {requests:?}", page.url);
        // The page a browser starts with is its own affair, and `data:` asks nobody.
        let elsewhere =
            |url: &String| ![site.as_str(), "chrome://", "data:"].iter().any(|known| url.starts_with(known));
        requests.into_iter().filter(elsewhere).collect()
    });
}

pub(crate) fn faults_of_traffic_are_found(stage: &Stage) {
    let browser = stage.browser();
    browser.go(&format!("{}/faulty/policy.html", stage.server.origin));
    let broken = browser.complaints();
    let found = |words: &str| broken.iter().any(|text| text.contains(words));
    assert!(found("inline style") && found("inline script"), "{broken:#?}");

    browser.go(&format!("{}/faulty/script.html", stage.server.origin));
    let requests = browser.requests();
    assert!(requests.iter().any(|url| url.starts_with("http://localhost:")), "{requests:#?}");
    let said = browser.complaints();
    assert!(said.iter().any(|text| text.contains("An error of a script")), "{said:#?}");
}
