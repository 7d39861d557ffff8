//! Replies: memory with file regions between, whose length is known before the first byte leaves.

use io::{Buffer, FileRegion, Payload, Payloads, Pool};
use protocol::{ApiKey, EncodeError, Sink, Writer};

use crate::request::ReplyTo;

/// The version of a request header that goes with flexible bodies.
const FLEXIBLE_HEADER: i16 = 2;
/// Bytes of the frame length in front.
const PREFIX_BYTES: usize = 4;

/// Where a reply is written: one pooled buffer, and the places at which file regions go between its bytes.
#[derive(Debug, Default)]
pub struct ResponseSink {
    buffer: Buffer,
    /// File regions, each with the position in `buffer` before which it goes.
    regions: Vec<(usize, FileRegion)>,
    region_bytes: usize,
}

impl Sink for ResponseSink {
    fn room(&self) -> usize {
        (i32::MAX as usize).saturating_sub(self.buffer.len() + self.region_bytes)
    }

    fn append(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }
}

/// What handlers write replies with.
pub type ResponseWriter<'s> = Writer<'s, ResponseSink>;

impl ResponseSink {
    /// Puts a file's bytes at this place of the reply, without reading them.
    pub fn append_region(&mut self, region: FileRegion) {
        self.region_bytes += region.len as usize;
        self.regions.push((self.buffer.len(), region));
    }

    /// Writes a whole reply: prefix, header, then what `write` writes. The payloads are appended to `out`.
    ///
    /// # Errors
    /// The body has no bytes in the request's version: our mistake.
    pub(crate) fn write(
        &mut self,
        pool: &Pool,
        reply_to: ReplyTo,
        write: impl FnOnce(&mut ResponseWriter<'_>),
        out: &mut Payloads,
    ) -> Result<(), EncodeError> {
        let flexible = reply_to.api_key.request_header_version(reply_to.api_version) >= FLEXIBLE_HEADER;
        self.begin(pool, reply_to, flexible);
        let mut writer = Writer::new(self, reply_to.api_version, flexible);
        write(&mut writer);
        let written = writer.finish();
        self.weave(out);
        written.inspect_err(|_| out.clear())
    }

    fn begin(&mut self, pool: &Pool, reply_to: ReplyTo, flexible: bool) {
        debug_assert!(self.regions.is_empty() && self.buffer.is_empty(), "the last reply was taken");
        self.buffer = pool.take(256);
        self.region_bytes = 0;
        self.buffer.extend_from_slice(&[0; PREFIX_BYTES]);
        self.buffer.extend_from_slice(&reply_to.correlation_id.to_be_bytes());
        // KIP-511: the header of an ApiVersions response never has tags, or an old client could not read the error.
        if flexible && reply_to.api_key != ApiKey::ApiVersions {
            self.buffer.extend_from_slice(&[0]);
        }
    }

    fn weave(&mut self, out: &mut Payloads) {
        let len = self.buffer.len() - PREFIX_BYTES + self.region_bytes;
        let prefix = i32::try_from(len).expect("`room` keeps a reply below 2 GiB").to_be_bytes();
        self.buffer[..PREFIX_BYTES].copy_from_slice(&prefix);
        let bytes = std::mem::take(&mut self.buffer).freeze();
        let mut from = 0;
        for (position, region) in self.regions.drain(..) {
            if position > from {
                out.push(Payload::Memory(bytes.slice(from..position)));
            }
            from = position;
            out.push(Payload::File(region));
        }
        if from == 0 {
            out.push(Payload::Memory(bytes));
        } else if from < bytes.len() {
            out.push(Payload::Memory(bytes.slice(from..bytes.len())));
        }
    }
}

#[cfg(test)]
mod tests {
    use io::{FileSystem, OpenOptions, PoolOptions, RealFileSystem};
    use net::{ByteBudget, Connection, ConnectionLimits};

    use super::*;

    fn reply_to(api_key: ApiKey, api_version: i16) -> ReplyTo {
        let mut connection = Connection::new(ConnectionLimits::default(), true);
        let slot = connection.reserve();
        connection.close(&mut ByteBudget::new(0));
        ReplyTo { connection: Default::default(), slot, api_key, api_version, correlation_id: 7 }
    }

    fn memory(payload: &Payload) -> &[u8] {
        match payload {
            Payload::Memory(bytes) => bytes,
            Payload::File(region) => panic!("{region:?} is no memory"),
        }
    }

    #[test]
    fn file_regions_stand_where_they_were_put_and_count() {
        let directory = tempfile::tempdir().expect("a temporary folder");
        let path = directory.path().join("segment");
        let file = RealFileSystem.open(&path, OpenOptions::segment()).expect("a file");
        let region = |position, len| FileRegion { file: file.clone(), position, len };
        let (mut sink, mut out) = (ResponseSink::default(), Payloads::new());
        let pool = Pool::new(PoolOptions::default());
        let write = |writer: &mut ResponseWriter<'_>| {
            writer.put_raw(b"ab");
            writer.sink().append_region(region(100, 1000));
            writer.sink().append_region(region(5000, 10));
            writer.put_raw(b"c");
        };
        sink.write(&pool, reply_to(ApiKey::Fetch, 4), write, &mut out).expect("a reply");
        // Length of what follows: correlation id 4, "ab", both regions, "c".
        assert_eq!(memory(&out[0]), [0, 0, 3, 249, 0, 0, 0, 7, b'a', b'b']);
        assert!(matches!(&out[1], Payload::File(region) if region.position == 100));
        assert!(matches!(&out[2], Payload::File(region) if region.position == 5000));
        assert_eq!(memory(&out[3]), b"c");
        assert_eq!(out.iter().map(Payload::len).sum::<usize>(), 4 + 1017);
    }

    #[test]
    fn headers_of_flexible_replies_have_tags_but_for_api_versions() {
        let pool = Pool::new(PoolOptions::default());
        let header = |api_key, version| {
            let (mut sink, mut out) = (ResponseSink::default(), Payloads::new());
            sink.write(&pool, reply_to(api_key, version), |_| {}, &mut out).expect("a reply");
            memory(&out[0]).to_vec()
        };
        assert_eq!(header(ApiKey::Fetch, 11), [0, 0, 0, 4, 0, 0, 0, 7]);
        assert_eq!(header(ApiKey::Fetch, 12), [0, 0, 0, 5, 0, 0, 0, 7, 0]);
        assert_eq!(header(ApiKey::ApiVersions, 4), [0, 0, 0, 4, 0, 0, 0, 7]);
    }
}
