//! The site of an edition as it was, file by file: what was built of the commit that bears its name. To the living site
//! it is an input, like a picture; nothing here knows what either of them says.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::paths::{EDITIONS, OutputPath};

/// What a file of a frozen site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrozenRole {
    /// A page that readers see.
    Page,
    /// A page that is only shown in others, or leads on to another.
    Part,
    /// A style sheet or a script that leads to nothing else, with a hash in its name: whoever has it under this name has
    /// the same.
    Alone,
    /// Any other file.
    File,
}

/// A file of a frozen site.
#[derive(Clone, Debug)]
pub struct FrozenFile {
    /// What it is.
    pub role: FrozenRole,
    /// The page that search engines are to take for it, by its path in its own site: of a page itself.
    pub page: Option<OutputPath>,
    /// Its bytes. Addresses in it are below [`folder`].
    pub bytes: Arc<[u8]>,
}

/// The site of an edition.
#[derive(Debug)]
pub struct FrozenSite {
    /// The name of the edition.
    pub name: String,
    /// Stands for all that it was made of.
    pub id: String,
    /// Its files, by their paths in it.
    pub files: BTreeMap<OutputPath, FrozenFile>,
}

/// What stands for all that it was made of stands for its files.
impl PartialEq for FrozenSite {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.id) == (&other.name, &other.id)
    }
}

/// The frozen sites that a build is given, and what is wrong with those that it should have been given.
#[derive(Clone, Debug, Default)]
pub struct Frozen {
    /// By the names of their editions.
    pub sites: BTreeMap<String, Arc<FrozenSite>>,
    /// Editions that could not be frozen.
    pub problems: Vec<Diagnostic>,
}

/// Where the site of an edition is published: `editions/2026-11/site`.
pub fn folder(name: &str) -> String {
    format!("{EDITIONS}/{name}/site")
}

/// The first word of a pack.
const MAGIC: &str = "fieldbook-frozen";

/// The role of a file in a pack.
const ROLES: [(char, FrozenRole); 4] =
    [('p', FrozenRole::Page), ('t', FrozenRole::Part), ('a', FrozenRole::Alone), ('f', FrozenRole::File)];

impl FrozenSite {
    /// All of it in one piece, by which the next build has it. A line for each file, an empty one, their bytes one after
    /// the other, and what stands for all of that.
    pub fn pack(&self) -> Vec<u8> {
        let mut pack = format!("{MAGIC} {}\n", self.id).into_bytes();
        for (path, FrozenFile { role, page, bytes }) in &self.files {
            let role = ROLES.iter().find(|(_, known)| known == role).map_or('f', |(sign, _)| *sign);
            let page = page.as_ref().map_or("", OutputPath::as_str);
            pack.extend_from_slice(format!("{role} {} {path}\t{page}\n", bytes.len()).as_bytes());
        }
        pack.push(b'\n');
        for file in self.files.values() {
            pack.extend_from_slice(&file.bytes);
        }
        let seal = blake3::hash(&pack);
        pack.extend_from_slice(seal.as_bytes());
        pack
    }

    /// Takes it out again; `None` if it is damaged, or made of something else.
    pub fn unpack(name: &str, id: &str, pack: &[u8]) -> Option<Self> {
        let (pack, seal) = pack.split_at_checked(pack.len().checked_sub(blake3::OUT_LEN)?)?;
        if blake3::hash(pack).as_bytes() != seal {
            return None;
        }
        let mut rest = pack;
        let head = line(&mut rest)?;
        if head.strip_prefix(MAGIC)?.trim() != id {
            return None;
        }
        let mut listed = Vec::new();
        while let Some(line) = line(&mut rest).filter(|line| !line.is_empty()) {
            let mut parts = line.splitn(3, ' ');
            let (role, length) = (parts.next()?.chars().next()?, parts.next()?.parse().ok()?);
            let (_, role) = ROLES.iter().find(|(sign, _)| *sign == role)?;
            let (path, page) = parts.next()?.split_once('\t')?;
            listed.push((OutputPath::new(path)?, *role, OutputPath::new(page), length));
        }
        let mut files = BTreeMap::new();
        for (path, role, page, length) in listed {
            let (bytes, behind) = rest.split_at_checked(length)?;
            files.insert(path, FrozenFile { role, page, bytes: bytes.into() });
            rest = behind;
        }
        rest.is_empty().then(|| Self { name: name.to_owned(), id: id.to_owned(), files })
    }
}

/// The next line, without its end.
fn line<'p>(rest: &mut &'p [u8]) -> Option<&'p str> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (line, behind) = rest.split_at(end);
    *rest = &behind[1..];
    std::str::from_utf8(line).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> FrozenSite {
        let path = |text: &str| OutputPath::new(text).unwrap();
        let file = |role, page: Option<&str>, bytes: &[u8]| FrozenFile {
            role,
            page: page.map(path),
            bytes: bytes.into(),
        };
        let files = [
            ("a b/index.html", file(FrozenRole::Page, Some("a b/index.html"), b"page\n\n")),
            ("css/x.css", file(FrozenRole::Alone, None, b"")),
            ("x/y/frame/index.html", file(FrozenRole::Part, Some("x/y/index.html"), b"frame")),
            ("z.bin", file(FrozenRole::File, None, &[0, 255, b'\n'])),
        ];
        let files = files.into_iter().map(|(name, file)| (path(name), file)).collect();
        FrozenSite { name: "2026-11".to_owned(), id: "id".to_owned(), files }
    }

    #[test]
    fn what_was_packed_comes_out_again() {
        let (site, pack) = (site(), site().pack());
        let found = FrozenSite::unpack("2026-11", "id", &pack).unwrap();
        let all = |site: &FrozenSite| {
            let files = site.files.iter();
            files
                .map(|(path, file)| (path.clone(), file.role, file.page.clone(), file.bytes.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!((all(&found), found == site), (all(&site), true));
        assert!(FrozenSite::unpack("2026-11", "another", &pack).is_none());
    }

    #[test]
    fn a_pack_that_is_damaged_is_none() {
        let pack = site().pack();
        for at in 0..pack.len() {
            assert!(FrozenSite::unpack("2026-11", "id", &pack[..at]).is_none(), "cut at {at}");
            let mut changed = pack.clone();
            changed[at] ^= 1;
            assert!(FrozenSite::unpack("2026-11", "id", &changed).is_none(), "changed at {at}");
        }
    }
}
