//! What Kafka's tools say of a broker's error: scripts look for it.

use client::Error;
use protocol::ErrorCode;

/// The exception that Kafka's client makes of a code, and its message when the broker sends none.
fn exception(code: ErrorCode) -> Option<(&'static str, &'static str)> {
    Some(match code {
        ErrorCode::GroupIdNotFound => ("GroupIdNotFoundException", "The group id does not exist."),
        ErrorCode::NonEmptyGroup => ("GroupNotEmptyException", "The group is not empty."),
        ErrorCode::InvalidGroupId => ("InvalidGroupIdException", "The group id is invalid."),
        ErrorCode::UnknownMemberId => {
            ("UnknownMemberIdException", "The coordinator is not aware of this member.")
        }
        ErrorCode::GroupSubscribedToTopic => (
            "GroupSubscribedToTopicException",
            "Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.",
        ),
        ErrorCode::UnknownTopicOrPartition => {
            ("UnknownTopicOrPartitionException", "This server does not host this topic-partition.")
        }
        ErrorCode::CoordinatorLoadInProgress => (
            "CoordinatorLoadInProgressException",
            "The coordinator is loading and hence can't process requests.",
        ),
        ErrorCode::CoordinatorNotAvailable => {
            ("CoordinatorNotAvailableException", "The coordinator is not available.")
        }
        ErrorCode::NotCoordinator => ("NotCoordinatorException", "This is not the correct coordinator."),
        ErrorCode::GroupAuthorizationFailed => ("GroupAuthorizationException", "Group authorization failed."),
        ErrorCode::TopicAuthorizationFailed => ("TopicAuthorizationException", "Topic authorization failed."),
        _ => return None,
    })
}

/// The message alone.
pub(super) fn message(error: &Error) -> String {
    let Error::Broker { code, message } = error else { return error.to_string() };
    match (message.as_deref().filter(|message| !message.is_empty()), exception(*code)) {
        (Some(message), _) | (None, Some((_, message))) => message.to_owned(),
        (None, None) => code.to_string(),
    }
}

/// The exception with its message, as Java prints one.
pub(super) fn with_exception(error: &Error) -> String {
    match error.code().and_then(exception) {
        Some((name, _)) => format!("org.apache.kafka.common.errors.{name}: {}", message(error)),
        None => message(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_said_as_java_says_them() {
        let message = Some("Group nope not found.".to_owned());
        let error = Error::Broker { code: ErrorCode::GroupIdNotFound, message };
        assert_eq!(
            with_exception(&error),
            "org.apache.kafka.common.errors.GroupIdNotFoundException: Group nope not found."
        );
        let error = Error::broker(ErrorCode::NonEmptyGroup);
        assert_eq!(
            with_exception(&error),
            "org.apache.kafka.common.errors.GroupNotEmptyException: The group is not empty."
        );
        assert_eq!(with_exception(&Error::broker(ErrorCode::KafkaStorageError)), "KAFKA_STORAGE_ERROR");
    }
}
