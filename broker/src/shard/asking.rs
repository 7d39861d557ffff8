//! Questions of a request to partitions, shards and the control plane, and what becomes of the answers.

use std::time::Duration;

use coordinator::{Client, Question};
use io::Io;
use protocol::ErrorCode;
use replication::{ControlReply, ControlRequest};

use super::Shard;
use crate::apis::fetch;
use crate::groups::{GroupQuestion, OFFSETS_TOPIC};
use crate::mesh::ShardIndex;
use crate::message::{Message, PartitionAnswer, PartitionQuestion, ShardAnswer, ShardQuestion};
use crate::partition::Asker;
use crate::purgatory::{GatherFinish, GroupAnswer, GroupGather, Parked, ShardGather, ShardsFinish, Ticket};
use crate::request::Request;
use crate::view::{ControlTicket, PartitionKey};

impl<I: Io> Shard<I> {
    /// Sends a message to a shard, or takes it at once when that is this one.
    pub(crate) fn tell(&mut self, to: ShardIndex, message: Message) {
        if to == self.index {
            self.on_message(to, message);
        } else {
            self.mesh.send(to, message);
        }
    }

    /// Parks a request with `count` questions. Then each question is asked with [`Shard::ask`] or settled with
    /// [`Shard::settle`], and [`Shard::all_asked`] ends the asking; `finish` runs when the last answer is there.
    pub(crate) fn begin_gather(
        &mut self,
        request: &Request,
        count: usize,
        finish: GatherFinish<I>,
    ) -> Ticket {
        self.purgatory.park_gather(request.clone(), count, finish)
    }

    /// Asks a partition's owner, which may be this shard: then the answer may be there when this returns.
    pub(crate) fn ask(&mut self, ticket: Ticket, index: u32, key: PartitionKey, question: PartitionQuestion) {
        let asker = Asker { shard: self.index, ticket, index };
        let Some(placement) = self.view.placement.of(key) else {
            // The replica is here, and its log directory is not: offline, until a restart finds it again.
            let failure = ErrorCode::KafkaStorageError.into();
            return self.settle(ticket, index, PartitionAnswer::Failed(failure));
        };
        match self.purgatory.get_mut(ticket) {
            Some(Parked::Gather(gather)) => gather.outstanding += 1,
            Some(Parked::Fetch(fetch)) => fetch.note_asked(&question),
            Some(Parked::Groups(gather)) => gather.outstanding += 1,
            Some(Parked::Control(_) | Parked::Shards(_)) | None => return,
        }
        if placement.shard == self.index {
            self.on_question(asker, key, question);
        } else {
            self.mesh.send(placement.shard, Message::Ask { ticket, index, partition: key, question });
        }
    }

    /// As [`Shard::ask`], for APIs that name topics; what is unknown is settled at once.
    pub(crate) fn ask_by_name(
        &mut self,
        ticket: Ticket,
        index: u32,
        topic: &str,
        partition: i32,
        question: PartitionQuestion,
    ) {
        let known = self.view.image.topic(topic).filter(|topic| topic.partition(partition).is_some());
        match known.map(|topic| PartitionKey { topic_id: topic.id, partition }) {
            Some(key) => self.ask(ticket, index, key, question),
            None => {
                let failure = ErrorCode::UnknownTopicOrPartition.into();
                self.settle(ticket, index, PartitionAnswer::Failed(failure));
            }
        }
    }

    /// Settles a question that nobody needs to be asked.
    pub(crate) fn settle(&mut self, ticket: Ticket, index: u32, answer: PartitionAnswer) {
        match self.purgatory.get_mut(ticket) {
            Some(Parked::Gather(gather)) => gather.answers[index as usize] = answer,
            Some(Parked::Fetch(fetch)) => fetch.settle(index, answer),
            Some(Parked::Groups(gather)) => gather.answers[index as usize] = group_answer(answer),
            Some(Parked::Control(_) | Parked::Shards(_)) | None => {}
        }
    }

    /// Ends the asking. With a `timeout` the request is finished after it, with whatever answers are there.
    pub(crate) fn all_asked(&mut self, ticket: Ticket, timeout: Option<Duration>) {
        let Some(Parked::Gather(gather)) = self.purgatory.get_mut(ticket) else { return };
        gather.outstanding -= 1;
        if gather.outstanding == 0 {
            self.finish_gather(ticket);
        } else if let Some(timeout) = timeout {
            let deadline = self.io.now() + timeout;
            self.purgatory.arm(ticket, deadline);
        }
    }

    /// An answer has come, perhaps to a request that is gone.
    pub(super) fn on_answer(&mut self, ticket: Ticket, index: u32, answer: PartitionAnswer) {
        match self.purgatory.get_mut(ticket) {
            Some(Parked::Gather(gather)) => {
                gather.answers[index as usize] = answer;
                gather.outstanding -= 1;
                if gather.outstanding == 0 {
                    self.finish_gather(ticket);
                }
            }
            Some(Parked::Groups(gather)) => {
                gather.answers[index as usize] = group_answer(answer);
                self.on_group_answered(ticket);
            }
            Some(Parked::Fetch(_)) => fetch::on_answer(self, ticket, index, answer),
            Some(Parked::Control(_) | Parked::Shards(_)) | None => {}
        }
    }

