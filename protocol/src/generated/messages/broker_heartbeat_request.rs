//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `BrokerHeartbeatRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokerHeartbeatRequest {
    pub broker_id: i32,
    pub broker_epoch: i64,
    pub current_metadata_offset: i64,
    pub want_fence: bool,
    pub want_shut_down: bool,
    pub offline_log_dirs: Vec<Uuid>,
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
}

impl Default for BrokerHeartbeatRequest {
    fn default() -> Self {
        Self {
            broker_id: Default::default(),
            broker_epoch: -1,
            current_metadata_offset: Default::default(),
            want_fence: Default::default(),
            want_shut_down: Default::default(),
            offline_log_dirs: Default::default(),
            cordoned_log_dirs: None,
        }
    }
}

impl<'a> Decode<'a> for BrokerHeartbeatRequest {
    const SIZE_MIN: usize = 23;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.broker_epoch = r.get()?;
        m.current_metadata_offset = r.get()?;
        m.want_fence = r.get()?;
        m.want_shut_down = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 1 => m.offline_log_dirs = r.get()?,
                1 if v >= 2 => m.cordoned_log_dirs = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`BrokerHeartbeatRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BrokerHeartbeatRequestView<'a> {
    pub broker_id: i32,
    pub broker_epoch: i64,
    pub current_metadata_offset: i64,
    pub want_fence: bool,
    pub want_shut_down: bool,
    pub offline_log_dirs: ArrayView<'a, Uuid>,
    pub cordoned_log_dirs: Option<ArrayView<'a, Uuid>>,
}

impl Default for BrokerHeartbeatRequestView<'_> {
    fn default() -> Self {
        Self {
            broker_id: Default::default(),
            broker_epoch: -1,
            current_metadata_offset: Default::default(),
            want_fence: Default::default(),
            want_shut_down: Default::default(),
            offline_log_dirs: Default::default(),
            cordoned_log_dirs: None,
        }
    }
}

impl<'a> Decode<'a> for BrokerHeartbeatRequestView<'a> {
    const SIZE_MIN: usize = 23;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.broker_epoch = r.get()?;
        m.current_metadata_offset = r.get()?;
        m.want_fence = r.get()?;
        m.want_shut_down = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 1 => m.offline_log_dirs = r.get()?,
                1 if v >= 2 => m.cordoned_log_dirs = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for BrokerHeartbeatRequestView<'_> {
    type Owned = BrokerHeartbeatRequest;
    fn into_owned(self) -> BrokerHeartbeatRequest {
        BrokerHeartbeatRequest {
            broker_id: self.broker_id.into_owned(),
            broker_epoch: self.broker_epoch.into_owned(),
            current_metadata_offset: self.current_metadata_offset.into_owned(),
            want_fence: self.want_fence.into_owned(),
            want_shut_down: self.want_shut_down.into_owned(),
            offline_log_dirs: self.offline_log_dirs.into_owned(),
            cordoned_log_dirs: self.cordoned_log_dirs.into_owned(),
        }
    }
}

impl Encode for BrokerHeartbeatRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.broker_id);
        w.put(&self.broker_epoch);
        w.put(&self.current_metadata_offset);
        w.put(&self.want_fence);
        w.put(&self.want_shut_down);
        self.write_tags(w);
    }
}

impl BrokerHeartbeatRequest {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 1 && !self.offline_log_dirs.is_empty();
        let has_1 = v >= 2 && self.cordoned_log_dirs.is_some();
        w.put_tag_count(usize::from(has_0) + usize::from(has_1));
        if has_0 {
            w.put_tag(0, &self.offline_log_dirs);
        } else {
            w.refuse_if(!self.offline_log_dirs.is_empty(), "OfflineLogDirs");
        }
        if has_1 {
            w.put_tag(1, &self.cordoned_log_dirs);
        } else {
            w.refuse_if(self.cordoned_log_dirs.is_some(), "CordonedLogDirs");
        }
    }
}

impl Message for BrokerHeartbeatRequest {
    const NAME: &'static str = "BrokerHeartbeatRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 63;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = BrokerHeartbeatRequestView<'a>;
}

impl<'a> MessageView<'a> for BrokerHeartbeatRequestView<'a> {
    type Message = BrokerHeartbeatRequest;
}
