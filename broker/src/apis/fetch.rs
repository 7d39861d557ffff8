//! Fetch: reads planned by the owners of the partitions, parked until there is enough, woven into one reply.

use std::time::Duration;

use io::Io;
use protocol::messages::fetch_response::PartitionData;
use protocol::messages::{FetchRequestView, FetchResponse, FetchResponseWriter};
use protocol::{ApiKey, ErrorCode, Uuid, VersionRange};

use super::fetch_session::{FINAL_EPOCH, FetchTopic, INITIAL_EPOCH, WantedPartition};
use crate::message::{Failure, FetchAnswer, FetchQuestion, Isolation, PartitionAnswer, PartitionQuestion};
use crate::purgatory::{Parked, Ticket};
use crate::request::{ITEMS_MAX, ReplyTo, Request, RequestError};
use crate::response::ResponseSink;
use crate::shard::Shard;
use crate::view::{ClusterView, PartitionKey};

pub(crate) const KEY: ApiKey = ApiKey::Fetch;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(4, 18);

/// The first version that names topics by id.
const TOPIC_IDS_SINCE: i16 = 13;
/// The first version with sessions.
const SESSIONS_SINCE: i16 = 7;
/// Longest long poll: a client that asks for more is answered then.
const MAX_WAIT: Duration = Duration::from_secs(600);
/// Room for so many partitions is kept for re-use (about 4 MiB).
const SPARE_PARTITIONS_MAX: usize = 16 << 10;

/// Vectors of answered fetches, for the next ones.
#[derive(Debug, Default)]
pub(crate) struct FetchSpares {
    partitions: Vec<Vec<FetchPartition>>,
    /// Elements that they have room for together.
    capacity: usize,
}

impl FetchSpares {
    fn take(&mut self) -> Vec<FetchPartition> {
        let partitions = self.partitions.pop().unwrap_or_default();
        self.capacity -= partitions.capacity();
        partitions
    }

    fn keep(&mut self, mut partitions: Vec<FetchPartition>) {
        partitions.clear();
        if self.capacity + partitions.capacity() <= SPARE_PARTITIONS_MAX {
            self.capacity += partitions.capacity();
            self.partitions.push(partitions);
        }
    }
}

/// One partition of a fetch and what is known of it so far.
#[derive(Debug)]
struct FetchPartition {
    wanted: WantedPartition,
    /// What the session's client knows; -1 without a session.
    told_high_watermark: i64,
    told_log_start_offset: i64,
    answer: Result<FetchAnswer, Failure>,
    is_watched: bool,
}

/// How far a fetch is.
///
/// ```text
///            all planned, too little                 a partition has moved
///   Planning ──────────────────────► Waiting ◄──────────────────────────── (plans it anew)
///      │ enough, an error, no wait      │ enough, an error, time is up
///      └────────────► reply ◄───────────┘
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Phase {
    Planning,
    Waiting,
}

/// A fetch between its request and its reply. It holds what was asked for, not the frame: a poll may last long, and a
/// frame is a slice of a much larger receive buffer.
#[derive(Debug)]
pub(crate) struct ParkedFetch {
    reply_to: ReplyTo,
    session_id: i32,
    /// Only what has changed is answered.
    is_incremental: bool,
    isolation: Isolation,
    bytes_min: u32,
    bytes_max: u32,
    deadline: Option<Duration>,
    partitions: Vec<FetchPartition>,
    phase: Phase,
    outstanding: usize,
    /// Records planned so far.
    bytes: u64,
    /// Some partition has something that the client must hear at once.
    is_urgent: bool,
}

impl ParkedFetch {
    pub(crate) fn note_asked(&mut self, question: &PartitionQuestion) {
        if matches!(question, PartitionQuestion::Fetch(_)) {
            self.outstanding += 1;
        }
    }

    /// A question that nobody needs to be asked.
    pub(crate) fn settle(&mut self, index: u32, answer: PartitionAnswer) {
        let partition = &mut self.partitions[index as usize];
        if let Ok(old) = &partition.answer {
            self.bytes -= u64::from(old.records_bytes);
        }
        partition.answer = match answer {
            PartitionAnswer::Fetched(answer) => Ok(answer),
            PartitionAnswer::Failed(failure) => Err(failure),
            _ => Err(ErrorCode::UnknownServerError.into()),
        };
        match &partition.answer {
            Ok(answer) => {
                self.bytes += u64::from(answer.records_bytes);
                self.is_urgent |= answer.diverging.is_some();
            }
            Err(_) => self.is_urgent = true,
        }
    }

