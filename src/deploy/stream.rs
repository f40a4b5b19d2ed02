//! A commit as `git fast-import` reads it: all files in one go, without an index.

use std::io::{self, Write};

use crate::render::OutputTree;

/// What the commit is called within the stream.
const NAME: &str = "refs/fieldbook/deploy";

/// A commit that holds these files and no others.
pub(super) struct Commit<'a> {
    pub(super) message: String,
    /// Name, address and time, as Git writes them.
    pub(super) committer: String,
    /// What it follows on.
    pub(super) parent: Option<&'a str>,
    pub(super) files: &'a OutputTree,
}

impl Commit<'_> {
    /// Writes it so that its hash, which has so many digits, is printed. The name that a stream has to give it is taken
    /// back at its end, before it is one of the repository.
    pub(super) fn write(&self, digits: usize, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to, "commit {NAME}\nmark :1\ncommitter {}", self.committer)?;
        data(self.message.as_bytes(), to)?;
        if let Some(parent) = self.parent {
            writeln!(to, "from {parent}")?;
        }
        writeln!(to, "deleteall")?;
        for (path, bytes) in self.files {
            writeln!(to, "M 100644 inline {}", quoted(path.as_str()))?;
            data(bytes, to)?;
        }
        writeln!(to, "get-mark :1\nreset {NAME}\nfrom {}\n\ndone", "0".repeat(digits))
    }
}

fn data(bytes: &[u8], to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "data {}", bytes.len())?;
    to.write_all(bytes)?;
    writeln!(to)
}

/// A path in the quotes of C. Paths of a site hold no controls.
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}
