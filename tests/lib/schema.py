"""Kafka's messages in every version, by the schema tables in protocol/schema (its README says how to read them): a message is a
dict by field name; what a dict leaves out has its default."""
import os
import re
import struct
import uuid

TABLES = os.path.join(os.path.dirname(__file__), '../../protocol/schema')
FIXED = {'int8': '>b', 'int16': '>h', 'uint16': '>H', 'int32': '>i', 'uint32': '>I', 'int64': '>q', 'float64': '>d', 'bool': '>?'}
WITH_LENGTH = ('string', 'bytes', 'records')


class Versions:
    def __init__(self, text):
        first, _, last = text.rstrip('+').partition('-')
        self.none = text == 'none'
        self.first = 0 if self.none else int(first)
        self.last = int(last) if last else (10 ** 6 if text.endswith('+') else self.first)

    def __contains__(self, version):
        return not self.none and self.first <= version <= self.last


class Field:
    """One line of a table, and the lines below it."""

    def __init__(self, words):
        self.name, kind, versions, *rest = words
        self.is_array, self.kind = kind.startswith('[]'), kind.removeprefix('[]')
        self.versions, self.fields = Versions(versions), []
        self.null, self.tag, self.default = Versions('none'), None, None
        while rest:
            word = rest.pop(0)
            if word == 'null':
                self.null = Versions(rest.pop(0))
            elif word == 'tag':
                self.tag = int(rest.pop(0))
            elif word == 'default':
                self.default = rest.pop(0)

    def default_value(self, version):
        if self.default == 'null':
            return None
        if self.is_array:
            return []
        if self.kind in FIXED:
            return {'true': True, 'false': False, None: 0}.get(self.default) if self.default in ('true', 'false', None) else int(self.default, 0)
        empty = {'string': '', 'bytes': b'', 'records': b'', 'uuid': str(uuid.UUID(int=0))}
        if self.kind in empty:
            return empty[self.kind] if self.default is None else self.default
        return {field.name: field.default_value(version) for field in self.fields if version in field.versions}


class Message:
    def __init__(self, number, versions, flexible):
        self.number, self.versions, self.flexible, self.fields = number, versions, flexible, []

    def encode(self, version, values):
        out = bytearray()
        encode_fields(out, self.fields, version, version in self.flexible, values)
        return bytes(out)

    def decode(self, version, data):
        reader = Reader(data)
        values = decode_fields(reader, self.fields, version, version in self.flexible)
        assert reader.position == len(data), f'{len(data) - reader.position} bytes too many'
        return values


def parse(path):
    """All messages of a table by name."""
    messages, structs, parents = {}, {}, []
    for line in open(path):
        words, depth = line.split(), (len(line) - len(line.lstrip())) // 2
        if not words:
            continue
        if depth == 0:
            kind, *words = words
            number = int(words.pop(0)) if kind in ('request', 'response') else None
            name, _, versions, _, flexible = words
            message = messages[name] = Message(number, Versions(versions), Versions(flexible))
            structs, parents = {}, [message.fields]
        elif words[0] == 'struct':
            parents[depth:] = [structs.setdefault(words[1], [])]
        else:
            field = Field(words)
            field.fields = structs.setdefault(field.kind, []) if field.kind not in FIXED else []
            parents[depth - 1].append(field)
            parents[depth:] = [field.fields]
    return messages


