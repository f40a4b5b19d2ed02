//! What one run of `build` leaves to the next: for every page, what stands for all it was made of.
//!
//! It also has what stands for all that was read and written: where neither has changed there is nothing to do.
//!
//! The pages themselves lie in the output folder. One is taken from there if it would come out the same: if its
//! view, its template and the program are what they were, and its bytes are those that were written. They are read to
//! make sure of that, unless the folder is known to be as it was left.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, OnceLock};

use crate::files::{DiskFiles, Files, OutputFolder, program};
use crate::paths::{OutputPath, SourcePath};
use crate::render::Digest;

/// The file, below the folder of the site.
pub const PATH: &str = ".fieldbook/cache";

/// The first word of the file, and of its last line.
const MAGIC: &str = "fieldbook-cache";

/// The first word of the line on the build as a whole.
const LAST: &str = "last ";

/// Stands where there is no digest.
const NONE: &str = "-";

/// What an earlier build left.
pub struct Cache {
    /// What the last build came to.
    pub last: Option<LastBuild>,
    entries: HashMap<OutputPath, CacheEntry>,
    folder: OutputFolder,
    /// Whether the folder is known to be as the last build left it.
    is_as_left: bool,
}

/// What a build came to. Where neither what it read nor what it wrote has changed, there is nothing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastBuild {
    /// Stands for all that was read and asked for; `None` if something was wrong, which has to be said again.
    pub inputs: Option<Digest>,
    /// Stands for what the links of the site rest on besides those of pages; `None` if one of them was wrong.
    pub links: Option<Digest>,
    /// Stands for the files in the output folder as the system keeps them: their sizes and times.
    pub output: Digest,
    /// Stands for their bytes, which are the same where the folder was carried to another place.
    pub bytes: Digest,
    /// How many of them there are.
    pub files: usize,
    /// One line on the site.
    pub summary: String,
}

impl LastBuild {
    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(6, ' ');
        Some(Self {
            inputs: digest_or_none(parts.next()?).ok()?,
            links: digest_or_none(parts.next()?).ok()?,
            output: parts.next()?.parse().ok()?,
            bytes: parts.next()?.parse().ok()?,
            files: parts.next()?.parse().ok()?,
            summary: parts.next()?.to_owned(),
        })
    }
}

/// A digest, or that there is none. Fails if it is neither.
fn digest_or_none(text: &str) -> Result<Option<Digest>, CacheError> {
    if text == NONE { Ok(None) } else { text.parse().map(Some).map_err(|_| CacheError::Damaged) }
}

fn or_none(digest: Option<Digest>) -> String {
    digest.map_or_else(|| NONE.to_owned(), |digest| digest.to_string())
}

/// What stands for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheEntry {
    /// For its view.
    pub view: Digest,
    /// For its template and the settings.
    pub renderer: Digest,
    /// For its bytes.
    pub bytes: Digest,
    /// For its links and anchors.
    pub links: Digest,
}

/// A page that an earlier build left and that would come out the same.
pub enum Kept {
    /// It was read to make sure.
    Read(Arc<[u8]>),
    /// It lies in a folder that is as it was left.
    Unread(CacheEntry),
}

/// Why a cache is not used.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// Another program wrote it.
    #[error("`{PATH}` was left by another version of Fieldbook and is not used")]
    Foreign,
    /// It is not what was written.
    #[error("`{PATH}` is damaged and is not used")]
    Damaged,
    /// The disk refused.
    #[error("`{PATH}` cannot be read and is not used: {0}")]
    Disk(io::Error),
}

impl Cache {
    /// Reads what an earlier build of the site has left about the pages in `folder`; `None` if there is nothing.
    pub fn load(files: &DiskFiles, folder: OutputFolder) -> Result<Option<Self>, CacheError> {
        let content = match files.read(&SourcePath::new(PATH)) {
            Ok(content) => content,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(CacheError::Disk(error)),
        };
        let text = std::str::from_utf8(content.bytes()).map_err(|_| CacheError::Damaged)?;
        let (last, entries) = parse(text, program_digest().map_err(CacheError::Disk)?)?;
        Ok(Some(Self { last, entries, folder, is_as_left: false }))
    }

    /// Notes whether the folder is as the last build left it, so that its pages need not be read.
    pub fn set_as_left(&mut self, is_as_left: bool) {
        self.is_as_left = is_as_left;
    }

    /// How many pages it knows.
    pub fn pages(&self) -> usize {
        self.entries.len()
    }

    /// What the last build has left of a page.
    pub fn entry(&self, path: &OutputPath) -> Option<&CacheEntry> {
        self.entries.get(path)
    }

    /// A page with this view and renderer, if it is still there.
    pub fn get(&self, path: &OutputPath, view: Digest, renderer: Digest) -> Option<Kept> {
        let entry = self.entry(path).filter(|entry| (entry.view, entry.renderer) == (view, renderer))?;
        if self.is_as_left { Some(Kept::Unread(*entry)) } else { self.read(path).map(Kept::Read) }
    }

