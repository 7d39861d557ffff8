//! DescribeLogDirs: what the log directories hold.

use std::path::Path;

use io::Io;
use protocol::messages::describe_log_dirs_response::{
    DescribeLogDirsPartition, DescribeLogDirsResult, DescribeLogDirsTopic,
};
use protocol::messages::{DescribeLogDirsRequestView, DescribeLogDirsResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use crate::message::{LogSize, ShardAnswer, ShardQuestion};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::DescribeLogDirs;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(1, 4);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: DescribeLogDirsRequestView = request.view()?;
    let topics = body.topics.into_iter().flatten();
    request.check_count(topics.map(|topic| topic.partitions.len().max(1)).sum())?;
    shard.ask_shards(request, ShardQuestion::LogSizes, finish);
    Ok(())
}

fn finish<I: Io>(shard: &mut Shard<I>, request: &Request, answers: Vec<ShardAnswer>) {
    let body: DescribeLogDirsRequestView = request.view().expect("it parsed when it came");
    let sizes = answers.into_iter().map(|answer| match answer {
        ShardAnswer::LogSizes(sizes) => sizes,
        other => unreachable!("sizes of logs were asked for, not {other:?}"),
    });
    let mut sizes: Vec<LogSize> = sizes.flatten().collect();
    sizes.retain(|size| is_wanted(&body, size));
    sizes.sort_unstable_by(|a, b| (&a.topic, a.partition.partition).cmp(&(&b.topic, b.partition.partition)));
    let config = shard.config.clone();
    let results = config.log_dirs.iter().enumerate().map(|(index, directory)| {
        let mine: Vec<&LogSize> = sizes.iter().filter(|size| usize::from(size.directory) == index).collect();
        describe(shard, directory, &mine)
    });
    let response =
        DescribeLogDirsResponse { results: results.collect(), ..DescribeLogDirsResponse::default() };
    shard.reply_with(request.reply_to(), &response);
}

fn is_wanted(body: &DescribeLogDirsRequestView<'_>, size: &LogSize) -> bool {
    let Some(topics) = body.topics else { return true };
    topics.iter().any(|topic| {
        topic.topic == &*size.topic
            && topic.partitions.iter().any(|wanted| wanted == size.partition.partition)
    })
}

fn describe<I: Io>(shard: &mut Shard<I>, directory: &Path, sizes: &[&LogSize]) -> DescribeLogDirsResult {
    let mut result = DescribeLogDirsResult {
        // Clients compare it with what other brokers and tools say: absolute, as Kafka's.
        log_dir: directory.display().to_string(),
        ..DescribeLogDirsResult::default()
    };
    match shard.io.space(directory) {
        Ok(space) => {
            result.total_bytes = i64::try_from(space.total_bytes).unwrap_or(i64::MAX);
            result.usable_bytes = i64::try_from(space.available_bytes).unwrap_or(i64::MAX);
        }
        Err(_) => result.error_code = ErrorCode::KafkaStorageError.code(),
    }
    for sizes in sizes.chunk_by(|a, b| a.topic == b.topic) {
        let partitions = sizes.iter().map(|size| DescribeLogDirsPartition {
            partition_index: size.partition.partition,
            partition_size: i64::try_from(size.bytes).unwrap_or(i64::MAX),
            offset_lag: size.offset_lag,
            is_future_key: false,
        });
        result.topics.push(DescribeLogDirsTopic {
            name: sizes[0].topic.to_string(),
            partitions: partitions.collect(),
        });
    }
    result
}
