//! The log on disk as a library: append, read, recover, retain.
#![forbid(unsafe_code)]