    /// The bytes of a page, if they are still those that the last build left.
    pub fn read(&self, path: &OutputPath) -> Option<Arc<[u8]>> {
        let bytes = self.folder.read(path.as_str())?;
        (Digest::of_bytes(&bytes) == self.entry(path)?.bytes).then(|| bytes.into())
    }
}

/// The text of the file. Fails if the program cannot read itself.
pub fn print<'p>(
    last: Option<&LastBuild>,
    entries: impl Iterator<Item = (&'p OutputPath, CacheEntry)>,
) -> io::Result<String> {
    let mut text = format!("{MAGIC} {}\n", program_digest()?);
    if let Some(LastBuild { inputs, links, output, bytes, files, summary }) = last {
        let (inputs, links) = (or_none(*inputs), or_none(*links));
        _ = writeln!(text, "{LAST}{inputs} {links} {output} {bytes} {files} {summary}");
    }
    for (path, CacheEntry { view, renderer, bytes, links }) in entries {
        // Writing to a string cannot fail.
        _ = writeln!(text, "{view} {renderer} {bytes} {links} {path}");
    }
    _ = writeln!(text, "{MAGIC} {}", Digest::of_bytes(text.as_bytes()));
    Ok(text)
}

type Parsed = (Option<LastBuild>, HashMap<OutputPath, CacheEntry>);

fn parse(text: &str, program: Digest) -> Result<Parsed, CacheError> {
    let digest = |line: &str| line.strip_prefix(MAGIC)?.trim().parse::<Digest>().ok();
    let (head, rest) = text.split_once('\n').ok_or(CacheError::Damaged)?;
    if digest(head).ok_or(CacheError::Damaged)? != program {
        return Err(CacheError::Foreign);
    }
    let (lines, seal) = rest.trim_end_matches('\n').rsplit_once('\n').unwrap_or(("", rest.trim_end()));
    let sealed = text.len() - seal.len() - 1;
    if digest(seal) != text.get(..sealed).map(|text| Digest::of_bytes(text.as_bytes())) {
        return Err(CacheError::Damaged);
    }
    let (last, lines) = match lines.strip_prefix(LAST) {
        Some(rest) => {
            let (line, lines) = rest.split_once('\n').unwrap_or((rest, ""));
            (Some(LastBuild::parse(line).ok_or(CacheError::Damaged)?), lines)
        }
        None => (None, lines),
    };
    let entries = lines.lines().map(|line| entry(line).ok_or(CacheError::Damaged));
    Ok((last, entries.collect::<Result<_, _>>()?))
}

fn entry(line: &str) -> Option<(OutputPath, CacheEntry)> {
    let mut parts = line.splitn(5, ' ');
    let mut digest = || parts.next()?.parse().ok();
    let entry = CacheEntry { view: digest()?, renderer: digest()?, bytes: digest()?, links: digest()? };
    Some((OutputPath::new(parts.next()?)?, entry))
}

/// The digest of this very program: what it makes of a view is part of what a page depends on.
pub(crate) fn program_digest() -> io::Result<Digest> {
    static KNOWN: OnceLock<Digest> = OnceLock::new();
    if let Some(known) = KNOWN.get() {
        return Ok(*known);
    }
    let digest = Digest::of_bytes(&program()?);
    Ok(*KNOWN.get_or_init(|| digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last() -> LastBuild {
        let [inputs, output, bytes] = [3, 4, 5].map(|number| Digest::of(&number));
        LastBuild {
            inputs: Some(inputs),
            links: None,
            output,
            bytes,
            files: 2,
            summary: "2 pages, no warnings".to_owned(),
        }
    }

    fn written() -> String {
        let path = OutputPath::new("a b/index.html").unwrap();
        let [view, renderer, links] = [1, 2, 3].map(|number| Digest::of(&number));
        let entry = CacheEntry { view, renderer, bytes: Digest::of_bytes(b"page"), links };
        let entries = [(&path, entry), (&OutputPath::new("x.html").unwrap(), entry)];
        print(Some(&last()), entries.into_iter()).unwrap()
    }

    #[test]
    fn what_was_written_is_read_again() {
        let program = program_digest().unwrap();
        let (read, entries) = parse(&written(), program).unwrap();
        assert_eq!(read, Some(last()));
        let entry = entries[&OutputPath::new("a b/index.html").unwrap()];
        assert_eq!((entries.len(), entry.view, entry.bytes), (2, Digest::of(&1), Digest::of_bytes(b"page")));
        for last in [None, Some(last())] {
            let (read, entries) = parse(&print(last.as_ref(), std::iter::empty()).unwrap(), program).unwrap();
            assert!(read == last && entries.is_empty());
        }
    }

    #[test]
    fn what_was_written_by_another_program_or_is_damaged_is_not_used() {
        let text = written();
        assert!(matches!(parse(&text, Digest::of(&"other")), Err(CacheError::Foreign)));
        let program = program_digest().unwrap();
        for at in 0..text.len() {
            assert!(parse(&text[..at], program).is_err(), "cut at {at}");
            let mut changed = text.clone().into_bytes();
            changed[at] = if changed[at] == b'x' { b'y' } else { b'x' };
            assert!(parse(&String::from_utf8(changed).unwrap(), program).is_err(), "changed at {at}");
        }
    }
}
