//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `ListTransactionsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListTransactionsResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub unknown_state_filters: Vec<String>,
    pub transaction_states: Vec<TransactionState>,
}

impl<'a> Decode<'a> for ListTransactionsResponse {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.unknown_state_filters = r.get()?;
        m.transaction_states = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListTransactionsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListTransactionsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub unknown_state_filters: ArrayView<'a, &'a str>,
    pub transaction_states: ArrayView<'a, TransactionStateView<'a>>,
}

impl<'a> Decode<'a> for ListTransactionsResponseView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.unknown_state_filters = r.get()?;
        m.transaction_states = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListTransactionsResponseView<'_> {
    type Owned = ListTransactionsResponse;
    fn into_owned(self) -> ListTransactionsResponse {
        ListTransactionsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            unknown_state_filters: self.unknown_state_filters.into_owned(),
            transaction_states: self.transaction_states.into_owned(),
        }
    }
}

impl Encode for ListTransactionsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.unknown_state_filters);
        w.put(&self.transaction_states);
        w.put_tag_count(0);
    }
}

/// Kafka's `TransactionState`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TransactionState {
    pub transactional_id: String,
    pub producer_id: i64,
    pub transaction_state: String,
}

impl<'a> Decode<'a> for TransactionState {
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        m.producer_id = r.get()?;
        m.transaction_state = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TransactionState`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TransactionStateView<'a> {
    pub transactional_id: &'a str,
    pub producer_id: i64,
    pub transaction_state: &'a str,
}

impl<'a> Decode<'a> for TransactionStateView<'a> {
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        m.producer_id = r.get()?;
        m.transaction_state = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TransactionStateView<'_> {
    type Owned = TransactionState;
    fn into_owned(self) -> TransactionState {
        TransactionState {
            transactional_id: self.transactional_id.into_owned(),
            producer_id: self.producer_id.into_owned(),
            transaction_state: self.transaction_state.into_owned(),
        }
    }
}

impl Encode for TransactionState {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.transactional_id);
        w.put(&self.producer_id);
        w.put(&self.transaction_state);
        w.put_tag_count(0);
    }
}

impl Message for ListTransactionsResponse {
    const NAME: &'static str = "ListTransactionsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 66;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ListTransactionsResponseView<'a>;
}

impl<'a> MessageView<'a> for ListTransactionsResponseView<'a> {
    type Message = ListTransactionsResponse;
}

/// Writes a [`ListTransactionsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ListTransactionsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ListTransactionsResponseWriter<'w, 's, S> {
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

    pub fn unknown_state_filters(&mut self, value: &[impl Encode]) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::transaction_states_element`].
    pub fn transaction_states(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn transaction_states_element(&mut self) -> TransactionStateWriter<'_, 's, S> {
        TransactionStateWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`TransactionState`] field by field, in this order.
#[derive(Debug)]
pub struct TransactionStateWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TransactionStateWriter<'w, 's, S> {
    pub fn transactional_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn producer_id(&mut self, value: i64) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn transaction_state(&mut self, value: &str) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
