//! The system calls that fill memory which is not initialised yet, or that `nix` does not wrap.

use std::io::{Error, Result};
use std::os::fd::{AsRawFd, BorrowedFd};

use crate::{Buffer, File};

/// Receives at most `len` bytes into the spare memory of `buffer` without waiting. 0 is the end of the stream.
pub(crate) fn receive(socket: BorrowedFd<'_>, buffer: &mut Buffer, len: usize) -> Result<usize> {
    let (start, room) = buffer.spare();
    let len = len.min(room);
    // SAFETY: `start..start + len` is spare memory of `buffer`, which is borrowed exclusively for the whole call.
    let received = unsafe { libc::recv(socket.as_raw_fd(), start.cast(), len, libc::MSG_DONTWAIT) };
    let received = count(received)?;
    // SAFETY: the kernel has written that many bytes to the start of the spare memory.
    unsafe { buffer.filled(received) };
    Ok(received)
}

/// Reads at most `len` bytes at `position` into the spare memory of `buffer`. With `cached_only` it fails with
/// `WouldBlock` where the disk would be asked.
pub(crate) fn read(
    file: &File,
    position: u64,
    buffer: &mut Buffer,
    len: usize,
    cached_only: bool,
) -> Result<usize> {
    let (start, room) = buffer.spare();
    let vector = libc::iovec { iov_base: start.cast(), iov_len: len.min(room) };
    let flags = if cached_only { libc::RWF_NOWAIT } else { 0 };
    let descriptor = file.descriptor().as_raw_fd();
    // SAFETY: the vector names spare memory of `buffer`, which is borrowed exclusively for the whole call.
    let read = unsafe { libc::preadv2(descriptor, &vector, 1, position as libc::off_t, flags) };
    let read = count(read)?;
    // SAFETY: the kernel has written that many bytes to the start of the spare memory.
    unsafe { buffer.filled(read) };
    Ok(read)
}

/// Whether the byte at `position` can be read without the disk. A file system that cannot tell says yes.
pub(crate) fn is_cached(file: &File, position: u64) -> bool {
    let mut byte = 0u8;
    let vector = libc::iovec { iov_base: (&raw mut byte).cast(), iov_len: 1 };
    let descriptor = file.descriptor().as_raw_fd();
    // SAFETY: the vector names one local byte that outlives the call.
    let read = unsafe { libc::preadv2(descriptor, &vector, 1, position as libc::off_t, libc::RWF_NOWAIT) };
    !(read < 0 && Error::last_os_error().raw_os_error() == Some(libc::EAGAIN))
}

/// Has the kernel hold back the last, incomplete segment of what is sent to `socket`, or send it.
pub(crate) fn set_corked(socket: BorrowedFd<'_>, is_corked: bool) -> Result<()> {
    let value = libc::c_int::from(is_corked);
    let len = size_of_val(&value) as libc::socklen_t;
    let (level, name) = (libc::IPPROTO_TCP, libc::TCP_CORK);
    // SAFETY: the option's value is a local integer that outlives the call.
    let result = unsafe { libc::setsockopt(socket.as_raw_fd(), level, name, (&raw const value).cast(), len) };
    if result == 0 { Ok(()) } else { Err(Error::last_os_error()) }
}

/// Random bits of the kernel.
pub(crate) fn random_words() -> [u64; 32] {
    let mut words = [0u64; 32];
    let bytes = size_of_val(&words);
    // SAFETY: the kernel writes at most `bytes` bytes to the local array.
    let filled = unsafe { libc::getrandom(words.as_mut_ptr().cast(), bytes, 0) };
    // Requests of up to 256 bytes are never interrupted nor short once the kernel's pool is seeded (getrandom(2)).
    assert_eq!(filled, bytes as isize, "getrandom: {}", Error::last_os_error());
    words
}

fn count(result: isize) -> Result<usize> {
    usize::try_from(result).map_err(|_| Error::last_os_error())
}

/// Makes `io_uring_setup` fail with EPERM for the calling thread, as Docker's default filter does.
#[cfg(test)]
pub(crate) fn forbid_uring() -> Result<()> {
    let statement = |code: u32, jump_true, jump_false, k| libc::sock_filter {
        code: code as u16,
        jt: jump_true,
        jf: jump_false,
        k,
    };
    let mut filter = [
        statement(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0, 0, 0), // the call's number
        statement(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, 0, 1, libc::SYS_io_uring_setup as u32),
        statement(libc::BPF_RET | libc::BPF_K, 0, 0, libc::SECCOMP_RET_ERRNO | libc::EPERM as u32),
        statement(libc::BPF_RET | libc::BPF_K, 0, 0, libc::SECCOMP_RET_ALLOW),
    ];
    let program = libc::sock_fprog { len: filter.len() as u16, filter: filter.as_mut_ptr() };
    // SAFETY: the program and its statements are local and outlive the calls, which copy them.
    let failed = unsafe {
        libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
            || libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, &raw const program) != 0
    };
    if failed { Err(Error::last_os_error()) } else { Ok(()) }
}
