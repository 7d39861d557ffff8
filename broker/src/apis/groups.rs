//! What the APIs of groups have in common.

use std::net::IpAddr;

use coordinator::{Answer, Client, Question};
use io::Io;
use protocol::ErrorCode;

use crate::purgatory::GroupAnswer;
use crate::request::{ReplyTo, Request};
use crate::shard::Shard;

/// Asks the coordinator of one group. `reply` gets its answer, or why there is none.
pub(super) fn ask<I: Io>(
    shard: &mut Shard<I>,
    request: &Request,
    question: Question,
    reply: impl FnOnce(&mut Shard<I>, ReplyTo, GroupAnswer) + 'static,
) {
    let reply_to = request.reply_to();
    let client = client(shard, request);
    shard.ask_groups(&client, vec![question], move |shard, mut answers| {
        let answer = answers.pop().expect("one answer per question");
        reply(shard, reply_to, answer);
    });
}

/// Asks the coordinators of several groups. `reply` gets their answers in the order of the questions.
pub(super) fn ask_each<I: Io>(
    shard: &mut Shard<I>,
    request: &Request,
    questions: Vec<Question>,
    reply: impl FnOnce(&mut Shard<I>, ReplyTo, Vec<GroupAnswer>) + 'static,
) {
    let reply_to = request.reply_to();
    let client = client(shard, request);
    shard.ask_groups(&client, questions, move |shard, answers| reply(shard, reply_to, answers));
}

/// The answer of a coordinator was to another question: it keeps its questions' kinds apart, so this is our mistake.
pub(super) fn unexpected(answer: Answer) -> ! {
    unreachable!("another question was asked: {answer:?}")
}

/// Whether members may use the next-generation protocol (KIP-848): it is configured, and the cluster's features have it.
pub(super) fn is_consumer_protocol_enabled<I: Io>(shard: &Shard<I>) -> bool {
    shard.config.coordinator.groups.is_consumer_protocol_enabled
        && shard.view.image.feature("group.version") >= 1
}

/// Kafka's answer to members of a protocol that is not enabled.
pub(super) const PROTOCOL_DISABLED: ErrorCode = ErrorCode::UnsupportedVersion;

fn client<I: Io>(shard: &Shard<I>, request: &Request) -> Client {
    Client {
        id: request.client_id().unwrap_or_default().to_owned(),
        host: shard.peer_of(request).map(|peer| java_address(peer.ip())).unwrap_or_default(),
        api_version: request.version(),
    }
}

/// An address as Java shows it, which is how tools know members' hosts: `/127.0.0.1`, `/0:0:0:0:0:0:0:1`.
fn java_address(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => format!("/{address}"),
        IpAddr::V6(address) => {
            let groups: Vec<String> = address.segments().iter().map(|group| format!("{group:x}")).collect();
            format!("/{}", groups.join(":"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_shown_as_java_shows_them() {
        let shown = |text: &str| java_address(text.parse().expect("an address"));
        assert_eq!(shown("127.0.0.1"), "/127.0.0.1");
        assert_eq!(shown("::1"), "/0:0:0:0:0:0:0:1");
        assert_eq!(shown("fe80::a0b:c"), "/fe80:0:0:0:0:0:a0b:c");
        assert_eq!(shown("::ffff:10.0.0.1"), "/10.0.0.1");
    }
}
