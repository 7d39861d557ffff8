//! A client of Kafka's protocol, without threads, over the [`io::Io`] boundary.
#![forbid(unsafe_code)]

mod backoff;
mod call;
mod client;
mod config;
mod connection;
mod error;
mod metadata;
mod partitioner;
mod peers;
mod producer;
mod request;

pub use backoff::Backoff;
pub use call::{CallId, CallOptions, Target};
pub use client::Client;
pub use config::{Address, ClientConfig, Resolver};
pub use error::Error;
pub use metadata::{Metadata, Partition, Topic};
pub use partitioner::{murmur2, partition_for_key};
pub use producer::{
    Acks, Delivery, Producer, ProducerConfig, ProducerRecord, RecordId, RecordMetadata, SendError,
};
pub use request::{Reply, Request};
