//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `WriteTxnMarkersResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WriteTxnMarkersResponse {
    pub markers: Vec<WritableTxnMarkerResult>,
}

impl<'a> Decode<'a> for WriteTxnMarkersResponse {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.markers = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`WriteTxnMarkersResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct WriteTxnMarkersResponseView<'a> {
    pub markers: ArrayView<'a, WritableTxnMarkerResultView<'a>>,
}

impl<'a> Decode<'a> for WriteTxnMarkersResponseView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.markers = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for WriteTxnMarkersResponseView<'_> {
    type Owned = WriteTxnMarkersResponse;
    fn into_owned(self) -> WriteTxnMarkersResponse {
        WriteTxnMarkersResponse { markers: self.markers.into_owned() }
    }
}

impl Encode for WriteTxnMarkersResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.markers);
        w.put_tag_count(0);
    }
}

/// Kafka's `WritableTxnMarkerResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WritableTxnMarkerResult {
    pub producer_id: i64,
    pub topics: Vec<WritableTxnMarkerTopicResult>,
}

impl<'a> Decode<'a> for WritableTxnMarkerResult {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.producer_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`WritableTxnMarkerResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct WritableTxnMarkerResultView<'a> {
    pub producer_id: i64,
    pub topics: ArrayView<'a, WritableTxnMarkerTopicResultView<'a>>,
}

impl<'a> Decode<'a> for WritableTxnMarkerResultView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.producer_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for WritableTxnMarkerResultView<'_> {
    type Owned = WritableTxnMarkerResult;
    fn into_owned(self) -> WritableTxnMarkerResult {
        WritableTxnMarkerResult {
            producer_id: self.producer_id.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for WritableTxnMarkerResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.producer_id);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `WritableTxnMarkerTopicResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WritableTxnMarkerTopicResult {
    pub name: String,
    pub partitions: Vec<WritableTxnMarkerPartitionResult>,
}

impl<'a> Decode<'a> for WritableTxnMarkerTopicResult {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`WritableTxnMarkerTopicResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct WritableTxnMarkerTopicResultView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, WritableTxnMarkerPartitionResult>,
}

impl<'a> Decode<'a> for WritableTxnMarkerTopicResultView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for WritableTxnMarkerTopicResultView<'_> {
    type Owned = WritableTxnMarkerTopicResult;
    fn into_owned(self) -> WritableTxnMarkerTopicResult {
        WritableTxnMarkerTopicResult {
            name: self.name.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for WritableTxnMarkerTopicResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `WritableTxnMarkerPartitionResult`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct WritableTxnMarkerPartitionResult {
    pub partition_index: i32,
    pub error_code: i16,
}

impl<'a> Decode<'a> for WritableTxnMarkerPartitionResult {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for WritableTxnMarkerPartitionResult {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for WritableTxnMarkerPartitionResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.error_code);
        w.put_tag_count(0);
    }
}

impl Message for WriteTxnMarkersResponse {
    const NAME: &'static str = "WriteTxnMarkersResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 27;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 1;
    type View<'a> = WriteTxnMarkersResponseView<'a>;
}

impl<'a> MessageView<'a> for WriteTxnMarkersResponseView<'a> {
    type Message = WriteTxnMarkersResponse;
}

/// Writes a [`WriteTxnMarkersResponse`] field by field, in this order.
#[derive(Debug)]
pub struct WriteTxnMarkersResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> WriteTxnMarkersResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    /// Announces the elements: each follows through [`Self::markers_element`].
    pub fn markers(&mut self, count: usize) -> &mut Self {
        self.0.array(0, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn markers_element(&mut self) -> WritableTxnMarkerResultWriter<'_, 's, S> {
        WritableTxnMarkerResultWriter(self.0.element(0))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(1).put_tag_count(0);
    }
}

/// Writes a [`WritableTxnMarkerResult`] field by field, in this order.
#[derive(Debug)]
pub struct WritableTxnMarkerResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> WritableTxnMarkerResultWriter<'w, 's, S> {
    pub fn producer_id(&mut self, value: i64) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> WritableTxnMarkerTopicResultWriter<'_, 's, S> {
        WritableTxnMarkerTopicResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`WritableTxnMarkerTopicResult`] field by field, in this order.
#[derive(Debug)]
pub struct WritableTxnMarkerTopicResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> WritableTxnMarkerTopicResultWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> WritableTxnMarkerPartitionResultWriter<'_, 's, S> {
        WritableTxnMarkerPartitionResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`WritableTxnMarkerPartitionResult`] field by field, in this order.
#[derive(Debug)]
pub struct WritableTxnMarkerPartitionResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> WritableTxnMarkerPartitionResultWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
