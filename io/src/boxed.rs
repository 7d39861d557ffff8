//! A boundary whose kind is chosen at run time, for programs that have one loop and no type parameter to spare.

use std::io::Result;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use crate::{
    Completion, DirectoryEntry, Doorbell, File, FileLock, FileSystem, Io, Listener, Op, OpenOptions, Pool,
    Space, Token,
};

macro_rules! forward {
    ($($name:ident($($argument:ident: $type:ty),*) -> $result:ty;)*) => {
        $(fn $name(&mut self, $($argument: $type),*) -> Result<$result> {
            (**self).$name($($argument),*)
        })*
    };
}

impl FileSystem for Box<dyn Io> {
    forward! {
        open(path: &Path, options: OpenOptions) -> File;
        file_len(file: &File) -> u64;
        read_at(file: &File, position: u64, into: &mut [u8]) -> usize;
        write_at(file: &File, position: u64, bytes: &[u8]) -> ();
        allocate(file: &File, position: u64, len: u64) -> ();
        trim(file: &File) -> ();
        set_len(file: &File, len: u64) -> ();
        sync(file: &File) -> ();
        sync_directory(directory: &Path) -> ();
        rename(from: &Path, to: &Path) -> ();
        remove_file(path: &Path) -> ();
        remove_directory(path: &Path) -> ();
        create_directory(path: &Path) -> ();
        list(directory: &Path) -> Vec<DirectoryEntry>;
        exists(path: &Path) -> bool;
        modified_ms(file: &File) -> i64;
        space(path: &Path) -> Space;
        lock(path: &Path) -> FileLock;
    }
}

impl Io for Box<dyn Io> {
    fn submit(&mut self, token: Token, op: Op) {
        (**self).submit(token, op);
    }

    fn turn(&mut self, deadline: Option<Duration>, out: &mut Vec<Completion>) {
        (**self).turn(deadline, out);
    }

    fn now(&self) -> Duration {
        (**self).now()
    }

    fn wall_clock_ms(&self) -> i64 {
        (**self).wall_clock_ms()
    }

    fn random_u64(&mut self) -> u64 {
        (**self).random_u64()
    }

    fn doorbell(&self) -> Doorbell {
        (**self).doorbell()
    }

    fn pool(&self) -> &Pool {
        (**self).pool()
    }

    fn listen(&mut self, address: SocketAddr) -> Result<Listener> {
        (**self).listen(address)
    }
}
