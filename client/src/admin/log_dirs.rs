//! Where a broker keeps its logs, and how much they take.

use io::Io;
use protocol::messages::DescribeLogDirsRequest;

use super::Admin;
use crate::{CallOptions, Error, Target};

/// A log directory of a broker.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LogDirectory {
    /// Its path on the broker.
    pub path: String,
    /// Size of its file system, where the broker says.
    pub total_bytes: Option<u64>,
    /// Of that, free.
    pub usable_bytes: Option<u64>,
    /// The logs in it.
    pub replicas: Vec<ReplicaSize>,
}

/// A partition's log.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReplicaSize {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// Bytes of its segments.
    pub size_bytes: i64,
    /// Records that it lacks to the leader.
    pub offset_lag: i64,
}

impl<I: Io> Admin<I> {
    /// A broker's log directories, with all of its logs.
    pub fn describe_log_dirs(&mut self, broker: i32) -> Result<Vec<Result<LogDirectory, Error>>, Error> {
        self.client.wait_for_metadata()?;
        let options = CallOptions::repeatable(Target::Node(broker));
        let response = self.client.run(options, |_| DescribeLogDirsRequest { topics: None })?;
        Error::check(response.error_code, None)?;
        let results = response.results.into_iter().map(|directory| {
            Error::check(directory.error_code, Some(&directory.log_dir))?;
            let replicas = directory.topics.into_iter().flat_map(|topic| {
                let name = topic.name;
                topic.partitions.into_iter().map(move |partition| ReplicaSize {
                    topic: name.clone(),
                    partition: partition.partition_index,
                    size_bytes: partition.partition_size,
                    offset_lag: partition.offset_lag,
                })
            });
            Ok(LogDirectory {
                path: directory.log_dir,
                total_bytes: u64::try_from(directory.total_bytes).ok(),
                usable_bytes: u64::try_from(directory.usable_bytes).ok(),
                replicas: replicas.collect(),
            })
        });
        Ok(results.collect())
    }
}
