//! Which backend runs, and why.

use std::fmt;
use std::str::FromStr;

use crate::{PoolOptions, UringIo, UringOptions};

/// The choice of an operator.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub enum Backend {
    /// The ring where there is one, else epoll.
    #[default]
    Auto,
    /// The ring; not to start without it.
    Uring,
    /// Epoll.
    Poll,
}

impl FromStr for Backend {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "auto" => Ok(Backend::Auto),
            "uring" => Ok(Backend::Uring),
            "poll" => Ok(Backend::Poll),
            _ => Err(format!("`{name}` is none of auto, uring, poll")),
        }
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Backend::Auto => "auto",
            Backend::Uring => "uring",
            Backend::Poll => "poll",
        })
    }
}

/// Why there is no ring, in words for an operator.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoUring {
    reason: String,
}

impl fmt::Display for NoUring {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for NoUring {}

/// Whether [`UringIo`] works on this host: makes a small one and drops it.
pub fn probe_uring() -> Result<(), NoUring> {
    let options = UringOptions {
        pool: PoolOptions { retained_bytes_per_class_max: 0 },
        entries: 4,
        receive_buffers_min: 1,
        receive_buffers_max: 1,
        ..UringOptions::default()
    };
    match UringIo::new(options) {
        Ok(_) => Ok(()),
        Err(error) => Err(NoUring { reason: explain(&error) }),
    }
}

fn explain(error: &std::io::Error) -> String {
    let hint = match error.raw_os_error() {
        Some(libc::EPERM | libc::EACCES) => "a seccomp filter, or kernel.io_uring_disabled",
        Some(libc::ENOSYS) => "a kernel without io_uring, or a seccomp filter",
        Some(libc::ENOMEM) => "too little locked memory: ulimit -l",
        Some(libc::EINVAL) => "a kernel before Linux 6.0",
        _ => return format!("io_uring_setup: {error}"),
    };
    let name = std::io::Error::from_raw_os_error(error.raw_os_error().unwrap_or(0)).to_string();
    let name = name.split(" (os error").next().unwrap_or_default();
    format!("io_uring_setup: {name} ({hint})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for backend in [Backend::Auto, Backend::Uring, Backend::Poll] {
            assert_eq!(backend.to_string().parse(), Ok(backend));
        }
        assert!("iouring".parse::<Backend>().is_err());
    }

    #[test]
    fn a_host_that_forbids_rings_is_told_why() {
        // A seccomp filter holds for the thread that installs it, as a container runtime's does for all.
        let probe = std::thread::scope(|scope| {
            let forbidden = scope.spawn(|| {
                crate::system_calls::forbid_uring().expect("an unprivileged thread may restrict itself");
                probe_uring()
            });
            forbidden.join().expect("no panic")
        });
        let reason = probe.expect_err("forbidden").to_string();
        assert_eq!(
            reason,
            "io_uring_setup: Operation not permitted (a seccomp filter, or kernel.io_uring_disabled)"
        );
    }
}
