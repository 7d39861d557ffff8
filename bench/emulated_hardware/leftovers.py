"""What a run left behind that was killed before it could clean up: a limit on a device number would slow whoever gets it next."""
import os
import re
import shutil
import subprocess

from .disk import detach, device_number, image_of, mount_point_of, unmount
from .network import delete_link, delete_namespace, namespace_of
from .throttle import find_throttle

FOLDER = re.compile(r'ringlog-hardware-(\d+)$')


def folder_of(work, pid):
    return f'{work}/ringlog-hardware-{pid}'


def clean(work):
    """Undoes what runs in `work` made whose process has ended. Answers how many there were."""
    found = [(match[0], int(match[1])) for match in map(FOLDER.search, os.listdir(work)) if match]
    dead = [(name, pid) for name, pid in found if not os.path.exists(f'/proc/{pid}')]
    for name, pid in dead:
        clean_one(f'{work}/{name}', pid)
    return len(dead)


def clean_one(folder, pid):
    listed = subprocess.run(['losetup', '--associated', image_of(folder), '--output', 'NAME', '--noheadings'], capture_output=True, text=True)
    devices = listed.stdout.split()
    for device in devices:
        find_throttle(os.path.basename(folder)).unlimit(device_number(os.path.basename(device)))
    if os.path.ismount(mount_point_of(folder)):
        unmount(mount_point_of(folder))
    for device in devices:
        detach(device)
    if os.path.exists(f'/sys/class/net/rlb{pid}'):
        delete_link(f'rlb{pid}')
    if os.path.exists(f'/run/netns/{namespace_of(pid)}'):
        delete_namespace(namespace_of(pid))
    shutil.rmtree(folder)
