//! A whole broker and its clients in one thread from one seed.
#![forbid(unsafe_code)]
