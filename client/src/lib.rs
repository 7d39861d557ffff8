//! A client of Kafka's protocol, without threads, over the [`io::Io`] boundary.
//!
//! [`Client`] keeps connections, versions, metadata, retries and time limits; [`Producer`], [`Consumer`] and [`Admin`]
//! stand on one each, and a [`GroupConsumer`] reads what its group gives it. All of them move when they are given
//! completions and time, so the same code runs in a command, in a load generator and in a simulator.
//!
//! ```no_run
//! use client::{Address, Client, ClientConfig, Consumer, ConsumerConfig, OffsetSpec, StartAt};
//! use client::{Producer, ProducerConfig, ProducerRecord};
//! use io::{PollIo, PollOptions};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let connect = || -> Result<_, Box<dyn std::error::Error>> {
//!     let bootstrap_servers = Address::parse_list("127.0.0.1:9092")?;
//!     let config = ClientConfig { bootstrap_servers, ..ClientConfig::default() };
//!     Ok(Client::new(PollIo::new(PollOptions::default())?, config))
//! };
//! let mut producer = Producer::new(connect()?, ProducerConfig::default());
//! producer.send(&ProducerRecord { topic: "orders", value: Some(b"hello"), ..Default::default() })?;
//! producer.flush();
//! let written = producer.poll_delivery().expect("each record has a delivery").result?;
//!
//! let mut consumer = Consumer::new(connect()?, ConsumerConfig::default());
//! consumer.assign("orders", written.partition, StartAt::Lookup(OffsetSpec::Earliest));
//! let record = consumer.next_record(None).expect("it waits as long as it takes")?;
//! assert_eq!(record.value.as_deref(), Some(&b"hello"[..]));
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]

mod admin;
mod backoff;
mod call;
mod client;
mod config;
mod connection;
mod consumer;
mod error;
mod group;
mod metadata;
mod offsets;
mod partitioner;
mod peers;
mod producer;
mod request;

pub use admin::{
    Admin, AlterOperation, ConfigEntry, ConfigResource, ConfigSource, CreatedTopic, GroupDescription,
    GroupFilter, GroupListing, GroupType, LogDirectory, MemberDescription, NewTopic, Outcome,
    PartitionDescription, ReplicaSize, ResourceKind, TopicDescription,
};
pub use backoff::Backoff;
pub use call::{CallId, CallOptions, Target};
pub use client::Client;
pub use config::{Address, ClientConfig, Resolver};
pub use consumer::{Consumer, ConsumerConfig, ConsumerRecord, FetchedBatch, PartitionError, StartAt};
pub use error::Error;
pub use group::{
    Assignor, CommitId, CommitPolicy, CommittedOffset, GroupConfig, GroupConsumer, GroupError, GroupEvent,
    Subscription,
};
pub use metadata::{Metadata, Partition, Topic};
pub use offsets::{IsolationLevel, OffsetInfo, OffsetSpec, TopicPartition};
pub use partitioner::{murmur2, partition_for_key};
pub use producer::{
    Acks, BatchDelivery, BatchMetadata, Delivery, Producer, ProducerConfig, ProducerRecord, RecordId,
    RecordIds, RecordMetadata, SendError,
};
/// What [`ProducerConfig::codec`] is made of.
pub use protocol::records::{Codec, Compression};
pub use request::{Reply, Request};
