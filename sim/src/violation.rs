//! What a checker found.

use std::fmt;

/// A promise that was broken. It ends the seed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Violation {
    text: String,
}

impl Violation {
    /// A violation, in the words of a bug report.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// Prefixes where it was found.
    pub fn at(self, place: impl fmt::Display) -> Self {
        Self { text: format!("{place}: {}", self.text) }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl std::error::Error for Violation {}

/// Ends the function with a violation unless the condition holds.
#[macro_export]
macro_rules! require {
    ($condition:expr, $($text:tt)*) => {
        if !$condition {
            return Err($crate::violation::Violation::new(format!($($text)*)));
        }
    };
}
