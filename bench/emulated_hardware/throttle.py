"""A limit on bytes and operations per second of one block device, by the kernel's block I/O controller.

Version 1 of control groups slows what the *root* group does: buffered writes reach the disk from the kernel's flusher threads,
which are in no other group, so a group of its own would slow direct I/O only. Version 2 knows whose pages are written back,
where its io and memory controllers are both on: the command runs in a group of its own there. A filesystem's journal is
written by the kernel's own thread and is not slowed under version 2.
"""
import os

from .tools import CannotEmulate, run_tool, write_setting

# Writing a limit of zero takes it away.
NO_LIMIT = 0


def mounted(kind, option=None):
    """Where a file system of this kind is mounted, if it is."""
    with open('/proc/mounts') as mounts:
        for line in mounts:
            _, folder, found, options, *_ = line.split()
            if found == kind and (option is None or option in options.split(',')):
                return folder
    return None


class RootGroupThrottle:
    """Version 1: limits of the root group."""

    version = 1

    def __init__(self, folder):
        self.folder = folder

    def limit(self, device, bytes_per_second, operations_per_second):
        """Sets both limits for reads and for writes; zero is no limit. `device` is MAJOR:MINOR."""
        for direction in ('read', 'write'):
            for unit, value in (('bps', bytes_per_second), ('iops', operations_per_second)):
                path = f'{self.folder}/blkio.throttle.{direction}_{unit}_device'
                if not os.path.exists(path):
                    raise CannotEmulate(f'a slow disk: {path} is missing: a kernel without CONFIG_BLK_DEV_THROTTLING')
                write_setting('a slow disk', path, f'{device} {int(value)}')

    def unlimit(self, device):
        self.limit(device, NO_LIMIT, NO_LIMIT)

    def join(self):
        """Every process is in the root group or below it."""


class GroupThrottle:
    """Version 2: limits of a group for the command."""

    version = 2

    def __init__(self, root, name):
        self.root, self.folder = root, f'{root}/{name}'

    def limit(self, device, bytes_per_second, operations_per_second):
        write_setting('a slow disk', f'{self.root}/cgroup.subtree_control', '+io +memory')
        os.makedirs(self.folder, exist_ok=True)
        bytes_, operations = (int(value) or 'max' for value in (bytes_per_second, operations_per_second))
        write_setting('a slow disk', f'{self.folder}/io.max',
                      f'{device} rbps={bytes_} wbps={bytes_} riops={operations} wiops={operations}')

    def unlimit(self, _device):
        if os.path.isdir(self.folder):
            os.rmdir(self.folder)                               # all that was in it has ended

    def join(self):
        """Called in a new process before it becomes the command."""
        with open(f'{self.folder}/cgroup.procs', 'w') as members:
            members.write('0')


def find_throttle(name):
    """What this kernel offers; `name` is of the group that is made where one is needed."""
    folder = mounted('cgroup', 'blkio')
    if folder:
        return RootGroupThrottle(folder)
    unified = mounted('cgroup2')
    if unified:
        with open(f'{unified}/cgroup.controllers') as controllers:
            if {'io', 'memory'} <= set(controllers.read().split()):
                return GroupThrottle(unified, name)
    return RootGroupThrottle(mount_version_1())


def mount_version_1():
    """Mounts the controller where nobody has; it stays, as those that the system mounts."""
    with open('/proc/cgroups') as lines:
        is_built = any(line.split()[0] == 'blkio' and line.split()[3] == '1' for line in lines)
    if not is_built:
        raise CannotEmulate('a slow disk: this kernel has no blkio controller (CONFIG_BLK_CGROUP), nor io and memory of version 2')
    folder = '/sys/fs/cgroup/blkio'
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise CannotEmulate(f'a slow disk: {folder} for the blkio controller: {error.strerror}') from error
    run_tool('a slow disk', 'mount', '-t', 'cgroup', '-o', 'blkio', 'blkio', folder)
    return folder
