//! Chunks and receives in place, as a `Connection` plans them: whatever lands where, the frames are those of the stream.

use io::{Buffer, Payloads, Pool, PoolOptions, SharedBuffer};
use net::{ByteBudget, Connection, ConnectionLimits, ConnectionState, FrameStep, ReceivePlan, ReplySlot};
use proptest::prelude::*;

/// A connection, and what its peer has sent and the kernel still has.
struct Peer {
    connection: Connection,
    budget: ByteBudget,
    pool: Pool,
    stream: Vec<u8>,
    taken: usize,
    frames: Vec<SharedBuffer>,
    unanswered: Vec<ReplySlot>,
}

impl Peer {
    fn new(budget: usize) -> Self {
        let limits = ConnectionLimits { requests_in_flight_max: 8, ..ConnectionLimits::default() };
        Self {
            connection: Connection::new(limits, true),
            budget: ByteBudget::new(budget),
            pool: Pool::new(PoolOptions::default()),
            stream: Vec::new(),
            taken: 0,
            frames: Vec::new(),
            unanswered: Vec::new(),
        }
    }

    /// The peer sends a frame. Each has bytes of its own.
    fn send(&mut self, len: usize) {
        self.stream.extend((len as i32).to_be_bytes());
        let salt = self.stream.len();
        self.stream.extend((0..len).map(|index| ((index * 7) ^ salt) as u8));
    }

    fn left(&self) -> usize {
        self.stream.len() - self.taken
    }

    fn take(&mut self, len: usize) -> &[u8] {
        self.taken += len;
        &self.stream[self.taken - len..self.taken]
    }

    fn plan(&mut self) -> ReceivePlan {
        let plan = self.connection.plan_receive(&self.pool);
        if let ReceivePlan::InPlace { buffer, until } = &plan {
            assert!(buffer.len() < *until && *until <= buffer.capacity(), "{plan:?}");
        }
        plan
    }

    /// An armed receive delivers a chunk.
    fn chunk(&mut self, len_max: usize) {
        let len = len_max.min(self.left());
        if len > 0 {
            let chunk = SharedBuffer::copy_from(self.take(len));
            self.connection.on_received(chunk);
            self.cut();
        }
    }

    /// A receive in place is as full as it was to be.
    fn fill(&mut self, mut buffer: Buffer, until: usize) {
        let wanted = until - buffer.len();
        buffer.extend_from_slice(self.take(wanted));
        self.connection.on_received_in_place(buffer);
        self.cut();
    }

    fn cut(&mut self) {
        while let FrameStep::Frame(frame) = self.next_frame() {
            self.frames.push(frame);
            self.unanswered.push(self.connection.reserve());
        }
        self.connection.assert_invariants();
    }

    fn next_frame(&mut self) -> FrameStep {
        self.connection.next_frame(&self.pool, &mut self.budget).expect("within limits")
    }

    fn answer_all(&mut self) {
        for slot in self.unanswered.drain(..) {
            self.connection.fill(slot, &mut Payloads::new(), &mut self.budget);
        }
        self.cut();
    }

    /// Receives all that there is as it is planned, chunks of at most `chunk` bytes.
    fn receive_all(&mut self, chunk: usize) {
        while self.left() > 0 {
            match self.plan() {
                ReceivePlan::Chunks => {
                    while self.connection.wants_chunks() && self.left() > 0 {
                        self.chunk(chunk);
                    }
                }
                ReceivePlan::InPlace { buffer, until } => self.fill(buffer, until),
                ReceivePlan::Nothing => self.answer_all(),
            }
        }
    }

    fn assert_all_came(&self) {
        let mut sent = &self.stream[..];
        for frame in &self.frames {
            let (prefix, rest) = sent.split_at(4);
            let len = u32::from_be_bytes(prefix.try_into().expect("four bytes")) as usize;
            assert!(rest[..len] == **frame, "a frame of {len} bytes came as {} others", frame.len());
            sent = &rest[len..];
        }
        assert!(sent.is_empty(), "{} bytes are missing", sent.len());
    }
}

