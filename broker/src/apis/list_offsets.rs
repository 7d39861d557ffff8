//! ListOffsets: the offset of a timestamp, or of the log's ends.

use io::Io;
use protocol::messages::{ListOffsetsRequestView, ListOffsetsResponseWriter};
use protocol::{ApiKey, ErrorCode, VersionRange};

use crate::message::{Isolation, PartitionAnswer, PartitionQuestion};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::ListOffsets;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(1, 11);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: ListOffsetsRequestView = request.view()?;
    let isolation =
        if body.isolation_level == 1 { Isolation::ReadCommitted } else { Isolation::ReadUncommitted };
    let count = request.check_count(body.topics.iter().map(|topic| topic.partitions.len()).sum())?;
    let ticket = shard.begin_gather(request, count, finish);
    let mut index = 0;
    for topic in body.topics {
        for partition in topic.partitions {
            let question = PartitionQuestion::OffsetFor {
                timestamp: partition.timestamp,
                isolation,
                current_leader_epoch: partition.current_leader_epoch,
            };
            shard.ask_by_name(ticket, index, topic.name, partition.partition_index, question);
            index += 1;
        }
    }
    shard.all_asked(ticket, None);
    Ok(())
}

fn finish<I: Io>(shard: &mut Shard<I>, request: &Request, answers: &mut [PartitionAnswer]) {
    let body: ListOffsetsRequestView = request.view().expect("it parsed when it came");
    shard.reply(request.reply_to(), |writer| {
        let mut answers = answers.iter();
        let mut response = ListOffsetsResponseWriter::new(writer);
        response.throttle_time_ms(0).topics(body.topics.len());
        for topic in body.topics {
            let mut topic_response = response.topics_element();
            topic_response.name(topic.name).partitions(topic.partitions.len());
            for partition in topic.partitions {
                let (code, offset, timestamp, leader_epoch) =
                    match answers.next().expect("one answer per partition") {
                        PartitionAnswer::Offset { offset, timestamp, leader_epoch } => {
                            (ErrorCode::None, *offset, *timestamp, *leader_epoch)
                        }
                        PartitionAnswer::Failed(failure) => (failure.code, -1, -1, -1),
                        _ => (ErrorCode::UnknownServerError, -1, -1, -1),
                    };
                let mut writer = topic_response.partitions_element();
                writer
                    .partition_index(partition.partition_index)
                    .error_code(code.code())
                    .old_style_offsets(&[]);
                writer.timestamp(timestamp).offset(offset).leader_epoch(leader_epoch);
                writer.end();
            }
            topic_response.end();
        }
        response.end();
    });
}
