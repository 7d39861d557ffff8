//! Producer, consumer and admin client over the Io boundary.
#![forbid(unsafe_code)]
