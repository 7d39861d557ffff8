//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `ListGroupsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListGroupsResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub groups: Vec<ListedGroup>,
}

impl<'a> Decode<'a> for ListGroupsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        m.error_code = r.get()?;
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListGroupsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListGroupsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub groups: ArrayView<'a, ListedGroupView<'a>>,
}

impl<'a> Decode<'a> for ListGroupsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        m.error_code = r.get()?;
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListGroupsResponseView<'_> {
    type Owned = ListGroupsResponse;
    fn into_owned(self) -> ListGroupsResponse {
        ListGroupsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            groups: self.groups.into_owned(),
        }
    }
}

impl Encode for ListGroupsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.throttle_time_ms);
        }
        w.put(&self.error_code);
        w.put(&self.groups);
        w.put_tag_count(0);
    }
}

/// Kafka's `ListedGroup`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListedGroup {
    pub group_id: String,
    pub protocol_type: String,
    pub group_state: String,
    pub group_type: String,
}

impl<'a> Decode<'a> for ListedGroup {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.protocol_type = r.get()?;
        if v >= 4 {
            m.group_state = r.get()?;
        }
        if v >= 5 {
            m.group_type = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListedGroup`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListedGroupView<'a> {
    pub group_id: &'a str,
    pub protocol_type: &'a str,
    pub group_state: &'a str,
    pub group_type: &'a str,
}

impl<'a> Decode<'a> for ListedGroupView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.protocol_type = r.get()?;
        if v >= 4 {
            m.group_state = r.get()?;
        }
        if v >= 5 {
            m.group_type = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListedGroupView<'_> {
    type Owned = ListedGroup;
    fn into_owned(self) -> ListedGroup {
        ListedGroup {
            group_id: self.group_id.into_owned(),
            protocol_type: self.protocol_type.into_owned(),
            group_state: self.group_state.into_owned(),
            group_type: self.group_type.into_owned(),
        }
    }
}

impl Encode for ListedGroup {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.group_id);
        w.put(&self.protocol_type);
        if v >= 4 {
            w.put(&self.group_state);
        }
        if v >= 5 {
            w.put(&self.group_type);
        }
        w.put_tag_count(0);
    }
}

impl Message for ListGroupsResponse {
    const NAME: &'static str = "ListGroupsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 16;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = ListGroupsResponseView<'a>;
}

impl<'a> MessageView<'a> for ListGroupsResponseView<'a> {
    type Message = ListGroupsResponse;
}

/// Writes a [`ListGroupsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ListGroupsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ListGroupsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::groups_element`].
    pub fn groups(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn groups_element(&mut self) -> ListedGroupWriter<'_, 's, S> {
        ListedGroupWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`ListedGroup`] field by field, in this order.
#[derive(Debug)]
pub struct ListedGroupWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ListedGroupWriter<'w, 's, S> {
    pub fn group_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn protocol_type(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn group_state(&mut self, value: &str) -> &mut Self {
        self.0.field(2, VersionRange::new(4, i16::MAX), &value);
        self
    }

    pub fn group_type(&mut self, value: &str) -> &mut Self {
        self.0.field(3, VersionRange::new(5, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
