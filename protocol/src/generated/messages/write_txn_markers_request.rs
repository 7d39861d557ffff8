//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `WriteTxnMarkersRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WriteTxnMarkersRequest {
    pub markers: Vec<WritableTxnMarker>,
}

impl<'a> Decode<'a> for WriteTxnMarkersRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.markers = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`WriteTxnMarkersRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct WriteTxnMarkersRequestView<'a> {
    pub markers: ArrayView<'a, WritableTxnMarkerView<'a>>,
}

impl<'a> Decode<'a> for WriteTxnMarkersRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.markers = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for WriteTxnMarkersRequestView<'_> {
    type Owned = WriteTxnMarkersRequest;
    fn into_owned(self) -> WriteTxnMarkersRequest {
        WriteTxnMarkersRequest { markers: self.markers.into_owned() }
    }
}

impl Encode for WriteTxnMarkersRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.markers);
        w.put_tag_count(0);
    }
}

/// Kafka's `WritableTxnMarker`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WritableTxnMarker {
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub transaction_result: bool,
    pub topics: Vec<WritableTxnMarkerTopic>,
    pub coordinator_epoch: i32,
    pub transaction_version: i8,
}

impl<'a> Decode<'a> for WritableTxnMarker {
    const SIZE_MIN: usize = 17;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        m.transaction_result = r.get()?;
        m.topics = r.get()?;
        m.coordinator_epoch = r.get()?;
        if v >= 2 {
            m.transaction_version = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`WritableTxnMarker`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct WritableTxnMarkerView<'a> {
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub transaction_result: bool,
    pub topics: ArrayView<'a, WritableTxnMarkerTopicView<'a>>,
    pub coordinator_epoch: i32,
    pub transaction_version: i8,
}

impl<'a> Decode<'a> for WritableTxnMarkerView<'a> {
    const SIZE_MIN: usize = 17;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        m.transaction_result = r.get()?;
        m.topics = r.get()?;
        m.coordinator_epoch = r.get()?;
        if v >= 2 {
            m.transaction_version = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for WritableTxnMarkerView<'_> {
    type Owned = WritableTxnMarker;
    fn into_owned(self) -> WritableTxnMarker {
        WritableTxnMarker {
            producer_id: self.producer_id.into_owned(),
            producer_epoch: self.producer_epoch.into_owned(),
            transaction_result: self.transaction_result.into_owned(),
            topics: self.topics.into_owned(),
            coordinator_epoch: self.coordinator_epoch.into_owned(),
            transaction_version: self.transaction_version.into_owned(),
        }
    }
}

impl Encode for WritableTxnMarker {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.producer_id);
        w.put(&self.producer_epoch);
        w.put(&self.transaction_result);
        w.put(&self.topics);
        w.put(&self.coordinator_epoch);
        if v >= 2 {
            w.put(&self.transaction_version);
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `WritableTxnMarkerTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WritableTxnMarkerTopic {
    pub name: String,
    pub partition_indexes: Vec<i32>,
}

impl<'a> Decode<'a> for WritableTxnMarkerTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partition_indexes = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`WritableTxnMarkerTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct WritableTxnMarkerTopicView<'a> {
    pub name: &'a str,
    pub partition_indexes: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for WritableTxnMarkerTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partition_indexes = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for WritableTxnMarkerTopicView<'_> {
    type Owned = WritableTxnMarkerTopic;
    fn into_owned(self) -> WritableTxnMarkerTopic {
        WritableTxnMarkerTopic {
            name: self.name.into_owned(),
            partition_indexes: self.partition_indexes.into_owned(),
        }
    }
}

impl Encode for WritableTxnMarkerTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partition_indexes);
        w.put_tag_count(0);
    }
}

impl Message for WriteTxnMarkersRequest {
    const NAME: &'static str = "WriteTxnMarkersRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 27;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 1;
    type View<'a> = WriteTxnMarkersRequestView<'a>;
}

impl<'a> MessageView<'a> for WriteTxnMarkersRequestView<'a> {
    type Message = WriteTxnMarkersRequest;
}
