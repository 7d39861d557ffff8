//! The generated code of every message behind one shape.

use protocol::codec::IntoOwned;
use protocol::{DecodeError, Message, MessageView};

/// What a test asks of a message's code.
#[derive(Clone, Copy)]
pub struct MessageCodec {
    pub name: &'static str,
    /// Decodes to the owned form, encodes again.
    pub through_owned: fn(&[u8], i16) -> Result<Vec<u8>, DecodeError>,
    /// Parses to the view, makes it owned, encodes again.
    pub through_view: fn(&[u8], i16) -> Result<Vec<u8>, DecodeError>,
    /// Only decodes.
    pub decode: fn(&[u8], i16) -> Result<(), DecodeError>,
    /// Only parses.
    pub parse: fn(&[u8], i16) -> Result<(), DecodeError>,
}

impl MessageCodec {
    const fn of<M: Message>() -> Self {
        Self {
            name: M::NAME,
            through_owned: |bytes, version| {
                M::decode(bytes, version).map(|message| encode(&message, version))
            },
            through_view: |bytes, version| {
                M::View::parse(bytes, version).map(|view| encode(&view.into_owned(), version))
            },
            decode: |bytes, version| M::decode(bytes, version).map(drop),
            parse: |bytes, version| M::View::parse(bytes, version).map(|_| ()),
        }
    }

    /// The code of the message with this name.
    pub fn named(name: &str) -> Self {
        *ALL.iter().find(|codec| codec.name == name).unwrap_or_else(|| panic!("no code for {name}"))
    }
}

fn encode<M: Message>(message: &M, version: i16) -> Vec<u8> {
    let mut out = Vec::new();
    message.encode(version, &mut out).expect("what was decoded in a version can be encoded in it");
    assert_eq!(message.encoded_len(version), Ok(out.len()));
    out
}

macro_rules! codecs {
    ($($message:ty,)*) => { &[$(MessageCodec::of::<$message>()),*] };
}

/// Every message that the generator knows.
pub static ALL: &[MessageCodec] = protocol::for_each_message!(codecs);
