//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `InitProducerIdRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct InitProducerIdRequest {
    pub transactional_id: Option<String>,
    pub transaction_timeout_ms: i32,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub enable2_pc: bool,
    pub keep_prepared_txn: bool,
}

impl Default for InitProducerIdRequest {
    fn default() -> Self {
        Self {
            transactional_id: None,
            transaction_timeout_ms: Default::default(),
            producer_id: -1,
            producer_epoch: -1,
            enable2_pc: Default::default(),
            keep_prepared_txn: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for InitProducerIdRequest {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        m.transaction_timeout_ms = r.get()?;
        if v >= 3 {
            m.producer_id = r.get()?;
        }
        if v >= 3 {
            m.producer_epoch = r.get()?;
        }
        if v >= 6 {
            m.enable2_pc = r.get()?;
        }
        if v >= 6 {
            m.keep_prepared_txn = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`InitProducerIdRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InitProducerIdRequestView<'a> {
    pub transactional_id: Option<&'a str>,
    pub transaction_timeout_ms: i32,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub enable2_pc: bool,
    pub keep_prepared_txn: bool,
}

impl Default for InitProducerIdRequestView<'_> {
    fn default() -> Self {
        Self {
            transactional_id: None,
            transaction_timeout_ms: Default::default(),
            producer_id: -1,
            producer_epoch: -1,
            enable2_pc: Default::default(),
            keep_prepared_txn: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for InitProducerIdRequestView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        m.transaction_timeout_ms = r.get()?;
        if v >= 3 {
            m.producer_id = r.get()?;
        }
        if v >= 3 {
            m.producer_epoch = r.get()?;
        }
        if v >= 6 {
            m.enable2_pc = r.get()?;
        }
        if v >= 6 {
            m.keep_prepared_txn = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for InitProducerIdRequestView<'_> {
    type Owned = InitProducerIdRequest;
    fn into_owned(self) -> InitProducerIdRequest {
        InitProducerIdRequest {
            transactional_id: self.transactional_id.into_owned(),
            transaction_timeout_ms: self.transaction_timeout_ms.into_owned(),
            producer_id: self.producer_id.into_owned(),
            producer_epoch: self.producer_epoch.into_owned(),
            enable2_pc: self.enable2_pc.into_owned(),
            keep_prepared_txn: self.keep_prepared_txn.into_owned(),
        }
    }
}

impl Encode for InitProducerIdRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.transactional_id);
        w.put(&self.transaction_timeout_ms);
        if v >= 3 {
            w.put(&self.producer_id);
        } else {
            w.refuse_if(self.producer_id != -1, "ProducerId");
        }
        if v >= 3 {
            w.put(&self.producer_epoch);
        } else {
            w.refuse_if(self.producer_epoch != -1, "ProducerEpoch");
        }
        if v >= 6 {
            w.put(&self.enable2_pc);
        } else {
            w.refuse_if(self.enable2_pc, "Enable2Pc");
        }
        if v >= 6 {
            w.put(&self.keep_prepared_txn);
        } else {
            w.refuse_if(self.keep_prepared_txn, "KeepPreparedTxn");
        }
        w.put_tag_count(0);
    }
}

impl Message for InitProducerIdRequest {
    const NAME: &'static str = "InitProducerIdRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 22;
    const VERSIONS: VersionRange = VersionRange::new(0, 6);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = InitProducerIdRequestView<'a>;
}

impl<'a> MessageView<'a> for InitProducerIdRequestView<'a> {
    type Message = InitProducerIdRequest;
}
