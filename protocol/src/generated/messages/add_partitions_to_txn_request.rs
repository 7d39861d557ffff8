//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `AddPartitionsToTxnRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnRequest {
    pub transactions: Vec<AddPartitionsToTxnTransaction>,
    pub v3_and_below_transactional_id: String,
    pub v3_and_below_producer_id: i64,
    pub v3_and_below_producer_epoch: i16,
    pub v3_and_below_topics: Vec<AddPartitionsToTxnTopic>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 4 {
            m.transactions = r.get()?;
        }
        if v <= 3 {
            m.v3_and_below_transactional_id = r.get()?;
        }
        if v <= 3 {
            m.v3_and_below_producer_id = r.get()?;
        }
        if v <= 3 {
            m.v3_and_below_producer_epoch = r.get()?;
        }
        if v <= 3 {
            m.v3_and_below_topics = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AddPartitionsToTxnRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnRequestView<'a> {
    pub transactions: ArrayView<'a, AddPartitionsToTxnTransactionView<'a>>,
    pub v3_and_below_transactional_id: &'a str,
    pub v3_and_below_producer_id: i64,
    pub v3_and_below_producer_epoch: i16,
    pub v3_and_below_topics: ArrayView<'a, AddPartitionsToTxnTopicView<'a>>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 4 {
            m.transactions = r.get()?;
        }
        if v <= 3 {
            m.v3_and_below_transactional_id = r.get()?;
        }
        if v <= 3 {
            m.v3_and_below_producer_id = r.get()?;
        }
        if v <= 3 {
            m.v3_and_below_producer_epoch = r.get()?;
        }
        if v <= 3 {
            m.v3_and_below_topics = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AddPartitionsToTxnRequestView<'_> {
    type Owned = AddPartitionsToTxnRequest;
    fn into_owned(self) -> AddPartitionsToTxnRequest {
        AddPartitionsToTxnRequest {
            transactions: self.transactions.into_owned(),
            v3_and_below_transactional_id: self.v3_and_below_transactional_id.into_owned(),
            v3_and_below_producer_id: self.v3_and_below_producer_id.into_owned(),
            v3_and_below_producer_epoch: self.v3_and_below_producer_epoch.into_owned(),
            v3_and_below_topics: self.v3_and_below_topics.into_owned(),
        }
    }
}

impl Encode for AddPartitionsToTxnRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 4 {
            w.put(&self.transactions);
        } else {
            w.refuse_if(!self.transactions.is_empty(), "Transactions");
        }
        if v <= 3 {
            w.put(&self.v3_and_below_transactional_id);
        } else {
            w.refuse_if(!self.v3_and_below_transactional_id.is_empty(), "V3AndBelowTransactionalId");
        }
        if v <= 3 {
            w.put(&self.v3_and_below_producer_id);
        } else {
            w.refuse_if(self.v3_and_below_producer_id != 0, "V3AndBelowProducerId");
        }
        if v <= 3 {
            w.put(&self.v3_and_below_producer_epoch);
        } else {
            w.refuse_if(self.v3_and_below_producer_epoch != 0, "V3AndBelowProducerEpoch");
        }
        if v <= 3 {
            w.put(&self.v3_and_below_topics);
        } else {
            w.refuse_if(!self.v3_and_below_topics.is_empty(), "V3AndBelowTopics");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `AddPartitionsToTxnTransaction`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnTransaction {
    pub transactional_id: String,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub verify_only: bool,
    pub topics: Vec<AddPartitionsToTxnTopic>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnTransaction {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 4 {
            m.transactional_id = r.get()?;
        }
        if v >= 4 {
            m.producer_id = r.get()?;
        }
        if v >= 4 {
            m.producer_epoch = r.get()?;
        }
        if v >= 4 {
            m.verify_only = r.get()?;
        }
        if v >= 4 {
            m.topics = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AddPartitionsToTxnTransaction`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnTransactionView<'a> {
    pub transactional_id: &'a str,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub verify_only: bool,
    pub topics: ArrayView<'a, AddPartitionsToTxnTopicView<'a>>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnTransactionView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 4 {
            m.transactional_id = r.get()?;
        }
        if v >= 4 {
            m.producer_id = r.get()?;
        }
        if v >= 4 {
            m.producer_epoch = r.get()?;
        }
        if v >= 4 {
            m.verify_only = r.get()?;
        }
        if v >= 4 {
            m.topics = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AddPartitionsToTxnTransactionView<'_> {
    type Owned = AddPartitionsToTxnTransaction;
    fn into_owned(self) -> AddPartitionsToTxnTransaction {
        AddPartitionsToTxnTransaction {
            transactional_id: self.transactional_id.into_owned(),
            producer_id: self.producer_id.into_owned(),
            producer_epoch: self.producer_epoch.into_owned(),
            verify_only: self.verify_only.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for AddPartitionsToTxnTransaction {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 4 {
            w.put(&self.transactional_id);
        } else {
            w.refuse_if(!self.transactional_id.is_empty(), "TransactionalId");
        }
        if v >= 4 {
            w.put(&self.producer_id);
        } else {
            w.refuse_if(self.producer_id != 0, "ProducerId");
        }
        if v >= 4 {
            w.put(&self.producer_epoch);
        } else {
            w.refuse_if(self.producer_epoch != 0, "ProducerEpoch");
        }
        if v >= 4 {
            w.put(&self.verify_only);
        } else {
            w.refuse_if(self.verify_only, "VerifyOnly");
        }
        if v >= 4 {
            w.put(&self.topics);
        } else {
            w.refuse_if(!self.topics.is_empty(), "Topics");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `AddPartitionsToTxnTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnTopic {
    pub name: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AddPartitionsToTxnTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnTopicView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AddPartitionsToTxnTopicView<'_> {
    type Owned = AddPartitionsToTxnTopic;
    fn into_owned(self) -> AddPartitionsToTxnTopic {
        AddPartitionsToTxnTopic { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for AddPartitionsToTxnTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for AddPartitionsToTxnRequest {
    const NAME: &'static str = "AddPartitionsToTxnRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 24;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = AddPartitionsToTxnRequestView<'a>;
}

impl<'a> MessageView<'a> for AddPartitionsToTxnRequestView<'a> {
    type Message = AddPartitionsToTxnRequest;
}
