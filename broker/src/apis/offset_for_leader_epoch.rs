//! OffsetForLeaderEpoch (KIP-320): where an epoch ended, so that a reader notices a log that was cut.

use io::Io;
use protocol::messages::{OffsetForLeaderEpochRequestView, OffsetForLeaderEpochResponseWriter};
use protocol::{ApiKey, ErrorCode, VersionRange};

use crate::message::{PartitionAnswer, PartitionQuestion};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::OffsetForLeaderEpoch;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(2, 4);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: OffsetForLeaderEpochRequestView = request.view()?;
    let count = request.check_count(body.topics.iter().map(|topic| topic.partitions.len()).sum())?;
    let ticket = shard.begin_gather(request, count, finish);
    let mut index = 0;
    for topic in body.topics {
        for partition in topic.partitions {
            let question = PartitionQuestion::EpochEnd {
                leader_epoch: partition.leader_epoch,
                current_leader_epoch: partition.current_leader_epoch,
            };
            shard.ask_by_name(ticket, index, topic.topic, partition.partition, question);
            index += 1;
        }
    }
    shard.all_asked(ticket, None);
    Ok(())
}

fn finish<I: Io>(shard: &mut Shard<I>, request: &Request, answers: &mut [PartitionAnswer]) {
    let body: OffsetForLeaderEpochRequestView = request.view().expect("it parsed when it came");
    shard.reply(request.reply_to(), |writer| {
        let mut answers = answers.iter();
        let mut response = OffsetForLeaderEpochResponseWriter::new(writer);
        response.throttle_time_ms(0).topics(body.topics.len());
        for topic in body.topics {
            let mut topic_response = response.topics_element();
            topic_response.topic(topic.topic).partitions(topic.partitions.len());
            for partition in topic.partitions {
                let (code, leader_epoch, end_offset) = match answers.next().expect("one answer per partition") {
                    PartitionAnswer::EpochEnd { leader_epoch, end_offset } => {
                        (ErrorCode::None, *leader_epoch, *end_offset)
                    }
                    PartitionAnswer::Failed(failure) => (failure.code, -1, -1),
                    _ => (ErrorCode::UnknownServerError, -1, -1),
                };
                let mut writer = topic_response.partitions_element();
                writer.error_code(code.code()).partition(partition.partition);
                writer.leader_epoch(leader_epoch).end_offset(end_offset);
                writer.end();
            }
            topic_response.end();
        }
        response.end();
    });
}
