//! What can be wrong with the small text files of a data folder.

use thiserror::Error;

/// A file is not what its name says. The text says why; whoever reports it adds the file's name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{reason}")]
pub struct ParseError {
    reason: String,
}

impl ParseError {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }
}
