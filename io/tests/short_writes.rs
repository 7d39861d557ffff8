//! Writes that the disk takes in part only. Alone in its process, whose file size limit plays the full disk.

use std::time::Duration;

use io::{
    File, Io, Op, OpenOptions, Outcome, PollIo, PollOptions, Reclaimed, SharedBuffer, Token, UringIo,
    UringOptions,
};
use nix::sys::resource::{Resource, setrlimit};

const TOKEN: Token = Token::new(0, 0, 0);
const LIMIT: u64 = 100_000;

fn write(io: &mut impl Io, file: &File, position: u64, slices: Vec<SharedBuffer>) -> Outcome {
    io.submit(TOKEN, Op::Write { file: file.clone(), position, slices });
    let mut completions = Vec::new();
    while completions.is_empty() {
        io.turn(None, &mut completions);
    }
    completions.pop().expect("not empty").outcome
}

/// Told as short, then as an error; the file ends where the last byte was taken, and goes on from there.
fn fill_up(mut io: impl Io) {
    let directory = tempfile::tempdir().expect("a directory");
    let file = io.open(&directory.path().join("segment"), OpenOptions::segment()).expect("a file");
    let bytes = SharedBuffer::copy_from(&[7; 60_000]);
    let Outcome::Written { written: 60_000, .. } = write(&mut io, &file, 0, vec![bytes.clone()]) else {
        panic!("there was room");
    };
    let Outcome::Written { written: 40_000, slices } = write(&mut io, &file, 60_000, vec![bytes.clone()])
    else {
        panic!("there was room for a part");
    };
    assert!(slices.is_empty());
    match write(&mut io, &file, LIMIT, vec![bytes.clone()]) {
        Outcome::Failed { error, reclaimed: Reclaimed::Slices(slices) } => {
            assert_eq!(error.raw_os_error(), Some(libc::EFBIG));
            assert!(slices.is_empty());
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(io.file_len(&file).expect("its size"), LIMIT);
    // It heals: the limit is another file's.
    let next = io.open(&directory.path().join("next"), OpenOptions::segment()).expect("a file");
    let slices = (0..1000).map(|n| bytes.slice(n..n + 10)).collect();
    let Outcome::Written { written, .. } = write(&mut io, &next, 0, slices) else { panic!("there is room") };
    assert!(written > 0 && written < 10_000, "more slices than one call takes are a short write");
    let Outcome::Written { written: 5, .. } = write(&mut io, &next, written as u64, vec![bytes.slice(0..5)])
    else {
        panic!("appends go on where the short one ended");
    };
}

#[test]
fn a_short_write_is_told_as_short() {
    // Beyond the limit the kernel sends SIGXFSZ, which would end the process.
    let blocked = nix::sys::signal::SigSet::from_iter([nix::sys::signal::Signal::SIGXFSZ]);
    blocked.thread_block().expect("a signal of ours");
    let (_, hard) = nix::sys::resource::getrlimit(Resource::RLIMIT_FSIZE).expect("a limit");
    setrlimit(Resource::RLIMIT_FSIZE, LIMIT, hard).expect("a smaller limit");
    fill_up(PollIo::new(PollOptions::default()).expect("an epoll"));
    fill_up(UringIo::new(UringOptions::default()).expect("a ring"));
    // Every append through the ring, but the first.
    let slow = UringOptions { inline_append_max: Duration::ZERO, ..UringOptions::default() };
    fill_up(UringIo::new(slow).expect("a ring"));
    setrlimit(Resource::RLIMIT_FSIZE, hard, hard).expect("the old limit");
}
