//! A boundary whose kind is chosen at run time, for programs that have one loop and no type parameter to spare.

use std::io::Result;
use std::net::SocketAddr;
use std::time::Duration;

use crate::{Completion, Doorbell, FileSystem, Io, Listener, Op, Pool, Token};

/// The functions of a [`FileSystem`] that hands every call to another one: `|this| …` gives the other.
#[macro_export]
macro_rules! forward_file_system {
    (|$this:ident| $other:expr) => {
        $crate::forward_file_system! { |$this| $other =>
            open(path: &::std::path::Path, options: $crate::OpenOptions) -> $crate::File;
            file_len(file: &$crate::File) -> u64;
            read_at(file: &$crate::File, position: u64, into: &mut [u8]) -> usize;
            write_at(file: &$crate::File, position: u64, bytes: &[u8]) -> ();
            allocate(file: &$crate::File, position: u64, len: u64) -> ();
            trim(file: &$crate::File) -> ();
            set_len(file: &$crate::File, len: u64) -> ();
            sync(file: &$crate::File) -> ();
            sync_directory(directory: &::std::path::Path) -> ();
            rename(from: &::std::path::Path, to: &::std::path::Path) -> ();
            remove_file(path: &::std::path::Path) -> ();
            remove_directory(path: &::std::path::Path) -> ();
            create_directory(path: &::std::path::Path) -> ();
            list(directory: &::std::path::Path) -> Vec<$crate::DirectoryEntry>;
            exists(path: &::std::path::Path) -> bool;
            modified_ms(file: &$crate::File) -> i64;
            space(path: &::std::path::Path) -> $crate::Space;
            lock(path: &::std::path::Path) -> $crate::FileLock;
        }
    };
    (|$this:ident| $other:expr => $($name:ident($($argument:ident: $type:ty),*) -> $result:ty;)*) => {
        $(fn $name(&mut self, $($argument: $type),*) -> ::std::io::Result<$result> {
            let $this = self;
            $other.$name($($argument),*)
        })*
    };
}

impl FileSystem for Box<dyn Io> {
    forward_file_system!(|this| (**this));
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
