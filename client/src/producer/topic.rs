//! Where the records of one topic go.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use protocol::Uuid;
use protocol::records::Codec;

use super::config::{ProducerRecord, RecordId};
use super::queue::{Appended, PartitionQueue};
use crate::metadata::{Metadata, Topic};
use crate::partitioner::{StickyPartition, partition_for_key};

/// A topic that this producer writes to.
pub(crate) struct ProducerTopic {
    pub(crate) name: Arc<str>,
    pub(crate) id: Uuid,
    /// One per partition, by index; none until the cluster has described the topic.
    pub(crate) queues: Vec<PartitionQueue>,
    /// Those that are not empty: of a thousand partitions most are, most of the time.
    busy: BTreeSet<i32>,
    /// Partitions that have a leader.
    available: Vec<i32>,
    sticky: StickyPartition,
    /// Records whose partition cannot be chosen yet.
    pub(crate) unplaced: VecDeque<UnplacedRecord>,
    /// The metadata that `queues` is of.
    generation: u64,
}

/// A record kept until its topic is known.
pub(crate) struct UnplacedRecord {
    pub(crate) id: RecordId,
    pub(crate) size: usize,
    pub(crate) created_at: Duration,
    pub(crate) timestamp_ms: i64,
    partition: Option<i32>,
    key: Option<Vec<u8>>,
    value: Option<Vec<u8>>,
    headers: Vec<(String, Option<Vec<u8>>)>,
}

impl ProducerTopic {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            id: Uuid::ZERO,
            queues: Vec::new(),
            busy: BTreeSet::new(),
            available: Vec::new(),
            sticky: StickyPartition::default(),
            unplaced: VecDeque::new(),
            generation: 0,
        }
    }

    /// Takes what the metadata says. The number of partitions only grows; a topic that was made anew with fewer keeps
    /// its queues, whose records then fail by name.
    pub(crate) fn update(&mut self, topic: &Topic, generation: u64) {
        if self.generation == generation {
            return;
        }
        self.generation = generation;
        if topic.partitions.is_empty() {
            return;
        }
        self.id = topic.id;
        self.available.clear();
        let led = topic.partitions.iter().filter(|partition| partition.leader.is_some());
        self.available.extend(led.map(|partition| partition.index));
        let count = topic.partitions.len();
        if self.queues.len() < count {
            self.queues.resize_with(count, PartitionQueue::default);
        }
    }

    /// What the metadata says, if that is newer than what is known here.
    pub(crate) fn news_in<'a>(&self, metadata: &'a Metadata) -> Option<&'a Topic> {
        if self.generation == metadata.generation() { None } else { metadata.topic(&self.name) }
    }

    /// The queues that hold batches, by partition.
    pub(crate) fn busy_queues(&self) -> impl Iterator<Item = (i32, &PartitionQueue)> {
        self.busy.iter().map(|partition| (*partition, &self.queues[*partition as usize]))
    }

    /// As [`Self::busy_queues`]; whoever takes batches calls [`Self::on_batch_gone`].
    pub(crate) fn for_busy_queues(&mut self, mut visit: impl FnMut(i32, &mut PartitionQueue)) {
        for partition in &self.busy {
            visit(*partition, &mut self.queues[*partition as usize]);
        }
    }

    /// Adds a record to a partition that the topic has.
    pub(crate) fn append(
        &mut self,
        partition: i32,
        id: RecordId,
        record: &ProducerRecord<'_>,
        timestamp_ms: i64,
        limits: (Codec, usize),
        now: Duration,
    ) -> Appended {
        let queue = &mut self.queues[partition as usize];
        if queue.is_empty() {
            self.busy.insert(partition);
        }
        queue.append(id, record, timestamp_ms, limits, now)
    }

    /// A batch has left its queue.
    pub(crate) fn on_batch_gone(&mut self, partition: i32) {
        if self.queues.get(partition as usize).is_some_and(PartitionQueue::is_empty) {
            self.busy.remove(&partition);
        }
    }

    pub(crate) fn is_known(&self) -> bool {
        !self.queues.is_empty()
    }

    /// The partition for a record; `Err` is the number that the topic does not have.
    pub(crate) fn place(
        &mut self,
        record: &ProducerRecord<'_>,
        random: impl FnOnce() -> u64,
    ) -> Result<i32, i32> {
        let count = self.queues.len() as i32;
        if let Some(partition) = record.partition {
            return if (0..count).contains(&partition) { Ok(partition) } else { Err(partition) };
        }
        if let Some(key) = record.key {
            return Ok(partition_for_key(key, count as u32));
        }
        // Without any leader a partition is as good as another: the record waits for one.
        Ok(self.sticky.choose(&self.available, random).unwrap_or(0))
    }

    pub(crate) fn on_batch_closed(&mut self, partition: i32) {
        self.sticky.on_batch_closed(partition);
    }
}

impl UnplacedRecord {
    pub(crate) fn new(id: RecordId, record: &ProducerRecord<'_>, timestamp_ms: i64, now: Duration) -> Self {
        let headers = record.headers.iter();
        Self {
            id,
            size: record.size_max(),
            created_at: now,
            timestamp_ms,
            partition: record.partition,
            key: record.key.map(<[u8]>::to_vec),
            value: record.value.map(<[u8]>::to_vec),
            headers: headers.map(|(key, value)| ((*key).to_owned(), value.map(<[u8]>::to_vec))).collect(),
        }
    }

    /// Gives the record to `use_it` as it was.
    pub(crate) fn with_record<T>(&self, use_it: impl FnOnce(&ProducerRecord<'_>) -> T) -> T {
        let headers: Vec<(&str, Option<&[u8]>)> =
            self.headers.iter().map(|(key, value)| (key.as_str(), value.as_deref())).collect();
        use_it(&ProducerRecord {
            topic: "",
            partition: self.partition,
            key: self.key.as_deref(),
            value: self.value.as_deref(),
            headers: &headers,
            timestamp_ms: Some(self.timestamp_ms),
        })
    }
}
