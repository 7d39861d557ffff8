//! Bytes to ordered frames and back.
#![forbid(unsafe_code)]
