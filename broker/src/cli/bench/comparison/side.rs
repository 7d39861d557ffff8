//! One of the brokers that are compared.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use bench::{Durability, ReadPartition, SideInfo};
use client::{Admin, IsolationLevel, NewTopic, OffsetSpec};
use io::{Io, PollIo};

use super::broker_process::{BrokerKind, BrokerProcess, Launch, free_ports};
use super::options::{ComparisonOptions, Cores};
use crate::cli::connect::{Cluster, close};

/// A broker that runs, and how it is asked for things.
pub(super) struct Side {
    pub(super) info: SideInfo,
    /// `None`: somebody else started it.
    pub(super) launch: Option<Launch>,
    process: Option<BrokerProcess>,
    pub(super) cluster: Cluster,
    /// On this machine, if it is known.
    pub(super) pid: Option<u32>,
    dialect: Dialect,
    /// Records that a row reads in each round: its name, and their topic.
    stored: Option<(String, String)>,
}

/// By which settings a broker is told what is to be durable.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Dialect {
    Ringlog,
    Kafka,
}

/// Nothing is flushed before the kernel does it: Kafka's defaults, in ringlog's words. A topic's own durability comes first.
const PAGE_CACHE: [&str; 3] = [
    "ringlog.log.durability=replicated",
    "ringlog.flush.bytes.max=1099511627776",
    "ringlog.flush.ms.max=86400000",
];

/// A broker has this long for an answer that is not measured.
const CALL_TIMEOUT: Duration = Duration::from_secs(60);

impl Side {
    /// ringlog, which is this very binary.
    pub(super) fn ringlog(options: &ComparisonOptions, cores: Cores, io: &mut PollIo) -> Result<Self> {
        let settings = PAGE_CACHE.iter().map(|setting| (*setting).to_owned());
        let overrides = settings.chain(options.overrides.iter().cloned()).collect();
        Self::launched("ringlog", BrokerKind::Ringlog { overrides }, options, cores, io)
    }

    /// Apache Kafka, which bench/peers starts.
    pub(super) fn kafka(options: &ComparisonOptions, cores: Cores, io: &mut PollIo) -> Result<Self> {
        Self::launched("kafka", BrokerKind::Kafka { peers: options.peers_script()? }, options, cores, io)
    }

    /// A broker that runs already.
    pub(super) fn running(bootstrap: &str, pid: Option<u32>) -> Result<Self> {
        let cluster = Cluster::at(bootstrap.to_owned(), CALL_TIMEOUT);
        let mut side = Self {
            info: SideInfo {
                name: "broker".into(),
                what: format!("what runs at {bootstrap}, with its own settings"),
            },
            launch: None,
            process: None,
            cluster,
            pid,
            dialect: Dialect::Ringlog,
            stored: None,
        };
        side.dialect = side.find_dialect()?;
        Ok(side)
    }

    fn launched(
        name: &str,
        kind: BrokerKind,
        options: &ComparisonOptions,
        cores: Cores,
        io: &mut PollIo,
    ) -> Result<Self> {
        let dialect = match kind {
            BrokerKind::Ringlog { .. } => Dialect::Ringlog,
            BrokerKind::Kafka { .. } => Dialect::Kafka,
        };
        let data = std::path::absolute(&options.data_dir)?;
        let launch = Launch {
            kind,
            folder: data.join(name),
            host: options.broker_host.clone(),
            port: free_ports(&options.broker_host, io)?,
            core: cores.broker,
            prefix: options.broker_prefix.split_whitespace().map(str::to_owned).collect(),
        };
        launch.prepare()?;
        let process = launch.start().with_context(|| name.to_owned())?;
        Ok(Self {
            info: SideInfo { name: name.into(), what: launch.tell() },
            cluster: Cluster::at(launch.bootstrap(), CALL_TIMEOUT),
            pid: Some(process.pid()),
            process: Some(process),
            launch: Some(launch),
            dialect,
            stored: None,
        })
    }

    /// A new topic on it.
    pub(super) fn make_topic(&self, name: &str, partitions: u32, durability: Durability) -> Result<()> {
        self.make_topic_on(&self.cluster, name, partitions, durability)
    }

    /// A new topic on another broker of its kind.
    pub(super) fn make_topic_on(
        &self,
        cluster: &Cluster,
        name: &str,
        partitions: u32,
        durability: Durability,
    ) -> Result<()> {
        let mut admin = cluster.admin()?;
        let topic = self.dialect.topic(name, partitions, durability);
        let made = admin.create_topics(&[topic], false)?;
        for (name, result) in made {
            result.with_context(|| format!("topic {name}"))?;
        }
        wait_for_leaders(&mut admin, name, partitions)?;
        close(admin.into_client());
        Ok(())
    }

