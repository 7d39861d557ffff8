//! What can be wrong with bytes, and with values that should become bytes.

use thiserror::Error;

/// Why bytes from the wire or the disk are not the message they claim to be.
///
/// Each one is the writer's fault: a broker answers with an error code or closes the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// A field needs more bytes than are left.
    #[error("{needed} bytes needed, {remaining} left")]
    UnexpectedEnd {
        /// What the field needs.
        needed: usize,
        /// What is there.
        remaining: usize,
    },
    /// A length or an element count is negative where that has no meaning.
    #[error("negative length {0}")]
    NegativeLength(i64),
    /// A compact string is longer than a string with a length of two bytes can be.
    #[error("a string of {0} bytes; 32767 are the most")]
    StringTooLong(usize),
    /// An array claims more elements than the remaining bytes can hold.
    #[error("{count} elements claimed, {remaining} bytes left")]
    ArrayTooLong {
        /// The claimed number of elements.
        count: usize,
        /// What is there.
        remaining: usize,
    },
    /// A variable-length integer goes on after its last possible byte, or overflows.
    #[error("malformed variable-length integer")]
    MalformedVarint,
    /// Null where this version has no null.
    #[error("null in a field that cannot be null")]
    UnexpectedNull,
    /// A string is not UTF-8.
    #[error("a string is not UTF-8")]
    InvalidUtf8,
    /// The message has no such version here.
    #[error("version {0} of this message is unknown")]
    UnsupportedVersion(i16),
    /// The request header names an API that is not known.
    #[error("API {0} is unknown")]
    UnknownApi(i16),
    /// The frame of a metadata record has an unknown version.
    #[error("frame version {0} is unknown")]
    UnknownFrameVersion(u32),
    /// A record's type is unknown.
    #[error("record type {0} is unknown")]
    UnknownRecordType(i64),
    /// Bytes are left after the last field.
    #[error("{0} bytes left after the last field")]
    TrailingBytes(usize),
    /// The owned form would take more memory than a message of this size may.
    #[error("the decoded message would take too much memory")]
    MemoryLimit,
}

/// Why a value has no bytes in the wanted version: a mistake of the caller, not of a peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// The message has no such version here.
    #[error("version {0} of this message is unknown")]
    UnsupportedVersion(i16),
    /// A field that matters is set, and the version has no place for it.
    #[error("version {version} has no field {field}")]
    FieldNotInVersion {
        /// The field's name.
        field: &'static str,
        /// The version that was asked for.
        version: i16,
    },
    /// Null where this version has no null.
    #[error("null in a field that cannot be null in version {0}")]
    UnexpectedNull(i16),
    /// A string, bytes field or array is longer than its length field can say.
    #[error("a field of length {0} is too long")]
    TooLong(usize),
    /// The sink is full.
    #[error("the output buffer is full")]
    BufferFull,
    /// A streaming writer was called out of the schema's order, or an array got another number of elements than announced.
    #[error("field {0} was written out of order")]
    FieldOrder(u8),
    /// A streaming writer was dropped before its end.
    #[error("a structure was begun and not ended")]
    OpenStructure,
}
