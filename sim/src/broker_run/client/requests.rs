//! What a client asks, by its dice.

use ::client::Request;
use io::Io;
use protocol::messages::delete_records_request::{DeleteRecordsPartition, DeleteRecordsTopic};
use protocol::messages::delete_topics_request::DeleteTopicState;
use protocol::messages::describe_configs_request::DescribeConfigsResource;
use protocol::messages::fetch_request::{FetchPartition, FetchTopic};
use protocol::messages::list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic};
use protocol::messages::metadata_request::MetadataRequestTopic;
use protocol::messages::offset_for_leader_epoch_request::{OffsetForLeaderPartition, OffsetForLeaderTopic};
use protocol::messages::produce_request::{PartitionProduceData, TopicProduceData};
use protocol::messages::{
    ApiVersionsRequest, CreateTopicsRequest, DeleteRecordsRequest, DeleteTopicsRequest,
    DescribeConfigsRequest, FetchRequest, InitProducerIdRequest, ListOffsetsRequest, MetadataRequest,
    OffsetForLeaderEpochRequest, ProduceRequest,
};
use protocol::records::Compression;

use super::{Client, Place, ProducePart, Question, Sequence};
use crate::broker_run::Shared;
use crate::broker_run::topics::TopicState;
use crate::ledger::ProducerFields;

const TOPICS_LIVE_MAX: usize = 6;
/// Neither 0, 1 nor -1.
const FORBIDDEN_ACKS: i16 = 7;
/// Further ahead than `message.timestamp.after.max.ms` allows, however the broker's clock has jumped.
const FUTURE_MS: i64 = 90 * 24 * 3_600_000;
const EARLIEST: i64 = -2;
const LATEST: i64 = -1;
const MAX_TIMESTAMP: i64 = -3;

impl Client {
    pub(super) fn ask_something(&mut self, shared: &mut Shared) {
        let live = shared.live_topics();
        if live.is_empty() || (live.len() < TOPICS_LIVE_MAX && shared.random.one_in(60)) {
            return self.ask_to_create(shared);
        }
        let topic = live[shared.random.index(live.len())];
        match shared.random.below(100) {
            0..=54 => self.ask_to_produce(shared, topic),
            55..=84 => self.ask_to_fetch(shared, topic),
            85..=90 => self.ask_for_offset(shared, topic),
            91..=93 => self.ask_for_metadata(shared),
            94 => self.ask_for_leader_epoch(shared, topic),
            95 => self.ask_for_versions(shared),
            96 => self.ask_for_configs(shared, topic),
            97 if shared.random.one_in(3) => self.ask_to_delete_records(shared, topic),
            98 if live.len() > 1 && shared.random.one_in(3) => self.ask_to_delete(shared, topic),
            99 if shared.random.one_in(5) => {
                shared.tally.count("client", "connection closed by the client");
                self.on_lost(shared);
                self.link.disconnect();
            }
            _ => self.ask_to_fetch(shared, topic),
        }
    }

    fn ask<R: Request>(&mut self, shared: &mut Shared, request: &R, version: i16, question: Question) {
        shared.tally.operations += 1;
        shared.tally.count("operation", R::KEY.name());
        self.link.ask(request, version, true);
        self.questions.push_back(question);
    }

