//! The topics of a run, as its clients know them.

use io::sim::Random;
use protocol::Uuid;
use protocol::messages::create_topics_request::{CreatableTopic, CreatableTopicConfig};

use crate::ledger::PartitionId;
use crate::partition_model::{PartitionModel, Promise};

/// ```text
/// Unknown ──created──► Live ──delete asked──► Deleting ──answered──► Gone
/// ```
/// An answer that was lost leaves a topic `Unknown` or `Deleting`: either may be true then, and nobody uses it any more,
/// unless it is seen to be there after a lost creation.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum TopicState {
    Unknown,
    Live,
    Deleting,
    Gone,
}

#[derive(Debug)]
pub(crate) struct TopicHistory {
    pub(crate) name: String,
    pub(crate) id: Uuid,
    pub(crate) state: TopicState,
    pub(crate) partitions: Vec<PartitionModel>,
    pub(crate) is_fsync: bool,
    configs: Vec<(&'static str, String)>,
}

impl TopicHistory {
    /// A topic that somebody is about to create.
    pub(crate) fn draw(random: &mut Random, index: usize, next_partition: &mut u32) -> Self {
        let is_fsync = random.one_in(2);
        let expires = random.one_in(6);
        let partitions = (0..random.between(1, 4))
            .map(|_| {
                *next_partition += 1;
                PartitionModel::new(PartitionId(*next_partition), expires, !is_fsync)
            })
            .collect();
        let durability = if is_fsync { "fsync" } else { "replicated" };
        let mut configs = vec![("ringlog.durability", durability.to_owned())];
        if !random.one_in(6) {
            configs.push(("segment.index.bytes", random.between(24, 400).to_string()));
            configs.push(("index.interval.bytes", random.between(0, 1_500).to_string()));
        }
        if random.one_in(3) {
            configs.push(("segment.ms", random.between(50, 3_000).to_string()));
        }
        if random.one_in(4) {
            configs.push(("flush.messages", random.between(1, 50).to_string()));
        }
        if random.one_in(4) {
            configs.push(("preallocate", "true".to_owned()));
        }
        if random.one_in(6) {
            configs.push(("compression.type", "lz4".to_owned()));
        }
        if expires {
            configs.push(("retention.bytes", random.between(10_000, 60_000).to_string()));
        }
        configs.push(("file.delete.delay.ms", random.between(0, 2_000).to_string()));
        let name = format!("topic-{index}");
        Self { name, id: Uuid::ZERO, state: TopicState::Unknown, partitions, is_fsync, configs }
    }

    pub(crate) fn creation(&self) -> CreatableTopic {
        let config = |(name, value): &(&'static str, String)| CreatableTopicConfig {
            name: (*name).to_owned(),
            value: Some(value.clone()),
        };
        CreatableTopic {
            name: self.name.clone(),
            num_partitions: self.partitions.len() as i32,
            replication_factor: 1,
            configs: self.configs.iter().map(config).collect(),
            ..CreatableTopic::default()
        }
    }

    /// What an acknowledgement promises here.
    pub(crate) fn promise_of(&self, acks: i16) -> Promise {
        if acks == -1 && self.is_fsync { Promise::Durable } else { Promise::Written }
    }

    /// What being served to a consumer promises here.
    pub(crate) fn promise_of_visible(&self) -> Promise {
        self.promise_of(-1)
    }
}
