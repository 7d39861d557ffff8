//! The server on glommio: its buffered files and its sockets. It has no sendfile: a fetch reads and sends. Its writes take a
//! `Vec` and keep it, so what is appended is copied out of the receive buffer once.

use std::cell::Cell;
use std::rc::Rc;

use anyhow::{Result, anyhow, ensure};
use futures_lite::{AsyncReadExt, AsyncWriteExt};
use glommio::io::BufferedFile;
use glommio::net::{TcpListener, TcpStream};
use glommio::{LocalExecutorBuilder, Placement};

use super::{Folder, RECEIVE_BYTES, SEND_BYTES, announce, report};
use crate::wire::{Kind, answer_stretch, first_stretch, frames, parse_fetch};

/// Serves until the process is killed.
pub fn serve(processor: usize, folder: &Folder) -> Result<()> {
    // Creates the file and its blocks as for the others; glommio opens it by name.
    drop(folder.create_append_file()?);
    let folder = folder.clone();
    let executor = LocalExecutorBuilder::new(Placement::Fixed(processor));
    let thread = executor.spawn(move || accept_all(folder)).map_err(own)?;
    thread.join().map_err(own)?
}

/// Its errors are of its own type, generic over what was being done.
fn own<T>(error: glommio::GlommioError<T>) -> anyhow::Error {
    anyhow!("{error}")
}

async fn accept_all(folder: Folder) -> Result<()> {
    let files = Rc::new(Files {
        appended: glommio::io::OpenOptions::new()
            .write(true)
            .buffered_open(folder.appended())
            .await
            .map_err(own)?,
        served: BufferedFile::open(Folder::served(&folder.path)).await.map_err(own)?,
        position: Cell::new(0),
    });
    let listener = TcpListener::bind("127.0.0.1:0").map_err(own)?;
    announce(listener.local_addr().map_err(own)?.port())?;
    loop {
        let stream = listener.accept().await.map_err(own)?;
        stream.set_nodelay(true).map_err(own)?;
        let connection = Connection { stream, files: Rc::clone(&files) };
        glommio::spawn_local(async move { report(connection.run().await) }).detach();
    }
}

struct Files {
    appended: BufferedFile,
    served: BufferedFile,
    position: Cell<u64>,
}

struct Connection {
    stream: TcpStream,
    files: Rc<Files>,
}

impl Connection {
    async fn run(mut self) -> Result<()> {
        let mut buffer = vec![0; RECEIVE_BYTES];
        let mut filled = 0;
        let mut answers = Vec::new();
        loop {
            let received = self.stream.read(&mut buffer[filled..]).await?;
            if received == 0 {
                return Ok(());
            }
            filled += received;
            let mut done = 0;
            while let Some(stretch) = first_stretch(&buffer[done..filled])? {
                let bytes = &buffer[done..done + stretch.len];
                match stretch.kind {
                    Kind::Echo => answer_stretch(bytes, 0, &mut answers)?,
                    Kind::Append => {
                        let position = self.append(bytes).await?;
                        answer_stretch(bytes, position, &mut answers)?;
                    }
                    Kind::Fetch => self.serve_fetches(bytes).await?,
                }
                done += stretch.len;
            }
            buffer.copy_within(done..filled, 0);
            filled -= done;
            self.stream.write_all(&answers).await?;
            answers.clear();
        }
    }

    async fn append(&self, stretch: &[u8]) -> Result<u64> {
        let position = self.files.position.get();
        self.files.position.set(position + stretch.len() as u64);
        let written = self.files.appended.write_at(stretch.to_vec(), position).await.map_err(own)?;
        ensure!(written == stretch.len(), "{written} of {} bytes were written", stretch.len());
        Ok(position)
    }

    async fn serve_fetches(&mut self, stretch: &[u8]) -> Result<()> {
        for frame in frames(stretch) {
            let (_, frame) = frame?;
            let (mut position, mut len) = parse_fetch(frame.try_into()?)?;
            self.stream.write_all(&len.to_be_bytes()).await?;
            while len > 0 {
                let share = SEND_BYTES.min(len as usize);
                let read = self.files.served.read_at(position, share).await.map_err(own)?;
                ensure!(read.len() == share, "the served file ends before {position} + {share}");
                self.stream.write_all(&read).await?;
                (position, len) = (position + share as u64, len - share as u32);
            }
        }
        Ok(())
    }
}