    fn ask_to_produce(&mut self, shared: &mut Shared, topic: usize) {
        let is_idempotent = !shared.random.one_in(4);
        if is_idempotent && self.producer.is_none() {
            return self.ask_for_producer_id(shared);
        }
        let version = shared.version(3, 13);
        let acks = match is_idempotent {
            true => [-1, -1, 1][shared.random.index(3)],
            false if shared.random.one_in(60) => FORBIDDEN_ACKS,
            false => [-1, 1, 0][shared.random.index(3)],
        };
        let mut parts = Vec::new();
        let mut data = Vec::new();
        for partition in 0..shared.topics[topic].partitions.len() {
            if partition > 0 && shared.random.one_in(2) {
                continue;
            }
            let place = Place { topic, partition };
            let batch = match is_idempotent {
                true => self.idempotent_batch(shared, place, acks),
                false => self.plain_batch(shared, place, acks),
            };
            if let Some((part, records)) = batch {
                data.push(PartitionProduceData { index: partition as i32, records: Some(records.into()) });
                parts.push(part);
            }
        }
        if parts.is_empty() {
            return self.ask_to_fetch(shared, topic);
        }
        let history = &shared.topics[topic];
        let mut topic_data = TopicProduceData { partition_data: data, ..TopicProduceData::default() };
        match version >= 13 {
            true => topic_data.topic_id = history.id,
            false => topic_data.name = history.name.clone(),
        }
        let request =
            ProduceRequest { transactional_id: None, acks, timeout_ms: 30_000, topic_data: vec![topic_data] };
        if acks == 0 {
            shared.tally.operations += 1;
            shared.tally.count("operation", "Produce without an answer");
            return self.link.ask(&request, version, false);
        }
        self.ask(shared, &request, version, Question::Produce { version, acks, topic, parts });
    }

    /// The batch whose fate is not known, again; or a new one. None while one is in flight.
    fn idempotent_batch(
        &mut self,
        shared: &mut Shared,
        place: Place,
        acks: i16,
    ) -> Option<(ProducePart, Vec<u8>)> {
        let partition = shared.partition_id(place);
        let (id, epoch) = self.producer.expect("the caller has looked");
        let life = shared.lives.len();
        let sequence = self.sequences.entry(partition).or_insert_with(|| Sequence {
            session: shared.ledger.new_session(),
            next: 0,
            unresolved: None,
            is_in_flight: false,
            began_in_life: life,
        });
        if sequence.is_in_flight {
            return None;
        }
        let now = self.link.io.wall_clock_ms();
        let (ids, _) = sequence.unresolved.get_or_insert_with(|| {
            let count = shared.random.between(1, 6);
            (shared.ledger.issue(partition, Some(sequence.session), count, now), acks)
        });
        sequence.is_in_flight = true;
        let fields = ProducerFields { id, epoch, base_sequence: sequence.next };
        let ids = ids.clone();
        let compression = compression(shared);
        let name = &shared.topics[place.topic].name;
        shared.say(format_args!("{name}-{}: sends {:?} and on as {fields:?}", place.partition, ids[0]));
        let records = shared.ledger.batch(&ids, Some(fields), compression);
        Some((ProducePart { place, ids, is_idempotent: true, is_damaged: false }, records))
    }

    fn plain_batch(
        &mut self,
        shared: &mut Shared,
        place: Place,
        acks: i16,
    ) -> Option<(ProducePart, Vec<u8>)> {
        let partition = shared.partition_id(place);
        let count = shared.random.between(1, 6);
        let compression = compression(shared);
        // With acks=0 an error closes the connection, which would end too many of them.
        let is_from_the_future = acks != 0 && shared.random.one_in(60);
        let now = self.link.io.wall_clock_ms() + if is_from_the_future { FUTURE_MS } else { 0 };
        let ids = shared.ledger.issue(partition, None, count, now);
        let mut records = shared.ledger.batch(&ids, None, compression);
        let has_flipped_bit = acks != 0 && shared.random.one_in(40);
        if has_flipped_bit {
            *records.last_mut().expect("a batch has bytes") ^= 0x10;
        }
        let is_damaged = has_flipped_bit || is_from_the_future || acks == FORBIDDEN_ACKS;
        Some((ProducePart { place, ids, is_idempotent: false, is_damaged }, records))
    }

    fn ask_for_producer_id(&mut self, shared: &mut Shared) {
        if self.questions.iter().any(|question| matches!(question, Question::InitProducerId { .. })) {
            return;
        }
        let version = shared.version(0, 5);
        let request = InitProducerIdRequest {
            transaction_timeout_ms: 60_000,
            producer_id: -1,
            producer_epoch: -1,
            ..InitProducerIdRequest::default()
        };
        self.ask(shared, &request, version, Question::InitProducerId { version });
    }

