//! What can go wrong between a client and its cluster.

use protocol::ErrorCode;

/// Why a call, a record or a partition failed. Cheap to clone: one cause often ends many waiting calls.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No connection could be made.
    #[error("cannot reach {address}: {reason}")]
    Unreachable {
        /// Host and port.
        address: String,
        /// The system's words.
        reason: String,
    },
    /// The connection ended before the answer.
    #[error("lost the connection to {address}: {reason}")]
    Disconnected {
        /// Host and port.
        address: String,
        /// Why, as far as this side knows.
        reason: String,
    },
    /// The time for a call is up; what it asked for may have happened.
    #[error("no success within {seconds} s: {last}")]
    TimedOut {
        /// The limit, in whole seconds.
        seconds: u64,
        /// What the last attempt failed of, or what was waited for.
        last: String,
    },
    /// The broker answered with an error.
    #[error("{}", describe(*code, message.as_deref()))]
    Broker {
        /// Kafka's code.
        code: ErrorCode,
        /// The broker's own words, if it sent some.
        message: Option<String>,
    },
    /// The broker speaks no version of an API that this client speaks.
    #[error("{address} serves {api} in no version that this client speaks")]
    UnsupportedVersion {
        /// Host and port.
        address: String,
        /// Kafka's name of the API.
        api: &'static str,
    },
    /// An answer that does not parse or answers something else.
    #[error("the answer to {api} makes no sense: {reason}")]
    Malformed {
        /// Kafka's name of the API.
        api: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// Bytes of a partition that do not parse or fail their checksum.
    #[error("{topic}-{partition} at offset {offset}: {reason}")]
    CorruptRecords {
        /// The topic's name.
        topic: String,
        /// The partition.
        partition: i32,
        /// The first offset that cannot be read.
        offset: i64,
        /// What is wrong.
        reason: String,
    },
    /// The caller asked for something impossible; nothing was sent.
    #[error("{0}")]
    InvalidArgument(String),
}

impl Error {
    /// The broker's error with this code, without words of its own.
    pub fn broker(code: ErrorCode) -> Self {
        Self::Broker { code, message: None }
    }

    /// `Ok` for code 0, else the broker's error with its message.
    pub fn check(code: i16, message: Option<&str>) -> Result<(), Self> {
        match ErrorCode::from_i16(code) {
            ErrorCode::None => Ok(()),
            code => Err(Self::Broker { code, message: message.map(str::to_owned) }),
        }
    }

    /// The broker's code, where the broker is who said no.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Broker { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// Whether asking again, perhaps somewhere else, may succeed.
    pub fn is_retriable(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Disconnected { .. } => true,
            Self::Broker { code, .. } => code.is_retriable(),
            _ => false,
        }
    }
}

fn describe(code: ErrorCode, message: Option<&str>) -> String {
    match message.filter(|message| !message.is_empty()) {
        Some(message) => format!("{message} ({code})"),
        None => format!("the broker answered {code}"),
    }
}
