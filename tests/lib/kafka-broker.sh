# Apache Kafka as a broker beside ringlog, on the same folder and port in turn, for suites that change hands.
# shellcheck shell=bash
# shellcheck source=kafka-jars.sh
kafka_pid=''
trap '[[ -z $kafka_pid ]] || kill -KILL $kafka_pid 2> /dev/null || true; [[ -z $broker_pid ]] || kill -KILL $broker_pid 2> /dev/null || true' EXIT

# Two free ports in a row, for broker and controller, below those that the kernel gives to clients.
free_ports() {
  python3 -c '
import random, socket
while True:
    port = random.randrange(15000, 30000, 2)
    try:
        for s, at in ((socket.socket(), port), (socket.socket(), port + 1)): s.bind(("127.0.0.1", at)); s.close()
    except OSError: continue
    print(port); break'
}

kafka_format() { "${kafka_java[@]}" -cp "$kafka_broker_jars" kafka.tools.StorageTool format "$@"; }
topics() { kafka_tool org.apache.kafka.tools.TopicCommand --bootstrap-server "$bootstrap" "$@"; }
groups() { kafka_tool org.apache.kafka.tools.consumer.group.ConsumerGroupCommand --bootstrap-server "$bootstrap" "$@"; }
metadata_answers() { timeout 5 kcat -b "$bootstrap" -L > /dev/null 2>&1; }

# kafka_start PROPERTIES: Kafka in the foreground of a job, and waits until it answers.
kafka_start() {
  "${kafka_java[@]}" -cp "$kafka_broker_jars" kafka.Kafka "$1" >> "$work/kafka.log" 2>&1 &
  kafka_pid=$!
  local deadline=$((SECONDS + 90))
  until metadata_answers; do
    kill -0 "$kafka_pid" 2> /dev/null || { kafka_pid=''; fail "Kafka ended while starting on $1"; tail -n 20 "$work/kafka.log"; finish; }
    ((SECONDS < deadline)) || { fail "Kafka did not answer on $1"; tail -n 20 "$work/kafka.log"; finish; }
    sleep 0.2
  done
  pass "Kafka starts on $1"
}

kafka_stop() { # [SIGNAL]
  kill "-${1:-TERM}" "$kafka_pid" 2> /dev/null || { fail "Kafka had ended by itself"; tail -n 5 "$work/kafka.log"; }
  wait "$kafka_pid" 2> /dev/null || true; kafka_pid=''
}

produce() { # topic from to kcat-options...
  local topic=$1 from=$2 to=$3; shift 3
  check "produce $topic $from..$to $*" bash -c "seq $from $to | sed 's/.*/key-&:value-&/' | timeout 60 kcat -b $bootstrap -P -t $topic -K: -X acks=all $*"
}
