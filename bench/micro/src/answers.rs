//! Encoding an answer.

use protocol::messages::MetadataResponseWriter;
use protocol::{Uuid, Writer};

use crate::Subject;

const PARTITIONS: i32 = 1000;
/// The newest version of Metadata that ringlog speaks.
const VERSION: i16 = 13;

/// What does a Metadata answer for 1,000 partitions cost? Every client asks for one at its start, and again every few minutes.
/// The broker's handler is private; this is the writer that it uses, asked for the same fields.
pub struct MetadataAnswer {
    out: Vec<u8>,
}

impl Subject for MetadataAnswer {
    const UNIT: &'static str = "answer for 1,000 partitions";

    fn new() -> Self {
        Self { out: Vec::new() }
    }

    fn run(&mut self) -> u64 {
        self.out.clear();
        let mut writer = Writer::new(&mut self.out, VERSION, true);
        write_answer(&mut writer);
        writer.finish().expect("every field has a place in this version");
        self.out.len() as u64
    }
}

fn write_answer(writer: &mut Writer<'_, Vec<u8>>) {
    let mut response = MetadataResponseWriter::new(writer);
    response.throttle_time_ms(0).brokers(1);
    let mut broker = response.brokers_element();
    broker.node_id(1).host("localhost").port(9092).rack(None);
    broker.end();
    response.cluster_id(Some("bW9kZXJhdGVseSByYW5kb20"));
    response.controller_id(1).topics(1);
    let mut topic = response.topics_element();
    topic.error_code(0).name(Some("orders")).topic_id(Uuid::from_u128(7)).is_internal(false);
    topic.partitions(PARTITIONS as usize);
    for index in 0..PARTITIONS {
        let mut partition = topic.partitions_element();
        partition.error_code(0).partition_index(index).leader_id(1).leader_epoch(5);
        partition.replica_nodes(&[1]).isr_nodes(&[1]).offline_replicas(&[]);
        partition.end();
    }
    topic.topic_authorized_operations(i32::MIN);
    topic.end();
    response.cluster_authorized_operations(i32::MIN).error_code(0);
    response.end();
}

#[cfg(test)]
mod tests {
    use protocol::Message;
    use protocol::messages::MetadataResponse;

    use super::*;

    #[test]
    fn the_answer_is_a_metadata_response() {
        let mut answer = MetadataAnswer::new();
        let len = answer.run();
        assert_eq!(answer.run(), len, "the second one is written over the first");
        let read = MetadataResponse::decode(&answer.out, VERSION).expect("it can be read");
        assert_eq!(read.topics[0].partitions.len(), 1000);
        assert_eq!(read.topics[0].partitions[999].partition_index, 999);
    }
}
