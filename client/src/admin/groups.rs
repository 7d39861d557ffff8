//! Groups: listed, described, deleted; their committed offsets told, moved, forgotten.

use std::collections::BTreeMap;
use std::sync::Arc;

use io::Io;
use protocol::messages::consumer_group_describe_response::{
    Assignment, DescribedGroup as DescribedConsumerGroup, Member as ConsumerMember,
};
use protocol::messages::describe_groups_response::{DescribedGroup, DescribedGroupMember};
use protocol::messages::offset_delete_request::{OffsetDeleteRequestPartition, OffsetDeleteRequestTopic};
use protocol::messages::{
    ConsumerGroupDescribeRequest, DeleteGroupsRequest, DescribeGroupsRequest, FindCoordinatorRequest,
    ListGroupsRequest, OffsetCommitRequest, OffsetDeleteRequest, OffsetFetchRequest,
};
use protocol::{ApiKey, ErrorCode, VersionRange};

use super::{Admin, Outcome};
use crate::group::{
    COMMIT_VERSIONS, FETCH_VERSIONS, Identity, Offsets, PROTOCOL_TYPE, commit_request, commit_results,
    coordinator_of, coordinator_request, decode_assignment, fetch_request, fetched,
};
use crate::{CallOptions, CommittedOffset, Error, Request, Target, TopicPartition};

/// Which groups to list; empty lists let everything through.
#[derive(Clone, Debug, Default)]
pub struct GroupFilter {
    /// Names of states, such as `Stable` (KIP-518).
    pub states: Vec<String>,
    /// Names of types, such as `consumer` (KIP-848).
    pub types: Vec<String>,
}

/// A group of a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GroupListing {
    /// Its id.
    pub group_id: String,
    /// `consumer` for consumers; empty for a group that only ever had offsets committed.
    pub protocol_type: String,
    /// Empty where the broker is too old to say.
    pub state: String,
    /// `classic` or `consumer`; empty where the broker is too old to say.
    pub group_type: String,
}

/// Whether members share partitions out among themselves, or the coordinator does.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum GroupType {
    /// The members do.
    Classic,
    /// The coordinator does (KIP-848).
    Consumer,
}

/// A group in detail.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GroupDescription {
    /// Its id.
    pub group_id: String,
    /// Who shares out.
    pub group_type: GroupType,
    /// Kafka's name of the state: `Stable`, `Empty`, `PreparingRebalance`, …
    pub state: String,
    /// The name of the assignor; may be empty.
    pub assignor: String,
    /// The epochs of a group whose coordinator shares out: of the group, and of its target.
    pub epochs: Option<(i32, i32)>,
    /// The broker that coordinates it.
    pub coordinator: i32,
    /// In the coordinator's order.
    pub members: Vec<MemberDescription>,
}

/// A member of a group.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct MemberDescription {
    /// What the coordinator calls it.
    pub member_id: String,
    /// What it calls itself, if it is static.
    pub instance_id: Option<String>,
    /// Of its requests.
    pub client_id: String,
    /// Its address, as the coordinator writes it.
    pub host: String,
    /// What it has.
    pub assignment: Vec<TopicPartition>,
    /// What it will have, where the coordinator shares out.
    pub target_assignment: Option<Vec<TopicPartition>>,
    /// How far it has followed the group, likewise.
    pub epoch: Option<i32>,
    /// Whether it speaks the consumer protocol, in a group that does; where the broker says.
    pub is_upgraded: Option<bool>,
}

impl<I: Io> Admin<I> {
    /// The groups of all brokers, each once, by id.
    pub fn list_groups(&mut self, filter: &GroupFilter) -> Result<Vec<GroupListing>, Error> {
        const FIRST_WITH_STATES: i16 = 4;
        const FIRST_WITH_TYPES: i16 = 5;
        let nodes = self.nodes()?;
        let mut listed = BTreeMap::new();
        for node in nodes {
            let filter = filter.clone();
            let response = self.client.run(CallOptions::repeatable(Target::Node(node)), move |version| {
                let states_filter =
                    if version >= FIRST_WITH_STATES { filter.states.clone() } else { Vec::new() };
                let types_filter =
                    if version >= FIRST_WITH_TYPES { filter.types.clone() } else { Vec::new() };
                ListGroupsRequest { states_filter, types_filter }
            })?;
            Error::check(response.error_code, None)?;
            for group in response.groups {
                let listing = GroupListing {
                    group_id: group.group_id,
                    protocol_type: group.protocol_type,
                    state: group.group_state,
                    group_type: group.group_type,
                };
                listed.insert(listing.group_id.clone(), listing);
            }
        }
        Ok(listed.into_values().collect())
    }

