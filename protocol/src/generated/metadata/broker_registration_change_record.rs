//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `BrokerRegistrationChangeRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct BrokerRegistrationChangeRecord {
    pub broker_id: i32,
    pub broker_epoch: i64,
    pub fenced: i8,
    pub in_controlled_shutdown: i8,
    pub log_dirs: Vec<Uuid>,
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
}

impl<'a> Decode<'a> for BrokerRegistrationChangeRecord {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.broker_epoch = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.fenced = r.get()?,
                1 if v >= 1 => m.in_controlled_shutdown = r.get()?,
                2 if v >= 2 => m.log_dirs = r.get()?,
                3 if v >= 3 => m.cordoned_log_dirs = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`BrokerRegistrationChangeRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct BrokerRegistrationChangeRecordView<'a> {
    pub broker_id: i32,
    pub broker_epoch: i64,
    pub fenced: i8,
    pub in_controlled_shutdown: i8,
    pub log_dirs: ArrayView<'a, Uuid>,
    pub cordoned_log_dirs: Option<ArrayView<'a, Uuid>>,
}

impl<'a> Decode<'a> for BrokerRegistrationChangeRecordView<'a> {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.broker_epoch = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.fenced = r.get()?,
                1 if v >= 1 => m.in_controlled_shutdown = r.get()?,
                2 if v >= 2 => m.log_dirs = r.get()?,
                3 if v >= 3 => m.cordoned_log_dirs = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for BrokerRegistrationChangeRecordView<'_> {
    type Owned = BrokerRegistrationChangeRecord;
    fn into_owned(self) -> BrokerRegistrationChangeRecord {
        BrokerRegistrationChangeRecord {
            broker_id: self.broker_id.into_owned(),
            broker_epoch: self.broker_epoch.into_owned(),
            fenced: self.fenced.into_owned(),
            in_controlled_shutdown: self.in_controlled_shutdown.into_owned(),
            log_dirs: self.log_dirs.into_owned(),
            cordoned_log_dirs: self.cordoned_log_dirs.into_owned(),
        }
    }
}

impl Encode for BrokerRegistrationChangeRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.broker_id);
        w.put(&self.broker_epoch);
        self.write_tags(w);
    }
}

impl BrokerRegistrationChangeRecord {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = self.fenced != 0;
        let has_1 = v >= 1 && self.in_controlled_shutdown != 0;
        let has_2 = v >= 2 && !self.log_dirs.is_empty();
        let has_3 = v >= 3 && self.cordoned_log_dirs.is_some();
        w.put_tag_count(usize::from(has_0) + usize::from(has_1) + usize::from(has_2) + usize::from(has_3));
        if has_0 {
            w.put_tag(0, &self.fenced);
        }
        if has_1 {
            w.put_tag(1, &self.in_controlled_shutdown);
        } else {
            w.refuse_if(self.in_controlled_shutdown != 0, "InControlledShutdown");
        }
        if has_2 {
            w.put_tag(2, &self.log_dirs);
        } else {
            w.refuse_if(!self.log_dirs.is_empty(), "LogDirs");
        }
        if has_3 {
            w.put_tag(3, &self.cordoned_log_dirs);
        } else {
            w.refuse_if(self.cordoned_log_dirs.is_some(), "CordonedLogDirs");
        }
    }
}

impl Message for BrokerRegistrationChangeRecord {
    const NAME: &'static str = "BrokerRegistrationChangeRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 17;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = BrokerRegistrationChangeRecordView<'a>;
}

impl<'a> MessageView<'a> for BrokerRegistrationChangeRecordView<'a> {
    type Message = BrokerRegistrationChangeRecord;
}
