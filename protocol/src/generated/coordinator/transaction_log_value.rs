//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `TransactionLogValue`.
#[derive(Clone, Debug, PartialEq)]
pub struct TransactionLogValue {
    pub producer_id: i64,
    pub previous_producer_id: i64,
    pub next_producer_id: i64,
    pub producer_epoch: i16,
    pub next_producer_epoch: i16,
    pub transaction_timeout_ms: i32,
    pub transaction_status: i8,
    pub transaction_partitions: Option<Vec<PartitionsSchema>>,
    pub transaction_last_update_timestamp_ms: i64,
    pub transaction_start_timestamp_ms: i64,
    pub client_transaction_version: i16,
}

impl Default for TransactionLogValue {
    fn default() -> Self {
        Self {
            producer_id: Default::default(),
            previous_producer_id: -1,
            next_producer_id: -1,
            producer_epoch: Default::default(),
            next_producer_epoch: -1,
            transaction_timeout_ms: Default::default(),
            transaction_status: Default::default(),
            transaction_partitions: None,
            transaction_last_update_timestamp_ms: Default::default(),
            transaction_start_timestamp_ms: Default::default(),
            client_transaction_version: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for TransactionLogValue {
    const SIZE_MIN: usize = 33;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        m.transaction_timeout_ms = r.get()?;
        m.transaction_status = r.get()?;
        m.transaction_partitions = r.get()?;
        m.transaction_last_update_timestamp_ms = r.get()?;
        m.transaction_start_timestamp_ms = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 1 => m.previous_producer_id = r.get()?,
                1 if v >= 1 => m.next_producer_id = r.get()?,
                3 if v >= 1 => m.next_producer_epoch = r.get()?,
                2 if v >= 1 => m.client_transaction_version = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`TransactionLogValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TransactionLogValueView<'a> {
    pub producer_id: i64,
    pub previous_producer_id: i64,
    pub next_producer_id: i64,
    pub producer_epoch: i16,
    pub next_producer_epoch: i16,
    pub transaction_timeout_ms: i32,
    pub transaction_status: i8,
    pub transaction_partitions: Option<ArrayView<'a, PartitionsSchemaView<'a>>>,
    pub transaction_last_update_timestamp_ms: i64,
    pub transaction_start_timestamp_ms: i64,
    pub client_transaction_version: i16,
}

impl Default for TransactionLogValueView<'_> {
    fn default() -> Self {
        Self {
            producer_id: Default::default(),
            previous_producer_id: -1,
            next_producer_id: -1,
            producer_epoch: Default::default(),
            next_producer_epoch: -1,
            transaction_timeout_ms: Default::default(),
            transaction_status: Default::default(),
            transaction_partitions: None,
            transaction_last_update_timestamp_ms: Default::default(),
            transaction_start_timestamp_ms: Default::default(),
            client_transaction_version: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for TransactionLogValueView<'a> {
    const SIZE_MIN: usize = 33;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        m.transaction_timeout_ms = r.get()?;
        m.transaction_status = r.get()?;
        m.transaction_partitions = r.get()?;
        m.transaction_last_update_timestamp_ms = r.get()?;
        m.transaction_start_timestamp_ms = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 1 => m.previous_producer_id = r.get()?,
                1 if v >= 1 => m.next_producer_id = r.get()?,
                3 if v >= 1 => m.next_producer_epoch = r.get()?,
                2 if v >= 1 => m.client_transaction_version = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for TransactionLogValueView<'_> {
    type Owned = TransactionLogValue;
    fn into_owned(self) -> TransactionLogValue {
        TransactionLogValue {
            producer_id: self.producer_id.into_owned(),
            previous_producer_id: self.previous_producer_id.into_owned(),
            next_producer_id: self.next_producer_id.into_owned(),
            producer_epoch: self.producer_epoch.into_owned(),
            next_producer_epoch: self.next_producer_epoch.into_owned(),
            transaction_timeout_ms: self.transaction_timeout_ms.into_owned(),
            transaction_status: self.transaction_status.into_owned(),
            transaction_partitions: self.transaction_partitions.into_owned(),
            transaction_last_update_timestamp_ms: self.transaction_last_update_timestamp_ms.into_owned(),
            transaction_start_timestamp_ms: self.transaction_start_timestamp_ms.into_owned(),
            client_transaction_version: self.client_transaction_version.into_owned(),
        }
    }
}

impl Encode for TransactionLogValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.producer_id);
        w.put(&self.producer_epoch);
        w.put(&self.transaction_timeout_ms);
        w.put(&self.transaction_status);
        w.put(&self.transaction_partitions);
        w.put(&self.transaction_last_update_timestamp_ms);
        w.put(&self.transaction_start_timestamp_ms);
        self.write_tags(w);
    }
}

impl TransactionLogValue {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 1 && self.previous_producer_id != -1;
        let has_1 = v >= 1 && self.next_producer_id != -1;
        let has_2 = v >= 1 && self.client_transaction_version != 0;
        let has_3 = v >= 1 && self.next_producer_epoch != -1;
        w.put_tag_count(usize::from(has_0) + usize::from(has_1) + usize::from(has_2) + usize::from(has_3));
        if has_0 {
            w.put_tag(0, &self.previous_producer_id);
        } else {
            w.refuse_if(self.previous_producer_id != -1, "PreviousProducerId");
        }
        if has_1 {
            w.put_tag(1, &self.next_producer_id);
        } else {
            w.refuse_if(self.next_producer_id != -1, "NextProducerId");
        }
        if has_2 {
            w.put_tag(2, &self.client_transaction_version);
        } else {
            w.refuse_if(self.client_transaction_version != 0, "ClientTransactionVersion");
        }
        if has_3 {
            w.put_tag(3, &self.next_producer_epoch);
        } else {
            w.refuse_if(self.next_producer_epoch != -1, "NextProducerEpoch");
        }
    }
}

/// Kafka's `PartitionsSchema`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PartitionsSchema {
    pub topic: String,
    pub partition_ids: Vec<i32>,
}

impl<'a> Decode<'a> for PartitionsSchema {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partition_ids = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PartitionsSchema`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct PartitionsSchemaView<'a> {
    pub topic: &'a str,
    pub partition_ids: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for PartitionsSchemaView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partition_ids = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionsSchemaView<'_> {
    type Owned = PartitionsSchema;
    fn into_owned(self) -> PartitionsSchema {
        PartitionsSchema { topic: self.topic.into_owned(), partition_ids: self.partition_ids.into_owned() }
    }
}

impl Encode for PartitionsSchema {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic);
        w.put(&self.partition_ids);
        w.put_tag_count(0);
    }
}

impl Message for TransactionLogValue {
    const NAME: &'static str = "TransactionLogValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 0;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 1;
    type View<'a> = TransactionLogValueView<'a>;
}

impl<'a> MessageView<'a> for TransactionLogValueView<'a> {
    type Message = TransactionLogValue;
}
