"""What the emulated disk itself does, measured before anything runs on it: by fio where it is, else by loops of our own."""
import dataclasses
import json
import mmap
import os
import random
import shutil
import subprocess
import time

from .tools import CannotEmulate

MIB = 1 << 20


@dataclasses.dataclass(frozen=True)
class Work:
    """One way to use a disk. `sync` is '' for none, 'each' after each write, 'end' after the last."""
    name: str
    is_read: bool
    is_random: bool
    block_bytes: int
    is_direct: bool
    sync: str


WORKS = [
    Work('sequential write, direct, 1 MiB', False, False, MIB, True, ''),
    Work('sequential write through the page cache, then fsync', False, False, MIB, False, 'end'),
    Work('sequential read through the page cache, cold', True, False, MIB, False, ''),
    Work('random read, direct, 4 KiB', True, True, 4096, True, ''),
    Work('random write of 4 KiB, each with fdatasync', False, True, 4096, False, 'each'),
]


@dataclasses.dataclass(frozen=True)
class Figure:
    work: Work
    mb_per_second: float
    operations_per_second: float
    median_ms: float
    p99_ms: float

    def excess(self, spec):
        """What it did more than the disk may: 1.0 is exactly the limit."""
        shares = [self.mb_per_second / spec.mb_per_second]
        # Of buffered I/O it is the kernel that decides what a request to the disk is.
        if spec.operations_per_second and (self.work.is_direct or self.work.sync == 'each'):
            shares.append(self.operations_per_second / spec.operations_per_second)
        return max(shares)


def measure(disk, seconds, with_fio):
    """The figures of `disk`, one by one, each in about so many seconds; its file is gone afterwards.

    The throttle works in slices of 0.1 s, of which the first is free: one second shows it.
    """
    path = f'{disk.mount_point}/figures'
    size = int(min(disk.spec.mb_per_second * 1e6 * seconds, disk.size_bytes / 4)) // MIB * MIB
    run = by_fio if with_fio else by_loop
    try:
        for work in WORKS:
            yield run(work, path, size, seconds, disk.join)
    finally:
        if os.path.exists(path):
            os.remove(path)


def by_fio(work, path, size, runtime, preexec):
    words = ['fio', '--output-format=json', '--name=figure', f'--filename={path}', f'--size={size}', f'--bs={work.block_bytes}',
             f'--rw={"rand" if work.is_random else ""}{"read" if work.is_read else "write"}', f'--direct={int(work.is_direct)}',
             '--ioengine=psync', '--invalidate=1', '--overwrite=0']
    words += {'': [], 'each': ['--fdatasync=1'], 'end': ['--end_fsync=1']}[work.sync]
    if work.is_random:
        words += [f'--runtime={runtime}', '--time_based']
    done = subprocess.run(words, capture_output=True, text=True, preexec_fn=preexec)
    if done.returncode != 0:
        raise CannotEmulate(f'measuring the disk: fio says: {" ".join(done.stderr.split())}')
    job = json.loads(done.stdout)['jobs'][0]
    side = job['read' if work.is_read else 'write']
    seconds = job['job_runtime'] / 1000
    latency = (job['sync'] if work.sync == 'each' else side)['lat_ns' if work.sync == 'each' else 'clat_ns']
    percentile = latency.get('percentile', {})
    return Figure(work, side['io_bytes'] / seconds / 1e6, side['total_ios'] / seconds,
                  percentile.get('50.000000', 0) / 1e6, percentile.get('99.000000', 0) / 1e6)


def by_loop(work, path, size, runtime, _preexec):
    """The same with one system call after the other."""
    flags = (os.O_RDONLY if work.is_read else os.O_RDWR | os.O_CREAT) | (os.O_DIRECT if work.is_direct else 0)
    block = mmap.mmap(-1, work.block_bytes)                     # aligned as direct I/O wants it
    block.write(os.urandom(work.block_bytes))
    file = os.open(path, flags)
    try:
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        return timed(work, file, block, size, runtime)
    finally:
        os.close(file)


def timed(work, file, block, size, runtime):
    blocks, times = size // work.block_bytes, []
    began = time.monotonic()
    while (time.monotonic() - began < runtime) if work.is_random else (len(times) < blocks):
        at = (random.randrange(blocks) if work.is_random else len(times)) * work.block_bytes
        before = time.monotonic()
        (os.preadv if work.is_read else os.pwritev)(file, [block], at)
        if work.sync == 'each':
            os.fdatasync(file)
        times.append(time.monotonic() - before)
    if work.sync == 'end':
        os.fsync(file)
    seconds = time.monotonic() - began
    times.sort()
    return Figure(work, len(times) * work.block_bytes / seconds / 1e6, len(times) / seconds,
                  times[len(times) // 2] * 1e3, times[len(times) * 99 // 100] * 1e3)


def find_fio():
    """Whether fio is here, after trying to install it."""
    if shutil.which('fio') is None and shutil.which('apt-get'):
        print('installing fio, to measure the emulated disk', flush=True)
        environment = dict(os.environ, DEBIAN_FRONTEND='noninteractive')
        words = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'fio']
        subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return shutil.which('fio') is not None