def unsigned_varint(value):
    out = bytearray()
    while value > 0x7f:
        out.append(value & 0x7f | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def encode_length(out, kind, flexible, length):
    """`length` is None for null."""
    if flexible:
        out += unsigned_varint(0 if length is None else length + 1)
    else:
        out += struct.pack('>h' if kind == 'string' else '>i', -1 if length is None else length)


def encode_one(out, field, version, flexible, value):
    if field.kind in FIXED:
        out += struct.pack(FIXED[field.kind], value)
    elif field.kind == 'uuid':
        out += uuid.UUID(value).bytes
    elif field.kind in WITH_LENGTH:
        data = value.encode() if isinstance(value, str) else value
        encode_length(out, field.kind, flexible, None if data is None else len(data))
        out += data or b''
    else:
        if not field.is_array and not field.null.none:
            out += struct.pack('>b', -1 if value is None else 1)
            if value is None:
                return
        encode_fields(out, field.fields, version, flexible, value)


def encode_value(out, field, version, flexible, value):
    if not field.is_array:
        return encode_one(out, field, version, flexible, value)
    encode_length(out, 'array', flexible, None if value is None else len(value))
    for element in value or []:
        encode_one(out, field, version, flexible, element)


def encode_fields(out, fields, version, flexible, values):
    unknown = values.keys() - {field.name for field in fields}
    assert not unknown, f'no fields {unknown}'
    tagged = []
    for field in fields:
        if version not in field.versions:
            continue
        value = values.get(field.name, field.default_value(version))
        if field.tag is None:
            encode_value(out, field, version, flexible, value)
        elif value != field.default_value(version):
            data = bytearray()
            encode_value(data, field, version, flexible, value)
            tagged.append((field.tag, data))
    if flexible:
        out += unsigned_varint(len(tagged))
        for tag, data in sorted(tagged):
            out += unsigned_varint(tag) + unsigned_varint(len(data)) + data


class Reader:
    def __init__(self, data):
        self.data, self.position = data, 0

    def take(self, count):
        assert self.position + count <= len(self.data), 'the message ends early'
        self.position += count
        return self.data[self.position - count:self.position]

    def fixed(self, layout):
        return struct.unpack(layout, self.take(struct.calcsize(layout)))[0]

    def unsigned_varint(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7f) << shift
            if byte < 0x80:
                return value
            shift += 7

    def length(self, kind, flexible):
        """-1 for null."""
        return self.unsigned_varint() - 1 if flexible else self.fixed('>h' if kind == 'string' else '>i')


def decode_one(reader, field, version, flexible):
    if field.kind in FIXED:
        return reader.fixed(FIXED[field.kind])
    if field.kind == 'uuid':
        return str(uuid.UUID(bytes=reader.take(16)))
    if field.kind in WITH_LENGTH:
        length = reader.length(field.kind, flexible)
        data = None if length < 0 else reader.take(length)
        return data.decode() if field.kind == 'string' and data is not None else data
    if not field.is_array and not field.null.none and reader.fixed('>b') < 0:
        return None
    return decode_fields(reader, field.fields, version, flexible)


def decode_value(reader, field, version, flexible):
    if not field.is_array:
        return decode_one(reader, field, version, flexible)
    length = reader.length('array', flexible)
    return None if length < 0 else [decode_one(reader, field, version, flexible) for _ in range(length)]


def decode_fields(reader, fields, version, flexible):
    values = {}
    tagged = {}
    for field in fields:
        if version in field.versions:
            if field.tag is None:
                values[field.name] = decode_value(reader, field, version, flexible)
            else:
                tagged[field.tag] = field
                values[field.name] = field.default_value(version)
    for _ in range(reader.unsigned_varint() if flexible else 0):
        tag, length = reader.unsigned_varint(), reader.unsigned_varint()
        if tag in tagged:
            values[tagged[tag].name] = decode_value(reader, tagged[tag], version, flexible)
        else:
            values[f'tag {tag}'] = reader.take(length)
    return values


class Apis:
    """Requests and responses by the API's name, as in `JoinGroup`."""

    def __init__(self):
        self.messages, self.ranges = {}, {}
        for line in open(os.path.join(TABLES, 'api_keys.schema')):
            words = line.split()
            if len(words) >= 3 and words[0].isdigit() and '-' in words[2]:
                self.ranges[words[1]] = tuple(int(bound) for bound in words[2].split('-'))
        self.errors = {}
        for line in open(os.path.join(TABLES, 'error_codes.schema')):
            code, name = line.split()[:2]
            self.errors[int(code)] = name

    def message(self, name):
        if name not in self.messages:
            table = re.sub(r'(?<!^)(?=[A-Z])', '_', re.sub('(Request|Response)$', '', name)).lower()
            self.messages.update(parse(os.path.join(TABLES, 'api', f'{table}.schema')))
        return self.messages[name]

    def ask(self, connection, api, version, values):
        self.send(connection, api, version, values)
        return self.receive(connection, api, version)

    def send(self, connection, api, version, values):
        request = self.message(f'{api}Request')
        # The header of flexible versions ends with its tagged fields.
        header_end = b'\0' if version in request.flexible else b''
        return connection.send(request.number, version, header_end + request.encode(version, values))

    def receive(self, connection, api, version):
        response = self.message(f'{api}Response')
        _, data = connection.receive()
        # ApiVersions is asked by those who don't know yet what the broker speaks: its header has no tagged fields.
        has_tags = version in response.flexible and api != 'ApiVersions'
        return response.decode(version, data[1:] if has_tags else data)
