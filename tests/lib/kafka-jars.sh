# Apache Kafka's broker and tools, from their published jars.
# shellcheck shell=bash
kafka_version=4.4.0

kafka_dependency() { # group artifact version
  printf '<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</dependency>\n' "$1" "$2" "$3" "${4:-}"
}

kafka_copy_jars() { # folder; dependencies on stdin
  mkdir -p "$1"
  { printf '<project><modelVersion>4.0.0</modelVersion><groupId>tests</groupId><artifactId>jars</artifactId><version>1</version>'
    printf '<packaging>pom</packaging><dependencies>'; cat; printf '</dependencies></project>\n'; } > "$1/pom.xml"
  mvn -B -q -f "$1/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$1/jars" > "$1/mvn.txt" 2>&1 || { tail -n 5 "$1/mvn.txt"; die "the jars of $1 did not resolve"; }
}

# Sets kafka_broker_jars, kafka_tools_jars, kafka_java and kafka_tool_java. The tools of the broker's own version may not be
# published; the newest below are taken.
kafka_jars() {
  local cache=$suites_dir/kafka-$kafka_version
  kafka_broker_jars="$cache/broker/jars/*" kafka_tools_jars="$cache/tools/jars/*"
  kafka_java=(java -Xmx512m "-Dlog4j2.configurationFile=$cache/log4j2.properties" -XX:+UseSerialGC)
  kafka_tool_java=("${kafka_java[@]}" -XX:TieredStopAtLevel=1 "-XX:SharedArchiveFile=$cache/tools.jsa" -cp "$kafka_tools_jars")
  once kafka
  [[ -e $cache/done ]] || kafka_fetch "$cache"
  [[ -e $cache/tools.jsa ]] || kafka_archive "$cache"
  once_done
}

kafka_fetch() { # cache
  local cache=$1 without_tools='<exclusions><exclusion><groupId>org.apache.kafka</groupId><artifactId>kafka-tools-api</artifactId></exclusion></exclusions>'
  say "fetching Apache Kafka $kafka_version"
  rm -rf "$cache"
  { kafka_dependency org.apache.kafka kafka_2.13 $kafka_version "$without_tools"; kafka_logging; } | kafka_copy_jars "$cache/broker"
  { kafka_dependency org.apache.kafka kafka-tools "(,$kafka_version]"; kafka_logging; } | kafka_copy_jars "$cache/tools"
  printf '%s\n' rootLogger.level=WARN rootLogger.appenderRef.err.ref=err appender.err.type=Console appender.err.name=err \
    appender.err.target=SYSTEM_ERR appender.err.layout.type=PatternLayout 'appender.err.layout.pattern=%p %m (%c)%n' > "$cache/log4j2.properties"
  touch "$cache/done"
}

# The tools' classes in a form that java maps into memory: each tool that is run afterwards needs half as much CPU to start.
# Which classes these are is noted while three tools fail to find a broker.
kafka_archive() { # cache
  local cache=$1 nowhere=127.0.0.1:1 note=("${kafka_java[@]}" -cp "$kafka_tools_jars")
  printf '%s\n' default.api.timeout.ms=300 request.timeout.ms=200 > "$cache/quick.properties"
  { "${note[@]}" "-XX:DumpLoadedClassList=$cache/admin.classes" org.apache.kafka.tools.TopicCommand --bootstrap-server $nowhere \
      --command-config "$cache/quick.properties" --list
    "${note[@]}" "-XX:DumpLoadedClassList=$cache/consumer.classes" org.apache.kafka.tools.consumer.ConsoleConsumer --bootstrap-server $nowhere \
      --topic none --group none --timeout-ms 300 --command-property default.api.timeout.ms=300
    "${note[@]}" "-XX:DumpLoadedClassList=$cache/producer.classes" org.apache.kafka.tools.ProducerPerformance --topic none --num-records 1 \
      --record-size 10 --throughput -1 --producer-props "bootstrap.servers=$nowhere" max.block.ms=300
    awk '!seen[$0]++' "$cache"/*.classes > "$cache/classes"
    "${note[@]}" -Xshare:dump "-XX:SharedClassListFile=$cache/classes" "-XX:SharedArchiveFile=$cache/tools.jsa"; } > "$cache/archive.txt" 2>&1 || true
}

kafka_logging() {
  kafka_dependency org.apache.logging.log4j log4j-slf4j-impl 2.25.4
  kafka_dependency org.apache.logging.log4j log4j-core 2.25.4
}

# kafka_tool CLASS ARGS...: runs one of the tools.
kafka_tool() { "${kafka_tool_java[@]}" "$@"; }
