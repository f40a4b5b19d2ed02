//! The browser and its driver: where they are, or that they are not.

use std::path::PathBuf;

/// Names under which systems install the same browser.
const BROWSERS: &[&str] = &["chromium", "chromium-browser"];
const DRIVERS: &[&str] = &["chromedriver"];

/// The programs that the tests start.
#[derive(Clone)]
pub(crate) struct Programs {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

impl Programs {
    /// Looks for both on the `PATH`; otherwise says which are missing.
    pub(crate) fn find() -> Result<Self, String> {
        match (on_path(BROWSERS), on_path(DRIVERS)) {
            (Some(browser), Some(driver)) => Ok(Self { browser, driver }),
            (None, Some(_)) => Err("there is no `chromium` on the PATH".into()),
            (Some(_), None) => Err("there is no `chromedriver` on the PATH".into()),
            (None, None) => Err("there are no `chromium` and `chromedriver` on the PATH".into()),
        }
    }
}

/// Whether a missing browser is a failure: where every check has to run, it must not drop out in silence.
pub(crate) fn required() -> bool {
    std::env::var_os("FIELDBOOK_REQUIRE_BROWSER").is_some()
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let files = names.iter().map(|name| format!("{name}{}", std::env::consts::EXE_SUFFIX));
    files.flat_map(|file| folders.iter().map(move |folder| folder.join(&file))).find(|path| path.is_file())
}
