"""Kafka requests by hand, for tests that need to say exactly which bytes are sent, and when. Only old, inflexible versions."""
import socket
import struct
import time

import crc32c

PRODUCE, FETCH, METADATA, API_VERSIONS, CREATE_TOPICS = 0, 1, 3, 18, 19


def text(value):
    return struct.pack('>h', -1) if value is None else struct.pack('>h', len(value)) + value.encode()


def varint(value):
    value = (value << 1) ^ (value >> 63)
    out = bytearray()
    while value & ~0x7f:
        out.append((value & 0x7f) | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def record(offset_delta, value, key=b''):
    body = b'\0' + varint(0) + varint(offset_delta) + varint(len(key)) + key + varint(len(value)) + value + varint(0)
    return varint(len(body)) + body


def batch(values, magic=2, attributes=0, producer=(-1, -1, -1), crc=None, count=None, length=None):
    """A batch of uncompressed records; the keyword arguments are there to say something wrong on purpose."""
    now = int(time.time() * 1000)
    count = len(values) if count is None else count
    records = b''.join(record(i, value) for i, value in enumerate(values))
    checked = struct.pack('>hiqqqhii', attributes, len(values) - 1, now, now, *producer, count) + records
    crc = crc32c.crc32c(checked) if crc is None else crc
    body = struct.pack('>ibI', -1, magic, crc) + checked
    return struct.pack('>qi', 0, len(body) if length is None else length) + body


class Connection:
    def __init__(self, port, host='127.0.0.1', timeout=30):
        self.socket = socket.create_connection((host, port), timeout=timeout)
        self.correlation = 0

    def send(self, key, version, body):
        self.correlation += 1
        header = struct.pack('>hhi', key, version, self.correlation) + text('wire.py')
        self.socket.sendall(struct.pack('>i', len(header) + len(body)) + header + body)
        return self.correlation

    def exactly(self, count):
        parts = bytearray()
        while len(parts) < count:
            part = self.socket.recv(count - len(parts))
            if not part:
                raise EOFError('the broker closed the connection')
            parts += part
        return bytes(parts)

    def receive(self):
        """The next response: its correlation id and its body."""
        length, = struct.unpack('>i', self.exactly(4))
        frame = self.exactly(length)
        return struct.unpack('>i', frame[:4])[0], frame[4:]

    def ask(self, key, version, body):
        correlation = self.send(key, version, body)
        answered, response = self.receive()
        assert answered == correlation, f'answer {answered} to request {correlation}'
        return response

    def closed(self):
        """Whether the broker closed the connection (waits for it as long as the timeout)."""
        try:
            return self.socket.recv(1) == b''
        except ConnectionError:
            return True

    def close(self):
        self.socket.close()


def produce_body(topic, partition, records, acks=-1):
    return (text(None) + struct.pack('>hii', acks, 30000, 1) + text(topic)
            + struct.pack('>iii', 1, partition, len(records)) + records)


def produce_outcome(response, topic):
    """(error code, base offset) of a Produce v3..v7 response for one partition."""
    position = 4 + 2 + len(topic) + 4 + 4
    return struct.unpack('>hq', response[position:position + 10])


def create_topic(connection, topic, partitions=1, configs=()):
    body = struct.pack('>i', 1) + text(topic) + struct.pack('>ihi', partitions, 1, 0) + struct.pack('>i', len(configs))
    for name, value in configs:
        body += text(name) + text(value)
    response = connection.ask(CREATE_TOPICS, 2, body + struct.pack('>ib', 30000, 0))
    code, = struct.unpack('>h', response[4 + 4 + 2 + len(topic):][:2])
    assert code == 0, f'create {topic}: error {code}'


def fetch_body(topic, partition, offset, bytes_max=1 << 20, wait_ms=500, min_bytes=1):
    return (struct.pack('>iiiib', -1, wait_ms, min_bytes, bytes_max, 0) + struct.pack('>i', 1) + text(topic)
            + struct.pack('>iiqi', 1, partition, offset, bytes_max))


def fetch_outcome(response, topic):
    """(error code, high watermark, records) of a Fetch v4 response for one partition."""
    position = 4 + 4 + 2 + len(topic) + 4 + 4
    code, high_watermark, _, aborted = struct.unpack('>hqqi', response[position:position + 22])
    position += 22 + max(aborted, 0) * 16
    length, = struct.unpack('>i', response[position:position + 4])
    return code, high_watermark, response[position + 4:position + 4 + max(length, 0)]
