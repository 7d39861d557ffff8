//! The one boundary to clock, randomness, disk and sockets.
