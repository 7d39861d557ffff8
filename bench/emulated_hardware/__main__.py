"""bench/hardware: the command line."""
import argparse
import contextlib
import json
import os
import shutil
import sys

from . import disk_figures, leftovers, network_figures
from .command import Interrupted, Interruption, adopt_orphans, end_all_children, run
from .disk import DISKS, DiskSpec, EmulatedDisk
from .network import NETWORKS, EmulatedNetwork
from .tools import CannotEmulate

DESCRIPTION = """Runs a command on emulated hardware: its data on a slow disk, its clients behind a slow network.

The disk is a file behind a loop device with ext4 on it, whose bytes and operations per second the kernel limits (blkio). The
network is a veth pair between this machine and a network namespace, with a token bucket at each end. What is emulated is a
rate, not a device: a single operation can be faster than a disk's head ever was, and the link has no delay.

First the emulated devices' own figures are printed; a device that does more than it should ends the run with exit status 1,
as does anything that this kernel cannot emulate. Afterwards, and on Ctrl-C, everything is removed, and what the command has
left running is ended. Needs root."""

EXAMPLES = """These words of the command are replaced, and the same stands in its environment:
  {data}            EMULATED_DATA_DIR        a folder on the slow disk
  {broker_host}     EMULATED_BROKER_HOST     the address on which brokers listen for the clients' side
  {client_prefix}   EMULATED_CLIENT_PREFIX   what to put before a command that shall run on the clients' side
  {broker_prefix}   EMULATED_BROKER_PREFIX   what to put before a command that shall run on the broker's side
  (and EMULATED_DISK, EMULATED_NETWORK: what is emulated, for reports)
A prefix as a word of its own becomes several words, or none without a network; within a word, as in
--client-prefix={client_prefix}, it stays one.

Examples:
  bench/hardware figures --disk 7200rpm --network 1gbe
  bench/hardware run --disk 7200rpm --network 1gbe -- bash
  bench/hardware run --disk 7200rpm --disk-gib 60 --network 1gbe -- \\
    bench/growing-data --gib 50 --data-dir {data} --broker-host {broker_host} --client-prefix={client_prefix}
  bench/hardware clean"""


