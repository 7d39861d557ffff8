//! DescribeProducers (KIP-664): who produces to a partition.

use io::Io;
use protocol::messages::describe_producers_response::{PartitionResponse, ProducerState, TopicResponse};
use protocol::messages::{DescribeProducersRequestView, DescribeProducersResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use crate::message::{PartitionAnswer, PartitionQuestion};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::DescribeProducers;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 0);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: DescribeProducersRequestView = request.view()?;
    let count = request.check_count(body.topics.iter().map(|topic| topic.partition_indexes.len()).sum())?;
    let ticket = shard.begin_gather(request, count, finish);
    let mut index = 0;
    for topic in body.topics {
        for partition in topic.partition_indexes {
            shard.ask_by_name(ticket, index, topic.name, partition, PartitionQuestion::Producers);
            index += 1;
        }
    }
    shard.all_asked(ticket, None);
    Ok(())
}

fn finish<I: Io>(shard: &mut Shard<I>, request: &Request, answers: &mut [PartitionAnswer]) {
    let body: DescribeProducersRequestView = request.view().expect("it parsed when it came");
    let mut answers = answers.iter_mut();
    let mut response = DescribeProducersResponse::default();
    for topic in body.topics {
        let partitions = topic.partition_indexes.iter().map(|partition| {
            let answer = std::mem::take(answers.next().expect("one answer per partition"));
            partition_response(partition, answer)
        });
        response.topics.push(TopicResponse {
            name: topic.name.to_owned(),
            partitions: partitions.collect(),
        });
    }
    shard.reply_with(request.reply_to(), &response);
}

fn partition_response(partition_index: i32, answer: PartitionAnswer) -> PartitionResponse {
    let mut response = PartitionResponse { partition_index, ..PartitionResponse::default() };
    match answer {
        PartitionAnswer::Producers(producers) => {
            response.active_producers = producers.into_iter().map(ProducerState::from).collect();
        }
        PartitionAnswer::Failed(failure) => {
            response.error_code = failure.code.code();
            response.error_message = failure.message.map(|message| message.into_owned());
        }
        _ => response.error_code = ErrorCode::UnknownServerError.code(),
    }
    response
}

impl From<crate::message::ActiveProducer> for ProducerState {
    fn from(producer: crate::message::ActiveProducer) -> Self {
        ProducerState {
            producer_id: producer.producer_id,
            producer_epoch: i32::from(producer.producer_epoch),
            last_sequence: producer.last_sequence,
            last_timestamp: producer.last_timestamp_ms,
            coordinator_epoch: producer.coordinator_epoch,
            current_txn_start_offset: producer.current_transaction_start_offset,
        }
    }
}
