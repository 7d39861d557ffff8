"""Clients on a network of their own, whose only way to the broker is a link with the rate of another.

```text
broker's side (this machine's own network)          clients' side (a network namespace)
    10.213.N.1  veth, tbf ───────────────────────────── veth, tbf  10.213.N.2
```
Each end slows what it sends, so the link is full duplex. The kernel's queue counts the bytes of a frame without what only
copper sees (preamble, checksum, gap), so the rate is set that much lower. No delay is added: that of a real link and switch,
0.05 to 0.1 ms there and back, is missing.
"""
import contextlib
import os
import subprocess

from .tools import CannotEmulate, run_tool

# Megabits per second on the wire.
NETWORKS = {'1gbe': 1000, '10gbe': 10_000}
FRAME_BYTES, FRAME_BYTES_ON_WIRE, PAYLOAD_BYTES = 1514, 1538, 1448
# A millisecond at 1 Gbit/s; at least what one segmentation-offloaded packet is, or the queue cuts each into frames.
BURST_BYTES = 128 << 10
# As much as a switch keeps for a port.
QUEUE_BYTES = 1 << 20


class EmulatedNetwork:
    """Is there while it is entered. The prefixes are words to be put before a command that shall run on that side."""

    def __init__(self, megabits_per_second):
        self.megabits_per_second = megabits_per_second
        self.namespace = namespace_of(os.getpid())
        self.link, self.peer = f'rlb{os.getpid()}', f'rlc{os.getpid()}'
        self.client_prefix = ['nsenter', f'--net=/run/netns/{self.namespace}']
        self.broker_prefix = ['nsenter', f'--net=/proc/{os.getpid()}/ns/net']
        self.undo = contextlib.ExitStack()

    def __str__(self):
        return f'{self.megabits_per_second:g} Mbit/s each way'

    @property
    def payload_mb_per_second(self):
        """What a stream of TCP gets through it."""
        return self.megabits_per_second / 8 * PAYLOAD_BYTES / FRAME_BYTES_ON_WIRE

    def __enter__(self):
        net = free_net()
        self.broker_host = f'{net}.1'
        with contextlib.ExitStack() as undo:
            ip('netns', 'add', self.namespace)
            undo.callback(delete_namespace, self.namespace)
            ip('link', 'add', self.link, 'type', 'veth', 'peer', 'name', self.peer, 'netns', self.namespace)
            undo.callback(delete_link, self.link)
            ip('addr', 'add', f'{net}.1/30', 'dev', self.link)
            ip('link', 'set', self.link, 'up')
            ip('-n', self.namespace, 'addr', 'add', f'{net}.2/30', 'dev', self.peer)
            ip('-n', self.namespace, 'link', 'set', self.peer, 'up')
            ip('-n', self.namespace, 'link', 'set', 'lo', 'up')
            self.slow_down('dev', self.link)
            self.slow_down('dev', self.peer, inside=['-n', self.namespace])
            self.undo = undo.pop_all()
        return self

    def __exit__(self, *_):
        self.undo.close()

    def slow_down(self, *device, inside=()):
        kilobits = self.megabits_per_second * 1000 * FRAME_BYTES / FRAME_BYTES_ON_WIRE
        run_tool('a slow network', 'tc', *inside, 'qdisc', 'add', *device, 'root', 'tbf', 'rate', f'{kilobits:.0f}kbit',
                 'burst', str(BURST_BYTES), 'limit', str(QUEUE_BYTES))


def namespace_of(pid):
    return f'ringlog-clients-{pid}'


def ip(*words):
    return run_tool('a slow network', 'ip', *words)


def free_net():
    taken = ip('-o', '-4', 'addr')
    for number in range(1, 255):
        if f'10.213.{number}.' not in taken:
            return f'10.213.{number}'
    raise CannotEmulate('a slow network: all of 10.213.0.0/16 is taken')


def delete_link(link):
    # Its other end goes with it, and at once: that of a namespace lives on while a process is in it.
    subprocess.run(['ip', 'link', 'delete', link], check=False)


def delete_namespace(namespace):
    subprocess.run(['ip', 'netns', 'delete', namespace], check=False)
