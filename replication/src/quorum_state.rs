//! The file `quorum-state` beside the metadata log: which epoch this node has seen, and whom it voted for.

use protocol::Uuid;

use crate::json::{Json, quote};
use crate::parse_error::ParseError;

/// The largest `quorum-state` that is read, in bytes.
pub const QUORUM_STATE_LEN_MAX: usize = 1 << 20;

/// KRaft's durable election state.
///
/// Two layouts exist. With voters from the configuration (`controller.quorum.voters`, kraft.version 0) it is version 0,
/// which lists the voters; with voters in the log (kraft.version 1) it is version 1, which names directories instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuorumState {
    /// Who leads `leader_epoch`; -1 while nobody does.
    pub leader_id: i32,
    /// The newest epoch this node knows: the next one is larger.
    pub leader_epoch: i32,
    /// Whom this node voted for in that epoch; -1 for nobody.
    pub voted_id: i32,
    /// The directory of that candidate; zero where it is not known.
    pub voted_directory_id: Uuid,
    /// Where the voters come from.
    pub voters: VoterSource,
}

/// Where the set of voters is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoterSource {
    /// In the configuration, repeated in the file (version 0).
    Static(Vec<i32>),
    /// In VotersRecords of the log and its snapshots (version 1).
    Log,
}

impl QuorumState {
    /// The state of a node that was elected.
    pub fn elected(node_id: i32, leader_epoch: i32, voters: VoterSource) -> Self {
        Self { leader_id: node_id, leader_epoch, voted_id: -1, voted_directory_id: Uuid::ZERO, voters }
    }

    /// The file's text, in Kafka's own order of fields.
    pub fn to_text(&self) -> String {
        let Self { leader_id, leader_epoch, voted_id, voted_directory_id, voters } = self;
        match voters {
            VoterSource::Static(voters) => {
                let voters: Vec<String> =
                    voters.iter().map(|voter| format!("{{\"voterId\":{voter}}}")).collect();
                format!(
                    "{{\"clusterId\":\"\",\"leaderId\":{leader_id},\"leaderEpoch\":{leader_epoch},\"votedId\":{voted_id},\
                     \"appliedOffset\":0,\"currentVoters\":[{}],\"data_version\":0}}",
                    voters.join(",")
                )
            }
            VoterSource::Log => format!(
                "{{\"leaderId\":{leader_id},\"leaderEpoch\":{leader_epoch},\"votedId\":{voted_id},\
                 \"votedDirectoryId\":{},\"data_version\":1}}",
                quote(&voted_directory_id.to_string())
            ),
        }
    }

    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let json = Json::parse(text).map_err(ParseError::new)?;
        let voters = match field(&json, "data_version")? {
            0 => VoterSource::Static(static_voters(&json)?),
            1 => VoterSource::Log,
            other => return Err(ParseError::new(format!("data_version {other} is unknown"))),
        };
        let voted_directory_id = match json.get("votedDirectoryId").and_then(Json::text) {
            None => Uuid::ZERO,
            Some(text) => text.parse().map_err(|_| ParseError::new("votedDirectoryId is no uuid"))?,
        };
        Ok(Self {
            leader_id: field(&json, "leaderId")?,
            leader_epoch: field(&json, "leaderEpoch")?,
            voted_id: field(&json, "votedId")?,
            voted_directory_id,
            voters,
        })
    }
}

fn static_voters(json: &Json) -> Result<Vec<i32>, ParseError> {
    // Kafka writes null before it has looked at its configuration.
    let voters = json.get("currentVoters").and_then(Json::array).unwrap_or_default();
    voters.iter().map(|voter| field(voter, "voterId")).collect()
}

fn field(json: &Json, name: &str) -> Result<i32, ParseError> {
    let number = json.get(name).and_then(Json::number).and_then(|number| i32::try_from(number).ok());
    number.ok_or_else(|| ParseError::new(format!("{name} is missing or no 32-bit number")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATIC: &str = r#"{"clusterId":"","leaderId":1,"leaderEpoch":3,"votedId":-1,"appliedOffset":0,"currentVoters":[{"voterId":1},{"voterId":2}],"data_version":0}"#;
    const IN_LOG: &str = r#"{"leaderId":-1,"leaderEpoch":4,"votedId":1,"votedDirectoryId":"rYW9KJMmnd_DSJoMEXp6lg","data_version":1}"#;

    #[test]
    fn kafkas_files_are_read_and_written_back_byte_for_byte() {
        let state = QuorumState::parse(STATIC).expect("valid");
        assert_eq!(state, QuorumState::elected(1, 3, VoterSource::Static(vec![1, 2])));
        assert_eq!(state.to_text(), STATIC);
        let state = QuorumState::parse(IN_LOG).expect("valid");
        assert_eq!((state.leader_epoch, state.voters.clone()), (4, VoterSource::Log));
        assert_eq!(state.to_text(), IN_LOG);
    }

    #[test]
    fn a_damaged_file_is_refused_by_name_of_the_field() {
        let error = |text: &str| QuorumState::parse(text).expect_err("damaged").to_string();
        assert_eq!(error("{}"), "data_version is missing or no 32-bit number");
        assert_eq!(
            error(&STATIC.replace("3,", "30000000000,")),
            "leaderEpoch is missing or no 32-bit number"
        );
        assert_eq!(error(&IN_LOG.replace("rYW", "!!!")), "votedDirectoryId is no uuid");
        assert_eq!(error(&STATIC.replace("version\":0", "version\":7")), "data_version 7 is unknown");
    }
}
