"""The command that runs on the emulated hardware, and how it and all that it started end."""
import ctypes
import os
import signal
import subprocess
import time

PR_SET_CHILD_SUBREAPER = 36
# What Ctrl-C gives the command, which got it too, and what a request to end gives whatever is left.
GRACE_SECONDS = 15
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(Exception):
    """Somebody asked this run to end."""


class Interruption:
    """Remembers a signal until it is safe to obey: a step that makes something always gets to where it is undone."""

    def __init__(self):
        self.signal = None
        for number in SIGNALS:
            signal.signal(number, self.on_signal)

    def on_signal(self, number, _frame):
        self.signal = number

    def check(self):
        if self.signal is not None:
            raise Interrupted


def adopt_orphans():
    """A process whose parent ends becomes a child of this one: nothing that the command started is out of reach."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def run(words, environment, preexec, interruption):
    """Runs the command to its end and answers its exit status. It is asked to end where this process is."""
    child = subprocess.Popen(words, env=environment, preexec_fn=preexec)
    asked = None
    while child.poll() is None:
        if interruption.signal is not None:
            asked = asked or time.monotonic()
            # The terminal's Ctrl-C has reached the command as well: it is left some time to end by itself.
            if interruption.signal != signal.SIGINT or time.monotonic() - asked > GRACE_SECONDS:
                child.terminate()
            if time.monotonic() - asked > 2 * GRACE_SECONDS:
                child.kill()
        time.sleep(0.05)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def end_all_children():
    """Ends what the command left behind."""
    deadline = time.monotonic() + GRACE_SECONDS
    while reap():
        for pid in children():
            try:
                os.kill(pid, signal.SIGTERM if time.monotonic() < deadline else signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.1)


def reap():
    """Whether there is a child left after those that have ended are gone."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
        return True
    except ChildProcessError:
        return False


def children():
    with open(f'/proc/self/task/{os.getpid()}/children') as listed:
        return [int(pid) for pid in listed.read().split()]
