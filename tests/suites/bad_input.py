"""The cases of the bad-input suite: each is a function that raises when the broker does the wrong thing."""
import os
import resource
import socket
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'lib'))
import wire

port = broker = None
UNSUPPORTED_VERSION, CORRUPT_MESSAGE, INVALID_RECORD, SECURITY_DISABLED = 35, 2, 87, 54


def connect(**options):
    return wire.Connection(port, **options)


def resident_mib():
    with open(f'/proc/{broker}/status') as status:
        return next(int(line.split()[1]) for line in status if line.startswith('VmRSS')) / 1024


def fresh_topic(name):
    connection = connect()
    wire.create_topic(connection, name)
    return connection


def still_serves(topic='still-serves'):
    connection = connect()
    try:
        wire.create_topic(connection, topic)
    except AssertionError:
        pass                                                                    # it exists already
    code, _ = wire.produce_outcome(connection.ask(wire.PRODUCE, 7, wire.produce_body(topic, 0, wire.batch([b'x']))), topic)
    assert code == 0, f'produce: error {code}'
    connection.close()


def frame_above_the_limit():
    before = resident_mib()
    for length in (100 * 1024 * 1024 + 1, 0x7fffffff, -1, -0x80000000):
        connection = connect()
        connection.socket.sendall(struct.pack('>i', length) + b'x' * 100)
        assert connection.closed(), f'length {length} is waited for'
    assert resident_mib() - before < 8, 'memory was spent on a length field'
    still_serves()


def large_frame_that_never_comes():
    before = resident_mib()
    connections = [connect() for _ in range(50)]
    for connection in connections:
        connection.socket.sendall(struct.pack('>i', 100 * 1024 * 1024) + b'\0\0\0\7' + b'x' * 100)
    still_serves()
    assert resident_mib() - before < 32, f'{resident_mib() - before:.0f} MiB were spent on 50 length fields'


def unknown_api_key():
    for key in (9999, -1, 32767):
        connection = connect()
        connection.send(key, 0, b'')
        assert connection.closed(), f'API key {key} is answered'
    still_serves()


def unknown_version():
    connection = connect()
    connection.send(wire.METADATA, 99, b'')
    assert connection.closed()
    still_serves()


def api_versions_above_ours():
    connection = connect()
    response = connection.ask(wire.API_VERSIONS, 99, b'\0')                  # version 3 and up end their header with tags
    code, count = struct.unpack('>hi', response[:6])
    assert code == UNSUPPORTED_VERSION and count >= 1, (code, count)
    ranges = {key: (low, high) for key, low, high in struct.iter_unpack('>hhh', response[6:6 + 6 * count])}
    low, high = ranges[wire.API_VERSIONS]
    assert low == 0 and high >= 3
    response = connection.ask(wire.API_VERSIONS, 0, b'')                        # the connection lives
    code, count = struct.unpack('>hi', response[:6])
    assert code == 0
    for key, low, high in struct.iter_unpack('>hhh', response[6:6 + 6 * count]):
        assert low <= high, f'key {key}: {low} > {high}'


def produce_of_old_message_sets():
    for version in (0, 1, 2):
        connection = connect()
        body = struct.pack('>hii', 1, 1000, 1) + wire.text('old') + struct.pack('>iii', 1, 0, 0)
        response = connection.ask(wire.PRODUCE, version, body)
        code, = struct.unpack('>h', response[4 + 2 + 3 + 4 + 4:][:2])
        assert code == UNSUPPORTED_VERSION, f'version {version}: error {code}'


def wrong_batches():
    topic = 'wrong-batches'
    connection = fresh_topic(topic)
    good = wire.batch([b'one', b'two'])
    cases = {
        'checksum': wire.batch([b'one'], crc=1),
        'magic 3': wire.batch([b'one'], magic=3),
        'magic 1': wire.batch([b'one'], magic=1),
        'count': wire.batch([b'one', b'two'], count=3),
        'no records': wire.batch([], count=0),
        'negative count': wire.batch([b'one'], count=-1),
        'too long': wire.batch([b'one'], length=1000),
        'too short': wire.batch([b'one'], length=20),
        'negative length': wire.batch([b'one'], length=-5),
        'control bit': wire.batch([b'one'], attributes=1 << 5),
        'cut': good[:-3],
        'trailing': good + b'\0\0\0',
        'second one wrong': good + wire.batch([b'one'], crc=1),
        'empty': b'',
        'unknown codec': wire.batch([b'one'], attributes=7),
    }
    for what, records in cases.items():
        response = connection.ask(wire.PRODUCE, 7, wire.produce_body(topic, 0, records))
        code, offset = wire.produce_outcome(response, topic)
        if what == 'empty' and code == 0:
            continue                                                            # nothing to write, nothing written
        assert code != 0, f'{what}: was taken at {offset}'
    code, offset = wire.produce_outcome(connection.ask(wire.PRODUCE, 7, wire.produce_body(topic, 0, good)), topic)
    assert (code, offset) == (0, 0), f'after all that: error {code}, offset {offset}; something of it was written'


def acks_0_error_closes():
    topic = 'acks-0-error'
    connection = fresh_topic(topic)
    connection.send(wire.PRODUCE, 7, wire.produce_body(topic, 0, wire.batch([b'one'], crc=1), acks=0))
    assert connection.closed()


def invalid_acks():
    topic = 'invalid-acks'
    connection = fresh_topic(topic)
    code, _ = wire.produce_outcome(connection.ask(wire.PRODUCE, 7, wire.produce_body(topic, 0, wire.batch([b'x']), acks=2)), topic)
    assert code == 21, f'acks=2: error {code}'


