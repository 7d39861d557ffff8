//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `AlterReplicaLogDirsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterReplicaLogDirsRequest {
    pub dirs: Vec<AlterReplicaLogDir>,
}

impl<'a> Decode<'a> for AlterReplicaLogDirsRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.dirs = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterReplicaLogDirsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterReplicaLogDirsRequestView<'a> {
    pub dirs: ArrayView<'a, AlterReplicaLogDirView<'a>>,
}

impl<'a> Decode<'a> for AlterReplicaLogDirsRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.dirs = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterReplicaLogDirsRequestView<'_> {
    type Owned = AlterReplicaLogDirsRequest;
    fn into_owned(self) -> AlterReplicaLogDirsRequest {
        AlterReplicaLogDirsRequest { dirs: self.dirs.into_owned() }
    }
}

impl Encode for AlterReplicaLogDirsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.dirs);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterReplicaLogDir`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterReplicaLogDir {
    pub path: String,
    pub topics: Vec<AlterReplicaLogDirTopic>,
}

impl<'a> Decode<'a> for AlterReplicaLogDir {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.path = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterReplicaLogDir`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterReplicaLogDirView<'a> {
    pub path: &'a str,
    pub topics: ArrayView<'a, AlterReplicaLogDirTopicView<'a>>,
}

impl<'a> Decode<'a> for AlterReplicaLogDirView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.path = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterReplicaLogDirView<'_> {
    type Owned = AlterReplicaLogDir;
    fn into_owned(self) -> AlterReplicaLogDir {
        AlterReplicaLogDir { path: self.path.into_owned(), topics: self.topics.into_owned() }
    }
}

impl Encode for AlterReplicaLogDir {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.path);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterReplicaLogDirTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterReplicaLogDirTopic {
    pub name: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for AlterReplicaLogDirTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterReplicaLogDirTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterReplicaLogDirTopicView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for AlterReplicaLogDirTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterReplicaLogDirTopicView<'_> {
    type Owned = AlterReplicaLogDirTopic;
    fn into_owned(self) -> AlterReplicaLogDirTopic {
        AlterReplicaLogDirTopic { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for AlterReplicaLogDirTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for AlterReplicaLogDirsRequest {
    const NAME: &'static str = "AlterReplicaLogDirsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 34;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = AlterReplicaLogDirsRequestView<'a>;
}

impl<'a> MessageView<'a> for AlterReplicaLogDirsRequestView<'a> {
    type Message = AlterReplicaLogDirsRequest;
}
