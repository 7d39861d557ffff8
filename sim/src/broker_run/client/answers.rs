//! What a client makes of answers.

use ::client::Request;
use io::SharedBuffer;
use protocol::messages::{
    ApiVersionsRequest, CreateTopicsRequest, CreateTopicsResponse, DeleteRecordsRequest,
    DeleteRecordsResponse, DeleteTopicsRequest, DeleteTopicsResponse, DescribeConfigsRequest, FetchRequest,
    FetchResponse, InitProducerIdRequest, InitProducerIdResponse, ListOffsetsRequest, ListOffsetsResponse,
    MetadataRequest, OffsetForLeaderEpochRequest, ProduceRequest, ProduceResponse,
};
use protocol::messages::{fetch_response, produce_response};
use protocol::{ErrorCode, Message};

use super::{Client, Place, ProducePart, Question, count_error};
use crate::broker_run::Shared;
use crate::broker_run::topics::TopicState;
use crate::partition_model::Promise;
use crate::require;
use crate::violation::Violation;

fn decode<R: Request>(body: &SharedBuffer, version: i16) -> Result<R::Response, Violation> {
    let decoded = R::Response::decode(body, version);
    decoded.map_err(|error| Violation::new(format!("{} v{version} is malformed: {error}", R::Response::NAME)))
}

impl Client {
    pub(super) fn on_answer(
        &mut self,
        shared: &mut Shared,
        question: Question,
        body: &SharedBuffer,
    ) -> Result<(), Violation> {
        match question {
            Question::Produce { version, acks, topic, parts } => {
                self.on_produce(shared, acks, topic, &parts, &decode::<ProduceRequest>(body, version)?)
            }
            Question::Fetch { version, topic, parts } => {
                self.on_fetch(shared, topic, &parts, &decode::<FetchRequest>(body, version)?)
            }
            Question::ListOffsets { version, place, timestamp, visible_end } => {
                let response = decode::<ListOffsetsRequest>(body, version)?;
                self.on_offsets(shared, place, timestamp, visible_end, &response)
            }
            Question::Metadata { version, expected } => self.on_metadata(shared, version, &expected, body),
            Question::CreateTopic { version, topic } => {
                on_topic_created(shared, topic, &decode::<CreateTopicsRequest>(body, version)?)
            }
            Question::DeleteTopic { version, topic } => {
                on_topic_deleted(shared, topic, &decode::<DeleteTopicsRequest>(body, version)?);
                Ok(())
            }
            Question::InitProducerId { version } => {
                self.on_producer_id(shared, &decode::<InitProducerIdRequest>(body, version)?)
            }
            Question::DeleteRecords { version, place } => {
                on_records_deleted(shared, place, &decode::<DeleteRecordsRequest>(body, version)?);
                Ok(())
            }
            Question::LeaderEpoch { version } => {
                let response = decode::<OffsetForLeaderEpochRequest>(body, version)?;
                let answers = response.topics.iter().flat_map(|topic| &topic.partitions);
                answers.for_each(|answer| count_error(shared, "OffsetForLeaderEpoch", answer.error_code));
                Ok(())
            }
            Question::ApiVersions { version } => {
                let response = decode::<ApiVersionsRequest>(body, version)?;
                require!(response.error_code == 0, "ApiVersions v{version} answers {}", response.error_code);
                Ok(())
            }
            Question::DescribeConfigs { version } => {
                let results = decode::<DescribeConfigsRequest>(body, version)?.results;
                results.iter().for_each(|result| count_error(shared, "DescribeConfigs", result.error_code));
                Ok(())
            }
        }
    }

    fn on_produce(
        &mut self,
        shared: &mut Shared,
        acks: i16,
        topic: usize,
        parts: &[ProducePart],
        response: &ProduceResponse,
    ) -> Result<(), Violation> {
        let answers = response.responses.iter().flat_map(|topic| &topic.partition_responses);
        let answers: Vec<_> = answers.collect();
        let (answered, asked) = (answers.len(), parts.len());
        require!(answered == asked, "{answered} of {asked} partitions are answered");
        for (part, answer) in parts.iter().zip(answers) {
            let place = part.place.partition as i32;
            require!(answer.index == place, "partition {} is answered for {place}", answer.index);
            let told = self.on_produced(shared, acks, part, answer);
            told.map_err(|violation| shared.name_place(violation, Place { topic, ..part.place }))?;
        }
        Ok(())
    }