    pub(super) fn delete_topic(&self, name: &str) -> Result<()> {
        let mut admin = self.cluster.admin()?;
        for (name, result) in admin.delete_topics(&[name.to_owned()])? {
            result.with_context(|| format!("topic {name}"))?;
        }
        close(admin.into_client());
        Ok(())
    }

    /// The partitions of a topic, with their ends.
    pub(super) fn partitions(&self, topic: &str, count: u32) -> Result<Vec<ReadPartition>> {
        let mut admin = self.cluster.admin()?;
        let found = ends(&mut admin, topic, count);
        close(admin.into_client());
        found
    }

    /// The topic that was stored for this row, if there is one. That of another row is deleted.
    pub(super) fn stored_topic(&mut self, row: &str) -> Result<Option<String>> {
        match &self.stored {
            Some((name, topic)) if name == row => return Ok(Some(topic.clone())),
            Some((_, topic)) => self.delete_topic(&topic.clone())?,
            None => {}
        }
        self.stored = None;
        Ok(None)
    }

    pub(super) fn keep_stored(&mut self, row: &str, topic: String) {
        self.stored = Some((row.to_owned(), topic));
    }

    /// The folder of its partitions, where it is known.
    pub(super) fn data(&self) -> Option<PathBuf> {
        self.launch.as_ref().map(Launch::data)
    }

    /// Ends what was started.
    pub(super) fn stop(self) -> Result<()> {
        self.process.map_or(Ok(()), BrokerProcess::stop)
    }

    /// A broker that refuses ringlog's settings has Kafka's.
    fn find_dialect(&self) -> Result<Dialect> {
        let mut admin = self.cluster.admin()?;
        let topic = Dialect::Ringlog.topic("ringlog-bench-dialect", 1, Durability::PageCache);
        let answers = admin.create_topics(&[topic], true)?;
        close(admin.into_client());
        let is_refused = answers.iter().any(|(_, result)| result.is_err());
        Ok(if is_refused { Dialect::Kafka } else { Dialect::Ringlog })
    }
}

impl Dialect {
    fn topic(self, name: &str, partitions: u32, durability: Durability) -> NewTopic {
        let durability = match (self, durability) {
            (Self::Ringlog, Durability::PageCache) => Some(("ringlog.durability", "replicated")),
            (Self::Ringlog, Durability::Fsync) => Some(("ringlog.durability", "fsync")),
            (Self::Kafka, Durability::PageCache) => None,
            (Self::Kafka, Durability::Fsync) => Some(("flush.messages", "1")),
        };
        // What was measured is to be gone from the disk before the next measurement.
        let configs = [Some(("file.delete.delay.ms", "0")), durability];
        NewTopic {
            name: name.to_owned(),
            partitions: Some(partitions as i32),
            replication_factor: Some(1),
            assignments: Vec::new(),
            configs: configs
                .into_iter()
                .flatten()
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .collect(),
        }
    }
}

/// A topic can be used when each of its partitions has a leader that tells its end.
pub(super) fn wait_for_leaders<I: Io>(admin: &mut Admin<I>, topic: &str, partitions: u32) -> Result<()> {
    let until = admin.client_mut().now() + CALL_TIMEOUT;
    loop {
        match ends(admin, topic, partitions) {
            Ok(_) => return Ok(()),
            Err(error) if admin.client_mut().now() >= until => return Err(error),
            Err(_) => {
                let soon = admin.client_mut().now() + Duration::from_millis(5);
                while admin.client_mut().now() < soon {
                    admin.client_mut().turn(Some(soon));
                }
            }
        }
    }
}

fn ends<I: Io>(admin: &mut Admin<I>, topic: &str, count: u32) -> Result<Vec<ReadPartition>> {
    let asked: Vec<_> = (0..count as i32).map(|index| ((topic.into(), index), OffsetSpec::Latest)).collect();
    let mut found = Vec::new();
    for ((topic, partition), result) in admin.list_offsets(asked, IsolationLevel::ReadUncommitted)? {
        let info = result.with_context(|| format!("{topic}-{partition}"))?;
        found.push(ReadPartition {
            topic: topic.to_string(),
            partition,
            end: Some(info.offset.unwrap_or(0)),
        });
    }
    if found.len() != count as usize {
        bail!("topic {topic} told the ends of {} partitions, not of {count}", found.len());
    }
    Ok(found)
}
