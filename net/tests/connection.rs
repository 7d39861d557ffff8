//! `Connection` by scripts: each line is one input, the answer is what it did. No socket, no clock.

use expect_test::{Expect, expect};
use io::{Payload, Payloads, Pool, PoolOptions, SharedBuffer};
use net::{ByteBudget, Connection, ConnectionLimits, FrameStep, ReplySlot};
use proptest::prelude::*;

/// A connection with small limits, and a log of what it did.
struct Script {
    connection: Connection,
    budget: ByteBudget,
    pool: Pool,
    slots: Vec<ReplySlot>,
    sending: Option<Payloads>,
    log: String,
}

impl Script {
    fn new() -> Self {
        let limits = ConnectionLimits {
            frame_bytes_unauthenticated_max: 16,
            frame_bytes_max: 1 << 20,
            requests_in_flight_max: 3,
            reply_bytes_queued_max: 20,
            input_bytes_queued_max: 32,
            ..ConnectionLimits::default()
        };
        Self {
            connection: Connection::new(limits, false),
            budget: ByteBudget::new(200_000),
            pool: Pool::new(PoolOptions::default()),
            slots: Vec::new(),
            sending: None,
            log: String::new(),
        }
    }

    fn note(&mut self, line: impl AsRef<str>) {
        self.log.push_str(line.as_ref());
        self.log.push('\n');
    }

    fn run(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        let verb = words.next().expect("a line has a verb");
        let argument = words.next();
        match verb {
            "recv" => self.connection.on_received(bytes_of(argument.expect("recv has bytes"))),
            "auth" => self.connection.set_authenticated(),
            "end" => self.connection.on_end_of_stream(),
            "cut" => self.cut(),
            "fill" => self.fill(number(argument), words.next().expect("fill has text")),
            "skip" => self.connection.skip(self.slots[number(argument)], &mut self.budget),
            "send" => self.send(),
            "sent" => {
                let payloads = self.sending.take().expect("a send is in flight");
                self.connection.on_sent(payloads);
            }
            "close" => self.connection.close(&mut self.budget),
            "drain" => self.connection.close_after_replies(&mut self.budget),
            "state" => {
                let line = format!(
                    "{:?}, wants to receive {}, budget used {}",
                    self.connection.state(),
                    self.connection.wants_to_receive(),
                    self.budget.used()
                );
                self.note(line);
            }
            other => panic!("no verb {other}"),
        }
        self.connection.assert_invariants();
    }

    fn cut(&mut self) {
        loop {
            match self.connection.next_frame(&self.pool, &mut self.budget) {
                Ok(FrameStep::Frame(frame)) => {
                    self.slots.push(self.connection.reserve());
                    let shown = if frame.len() > 40 {
                        format!("{} bytes", frame.len())
                    } else {
                        String::from_utf8_lossy(&frame).into_owned()
                    };
                    self.note(format!("frame {shown:?}"));
                }
                Ok(other) => return self.note(format!("{other:?}")),
                Err(error) => return self.note(format!("error: {error}")),
            }
        }
    }

    fn fill(&mut self, slot: usize, text: &str) {
        let mut payloads = vec![Payload::Memory(SharedBuffer::copy_from(text.as_bytes()))];
        self.connection.fill(self.slots[slot], &mut payloads, &mut self.budget);
        assert!(payloads.is_empty(), "the connection has taken them");
    }

    fn send(&mut self) {
        match self.connection.take_send() {
            Some(payloads) => {
                self.note(format!("sends {:?}", text_of(&payloads)));
                self.sending = Some(payloads);
            }
            None => self.note("sends nothing"),
        }
    }
}

fn number(word: Option<&str>) -> usize {
    word.and_then(|word| word.parse().ok()).expect("a number")
}

