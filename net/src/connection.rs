//! One connection of a peer.

use io::{Buffer, Payloads, Pool, SharedBuffer};

use crate::frame::FrameReader;
use crate::reply::ReplyQueue;
use crate::{ByteBudget, ConnectionLimits, FrameError, FrameStep, ReceivePlan, ReplySlot};

/// How far a connection is.
///
/// ```text
///     end of stream and no whole frame left, close_after_replies
///   Open ───────────────────────────────────────► Draining
///     │                                               │ the last reply has left
///     └──────────────── close ────────────────────►  Closed
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ConnectionState {
    /// Frames are cut and replies leave.
    Open,
    /// No frame is cut any more; the replies of the requests that were leave in order.
    Draining,
    /// Nothing is cut and nothing leaves; a send in flight may still come back.
    Closed,
}

/// Frames in order from chunks, replies in request order to sends, and when to stop reading.
///
/// Invariants, checked by [`Connection::assert_invariants`]:
/// - replies leave in the order in which their requests were cut;
/// - at most one send is in flight;
/// - a closed connection holds no frame, no reply and nothing of the budget.
#[derive(Debug)]
pub struct Connection {
    limits: ConnectionLimits,
    state: ConnectionState,
    authenticated: bool,
    frames: FrameReader,
    replies: ReplyQueue,
    /// What the frame that was cut last holds of the budget; its slot takes it over in [`Connection::reserve`].
    reserved: usize,
    /// The peer has said that it sends no more.
    ended: bool,
}

impl Connection {
    /// A fresh connection. `authenticated` is true where a listener asks for no authentication.
    pub fn new(limits: ConnectionLimits, authenticated: bool) -> Self {
        Self {
            limits,
            state: ConnectionState::Open,
            authenticated,
            frames: FrameReader::new(limits.large_frame_bytes_min),
            replies: ReplyQueue::default(),
            reserved: 0,
            ended: false,
        }
    }

    /// How far it is.
    pub fn state(&self) -> ConnectionState {
        self.state
    }

    /// The peer has authenticated: from here on the large frame limit holds.
    pub fn set_authenticated(&mut self) {
        self.authenticated = true;
    }

    /// Bytes have come.
    pub fn on_received(&mut self, chunk: SharedBuffer) {
        if self.state == ConnectionState::Open {
            self.frames.on_received(chunk);
        }
    }

    /// How to receive what comes next. Asked while no receive is in flight; what is planned is begun.
    pub fn plan_receive(&mut self, pool: &Pool) -> ReceivePlan {
        if self.wants_to_receive() { self.frames.plan_receive(pool) } else { ReceivePlan::Nothing }
    }

    /// A receive in place has ended by itself: its buffer is full, or the stream is at its end.
    pub fn on_received_in_place(&mut self, buffer: Buffer) {
        if self.state == ConnectionState::Open {
            let (received, wanted) = self.frames.on_received_in_place(buffer);
            self.ended |= received < wanted;
        }
    }

    /// A receive in place was cancelled; what it had received until then is kept. Returns whether that was anything.
    pub fn on_receive_interrupted(&mut self, buffer: Buffer) -> bool {
        self.state == ConnectionState::Open && self.frames.on_received_in_place(buffer).0 > 0
    }

    /// The peer sends no more. Whole frames that came before are still cut; when there is none left, the connection
    /// drains.
    pub fn on_end_of_stream(&mut self) {
        self.ended = true;
    }

    /// No further frame is cut; outstanding replies leave, then the connection closes.
    pub fn close_after_replies(&mut self, budget: &mut ByteBudget) {
        self.drain(budget);
    }

    /// The end, at once: outstanding replies are forgotten.
    pub fn close(&mut self, budget: &mut ByteBudget) {
        let freed = self.frames.clear() + self.replies.clear() + std::mem::take(&mut self.reserved);
        budget.give_back(freed);
        self.state = ConnectionState::Closed;
    }