#[test]
fn in_a_flow_of_large_frames_each_lands_in_its_own_memory() {
    for len in [270_000, 300_000, 900_000, 3_000_000] {
        let mut peer = Peer::new(1 << 30);
        (0..4).for_each(|_| peer.send(len));
        peer.receive_all(64 << 10);
        for number in 0..6 {
            peer.send(len);
            let ReceivePlan::InPlace { buffer, until } = peer.plan() else {
                panic!("frame {number} of {len}")
            };
            assert_eq!((buffer.len(), until), (0, 4), "its prefix");
            peer.fill(buffer, until);
            let ReceivePlan::InPlace { buffer, until } = peer.plan() else {
                panic!("frame {number} of {len}")
            };
            assert_eq!((buffer.len(), until), (0, len), "all of it");
            let address = buffer.as_ptr();
            peer.fill(buffer, until);
            assert_eq!(peer.frames.last().expect("it came").as_ptr(), address, "copied");
            peer.answer_all();
        }
        peer.assert_all_came();
        assert_eq!(peer.budget.used(), 0);
    }
}

#[test]
fn small_frames_come_as_chunks_again_after_a_few() {
    let mut peer = Peer::new(1 << 30);
    (0..5).for_each(|_| peer.send(300_000));
    peer.receive_all(64 << 10);
    (0..10).for_each(|_| peer.send(100));
    let mut in_place = 0;
    while let ReceivePlan::InPlace { buffer, until } = peer.plan() {
        peer.fill(buffer, until);
        peer.answer_all();
        in_place += 1;
    }
    assert_eq!(in_place, 8, "prefix and bytes of four frames");
    peer.receive_all(64 << 10);
    peer.assert_all_came();
}

#[test]
fn a_length_alone_buys_little_memory() {
    let mut peer = Peer::new(1 << 30);
    peer.stream.extend((100i32 << 20).to_be_bytes());
    peer.stream.extend([0; 300_000]);
    assert!(matches!(peer.plan(), ReceivePlan::Chunks));
    peer.chunk(4);
    assert!(!peer.connection.wants_chunks());
    let mut arrived = 0;
    while arrived < 300_000 {
        let ReceivePlan::InPlace { buffer, until } = peer.plan() else { panic!("{arrived} bytes have come") };
        assert!(peer.pool.outstanding_bytes() <= (2 * arrived).max(64 << 10), "{arrived} bytes have come");
        assert_eq!(buffer.len(), arrived);
        // Of the last one, only a part comes.
        if until > 300_000 {
            let mut buffer = buffer;
            let rest = 300_000 - arrived;
            buffer.extend_from_slice(peer.take(rest));
            assert!(peer.connection.on_receive_interrupted(buffer), "that was something");
            break;
        }
        peer.fill(buffer, until);
        arrived = until;
    }
    assert_eq!(peer.budget.used(), 100 << 20);
    let ReceivePlan::InPlace { buffer, .. } = peer.plan() else { panic!("it goes on") };
    assert_eq!(buffer.len(), 300_000);
    assert!(!peer.connection.on_receive_interrupted(buffer), "nothing came");
    peer.connection.close(&mut peer.budget);
    assert_eq!((peer.budget.used(), peer.pool.outstanding_bytes()), (0, 0));
}

#[test]
fn the_end_of_the_stream_within_a_frame_and_between_two() {
    for part in [0, 2, 4, 1000] {
        let mut peer = Peer::new(1 << 30);
        (0..3).for_each(|_| peer.send(300_000));
        peer.receive_all(64 << 10);
        peer.answer_all();
        peer.send(300_000);
        let mut left = part;
        while peer.connection.state() == ConnectionState::Open {
            let ReceivePlan::InPlace { mut buffer, until } = peer.plan() else { panic!("{left} bytes left") };
            let len = left.min(until - buffer.len());
            buffer.extend_from_slice(peer.take(len));
            peer.connection.on_received_in_place(buffer);
            peer.cut();
            left -= len;
        }
        assert!(matches!(peer.plan(), ReceivePlan::Nothing));
        assert_eq!((peer.frames.len(), peer.budget.used()), (3, 0), "{part} bytes of the fourth");
        assert_eq!(peer.connection.state(), ConnectionState::Closed);
    }
}

