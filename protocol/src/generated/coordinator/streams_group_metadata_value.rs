//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `StreamsGroupMetadataValue`.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamsGroupMetadataValue {
    pub epoch: i32,
    pub metadata_hash: i64,
    pub validated_topology_epoch: i32,
    pub last_assignment_configs: Option<Vec<LastAssignmentConfig>>,
    pub stored_description_topology_epoch: i32,
    pub failed_description_topology_epoch: i32,
}

impl Default for StreamsGroupMetadataValue {
    fn default() -> Self {
        Self {
            epoch: Default::default(),
            metadata_hash: Default::default(),
            validated_topology_epoch: -1,
            last_assignment_configs: Some(Default::default()),
            stored_description_topology_epoch: -1,
            failed_description_topology_epoch: -1,
        }
    }
}

impl<'a> Decode<'a> for StreamsGroupMetadataValue {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.epoch = r.get()?;
        m.metadata_hash = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.validated_topology_epoch = r.get()?,
                1 => m.last_assignment_configs = r.get()?,
                2 => m.stored_description_topology_epoch = r.get()?,
                3 => m.failed_description_topology_epoch = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`StreamsGroupMetadataValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StreamsGroupMetadataValueView<'a> {
    pub epoch: i32,
    pub metadata_hash: i64,
    pub validated_topology_epoch: i32,
    pub last_assignment_configs: Option<ArrayView<'a, LastAssignmentConfigView<'a>>>,
    pub stored_description_topology_epoch: i32,
    pub failed_description_topology_epoch: i32,
}

impl Default for StreamsGroupMetadataValueView<'_> {
    fn default() -> Self {
        Self {
            epoch: Default::default(),
            metadata_hash: Default::default(),
            validated_topology_epoch: -1,
            last_assignment_configs: Some(Default::default()),
            stored_description_topology_epoch: -1,
            failed_description_topology_epoch: -1,
        }
    }
}

impl<'a> Decode<'a> for StreamsGroupMetadataValueView<'a> {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.epoch = r.get()?;
        m.metadata_hash = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.validated_topology_epoch = r.get()?,
                1 => m.last_assignment_configs = r.get()?,
                2 => m.stored_description_topology_epoch = r.get()?,
                3 => m.failed_description_topology_epoch = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupMetadataValueView<'_> {
    type Owned = StreamsGroupMetadataValue;
    fn into_owned(self) -> StreamsGroupMetadataValue {
        StreamsGroupMetadataValue {
            epoch: self.epoch.into_owned(),
            metadata_hash: self.metadata_hash.into_owned(),
            validated_topology_epoch: self.validated_topology_epoch.into_owned(),
            last_assignment_configs: self.last_assignment_configs.into_owned(),
            stored_description_topology_epoch: self.stored_description_topology_epoch.into_owned(),
            failed_description_topology_epoch: self.failed_description_topology_epoch.into_owned(),
        }
    }
}

impl Encode for StreamsGroupMetadataValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.epoch);
        w.put(&self.metadata_hash);
        self.write_tags(w);
    }
}

impl StreamsGroupMetadataValue {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.validated_topology_epoch != -1;
        let has_1 = self.last_assignment_configs.as_ref().is_none_or(|value| !value.is_empty());
        let has_2 = self.stored_description_topology_epoch != -1;
        let has_3 = self.failed_description_topology_epoch != -1;
        w.put_tag_count(usize::from(has_0) + usize::from(has_1) + usize::from(has_2) + usize::from(has_3));
        if has_0 {
            w.put_tag(0, &self.validated_topology_epoch);
        }
        if has_1 {
            w.put_tag(1, &self.last_assignment_configs);
        }
        if has_2 {
            w.put_tag(2, &self.stored_description_topology_epoch);
        }
        if has_3 {
            w.put_tag(3, &self.failed_description_topology_epoch);
        }
    }
}

/// Kafka's `LastAssignmentConfig`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LastAssignmentConfig {
    pub key: String,
    pub value: String,
}

impl<'a> Decode<'a> for LastAssignmentConfig {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`LastAssignmentConfig`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct LastAssignmentConfigView<'a> {
    pub key: &'a str,
    pub value: &'a str,
}

impl<'a> Decode<'a> for LastAssignmentConfigView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for LastAssignmentConfigView<'_> {
    type Owned = LastAssignmentConfig;
    fn into_owned(self) -> LastAssignmentConfig {
        LastAssignmentConfig { key: self.key.into_owned(), value: self.value.into_owned() }
    }
}

impl Encode for LastAssignmentConfig {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.key);
        w.put(&self.value);
        w.put_tag_count(0);
    }
}

impl Message for StreamsGroupMetadataValue {
    const NAME: &'static str = "StreamsGroupMetadataValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 17;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = StreamsGroupMetadataValueView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupMetadataValueView<'a> {
    type Message = StreamsGroupMetadataValue;
}
