//! InitProducerId: an id for an idempotent producer.

use io::Io;
use protocol::messages::{InitProducerIdRequestView, InitProducerIdResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::{ControlReply, ControlRequest};

use crate::request::{ReplyTo, Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::InitProducerId;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 5);

/// Producer ids of this shard: what is left of the block that the control plane gave it.
#[derive(Debug, Default)]
pub(crate) struct ProducerIds {
    next: i64,
    end: i64,
    /// Requests that wait for the next block; one request for it is under way while this is not empty.
    waiting: Vec<ReplyTo>,
}

impl ProducerIds {
    fn take(&mut self) -> Option<i64> {
        let id = self.next;
        (id < self.end).then(|| {
            self.next += 1;
            id
        })
    }
}

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: InitProducerIdRequestView = request.view()?;
    let reply_to = request.reply_to();
    if let Some(transactional_id) = body.transactional_id {
        // Clients take this one as fatal, where most others would be retried for ever.
        tracing::info!(transactional_id, "transactions are not supported yet: refused");
        refuse(shard, reply_to, ErrorCode::TransactionalIdAuthorizationFailed);
    } else if let Some(id) = shard.producer_ids.take() {
        reply(shard, reply_to, id);
    } else {
        shard.producer_ids.waiting.push(reply_to);
        if shard.producer_ids.waiting.len() == 1 {
            shard.ask_control(ControlRequest::AllocateProducerIds, on_block);
        }
    }
    Ok(())
}

fn on_block<I: Io>(shard: &mut Shard<I>, reply_from_control: ControlReply) {
    let waiting = std::mem::take(&mut shard.producer_ids.waiting);
    match reply_from_control {
        ControlReply::AllocateProducerIds(Ok(block)) => {
            (shard.producer_ids.next, shard.producer_ids.end) = (block.first, block.first + i64::from(block.len));
            for reply_to in waiting {
                match shard.producer_ids.take() {
                    Some(id) => reply(shard, reply_to, id),
                    None => refuse(shard, reply_to, ErrorCode::CoordinatorLoadInProgress),
                }
            }
        }
        ControlReply::AllocateProducerIds(Err(error)) | ControlReply::Unavailable(error) => {
            tracing::warn!("no producer ids: {:?}", error.code);
            for reply_to in waiting {
                refuse(shard, reply_to, ErrorCode::CoordinatorNotAvailable);
            }
        }
        other => unreachable!("producer ids were asked for, not {other:?}"),
    }
}

fn reply<I: Io>(shard: &mut Shard<I>, reply_to: ReplyTo, producer_id: i64) {
    let response = InitProducerIdResponse { producer_id, producer_epoch: 0, ..InitProducerIdResponse::default() };
    shard.reply_with(reply_to, &response);
}

fn refuse<I: Io>(shard: &mut Shard<I>, reply_to: ReplyTo, code: ErrorCode) {
    let response = InitProducerIdResponse {
        error_code: code.code(),
        producer_id: -1,
        producer_epoch: -1,
        ..InitProducerIdResponse::default()
    };
    shard.reply_with(reply_to, &response);
}