    /// The time of a parked request is up.
    pub(super) fn on_time_up(&mut self, ticket: Ticket) {
        match self.purgatory.get_mut(ticket) {
            Some(Parked::Gather(_)) => self.finish_gather(ticket),
            Some(Parked::Fetch(_)) => fetch::on_time_up(self, ticket),
            Some(Parked::Groups(_) | Parked::Control(_) | Parked::Shards(_)) | None => {}
        }
    }

    fn finish_gather(&mut self, ticket: Ticket) {
        let Some(Parked::Gather(mut gather)) = self.purgatory.remove(ticket) else { return };
        (gather.finish)(self, &gather.request, &mut gather.answers);
        self.purgatory.keep_answers(gather.answers);
    }

    /// Asks the coordinators of groups. `finish` runs when all have answered; one whose coordinator is not here, or goes
    /// before it has answered, counts as NOT_COORDINATOR.
    pub(crate) fn ask_groups(
        &mut self,
        client: &Client,
        questions: Vec<Question>,
        finish: impl FnOnce(&mut Shard<I>, Vec<GroupAnswer>) + 'static,
    ) {
        let answers = vec![Err(ErrorCode::NotCoordinator); questions.len()];
        let gather = GroupGather { answers, outstanding: 1, finish: Box::new(finish) };
        let ticket = self.purgatory.park(Parked::Groups(gather));
        for (index, question) in questions.into_iter().enumerate() {
            // Without the topic nobody has a coordinator: FindCoordinator makes it.
            let Some(key) = self.offsets_partition_of(question.group_id()) else { continue };
            let question = GroupQuestion { client: client.clone(), question };
            self.ask(ticket, index as u32, key, PartitionQuestion::Group(Box::new(question)));
        }
        self.on_group_answered(ticket);
    }

    /// The partition of `__consumer_offsets` that keeps a group.
    fn offsets_partition_of(&self, group_id: &str) -> Option<PartitionKey> {
        let topic = self.view.image.topic(OFFSETS_TOPIC)?;
        let partitions = i32::try_from(topic.partitions().len()).ok().filter(|partitions| *partitions > 0)?;
        Some(PartitionKey { topic_id: topic.id, partition: coordinator::partition_of(group_id, partitions) })
    }

    /// One of the answers that are waited for is there, or there is nothing more to ask.
    fn on_group_answered(&mut self, ticket: Ticket) {
        let Some(Parked::Groups(gather)) = self.purgatory.get_mut(ticket) else { return };
        gather.outstanding -= 1;
        if gather.outstanding > 0 {
            return;
        }
        if let Some(Parked::Groups(gather)) = self.purgatory.remove(ticket) {
            (gather.finish)(self, gather.answers);
        }
    }

    /// Asks the control plane. `then` runs on this shard when the change is durable and every shard has applied it.
    pub(crate) fn ask_control(
        &mut self,
        request: ControlRequest,
        then: impl FnOnce(&mut Shard<I>, ControlReply) + 'static,
    ) {
        let ticket = self.purgatory.park(Parked::Control(Box::new(then)));
        let ticket = ControlTicket { from: self.index, ticket };
        self.tell(ShardIndex::ZERO, Message::Control { ticket, request: Box::new(request) });
    }

    pub(super) fn on_control_reply(&mut self, ticket: ControlTicket, reply: ControlReply) {
        if let Some(Parked::Control(then)) = self.purgatory.remove(ticket.ticket) {
            then(self, reply);
        }
    }

    /// Asks every shard. `finish` runs when all have answered.
    pub(crate) fn ask_shards(&mut self, request: &Request, question: ShardQuestion, finish: ShardsFinish<I>) {
        let outstanding = self.mesh.shards();
        let gather = ShardGather { request: request.clone(), answers: Vec::new(), outstanding, finish };
        let ticket = self.purgatory.park(Parked::Shards(gather));
        for shard in self.mesh.indexes() {
            self.tell(shard, Message::AskShard { ticket, question: question.clone() });
        }
    }

    pub(super) fn on_shard_answer(&mut self, ticket: Ticket, answer: ShardAnswer) {
        let Some(Parked::Shards(gather)) = self.purgatory.get_mut(ticket) else { return };
        gather.answers.push(answer);
        gather.outstanding -= 1;
        if gather.outstanding > 0 {
            return;
        }
        if let Some(Parked::Shards(gather)) = self.purgatory.remove(ticket) {
            (gather.finish)(self, &gather.request, gather.answers);
        }
    }
}

/// Whatever is wrong with the partition: its groups are looked after elsewhere, or nowhere at the moment.
fn group_answer(answer: PartitionAnswer) -> GroupAnswer {
    match answer {
        PartitionAnswer::Group(answer) => Ok(*answer),
        _ => Err(ErrorCode::NotCoordinator),
    }
}
