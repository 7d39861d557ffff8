//! The load generator behind `ringlog bench`: closed loops over the client, records that can be verified, groups, histograms.
//!
//! Runs are generic over the I/O boundary and print nothing; what they measured is a [`Report`], also after a failure.
#![forbid(unsafe_code)]

mod consume_run;
mod groups;
mod latency_run;
mod payload;
mod process_usage;
mod produce_run;
mod report;
mod round_trips;
mod stopwatch;
mod verifier;

pub use consume_run::{ConsumeError, ConsumeOptions, ConsumeRun};
pub use groups::{
    CommitOptions, CommitRun, FirstRecordOptions, FirstRecordRun, GroupRunError, HeartbeatOptions,
    HeartbeatRun, OffsetsOptions, OffsetsRun, TakeoverOptions, TakeoverRun,
};
pub use latency_run::{LatencyError, LatencyOptions, LatencyRun};
pub use payload::{PAYLOAD_LEN_MIN, Payload, PayloadError, Run, Stamp};
pub use process_usage::{ProcessUsage, UsageSpan};
pub use produce_run::{ProduceError, ProduceOptions, ProduceRun};
pub use report::{
    Against, Better, Bound, Chart, Comparison, Figure, Goal, Judgement, Limit, Machine, Quantity, Report, Round, Row, Shares, SideInfo, SideResult,
    Spread,
};
pub use round_trips::RoundTrips;
pub use verifier::{Verdict, Verifier};
