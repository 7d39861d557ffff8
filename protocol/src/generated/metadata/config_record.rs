//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ConfigRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ConfigRecord {
    pub resource_type: i8,
    pub resource_name: String,
    pub name: String,
    pub value: Option<String>,
}

impl<'a> Decode<'a> for ConfigRecord {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        m.name = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ConfigRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ConfigRecordView<'a> {
    pub resource_type: i8,
    pub resource_name: &'a str,
    pub name: &'a str,
    pub value: Option<&'a str>,
}

impl<'a> Decode<'a> for ConfigRecordView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        m.name = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ConfigRecordView<'_> {
    type Owned = ConfigRecord;
    fn into_owned(self) -> ConfigRecord {
        ConfigRecord {
            resource_type: self.resource_type.into_owned(),
            resource_name: self.resource_name.into_owned(),
            name: self.name.into_owned(),
            value: self.value.into_owned(),
        }
    }
}

impl Encode for ConfigRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.resource_type);
        w.put(&self.resource_name);
        w.put(&self.name);
        w.put(&self.value);
        w.put_tag_count(0);
    }
}

impl Message for ConfigRecord {
    const NAME: &'static str = "ConfigRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 4;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ConfigRecordView<'a>;
}

impl<'a> MessageView<'a> for ConfigRecordView<'a> {
    type Message = ConfigRecord;
}
