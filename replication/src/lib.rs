//! Partition leadership and the metadata of the cluster, without I/O.
#![forbid(unsafe_code)]