    fn on_fetch(
        &mut self,
        shared: &mut Shared,
        topic: usize,
        parts: &[(Place, i64, i64)],
        response: &FetchResponse,
    ) -> Result<(), Violation> {
        count_error(shared, "Fetch", response.error_code);
        for answer in response.responses.iter().flat_map(|topic| &topic.partitions) {
            let part = parts.iter().find(|(place, ..)| place.partition as i32 == answer.partition_index);
            let (place, offset, visible_end) =
                *part.ok_or_else(|| Violation::new("an answer about a partition not asked for"))?;
            let told = self.on_fetched(shared, place, offset, visible_end, answer);
            told.map_err(|violation| shared.name_place(violation, Place { topic, ..place }))?;
        }
        Ok(())
    }

    fn on_offsets(
        &mut self,
        shared: &mut Shared,
        place: Place,
        timestamp: i64,
        visible_end: i64,
        response: &ListOffsetsResponse,
    ) -> Result<(), Violation> {
        for answer in response.topics.iter().flat_map(|topic| &topic.partitions) {
            count_error(shared, "ListOffsets", answer.error_code);
            if answer.error_code == 0 {
                let found = (answer.offset, answer.timestamp);
                let told = self.on_offset(shared, place, timestamp, visible_end, found);
                told.map_err(|violation| shared.name_place(violation, place))?;
            }
        }
        Ok(())
    }

    fn on_producer_id(
        &mut self,
        shared: &mut Shared,
        response: &InitProducerIdResponse,
    ) -> Result<(), Violation> {
        count_error(shared, "InitProducerId", response.error_code);
        if response.error_code == 0 {
            let is_new = shared.producer_ids.insert(response.producer_id);
            require!(is_new, "producer id {} is given out twice", response.producer_id);
            self.reset_producer();
            self.producer = Some((response.producer_id, response.producer_epoch));
        }
        Ok(())
    }

    fn on_produced(
        &mut self,
        shared: &mut Shared,
        acks: i16,
        part: &ProducePart,
        answer: &produce_response::PartitionProduceResponse,
    ) -> Result<(), Violation> {
        count_error(shared, "Produce", answer.error_code);
        let (name, code) = (&shared.topics[part.place.topic].name, ErrorCode::from_i16(answer.error_code));
        let (first, count, base) = (part.ids[0], part.ids.len(), answer.base_offset);
        let partition = part.place.partition;
        shared.say(format_args!("{name}-{partition}: {first:?} and on, {count}: {} at {base}", code.name()));
        self.land(shared, part);
        let code = ErrorCode::from_i16(answer.error_code);
        require!(!part.is_damaged || code != ErrorCode::None, "a damaged batch is taken");
        if code == ErrorCode::None {
            let promise = shared.topics[part.place.topic].promise_of(acks);
            // What was promised in an earlier life, and lost in its end, was lost by right.
            let is_void =
                promise == Promise::Written && self.power_was_cut_since(shared, self.connected_in_life);
            if !is_void {
                let now = shared.world.now();
                shared.model_mut(part.place).on_acknowledged(now, answer.base_offset, &part.ids, promise)?;
            }
        }
        if part.is_idempotent {
            self.on_sequence_answered(shared, part, code)?;
        }
        Ok(())
    }

    fn on_sequence_answered(
        &mut self,
        shared: &mut Shared,
        part: &ProducePart,
        code: ErrorCode,
    ) -> Result<(), Violation> {
        let partition = shared.partition_id(part.place);
        let Some(sequence) = self.sequences.get_mut(&partition) else {
            return Ok(());
        };
        // A reset producer has begun another session meanwhile.
        if sequence.unresolved.as_ref().is_none_or(|(ids, _)| *ids != part.ids) {
            return Ok(());
        }
        match code {
            ErrorCode::None | ErrorCode::DuplicateSequenceNumber => {
                sequence.unresolved = None;
                sequence.next += part.ids.len() as i32;
            }
            _ if code.is_retriable() => {}
            _ => {
                let began = sequence.began_in_life;
                let is_excused = self.power_was_cut_since(shared, began);
                let is_gap = code == ErrorCode::OutOfOrderSequenceNumber;
                require!(
                    is_excused || !is_gap,
                    "{partition:?} has forgotten a producer's batches without a power cut"
                );
                self.reset_producer();
            }
        }
        Ok(())
    }

