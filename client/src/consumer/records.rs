//! Fetched bytes to records.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use bytes::Bytes;
use protocol::messages::fetch_response::AbortedTransaction;
use protocol::records::compression::decompress;
use protocol::records::{BatchError, BatchHeader, BatchView, Compression, ControlRecord, Record, Records};

use super::batch::FetchedBatch;
use super::config::{ConsumerConfig, ConsumerRecord};
use crate::{Error, IsolationLevel};

/// What one answer had of one partition, taken apart batch by batch.
pub(crate) struct Fetched {
    topic: Arc<str>,
    partition: i32,
    rest: Bytes,
    aborted: VecDeque<AbortedTransaction>,
    aborted_producers: BTreeSet<i64>,
    records: VecDeque<ConsumerRecord>,
    /// Where the batch ends that `records` are of: after compaction its last offsets may be gone.
    batch_end: Option<i64>,
}

impl Fetched {
    /// `aborted` is as in the answer: the transactions that have records in `bytes`.
    pub(crate) fn new(
        topic: Arc<str>,
        partition: i32,
        bytes: Bytes,
        mut aborted: Vec<AbortedTransaction>,
    ) -> Self {
        aborted.sort_by_key(|transaction| transaction.first_offset);
        Self {
            topic,
            partition,
            rest: bytes,
            aborted: aborted.into(),
            aborted_producers: BTreeSet::new(),
            records: VecDeque::new(),
            batch_end: None,
        }
    }

    pub(crate) fn key(&self) -> (Arc<str>, i32) {
        (Arc::clone(&self.topic), self.partition)
    }

    /// The next record at or after `position`, which moves behind it. `Ok(None)`: all is read, and `position` is where
    /// to fetch next.
    pub(crate) fn next(
        &mut self,
        position: &mut i64,
        config: &ConsumerConfig,
    ) -> Result<Option<ConsumerRecord>, Error> {
        loop {
            if let Some(record) = self.records.pop_front() {
                *position = record.offset + 1;
                return Ok(Some(record));
            }
            if let Some(end) = self.batch_end.take() {
                *position = end.max(*position);
            }
            if !self.open_batch(position, config)? {
                return Ok(None);
            }
        }
    }

    /// The next batch with records at or after `position`, which moves behind it. `Ok(None)`: as of [`Self::next`].
    pub(crate) fn next_batch(
        &mut self,
        position: &mut i64,
        config: &ConsumerConfig,
    ) -> Result<Option<FetchedBatch>, Error> {
        assert!(self.records.is_empty(), "records of this batch were taken one by one");
        *position = self.batch_end.take().unwrap_or(*position).max(*position);
        loop {
            let bytes = self.rest.clone();
            let Some(batch) = self.split_batch(&bytes, *position, config)? else { return Ok(None) };
            let header = batch.header();
            if header.last_offset() < *position {
                continue;
            }
            let from = std::mem::replace(position, header.next_offset());
            if self.is_hidden(&batch, config)? {
                continue;
            }
            let body = self.body(&batch, &bytes, config).map_err(|error| self.corrupt(from, &error))?;
            return Ok(Some(FetchedBatch::new(Arc::clone(&self.topic), self.partition, *header, body, from)));
        }
    }

    /// Takes the next batch apart; false when there is none. A batch without a record to give moves `position` at once.
    fn open_batch(&mut self, position: &mut i64, config: &ConsumerConfig) -> Result<bool, Error> {
        let bytes = self.rest.clone();
        let Some(batch) = self.split_batch(&bytes, *position, config)? else { return Ok(false) };
        let header = batch.header();
        if header.last_offset() < *position {
            return Ok(true);
        }
        if !self.is_hidden(&batch, config)? {
            self.read_batch(&batch, &bytes, *position, config)?;
        }
        if self.records.is_empty() {
            *position = header.next_offset();
        }
        Ok(true)
    }