    fn ask_to_fetch(&mut self, shared: &mut Shared, topic: usize) {
        let version = shared.version(4, 18);
        let mut parts = Vec::new();
        let mut partitions = Vec::new();
        for partition in 0..shared.topics[topic].partitions.len() {
            let place = Place { topic, partition };
            let offset = self.position(shared, place);
            parts.push((place, offset, shared.model(place).visible_end()));
            partitions.push(FetchPartition {
                partition: partition as i32,
                current_leader_epoch: -1,
                fetch_offset: offset,
                last_fetched_epoch: -1,
                log_start_offset: -1,
                partition_max_bytes: shared.random.between(1, 60_000) as i32,
                ..FetchPartition::default()
            });
        }
        let history = &shared.topics[topic];
        let mut fetch_topic = FetchTopic { partitions, ..FetchTopic::default() };
        match version >= 13 {
            true => fetch_topic.topic_id = history.id,
            false => fetch_topic.topic = history.name.clone(),
        }
        let request = FetchRequest {
            replica_id: -1,
            max_wait_ms: shared.random.below(300) as i32,
            min_bytes: shared.random.between(1, 500) as i32,
            max_bytes: shared.random.between(1, 200_000) as i32,
            isolation_level: shared.random.below(2) as i8,
            session_epoch: -1,
            topics: vec![fetch_topic],
            ..FetchRequest::default()
        };
        self.ask(shared, &request, version, Question::Fetch { version, topic, parts });
    }

    /// Goes on where the last fetch ended; now and then somewhere else, so that old segments are read too.
    fn position(&mut self, shared: &mut Shared, place: Place) -> i64 {
        let model = shared.model(place);
        let (start, end) = (model.log_start(), model.visible_end());
        let partition = model.id();
        let known = self.positions.get(&partition).copied();
        match known {
            Some(position) if !shared.random.one_in(5) => position,
            _ => start + shared.random.below((end - start).max(0) as u64 + 1) as i64,
        }
    }

    fn ask_for_offset(&mut self, shared: &mut Shared, topic: usize) {
        let version = shared.version(1, 8);
        let partition = shared.random.index(shared.topics[topic].partitions.len());
        let place = Place { topic, partition };
        let visible_end = shared.model(place).visible_end();
        let now = self.link.io.wall_clock_ms();
        let timestamp = match shared.random.below(6) {
            0 | 1 => EARLIEST,
            2 | 3 => LATEST,
            4 if version >= 7 => MAX_TIMESTAMP,
            _ => now - shared.random.below(10_000) as i64,
        };
        let partitions = vec![ListOffsetsPartition {
            partition_index: partition as i32,
            current_leader_epoch: -1,
            timestamp,
            ..ListOffsetsPartition::default()
        }];
        let name = shared.topics[topic].name.clone();
        let topics = vec![ListOffsetsTopic { name, partitions }];
        let request = ListOffsetsRequest {
            replica_id: -1,
            isolation_level: 0,
            topics,
            ..ListOffsetsRequest::default()
        };
        self.ask(shared, &request, version, Question::ListOffsets { version, place, timestamp, visible_end });
    }

    pub(super) fn ask_for_metadata(&mut self, shared: &mut Shared) {
        let version = shared.version(1, 12);
        let is_of_interest = |state| matches!(state, TopicState::Live | TopicState::Unknown);
        let asked: Vec<usize> =
            (0..shared.topics.len()).filter(|&topic| is_of_interest(shared.topics[topic].state)).collect();
        let by_name = |&topic: &usize| MetadataRequestTopic {
            name: Some(shared.topics[topic].name.clone()),
            ..MetadataRequestTopic::default()
        };
        let topics = Some(asked.iter().map(by_name).collect());
        // Before version 4 there is no such field, and yes is meant.
        let request =
            MetadataRequest { topics, allow_auto_topic_creation: version < 4, ..MetadataRequest::default() };
        let is_live = |topic: &usize| shared.topics[*topic].state == TopicState::Live;
        let expected = asked.into_iter().filter(is_live).collect();
        self.ask(shared, &request, version, Question::Metadata { version, expected });
    }