    fn on_fetched(
        &mut self,
        shared: &mut Shared,
        place: Place,
        offset: i64,
        visible_end: i64,
        answer: &fetch_response::PartitionData,
    ) -> Result<(), Violation> {
        count_error(shared, "Fetch", answer.error_code);
        let partition = shared.partition_id(place);
        let is_void = self.power_was_cut_since(shared, self.connected_in_life);
        match ErrorCode::from_i16(answer.error_code) {
            ErrorCode::None => {}
            ErrorCode::OffsetOutOfRange => {
                let is_there = !is_void && offset < visible_end && shared.model(place).must_hold(offset);
                require!(!is_there, "offset {offset} is out of range below {visible_end}");
                self.positions.remove(&partition);
                return Ok(());
            }
            _ => return Ok(()),
        }
        shared.model_mut(place).on_log_start(answer.log_start_offset);
        let bytes = answer.records.as_deref().unwrap_or_default();
        let records = shared.ledger.read(bytes)?;
        let promise = shared.topics[place.topic].promise_of_visible();
        let high_watermark = answer.high_watermark;
        shared.tally.count("fetch", if records.is_empty() { "nothing" } else { "records" });
        if is_void {
            return Ok(());
        }
        require!(
            high_watermark >= visible_end,
            "the high watermark is {high_watermark}, and {visible_end} was visible"
        );
        let now = shared.world.now();
        let model = &mut shared.topics[place.topic].partitions[place.partition];
        model.on_fetched(&shared.ledger, now, offset, &records, high_watermark, promise)?;
        let next = records.last().map_or(offset, |(last, _)| last + 1);
        self.positions.insert(partition, next);
        Ok(())
    }

    fn on_offset(
        &mut self,
        shared: &mut Shared,
        place: Place,
        timestamp: i64,
        visible_end: i64,
        (offset, found_timestamp): (i64, i64),
    ) -> Result<(), Violation> {
        let is_void = self.power_was_cut_since(shared, self.connected_in_life);
        match timestamp {
            -2 => shared.model_mut(place).on_log_start(offset),
            -1 if !is_void => {
                require!(
                    offset >= visible_end,
                    "the latest offset is {offset}, and {visible_end} was visible"
                );
            }
            0.. if !is_void => {
                let found = (offset >= 0).then_some((offset, found_timestamp));
                shared.model(place).on_found_by_time(&shared.ledger, timestamp, visible_end, found)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// A topic whose creation was answered is there, until its deletion is asked for.
    fn on_metadata(
        &mut self,
        shared: &mut Shared,
        version: i16,
        expected: &[usize],
        body: &SharedBuffer,
    ) -> Result<(), Violation> {
        let response = decode::<MetadataRequest>(body, version)?;
        for found in &response.topics {
            let named = |topic: &usize| Some(&shared.topics[*topic].name) == found.name.as_ref();
            let Some(topic) = (0..shared.topics.len()).find(named) else {
                return Err(Violation::new(format!("topic {:?} was created by nobody", found.name)));
            };
            count_error(shared, "Metadata", found.error_code);
            let is_expected = expected.contains(&topic) && shared.topics[topic].state == TopicState::Live;
            if found.error_code != 0 {
                let name = &shared.topics[topic].name;
                require!(!is_expected, "topic {name} was created and is not there: {}", found.error_code);
                continue;
            }
            let history = &mut shared.topics[topic];
            let (there, created) = (found.partitions.len(), history.partitions.len());
            require!(there == created, "topic {} has {there} of {created} partitions", history.name);
            if version >= 10 && history.state == TopicState::Unknown {
                history.id = found.topic_id;
                history.state = TopicState::Live;
            }
            let has_id = version >= 10 && is_expected;
            require!(!has_id || history.id == found.topic_id, "topic {} has another id", history.name);
        }
        Ok(())
    }
}

fn on_topic_created(
    shared: &mut Shared,
    topic: usize,
    response: &CreateTopicsResponse,
) -> Result<(), Violation> {
    let result = &response.topics[0];
    shared.say(format_args!("topic {} created: {}", result.name, result.error_code));
    count_error(shared, "CreateTopics", result.error_code);
    // Another client may have found it, and deleted it, before this answer came.
    if result.error_code == 0 && shared.topics[topic].state == TopicState::Unknown {
        require!(!result.topic_id.is_zero(), "topic {} is created without an id", result.name);
        shared.topics[topic].id = result.topic_id;
        shared.topics[topic].state = TopicState::Live;
    }
    Ok(())
}

fn on_topic_deleted(shared: &mut Shared, topic: usize, response: &DeleteTopicsResponse) {
    let code = response.responses[0].error_code;
    count_error(shared, "DeleteTopics", code);
    shared.say(format_args!("topic {} deleted: {code}", shared.topics[topic].name));
    if code == 0 {
        shared.topics[topic].state = TopicState::Gone;
    }
}

fn on_records_deleted(shared: &mut Shared, place: Place, response: &DeleteRecordsResponse) {
    for answer in response.topics.iter().flat_map(|topic| &topic.partitions) {
        count_error(shared, "DeleteRecords", answer.error_code);
        if answer.error_code == 0 {
            shared.model_mut(place).on_log_start(answer.low_watermark);
        }
    }
}
