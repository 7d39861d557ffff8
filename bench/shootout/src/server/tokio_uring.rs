//! The server on tokio-uring: every call is a request of its ring. It has no sendfile: a fetch reads and sends.

use std::cell::Cell;
use std::rc::Rc;

use anyhow::Result;
use tokio_uring::buf::BoundedBuf;
use tokio_uring::fs::File;
use tokio_uring::net::{TcpListener, TcpStream};

use super::{Folder, RECEIVE_BYTES, SEND_BYTES, announce, report};
use crate::wire::{Kind, answer_stretch, first_stretch, frames, parse_fetch};

/// Copies into a buffer whose address is a multiple of this are fast from a page cache's pages; at the address that the
/// allocator gives large buffers (a page and 16 bytes) they cost several times as much.
const ALIGNMENT: usize = 4096;

/// Serves until the process is killed.
pub fn serve(folder: &Folder) -> Result<()> {
    let (appended, served) = (folder.create_append_file()?, folder.open_served_file()?);
    tokio_uring::start(async move {
        let files = Rc::new(Files {
            appended: File::from_std(appended),
            served: File::from_std(served),
            position: Cell::new(0),
        });
        let listener = TcpListener::bind("127.0.0.1:0".parse()?)?;
        announce(listener.local_addr()?.port())?;
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let connection = Connection { stream, files: Rc::clone(&files) };
            tokio_uring::spawn(async move { report(connection.run().await) });
        }
    })
}

struct Files {
    appended: File,
    served: File,
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
        loop {
            let start = unread.len();
            let (received, slice) = self.stream.read(unread.slice(start..)).await;
            unread = slice.into_inner();
            if received? == 0 {
                return Ok(());
            }
            let mut done = 0;
            while let Some(stretch) = first_stretch(&unread[done..])? {
                let end = done + stretch.len;
                match stretch.kind {
                    Kind::Echo => answer_stretch(&unread[done..end], 0, &mut answers)?,
                    Kind::Append => {
                        let position = self.files.position.get();
                        self.files.position.set(position + stretch.len as u64);
                        let (written, slice) =
                            self.files.appended.write_all_at(unread.slice(done..end), position).await;
                        unread = slice.into_inner();
                        written?;
                        answer_stretch(&unread[done..end], position, &mut answers)?;
                    }
                    Kind::Fetch => self.serve_fetches(&unread[done..end]).await?,
                }
                done = end;
            }
            unread.drain(..done);
            if !answers.is_empty() {
                let (sent, given_back) = self.stream.write_all(answers).await;
                answers = given_back;
                answers.clear();
                sent?;
            }
        }
    }

    async fn serve_fetches(&self, stretch: &[u8]) -> Result<()> {
        let mut buffer = vec![0; SEND_BYTES + ALIGNMENT];
        let start = buffer.as_ptr().align_offset(ALIGNMENT);
        for frame in frames(stretch) {
            let (_, frame) = frame?;
            let (mut position, mut len) = parse_fetch(frame.try_into()?)?;
            self.stream.write_all(len.to_be_bytes().to_vec()).await.0?;
            while len > 0 {
                let share = SEND_BYTES.min(len as usize);
                let (read, slice) =
                    self.files.served.read_exact_at(buffer.slice(start..start + share), position).await;
                read?;
                let (sent, slice) = self.stream.write_all(slice).await;
                sent?;
                buffer = slice.into_inner();
                (position, len) = (position + share as u64, len - share as u32);
            }
        }
        Ok(())
    }
}
