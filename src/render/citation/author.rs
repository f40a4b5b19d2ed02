//! Who wrote something, as bibliographies tell people from everybody else.

/// An author.
pub(in crate::render) enum Author<'a> {
    /// A person, of whom the name of the family is known since it stands before a comma.
    Person { family: &'a str, given: &'a str },
    /// Anybody else: a board, a person whose names nobody has told apart. It is cited as it stands.
    Name(&'a str),
}

impl<'a> Author<'a> {
    /// Reads `Lovelace, Ada`, or any other name.
    pub(in crate::render) fn of(name: &'a str) -> Self {
        match name.split_once(',').map(|(family, given)| (family.trim(), given.trim())) {
            Some((family, given)) if !family.is_empty() && !given.is_empty() => {
                Self::Person { family, given }
            }
            _ => Self::Name(name),
        }
    }

    /// The name as it stands in a sentence.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Person { family, given } => format!("{given} {family}"),
            Self::Name(name) => (*name).to_owned(),
        }
    }
}
