//! Every byte that Kafka specifies, and no I/O: messages, headers, error codes, record batches, metadata records.
//!
//! **Messages.** Each request, response and stored record has an owned form in [`messages`], [`metadata`], [`control`],
//! [`coordinator`] or [`storage`], a view that borrows the frame, and, if it is a response, a streaming writer. All of it
//! is generated from the tables in `protocol/schema`.
//!
//! ```
//! use protocol::messages::{MetadataRequest, MetadataRequestView, metadata_request::MetadataRequestTopic};
//! use protocol::{Message, MessageView};
//!
//! let topic = MetadataRequestTopic { name: Some("orders".to_owned()), ..Default::default() };
//! let request = MetadataRequest { topics: Some(vec![topic]), ..Default::default() };
//! let body = request.to_bytes(12).unwrap();
//!
//! // What a broker does: one pass over the bytes, no allocation, then plain fields.
//! let view = MetadataRequestView::parse(&body, 12).unwrap();
//! for topic in view.topics.into_iter().flatten() {
//!     assert_eq!(topic.name, Some("orders"));
//! }
//! // What a client does.
//! assert_eq!(MetadataRequest::decode(&body, 12), Ok(request));
//! ```
//!
//! **Responses with bytes from elsewhere.** A streaming writer announces records by their length; the bytes follow from
//! the caller, at that place of the output:
//!
//! ```
//! use protocol::messages::fetch_response::PartitionData;
//! use protocol::messages::{FetchResponse, FetchResponseWriter};
//! use protocol::{Message, Uuid};
//!
//! let mut out: Vec<u8> = Vec::new();
//! let mut writer = FetchResponse::writer(13, &mut out);
//! let mut response = FetchResponseWriter::new(&mut writer);
//! response.throttle_time_ms(0).error_code(0).session_id(0).responses(1);
//! let mut topic = response.responses_element();
//! topic.topic("").topic_id(Uuid::ONE).partitions(1);
//! let mut partition = topic.partitions_element();
//! partition.partition_index(0).error_code(0).high_watermark(7).last_stable_offset(7).log_start_offset(0);
//! partition.aborted_transactions(None).preferred_read_replica(-1).records_len(5);
//! partition.sink().extend(b"batch"); // or a file region
//! partition.end(&PartitionData::default());
//! topic.end();
//! response.end(&FetchResponse::default());
//! writer.finish().unwrap();
//!
//! let response = FetchResponse::decode(&out, 13).unwrap();
//! assert_eq!(response.responses[0].partitions[0].records.as_deref(), Some(&b"batch"[..]));
//! ```
//!
//! **Batches** are in [`records`], **headers** in [`parse_request_header`] and its siblings, versions in [`ApiKey`],
//! the metadata log in [`MetadataRecord`].
//!
//! **Trust.** Bytes come from peers and disks. Every length is checked against the bytes that are there before anything
//! is sized by it; nothing here panics on any input; views allocate nothing, and an owned request takes at most 2 × its
//! size + 64 KiB or is refused.
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
