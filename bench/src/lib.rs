//! The load generator behind `ringlog bench`: closed loops over the client, records that can be verified, groups, histograms.
//!
//! Runs are generic over the I/O boundary and print nothing; what they measured is a [`Report`], also after a failure.
#![forbid(unsafe_code)]

mod groups;
mod io_port;
mod payload;
mod process_usage;
mod report;
mod round_trips;
mod scenarios;
mod stopwatch;
mod verifier;
mod workload;

pub use groups::{
    CommitOptions, CommitRun, FirstRecordOptions, FirstRecordRun, GroupRunError, HeartbeatOptions,
    HeartbeatRun, OffsetsOptions, OffsetsRun, TakeoverOptions, TakeoverRun,
};
pub use payload::{PAYLOAD_LEN_MIN, Payload, PayloadError, Run, Stamp};
pub use process_usage::{DiskUsage, MachineUsage, ProcessUsage, UsageSpan};
pub use report::{
    Against, Better, Bound, Chart, Comparison, Figure, Goal, Judgement, Limit, Machine, Quantity, Report,
    Round, Row, Shares, SideInfo, SideResult, Spread, rfc_3339,
};
pub use round_trips::RoundTrips;
pub use scenarios::{
    AcksTable, Durability, Life, Load, LoadPace, Reads, SLIDES_CAVEATS, SLIDES_RECORDS, Scenario, Work, acks,
    goals, slides,
};
pub use verifier::{Verdict, Verifier};
pub use workload::{
    Check, ConsumerLoad, Flow, Interval, Measurement, Pace, Placement, ProducerLoad, Progress, Quantiles,
    ReadFrom, ReadPartition, ReadUntil, RecordSize, RunError, Settled, Workload, WorkloadError, WorkloadRun,
};