    /// Takes the next batch from `bytes`, which are `rest`; checks it when it reaches to `position`. `None`: no whole one is
    /// left.
    fn split_batch<'a>(
        &mut self,
        bytes: &'a Bytes,
        position: i64,
        config: &ConsumerConfig,
    ) -> Result<Option<BatchView<'a>>, Error> {
        let batch = match BatchView::split_first(bytes) {
            Ok((batch, rest)) => {
                self.rest = bytes.slice_ref(rest);
                batch
            }
            // The broker cuts where its limit is.
            Err(BatchError::Truncated { .. }) => return Ok(None),
            Err(error) => return Err(self.corrupt(position, &error)),
        };
        if config.check_crcs && batch.header().last_offset() >= position {
            batch.verify_crc().map_err(|error| self.corrupt(position, &error))?;
        }
        Ok(Some(batch))
    }

    /// Control batches, and what an aborted transaction left, are for nobody's eyes.
    fn is_hidden(&mut self, batch: &BatchView<'_>, config: &ConsumerConfig) -> Result<bool, Error> {
        let header = batch.header();
        if config.isolation == IsolationLevel::ReadCommitted && header.has_producer_id() {
            while let Some(transaction) =
                self.aborted.pop_front_if(|next| next.first_offset <= header.last_offset())
            {
                self.aborted_producers.insert(transaction.producer_id);
            }
        }
        if header.attributes().is_control() {
            if self.ends_aborted(batch, config)? {
                self.aborted_producers.remove(&header.producer_id());
            }
            return Ok(true);
        }
        let producer = header.producer_id();
        Ok(header.attributes().is_transactional() && self.aborted_producers.contains(&producer))
    }

    /// Whether a control batch ends an aborted transaction.
    fn ends_aborted(&self, batch: &BatchView<'_>, config: &ConsumerConfig) -> Result<bool, Error> {
        let mut plain = Vec::new();
        let offset = batch.header().base_offset();
        let mut records = batch
            .records(config.plain_bytes_max, &mut plain)
            .map_err(|error| self.corrupt(offset, &error))?;
        let Some(record) = records.next() else { return Ok(false) };
        let record = record.map_err(|error| self.corrupt(offset, &error))?;
        let control = ControlRecord::decode(record.key.unwrap_or_default(), record.value.unwrap_or_default());
        Ok(matches!(control, Ok(Some(ControlRecord::Abort(_)))))
    }

    fn read_batch(
        &mut self,
        batch: &BatchView<'_>,
        bytes: &Bytes,
        position: i64,
        config: &ConsumerConfig,
    ) -> Result<(), Error> {
        let header = batch.header();
        let body = self.body(batch, bytes, config).map_err(|error| self.corrupt(position, &error))?;
        for record in Records::new(header, &body) {
            match record {
                Ok(record) if record.offset < position => {}
                Ok(record) => self.records.push_back(self.owned(&record, header, &body)),
                Err(error) if self.records.is_empty() => return Err(self.corrupt(position, &error)),
                Err(_) => {
                    // What could be read is given first; the same error comes again behind it.
                    self.rest = bytes.clone();
                    return Ok(());
                }
            }
        }
        self.batch_end = Some(header.next_offset());
        Ok(())
    }

    /// The records of a batch, decompressed; uncompressed they share the answer.
    fn body(
        &self,
        batch: &BatchView<'_>,
        bytes: &Bytes,
        config: &ConsumerConfig,
    ) -> Result<Bytes, BatchError> {
        match batch.header().attributes().compression()? {
            Compression::None => Ok(bytes.slice_ref(batch.body())),
            codec => {
                let mut plain = Vec::new();
                decompress(codec, batch.body(), config.plain_bytes_max, &mut plain)?;
                Ok(plain.into())
            }
        }
    }

    fn owned(&self, record: &Record<'_>, header: &BatchHeader, body: &Bytes) -> ConsumerRecord {
        let share = |bytes: &[u8]| body.slice_ref(bytes);
        ConsumerRecord {
            topic: Arc::clone(&self.topic),
            partition: self.partition,
            offset: record.offset,
            timestamp_ms: record.timestamp,
            timestamp_type: header.attributes().timestamp_type(),
            leader_epoch: header.partition_leader_epoch(),
            key: record.key.map(share),
            value: record.value.map(share),
            headers: record
                .headers
                .iter()
                .map(|header| (share(header.key), header.value.map(share)))
                .collect(),
        }
    }

    fn corrupt(&self, offset: i64, error: &BatchError) -> Error {
        Error::CorruptRecords {
            topic: self.topic.to_string(),
            partition: self.partition,
            offset,
            reason: error.to_string(),
        }
    }
}
