"""What the emulated network itself does: a stream each way, and one byte there and back.

Run as a program it is the client's side: it connects to the address given and does what the first byte tells it.
"""
import dataclasses
import socket
import subprocess
import sys
import time

from .tools import CannotEmulate

SECONDS = 2
ROUND_TRIPS = 2_000
CHUNK = bytes(64 << 10)
TIMEOUT_SECONDS = 30
# What the client shall do.
SEND, RECEIVE, ECHO = b'S', b'R', b'E'


@dataclasses.dataclass(frozen=True)
class Figures:
    """Payload of one TCP connection, in MB/s; one byte there and back, in ms."""
    to_broker_mb_per_second: float
    to_clients_mb_per_second: float
    median_ms: float
    p99_ms: float


def measure(network, preexec):
    with socket.create_server((network.broker_host, 0)) as listener:
        listener.settimeout(TIMEOUT_SECONDS)
        address = [network.broker_host, str(listener.getsockname()[1])]
        words = [*network.client_prefix, sys.executable, '-B', '-m', 'emulated_hardware.network_figures', *address]
        client = subprocess.Popen(words, preexec_fn=preexec)
        try:
            to_broker = ask(listener, SEND, receive)
            to_clients = ask(listener, RECEIVE, send)
            times = ask(listener, ECHO, round_trips)
        except OSError as error:
            raise CannotEmulate(f'a slow network: measuring it: {error}') from error
        finally:
            client.kill()
            client.wait()
    return Figures(to_broker, to_clients, times[len(times) // 2] * 1e3, times[len(times) * 99 // 100] * 1e3)


def ask(listener, what, answer):
    connection, _ = listener.accept()
    with connection:
        connection.settimeout(TIMEOUT_SECONDS)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(what)
        return answer(connection)


def receive(connection):
    """MB/s until the other side ends."""
    began, count = time.monotonic(), 0
    while received := len(connection.recv(1 << 20)):
        count += received
    return count / (time.monotonic() - began) / 1e6


def send(connection):
    """MB/s that arrived: the end is the other side's."""
    began, count = time.monotonic(), 0
    while time.monotonic() - began < SECONDS:
        connection.sendall(CHUNK)
        count += len(CHUNK)
    connection.shutdown(socket.SHUT_WR)
    connection.recv(1)
    return count / (time.monotonic() - began) / 1e6


def round_trips(connection):
    times = []
    for _ in range(ROUND_TRIPS):
        began = time.monotonic()
        connection.sendall(b'.')
        connection.recv(1)
        times.append(time.monotonic() - began)
    return sorted(times)


def echo(connection):
    while byte := connection.recv(1):
        connection.sendall(byte)


def client(host, port):
    while True:
        with socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            {SEND: send, RECEIVE: receive, ECHO: echo, b'': lambda _: None}[connection.recv(1)](connection)


if __name__ == '__main__':
    try:
        client(*sys.argv[1:])
    except OSError:
        sys.exit(0)                                             # the other side has what it wanted
