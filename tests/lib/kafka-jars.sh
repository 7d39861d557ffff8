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

# Sets kafka_broker_jars and kafka_tools_jars. The tools of the broker's own version may not be published; the newest below are taken.
kafka_jars() {
  local cache=$suites_dir/kafka-$kafka_version without_tools='<exclusions><exclusion><groupId>org.apache.kafka</groupId><artifactId>kafka-tools-api</artifactId></exclusion></exclusions>'
  if [[ ! -e $cache/done ]]; then
    say "fetching Apache Kafka $kafka_version"
    rm -rf "$cache"
    { kafka_dependency org.apache.kafka kafka_2.13 $kafka_version "$without_tools"; kafka_logging; } | kafka_copy_jars "$cache/broker"
    { kafka_dependency org.apache.kafka kafka-tools "(,$kafka_version]"; kafka_logging; } | kafka_copy_jars "$cache/tools"
    printf '%s\n' rootLogger.level=WARN rootLogger.appenderRef.err.ref=err appender.err.type=Console appender.err.name=err \
      appender.err.target=SYSTEM_ERR appender.err.layout.type=PatternLayout 'appender.err.layout.pattern=%p %m (%c)%n' > "$cache/log4j2.properties"
    touch "$cache/done"
  fi
  kafka_broker_jars="$cache/broker/jars/*" kafka_tools_jars="$cache/tools/jars/*"
  kafka_java=(java -Xmx512m "-Dlog4j2.configurationFile=$cache/log4j2.properties")
}

kafka_logging() {
  kafka_dependency org.apache.logging.log4j log4j-slf4j-impl 2.25.4
  kafka_dependency org.apache.logging.log4j log4j-core 2.25.4
}

# kafka_tool CLASS ARGS...: runs one of the tools.
kafka_tool() { "${kafka_java[@]}" -XX:TieredStopAtLevel=1 -cp "$kafka_tools_jars" "$@"; }
