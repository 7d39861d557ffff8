//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `DescribeClusterRequest`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct DescribeClusterRequest {
    pub include_cluster_authorized_operations: bool,
    pub endpoint_type: i8,
    pub include_fenced_brokers: bool,
}

impl Default for DescribeClusterRequest {
    fn default() -> Self {
        Self {
            include_cluster_authorized_operations: Default::default(),
            endpoint_type: 1,
            include_fenced_brokers: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for DescribeClusterRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.include_cluster_authorized_operations = r.get()?;
        if v >= 1 {
            m.endpoint_type = r.get()?;
        }
        if v >= 2 {
            m.include_fenced_brokers = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeClusterRequest {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for DescribeClusterRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.include_cluster_authorized_operations);
        if v >= 1 {
            w.put(&self.endpoint_type);
        } else {
            w.refuse_if(self.endpoint_type != 1, "EndpointType");
        }
        if v >= 2 {
            w.put(&self.include_fenced_brokers);
        } else {
            w.refuse_if(self.include_fenced_brokers, "IncludeFencedBrokers");
        }
        w.put_tag_count(0);
    }
}

impl Message for DescribeClusterRequest {
    const NAME: &'static str = "DescribeClusterRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 60;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeClusterRequest;
}

impl<'a> MessageView<'a> for DescribeClusterRequest {
    type Message = DescribeClusterRequest;
}