def parse():
    parser = argparse.ArgumentParser(prog='bench/hardware', description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    default_work = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), 'target', 'emulated-hardware')
    parser.add_argument('--work', default=default_work, help='where the disk\'s image is kept while it runs (target/emulated-hardware)')
    actions = parser.add_subparsers(dest='action', required=True)
    for name, what in (('run', 'run a command on it'), ('figures', 'print its figures only')):
        action = actions.add_parser(name, help=what, description=DESCRIPTION, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
        hardware_options(action)
        if name == 'run':
            action.add_argument('--side', choices=['broker', 'clients'], default='broker', help='on which side of the network the command runs (broker)')
            action.add_argument('--no-figures', action='store_true', help='do not measure the devices first')
            action.add_argument('command', nargs='+', metavar='-- COMMAND', help='the command, after --')
    actions.add_parser('clean', help='remove what a run that was killed has left')
    return parser.parse_args()


def hardware_options(action):
    action.add_argument('--disk', choices=[*DISKS, 'none'], default='7200rpm', help='which disk (7200rpm: %s)' % DISKS['7200rpm'])
    action.add_argument('--disk-mb', type=positive, metavar='MB', help='its rate in MB/s, read and write, instead')
    action.add_argument('--disk-iops', type=int, metavar='N', help='its operations per second instead; 0 is no limit')
    action.add_argument('--disk-gib', type=positive, default=8.0, metavar='GIB', help='its size (8)')
    action.add_argument('--unwritten-mib', type=int, metavar='MIB', help='how much the kernel lets wait in memory for this disk, as on a machine with '
                        'less memory; without it the first GiB written go to memory at memory\'s speed')
    action.add_argument('--network', choices=[*NETWORKS, 'none'], default='1gbe', help='which network (1gbe)')
    action.add_argument('--network-mbit', type=positive, metavar='MBIT', help='its rate in Mbit/s instead')
    action.add_argument('--seconds', type=int, default=4, help='how long each figure of the disk is measured (4)')
    action.add_argument('--no-fio', action='store_true', help='measure the disk by loops of our own, where fio is not wanted')
    action.add_argument('--json', metavar='FILE', help='write the figures there too')


def positive(text):
    value = float(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f'{text} is not above 0')
    return value


def main():
    options = parse()
    if os.geteuid() != 0:
        print('hardware: loop devices, mounts and network namespaces need root: run it with sudo', file=sys.stderr)
        return 1
    os.makedirs(options.work, exist_ok=True)
    interruption = Interruption()
    try:
        cleaned = leftovers.clean(options.work)
        if cleaned or options.action == 'clean':
            print(f'removed what {cleaned} killed runs had left')
        return 0 if options.action == 'clean' else on_hardware(options, interruption)
    except CannotEmulate as error:
        if interruption.signal is not None:                     # a tool that got the terminal's Ctrl-C as well
            return 128 + interruption.signal
        print(f'hardware: cannot emulate {error}', file=sys.stderr)
        return 1
    except Interrupted:
        return 128 + interruption.signal


def on_hardware(options, interruption):
    """Makes the devices, measures them, runs the command, and takes everything down again."""
    folder = leftovers.folder_of(options.work, os.getpid())
    adopt_orphans()
    with contextlib.ExitStack() as undo:
        os.mkdir(folder)
        undo.callback(shutil.rmtree, folder)
        network = network_of(options)
        if network:
            undo.enter_context(network)
        interruption.check()
        disk = EmulatedDisk(disk_spec(options), options.disk_gib, folder, options.unwritten_mib) if options.disk != 'none' else None
        if disk:
            undo.enter_context(disk)
        undo.callback(end_all_children)
        interruption.check()
        if not getattr(options, 'no_figures', False):
            print_figures(options, disk, network, interruption)
        if options.action == 'figures':
            return 0
        return run_command(options, disk, network, folder, interruption)


def disk_spec(options):
    spec = DISKS[options.disk]
    operations = spec.operations_per_second if options.disk_iops is None else options.disk_iops
    return DiskSpec(options.disk_mb or spec.mb_per_second, operations)


def network_of(options):
    if options.network == 'none' and not options.network_mbit:
        return None
    return EmulatedNetwork(options.network_mbit or NETWORKS[options.network])


def print_figures(options, disk, network, interruption):
    found = {}
    if disk:
        found['disk'] = print_disk_figures(options, disk, interruption)
    if network:
        found['network'] = print_network_figures(network)
        interruption.check()
    if options.json:
        with open(options.json, 'w') as file:
            json.dump(found, file, indent=2)


def print_disk_figures(options, disk, interruption):
    with_fio = not options.no_fio and disk_figures.find_fio()
    by = 'fio' if with_fio else 'loops of our own'
    print(f'disk: emulated, {disk.spec}, {options.disk_gib:g} GiB of ext4 on {disk.device}; blkio version {disk.throttle.version}; measured by {by}')
    figures = measure_disk(options, disk, with_fio, interruption)
    if excess(disk.spec, figures) > EXCESS_MAX:
        print('  faster than asked; again with both limits as they are, for a kernel that does not add their waits')
        disk.set_limits(are_added=False)
        figures = measure_disk(options, disk, with_fio, interruption)
    check_disk(disk.spec, figures)
    return {'emulated': str(disk.spec), 'measured by': by,
            'figures': [{'work': one.work.name, 'mb_per_second': one.mb_per_second, 'operations_per_second': one.operations_per_second,
                         'median_ms': one.median_ms, 'p99_ms': one.p99_ms} for one in figures]}


# What a measurement may be above the limit: the first slice of the throttle is free.
EXCESS_MAX = 1.2
# Below this share of the rate it is this machine's own disk that is measured.
SHARE_MIN = 0.8


def measure_disk(options, disk, with_fio, interruption):
    figures = []
    for figure in disk_figures.measure(disk, options.seconds, with_fio):
        print(f'  {figure.work.name:52} {figure.mb_per_second:7.1f} MB/s {figure.operations_per_second:7.0f}/s'
              f'   p50 {figure.median_ms:7.2f} ms   p99 {figure.p99_ms:7.2f} ms', flush=True)
        interruption.check()
        figures.append(figure)
    return figures


def excess(spec, figures):
    return max(figure.excess(spec) for figure in figures)


def check_disk(spec, figures):
    if excess(spec, figures) > EXCESS_MAX:
        raise CannotEmulate(f'a slow disk: what was measured is up to {excess(spec, figures):.1f} times what a disk of {spec} does: '
                            'this kernel does not slow it')
    best = max(figure.mb_per_second for figure in figures)
    if best < SHARE_MIN * spec.mb_per_second:
        print(f'  slower than asked: {best:.0f} of {spec.mb_per_second:g} MB/s: the limit is this machine\'s own disk')


def print_network_figures(network):
    figures = network_figures.measure(network, None)
    limit = network.payload_mb_per_second
    print(f'network: emulated, {network}, of which TCP gets {limit:.1f} MB/s; no delay added')
    print(f'  one connection: {figures.to_broker_mb_per_second:.1f} MB/s to the broker, {figures.to_clients_mb_per_second:.1f} MB/s to the clients;'
          f' one byte there and back: p50 {figures.median_ms:.3f} ms, p99 {figures.p99_ms:.3f} ms', flush=True)
    if max(figures.to_broker_mb_per_second, figures.to_clients_mb_per_second) > EXCESS_MAX * limit:
        raise CannotEmulate(f'a slow network: it is faster than {network}: this kernel does not slow it')
    return {'emulated': str(network), **vars(figures)}


def run_command(options, disk, network, folder, interruption):
    data = disk.data if disk else f'{folder}/data'
    os.makedirs(data, exist_ok=True)
    places = {'data': [data], 'broker_host': [network.broker_host if network else '127.0.0.1'],
              'client_prefix': network.client_prefix if network else [], 'broker_prefix': network.broker_prefix if network else []}
    words = [*(network.client_prefix if network and options.side == 'clients' else []), *replaced(options.command, places)]
    environment = dict(os.environ, EMULATED_DATA_DIR=data, EMULATED_BROKER_HOST=places['broker_host'][0],
                       EMULATED_CLIENT_PREFIX=' '.join(places['client_prefix']), EMULATED_BROKER_PREFIX=' '.join(places['broker_prefix']),
                       EMULATED_DISK=str(disk.spec) if disk else '', EMULATED_NETWORK=str(network) if network else '')
    try:
        return run(words, environment, disk.join if disk else None, interruption)
    except OSError as error:
        print(f'hardware: {options.command[0]}: {error.strerror}', file=sys.stderr)
        return 127


def replaced(words, places):
    for word in words:
        if word[1:-1] in places and word == f'{{{word[1:-1]}}}':
            yield from places[word[1:-1]]
            continue
        for name, value in places.items():
            word = word.replace(f'{{{name}}}', ' '.join(value))
        yield word


if __name__ == '__main__':
    sys.exit(main())
