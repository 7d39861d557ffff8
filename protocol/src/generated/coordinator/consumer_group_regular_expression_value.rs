//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ConsumerGroupRegularExpressionValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ConsumerGroupRegularExpressionValue {
    pub topics: Vec<String>,
    pub version: i64,
    pub timestamp: i64,
}

impl<'a> Decode<'a> for ConsumerGroupRegularExpressionValue {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        m.version = r.get()?;
        m.timestamp = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ConsumerGroupRegularExpressionValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ConsumerGroupRegularExpressionValueView<'a> {
    pub topics: ArrayView<'a, &'a str>,
    pub version: i64,
    pub timestamp: i64,
}

impl<'a> Decode<'a> for ConsumerGroupRegularExpressionValueView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        m.version = r.get()?;
        m.timestamp = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupRegularExpressionValueView<'_> {
    type Owned = ConsumerGroupRegularExpressionValue;
    fn into_owned(self) -> ConsumerGroupRegularExpressionValue {
        ConsumerGroupRegularExpressionValue {
            topics: self.topics.into_owned(),
            version: self.version.into_owned(),
            timestamp: self.timestamp.into_owned(),
        }
    }
}

impl Encode for ConsumerGroupRegularExpressionValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topics);
        w.put(&self.version);
        w.put(&self.timestamp);
        w.put_tag_count(0);
    }
}

impl Message for ConsumerGroupRegularExpressionValue {
    const NAME: &'static str = "ConsumerGroupRegularExpressionValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 16;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ConsumerGroupRegularExpressionValueView<'a>;
}

impl<'a> MessageView<'a> for ConsumerGroupRegularExpressionValueView<'a> {
    type Message = ConsumerGroupRegularExpressionValue;
}
