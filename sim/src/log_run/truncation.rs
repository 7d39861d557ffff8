//! A log is cut back, as a follower's is: what was cut off is not owed to anybody any more, and does not come back.

use engine::Offset;

use super::LogRun;
use super::life::Life;
use crate::violation::Violation;

/// How much is cut off at most, and how many records before the cut may go with it: a cut moves to the beginning of a batch.
const RECORDS_MAX: u64 = 30;
const BATCH_RECORDS_MAX: i64 = 8;

impl Life {
    /// Cuts the log back if it has come to rest, else sees to it that it does.
    pub(super) fn truncate(&mut self, run: &mut LogRun, index: usize) -> Result<(), Violation> {
        let log = self.logs.log(self.opened[index].id);
        let (start, end) = (log.log_start_offset().0, log.log_end_offset().0);
        if !log.is_settled() {
            self.failed |= self.logs.request_sync(self.opened[index].id).is_err();
            return Ok(());
        }
        self.truncating = None;
        if start >= end {
            return Ok(());
        }
        let offset = end - 1 - run.random.below((end - start).min(RECORDS_MAX as i64) as u64) as i64;
        let floor = (offset - BATCH_RECORDS_MAX).max(start);
        // A recovery point behind the new end would call the cut damage.
        let name = run.logs[index].choices.topic_partition.clone();
        if self.write_checkpoints(|log| *log != name, |_| true).is_err() {
            return Ok(());
        }
        run.tally.count("operation", "truncate");
        run.say(format_args!("{name}: {start}..{end} is cut to {offset}"));
        let model = &mut run.logs[index].model;
        model.on_truncating(floor);
        let opened = &mut self.opened[index];
        opened.forget_appends();
        if let Err(error) = self.logs.truncate_to(&mut self.io, opened.id, Offset(offset)) {
            self.give_up();
            return self.excuse(run, format!("cutting {name} to {offset}: {error}"));
        }
        if run.world.down(run.node).is_none() {
            let end = self.logs.log(self.opened[index].id).log_end_offset().0;
            run.logs[index].model.on_truncated(end);
        }
        Ok(())
    }
}
