//! Bytes of a connection to ordered frames, and replies back to ordered bytes.
//!
//! Nothing here reads or writes a socket: [`Connection`] is told which bytes came and which send has completed, and
//! answers with frames to handle and payloads to send. So each rule of it (bounds, order, back-pressure, how it ends) is
//! tested with scripts, and the same code runs under the simulator.
#![forbid(unsafe_code)]

mod budget;
mod connection;
mod frame;
mod limits;
mod receiving;
mod reply;

pub use budget::ByteBudget;
pub use connection::{Connection, ConnectionState};
pub use frame::{FrameError, FrameReader, FrameStep};
pub use limits::ConnectionLimits;
pub use receiving::ReceivePlan;
pub use reply::ReplySlot;