    /// Describes groups of consumers of either type, in the order asked for. A group that nobody knows is GROUP_ID_NOT_FOUND.
    pub fn describe_groups(&mut self, group_ids: &[String]) -> Result<Vec<Outcome<GroupDescription>>, Error> {
        let described = group_ids.iter().map(|group_id| {
            let described = match self.describe_consumer_group(group_id) {
                Err(error) if is_for_classic(&error) => self.describe_classic_group(group_id),
                result => result,
            };
            final_error(described).map(|result| (group_id.clone(), result))
        });
        described.collect()
    }

    /// The committed offsets of all partitions of a group, in order.
    pub fn group_offsets(&mut self, group_id: &str) -> Result<Offsets, Error> {
        let group = group_id.to_owned();
        let build = move |version: i16| fetch_request(&group, None, version);
        let response =
            self.ask_coordinator_in::<OffsetFetchRequest>(group_id, FETCH_VERSIONS, build, |response| {
                match response.groups.first() {
                    Some(group) => group.error_code,
                    None => response.error_code,
                }
            })?;
        let mut offsets = Offsets::new();
        for (partition, result) in fetched(response)? {
            offsets.extend(result?.map(|committed| (partition, committed)));
        }
        offsets.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(offsets)
    }

    /// Moves the committed offsets of a group that has no members (else UNKNOWN_MEMBER_ID).
    pub fn alter_group_offsets(
        &mut self,
        group_id: &str,
        offsets: &[(TopicPartition, CommittedOffset)],
    ) -> Result<Vec<Outcome<(), TopicPartition>>, Error> {
        let (group, offsets) = (group_id.to_owned(), offsets.to_vec());
        let nobody = Identity { generation: -1, ..Identity::default() };
        let build = move |version: i16| commit_request(&group, &nobody, &offsets, version);
        let response =
            self.ask_coordinator_in::<OffsetCommitRequest>(group_id, COMMIT_VERSIONS, build, |response| {
                let mut partitions = response.topics.iter().flat_map(|topic| &topic.partitions);
                partitions.next().map_or(0, |partition| partition.error_code)
            })?;
        Ok(commit_results(&response).collect())
    }

    /// Deletes groups with their offsets, unless they have members.
    pub fn delete_groups(&mut self, group_ids: &[String]) -> Result<Vec<Outcome<()>>, Error> {
        let mut results = Vec::new();
        for group_id in group_ids {
            let names = vec![group_id.clone()];
            let answer = self.ask_coordinator::<DeleteGroupsRequest>(
                group_id,
                move |_| DeleteGroupsRequest { groups_names: names.clone() },
                |response| response.results.first().map_or(0, |result| result.error_code),
            );
            let result = answer.and_then(|response| match response.results.first() {
                Some(result) => Error::check(result.error_code, result.error_message.as_deref()),
                None => Err(says_nothing(ApiKey::DeleteGroups, group_id)),
            });
            results.push(final_error(result).map(|result| (group_id.clone(), result))?);
        }
        Ok(results)
    }

