//! What a life reads of its logs: as consumers do, whole, and by time.

use engine::{Offset, ReadPlan, ReadRequest, TimestampQuery};
use io::sim::Fault;
use io::{FileSystem, Io};

use super::LogRun;
use super::life::Life;
use crate::ledger::RecordId;
use crate::partition_model::Promise;
use crate::violation::Violation;

const READ_BYTES_MAX: u64 = 30_000;

impl Life {
    pub(super) fn read(&mut self, run: &mut LogRun, index: usize) -> Result<(), Violation> {
        let log = self.logs.log(self.opened[index].id);
        let (start, end) = (log.log_start_offset().0, log.high_watermark().0);
        let offset = start + run.random.below((end - start).max(0) as u64 + 1) as i64;
        let bytes_max = run.random.between(1, READ_BYTES_MAX) as u32;
        self.read_from(run, index, offset, bytes_max).map(drop)
    }

    /// Reads what a consumer would get. Answers the next offset.
    fn read_from(
        &mut self,
        run: &mut LogRun,
        index: usize,
        offset: i64,
        bytes_max: u32,
    ) -> Result<Vec<(i64, RecordId)>, Violation> {
        let id = self.opened[index].id;
        let high_watermark = self.logs.log(id).high_watermark();
        let request = ReadRequest {
            offset: Offset(offset),
            upper_bound: high_watermark,
            bytes_max,
            at_least_one_batch: true,
            aborted: false,
        };
        let plan = match self.logs.plan_read(&mut self.io, id, request) {
            Ok(plan) => plan,
            Err(error) => {
                run.tally.count("read refused", error.code().name());
                // An index that has to be made anew needs space.
                if matches!(error, engine::Error::NoSpace { .. }) {
                    return Ok(Vec::new());
                }
                return self.excuse(run, format!("reading {offset}: {error}"));
            }
        };
        let Some(bytes) = self.fetch(&plan) else {
            return self.excuse(run, format!("the regions of {offset} are not there"));
        };
        run.tally.count("read", if bytes.is_empty() { "nothing" } else { "records" });
        let records =
            run.ledger.read(&bytes).map_err(|violation| violation.at(format_args!("reading {offset}")))?;
        if records.is_empty() && offset < high_watermark.0 {
            return Err(Violation::new(format!("nothing at {offset} below {high_watermark}")));
        }
        let history = &mut run.logs[index];
        let promise = if history.choices.is_fsync() { Promise::Durable } else { Promise::Written };
        let now = run.world.now();
        history.model.on_fetched(&run.ledger, now, offset, &records, high_watermark.0, promise)?;
        Ok(records)
    }

    fn fetch(&mut self, plan: &ReadPlan) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        for region in &plan.regions {
            let mut part = vec![0; region.len as usize];
            let read = self.io.read_at(&region.file, region.position, &mut part).ok()?;
            (read == part.len()).then_some(())?;
            bytes.extend(part);
        }
        Some(bytes)
    }

    pub(super) fn read_whole(&mut self, run: &mut LogRun, index: usize) -> Result<(), Violation> {
        let id = self.opened[index].id;
        if !self.logs.log(id).is_settled() || self.failed {
            return Ok(());
        }
        let (start, end) = (self.logs.log(id).log_start_offset().0, self.logs.log(id).log_end_offset().0);
        let mut records: Vec<(i64, RecordId)> = Vec::new();
        let mut next = start;
        while next < end {
            let more = self.read_from(run, index, next, READ_BYTES_MAX as u32)?;
            let Some((last, _)) = more.last() else {
                return self.excuse(run, format!("reading ends at {next} of {end}"));
            };
            let fresh = next;
            next = last + 1;
            records.extend(more.into_iter().filter(|(offset, _)| *offset >= fresh));
        }
        let place = run.logs[index].choices.topic_partition.clone();
        let checked = run.logs[index].model.on_read_whole(&run.ledger, start, &records);
        checked.map_err(|violation| violation.at(place))
    }

    pub(super) fn look_up_time(&mut self, run: &mut LogRun, index: usize) -> Result<(), Violation> {
        let id = self.opened[index].id;
        let now = self.io.wall_clock_ms();
        let query = match run.random.below(3) {
            0 => TimestampQuery::Max,
            _ => TimestampQuery::AtOrAfter(now - run.random.below(5_000) as i64),
        };
        let found = match self.logs.offset_for_timestamp(&mut self.io, id, query) {
            Ok(found) => found.map(|found| (found.offset.0, found.timestamp)),
            Err(engine::Error::NoSpace { .. }) => return Ok(()),
            Err(error) => return self.excuse(run, format!("looking up {query:?}: {error}")),
        };
        run.tally.count("lookup by time", if found.is_some() { "found" } else { "none" });
        let TimestampQuery::AtOrAfter(wanted_ms) = query else { return Ok(()) };
        // Where times fall, a torn time index that lacks its last entries may pass for a whole one until it is rebuilt.
        if run.world.fault_counts().of(Fault::ClockJump) > 0 {
            return Ok(());
        }
        let model = &run.logs[index].model;
        let checked = model.on_found_by_time(&run.ledger, wanted_ms, model.certain_end(), found);
        checked.map_err(|violation| violation.at(&run.logs[index].choices.topic_partition))
    }
}
