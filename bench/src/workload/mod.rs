//! A load of producers and consumers, what may be asked of it, and what it measured.

mod gauge;
mod json;
mod measurement;
mod options;
mod pace;
mod producing;
mod reading;
mod record_size;
mod run;
mod send_times;

pub use measurement::{Flow, Interval, Measurement, Quantiles, RunError};
pub use options::{
    Check, ConsumerLoad, Pace, Placement, ProducerLoad, ReadFrom, ReadPartition, ReadUntil, Settled,
    Workload, WorkloadError,
};
pub use record_size::RecordSize;
pub use run::{Progress, WorkloadRun};