/// `3:abc` is a frame, `#4` the bytes of a prefix alone (decimal), `*70000` so many bytes, anything else itself.
fn bytes_of(word: &str) -> SharedBuffer {
    let mut bytes = Vec::new();
    for part in word.split('+') {
        if let Some(len) = part.strip_prefix('#') {
            bytes.extend(len.parse::<i32>().expect("a length").to_be_bytes());
        } else if let Some(count) = part.strip_prefix('*') {
            bytes.resize(bytes.len() + count.parse::<usize>().expect("a count"), b'x');
        } else if let Some(half) = part.strip_prefix('%') {
            bytes.extend(half.split('.').map(|byte| byte.parse::<u8>().expect("a byte")));
        } else {
            bytes.extend(part.as_bytes());
        }
    }
    SharedBuffer::copy_from(&bytes)
}

fn text_of(payloads: &Payloads) -> String {
    let mut text = String::new();
    for payload in payloads {
        match payload {
            Payload::Memory(buffer) => text.push_str(std::str::from_utf8(buffer).expect("ASCII")),
            Payload::File(_) => panic!("the scripts use memory only"),
        }
    }
    text
}

fn check(script: &str, expected: Expect) {
    let mut run = Script::new();
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        run.run(line);
    }
    expected.assert_eq(&run.log);
}

