//! The server on `io::Io`, as ringlog's shards are built: completions are values, all appends of a turn are one vectored
//! write of the received buffers themselves, all answers of a turn to a connection are one send, files leave by sendfile.

use ::io::{
    Completion, File, FileRegion, Io, Op, OpenOptions, Outcome, Payloads, SharedBuffer, Socket, Token,
};
use anyhow::{Result, bail, ensure};

use super::{Folder, announce};
use crate::wire::{FETCH_BYTES, Kind, LENGTH_BYTES, parse_fetch, parse_head, small_answer};

const ACCEPT: u8 = 0;
const RECEIVE: u8 = 1;
const SEND: u8 = 2;
const WRITE: u8 = 3;

/// Serves until the process is killed.
pub fn serve<I: Io>(mut io: I, folder: &Folder) -> Result<()> {
    let listener = io.listen("127.0.0.1:0".parse()?)?;
    announce(listener.local_address().port())?;
    io.submit(token(ACCEPT, 0), Op::Accept { listener });
    let mut server = Server::open(io, folder)?;
    let mut completions = Vec::new();
    loop {
        server.io.turn(None, &mut completions);
        for completion in completions.drain(..) {
            server.on_completion(completion)?;
        }
        server.flush()?;
    }
}

fn token(owner: u8, slot: usize) -> Token {
    Token { owner, slot: slot as u32, generation: 0 }
}

struct Server<I> {
    io: I,
    appended: File,
    served: File,
    connections: Vec<Connection>,
    appends: Appends,
}

/// The end of the append file: what is being written and what waits behind it.
#[derive(Default)]
struct Appends {
    position: u64,
    waiting: Vec<SharedBuffer>,
    waiting_frames: Vec<AppendedFrame>,
    written_frames: Vec<AppendedFrame>,
    is_writing: bool,
}

struct AppendedFrame {
    connection: usize,
    len: usize,
}

struct Connection {
    socket: Socket,
    cutter: Cutter,
    /// Pieces of an append that is not whole yet.
    partial: Vec<SharedBuffer>,
    /// Small answers of this turn, to go out as one buffer.
    answers: Vec<u8>,
    outgoing: Payloads,
    is_sending: bool,
    has_ended: bool,
}

/// Finds the ends of frames in a stream of chunks, without keeping the chunks. All frames of a connection are of one kind,
/// so that a stretch of them is one piece of the chunk they came in.
#[derive(Default)]
struct Cutter {
    kind: Option<Kind>,
    head: [u8; FETCH_BYTES],
    head_len: usize,
    /// Of the frame that `head` begins: its kind and length, once known.
    begun: Option<(usize, Kind)>,
    missing: usize,
}

enum Frame {
    Echo,
    Append { len: usize },
    Fetch { position: u64, len: u32 },
}

impl Cutter {
    /// Hands out every frame that ends in `chunk`, with the place where it ends.
    fn feed(&mut self, chunk: &[u8], mut on_frame: impl FnMut(Frame, usize)) -> Result<()> {
        let mut at = 0;
        while at < chunk.len() {
            match self.begun {
                None => at += self.take_head(&chunk[at..], LENGTH_BYTES + 1)?,
                Some((_, Kind::Fetch)) => at += self.take_head(&chunk[at..], FETCH_BYTES)?,
                Some(_) => {
                    let step = self.missing.min(chunk.len() - at);
                    (at, self.missing) = (at + step, self.missing - step);
                }
            }
            if let Some((len, kind)) = self.begun
                && self.missing == 0
            {
                on_frame(self.finish(len, kind)?, at);
            }
        }
        Ok(())
    }

    /// Copies up to `wanted` bytes of the head; parses it when its first five are there.
    fn take_head(&mut self, bytes: &[u8], wanted: usize) -> Result<usize> {
        let step = (wanted - self.head_len).min(bytes.len());
        self.head[self.head_len..self.head_len + step].copy_from_slice(&bytes[..step]);
        self.head_len += step;
        match self.begun {
            Some(_) => self.missing -= step,
            None if self.head_len == wanted => {
                let head = *self.head.first_chunk().expect("a fetch is longer than a head");
                let (len, kind) = parse_head(head)?;
                ensure!(*self.kind.get_or_insert(kind) == kind, "a connection keeps to one kind of request");
                (self.begun, self.missing) = (Some((len, kind)), len - wanted);
            }
            None => {}
        }
        Ok(step)
    }

    fn finish(&mut self, len: usize, kind: Kind) -> Result<Frame> {
        (self.begun, self.head_len) = (None, 0);
        Ok(match kind {
            Kind::Fetch => {
                let (position, len) = parse_fetch(&self.head)?;
                Frame::Fetch { position, len }
            }
            Kind::Echo => Frame::Echo,
            Kind::Append => Frame::Append { len },
        })
    }
}

