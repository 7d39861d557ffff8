//! The table of error codes.

use std::fmt;

use crate::generated::error_code::ERRORS;
pub use crate::generated::error_code::ErrorCode;

impl ErrorCode {
    /// The error with this code; one that is not known is [`ErrorCode::UnknownServerError`], as in Kafka's clients.
    pub fn from_i16(code: i16) -> ErrorCode {
        let row = usize::try_from(i32::from(code) + 1).ok().and_then(|index| ERRORS.get(index));
        row.map_or(ErrorCode::UnknownServerError, |row| row.code)
    }

    /// The code as it stands in a response.
    pub fn code(self) -> i16 {
        self as i16
    }

    /// Kafka's name: `NOT_LEADER_OR_FOLLOWER`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether a client may expect another outcome when it asks again.
    pub fn is_retriable(self) -> bool {
        self.row().retriable
    }

    fn row(self) -> &'static crate::generated::error_code::ErrorInfo {
        let index = usize::try_from(self as i16 + 1).expect("no code is below -1");
        &ERRORS[index]
    }
}

impl From<ErrorCode> for i16 {
    fn from(error: ErrorCode) -> i16 {
        error.code()
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_no_gap() {
        for (index, row) in ERRORS.iter().enumerate() {
            assert_eq!(i64::from(row.code.code()), index as i64 - 1, "{}", row.name);
            assert_eq!(ErrorCode::from_i16(row.code.code()), row.code);
        }
    }

    #[test]
    fn names_and_codes() {
        assert_eq!(ErrorCode::from_i16(6), ErrorCode::NotLeaderOrFollower);
        assert_eq!(ErrorCode::NotLeaderOrFollower.name(), "NOT_LEADER_OR_FOLLOWER");
        assert!(ErrorCode::NotLeaderOrFollower.is_retriable());
        assert_eq!(ErrorCode::from_i16(-1), ErrorCode::UnknownServerError);
        assert_eq!(ErrorCode::from_i16(9999), ErrorCode::UnknownServerError);
        assert_eq!(ErrorCode::default(), ErrorCode::None);
        assert_eq!(i16::from(ErrorCode::UnknownServerError), -1);
    }
}
