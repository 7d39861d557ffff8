//! The server on tokio: readiness from epoll, file calls inline (`pwrite`, `sendfile`).

use std::cell::Cell;
use std::io::ErrorKind;
use std::os::fd::AsRawFd;
use std::os::unix::fs::FileExt;
use std::rc::Rc;

use anyhow::{Result, ensure};
use nix::sys::sendfile::sendfile64;
use nix::sys::socket::{MsgFlags, send};
use tokio::io::Interest;
use tokio::net::{TcpListener, TcpStream};

use super::{Folder, RECEIVE_BYTES, SEND_BYTES, announce, report};
use crate::wire::{Kind, answer_stretch, first_stretch, frames, parse_fetch};

/// The answer's head is sent with what follows it; a flag that nix has no name for.
const MORE_FOLLOWS: MsgFlags = MsgFlags::from_bits_retain(libc::MSG_MORE);

/// Serves until the process is killed.
pub fn serve(folder: &Folder) -> Result<()> {
    let files = Rc::new(Files {
        appended: folder.create_append_file()?,
        served: folder.open_served_file()?,
        position: Cell::new(0),
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, async move {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        announce(listener.local_addr()?.port())?;
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let connection = Connection { stream, files: Rc::clone(&files) };
            tokio::task::spawn_local(async move { report(connection.run().await) });
        }
    })
}

struct Files {
    appended: std::fs::File,
    served: std::fs::File,
    position: Cell<u64>,
}

struct Connection {
    stream: TcpStream,
    files: Rc<Files>,
}

impl Connection {
    async fn run(self) -> Result<()> {
        let mut unread: Vec<u8> = Vec::with_capacity(RECEIVE_BYTES);
        let mut answers = Vec::new();
        while self.receive(&mut unread).await? {
            let mut done = 0;
            while let Some(stretch) = first_stretch(&unread[done..])? {
                let bytes = &unread[done..done + stretch.len];
                match stretch.kind {
                    Kind::Echo => answer_stretch(bytes, 0, &mut answers)?,
                    Kind::Append => answer_stretch(bytes, self.append(bytes)?, &mut answers)?,
                    Kind::Fetch => self.serve_fetches(bytes).await?,
                }
                done += stretch.len;
            }
            unread.drain(..done);
            self.send_all(&answers, MsgFlags::empty()).await?;
            answers.clear();
        }
        Ok(())
    }

    /// Appends what has arrived to `unread`; false at the end of the stream.
    async fn receive(&self, unread: &mut Vec<u8>) -> Result<bool> {
        loop {
            self.stream.readable().await?;
            match self.stream.try_read_buf(unread) {
                Ok(received) => return Ok(received > 0),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn append(&self, stretch: &[u8]) -> Result<u64> {
        let position = self.files.position.get();
        self.files.appended.write_all_at(stretch, position)?;
        self.files.position.set(position + stretch.len() as u64);
        Ok(position)
    }

    async fn serve_fetches(&self, stretch: &[u8]) -> Result<()> {
        for frame in frames(stretch) {
            let (_, frame) = frame?;
            let (position, len) = parse_fetch(frame.try_into()?)?;
            self.send_all(&len.to_be_bytes(), MORE_FOLLOWS).await?;
            self.send_range(position, len).await?;
        }
        Ok(())
    }

    async fn send_all(&self, mut bytes: &[u8], flags: MsgFlags) -> Result<()> {
        while !bytes.is_empty() {
            let sent = self.when_writable(|| Ok(send(self.stream.as_raw_fd(), bytes, flags)?)).await?;
            bytes = &bytes[sent..];
        }
        Ok(())
    }

    async fn send_range(&self, position: u64, len: u32) -> Result<()> {
        let (mut at, end) = (i64::try_from(position)?, i64::try_from(position)? + i64::from(len));
        while at < end {
            let share = SEND_BYTES.min((end - at) as usize);
            let sendfile = || Ok(sendfile64(&self.stream, &self.files.served, Some(&mut at), share)?);
            ensure!(self.when_writable(sendfile).await? > 0, "the served file ends before {end}");
        }
        Ok(())
    }

    async fn when_writable(&self, mut call: impl FnMut() -> std::io::Result<usize>) -> Result<usize> {
        loop {
            match self.stream.try_io(Interest::WRITABLE, &mut call) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => self.stream.writable().await?,
                result => return Ok(result?),
            }
        }
    }
}
