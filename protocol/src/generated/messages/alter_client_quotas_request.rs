//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `AlterClientQuotasRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterClientQuotasRequest {
    pub entries: Vec<EntryData>,
    pub validate_only: bool,
}

impl<'a> Decode<'a> for AlterClientQuotasRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entries = r.get()?;
        m.validate_only = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterClientQuotasRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterClientQuotasRequestView<'a> {
    pub entries: ArrayView<'a, EntryDataView<'a>>,
    pub validate_only: bool,
}

impl<'a> Decode<'a> for AlterClientQuotasRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entries = r.get()?;
        m.validate_only = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterClientQuotasRequestView<'_> {
    type Owned = AlterClientQuotasRequest;
    fn into_owned(self) -> AlterClientQuotasRequest {
        AlterClientQuotasRequest {
            entries: self.entries.into_owned(),
            validate_only: self.validate_only.into_owned(),
        }
    }
}

impl Encode for AlterClientQuotasRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.entries);
        w.put(&self.validate_only);
        w.put_tag_count(0);
    }
}

/// Kafka's `EntryData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EntryData {
    pub entity: Vec<EntityData>,
    pub ops: Vec<OpData>,
}

impl<'a> Decode<'a> for EntryData {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entity = r.get()?;
        m.ops = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`EntryData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct EntryDataView<'a> {
    pub entity: ArrayView<'a, EntityDataView<'a>>,
    pub ops: ArrayView<'a, OpDataView<'a>>,
}

impl<'a> Decode<'a> for EntryDataView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entity = r.get()?;
        m.ops = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EntryDataView<'_> {
    type Owned = EntryData;
    fn into_owned(self) -> EntryData {
        EntryData { entity: self.entity.into_owned(), ops: self.ops.into_owned() }
    }
}

impl Encode for EntryData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.entity);
        w.put(&self.ops);
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

/// Kafka's `OpData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OpData {
    pub key: String,
    pub value: f64,
    pub remove: bool,
}

impl<'a> Decode<'a> for OpData {
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        m.remove = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OpData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OpDataView<'a> {
    pub key: &'a str,
    pub value: f64,
    pub remove: bool,
}

impl<'a> Decode<'a> for OpDataView<'a> {
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        m.remove = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OpDataView<'_> {
    type Owned = OpData;
    fn into_owned(self) -> OpData {
        OpData {
            key: self.key.into_owned(),
            value: self.value.into_owned(),
            remove: self.remove.into_owned(),
        }
    }
}

impl Encode for OpData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.key);
        w.put(&self.value);
        w.put(&self.remove);
        w.put_tag_count(0);
    }
}

impl Message for AlterClientQuotasRequest {
    const NAME: &'static str = "AlterClientQuotasRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 49;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 1;
    type View<'a> = AlterClientQuotasRequestView<'a>;
}

impl<'a> MessageView<'a> for AlterClientQuotasRequestView<'a> {
    type Message = AlterClientQuotasRequest;
}
