//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ProducerSnapshot`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ProducerSnapshot {
    pub crc: u32,
    pub producer_entries: Vec<ProducerEntry>,
}

impl<'a> Decode<'a> for ProducerSnapshot {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.crc = r.get()?;
        m.producer_entries = r.get()?;
        Ok(m)
    }
}

/// [`ProducerSnapshot`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ProducerSnapshotView<'a> {
    pub crc: u32,
    pub producer_entries: ArrayView<'a, ProducerEntry>,
}

impl<'a> Decode<'a> for ProducerSnapshotView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.crc = r.get()?;
        m.producer_entries = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ProducerSnapshotView<'_> {
    type Owned = ProducerSnapshot;
    fn into_owned(self) -> ProducerSnapshot {
        ProducerSnapshot { crc: self.crc.into_owned(), producer_entries: self.producer_entries.into_owned() }
    }
}

impl Encode for ProducerSnapshot {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.crc);
        w.put(&self.producer_entries);
    }
}

/// Kafka's `ProducerEntry`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct ProducerEntry {
    pub producer_id: i64,
    pub epoch: i16,
    pub last_sequence: i32,
    pub last_offset: i64,
    pub offset_delta: i32,
    pub timestamp: i64,
    pub coordinator_epoch: i32,
    pub current_txn_first_offset: i64,
}

impl<'a> Decode<'a> for ProducerEntry {
    const SIZE_MIN: usize = 46;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.producer_id = r.get()?;
        m.epoch = r.get()?;
        m.last_sequence = r.get()?;
        m.last_offset = r.get()?;
        m.offset_delta = r.get()?;
        m.timestamp = r.get()?;
        m.coordinator_epoch = r.get()?;
        m.current_txn_first_offset = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ProducerEntry {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ProducerEntry {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.producer_id);
        w.put(&self.epoch);
        w.put(&self.last_sequence);
        w.put(&self.last_offset);
        w.put(&self.offset_delta);
        w.put(&self.timestamp);
        w.put(&self.coordinator_epoch);
        w.put(&self.current_txn_first_offset);
    }
}

impl Message for ProducerSnapshot {
    const NAME: &'static str = "ProducerSnapshot";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(1, 1);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ProducerSnapshotView<'a>;
}

impl<'a> MessageView<'a> for ProducerSnapshotView<'a> {
    type Message = ProducerSnapshot;
}
