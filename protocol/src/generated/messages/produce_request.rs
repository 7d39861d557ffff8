//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ProduceRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ProduceRequest {
    pub transactional_id: Option<String>,
    pub acks: i16,
    pub timeout_ms: i32,
    pub topic_data: Vec<TopicProduceData>,
}

impl<'a> Decode<'a> for ProduceRequest {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.transactional_id = r.get()?;
        }
        m.acks = r.get()?;
        m.timeout_ms = r.get()?;
        m.topic_data = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ProduceRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ProduceRequestView<'a> {
    pub transactional_id: Option<&'a str>,
    pub acks: i16,
    pub timeout_ms: i32,
    pub topic_data: ArrayView<'a, TopicProduceDataView<'a>>,
}

impl<'a> Decode<'a> for ProduceRequestView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.transactional_id = r.get()?;
        }
        m.acks = r.get()?;
        m.timeout_ms = r.get()?;
        m.topic_data = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ProduceRequestView<'_> {
    type Owned = ProduceRequest;
    fn into_owned(self) -> ProduceRequest {
        ProduceRequest {
            transactional_id: self.transactional_id.into_owned(),
            acks: self.acks.into_owned(),
            timeout_ms: self.timeout_ms.into_owned(),
            topic_data: self.topic_data.into_owned(),
        }
    }
}

impl Encode for ProduceRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 3 {
            w.put(&self.transactional_id);
        } else {
            w.refuse_if(self.transactional_id.is_some(), "TransactionalId");
        }
        w.put(&self.acks);
        w.put(&self.timeout_ms);
        w.put(&self.topic_data);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicProduceData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicProduceData {
    pub name: String,
    pub topic_id: Uuid,
    pub partition_data: Vec<PartitionProduceData>,
}

impl<'a> Decode<'a> for TopicProduceData {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 12 {
            m.name = r.get()?;
        }
        if v >= 13 {
            m.topic_id = r.get()?;
        }
        m.partition_data = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicProduceData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicProduceDataView<'a> {
    pub name: &'a str,
    pub topic_id: Uuid,
    pub partition_data: ArrayView<'a, PartitionProduceDataView<'a>>,
}

impl<'a> Decode<'a> for TopicProduceDataView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 12 {
            m.name = r.get()?;
        }
        if v >= 13 {
            m.topic_id = r.get()?;
        }
        m.partition_data = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicProduceDataView<'_> {
    type Owned = TopicProduceData;
    fn into_owned(self) -> TopicProduceData {
        TopicProduceData {
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partition_data: self.partition_data.into_owned(),
        }
    }
}

impl Encode for TopicProduceData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 12 {
            w.put(&self.name);
        }
        if v >= 13 {
            w.put(&self.topic_id);
        }
        w.put(&self.partition_data);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionProduceData`.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionProduceData {
    pub index: i32,
    pub records: Option<Bytes>,
}

impl Default for PartitionProduceData {
    fn default() -> Self {
        Self { index: Default::default(), records: Some(Default::default()) }
    }
}

impl<'a> Decode<'a> for PartitionProduceData {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.index = r.get()?;
        m.records = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PartitionProduceData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartitionProduceDataView<'a> {
    pub index: i32,
    pub records: Option<&'a [u8]>,
}

impl Default for PartitionProduceDataView<'_> {
    fn default() -> Self {
        Self { index: Default::default(), records: Some(Default::default()) }
    }
}

impl<'a> Decode<'a> for PartitionProduceDataView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.index = r.get()?;
        m.records = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionProduceDataView<'_> {
    type Owned = PartitionProduceData;
    fn into_owned(self) -> PartitionProduceData {
        PartitionProduceData { index: self.index.into_owned(), records: self.records.into_owned() }
    }
}

impl Encode for PartitionProduceData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.index);
        w.put(&self.records);
        w.put_tag_count(0);
    }
}

impl Message for ProduceRequest {
    const NAME: &'static str = "ProduceRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 0;
    const VERSIONS: VersionRange = VersionRange::new(0, 13);
    const FLEXIBLE_SINCE: i16 = 9;
    type View<'a> = ProduceRequestView<'a>;
}

impl<'a> MessageView<'a> for ProduceRequestView<'a> {
    type Message = ProduceRequest;
}
