"""The system's own tools, and what is said where they cannot do what was asked."""
import shutil
import subprocess


class CannotEmulate(Exception):
    """This machine cannot be made to look like the hardware that was asked for; the text says what is missing, and why."""


def run_tool(what, *words):
    """Runs one of the system's tools and answers what it printed; `what` is what could not be emulated without it."""
    if shutil.which(words[0]) is None:
        raise CannotEmulate(f'{what}: there is no command {words[0]} here')
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        said = ' '.join(done.stderr.split()) or f'exit status {done.returncode}'
        raise CannotEmulate(f'{what}: `{" ".join(words)}` says: {said}')
    return done.stdout.strip()


def write_setting(what, path, text):
    """Writes one of the kernel's settings under /sys."""
    try:
        with open(path, 'w') as setting:
            setting.write(text)
    except OSError as error:
        raise CannotEmulate(f'{what}: writing "{text}" to {path}: {error.strerror}') from error
