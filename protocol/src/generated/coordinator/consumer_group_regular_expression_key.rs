//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ConsumerGroupRegularExpressionKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ConsumerGroupRegularExpressionKey {
    pub group_id: String,
    pub regular_expression: String,
}

impl<'a> Decode<'a> for ConsumerGroupRegularExpressionKey {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.regular_expression = r.get()?;
        Ok(m)
    }
}

/// [`ConsumerGroupRegularExpressionKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ConsumerGroupRegularExpressionKeyView<'a> {
    pub group_id: &'a str,
    pub regular_expression: &'a str,
}

impl<'a> Decode<'a> for ConsumerGroupRegularExpressionKeyView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.regular_expression = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupRegularExpressionKeyView<'_> {
    type Owned = ConsumerGroupRegularExpressionKey;
    fn into_owned(self) -> ConsumerGroupRegularExpressionKey {
        ConsumerGroupRegularExpressionKey {
            group_id: self.group_id.into_owned(),
            regular_expression: self.regular_expression.into_owned(),
        }
    }
}

impl Encode for ConsumerGroupRegularExpressionKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.regular_expression);
    }
}

impl Message for ConsumerGroupRegularExpressionKey {
    const NAME: &'static str = "ConsumerGroupRegularExpressionKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 16;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ConsumerGroupRegularExpressionKeyView<'a>;
}

impl<'a> MessageView<'a> for ConsumerGroupRegularExpressionKeyView<'a> {
    type Message = ConsumerGroupRegularExpressionKey;
}
