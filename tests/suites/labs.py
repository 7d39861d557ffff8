"""Types the fenced blocks of a page into terminals, and compares: labs.py PAGE BOOTSTRAP. A block's first line says what it is:

```sh terminal=2             a command, typed into terminal 2
```sh terminal=2 repeated    ... again and again until the terminal shows what the next block says
```text terminal=2 typed     lines for the program that runs there
```text terminal=2 pressed   a key
```text terminal=2 shows     what comes, in any order, each line once, nothing else; … stands for anything
```text terminal=2+3 shows   what comes in one of the two, each of which shows something

A block without a terminal is not run. The page's localhost:9092 becomes BOOTSTRAP.
"""
import collections
import os
import pty
import re
import signal
import sys
import threading
import time

page, bootstrap = sys.argv[1:]
PAGE_ADDRESS, SECONDS = 'localhost:9092', 40
KEYS = {'Ctrl-C': b'\x03'}
# The shell's notes on its jobs, and the tools' advice.
NOTES = re.compile(r'\[\d+\]|The consumer rebalance protocol \(KIP-848\) is production-ready!')


class Terminal:
    """An interactive shell on a terminal of its own, and what it printed since it was last looked at."""

    def __init__(self):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            # No prompt and no echo: what is on the terminal is what programs print.
            # What was started in the background ignores these, and so would every program here.
            for ignored in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
                signal.signal(ignored, signal.SIG_DFL)
            os.environ.update(PS1='', PS2='', TERM='dumb', HISTFILE='')
            os.execlp('bash', 'bash', '--norc', '--noprofile', '--noediting', '-i')
        self.lock, self.printed = threading.Lock(), ''
        threading.Thread(target=self.read, daemon=True).start()
        self.write(b'stty -echo -onlcr; bind "set enable-bracketed-paste off" 2>/dev/null; echo rea""dy\n')
        wait_for(lambda: 'ready' in self.lines())
        self.look()

    def read(self):
        while True:
            try:
                chunk = os.read(self.terminal, 65536)
            except OSError:
                return
            with self.lock:
                self.printed += chunk.decode(errors='replace')

    def write(self, data):
        os.write(self.terminal, data)

    def lines(self):
        """Whole lines with something on them, without the producer's prompts, notes, and the echo of a key."""
        with self.lock:
            whole = self.printed.rpartition('\n')[0]
        lines = (re.sub(r'\s+', ' ', line.replace('^C', '')).strip().lstrip('>').strip() for line in whole.splitlines())
        return [line for line in lines if line and not NOTES.match(line)]

    def look(self):
        """Forgets what was printed so far."""
        with self.lock:
            self.printed = ''

    def at_the_prompt(self):
        return os.tcgetpgrp(self.terminal) == self.process

    def end(self):
        try:
            os.killpg(os.tcgetpgrp(self.terminal), signal.SIGKILL)
        except (OSError, ProcessLookupError):
            pass
        os.close(self.terminal)                    # hangs up: the shell ends its jobs
        os.kill(self.process, signal.SIGHUP)
        os.waitpid(self.process, 0)


def wait_for(condition, seconds=SECONDS):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return condition()


def matches(expected, line):
    return re.fullmatch('.*'.join(re.escape(part.strip()) for part in expected.split('…')).replace('.*', ' ?.* ?'), line) is not None


def missing_and_unexpected(expected, lines):
    """The expected lines that nobody printed, and the printed ones that nobody expects."""
    rest, missing = list(lines), []
    for one in expected:
        found = next((line for line in rest if matches(one, line)), None)
        if found is None:
            missing.append(one)
        else:
            rest.remove(found)
    return missing, rest


def blocks(text):
    """(heading, language, terminals, what, lines) of each fenced block that names a terminal."""
    heading = ''
    for match in re.finditer(r'^## ([^\n]*)$|^```([a-z]+) terminal=([\d+]+) ?(\w*)\n(.*?)^```$', text, re.M | re.S):
        if match[1]:
            heading = match[1]
        else:
            yield heading, match[2], match[3].split('+'), match[4], match[5].splitlines()


class Walk:
    def __init__(self):
        self.terminals = collections.defaultdict(Terminal)
        self.repeated = None
        self.failed = 0

    def step(self, heading, language, names, what, lines):
        terminals = [self.terminals[name] for name in names]
        if language == 'sh':
            self.command = ''.join(line.replace(PAGE_ADDRESS, bootstrap) + '\n' for line in lines).encode()
            self.repeated = what == 'repeated'
            terminals[0].write(self.command)
        elif what == 'typed':
            terminals[0].write(''.join(line + '\n' for line in lines).encode())
        elif what == 'pressed':
            for line in lines:
                terminals[0].write(KEYS[line])
            # What is typed before the program has ended would be the program's.
            wait_for(terminals[0].at_the_prompt)
        elif what == 'shows':
            self.compare(f'{heading}, terminal {" and ".join(names)} shows {lines[0]!r} ...', terminals, lines)
        else:
            raise ValueError(f'a block says {what!r}')

    def compare(self, title, terminals, expected):
        def differs():
            return missing_and_unexpected(expected, [line for terminal in terminals for line in terminal.lines()])

        def as_expected():
            return not differs()[0]

        tries = 20 if self.repeated else 1
        while not wait_for(as_expected, 3 if self.repeated else SECONDS) and tries > 1:
            # A slow command is not typed again before it has ended.
            wait_for(terminals[0].at_the_prompt)
            if as_expected():
                break
            tries -= 1
            terminals[0].look()
            terminals[0].write(self.command)
        self.repeated = False
        missing, unexpected = differs()
        silent = len(terminals) > 1 and not all(terminal.lines() for terminal in terminals)
        if missing or unexpected or silent:
            self.failed += 1
            print('FAILED:', title)
            for what, lines in (('missing', missing), ('unexpected', unexpected), ('one terminal', ['shows nothing'] if silent else [])):
                for line in lines[:10]:
                    print(f'| {what}: {line}')
        else:
            print('ok:', title)
        for terminal in terminals:
            terminal.look()


walk = Walk()
try:
    for block in blocks(open(page).read()):
        walk.step(*block)
finally:
    for terminal in walk.terminals.values():
        terminal.end()
sys.exit(walk.failed > 0)
