//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `AlterPartitionReassignmentsResponse`.
#[derive(Clone, Debug, PartialEq)]
pub struct AlterPartitionReassignmentsResponse {
    pub throttle_time_ms: i32,
    pub allow_replication_factor_change: bool,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub responses: Vec<ReassignableTopicResponse>,
}

impl Default for AlterPartitionReassignmentsResponse {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            allow_replication_factor_change: true,
            error_code: Default::default(),
            error_message: None,
            responses: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for AlterPartitionReassignmentsResponse {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        if v >= 1 {
            m.allow_replication_factor_change = r.get()?;
        }
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.responses = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterPartitionReassignmentsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlterPartitionReassignmentsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub allow_replication_factor_change: bool,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub responses: ArrayView<'a, ReassignableTopicResponseView<'a>>,
}

impl Default for AlterPartitionReassignmentsResponseView<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            allow_replication_factor_change: true,
            error_code: Default::default(),
            error_message: None,
            responses: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for AlterPartitionReassignmentsResponseView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        if v >= 1 {
            m.allow_replication_factor_change = r.get()?;
        }
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.responses = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterPartitionReassignmentsResponseView<'_> {
    type Owned = AlterPartitionReassignmentsResponse;
    fn into_owned(self) -> AlterPartitionReassignmentsResponse {
        AlterPartitionReassignmentsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            allow_replication_factor_change: self.allow_replication_factor_change.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            responses: self.responses.into_owned(),
        }
    }
}

impl Encode for AlterPartitionReassignmentsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.throttle_time_ms);
        if v >= 1 {
            w.put(&self.allow_replication_factor_change);
        }
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.responses);
        w.put_tag_count(0);
    }
}

/// Kafka's `ReassignableTopicResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReassignableTopicResponse {
    pub name: String,
    pub partitions: Vec<ReassignablePartitionResponse>,
}

impl<'a> Decode<'a> for ReassignableTopicResponse {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReassignableTopicResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReassignableTopicResponseView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, ReassignablePartitionResponseView<'a>>,
}

impl<'a> Decode<'a> for ReassignableTopicResponseView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReassignableTopicResponseView<'_> {
    type Owned = ReassignableTopicResponse;
    fn into_owned(self) -> ReassignableTopicResponse {
        ReassignableTopicResponse { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for ReassignableTopicResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `ReassignablePartitionResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReassignablePartitionResponse {
    pub partition_index: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl<'a> Decode<'a> for ReassignablePartitionResponse {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReassignablePartitionResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReassignablePartitionResponseView<'a> {
    pub partition_index: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for ReassignablePartitionResponseView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReassignablePartitionResponseView<'_> {
    type Owned = ReassignablePartitionResponse;
    fn into_owned(self) -> ReassignablePartitionResponse {
        ReassignablePartitionResponse {
            partition_index: self.partition_index.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for ReassignablePartitionResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put_tag_count(0);
    }
}

impl Message for AlterPartitionReassignmentsResponse {
    const NAME: &'static str = "AlterPartitionReassignmentsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 45;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AlterPartitionReassignmentsResponseView<'a>;
}

impl<'a> MessageView<'a> for AlterPartitionReassignmentsResponseView<'a> {
    type Message = AlterPartitionReassignmentsResponse;
}

/// Writes a [`AlterPartitionReassignmentsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct AlterPartitionReassignmentsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AlterPartitionReassignmentsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn allow_replication_factor_change(&mut self, value: bool) -> &mut Self {
        self.0.field(1, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Announces the elements: each follows through [`Self::responses_element`].
    pub fn responses(&mut self, count: usize) -> &mut Self {
        self.0.array(4, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn responses_element(&mut self) -> ReassignableTopicResponseWriter<'_, 's, S> {
        ReassignableTopicResponseWriter(self.0.element(4))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(5).put_tag_count(0);
    }
}

/// Writes a [`ReassignableTopicResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ReassignableTopicResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ReassignableTopicResponseWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> ReassignablePartitionResponseWriter<'_, 's, S> {
        ReassignablePartitionResponseWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`ReassignablePartitionResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ReassignablePartitionResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ReassignablePartitionResponseWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
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

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
