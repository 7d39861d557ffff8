"""A disk with the rate and the operations per second of another: a file behind a loop device, with ext4 on it, throttled."""
import contextlib
import dataclasses
import os
import subprocess
import sys
import time

from .throttle import NO_LIMIT, find_throttle
from .tools import CannotEmulate, run_tool, write_setting

GIB = 1 << 30
# What is left free on the file system that holds the image.
SPARE_BYTES = GIB
# The throttle counts requests: with the usual 128 KiB of read-ahead, 150 of them a second would be 20 MB/s.
READ_AHEAD_KIB = 1024
IMAGE_BLOCK_BYTES = 4 << 20


@dataclasses.dataclass(frozen=True)
class DiskSpec:
    """`operations_per_second` 0: only the rate is limited."""
    mb_per_second: float
    operations_per_second: int

    def __str__(self):
        operations = f', {self.operations_per_second} operations/s' if self.operations_per_second else ''
        return f'{self.mb_per_second:g} MB/s{operations}'


# A 7200 rpm disk of the slides' time: its outer tracks, and what its head does with a queue to choose from.
DISKS = {'7200rpm': DiskSpec(150, 150)}


class EmulatedDisk:
    """Is there while it is entered; `data` is the folder on it."""

    def __init__(self, spec, size_gib, folder, unwritten_mib=None):
        self.spec, self.size_bytes, self.folder, self.unwritten_mib = spec, int(size_gib * GIB), folder, unwritten_mib
        self.image, self.mount_point = image_of(folder), mount_point_of(folder)
        self.data = f'{self.mount_point}/data'
        self.undo = contextlib.ExitStack()

    def __enter__(self):
        with contextlib.ExitStack() as undo:
            self.make_image(undo)
            self.device = run_tool('a slow disk', 'losetup', '--direct-io=on', '--show', '--find', self.image)
            undo.callback(detach, self.device)
            # Without discard: it would give the image's space back to its file system.
            run_tool('a slow disk', 'mkfs.ext4', '-q', '-F', '-m', '0', '-E', 'nodiscard,lazy_itable_init=0,lazy_journal_init=0', self.device)
            os.makedirs(self.mount_point)
            run_tool('a slow disk', 'mount', self.device, self.mount_point)
            undo.callback(unmount, self.mount_point)
            # Not its root: that holds lost+found, which Kafka takes for a log.
            os.mkdir(self.data)
            self.slow_down(undo)
            self.undo = undo.pop_all()
        return self

    def __exit__(self, *_):
        self.undo.close()

    def make_image(self, undo):
        room = os.statvfs(self.folder)
        free = room.f_bavail * room.f_frsize - SPARE_BYTES
        if free < self.size_bytes:
            raise CannotEmulate(f'a disk of {self.size_bytes / GIB:g} GiB: {self.folder} has room for {max(free, 0) / GIB:.1f} GiB (--disk-gib)')
        undo.callback(lambda: os.path.exists(self.image) and os.remove(self.image))
        # Written, not only reserved: the first write to a reserved block costs the file system below more than a later one.
        blocks = -(-self.size_bytes // IMAGE_BLOCK_BYTES)
        run_tool('a slow disk', 'dd', 'if=/dev/zero', f'of={self.image}', f'bs={IMAGE_BLOCK_BYTES}', f'count={blocks}', 'oflag=direct')

    def slow_down(self, undo):
        name = os.path.basename(self.device)
        queue = f'/sys/block/{name}/queue'
        self.number = device_number(name)
        set_until_undone(undo, f'{queue}/read_ahead_kb', READ_AHEAD_KIB)
        if self.unwritten_mib:
            # `strict`, or the kernel counts it only when half of all memory that may be unwritten is.
            set_until_undone(undo, f'/sys/class/bdi/{self.number}/strict_limit', 1)
            set_until_undone(undo, f'/sys/class/bdi/{self.number}/max_ratio', 100)
            write_setting('a slow disk', f'/sys/class/bdi/{self.number}/max_bytes', str(self.unwritten_mib << 20))
        self.throttle = find_throttle(os.path.basename(self.folder))
        undo.callback(self.throttle.unlimit, self.number)
        with open(f'{queue}/max_sectors_kb') as largest:
            self.request_bytes_max = int(largest.read()) << 10
        self.set_limits(are_added=True)

    def set_limits(self, are_added):
        """Some kernels (6.18) make a request wait for its bytes *and then* for its turn, others for the longer of the two.

        Where the waits are added, the limit on bytes is set so much higher that the largest request takes, both waits
        together, the time that the disk's rate gives it: 1.25 MiB at 150 MB/s are 8.7 ms, of which 150 operations/s take
        6.7 ms, so its bytes have to be there in 2 ms.
        """
        bytes_per_second, operations = self.spec.mb_per_second * 1e6, self.spec.operations_per_second
        if are_added and operations:
            seconds = self.request_bytes_max / bytes_per_second - 1 / operations
            bytes_per_second = self.request_bytes_max / seconds if seconds > 0 else NO_LIMIT
        self.throttle.limit(self.number, bytes_per_second, operations)

    def join(self):
        self.throttle.join()


def set_until_undone(undo, path, value):
    """A loop device keeps its settings when its file has gone, for the next one."""
    try:
        with open(path) as setting:
            before = setting.read().strip()
    except OSError as error:
        raise CannotEmulate(f'a slow disk: {path}: {error.strerror}') from error
    undo.callback(write_setting, 'a slow disk', path, before)
    write_setting('a slow disk', path, str(value))


def image_of(folder):
    return f'{folder}/disk.img'


def mount_point_of(folder):
    return f'{folder}/disk'


def device_number(name):
    with open(f'/sys/block/{name}/dev') as number:
        return number.read().strip()


def detach(device):
    # Without its number the limit would slow the next device that gets it: the throttle is undone before this.
    subprocess.run(['losetup', '--detach', device], check=False)


def unmount(mount_point):
    """What a process that has just ended had open is closed a moment later."""
    for _ in range(50):
        done = subprocess.run(['umount', mount_point], capture_output=True, text=True)
        if done.returncode == 0:
            return
        time.sleep(0.1)
    print(f'hardware: {done.stderr.strip()}; it goes when its last user has ended', file=sys.stderr)
    subprocess.run(['umount', '--lazy', mount_point], check=False)
