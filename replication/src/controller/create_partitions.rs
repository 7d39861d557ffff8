//! CreatePartitions.

use protocol::{ErrorCode, MetadataRecord};

use super::assignment::{Assignment, DirectoryChooser};
use super::{ApiError, ControlReply, Controller, NewPartitions, RECORDS_PER_BATCH_MAX};
use crate::image::Topic;

impl Controller {
    pub(super) fn create_partitions(
        &self,
        topics: Vec<NewPartitions>,
        validate_only: bool,
    ) -> (Vec<MetadataRecord>, ControlReply) {
        let mut records = Vec::new();
        let mut results: Vec<(String, Result<(), ApiError>)> = Vec::new();
        let mut directories = DirectoryChooser::new(self.config.node_id);
        for (index, topic) in topics.iter().enumerate() {
            let is_duplicate = |other: &NewPartitions| other.name == topic.name;
            if topics[..index].iter().any(is_duplicate) {
                continue;
            }
            let result = if topics[index + 1..].iter().any(is_duplicate) {
                Err(ApiError::new(ErrorCode::InvalidRequest, "Duplicate topic name."))
            } else {
                let room = RECORDS_PER_BATCH_MAX.saturating_sub(records.len());
                self.add_partitions(topic, room, &mut directories).map(|added| records.extend(added))
            };
            results.push((topic.name.clone(), result));
        }
        (if validate_only { Vec::new() } else { records }, ControlReply::CreatePartitions(results))
    }

    fn add_partitions(
        &self,
        request: &NewPartitions,
        room: usize,
        directories: &mut DirectoryChooser,
    ) -> Result<Vec<MetadataRecord>, ApiError> {
        let unknown = ApiError { code: ErrorCode::UnknownTopicOrPartition, message: None };
        let topic = self.latest.topic(&request.name).ok_or(unknown)?;
        let additional = additional_partitions(topic, request.count)?;
        if additional > room {
            let message = "Excessively large number of additional partitions per request.";
            return Err(ApiError::new(ErrorCode::PolicyViolation, message));
        }
        let assignment = self.assignment_of_new_partitions(topic, additional, request)?;
        let from = topic.partitions().len() as i32;
        let partitions = self.new_partitions(topic.id, from, &assignment, directories);
        Ok(partitions.into_iter().map(MetadataRecord::from).collect())
    }

    fn assignment_of_new_partitions(
        &self,
        topic: &Topic,
        additional: usize,
        request: &NewPartitions,
    ) -> Result<Assignment, ApiError> {
        let factor = topic.partitions().first().map_or(1, |partition| partition.replicas.len());
        let Some(chosen) = &request.assignments else {
            return self.place_replicas(additional, factor as i16);
        };
        if chosen.len() != additional {
            let message = format!(
                "Attempted to add {additional} additional partition(s), but only {} assignment(s) were specified.",
                chosen.len()
            );
            return Err(ApiError::new(ErrorCode::InvalidReplicaAssignment, message));
        }
        let from = topic.partitions().len() as i32;
        let check = |(partition, replicas): (i32, &Vec<i32>)| {
            self.check_manual_assignment(partition, replicas, Some(factor))
        };
        (from..).zip(chosen).map(check).collect()
    }
}

fn additional_partitions(topic: &Topic, count: i32) -> Result<usize, ApiError> {
    let existing = topic.partitions().len();
    let refused = |message: String| Err(ApiError::new(ErrorCode::InvalidPartitions, message));
    match usize::try_from(count) {
        Ok(count) if count > existing => Ok(count - existing),
        Ok(count) if count == existing => refused(format!("Topic already has {existing} partition(s).")),
        _ => refused(format!(
            "The topic {} currently has {existing} partition(s); {count} would not be an increase.",
            topic.name
        )),
    }
}
