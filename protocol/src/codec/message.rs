//! What every message has: versions, an owned form and a view.

use bytes::{Bytes, BytesMut};

use super::{Counter, Decode, DecodeError, Encode, EncodeError, IntoOwned, Reader, Sink, Writer};

/// A range of versions, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VersionRange {
    /// The lowest.
    pub min: i16,
    /// The highest.
    pub max: i16,
}

impl VersionRange {
    /// The range from `min` to `max`.
    pub const fn new(min: i16, max: i16) -> Self {
        Self { min, max }
    }

    /// Whether `version` is in the range.
    pub const fn contains(self, version: i16) -> bool {
        self.min <= version && version <= self.max
    }
}

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// A client's (or broker's) question.
    Request,
    /// Its answer.
    Response,
    /// A request or response header.
    Header,
    /// A record of the metadata log.
    Metadata,
    /// The key of a record in a coordinator's topic.
    Key,
    /// The value of a record in a coordinator's topic.
    Value,
    /// Everything else that Kafka stores in this notation.
    Data,
}

/// The owned form of a message.
///
/// `encode` and `decode` are the whole body: no frame length, no header, no version prefix.
pub trait Message: Encode + for<'a> Decode<'a> + Default + PartialEq + std::fmt::Debug {
    /// The name in Kafka's schemas.
    const NAME: &'static str;
    /// What it is for.
    const KIND: MessageKind;
    /// The API key of a request or response, the type of a metadata record, the version prefix of a coordinator key; -1 else.
    const ID: i16;
    /// The versions known here (see [`crate::ApiKey::kafka_versions`] for what Kafka 4.4 serves).
    const VERSIONS: VersionRange;
    /// The first version with compact lengths and tagged fields; `i16::MAX` where there is none.
    const FLEXIBLE_SINCE: i16;
    /// The borrowed form.
    type View<'a>: MessageView<'a, Message = Self>;

    /// Whether `version` has compact lengths and tagged fields.
    fn is_flexible(version: i16) -> bool {
        version >= Self::FLEXIBLE_SINCE
    }

    /// Appends the message to `sink`. After an error the sink holds part of it.
    fn encode<S: Sink + ?Sized>(&self, version: i16, sink: &mut S) -> Result<(), EncodeError> {
        let mut writer = Self::writer(version, sink);
        self.write_to(&mut writer);
        writer.finish()
    }

    /// A writer of this message for the streaming form (`XWriter::new`); ask it with [`Writer::finish`] at the end.
    fn writer<S: Sink + ?Sized>(version: i16, sink: &mut S) -> Writer<'_, S> {
        let mut writer = Writer::new(sink, version, Self::is_flexible(version));
        if !Self::VERSIONS.contains(version) {
            writer.fail(EncodeError::UnsupportedVersion(version));
        }
        writer
    }

    /// The number of bytes that [`Message::encode`] appends.
    fn encoded_len(&self, version: i16) -> Result<usize, EncodeError> {
        let mut counter = Counter::default();
        self.encode(version, &mut counter)?;
        Ok(counter.0)
    }

    /// The message as bytes.
    fn to_bytes(&self, version: i16) -> Result<Bytes, EncodeError> {
        let mut bytes = BytesMut::new();
        self.encode(version, &mut bytes)?;
        Ok(bytes.freeze())
    }

    /// Decodes a message that is all of `bytes`.
    ///
    /// The result takes at most 2 × the size of `bytes` + 64 KiB of memory, or a large factor more for responses, which
    /// come from a broker that we chose to ask. A request whose owned form would take more is an error although its view
    /// parses: handlers use views wherever a request can be large.
    fn decode(bytes: &[u8], version: i16) -> Result<Self, DecodeError> {
        whole(Reader::new(bytes, version, Self::is_flexible(version)), Self::KIND, Self::VERSIONS)
    }

    /// As [`Message::decode`]; byte fields share `bytes` instead of copying.
    fn decode_shared(bytes: &Bytes, version: i16) -> Result<Self, DecodeError> {
        whole(Reader::of_shared(bytes, version, Self::is_flexible(version)), Self::KIND, Self::VERSIONS)
    }
}

/// The borrowed form of a message.
pub trait MessageView<'a>: Decode<'a> + IntoOwned<Owned = Self::Message> {
    /// The owned form.
    type Message: Message;

    /// Checks all of `bytes` in one pass and borrows from them. Never allocates.
    fn parse(bytes: &'a [u8], version: i16) -> Result<Self, DecodeError> {
        let flexible = Self::Message::is_flexible(version);
        whole(Reader::new(bytes, version, flexible), Self::Message::KIND, Self::Message::VERSIONS)
    }
}

/// A response's owned form may take this many times its size.
const RESPONSE_MEMORY_FACTOR: usize = 64;

fn whole<'a, T: Decode<'a>>(
    reader: Reader<'a>,
    kind: MessageKind,
    versions: VersionRange,
) -> Result<T, DecodeError> {
    if !versions.contains(reader.version()) {
        return Err(DecodeError::UnsupportedVersion(reader.version()));
    }
    let mut reader = match kind {
        MessageKind::Response => reader.with_memory_factor(RESPONSE_MEMORY_FACTOR),
        _ => reader,
    };
    let message = reader.get()?;
    reader.finish()?;
    Ok(message)
}