#[test]
fn a_buffer_that_comes_back_to_a_closed_connection_is_dropped() {
    let mut peer = Peer::new(1 << 30);
    (0..3).for_each(|_| peer.send(300_000));
    peer.receive_all(64 << 10);
    peer.send(300_000);
    let ReceivePlan::InPlace { buffer, until } = peer.plan() else { panic!("a prefix") };
    peer.fill(buffer, until);
    let ReceivePlan::InPlace { buffer, .. } = peer.plan() else { panic!("a frame") };
    peer.connection.close(&mut peer.budget);
    peer.connection.assert_invariants();
    peer.connection.on_received_in_place(buffer);
    assert!(matches!(peer.plan(), ReceivePlan::Nothing));
    peer.frames.clear();
    assert_eq!((peer.budget.used(), peer.pool.outstanding_bytes()), (0, 0));
}

#[test]
fn who_waits_for_the_budget_receives_nothing_meanwhile() {
    let mut peer = Peer::new(10_000_000);
    (0..5).for_each(|_| peer.send(300_000));
    peer.receive_all(64 << 10);
    peer.assert_all_came();
    peer.answer_all();
    peer.send(300_000);
    assert!(peer.budget.try_take(9_900_000), "somebody else's");
    let ReceivePlan::InPlace { buffer, until } = peer.plan() else { panic!("a prefix") };
    peer.fill(buffer, until);
    assert!(matches!(peer.next_frame(), FrameStep::NeedsBudget));
    assert!(matches!(peer.plan(), ReceivePlan::Nothing));
    peer.budget.give_back(9_900_000);
    peer.cut();
    peer.receive_all(64 << 10);
    peer.assert_all_came();
}

fn frame_len() -> impl Strategy<Value = usize> {
    prop_oneof![4 => 0usize..300, 2 => 30_000usize..70_000, 3 => 250_000usize..400_000]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// However the stream is cut into chunks, whatever a cancelled receive still brings, and wherever a receive in place is
    /// interrupted: the frames are those that were sent.
    #[test]
    fn any_way_of_receiving_gives_the_same_frames(
        lens in prop::collection::vec(frame_len(), 1..25),
        chunks in prop::collection::vec(1usize..65_536, 1..40),
        late_chunks in prop::collection::vec(0usize..3, 1..10),
        interruptions in prop::collection::vec(prop::option::weighted(0.3, 0.0..1.0f64), 1..20),
        answers in prop::collection::vec(any::<bool>(), 1..10),
    ) {
        let mut peer = Peer::new(1 << 20);
        lens.iter().for_each(|len| peer.send(*len));
        let (mut chunks, mut late_chunks) = (chunks.iter().cycle(), late_chunks.iter().cycle());
        // Some receive is not interrupted: one byte's share is none, for ever.
        let mut interruptions = interruptions.iter().chain([&None]).cycle();
        let mut answers = answers.iter().cycle();
        while peer.left() > 0 {
            match peer.plan() {
                ReceivePlan::Chunks => {
                    while peer.connection.wants_chunks() && peer.left() > 0 {
                        peer.chunk(*chunks.next().expect("cycles"));
                    }
                    for _ in 0..*late_chunks.next().expect("cycles") {
                        peer.chunk(*chunks.next().expect("cycles"));
                    }
                }
                ReceivePlan::InPlace { mut buffer, until } => match interruptions.next().expect("cycles") {
                    None => peer.fill(buffer, until),
                    Some(share) => {
                        let len = ((until - buffer.len()) as f64 * share) as usize;
                        buffer.extend_from_slice(peer.take(len));
                        prop_assert_eq!(peer.connection.on_receive_interrupted(buffer), len > 0);
                        peer.cut();
                    }
                },
                ReceivePlan::Nothing => peer.answer_all(),
            }
            if *answers.next().expect("cycles") {
                peer.answer_all();
            }
        }
        while !peer.unanswered.is_empty() {
            peer.answer_all();
        }
        peer.assert_all_came();
        prop_assert_eq!(peer.budget.used(), 0);
        peer.frames.clear();
    }
}
