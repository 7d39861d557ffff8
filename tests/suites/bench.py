"""Checks what tests/suites/bench measured: every row has its figures, and the figures fit each other."""
import json
import sys

work = sys.argv[1]
faults = []


def claim(condition, words):
    if not condition:
        faults.append(words)


def report(name):
    with open(f'{work}/{name}') as file:
        return json.load(file)


def is_near(one, other, tolerance=0.02):
    return abs(one - other) <= tolerance * max(abs(one), abs(other), 1e-12)


def check_round(where, settings, figures):
    """Figures of one round that hang together whatever the speed."""
    for name, value in figures.items():
        claim(isinstance(value, (int, float)) and value >= 0, f'{where}: {name} is {value}')
    for rate, throughput in (('written, records/s', 'written bytes, MiB/s'), ('read, records/s', 'read bytes, MiB/s')):
        if rate in figures:
            size = int(settings.split('records of ')[1].split(' bytes')[0])
            claim(is_near(figures[rate] * size / 2**20, figures[throughput]), f'{where}: {figures[rate]} {rate} of {size} bytes are not {figures[throughput]} MiB/s')
    for kind in ('acknowledged', 'end to end'):
        points = [figures[f'{kind} {point}, ms'] for point in ('p50', 'p99', 'p99.9', 'max') if f'{kind} {point}, ms' in figures]
        claim(points == sorted(points), f'{where}: percentiles of {kind} fall: {points}')
    if 'producer' in settings and 'one record a request' in settings and 'produce requests, /s' in figures:
        claim(is_near(figures['produce requests, /s'], figures['written, records/s'], 0.25), f'{where}: one record a request, but {figures}')


def check(name, sides):
    found = report(name)
    for key in ('title', 'began', 'commit', 'command', 'machine', 'falsified_by', 'notes'):
        claim(found.get(key), f'{name}: no {key}')
    claim(sorted(found['sides']) == sorted(sides), f'{name}: sides {found["sides"]}')
    for row in found['scenarios']:
        where = f'{name}: {row["name"]}'
        if row['remark'] and not row['results']:
            continue
        claim(sorted(row['results']) == sorted(sides), f'{where}: results of {list(row["results"])}')
        claim(row['mode'], f'{where}: no mode')
        for side, result in row['results'].items():
            claim(result['failure'] is None, f'{where}, {side}: {result["failure"]}')
            claim(len(result['rounds']) == 1, f'{where}, {side}: {len(result["rounds"])} rounds')
            for round_ in result['rounds']:
                claim(round_['figures'], f'{where}, {side}: no figures')
                check_round(f'{where}, {side}', row['settings'], round_['figures'])
                claim(all(text.startswith('HISTFAAA') for text in round_['histograms (HdrHistogram V2, ns)'].values()), f'{where}: histograms')
        for goal in row['goals']:
            numbers = goal['found'] is not None
            claim(numbers == (goal['reached'] is not None), f'{where}: {goal}')
    return {row['name']: row for row in found['scenarios']}


def figure(rows, row, name, side='ringlog'):
    return rows[row]['results'][side]['figures'].get(name, {}).get('median')


slides = check('slides/report.json', ['ringlog'])
claim(len(slides) == 18, f'slides: {len(slides)} rows')
claim(sum(1 for row in slides.values() if row['remark'] and 'replication' in row['remark']) == 4, 'slides: four rows wait for replication')
claim(slides['producer']['slides']['written, records/s'] == 821557, 'slides: the first figure')
claim(figure(slides, 'consumer', 'written, records/s') is None and figure(slides, 'consumer', 'read, records/s'), 'slides: a consumer reads only')
claim(figure(slides, 'latency', 'end to end p50, ms'), 'slides: latency')

acks = check('acks/report.json', ['ringlog'])
claim(len(acks) == 17, f'acks: {len(acks)} rows')
# Whoever waits for the disk flushes it; whoever does not is not made to.
claim(figure(acks, 'all-fsync-100-none-6', 'disk flushes per request') is not None, 'acks: flushes are counted')

goals = check('goals/report.json', ['ringlog'])
claim('start-killed' not in goals and 'start-1000' in goals and 'cold-catch-up' in goals, f'goals: {sorted(goals)}')
for name in ('start-empty', 'start-1000'):
    claim(0 < figure(goals, name, 'start to first answer, s') < 60, f'goals: {name}')
claim(figure(goals, 'idle', 'resident memory, MiB') > 1, 'goals: idle')
told = [goal for row in goals.values() for goal in row['goals'] if goal['reached'] is not None]
claim(told, 'goals: none was told')

peer = check('peer/report.json', ['ringlog', 'kafka'])
claim(figure(peer, 'producer', 'written, records/s', 'kafka'), 'peer: Kafka writes')
claim(figure(peer, 'consumer', 'read, records/s', 'kafka'), 'peer: Kafka is read')

address = check('address.json', ['broker'])
claim(figure(address, 'together', 'read, records/s', 'broker'), 'address: what is written is read')
claim(figure(address, 'producer', 'broker CPU, %', 'broker') is not None, 'address: the process is seen')

with open(f'{work}/peer/report.md') as file:
    text = file.read()
for wanted in ('821,557', 'What would falsify it', 'Apache Kafka 4.4', 'limited by', 'acks=1, page cache'):
    claim(wanted in text, f'peer: the report does not say "{wanted}"')

print(*faults or ['all fits'], sep='\n')
sys.exit(bool(faults))
