//! What stands for an input as a whole.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// Stands for an input as a whole. Two inputs with one digest are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digest(blake3::Hash);

impl Digest {
    /// The digest of a value.
    pub fn of(value: &impl Hash) -> Self {
        let mut hasher = DigestHasher(blake3::Hasher::new());
        value.hash(&mut hasher);
        Self(hasher.0.finalize())
    }

    /// The digest of a file.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes))
    }
}

/// As 64 hexadecimal digits.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Digest {
    type Err = blake3::HexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

struct DigestHasher(blake3::Hasher);

impl Hasher for DigestHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Never asked for: the whole digest is taken instead.
    fn finish(&self) -> u64 {
        0
    }
}
