//! The names that listing and watching pass over.
//!
//! A name is hidden if an editor chose it and no author would. What is hidden by mistake is missing from the site
//! without a word, so a name that could be meant is not hidden: watching shows it for an instant, which does no harm.

use crate::paths::SourcePath;

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A file, or a symbolic link.
    File,
    /// A folder.
    Folder,
}

/// Whether listing and watching pass over what bears this name, because no author chose it.
pub fn is_hidden(name: &str, kind: EntryKind) -> bool {
    // Version control; the swap files of Vim, nano and Kate; what gedit, Sublime Text and rsync write to one
    // side before they rename it; the locks of Emacs and LibreOffice.
    name.starts_with('.')
        // The backups of Emacs, Vim, gedit and Kate.
        || name.ends_with('~')
        || is_of_the_sandbox(name)
        || (kind == EntryKind::File && is_of_an_editor(name))
}

/// `a.md.sb-515b24a2-00Ug5l`, where programs in the sandbox of macOS save before they rename.
fn is_of_the_sandbox(name: &str) -> bool {
    let end = name.rsplit_once(".sb-").and_then(|(_, end)| end.split_once('-'));
    end.is_some_and(|(one, other)| {
        let words = [(one, 8), (other, 6)];
        words.iter().all(|(word, length)| {
            word.len() == *length && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    })
}

/// What Windows keeps beside pictures and for the look of a folder, in whatever case it was copied.
const OF_WINDOWS: [&str; 4] = ["thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini"];

/// What editors and merges put behind the name of a page when they keep what it was. It is no page then, and must
/// not become a download. Any other file may well be meant: `data.csv.old`.
const OF_A_PAGE_BEFORE: [&str; 6] = ["bak", "backup", "orig", "rej", "save", "old"];

/// Files that editors leave or keep beside the one being edited. Folders may well bear such names: `rfcs/4913`.
fn is_of_an_editor(name: &str) -> bool {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match extension {
        // What is renamed when it is complete, under Windows also `a~RF1a2b.TMP`; VS Code and Chromium have
        // extensions of their own for it. Helix moves `a.md` to `a.mdU77clA.bck` while it saves.
        "tmp" | "TMP" | "vsctmp" | "crswap" | "bck" => return true,
        // Vim's swap files have no dot in front where the option `directory` leads to another place. With one
        // extension alone the file can be the author's: `macro.swp`.
        "swp" | "swo" | "swn" | "swx" if stem.contains('.') => return true,
        _ => {}
    }
    let is_page_before = OF_A_PAGE_BEFORE.contains(&extension) && SourcePath::new(stem).is_markdown();
    if is_page_before || OF_WINDOWS.contains(&name.to_ascii_lowercase().as_str()) {
        return true;
    }
    // Vim tries with it whether the folder can be written to.
    name == "4913"
        // What is not saved yet in Emacs.
        || (name.len() > 2 && name.starts_with('#') && name.ends_with('#'))
        // The locks of Word and Excel.
        || name.starts_with("~$")
        // The safe write of the JetBrains editors.
        || ["___jb_tmp___", "___jb_old___", "___jb_bak___"].iter().any(|end| name.ends_with(end))
        // What is renamed when it is complete, with the number of the process: `a.md.tmp.4711.1a2b3c4d`.
        || name.rsplit_once(".tmp.").is_some_and(|(_, end)| {
            end.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'.')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_editors_choose_are_hidden() {
        let names = [
            ".a.md.swp",
            ".a.md.kate-swp",
            ".goutputstream-7FUFN1",
            ".subl883.tmp",
            ".#a.md",
            ".~lock.a.ods#",
            ".DS_Store",
            ".git",
            "a.md~",
            "a.md.~1~",
            "#a.md#",
            "4913",
            "a.md.swp",
            "a.md.swo",
            "a.md.swx",
            "a.md___jb_tmp___",
            "a.md___jb_old___",
            "a.tmp",
            "a.md~RF1a2b3c.TMP",
            "a.md.tmp.20171.4a2655829367",
            "a.md.vsctmp",
            "a.md.crswap",
            "a.mdU77clA.bck",
            "~$figures.xlsx",
            "a.md.sb-515b24a2-00Ug5l",
            "Thumbs.db",
            "Desktop.ini",
            "a.md.bak",
            "a.markdown.orig",
        ];
        for name in names {
            assert!(is_hidden(name, EntryKind::File), "`{name}` is listed");
        }
        for name in [".git", "a~", "a.docx.sb-515b24a2-00Ug5l"] {
            assert!(is_hidden(name, EntryKind::Folder), "the folder `{name}` is entered");
        }
    }

    #[test]
    fn names_that_an_author_may_choose_are_not_hidden() {
        let names = [
            "a.md",
            "4914",
            "4913.md",
            "CNAME",
            "#hash.md",
            "c#",
            "#",
            "##",
            "~home.md",
            "macro.swp",
            "game.min.swf",
            "tmp",
            "tmp.md",
            "a.tmp.md",
            "a.tmp.xz",
            "a.bak",
            "data.csv.sha256",
            "old.orig",
            "jb_tmp.md",
            "report.sb-draft-2",
            "a.sb-515b24a2",
            "swp",
        ];
        for name in names {
            assert!(!is_hidden(name, EntryKind::File), "`{name}` is hidden");
        }
        for name in ["4913", "#drafts#", "releases.tmp", "v1.bck", "a.b.swp"] {
            assert!(!is_hidden(name, EntryKind::Folder), "the folder `{name}` is hidden");
        }
    }
}
