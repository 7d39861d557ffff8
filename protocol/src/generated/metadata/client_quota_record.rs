//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ClientQuotaRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ClientQuotaRecord {
    pub entity: Vec<EntityData>,
    pub key: String,
    pub value: f64,
    pub remove: bool,
}

impl<'a> Decode<'a> for ClientQuotaRecord {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entity = r.get()?;
        m.key = r.get()?;
        m.value = r.get()?;
        m.remove = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ClientQuotaRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ClientQuotaRecordView<'a> {
    pub entity: ArrayView<'a, EntityDataView<'a>>,
    pub key: &'a str,
    pub value: f64,
    pub remove: bool,
}

impl<'a> Decode<'a> for ClientQuotaRecordView<'a> {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entity = r.get()?;
        m.key = r.get()?;
        m.value = r.get()?;
        m.remove = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ClientQuotaRecordView<'_> {
    type Owned = ClientQuotaRecord;
    fn into_owned(self) -> ClientQuotaRecord {
        ClientQuotaRecord {
            entity: self.entity.into_owned(),
            key: self.key.into_owned(),
            value: self.value.into_owned(),
            remove: self.remove.into_owned(),
        }
    }
}

impl Encode for ClientQuotaRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.entity);
        w.put(&self.key);
        w.put(&self.value);
        w.put(&self.remove);
        w.put_tag_count(0);
    }
}

/// Kafka's `EntityData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EntityData {
    pub entity_type: String,
    pub entity_name: Option<String>,
}

impl<'a> Decode<'a> for EntityData {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entity_type = r.get()?;
        m.entity_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`EntityData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct EntityDataView<'a> {
    pub entity_type: &'a str,
    pub entity_name: Option<&'a str>,
}

impl<'a> Decode<'a> for EntityDataView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entity_type = r.get()?;
        m.entity_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EntityDataView<'_> {
    type Owned = EntityData;
    fn into_owned(self) -> EntityData {
        EntityData { entity_type: self.entity_type.into_owned(), entity_name: self.entity_name.into_owned() }
    }
}

impl Encode for EntityData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.entity_type);
        w.put(&self.entity_name);
        w.put_tag_count(0);
    }
}

impl Message for ClientQuotaRecord {
    const NAME: &'static str = "ClientQuotaRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 14;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ClientQuotaRecordView<'a>;
}

impl<'a> MessageView<'a> for ClientQuotaRecordView<'a> {
    type Message = ClientQuotaRecord;
}
