//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DescribeClientQuotasResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeClientQuotasResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub entries: Option<Vec<EntryData>>,
}

impl<'a> Decode<'a> for DescribeClientQuotasResponse {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.entries = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeClientQuotasResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeClientQuotasResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub entries: Option<ArrayView<'a, EntryDataView<'a>>>,
}

impl<'a> Decode<'a> for DescribeClientQuotasResponseView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.entries = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeClientQuotasResponseView<'_> {
    type Owned = DescribeClientQuotasResponse;
    fn into_owned(self) -> DescribeClientQuotasResponse {
        DescribeClientQuotasResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            entries: self.entries.into_owned(),
        }
    }
}

impl Encode for DescribeClientQuotasResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.entries);
        w.put_tag_count(0);
    }
}

/// Kafka's `EntryData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EntryData {
    pub entity: Vec<EntityData>,
    pub values: Vec<ValueData>,
}

impl<'a> Decode<'a> for EntryData {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entity = r.get()?;
        m.values = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`EntryData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct EntryDataView<'a> {
    pub entity: ArrayView<'a, EntityDataView<'a>>,
    pub values: ArrayView<'a, ValueDataView<'a>>,
}

impl<'a> Decode<'a> for EntryDataView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entity = r.get()?;
        m.values = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EntryDataView<'_> {
    type Owned = EntryData;
    fn into_owned(self) -> EntryData {
        EntryData { entity: self.entity.into_owned(), values: self.values.into_owned() }
    }
}

impl Encode for EntryData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.entity);
        w.put(&self.values);
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

/// Kafka's `ValueData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ValueData {
    pub key: String,
    pub value: f64,
}

impl<'a> Decode<'a> for ValueData {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ValueData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ValueDataView<'a> {
    pub key: &'a str,
    pub value: f64,
}

impl<'a> Decode<'a> for ValueDataView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ValueDataView<'_> {
    type Owned = ValueData;
    fn into_owned(self) -> ValueData {
        ValueData { key: self.key.into_owned(), value: self.value.into_owned() }
    }
}

impl Encode for ValueData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.key);
        w.put(&self.value);
        w.put_tag_count(0);
    }
}

impl Message for DescribeClientQuotasResponse {
    const NAME: &'static str = "DescribeClientQuotasResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 48;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 1;
    type View<'a> = DescribeClientQuotasResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeClientQuotasResponseView<'a> {
    type Message = DescribeClientQuotasResponse;
}

/// Writes a [`DescribeClientQuotasResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeClientQuotasResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeClientQuotasResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Announces the elements: each follows through [`Self::entries_element`].
    pub fn entries(&mut self, count: Option<usize>) -> &mut Self {
        self.0.array(3, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), count);
        self
    }

    pub fn entries_element(&mut self) -> EntryDataWriter<'_, 's, S> {
        EntryDataWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`EntryData`] field by field, in this order.
#[derive(Debug)]
pub struct EntryDataWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> EntryDataWriter<'w, 's, S> {
    /// Announces the elements: each follows through [`Self::entity_element`].
    pub fn entity(&mut self, count: usize) -> &mut Self {
        self.0.array(0, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn entity_element(&mut self) -> EntityDataWriter<'_, 's, S> {
        EntityDataWriter(self.0.element(0))
    }

    /// Announces the elements: each follows through [`Self::values_element`].
    pub fn values(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn values_element(&mut self) -> ValueDataWriter<'_, 's, S> {
        ValueDataWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`EntityData`] field by field, in this order.
#[derive(Debug)]
pub struct EntityDataWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> EntityDataWriter<'w, 's, S> {
    pub fn entity_type(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn entity_name(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`ValueData`] field by field, in this order.
#[derive(Debug)]
pub struct ValueDataWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ValueDataWriter<'w, 's, S> {
    pub fn key(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn value(&mut self, value: f64) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