    fn ask_to_create(&mut self, shared: &mut Shared) {
        if self.questions.iter().any(|question| matches!(question, Question::CreateTopic { .. })) {
            return;
        }
        let version = shared.version(7, 7);
        let topic = shared.new_topic();
        let topics = vec![shared.topics[topic].creation()];
        let request = CreateTopicsRequest { topics, timeout_ms: 30_000, validate_only: false };
        self.ask(shared, &request, version, Question::CreateTopic { version, topic });
    }

    fn ask_to_delete(&mut self, shared: &mut Shared, topic: usize) {
        let version = shared.version(1, 6);
        let history = &mut shared.topics[topic];
        history.state = TopicState::Deleting;
        let mut request = DeleteTopicsRequest { timeout_ms: 30_000, ..DeleteTopicsRequest::default() };
        match version >= 6 {
            true => request.topics = vec![DeleteTopicState { name: None, topic_id: history.id }],
            false => request.topic_names = vec![history.name.clone()],
        }
        self.ask(shared, &request, version, Question::DeleteTopic { version, topic });
    }

    fn ask_to_delete_records(&mut self, shared: &mut Shared, topic: usize) {
        let version = shared.version(0, 2);
        let partition = shared.random.index(shared.topics[topic].partitions.len());
        let place = Place { topic, partition };
        let (start, end) = (shared.model(place).log_start(), shared.model(place).visible_end());
        let offset = start + shared.random.below((end - start).max(0) as u64 / 2 + 1) as i64;
        // Whether it is answered or not: from now on they may be gone.
        shared.model_mut(place).on_log_start(offset);
        let partitions = vec![DeleteRecordsPartition { partition_index: partition as i32, offset }];
        let topics = vec![DeleteRecordsTopic { name: shared.topics[topic].name.clone(), partitions }];
        let request = DeleteRecordsRequest { topics, timeout_ms: 30_000 };
        self.ask(shared, &request, version, Question::DeleteRecords { version, place });
    }

    fn ask_for_leader_epoch(&mut self, shared: &mut Shared, topic: usize) {
        let version = shared.version(2, 4);
        let partition = shared.random.index(shared.topics[topic].partitions.len());
        let partitions = vec![OffsetForLeaderPartition {
            partition: partition as i32,
            current_leader_epoch: -1,
            leader_epoch: shared.random.below(4) as i32,
        }];
        let topics = vec![OffsetForLeaderTopic { topic: shared.topics[topic].name.clone(), partitions }];
        let replica_id = if version >= 3 { -1 } else { -2 };
        let request = OffsetForLeaderEpochRequest { replica_id, topics };
        self.ask(shared, &request, version, Question::LeaderEpoch { version });
    }

    fn ask_for_versions(&mut self, shared: &mut Shared) {
        let version = shared.version(0, 4);
        let mut request = ApiVersionsRequest::default();
        if version >= 3 {
            request.client_software_name = "sim".to_owned();
            request.client_software_version = "1".to_owned();
        }
        self.ask(shared, &request, version, Question::ApiVersions { version });
    }

    fn ask_for_configs(&mut self, shared: &mut Shared, topic: usize) {
        let version = shared.version(1, 4);
        let resource_name = shared.topics[topic].name.clone();
        let resources =
            vec![DescribeConfigsResource { resource_type: 2, resource_name, configuration_keys: None }];
        let request = DescribeConfigsRequest { resources, ..DescribeConfigsRequest::default() };
        self.ask(shared, &request, version, Question::DescribeConfigs { version });
    }
}

fn compression(shared: &mut Shared) -> Compression {
    if shared.random.one_in(5) { Compression::ALL[shared.random.index(5)] } else { Compression::None }
}
