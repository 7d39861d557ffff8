"""Plays conversations of group members and administrators with a broker over raw requests, in the lowest, a middle and the highest
version of each API.

group_frames PORT [print TITLE]       prints what was asked and answered
group_frames PORT compare TRANSCRIPT  says for each conversation whether it went as in the transcript of Apache Kafka, but for
                                      the stated differences
group_frames PORT prove TRANSCRIPT    the same without differences: for Apache Kafka itself"""
import difflib
import os
import sys

import administration
import changing
import classic
import consumer
import conversation
import differences
import offsets
import own_topic

PARTS = (classic, offsets, consumer, changing, administration, own_topic)


def main():
    port = int(sys.argv[1])
    mode, transcript = sys.argv[2:] or ('print', None)
    broker = conversation.Broker(port, 'run' + os.urandom(3).hex())
    if mode == 'print':
        for title, lines in played(broker, transcript or ''):
            print('\n'.join(['', f'# {title}', *lines]), flush=True)
        return
    expected = sections(transcript)
    if mode == 'compare':
        expected = differences.applied(expected)
    for title, lines in played(broker):
        compare(title, expected.pop(title, []), lines)
    for title in expected:
        print(f'FAILED: {title} (there is no such conversation)')
    print('done')


def played(broker, wanted=''):
    """The title of each conversation, and its lines."""
    names = [part.__name__ for part in PARTS]
    for number, (title, levels, play) in enumerate(sorted(conversation.ALL, key=lambda one: names.index(one[2].__module__))):
        for level in levels if wanted in title else ():
            lines = []
            talk = conversation.Talk(broker, number, level, lines.append)
            try:
                play(talk)
            except Exception as error:  # pylint: disable=broad-except
                lines.append(f'  the conversation ended: {type(error).__name__} {error}')
            talk.close()
            yield f'{title}, {level} versions', lines


def sections(transcript):
    found, title = {}, None
    for line in open(transcript).read().splitlines():
        if line.startswith('# '):
            title = line.removeprefix('# ')
            found[title] = []
        elif line:
            found[title].append(line)
    return found


def compare(title, expected, lines):
    if expected == lines:
        print(f'ok: {title}', flush=True)
        return
    print(f'FAILED: {title} (- Kafka, + this broker)')
    for line in list(difflib.unified_diff(expected, lines, lineterm='', n=1))[2:]:
        print(f'  {line}', flush=True)


main()