def malformed_bodies():
    """Counts and lengths that promise more than there is: closed or refused, no memory spent."""
    before = resident_mib()
    huge = struct.pack('>i', 0x7ffffff0)
    for key, version, body in [
            (wire.METADATA, 1, huge), (wire.METADATA, 1, struct.pack('>i', 5) + b'\x7f\xff'),
            (wire.PRODUCE, 7, wire.text(None) + struct.pack('>hi', 1, 1000) + huge),
            (wire.PRODUCE, 7, wire.text(None) + struct.pack('>hii', 1, 1000, 1) + wire.text('t') + huge),
            (wire.FETCH, 4, struct.pack('>iiiib', -1, 0, 0, 0, 0) + huge),
            (wire.CREATE_TOPICS, 2, huge), (wire.METADATA, 9, b'\0' + b'\xff\xff\xff\xff\x0f'), (wire.METADATA, 1, b'')]:
        connection = connect()
        connection.send(key, version, body)
        assert connection.closed(), f'key {key} version {version} {body!r}'
    assert resident_mib() - before < 8
    still_serves()


def acls_are_disabled():
    connection = connect()
    # DescribeAcls v1: any resource type, no name, any pattern, no principal, no host, any operation, any permission.
    body = struct.pack('>b', 1) + wire.text(None) + struct.pack('>b', 1) + wire.text(None) + wire.text(None) + struct.pack('>bb', 1, 1)
    response = connection.ask(29, 1, body)
    code, = struct.unpack('>h', response[4:6])
    assert code == SECURITY_DISABLED, f'error {code}'


def ten_thousand_silent_connections():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 12000), hard))
    before = resident_mib()
    count = min(10_000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200)
    # Several loopback addresses: one address has not enough ports for sure.
    silent = []
    for index in range(count):
        connection = socket.socket()
        connection.bind((f'127.0.0.{2 + index % 8}', 0))
        connection.connect(('127.0.0.1', port))
        silent.append(connection)
    still_serves()
    spent = resident_mib() - before
    assert count >= 9_000, f'only {count} descriptors are allowed here'
    assert spent < 200, f'{spent:.0f} MiB for {count} silent connections'
    print(f'{count} connections, {spent:.1f} MiB')


def client_that_never_reads():
    topic = 'never-reads'
    connection = fresh_topic(topic)
    big = wire.batch([b'x' * 900_000])
    for _ in range(20):
        code, _ = wire.produce_outcome(connection.ask(wire.PRODUCE, 7, wire.produce_body(topic, 0, big)), topic)
        assert code == 0
    before = resident_mib()
    deaf = [connect() for _ in range(20)]
    for one in deaf:
        one.socket.settimeout(0.2)
        try:
            for _ in range(500):
                one.send(wire.FETCH, 4, wire.fetch_body(topic, 0, 0, bytes_max=20 << 20))
                one.send(wire.METADATA, 1, struct.pack('>i', -1))
        except TimeoutError:
            pass                                                                # the broker stopped reading: so it should
    for _ in range(50):
        still_serves()
    spent = resident_mib() - before
    assert spent < 64, f'{spent:.0f} MiB for 20 clients that do not read'
    print(f'{spent:.1f} MiB')


def half_a_request_then_gone():
    for cut in range(0, 60, 7):
        connection = connect()
        whole = struct.pack('>ihhi', 54, wire.METADATA, 1, 1) + wire.text('wire.py') + struct.pack('>i', -1) + b'\0' * 40
        connection.socket.sendall(whole[:cut])
        connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        connection.close()
    still_serves()


def full_disk(small):
    topic = 'full-disk'
    connection = fresh_topic(topic)
    big = wire.batch([b'x' * 500_000])
    written = 0
    while True:
        code, offset = wire.produce_outcome(connection.ask(wire.PRODUCE, 7, wire.produce_body(topic, 0, big)), topic)
        if code != 0:
            break
        assert offset == written
        written += 1
        assert written < 60, 'the disk never became full'
    # Errors by which every client tries again: NOT_ENOUGH_REPLICAS, NOT_LEADER_OR_FOLLOWER, KAFKA_STORAGE_ERROR, ...
    assert code in (3, 6, 7, 19, 20, 56), f'error {code} is not a retriable one'
    code, _, records = wire.fetch_outcome(connection.ask(wire.FETCH, 4, wire.fetch_body(topic, 0, 0)), topic)
    assert code == 0 and len(records) >= 500_000, f'fetch on a full disk: error {code}, {len(records)} bytes'
    room = os.statvfs(small)
    # Room comes back as it would from retention or an operator: the file system grows.
    os.system(f'mount -o remount,size=64m {small}')
    code, offset = wire.produce_outcome(connection.ask(wire.PRODUCE, 7, wire.produce_body(topic, 0, big)), topic)
    assert (code, offset) == (0, written), f'with room again: error {code}, offset {offset} (of {written}), {room.f_bavail} blocks were left'
    print(f'{written} batches, then refused, then taken again')


CASES = [frame_above_the_limit, large_frame_that_never_comes, unknown_api_key, unknown_version, api_versions_above_ours,
         produce_of_old_message_sets, wrong_batches, acks_0_error_closes, invalid_acks, malformed_bodies, acls_are_disabled,
         half_a_request_then_gone, client_that_never_reads, ten_thousand_silent_connections]

if __name__ == '__main__':
    if sys.argv[1] == 'list':
        print(*(case.__name__ for case in CASES))
    else:
        port, broker = int(sys.argv[2]), int(sys.argv[3])
        globals()[sys.argv[1]](*sys.argv[4:])
