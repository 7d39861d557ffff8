//! Bytes to values and back: what the generated messages are made of.

mod array_view;
mod error;
mod field_writer;
mod message;
mod primitive;
mod reader;
mod uuid;
mod writer;

pub use array_view::{ArrayIter, ArrayView};
pub use error::{DecodeError, EncodeError};
pub use field_writer::FieldWriter;
pub use message::{Message, MessageKind, MessageView, VersionRange};
pub use primitive::IntoOwned;
pub use reader::{Decode, DecodeNullable, Reader};
pub use uuid::{ParseUuidError, Uuid};
pub use writer::{Counter, Encode, EncodeNullable, Sink, TaggedOption, Writer};
