//! A client of Kafka's protocol, without threads, over the [`io::Io`] boundary.
#![forbid(unsafe_code)]

mod admin;
mod backoff;
mod call;
mod client;
mod config;
mod connection;
mod consumer;
mod error;
mod metadata;
mod offsets;
mod partitioner;
mod peers;
mod producer;
mod request;

pub use admin::{
    Admin, AlterOperation, ConfigEntry, ConfigResource, ConfigSource, CreatedTopic, LogDirectory, NewTopic,
    Outcome, PartitionDescription, ReplicaSize, ResourceKind, TopicDescription,
};
pub use backoff::Backoff;
pub use call::{CallId, CallOptions, Target};
pub use client::Client;
pub use config::{Address, ClientConfig, Resolver};
pub use consumer::{Consumer, ConsumerConfig, ConsumerRecord, PartitionError, StartAt};
pub use error::Error;
pub use metadata::{Metadata, Partition, Topic};
pub use offsets::{IsolationLevel, OffsetInfo, OffsetSpec, TopicPartition};
pub use partitioner::{murmur2, partition_for_key};
pub use producer::{
    Acks, Delivery, Producer, ProducerConfig, ProducerRecord, RecordId, RecordMetadata, SendError,
};
pub use request::{Reply, Request};
