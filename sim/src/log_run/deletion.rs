//! A log is deleted, and one of the same name is made: nothing of the old one may be found in it, whatever crashes in between.
//!
//! ```text
//! Live ──(decided)──► Deleted ──(its folder is gone, durably)──► Live, with another topic id
//! ```
//! What is decided outlives a crash, as it would in a metadata log: a start puts aside the folder of a log that is deleted.

use std::path::Path;

use engine::checkpoint::{LOG_START_OFFSET_CHECKPOINT, OffsetCheckpoint, RECOVERY_POINT_CHECKPOINT};
use engine::{Log, Offset, TopicPartition};
use io::FileSystem;
use protocol::Uuid;

use super::life::{Life, OpenedLog};
use super::{DIRECTORY, LogRun};
use crate::ledger::PartitionId;
use crate::partition_model::PartitionModel;
use crate::violation::Violation;

impl Life {
    pub(super) fn delete_and_make_again(&mut self, run: &mut LogRun, index: usize) -> Result<(), Violation> {
        self.on_events(run)?;
        let id = self.opened[index].id;
        // A later log of this name is not to be taken for what the checkpoints say of this one.
        let name = run.logs[index].choices.topic_partition.clone();
        if self.write_checkpoints(|log| *log != name, |log| *log != name).is_err() {
            return Ok(());
        }
        run.tally.count("operation", "delete log");
        run.say(format_args!("{name} is deleted"));
        self.truncating = self.truncating.filter(|truncating| *truncating != index);
        run.delete(index);
        if let Err(error) = self.logs.delete_log(&mut self.io, id) {
            // Its slot may be empty now: this life ends.
            self.give_up();
            return self.excuse(run, format!("deleting {name}: {error}"));
        }
        run.make_again(index);
        let request = run.logs[index].open_request(true, Offset::ZERO, Offset::ZERO);
        match self.logs.open_log(&mut self.io, request) {
            Ok(id) => self.opened[index] = OpenedLog::new(id),
            Err(error) => {
                run.say(format_args!("making {name} again: {error}"));
                self.give_up();
            }
        }
        Ok(())
    }

    /// Before a log is opened that was deleted when the process ended: what is left of it is put aside.
    pub(super) fn set_aside(&mut self, run: &mut LogRun, index: usize) -> anyhow::Result<()> {
        if !run.logs[index].is_deleted {
            return Ok(());
        }
        let (directory, name) = (Path::new(DIRECTORY), run.logs[index].choices.topic_partition.to_string());
        if self.io.exists(&directory.join(&name))? {
            let stray = directory.join(format!("{name}.{:016x}-stray", run.random.next_u64()));
            self.io.rename(&directory.join(&name), &stray)?;
            self.io.sync_directory(directory)?;
            run.tally.count("deleted log", "put aside at a start");
        }
        run.make_again(index);
        Ok(())
    }

    /// As the broker's: the recovery points of some logs, and the starts of some.
    pub(super) fn write_checkpoints(
        &mut self,
        has_recovery_point: impl Fn(&TopicPartition) -> bool,
        has_start: impl Fn(&TopicPartition) -> bool,
    ) -> std::io::Result<()> {
        let entries = |value: fn(&Log) -> Offset, has: &dyn Fn(&TopicPartition) -> bool| {
            let logs = self.logs.logs().map(|(_, log)| (log.topic_partition().clone(), value(log)));
            OffsetCheckpoint { entries: logs.filter(|(log, _)| has(log)).collect() }
        };
        let recovery = entries(Log::recovery_point, &has_recovery_point);
        let starts = entries(Log::log_start_offset, &has_start);
        for (name, checkpoint) in
            [(RECOVERY_POINT_CHECKPOINT, recovery), (LOG_START_OFFSET_CHECKPOINT, starts)]
        {
            self.io.replace_file(&Path::new(DIRECTORY).join(name), &checkpoint.encode())?;
        }
        Ok(())
    }
}

impl LogRun {
    /// From now on nobody is owed anything of it.
    fn delete(&mut self, index: usize) {
        self.logs[index].is_deleted = true;
        self.logs[index].model = self.new_model(index);
    }

    fn make_again(&mut self, index: usize) {
        self.logs[index].is_deleted = false;
        self.logs[index].topic_id = Uuid::from_random(|| self.random.next_u64());
    }

    fn new_model(&mut self, index: usize) -> PartitionModel {
        let id = PartitionId(self.next_partition);
        self.next_partition += 1;
        let choices = &self.logs[index].choices;
        PartitionModel::new(id, choices.expires(), !choices.is_fsync())
    }
}
