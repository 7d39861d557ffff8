//! Every byte that Kafka specifies, and no I/O.
#![forbid(unsafe_code)]

mod api_key;
pub mod codec;
mod error_code;
mod generated;
mod header;
mod metadata_record;
pub mod records;

pub use api_key::ApiKey;
pub use codec::{
    ArrayView, Counter, DecodeError, EncodeError, Message, MessageView, Sink, Uuid, VersionRange, Writer,
};
pub use error_code::ErrorCode;
pub use generated::{control, coordinator, messages, metadata, storage};
pub use header::{
    RequestPrelude, encode_request_header, encode_response_header, parse_request_header,
    parse_response_header,
};
pub use metadata_record::MetadataRecord;
