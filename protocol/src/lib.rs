//! Every byte that Kafka specifies, and no I/O.
#![forbid(unsafe_code)]
