//! Where GitHub Pages publishes a repository.

use crate::config::BaseUrl;

/// The address of the site of a repository on GitHub, by the address of the repository; `None` for other hosts.
pub fn pages_address(remote: &str) -> Option<BaseUrl> {
    let path = ["https://github.com/", "ssh://git@github.com/", "git@github.com:"]
        .iter()
        .find_map(|start| remote.strip_prefix(start))?;
    let (owner, name) = path.trim_end_matches('/').trim_end_matches(".git").split_once('/')?;
    let host = format!("{}.github.io", owner.to_lowercase());
    let path = if name.eq_ignore_ascii_case(&host) { String::new() } else { format!("{name}/") };
    BaseUrl::parse(&format!("https://{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn project_and_user_sites_of_github_are_known_and_no_others() {
        let address = |remote| pages_address(remote).map(|base| format!("{}{}/", base.origin, base.path));
        assert_eq!(
            address("https://github.com/Kelda/tides.git").as_deref(),
            Some("https://kelda.github.io/tides/")
        );
        assert_eq!(address("git@github.com:kelda/tides").as_deref(), Some("https://kelda.github.io/tides/"));
        assert_eq!(
            address("ssh://git@github.com/kelda/kelda.github.io").as_deref(),
            Some("https://kelda.github.io/")
        );
        assert_eq!(address("https://example.org/kelda/tides.git"), None);
        assert_eq!(address("/srv/tides.git"), None);
        assert_eq!(address("https://github.com/kelda"), None);
    }
}