    fn is_enough(&self) -> bool {
        self.is_urgent || self.bytes >= u64::from(self.bytes_min) || self.partitions.is_empty()
    }

    fn question(&self, index: usize) -> FetchQuestion {
        let wanted = &self.partitions[index].wanted;
        let left = u64::from(self.bytes_max).saturating_sub(self.bytes) as u32;
        FetchQuestion {
            offset: wanted.offset,
            bytes_max: left.min(u32::try_from(wanted.bytes_max).unwrap_or(0)),
            // KIP-74: the first records of a reply may be larger than its limit, or a reader would never pass them.
            at_least_one_batch: self.bytes == 0,
            isolation: self.isolation,
            current_leader_epoch: wanted.current_leader_epoch,
            last_fetched_epoch: wanted.last_fetched_epoch,
        }
    }

    /// Gives up the records that do not fit: partitions of several shards were planned side by side, each with the
    /// whole limit. The first that has any keeps them.
    fn trim(&mut self) {
        let mut bytes = 0;
        for partition in &mut self.partitions {
            let Ok(answer) = &mut partition.answer else { continue };
            let len = u64::from(answer.records_bytes);
            if bytes > 0 && bytes + len > u64::from(self.bytes_max) {
                answer.regions.clear();
                answer.records_bytes = 0;
                answer.aborted.clear();
            } else {
                bytes += len;
            }
        }
    }
}

impl FetchPartition {
    fn new(wanted: WantedPartition, told_high_watermark: i64, told_log_start_offset: i64) -> Self {
        let answer = Ok(FetchAnswer::default());
        Self { wanted, told_high_watermark, told_log_start_offset, answer, is_watched: false }
    }

    fn key(&self) -> PartitionKey {
        PartitionKey { topic_id: self.wanted.topic.id, partition: self.wanted.partition }
    }

    /// Whether an incremental reply must name it.
    fn has_news(&self) -> bool {
        match &self.answer {
            Err(_) => true,
            Ok(answer) => {
                answer.records_bytes > 0
                    || answer.diverging.is_some()
                    || answer.high_watermark != self.told_high_watermark
                    || answer.log_start_offset != self.told_log_start_offset
            }
        }
    }
}

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: FetchRequestView = request.view()?;
    request.check_count(body.topics.iter().map(|topic| topic.partitions.len()).sum())?;
    request.check_count(body.forgotten_topics_data.iter().map(|topic| topic.partitions.len()).sum())?;
    let mut partitions = shard.fetch_spares.take();
    let session = match collect(shard, request, &body, &mut partitions) {
        Ok(session) => session,
        Err(code) => {
            shard.fetch_spares.keep(partitions);
            refuse(shard, request.reply_to(), code);
            return Ok(());
        }
    };
    let max_wait = Duration::from_millis(u64::try_from(body.max_wait_ms).unwrap_or(0)).min(MAX_WAIT);
    let fetch = ParkedFetch {
        reply_to: request.reply_to(),
        session_id: session.id,
        is_incremental: session.is_incremental,
        isolation: if body.isolation_level == 1 {
            Isolation::ReadCommitted
        } else {
            Isolation::ReadUncommitted
        },
        bytes_min: u32::try_from(body.min_bytes).unwrap_or(0),
        bytes_max: u32::try_from(body.max_bytes).unwrap_or(0).min(shard.config.fetch_max_bytes),
        deadline: (!max_wait.is_zero()).then(|| shard.io.now() + max_wait),
        partitions,
        phase: Phase::Planning,
        outstanding: 1,
        bytes: 0,
        is_urgent: false,
    };
    let ticket = shard.purgatory.park(Parked::Fetch(fetch));
    plan_all(shard, ticket);
    Ok(())
}

/// Which session a fetch belongs to.
struct SessionOfFetch {
    /// 0 for none.
    id: i32,
    is_incremental: bool,
}

