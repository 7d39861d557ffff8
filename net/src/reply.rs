//! Replies in the order of their requests.

use std::collections::VecDeque;

use io::{Payload, Payloads};

/// The place of a reply in its connection's order. It means nothing on another connection.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ReplySlot(u64);

/// Vectors kept for re-use by one connection; more than these go back to the allocator.
const SPARE_VECTORS_MAX: usize = 8;

#[derive(Debug)]
enum SlotState {
    Waiting,
    Filled(Payloads),
    /// The request has no reply (acks=0).
    Skipped,
}

#[derive(Debug)]
struct Slot {
    state: SlotState,
    /// What the request's frame holds of the shard's byte budget, until it is answered.
    reserved: usize,
}

/// Slots in request order, then the finished bytes, then the one send in flight.
#[derive(Debug, Default)]
pub(crate) struct ReplyQueue {
    slots: VecDeque<Slot>,
    /// The slot number of `slots[0]`.
    first: u64,
    /// Replies whose turn has come, not handed to the socket yet.
    ready: Payloads,
    /// Bytes in `ready`, in filled slots and in the send in flight.
    bytes: usize,
    /// Bytes of the send in flight; its vector is with the socket.
    sending: Option<usize>,
    /// The vector of the send before. It takes turns with `ready`, so that after a while both have room for a busy turn's
    /// replies; those of single replies are in `spares`.
    sent: Payloads,
    spares: Vec<Payloads>,
}

impl ReplyQueue {
    pub(crate) fn reserve(&mut self, reserved: usize) -> ReplySlot {
        self.slots.push_back(Slot { state: SlotState::Waiting, reserved });
        ReplySlot(self.first + self.slots.len() as u64 - 1)
    }

    /// Requests without a reply yet (or with one that waits for an earlier one).
    pub(crate) fn in_flight(&self) -> usize {
        self.slots.len()
    }

    /// Bytes of replies that have not left.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.slots.is_empty() && self.ready.is_empty() && self.sending.is_none()
    }

    pub(crate) fn is_sending(&self) -> bool {
        self.sending.is_some()
    }

    /// Takes the payloads of `slot`'s reply; the vector stays with the caller. Returns what comes back to the budget.
    ///
    /// # Panics
    /// If the slot was answered before: two replies to one request would shift all later ones.
    pub(crate) fn fill(&mut self, slot: ReplySlot, payloads: &mut Payloads) -> usize {
        self.bytes += payloads.iter().map(Payload::len).sum::<usize>();
        let index = self.index(slot);
        if index == 0 {
            self.ready.append(payloads);
            return self.answer(index, SlotState::Skipped);
        }
        let mut kept = self.spares.pop().unwrap_or_default();
        kept.append(payloads);
        self.answer(index, SlotState::Filled(kept))
    }

    /// The request of `slot` has no reply. Returns what comes back to the budget.
    pub(crate) fn skip(&mut self, slot: ReplySlot) -> usize {
        self.answer(self.index(slot), SlotState::Skipped)
    }

    /// The payloads of the next send, when none is in flight.
    pub(crate) fn take_send(&mut self) -> Option<Payloads> {
        if self.sending.is_some() || self.ready.is_empty() {
            return None;
        }
        self.sending = Some(self.ready.iter().map(Payload::len).sum());
        let next = std::mem::take(&mut self.sent);
        Some(std::mem::replace(&mut self.ready, next))
    }

    /// The send in flight has left, or failed; its emptied vector comes back.
    pub(crate) fn on_sent(&mut self, mut payloads: Payloads) {
        let sent = self.sending.take().expect("a send completes only after take_send gave it");
        self.bytes -= sent;
        payloads.clear();
        self.sent = payloads;
    }

    /// Forgets all replies but the send in flight, which the socket still owns. Returns what comes back to the budget.
    pub(crate) fn clear(&mut self) -> usize {
        let reserved = self.slots.iter().map(|slot| slot.reserved).sum();
        self.first += self.slots.len() as u64;
        self.slots.clear();
        self.ready.clear();
        self.bytes = self.sending.unwrap_or(0);
        reserved
    }

    fn index(&self, slot: ReplySlot) -> usize {
        let index = slot.0.checked_sub(self.first).expect("the slot is not answered yet") as usize;
        assert!(index < self.slots.len(), "slot {slot:?} was never reserved");
        index
    }

    fn answer(&mut self, index: usize, state: SlotState) -> usize {
        let slot = &mut self.slots[index];
        assert!(matches!(slot.state, SlotState::Waiting), "a request is answered once");
        slot.state = state;
        let reserved = std::mem::take(&mut slot.reserved);
        self.release_in_order();
        reserved
    }

    /// Moves the answered prefix of the slots to the bytes that may leave.
    fn release_in_order(&mut self) {
        while let Some(slot) = self.slots.front_mut() {
            match std::mem::replace(&mut slot.state, SlotState::Skipped) {
                SlotState::Waiting => {
                    slot.state = SlotState::Waiting;
                    return;
                }
                SlotState::Skipped => {}
                SlotState::Filled(mut payloads) => {
                    self.ready.append(&mut payloads);
                    self.keep_spare(payloads);
                }
            }
            self.slots.pop_front();
            self.first += 1;
        }
    }

    fn keep_spare(&mut self, spare: Payloads) {
        if spare.capacity() > 0 && self.spares.len() < SPARE_VECTORS_MAX {
            self.spares.push(spare);
        }
    }
}
