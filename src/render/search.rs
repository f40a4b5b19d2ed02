//! The files that the script of the search reads, as JSON.

use crate::plan::SearchView;

/// Writes a file.
pub(super) fn file(view: &SearchView) -> Vec<u8> {
    // What is written is plain data with texts as keys, which JSON can always hold.
    serde_json::to_vec(view).unwrap_or_default()
}