#[test]
fn frames_are_cut_from_whole_and_split_chunks() {
    check(
        "recv #3+abc+#2+de
         cut
         recv %0.0
         cut
         recv %0.4+f
         cut
         recv gh
         cut
         recv i+#0
         state
         fill 0 _
         skip 1
         cut",
        expect![[r#"
            frame "abc"
            frame "de"
            NeedsBytes
            NeedsBytes
            NeedsBytes
            NeedsBytes
            Open, wants to receive true, budget used 0
            frame "fghi"
            frame ""
            NeedsBytes
        "#]],
    );
}

#[test]
fn frames_beyond_the_limit_end_it_before_any_memory_is_spent() {
    check(
        "recv #17
         cut
         auth
         cut",
        expect![[r#"
            error: frame of 17 bytes is larger than the limit of 16
            NeedsBytes
        "#]],
    );
    check(
        "recv #-1\n cut",
        expect![[r#"
        error: frame of negative length -1
    "#]],
    );
    check(
        "auth\n recv #1048577\n cut",
        expect![[r#"
        error: frame of 1048577 bytes is larger than the limit of 1048576
    "#]],
    );
}

#[test]
fn replies_leave_in_request_order_one_send_at_a_time() {
    check(
        "recv #1+a+#1+b+#1+c
         cut
         fill 2 C
         send
         fill 0 A
         send
         send
         fill 1 B
         send
         sent
         send
         sent
         send",
        expect![[r#"
            frame "a"
            frame "b"
            frame "c"
            Paused
            sends nothing
            sends "A"
            sends nothing
            sends nothing
            sends "BC"
            sends nothing
        "#]],
    );
}

#[test]
fn a_request_without_a_reply_holds_nobody_up() {
    check(
        "recv #1+a+#1+b
         cut
         fill 1 B
         skip 0
         send",
        expect![[r#"
            frame "a"
            frame "b"
            NeedsBytes
            sends "B"
        "#]],
    );
}

#[test]
fn outstanding_requests_and_unread_replies_pause_the_reading() {
    check(
        "recv #1+a+#1+b+#1+c+#1+d
         cut
         fill 0 A
         cut
         fill 1 123456789012345678901
         fill 2 C
         recv #1+e
         recv *40
         state
         cut
         send
         sent
         cut",
        expect![[r#"
            frame "a"
            frame "b"
            frame "c"
            Paused
            frame "d"
            Paused
            Open, wants to receive false, budget used 0
            Paused
            sends "A123456789012345678901C"
            frame "e"
            error: frame of 2021161080 bytes is larger than the limit of 16
        "#]],
    );
}

#[test]
fn large_frames_wait_for_the_budget_and_give_it_back_with_the_reply() {
    check(
        "auth
         recv #150000
         recv *70000
         cut
         state
         recv *80000+#150000
         cut
         state
         recv *1000
         cut
         fill 0 ok
         cut
         state
         close
         state",
        expect![[r#"
            NeedsBytes
            Open, wants to receive true, budget used 150000
            frame "150000 bytes"
            NeedsBudget
            Open, wants to receive true, budget used 150000
            NeedsBudget
            NeedsBytes
            Open, wants to receive true, budget used 150000
            Closed, wants to receive false, budget used 0
        "#]],
    );
}

#[test]
fn the_end_of_the_stream_lets_whole_frames_be_answered_first() {
    check(
        "recv #1+a+#1+b+#9+half
         end
         cut
         state
         fill 0 A
         fill 1 B
         send
         state
         sent
         state",
        expect![[r#"
            frame "a"
            frame "b"
            NeedsBytes
            Draining, wants to receive false, budget used 0
            sends "AB"
            Draining, wants to receive false, budget used 0
            Closed, wants to receive false, budget used 0
        "#]],
    );
    check(
        "end\n cut\n state",
        expect![[r#"
        NeedsBytes
        Closed, wants to receive false, budget used 0
    "#]],
    );
}

#[test]
fn a_closed_connection_takes_late_replies_and_its_send_back() {
    check(
        "recv #1+a+#1+b
         cut
         fill 0 A
         send
         close
         fill 1 B
         send
         sent
         state",
        expect![[r#"
            frame "a"
            frame "b"
            NeedsBytes
            sends "A"
            sends nothing
            Closed, wants to receive false, budget used 0
        "#]],
    );
}

proptest! {
    /// However the stream is cut into chunks, the frames are the same; in whatever order the replies are filled, they
    /// leave in the order of the requests.
    #[test]
    fn any_chunks_and_any_order_of_replies(
        lens in prop::collection::vec(0usize..300, 1..40),
        cuts in prop::collection::vec(1usize..200, 1..60),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 40),
    ) {
        let mut stream = Vec::new();
        for (index, len) in lens.iter().enumerate() {
            stream.extend((*len as i32).to_be_bytes());
            stream.extend(std::iter::repeat_n(index as u8, *len));
        }
        let limits = ConnectionLimits { requests_in_flight_max: 1000, ..ConnectionLimits::default() };
        let mut connection = Connection::new(limits, true);
        let (pool, mut budget) = (Pool::new(PoolOptions::default()), ByteBudget::new(1 << 20));
        let mut slots = Vec::new();
        let (mut rest, mut cut) = (&stream[..], cuts.iter().cycle());
        while !rest.is_empty() {
            let (chunk, later) = rest.split_at((*cut.next().expect("cycles")).min(rest.len()));
            rest = later;
            connection.on_received(SharedBuffer::copy_from(chunk));
            while let FrameStep::Frame(frame) = connection.next_frame(&pool, &mut budget).expect("within limits") {
                let index = slots.len();
                prop_assert_eq!(frame.len(), lens[index]);
                prop_assert!(frame.iter().all(|byte| *byte == index as u8));
                slots.push((connection.reserve(), index));
            }
        }
        prop_assert_eq!(slots.len(), lens.len());
        let mut left = Vec::new();
        for pick in picks {
            if slots.is_empty() {
                break;
            }
            let (slot, index) = slots.remove(pick.index(slots.len()));
            let mut reply = vec![Payload::Memory(SharedBuffer::copy_from(&[index as u8]))];
            connection.fill(slot, &mut reply, &mut budget);
            if let Some(payloads) = connection.take_send() {
                for payload in &payloads {
                    if let Payload::Memory(bytes) = payload {
                        left.extend_from_slice(bytes);
                    }
                }
                connection.on_sent(payloads);
            }
        }
        prop_assert_eq!(left, (0..lens.len() as u8).collect::<Vec<_>>());
    }
}
