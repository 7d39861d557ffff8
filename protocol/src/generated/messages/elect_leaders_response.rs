//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `ElectLeadersResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ElectLeadersResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub replica_election_results: Vec<ReplicaElectionResult>,
}

impl<'a> Decode<'a> for ElectLeadersResponse {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        if v >= 1 {
            m.error_code = r.get()?;
        }
        m.replica_election_results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ElectLeadersResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ElectLeadersResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub replica_election_results: ArrayView<'a, ReplicaElectionResultView<'a>>,
}

impl<'a> Decode<'a> for ElectLeadersResponseView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        if v >= 1 {
            m.error_code = r.get()?;
        }
        m.replica_election_results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ElectLeadersResponseView<'_> {
    type Owned = ElectLeadersResponse;
    fn into_owned(self) -> ElectLeadersResponse {
        ElectLeadersResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            replica_election_results: self.replica_election_results.into_owned(),
        }
    }
}

impl Encode for ElectLeadersResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.throttle_time_ms);
        if v >= 1 {
            w.put(&self.error_code);
        } else {
            w.refuse_if(self.error_code != 0, "ErrorCode");
        }
        w.put(&self.replica_election_results);
        w.put_tag_count(0);
    }
}

/// Kafka's `ReplicaElectionResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReplicaElectionResult {
    pub topic: String,
    pub partition_result: Vec<PartitionResult>,
}

impl<'a> Decode<'a> for ReplicaElectionResult {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partition_result = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReplicaElectionResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReplicaElectionResultView<'a> {
    pub topic: &'a str,
    pub partition_result: ArrayView<'a, PartitionResultView<'a>>,
}

impl<'a> Decode<'a> for ReplicaElectionResultView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partition_result = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReplicaElectionResultView<'_> {
    type Owned = ReplicaElectionResult;
    fn into_owned(self) -> ReplicaElectionResult {
        ReplicaElectionResult {
            topic: self.topic.into_owned(),
            partition_result: self.partition_result.into_owned(),
        }
    }
}

impl Encode for ReplicaElectionResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic);
        w.put(&self.partition_result);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PartitionResult {
    pub partition_id: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl<'a> Decode<'a> for PartitionResult {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_id = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PartitionResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct PartitionResultView<'a> {
    pub partition_id: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for PartitionResultView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_id = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionResultView<'_> {
    type Owned = PartitionResult;
    fn into_owned(self) -> PartitionResult {
        PartitionResult {
            partition_id: self.partition_id.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for PartitionResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_id);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put_tag_count(0);
    }
}

impl Message for ElectLeadersResponse {
    const NAME: &'static str = "ElectLeadersResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 43;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = ElectLeadersResponseView<'a>;
}

impl<'a> MessageView<'a> for ElectLeadersResponseView<'a> {
    type Message = ElectLeadersResponse;
}

/// Writes a [`ElectLeadersResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ElectLeadersResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ElectLeadersResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::replica_election_results_element`].
    pub fn replica_election_results(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn replica_election_results_element(&mut self) -> ReplicaElectionResultWriter<'_, 's, S> {
        ReplicaElectionResultWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`ReplicaElectionResult`] field by field, in this order.
#[derive(Debug)]
pub struct ReplicaElectionResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ReplicaElectionResultWriter<'w, 's, S> {
    pub fn topic(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partition_result_element`].
    pub fn partition_result(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partition_result_element(&mut self) -> PartitionResultWriter<'_, 's, S> {
        PartitionResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`PartitionResult`] field by field, in this order.
#[derive(Debug)]
pub struct PartitionResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> PartitionResultWriter<'w, 's, S> {
    pub fn partition_id(&mut self, value: i32) -> &mut Self {
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