impl<I: Io> Server<I> {
    fn open(mut io: I, folder: &Folder) -> Result<Self> {
        let appended = io.open(&folder.appended(), OpenOptions::segment().create_new())?;
        if folder.append_bytes > 0 {
            io.allocate(&appended, 0, folder.append_bytes)?;
        }
        let served = io.open(&Folder::served(&folder.path), OpenOptions::read())?;
        Ok(Self { io, appended, served, connections: Vec::new(), appends: Appends::default() })
    }

    fn on_completion(&mut self, completion: Completion) -> Result<()> {
        let slot = completion.token.slot as usize;
        match completion.outcome {
            Outcome::Accepted { socket, .. } => self.on_connection(socket),
            Outcome::Received { buffer } if buffer.is_empty() => self.connections[slot].has_ended = true,
            Outcome::Received { buffer } => {
                if let Err(error) = self.on_received(slot, &buffer) {
                    eprintln!("connection: {error:#}");
                    self.connections[slot].socket.shutdown();
                }
            }
            Outcome::Sent { payload } => {
                let connection = &mut self.connections[slot];
                connection.is_sending = false;
                if connection.outgoing.is_empty() {
                    connection.outgoing = payload;
                }
            }
            Outcome::Written { written, .. } => self.on_written(written)?,
            // A driver that is gone with answers on their way.
            Outcome::Failed { .. } if matches!(completion.token.owner, RECEIVE | SEND) => {
                self.connections[slot].has_ended = true;
            }
            outcome => bail!("unexpected {outcome:?}"),
        }
        Ok(())
    }

    fn on_connection(&mut self, socket: Socket) {
        let slot = self.connections.len();
        self.io.submit(token(RECEIVE, slot), Op::Receive { socket: socket.clone() });
        self.connections.push(Connection {
            socket,
            cutter: Cutter::default(),
            partial: Vec::new(),
            answers: Vec::new(),
            outgoing: Vec::new(),
            is_sending: false,
            has_ended: false,
        });
    }

    fn on_received(&mut self, slot: usize, chunk: &SharedBuffer) -> Result<()> {
        let (connection, appends, served) = (&mut self.connections[slot], &mut self.appends, &self.served);
        let Connection { cutter, answers, outgoing, partial, .. } = connection;
        let mut whole = 0;
        cutter.feed(chunk, |frame, end| {
            whole = end;
            match frame {
                Frame::Append { len } => appends.waiting_frames.push(AppendedFrame { connection: slot, len }),
                Frame::Echo => answers.extend_from_slice(&small_answer(0)),
                Frame::Fetch { position, len } => {
                    outgoing.push(SharedBuffer::copy_from(&len.to_be_bytes()).into());
                    outgoing.push(FileRegion { file: served.clone(), position, len }.into());
                }
            }
        })?;
        if cutter.kind.is_some_and(|kind| kind != Kind::Append) {
            partial.clear();
            return Ok(());
        }
        if whole > 0 {
            appends.waiting.append(partial);
            appends.waiting.push(chunk.slice(0..whole));
        }
        if whole < chunk.len() {
            partial.push(chunk.slice(whole..chunk.len()));
        }
        Ok(())
    }

    fn on_written(&mut self, written: usize) -> Result<()> {
        let appends = &mut self.appends;
        appends.is_writing = false;
        let wanted: usize = appends.written_frames.iter().map(|frame| frame.len).sum();
        ensure!(written == wanted, "{written} of {wanted} bytes were written: is the disk full?");
        for frame in appends.written_frames.drain(..) {
            self.connections[frame.connection].answers.extend_from_slice(&small_answer(appends.position));
            appends.position += frame.len as u64;
        }
        Ok(())
    }

    /// Once per turn: one write of everything that waits, one send for each connection with answers.
    fn flush(&mut self) -> Result<()> {
        let appends = &mut self.appends;
        if !appends.is_writing && !appends.waiting.is_empty() {
            std::mem::swap(&mut appends.waiting_frames, &mut appends.written_frames);
            let slices = std::mem::take(&mut appends.waiting);
            let write = Op::Write { file: self.appended.clone(), position: appends.position, slices };
            self.io.submit(token(WRITE, 0), write);
            appends.is_writing = true;
        }
        for (slot, connection) in self.connections.iter_mut().enumerate() {
            if connection.is_sending || connection.has_ended {
                continue;
            }
            if !connection.answers.is_empty() {
                let mut answers = self.io.pool().take(connection.answers.len());
                answers.extend_from_slice(&connection.answers);
                connection.answers.clear();
                connection.outgoing.push(answers.freeze().into());
            }
            if !connection.outgoing.is_empty() {
                let payload = std::mem::take(&mut connection.outgoing);
                self.io.submit(token(SEND, slot), Op::Send { socket: connection.socket.clone(), payload });
                connection.is_sending = true;
            }
        }
        Ok(())
    }
}
