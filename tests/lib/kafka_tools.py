"""Apache Kafka's command-line tools, run from Python: how a suite says which java and jars is in KAFKA_JAVA."""
import os
import subprocess

JAVA = os.environ['KAFKA_JAVA'].split()
CONSOLE_CONSUMER = 'org.apache.kafka.tools.consumer.ConsoleConsumer'
GROUPS = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand'
TOPICS = 'org.apache.kafka.tools.TopicCommand'
VERIFIABLE_CONSUMER = 'org.apache.kafka.tools.VerifiableConsumer'
VERIFIABLE_PRODUCER = 'org.apache.kafka.tools.VerifiableProducer'


def run(tool, *arguments, stdin=None, timeout=120):
    """What the tool printed to stdout, and both streams together, tables last."""
    ended = subprocess.run([*JAVA, tool, *arguments], input=stdin, capture_output=True, text=True, timeout=timeout)
    return ended.stdout, ended.stderr + ended.stdout


def start(tool, *arguments, stderr):
    """The tool as a process that goes on, its stdout to be read line by line."""
    return subprocess.Popen([*JAVA, tool, *arguments], stdout=subprocess.PIPE, stderr=stderr, text=True, bufsize=1)


def table(output):
    """The rows of what ConsumerGroupCommand prints, each as a dict by column; of several tables, all rows."""
    rows, columns = [], None
    for line in output.splitlines():
        words = line.split()
        if words and words[0] == 'GROUP':
            # Two columns have a blank in their names.
            columns = line.replace('COORDINATOR (ID)', 'COORDINATOR ID').replace('COORDINATOR ID', 'COORDINATOR_(ID)').split()
        elif columns and words:
            rows.append(dict(zip(columns, words)))
    return rows
