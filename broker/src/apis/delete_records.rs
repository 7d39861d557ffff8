//! DeleteRecords: moves a log's start.

use io::Io;
use protocol::messages::{DeleteRecordsRequestView, DeleteRecordsResponseWriter};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::INTERNAL_TOPICS;

use crate::message::{PartitionAnswer, PartitionQuestion};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::DeleteRecords;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 2);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: DeleteRecordsRequestView = request.view()?;
    let count = request.check_count(body.topics.iter().map(|topic| topic.partitions.len()).sum())?;
    let ticket = shard.begin_gather(request, count, finish);
    let mut index = 0;
    for topic in body.topics {
        for partition in topic.partitions {
            if INTERNAL_TOPICS.contains(&topic.name) {
                // What coordinators remember is the whole log: its start is compaction's affair.
                shard.settle(ticket, index, PartitionAnswer::Failed(ErrorCode::InvalidTopicException.into()));
                index += 1;
                continue;
            }
            let question = PartitionQuestion::DeleteRecords { offset: partition.offset };
            shard.ask_by_name(ticket, index, topic.name, partition.partition_index, question);
            index += 1;
        }
    }
    shard.all_asked(ticket, None);
    Ok(())
}

fn finish<I: Io>(shard: &mut Shard<I>, request: &Request, answers: &mut [PartitionAnswer]) {
    let body: DeleteRecordsRequestView = request.view().expect("it parsed when it came");
    shard.reply(request.reply_to(), |writer| {
        let mut answers = answers.iter();
        let mut response = DeleteRecordsResponseWriter::new(writer);
        response.throttle_time_ms(0).topics(body.topics.len());
        for topic in body.topics {
            let mut topic_response = response.topics_element();
            topic_response.name(topic.name).partitions(topic.partitions.len());
            for partition in topic.partitions {
                let (code, low_watermark) = match answers.next().expect("one answer per partition") {
                    PartitionAnswer::LowWatermark(low_watermark) => (ErrorCode::None, *low_watermark),
                    PartitionAnswer::Failed(failure) => (failure.code, -1),
                    _ => (ErrorCode::UnknownServerError, -1),
                };
                let mut writer = topic_response.partitions_element();
                writer.partition_index(partition.partition_index).low_watermark(low_watermark);
                writer.error_code(code.code());
                writer.end();
            }
            topic_response.end();
        }
        response.end();
    });
}