    /// Forgets committed offsets, unless a member reads their topic.
    pub fn delete_group_offsets(
        &mut self,
        group_id: &str,
        partitions: &[TopicPartition],
    ) -> Result<Vec<Outcome<(), TopicPartition>>, Error> {
        let mut by_topic: BTreeMap<&str, Vec<OffsetDeleteRequestPartition>> = BTreeMap::new();
        for (topic, partition_index) in partitions {
            let partition_index = *partition_index;
            by_topic.entry(topic).or_default().push(OffsetDeleteRequestPartition { partition_index });
        }
        let topics: Vec<OffsetDeleteRequestTopic> = by_topic
            .into_iter()
            .map(|(name, partitions)| OffsetDeleteRequestTopic { name: name.to_owned(), partitions })
            .collect();
        let group = group_id.to_owned();
        let response = self.ask_coordinator::<OffsetDeleteRequest>(
            group_id,
            move |_| OffsetDeleteRequest { group_id: group.clone(), topics: topics.clone() },
            |response| response.error_code,
        )?;
        Error::check(response.error_code, None)?;
        let results = response.topics.iter().flat_map(|topic| {
            let name: Arc<str> = topic.name.as_str().into();
            topic.partitions.iter().map(move |one| {
                ((Arc::clone(&name), one.partition_index), Error::check(one.error_code, None))
            })
        });
        Ok(results.collect())
    }

    fn describe_consumer_group(&mut self, group_id: &str) -> Result<GroupDescription, Error> {
        let group_ids = vec![group_id.to_owned()];
        let response = self.ask_coordinator::<ConsumerGroupDescribeRequest>(
            group_id,
            move |_| ConsumerGroupDescribeRequest { group_ids: group_ids.clone(), ..Default::default() },
            |response| response.groups.first().map_or(0, |group| group.error_code),
        )?;
        let group = response.groups.into_iter().next();
        let group = group.ok_or_else(|| says_nothing(ApiKey::ConsumerGroupDescribe, group_id))?;
        Error::check(group.error_code, group.error_message.as_deref())?;
        let coordinator = self.coordinator(group_id)?;
        Ok(consumer_description(group, coordinator))
    }

    fn describe_classic_group(&mut self, group_id: &str) -> Result<GroupDescription, Error> {
        let groups = vec![group_id.to_owned()];
        let response = self.ask_coordinator::<DescribeGroupsRequest>(
            group_id,
            move |_| DescribeGroupsRequest { groups: groups.clone(), ..Default::default() },
            |response| response.groups.first().map_or(0, |group| group.error_code),
        )?;
        let group = response.groups.into_iter().next();
        let group = group.ok_or_else(|| says_nothing(ApiKey::DescribeGroups, group_id))?;
        Error::check(group.error_code, group.error_message.as_deref())?;
        if !group.protocol_type.is_empty() && group.protocol_type != PROTOCOL_TYPE {
            let reason = format!("GroupId {group_id} is not a consumer group ({}).", group.protocol_type);
            return Err(Error::InvalidArgument(reason));
        }
        let coordinator = self.coordinator(group_id)?;
        classic_description(group, coordinator)
    }

    /// The broker that coordinates a group.
    fn coordinator(&mut self, group_id: &str) -> Result<i32, Error> {
        let deadline = self.client.now() + self.client.config().call_timeout;
        let mut failures = 0;
        loop {
            let group = group_id.to_owned();
            let build = move |version: i16| coordinator_request(&group, version);
            let response =
                self.client.run::<FindCoordinatorRequest>(CallOptions::repeatable(Target::Any), build)?;
            match coordinator_of(response) {
                Err(error) if error.is_retriable() && self.client.now() < deadline => {
                    failures += 1;
                    self.back_off(failures);
                }
                result => return result,
            }
        }
    }

    fn ask_coordinator<R: Request>(
        &mut self,
        group_id: &str,
        build: impl Fn(i16) -> R + Clone + 'static,
        code: impl Fn(&R::Response) -> i16,
    ) -> Result<R::Response, Error> {
        self.ask_coordinator_in(group_id, R::VERSIONS, build, code)
    }

    /// Asks a group's coordinator, again while it moves or loads; `code` finds the error that says so.
    fn ask_coordinator_in<R: Request>(
        &mut self,
        group_id: &str,
        versions: VersionRange,
        build: impl Fn(i16) -> R + Clone + 'static,
        code: impl Fn(&R::Response) -> i16,
    ) -> Result<R::Response, Error> {
        let deadline = self.client.now() + self.client.config().call_timeout;
        let mut failures = 0;
        loop {
            self.nodes()?;
            let node = self.coordinator(group_id)?;
            let options = CallOptions::repeatable(Target::Node(node));
            let call = self.client.ask_in(versions, options, build.clone());
            let response = self.client.wait(call)?.decode::<R>()?;
            let is_passing = matches!(
                ErrorCode::from_i16(code(&response)),
                ErrorCode::NotCoordinator
                    | ErrorCode::CoordinatorNotAvailable
                    | ErrorCode::CoordinatorLoadInProgress
            );
            if !is_passing || self.client.now() >= deadline {
                return Ok(response);
            }
            failures += 1;
            self.back_off(failures);
        }
    }

