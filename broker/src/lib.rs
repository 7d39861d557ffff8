//! The ringlog broker: shards, request handlers, purgatory and the command line.
#![forbid(unsafe_code)]
