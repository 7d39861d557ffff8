//! The steady state allocates nothing: every buffer, vector and slot is used again.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering};

use io::{
    Completion, File, FileRegion, Io, Op, OpenOptions, Outcome, Payload, Payloads, PollIo, PollOptions,
    SharedBuffer, Socket, Token, UringIo, UringOptions,
};

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

struct Counting;

// SAFETY: everything is the system's allocator; the count does not touch memory it hands out.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, start: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(start, layout) }
    }

    unsafe fn realloc(&self, start: *mut u8, layout: Layout, len: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.realloc(start, layout, len) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// One append, one sync, one request and its answer with a file region, over and over.
struct Workload<I> {
    io: I,
    out: Vec<Completion>,
    file: File,
    written: u64,
    requester: Socket,
    answerer: Socket,
    spare_payloads: Vec<Payloads>,
    spare_slices: Vec<Vec<SharedBuffer>>,
    rounds: u32,
}

const REQUEST: usize = 200;
const RECORDS: usize = 1000;
const ANSWER: usize = 40 + RECORDS;

impl<I: Io> Workload<I> {
    fn new(mut io: I, directory: &std::path::Path) -> Self {
        let file = io.open(&directory.join("segment"), OpenOptions::segment()).expect("a file");
        let (requester, answerer) = pair(&mut io);
        io.submit(Token::new(1, 0, 0), Op::Receive { socket: answerer.clone() });
        io.submit(Token::new(1, 1, 0), Op::Receive { socket: requester.clone() });
        let (spare_payloads, spare_slices) = (Vec::new(), Vec::new());
        Self {
            io,
            out: Vec::new(),
            file,
            written: 0,
            requester,
            answerer,
            spare_payloads,
            spare_slices,
            rounds: 0,
        }
    }

    fn send(&mut self, slot: u32, len: usize, region: Option<FileRegion>) {
        let mut payload = self.spare_payloads.pop().unwrap_or_default();
        let mut buffer = self.io.pool().take(len);
        bytes::BufMut::put_bytes(&mut buffer, 7, len);
        let buffer = buffer.freeze();
        payload.push(Payload::Memory(buffer.slice(0..len / 2)));
        payload.push(Payload::Memory(buffer.slice(len / 2..len)));
        payload.extend(region.map(Payload::File));
        let socket = if slot == 0 { self.requester.clone() } else { self.answerer.clone() };
        self.io.submit(Token::new(2, slot, self.rounds), Op::Send { socket, payload });
    }

    fn append(&mut self) {
        let mut slices = self.spare_slices.pop().unwrap_or_default();
        let mut buffer = self.io.pool().take(RECORDS);
        bytes::BufMut::put_bytes(&mut buffer, 8, RECORDS);
        slices.push(buffer.freeze());
        let (file, position) = (self.file.clone(), self.written);
        self.io.submit(Token::new(3, 0, self.rounds), Op::Write { file, position, slices });
    }

    /// Request, append, sync, answer.
    fn round(&mut self) {
        self.rounds += 1;
        self.send(0, REQUEST, None);
        let (mut requested, mut answered) = (0, 0);
        while answered < ANSWER {
            self.io.turn(None, &mut self.out);
            while let Some(completion) = self.out.pop() {
                match (completion.token.slot, completion.outcome) {
                    (0, Outcome::Received { buffer }) => {
                        requested += buffer.len();
                        if requested == REQUEST {
                            self.append();
                        }
                    }
                    (1, Outcome::Received { buffer }) => answered += buffer.len(),
                    (_, Outcome::Sent { payload }) => self.spare_payloads.push(payload),
                    (_, Outcome::Written { written, slices }) => {
                        self.written += written as u64;
                        self.spare_slices.push(slices);
                        let file = self.file.clone();
                        self.io.submit(Token::new(4, 0, self.rounds), Op::Sync { file });
                    }
                    (_, Outcome::Synced) => {
                        let position = self.written - RECORDS as u64;
                        let region = FileRegion { file: self.file.clone(), position, len: RECORDS as u32 };
                        self.send(1, ANSWER - RECORDS, Some(region));
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    }
}

fn pair(io: &mut impl Io) -> (Socket, Socket) {
    let listener = io.listen("127.0.0.1:0".parse().expect("an address")).expect("a port");
    let address = listener.local_address();
    io.submit(Token::new(0, 0, 0), Op::Accept { listener });
    io.submit(Token::new(0, 1, 0), Op::Connect { address });
    let (mut connected, mut accepted, mut out) = (None, None, Vec::new());
    while connected.is_none() || accepted.is_none() {
        io.turn(None, &mut out);
        for completion in out.drain(..) {
            match completion.outcome {
                Outcome::Accepted { socket, .. } => accepted = Some(socket),
                Outcome::Connected { socket } => connected = Some(socket),
                other => panic!("{other:?}"),
            }
        }
    }
    connected.zip(accepted).expect("both ends")
}

fn allocations_of_a_steady_state(io: impl Io) -> u64 {
    let directory = tempfile::tempdir().expect("a directory");
    let mut workload = Workload::new(io, directory.path());
    (0..50).for_each(|_| workload.round());
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    (0..200).for_each(|_| workload.round());
    ALLOCATIONS.load(Ordering::Relaxed) - before
}

#[test]
fn the_steady_state_allocates_nothing() {
    let uring = UringIo::new(UringOptions::default()).expect("a ring");
    assert_eq!(allocations_of_a_steady_state(uring), 0, "on the ring");
    let poll = PollIo::new(PollOptions::default()).expect("an epoll");
    assert_eq!(allocations_of_a_steady_state(poll), 0, "on epoll");
}
