//! The responses of the hot paths, written field by field from their owned form.

use protocol::messages::fetch_response::PartitionData;
use protocol::messages::metadata_response::MetadataResponseTopic;
use protocol::messages::produce_response::PartitionProduceResponse;
use protocol::messages::*;
use protocol::{EncodeError, Message, Sink};

/// A fetch response whose record bytes are put behind their length by `put_records`, as a file region would be.
pub fn fetch<S: Sink>(
    response: &FetchResponse,
    version: i16,
    sink: &mut S,
    put_records: fn(&mut S, &[u8]),
) -> Result<(), EncodeError> {
    let mut writer = FetchResponse::writer(version, sink);
    let mut out = FetchResponseWriter::new(&mut writer);
    out.throttle_time_ms(response.throttle_time_ms)
        .error_code(response.error_code)
        .session_id(response.session_id)
        .responses(response.responses.len());
    for topic in &response.responses {
        let mut out = out.responses_element();
        out.topic(&topic.topic).topic_id(topic.topic_id).partitions(topic.partitions.len());
        for partition in &topic.partitions {
            let mut out = out.partitions_element();
            let aborted = partition.aborted_transactions.as_deref();
            out.partition_index(partition.partition_index)
                .error_code(partition.error_code)
                .high_watermark(partition.high_watermark)
                .last_stable_offset(partition.last_stable_offset)
                .log_start_offset(partition.log_start_offset)
                .aborted_transactions(if version >= 4 { aborted.map(<[_]>::len) } else { None });
            for transaction in aborted.unwrap_or_default() {
                let mut out = out.aborted_transactions_element();
                out.producer_id(transaction.producer_id).first_offset(transaction.first_offset);
                out.end();
            }
            out.preferred_read_replica(partition.preferred_read_replica);
            match &partition.records {
                Some(records) => {
                    out.records_len(records.len());
                    put_records(out.sink(), records);
                }
                None => drop(out.records(None)),
            }
            out.end(&PartitionData {
                diverging_epoch: partition.diverging_epoch,
                current_leader: partition.current_leader,
                snapshot_id: partition.snapshot_id,
                ..Default::default()
            });
        }
        out.end();
    }
    out.end(response);
    writer.finish()
}

pub fn produce<S: Sink>(response: &ProduceResponse, version: i16, sink: &mut S) -> Result<(), EncodeError> {
    let mut writer = ProduceResponse::writer(version, sink);
    let mut out = ProduceResponseWriter::new(&mut writer);
    out.responses(response.responses.len());
    for topic in &response.responses {
        let mut out = out.responses_element();
        out.name(&topic.name).topic_id(topic.topic_id).partition_responses(topic.partition_responses.len());
        for partition in &topic.partition_responses {
            let mut out = out.partition_responses_element();
            out.index(partition.index)
                .error_code(partition.error_code)
                .base_offset(partition.base_offset)
                .log_append_time_ms(partition.log_append_time_ms)
                .log_start_offset(partition.log_start_offset)
                .record_errors(partition.record_errors.len());
            for error in &partition.record_errors {
                let mut out = out.record_errors_element();
                out.batch_index(error.batch_index)
                    .batch_index_error_message(error.batch_index_error_message.as_deref());
                out.end();
            }
            out.error_message(partition.error_message.as_deref());
            out.end(&PartitionProduceResponse {
                current_leader: partition.current_leader,
                ..Default::default()
            });
        }
        out.end();
    }
    out.throttle_time_ms(response.throttle_time_ms);
    out.end(response);
    writer.finish()
}

pub fn metadata<S: Sink>(response: &MetadataResponse, version: i16, sink: &mut S) -> Result<(), EncodeError> {
    let mut writer = MetadataResponse::writer(version, sink);
    let mut out = MetadataResponseWriter::new(&mut writer);
    out.throttle_time_ms(response.throttle_time_ms).brokers(response.brokers.len());
    for broker in &response.brokers {
        let mut out = out.brokers_element();
        out.node_id(broker.node_id).host(&broker.host).port(broker.port).rack(broker.rack.as_deref());
        out.end();
    }
    out.cluster_id(response.cluster_id.as_deref())
        .controller_id(response.controller_id)
        .topics(response.topics.len());
    for topic in &response.topics {
        let mut out = out.topics_element();
        out.error_code(topic.error_code)
            .name(topic.name.as_deref())
            .topic_id(topic.topic_id)
            .is_internal(topic.is_internal)
            .partitions(topic.partitions.len());
        metadata_partitions(topic, &mut out);
        out.topic_authorized_operations(topic.topic_authorized_operations);
        out.end();
    }
    out.cluster_authorized_operations(response.cluster_authorized_operations).error_code(response.error_code);
    out.end();
    writer.finish()
}

fn metadata_partitions<S: Sink>(
    topic: &MetadataResponseTopic,
    out: &mut metadata_response::MetadataResponseTopicWriter<'_, '_, S>,
) {
    for partition in &topic.partitions {
        let mut out = out.partitions_element();
        out.error_code(partition.error_code)
            .partition_index(partition.partition_index)
            .leader_id(partition.leader_id)
            .leader_epoch(partition.leader_epoch)
            .replica_nodes(&partition.replica_nodes)
            .isr_nodes(&partition.isr_nodes)
            .offline_replicas(&partition.offline_replicas);
        out.end();
    }
}
