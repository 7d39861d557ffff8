//! A message from one shard to another.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread::JoinHandle;

use io::{
    Doorbell, Io, PollIo, PollOptions, SharedBuffer, UringIo, UringOptions, pin_to_processor, probe_uring,
    processors, spawn_thread,
};
use rtrb::{Consumer, Producer, RingBuffer};

/// As many as a ring of the broker's mesh holds.
const RING_MESSAGES_MAX: usize = 1024;

/// What crosses: a batch that was received, and whom it is for.
type Message = (u64, SharedBuffer);

/// What the other thread does while there is no message.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Receiver {
    /// Looks again at once, as a shard does that is busy with other work: the cost of the ring alone.
    Awake,
    /// Sleeps in its `Io`: the doorbell wakes it, and it wakes the sender in the same way.
    Asleep,
}

/// What does it cost to hand a batch to another shard and to get it back: two hops? The mesh itself takes only the broker's private
/// messages; these are its parts (a bounded ring per direction, a doorbell per thread) put together in the same way.
pub struct HandOff {
    outgoing: Producer<Message>,
    incoming: Consumer<Message>,
    other: Arc<Other>,
    io: Box<dyn Io>,
    receiver: Receiver,
    bell: Doorbell,
    message: Option<Message>,
    thread: Option<JoinHandle<()>>,
}

struct Other {
    is_ending: AtomicBool,
}

impl HandOff {
    /// Starts the other thread, on a processor of its own where there are two.
    pub fn new(receiver: Receiver) -> Self {
        let places = processors().expect("the kernel says where this thread may run");
        let far = places[places.len() - 1];
        let (outgoing, from_here) = RingBuffer::new(RING_MESSAGES_MAX);
        let (to_here, incoming) = RingBuffer::new(RING_MESSAGES_MAX);
        let other = Arc::new(Other { is_ending: AtomicBool::new(false) });
        let (tell_bell, bell) = mpsc::channel();
        let near_io = real_io();
        let echo = Echo { incoming: from_here, outgoing: to_here, bell: near_io.doorbell(), receiver };
        let shared = Arc::clone(&other);
        let thread = spawn_thread("hand-off", move || {
            pin_to_processor(far).expect("it may run there");
            let io = real_io();
            tell_bell.send(io.doorbell()).expect("the other side waits for it");
            echo.run(io, &shared);
        });
        Self {
            outgoing,
            incoming,
            other,
            io: near_io,
            receiver,
            bell: bell.recv().expect("the thread has begun"),
            message: Some((0, SharedBuffer::copy_from(&[0; 8192]))),
            thread: Some(thread.expect("a thread")),
        }
    }

    /// There and back, once; how often it has been so.
    pub fn round_trip(&mut self) -> u64 {
        let message = self.message.take().expect("the last one came back");
        self.outgoing.push(message).expect("the ring is empty");
        self.bell.ring();
        let message = receive(&mut self.incoming, &mut *self.io, self.receiver, || false);
        let (count, _) = *self.message.insert(message.expect("it comes back"));
        count
    }
}

impl Drop for HandOff {
    fn drop(&mut self) {
        self.other.is_ending.store(true, Ordering::Release);
        self.bell.ring();
        let joined = self.thread.take().map(JoinHandle::join);
        assert!(!matches!(joined, Some(Err(_))), "the other thread panicked");
    }
}

/// The other side: sends back what it gets, counted.
struct Echo {
    incoming: Consumer<Message>,
    outgoing: Producer<Message>,
    bell: Doorbell,
    receiver: Receiver,
}

impl Echo {
    fn run(mut self, mut io: Box<dyn Io>, other: &Other) {
        let is_ending = || other.is_ending.load(Ordering::Acquire);
        while let Some((count, batch)) = receive(&mut self.incoming, &mut *io, self.receiver, is_ending) {
            self.outgoing.push((count + 1, batch)).expect("one message is under way");
            self.bell.ring();
        }
    }
}

/// The next message; `None` when there is none and will be none.
fn receive(
    incoming: &mut Consumer<Message>,
    io: &mut dyn Io,
    receiver: Receiver,
    is_ending: impl Fn() -> bool,
) -> Option<Message> {
    let mut completions = Vec::new();
    loop {
        if let Ok(message) = incoming.pop() {
            return Some(message);
        }
        if is_ending() {
            return None;
        }
        match receiver {
            Receiver::Awake => std::hint::spin_loop(),
            Receiver::Asleep => io.turn(None, &mut completions),
        }
    }
}

fn real_io() -> Box<dyn Io> {
    match probe_uring() {
        Ok(()) => Box::new(UringIo::new(UringOptions::default()).expect("the probe says that it works")),
        Err(_) => Box::new(PollIo::new(PollOptions::default()).expect("an epoll")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_comes_back() {
        for receiver in [Receiver::Awake, Receiver::Asleep] {
            let mut hand_off = HandOff::new(receiver);
            let counts: Vec<u64> = (0..100).map(|_| hand_off.round_trip()).collect();
            assert_eq!(counts, (1..=100).collect::<Vec<_>>(), "{receiver:?}");
        }
    }
}
