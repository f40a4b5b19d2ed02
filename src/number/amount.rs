//! Numbers that are drawn and compared.

use std::hash::{Hash, Hasher};

use serde::Serialize;

/// A float that can be hashed: it is one only if every bit is the same. It is never NaN or infinite.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Amount(pub f64);

impl Hash for Amount {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}
