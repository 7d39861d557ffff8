//! A request as a handler gets it, and the address of its reply.

use io::SharedBuffer;
use net::ReplySlot;
use protocol::messages::RequestHeaderView;
use protocol::{ApiKey, DecodeError, MessageView};
use thiserror::Error;

use crate::slots::SlotKey;

/// Partitions or topics that one request may name. Brokers with more are asked in parts.
pub const ITEMS_MAX: usize = 100_000;

/// Names a connection of this shard.
pub type ConnectionId = SlotKey;

/// Where a reply goes, and in which layout. Copied freely; the reply itself is sent once.
#[derive(Copy, Clone, Debug)]
pub struct ReplyTo {
    pub(crate) connection: ConnectionId,
    pub(crate) slot: ReplySlot,
    pub(crate) api_key: ApiKey,
    pub(crate) api_version: i16,
    pub(crate) correlation_id: i32,
}

impl ReplyTo {
    /// The version of the request, in whose layout the reply is written.
    pub fn version(&self) -> i16 {
        self.api_version
    }
}

/// One request: its header's facts and the frame that it came in. A clone shares the frame.
#[derive(Clone, Debug)]
pub struct Request {
    pub(crate) reply_to: ReplyTo,
    frame: SharedBuffer,
    body_start: usize,
}

/// Why a request cannot be answered at all: the connection closes, and one line says why.
#[derive(Clone, Copy, Debug, Error)]
pub enum RequestError {
    /// The header does not parse.
    #[error("malformed request header: {0}")]
    Header(DecodeError),
    /// The body is not what its key and version say.
    #[error("malformed {api:?} request of version {version}: {source}")]
    Body {
        /// Of which API.
        api: ApiKey,
        /// Of which version.
        version: i16,
        /// What is wrong.
        source: DecodeError,
    },
    /// No such API here.
    #[error("unknown API key {0}")]
    UnknownApi(i16),
    /// The API is known, the version is not.
    #[error("unsupported version {version} of {api:?}")]
    UnsupportedVersion {
        /// Of which API.
        api: ApiKey,
        /// The version asked for.
        version: i16,
    },
    /// Well-formed, and against the protocol.
    #[error("invalid {api:?} request: {reason}")]
    Invalid {
        /// Of which API.
        api: ApiKey,
        /// What is wrong.
        reason: &'static str,
    },
}

/// The fixed first fields of every request header.
#[derive(Copy, Clone, Debug)]
pub(crate) struct HeaderStart {
    pub(crate) api_key: i16,
    pub(crate) api_version: i16,
    pub(crate) correlation_id: i32,
}

impl HeaderStart {
    /// Reads the fields that stand at the same place in every version.
    pub(crate) fn read(frame: &[u8]) -> Result<Self, RequestError> {
        let Some(bytes) = frame.first_chunk::<8>() else {
            return Err(RequestError::Header(DecodeError::UnexpectedEnd {
                needed: 8,
                remaining: frame.len(),
            }));
        };
        let [k0, k1, v0, v1, c0, c1, c2, c3] = *bytes;
        Ok(Self {
            api_key: i16::from_be_bytes([k0, k1]),
            api_version: i16::from_be_bytes([v0, v1]),
            correlation_id: i32::from_be_bytes([c0, c1, c2, c3]),
        })
    }
}

impl Request {
    /// A request whose body begins at `body_start` of its frame.
    pub(crate) fn new(reply_to: ReplyTo, frame: SharedBuffer, body_start: usize) -> Self {
        Self { reply_to, frame, body_start }
    }

    /// Where its reply goes.
    pub fn reply_to(&self) -> ReplyTo {
        self.reply_to
    }

    /// The version it is written in.
    pub fn version(&self) -> i16 {
        self.reply_to.api_version
    }

    /// The bytes behind the header.
    pub fn body(&self) -> &[u8] {
        &self.frame[self.body_start..]
    }

    /// The name that the client gave itself.
    pub fn client_id(&self) -> Option<&str> {
        use protocol::codec::{Decode, Reader};
        let flexible = self.reply_to.api_key.request_header_version(self.reply_to.api_version) >= 2;
        let mut reader = Reader::new(&self.frame[..self.body_start], if flexible { 2 } else { 1 }, flexible);
        RequestHeaderView::read_from(&mut reader).ok()?.client_id
    }

    /// The body as its view. Bytes behind the last field are not looked at, as in Kafka: librdkafka leaves three there when
    /// it asks for the metadata of all topics.
    ///
    /// # Errors
    /// It is malformed; a handler passes that on, and the connection closes.
    pub fn view<'a, V: MessageView<'a>>(&'a self) -> Result<V, RequestError> {
        let (body, version) = (self.body(), self.version());
        let parsed = V::parse(body, version).or_else(|error| match error {
            DecodeError::TrailingBytes(left) => V::parse(&body[..body.len().saturating_sub(left)], version),
            other => Err(other),
        });
        parsed.map_err(|source| RequestError::Body { api: self.reply_to.api_key, version, source })
    }

    /// Bounds what a request may ask about at once: what is kept per item is many times its size on the wire.
    ///
    /// # Errors
    /// More than [`ITEMS_MAX`]; a handler passes that on, and the connection closes.
    pub fn check_count(&self, count: usize) -> Result<usize, RequestError> {
        if count > ITEMS_MAX {
            let reason = "more partitions or topics than one request may name";
            return Err(RequestError::Invalid { api: self.reply_to.api_key, reason });
        }
        Ok(count)
    }

    /// A field of this request's view as shared bytes: no copy, the frame lives as long.
    ///
    /// # Panics
    /// If `field` is not part of this request's frame.
    pub fn share(&self, field: &[u8]) -> SharedBuffer {
        if field.is_empty() {
            // Null on the wire has no place in the frame.
            return SharedBuffer::new();
        }
        let start = (field.as_ptr() as usize).checked_sub(self.frame.as_ptr() as usize);
        let start = start.expect("the field borrows from this frame");
        self.frame.slice(start..start + field.len())
    }
}

/// Parses the header of `frame`; returns where the body begins.
pub(crate) fn body_start(frame: &[u8], flexible: bool) -> Result<usize, RequestError> {
    use protocol::codec::{Decode, Reader};
    let mut reader = Reader::new(frame, if flexible { 2 } else { 1 }, flexible);
    RequestHeaderView::read_from(&mut reader).map_err(RequestError::Header)?;
    Ok(frame.len() - reader.remaining().len())
}
