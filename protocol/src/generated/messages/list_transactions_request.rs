//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ListTransactionsRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListTransactionsRequest {
    pub state_filters: Vec<String>,
    pub producer_id_filters: Vec<i64>,
    pub duration_filter: i64,
    pub transactional_id_pattern: Option<String>,
}

impl Default for ListTransactionsRequest {
    fn default() -> Self {
        Self {
            state_filters: Default::default(),
            producer_id_filters: Default::default(),
            duration_filter: -1,
            transactional_id_pattern: None,
        }
    }
}

impl<'a> Decode<'a> for ListTransactionsRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.state_filters = r.get()?;
        m.producer_id_filters = r.get()?;
        if v >= 1 {
            m.duration_filter = r.get()?;
        }
        if v >= 2 {
            m.transactional_id_pattern = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListTransactionsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ListTransactionsRequestView<'a> {
    pub state_filters: ArrayView<'a, &'a str>,
    pub producer_id_filters: ArrayView<'a, i64>,
    pub duration_filter: i64,
    pub transactional_id_pattern: Option<&'a str>,
}

impl Default for ListTransactionsRequestView<'_> {
    fn default() -> Self {
        Self {
            state_filters: Default::default(),
            producer_id_filters: Default::default(),
            duration_filter: -1,
            transactional_id_pattern: None,
        }
    }
}

impl<'a> Decode<'a> for ListTransactionsRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.state_filters = r.get()?;
        m.producer_id_filters = r.get()?;
        if v >= 1 {
            m.duration_filter = r.get()?;
        }
        if v >= 2 {
            m.transactional_id_pattern = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListTransactionsRequestView<'_> {
    type Owned = ListTransactionsRequest;
    fn into_owned(self) -> ListTransactionsRequest {
        ListTransactionsRequest {
            state_filters: self.state_filters.into_owned(),
            producer_id_filters: self.producer_id_filters.into_owned(),
            duration_filter: self.duration_filter.into_owned(),
            transactional_id_pattern: self.transactional_id_pattern.into_owned(),
        }
    }
}

impl Encode for ListTransactionsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.state_filters);
        w.put(&self.producer_id_filters);
        if v >= 1 {
            w.put(&self.duration_filter);
        } else {
            w.refuse_if(self.duration_filter != -1, "DurationFilter");
        }
        if v >= 2 {
            w.put(&self.transactional_id_pattern);
        } else {
            w.refuse_if(self.transactional_id_pattern.is_some(), "TransactionalIdPattern");
        }
        w.put_tag_count(0);
    }
}

impl Message for ListTransactionsRequest {
    const NAME: &'static str = "ListTransactionsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 66;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ListTransactionsRequestView<'a>;
}

impl<'a> MessageView<'a> for ListTransactionsRequestView<'a> {
    type Message = ListTransactionsRequest;
}