/// Collects what is wanted, from the request and its session.
fn collect<I: Io>(
    shard: &mut Shard<I>,
    request: &Request,
    body: &FetchRequestView<'_>,
    partitions: &mut Vec<FetchPartition>,
) -> Result<SessionOfFetch, ErrorCode> {
    let view = shard.view.clone();
    let by_id = request.version() >= TOPIC_IDS_SINCE;
    let (id, epoch) = match request.version() {
        SESSIONS_SINCE.. => (body.session_id, body.session_epoch),
        _ => (0, FINAL_EPOCH),
    };
    let now = shard.io.now();
    if epoch != FINAL_EPOCH && epoch != INITIAL_EPOCH {
        let session = shard.sessions.continue_session(id, epoch, by_id, now)?;
        for wanted in wanted(&view, by_id, body) {
            session.set(wanted);
        }
        session.forget(body.forgotten_topics_data.into_iter().flat_map(|topic| {
            let named = fetch_topic(&view, by_id, topic.topic, topic.topic_id);
            topic.partitions.into_iter().map(move |partition| (named.clone(), partition))
        }));
        if session.partitions.len() > ITEMS_MAX {
            shard.sessions.close(id);
            return Err(ErrorCode::FetchSessionIdNotFound);
        }
        collect_session(shard, id, partitions);
        return Ok(SessionOfFetch { id, is_incremental: true });
    }
    if id != 0 {
        shard.sessions.close(id);
    }
    partitions.extend(wanted(&view, by_id, body).map(|wanted| FetchPartition::new(wanted, -1, -1)));
    if epoch == FINAL_EPOCH {
        return Ok(SessionOfFetch { id: 0, is_incremental: false });
    }
    let id = (shard.io.random_u64() >> 33) as i32;
    let Some(session) = shard.sessions.open(id, by_id, now) else {
        return Ok(SessionOfFetch { id: 0, is_incremental: false });
    };
    for partition in partitions.iter() {
        session.set(partition.wanted.clone());
    }
    Ok(SessionOfFetch { id, is_incremental: false })
}

/// The partitions of a session, beginning where the last reply left off.
fn collect_session<I: Io>(shard: &mut Shard<I>, id: i32, partitions: &mut Vec<FetchPartition>) {
    let Some(session) = shard.sessions.get_mut(id) else { return };
    let count = session.partitions.len();
    let first = if session.next_first < count { session.next_first } else { 0 };
    for index in (first..count).chain(0..first) {
        let known = &mut session.partitions[index];
        // A topic that was unknown when the session learnt of it may exist by now.
        if known.wanted.topic.id.is_zero() || known.wanted.topic.name.is_empty() {
            let topic = &known.wanted.topic;
            known.wanted.topic =
                fetch_topic(&shard.view, session.uses_topic_ids, &topic.name.clone(), topic.id);
        }
        partitions.push(FetchPartition::new(
            known.wanted.clone(),
            known.high_watermark,
            known.log_start_offset,
        ));
    }
}

fn wanted<'a>(
    view: &'a ClusterView,
    by_id: bool,
    body: &FetchRequestView<'a>,
) -> impl Iterator<Item = WantedPartition> + use<'a> {
    body.topics.into_iter().flat_map(move |topic| {
        let named = fetch_topic(view, by_id, topic.topic, topic.topic_id);
        topic.partitions.into_iter().map(move |partition| WantedPartition {
            topic: named.clone(),
            partition: partition.partition,
            offset: partition.fetch_offset,
            bytes_max: partition.partition_max_bytes,
            current_leader_epoch: partition.current_leader_epoch,
            last_fetched_epoch: partition.last_fetched_epoch,
        })
    })
}

fn fetch_topic(view: &ClusterView, by_id: bool, name: &str, id: Uuid) -> FetchTopic {
    let topic = if by_id { view.image.topic_by_id(id) } else { view.image.topic(name) };
    match topic {
        Some(topic) => FetchTopic { name: topic.name.clone(), id: topic.id },
        None if by_id => FetchTopic { name: "".into(), id },
        None => FetchTopic { name: name.into(), id: Uuid::ZERO },
    }
}

/// Asks the owners of all partitions for a plan.
fn plan_all<I: Io>(shard: &mut Shard<I>, ticket: Ticket) {
    let mut index = 0;
    while let Some(Parked::Fetch(fetch)) = shard.purgatory.get_mut(ticket)
        && index < fetch.partitions.len()
    {
        let partition = &fetch.partitions[index];
        let (key, question) = (partition.key(), fetch.question(index));
        if let Err(code) = check(&shard.view, &partition.wanted) {
            fetch.settle(index as u32, PartitionAnswer::Failed(code.into()));
        } else {
            shard.ask(ticket, index as u32, key, PartitionQuestion::Fetch(question));
        }
        index += 1;
    }
    on_planned(shard, ticket);
}