    /// All brokers, asked for when they are not known yet.
    fn nodes(&mut self) -> Result<Vec<i32>, Error> {
        if self.client.metadata().brokers().next().is_none() {
            self.client.wait_for_metadata()?;
        }
        Ok(self.client.metadata().brokers().map(|(id, _)| id).collect())
    }

    fn back_off(&mut self, failures: u32) {
        let random = self.client.io_mut().random_u64();
        let until = self.client.now() + self.client.config().retry_backoff.wait(failures, random);
        while self.client.now() < until {
            self.client.turn(Some(until));
        }
    }
}

/// A broker that does not know the newer request, or the group by it, may know it by the older.
fn is_for_classic(error: &Error) -> bool {
    matches!(error, Error::UnsupportedVersion { .. })
        || matches!(error.code(), Some(ErrorCode::GroupIdNotFound | ErrorCode::UnsupportedVersion))
}

/// What is wrong with one group does not end the others' turns; a broker that cannot be reached does.
fn final_error<T>(result: Result<T, Error>) -> Result<Result<T, Error>, Error> {
    match result {
        Err(error @ (Error::Unreachable { .. } | Error::Disconnected { .. } | Error::TimedOut { .. })) => {
            Err(error)
        }
        result => Ok(result),
    }
}

fn says_nothing(api: ApiKey, group_id: &str) -> Error {
    Error::Malformed { api: api.name(), reason: format!("it says nothing of group {group_id}") }
}

fn consumer_description(group: DescribedConsumerGroup, coordinator: i32) -> GroupDescription {
    GroupDescription {
        group_id: group.group_id,
        group_type: GroupType::Consumer,
        state: group.group_state,
        assignor: group.assignor_name,
        epochs: Some((group.group_epoch, group.assignment_epoch)),
        coordinator,
        members: group.members.into_iter().map(consumer_member).collect(),
    }
}

fn consumer_member(member: ConsumerMember) -> MemberDescription {
    MemberDescription {
        member_id: member.member_id,
        instance_id: member.instance_id,
        client_id: member.client_id,
        host: member.client_host,
        assignment: partitions(member.assignment),
        target_assignment: Some(partitions(member.target_assignment)),
        epoch: Some(member.member_epoch),
        is_upgraded: match member.member_type {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        },
    }
}

fn partitions(assignment: Assignment) -> Vec<TopicPartition> {
    let partitions = assignment.topic_partitions.into_iter().flat_map(|topic| {
        let name: Arc<str> = topic.topic_name.into();
        topic.partitions.into_iter().map(move |partition| (Arc::clone(&name), partition))
    });
    partitions.collect()
}

fn classic_description(group: DescribedGroup, coordinator: i32) -> Result<GroupDescription, Error> {
    let members: Result<Vec<MemberDescription>, Error> =
        group.members.into_iter().map(classic_member).collect();
    Ok(GroupDescription {
        group_id: group.group_id,
        group_type: GroupType::Classic,
        state: group.group_state,
        assignor: group.protocol_data,
        epochs: None,
        coordinator,
        members: members?,
    })
}

fn classic_member(member: DescribedGroupMember) -> Result<MemberDescription, Error> {
    let malformed = |reason| Error::Malformed {
        api: ApiKey::DescribeGroups.name(),
        reason: format!("the assignment of {}: {reason}", member.member_id),
    };
    let assignment = decode_assignment(&member.member_assignment).map_err(malformed)?;
    Ok(MemberDescription {
        member_id: member.member_id,
        instance_id: member.group_instance_id,
        client_id: member.client_id,
        host: member.client_host,
        assignment,
        ..MemberDescription::default()
    })
}
