//! A log whose records were lost below its recorded start goes on there, and is whole when it is opened again.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use engine::{
    AppendOrigin, LeaderEpoch, LogConfig, LogId, LogManager, LogManagerConfig, Offset, OpenLog,
    TopicPartition,
};
use io::sim::{CrashKind, NodeOptions, SimIo, SimWorld};
use io::{FileSystem, Io, SharedBuffer};
use protocol::Uuid;
use protocol::records::BatchBuilder;

const START: Offset = Offset(16);

fn open(io: &mut SimIo, log_start_offset: Offset) -> (LogManager, LogId) {
    io.create_directory(Path::new("/data")).expect("room");
    let request = OpenLog {
        directory: Arc::from(Path::new("/data")),
        topic_partition: TopicPartition::new("orders", 0),
        topic_id: Uuid::from_u128(7),
        config: LogConfig::default(),
        recovery_point: Offset::ZERO,
        log_start_offset,
        clean_shutdown: false,
    };
    let mut logs = LogManager::new(LogManagerConfig::default(), 1);
    let id = logs.open_log(io, request).expect("a disk without faults");
    (logs, id)
}

#[test]
fn a_log_that_goes_on_at_its_start_has_no_hole() {
    let world = SimWorld::new(1);
    let node = world.add_node(NodeOptions::default());
    let mut io = world.io(node).waiting();
    // The segment of the deleted records is there, and empty: nothing of it was synced.
    drop(open(&mut io, Offset::ZERO));
    let (mut logs, id) = open(&mut io, START);
    assert_eq!(logs.log(id).log_end_offset(), START);
    let mut batch = BatchBuilder::plain();
    batch.append(1, None, Some(b"after the start"), &[]);
    let records = SharedBuffer::copy_from(&batch.build().expect("a batch"));
    let origin = AppendOrigin::Client { acks: -1 };
    let info = logs.append(&mut io, id, records, origin, LeaderEpoch(1)).expect("room");
    assert_eq!(info.base_offset, START);
    let mut completions = Vec::new();
    while logs.log(id).durable_end_offset() <= START {
        logs.flush_appends(&mut io);
        let deadline = io.now() + Duration::from_secs(1);
        io.turn(Some(deadline), &mut completions);
        completions.drain(..).for_each(|completion| logs.on_completion(&mut io, completion));
    }
    drop((logs, io));
    world.crash(node, CrashKind::PowerCut);
    world.restart(node);
    let mut io = world.io(node).waiting();
    let (logs, id) = open(&mut io, START);
    assert_eq!(logs.log(id).log_end_offset(), START + 1);
}