fn check(view: &ClusterView, wanted: &WantedPartition) -> Result<(), ErrorCode> {
    if wanted.topic.name.is_empty() {
        return Err(ErrorCode::UnknownTopicId);
    }
    match view.image.partition(wanted.topic.id, wanted.partition) {
        Some(_) => Ok(()),
        None => Err(ErrorCode::UnknownTopicOrPartition),
    }
}

/// One plan less to come (or the asking is over): replies, waits or goes on waiting.
fn on_planned<I: Io>(shard: &mut Shard<I>, ticket: Ticket) {
    let Some(Parked::Fetch(fetch)) = shard.purgatory.get_mut(ticket) else { return };
    fetch.outstanding -= 1;
    if fetch.outstanding > 0 {
        return;
    }
    if fetch.is_enough() || fetch.deadline.is_none() {
        return finish(shard, ticket);
    }
    if fetch.phase == Phase::Planning {
        fetch.phase = Phase::Waiting;
        let deadline = fetch.deadline.expect("checked above");
        shard.purgatory.arm(ticket, deadline);
    }
    watch_all(shard, ticket);
}

/// Asks the owners of all partitions that are not watched to tell when there is more. That may be now.
fn watch_all<I: Io>(shard: &mut Shard<I>, ticket: Ticket) {
    let mut index = 0;
    while let Some(Parked::Fetch(fetch)) = shard.purgatory.get_mut(ticket)
        && index < fetch.partitions.len()
    {
        let isolation = fetch.isolation;
        let partition = &mut fetch.partitions[index];
        if let Ok(answer) = &partition.answer
            && !std::mem::replace(&mut partition.is_watched, true)
        {
            let question = PartitionQuestion::Watch { end: answer.readable_end, isolation };
            let key = partition.key();
            shard.ask(ticket, index as u32, key, question);
        }
        index += 1;
    }
}

/// An owner has answered.
pub(crate) fn on_answer<I: Io>(shard: &mut Shard<I>, ticket: Ticket, index: u32, answer: PartitionAnswer) {
    let Some(Parked::Fetch(fetch)) = shard.purgatory.get_mut(ticket) else { return };
    if let PartitionAnswer::Moved = answer {
        let partition = &mut fetch.partitions[index as usize];
        partition.is_watched = false;
        if fetch.phase == Phase::Waiting {
            let key = partition.key();
            // Its old plan is replaced, so its bytes do not count against the new one.
            fetch.settle(index, PartitionAnswer::Fetched(FetchAnswer::default()));
            let question = fetch.question(index as usize);
            // The answer may be here when `ask` returns, or there may be nobody to ask.
            fetch.outstanding += 1;
            shard.ask(ticket, index, key, PartitionQuestion::Fetch(question));
            on_planned(shard, ticket);
        }
        return;
    }
    fetch.settle(index, answer);
    on_planned(shard, ticket);
}

/// `max_wait` is over, or the broker stops: what is there is enough. A plan that is still to come is waited for: without
/// it the reply would say that the partition is empty.
pub(crate) fn on_time_up<I: Io>(shard: &mut Shard<I>, ticket: Ticket) {
    if let Some(Parked::Fetch(fetch)) = shard.purgatory.get_mut(ticket)
        && fetch.outstanding > 0
    {
        fetch.deadline = None;
        return;
    }
    finish(shard, ticket);
}

fn finish<I: Io>(shard: &mut Shard<I>, ticket: Ticket) {
    // The owners are told before the ticket goes: `ask` knows only parked requests.
    unwatch_all(shard, ticket);
    let Some(Parked::Fetch(mut fetch)) = shard.purgatory.remove(ticket) else { return };
    fetch.trim();
    remember(shard, &fetch);
    shard.reply(fetch.reply_to, |writer| write(writer, &mut fetch));
    shard.fetch_spares.keep(fetch.partitions);
}

fn unwatch_all<I: Io>(shard: &mut Shard<I>, ticket: Ticket) {
    let mut index = 0;
    while let Some(Parked::Fetch(fetch)) = shard.purgatory.get_mut(ticket)
        && index < fetch.partitions.len()
    {
        let partition = &mut fetch.partitions[index];
        if std::mem::take(&mut partition.is_watched) {
            let key = partition.key();
            shard.ask(ticket, index as u32, key, PartitionQuestion::Unwatch);
        }
        index += 1;
    }
}