    /// Cuts the next frame. After [`FrameStep::Frame`] the caller reserves the reply's slot before it asks again.
    ///
    /// # Errors
    /// The peer's bytes are no frame within the limits: the caller closes the connection.
    pub fn next_frame(&mut self, pool: &Pool, budget: &mut ByteBudget) -> Result<FrameStep, FrameError> {
        debug_assert_eq!(self.reserved, 0, "the last frame has no reply slot yet");
        if self.state != ConnectionState::Open || self.is_paused() {
            return Ok(FrameStep::Paused);
        }
        let len_max = if self.authenticated {
            self.limits.frame_bytes_max
        } else {
            self.limits.frame_bytes_unauthenticated_max
        };
        let (step, reserved) = self.frames.next(len_max, pool, budget)?;
        self.reserved = reserved;
        if self.ended && matches!(step, FrameStep::NeedsBytes) {
            self.drain(budget);
        }
        Ok(step)
    }

    /// The reply's place for the frame that was cut last.
    pub fn reserve(&mut self) -> ReplySlot {
        self.replies.reserve(std::mem::take(&mut self.reserved))
    }

    /// The reply of `slot`; takes the payloads, leaves the vector. On a closed connection it vanishes.
    pub fn fill(&mut self, slot: ReplySlot, payloads: &mut Payloads, budget: &mut ByteBudget) {
        if self.state == ConnectionState::Closed {
            payloads.clear();
            return;
        }
        budget.give_back(self.replies.fill(slot, payloads));
    }

    /// The request of `slot` gets no reply (acks=0).
    pub fn skip(&mut self, slot: ReplySlot, budget: &mut ByteBudget) {
        if self.state != ConnectionState::Closed {
            budget.give_back(self.replies.skip(slot));
            self.close_when_drained();
        }
    }

    /// What to send next, if there is something and no send is in flight. One send per turn carries all replies that
    /// have become ready.
    pub fn take_send(&mut self) -> Option<Payloads> {
        match self.state {
            ConnectionState::Closed => None,
            ConnectionState::Open | ConnectionState::Draining => self.replies.take_send(),
        }
    }

    /// The send in flight is done (or failed; then the caller closes). Its emptied vector comes back.
    pub fn on_sent(&mut self, payloads: Payloads) {
        self.replies.on_sent(payloads);
        self.close_when_drained();
    }

    /// Whether more bytes are welcome. False: the caller stops receiving until it is true again.
    pub fn wants_to_receive(&self) -> bool {
        self.state == ConnectionState::Open
            && !self.ended
            && self.frames.queued() <= self.limits.input_bytes_queued_max
    }

    /// Whether more chunks are welcome. False while a receive of chunks is armed: the caller ends it, and asks for another
    /// plan when it is over. Chunks that still come are cut as any.
    pub fn wants_chunks(&self) -> bool {
        self.wants_to_receive() && !self.frames.is_in_place()
    }

    /// Whether outstanding requests or unsent replies forbid to cut another frame.
    pub fn is_paused(&self) -> bool {
        self.replies.in_flight() >= self.limits.requests_in_flight_max
            || self.replies.bytes() > self.limits.reply_bytes_queued_max
    }

    /// Whether a send is with the socket.
    pub fn is_sending(&self) -> bool {
        self.replies.is_sending()
    }

    /// Requests whose reply has not been filled, or waits for an earlier one.
    pub fn requests_in_flight(&self) -> usize {
        self.replies.in_flight()
    }

    /// Whether cutting again may find something: received bytes wait, or the end of the stream does.
    pub fn has_input(&self) -> bool {
        self.state == ConnectionState::Open && (self.ended || self.frames.queued() > 0)
    }

    /// Whether a large frame has begun and is not whole: it holds its part of the shard's budget.
    pub fn is_assembling_large_frame(&self) -> bool {
        self.frames.holds_budget()
    }

    /// Checks what the type promises.
    pub fn assert_invariants(&self) {
        if self.state == ConnectionState::Closed {
            assert_eq!(self.replies.in_flight(), 0, "a closed connection waits for no reply");
            assert_eq!(self.frames.queued(), 0, "a closed connection holds no input");
            assert_eq!(self.reserved, 0, "a closed connection holds nothing of the budget");
        }
        if self.state == ConnectionState::Draining {
            assert!(!self.replies.is_idle(), "a drained connection is closed");
        }
    }

    fn drain(&mut self, budget: &mut ByteBudget) {
        if self.state == ConnectionState::Open {
            budget.give_back(self.frames.clear() + std::mem::take(&mut self.reserved));
            self.state = ConnectionState::Draining;
            self.close_when_drained();
        }
    }

    fn close_when_drained(&mut self) {
        if self.state == ConnectionState::Draining && self.replies.is_idle() {
            self.state = ConnectionState::Closed;
        }
    }
}
