//! The load generator behind `ringlog bench`.
#![forbid(unsafe_code)]