/// Notes in the session what its client is about to be told.
fn remember<I: Io>(shard: &mut Shard<I>, fetch: &ParkedFetch) {
    let Some(session) = shard.sessions.get_mut(fetch.session_id) else { return };
    let count = session.partitions.len();
    if count != fetch.partitions.len() {
        // The session has moved on while this fetch waited; the next reply tells more than it must.
        return;
    }
    let first = if session.next_first < count && fetch.is_incremental { session.next_first } else { 0 };
    for (index, partition) in fetch.partitions.iter().enumerate() {
        let place = (first + index) % count;
        let known = &mut session.partitions[place];
        match &partition.answer {
            Ok(answer) => {
                (known.high_watermark, known.log_start_offset) =
                    (answer.high_watermark, answer.log_start_offset);
                if answer.records_bytes > 0 {
                    session.next_first = place + 1;
                }
            }
            // As in Kafka: an error is told again until it is over, and its end is told.
            Err(_) => known.high_watermark = -1,
        }
    }
}

/// A session error stands for the whole request.
fn refuse<I: Io>(shard: &mut Shard<I>, reply_to: ReplyTo, code: ErrorCode) {
    shard.reply(reply_to, |writer| {
        let mut response = FetchResponseWriter::new(writer);
        response.throttle_time_ms(0).error_code(code.code()).session_id(0).responses(0);
        response.end(&FetchResponse::default());
    });
}

type Writer<'s> = protocol::Writer<'s, ResponseSink>;
type PartitionWriter<'w, 's> = protocol::messages::fetch_response::PartitionDataWriter<'w, 's, ResponseSink>;

fn write(writer: &mut Writer<'_>, fetch: &mut ParkedFetch) {
    let is_incremental = fetch.is_incremental;
    fetch.partitions.retain(|partition| !is_incremental || partition.has_news());
    let topics = || fetch.partitions.chunk_by(|a, b| a.wanted.topic == b.wanted.topic);
    let count = topics().count();
    let mut response = FetchResponseWriter::new(writer);
    response.throttle_time_ms(0).error_code(0).session_id(fetch.session_id).responses(count);
    for partitions in topics() {
        let topic = &partitions[0].wanted.topic;
        let mut topic_response = response.responses_element();
        topic_response.topic(&topic.name).topic_id(topic.id).partitions(partitions.len());
        for partition in partitions {
            write_partition(topic_response.partitions_element(), partition, fetch.isolation);
        }
        topic_response.end();
    }
    response.end(&FetchResponse::default());
}

fn write_partition(mut writer: PartitionWriter<'_, '_>, partition: &FetchPartition, isolation: Isolation) {
    writer.partition_index(partition.wanted.partition);
    let answer = match &partition.answer {
        Ok(answer) => answer,
        Err(failure) => {
            writer
                .error_code(failure.code.code())
                .high_watermark(-1)
                .last_stable_offset(-1)
                .log_start_offset(-1);
            writer.aborted_transactions(None).preferred_read_replica(-1).records(Some(&[]));
            return writer.end(&PartitionData::default());
        }
    };
    writer.error_code(0).high_watermark(answer.high_watermark).last_stable_offset(answer.last_stable_offset);
    writer.log_start_offset(answer.log_start_offset);
    match isolation {
        Isolation::ReadUncommitted => writer.aborted_transactions(None),
        Isolation::ReadCommitted => {
            writer.aborted_transactions(Some(answer.aborted.len()));
            for (producer_id, first_offset) in &answer.aborted {
                let mut aborted = writer.aborted_transactions_element();
                aborted.producer_id(*producer_id).first_offset(*first_offset);
                aborted.end();
            }
            &mut writer
        }
    };
    writer.preferred_read_replica(-1).records_len(answer.records_bytes as usize);
    for region in &answer.regions {
        writer.sink().append_region(region.clone());
    }
    let mut tags = PartitionData::default();
    if let Some((epoch, end_offset)) = answer.diverging {
        tags.diverging_epoch.epoch = epoch;
        tags.diverging_epoch.end_offset = end_offset;
    }
    writer.end(&tags);
}
