//! Produce: record batches to the owners of their partitions.

use std::time::Duration;

use io::Io;
use protocol::messages::produce_response::PartitionProduceResponse;
use protocol::messages::{ProduceRequestView, ProduceResponse, ProduceResponseWriter};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::{INTERNAL_TOPICS, Topic};

use crate::message::{Acks, AppendAnswer, Failure, PartitionAnswer, PartitionQuestion};
use crate::request::{Request, RequestError};
use crate::shard::Shard;
use crate::view::PartitionKey;

pub(crate) const KEY: ApiKey = ApiKey::Produce;
/// Versions 0 to 2 carry message sets, which are answered with error 35; they are advertised because librdkafka before
/// 2.11.1 turns compression off where they are not.
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 13);

/// The first version whose records are batches of the current format.
const RECORD_BATCHES_SINCE: i16 = 3;
/// The first version that names topics by id.
const TOPIC_IDS_SINCE: i16 = 13;
/// The first version that tells which records of a batch are to blame, and why (KIP-467).
const RECORD_ERRORS_SINCE: i16 = 8;

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: ProduceRequestView = request.view()?;
    let count = request.check_count(body.topic_data.iter().map(|topic| topic.partition_data.len()).sum())?;
    let ticket = shard.begin_gather(request, count, finish);
    let refusal = refusal(request, &body);
    let view = shard.view.clone();
    let mut index = 0;
    for topic in body.topic_data {
        let known = match request.version() {
            TOPIC_IDS_SINCE.. => view.image.topic_by_id(topic.topic_id),
            _ => view.image.topic(topic.name),
        };
        let refusal = match known {
            Some(topic) => refusal.and_then(|acks| check_internal(request, &topic.name).map(|()| acks)),
            None => refusal,
        };
        for partition in topic.partition_data {
            match check(known, partition.index, refusal, request.version()) {
                Err(code) => shard.settle(ticket, index, PartitionAnswer::Failed(code.into())),
                Ok((key, acks)) => {
                    let records = request.share(partition.records.unwrap_or_default());
                    shard.ask(ticket, index, key, PartitionQuestion::Append { records, acks });
                }
            }
            index += 1;
        }
    }
    let timeout = Duration::from_millis(u64::try_from(body.timeout_ms).unwrap_or(0));
    shard.all_asked(ticket, (body.acks == -1).then_some(timeout));
    Ok(())
}

/// What holds for the request as a whole: how it is acknowledged, or why all of it is refused.
fn refusal(request: &Request, body: &ProduceRequestView<'_>) -> Result<Acks, ErrorCode> {
    if request.version() < RECORD_BATCHES_SINCE {
        return Err(ErrorCode::UnsupportedVersion);
    }
    if body.transactional_id.is_some() {
        // Transactions are refused by name where they begin (FindCoordinator, InitProducerId); nobody gets here unasked.
        return Err(ErrorCode::TransactionalIdAuthorizationFailed);
    }
    match body.acks {
        0 => Ok(Acks::None),
        1 => Ok(Acks::Leader),
        -1 => Ok(Acks::All),
        _ => Err(ErrorCode::InvalidRequiredAcks),
    }
}

/// Topics of Kafka's own are written by coordinators, and by tools that say what they are.
fn check_internal(request: &Request, topic: &str) -> Result<(), ErrorCode> {
    /// What Kafka's own tools call themselves when they mean to write there.
    const ADMIN_CLIENT_ID: &str = "__admin_client";
    if INTERNAL_TOPICS.contains(&topic) && request.client_id() != Some(ADMIN_CLIENT_ID) {
        return Err(ErrorCode::InvalidTopicException);
    }
    Ok(())
}

fn check(
    topic: Option<&Topic>,
    partition: i32,
    refusal: Result<Acks, ErrorCode>,
    version: i16,
) -> Result<(PartitionKey, Acks), ErrorCode> {
    let acks = refusal?;
    let Some(topic) = topic else {
        return Err(match version {
            TOPIC_IDS_SINCE.. => ErrorCode::UnknownTopicId,
            _ => ErrorCode::UnknownTopicOrPartition,
        });
    };
    if topic.partition(partition).is_none() {
        return Err(ErrorCode::UnknownTopicOrPartition);
    }
    Ok((PartitionKey { topic_id: topic.id, partition }, acks))
}

/// All partitions have answered, or the request's time is up.
fn finish<I: Io>(shard: &mut Shard<I>, request: &Request, answers: &mut [PartitionAnswer]) {
    let body: ProduceRequestView = request.view().expect("it parsed when it came");
    if body.acks == 0 {
        return finish_unacknowledged(shard, request, answers);
    }
    let version = request.version();
    shard.reply(request.reply_to(), |writer| {
        let mut answers = answers.iter();
        let mut response = ProduceResponseWriter::new(writer);
        response.responses(body.topic_data.len());
        for topic in body.topic_data {
            let mut topic_response = response.responses_element();
            topic_response
                .name(topic.name)
                .topic_id(topic.topic_id)
                .partition_responses(topic.partition_data.len());
            for partition in topic.partition_data {
                let answer = answers.next().expect("one answer per partition");
                write_partition(
                    topic_response.partition_responses_element(),
                    version,
                    partition.index,
                    answer,
                );
            }
            topic_response.end();
        }
        response.throttle_time_ms(0);
        response.end(&ProduceResponse::default());
    });
}

/// acks=0: an error closes the connection, or the client would never refresh its metadata.
fn finish_unacknowledged<I: Io>(shard: &mut Shard<I>, request: &Request, answers: &[PartitionAnswer]) {
    let failed = answers.iter().find_map(|answer| match answer {
        PartitionAnswer::Failed(failure) => Some(failure),
        _ => None,
    });
    let Some(failure) = failed else {
        return shard.skip_reply(request.reply_to());
    };
    if let Some(peer) = shard.peer_of(request) {
        tracing::info!(%peer, "closing connection: a produce with acks=0 failed with {}", failure.code.name());
    }
    shard.close_connection(request.reply_to().connection);
}

type PartitionWriter<'w, 's> = protocol::messages::produce_response::PartitionProduceResponseWriter<
    'w,
    's,
    crate::response::ResponseSink,
>;

fn write_partition(mut writer: PartitionWriter<'_, '_>, version: i16, index: i32, answer: &PartitionAnswer) {
    let none = AppendAnswer { base_offset: -1, log_append_time_ms: -1, log_start_offset: -1 };
    let (code, message, records, appended): (_, _, &[i32], _) = match answer {
        PartitionAnswer::Appended(appended) => (ErrorCode::None, None, &[], *appended),
        PartitionAnswer::Failed(Failure { code, message, records }) if version >= RECORD_ERRORS_SINCE => {
            (*code, message.as_deref(), records, none)
        }
        PartitionAnswer::Failed(Failure { code, .. }) => (*code, None, &[], none),
        // The time is up: it may still be committed later.
        _ => (ErrorCode::RequestTimedOut, None, &[], none),
    };
    writer
        .index(index)
        .error_code(code.code())
        .base_offset(appended.base_offset)
        .log_append_time_ms(appended.log_append_time_ms)
        .log_start_offset(appended.log_start_offset)
        .record_errors(records.len());
    for record in records {
        let mut error = writer.record_errors_element();
        error.batch_index(*record).batch_index_error_message(None);
        error.end();
    }
    writer.error_message(message);
    writer.end(&PartitionProduceResponse::default());
}
