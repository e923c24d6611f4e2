#!/usr/bin/env bash
# Starts one node of Kafka, broker and controller in one; runs inside the broker's container.
# NODE_ID, NODE (its own name), VOTERS (id@name:9093,...), OUTSIDE (host:port at which others find it where it is published),
# and TLS=true where there is more than one node.
set -euo pipefail
umask 077
secrets=/run/secrets
data=/var/lib/kafka/data
config=/tmp/server.properties
export LOG_DIR=/tmp/logs
export KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=/deploy/kafka-log4j2.yaml
export EXTRA_ARGS='-name kafkaServer'
services='contact-service meeting-service follow-up-service dashboard-service'

if [ "${TLS:-false}" = true ]; then
  replicas=3 in_sync=2 clients=SASL_SSL inside=SSL host=0.0.0.0 self=$NODE
  nodes='User:CN=kafka-1,O=Bilateral;User:CN=kafka-2,O=Bilateral;User:CN=kafka-3,O=Bilateral'
else
  # One node talks to itself only, over loopback, where it has no name.
  replicas=1 in_sync=1 clients=SASL_PLAINTEXT inside=PLAINTEXT host=127.0.0.1 self=localhost
  nodes=User:ANONYMOUS
fi

cat >"$config" <<CONFIG
process.roles=broker,controller
node.id=$NODE_ID
controller.quorum.voters=$VOTERS
listeners=CLIENTS://0.0.0.0:9092,OUTSIDE://0.0.0.0:9192,CONTROLLER://$host:9093,BROKERS://$host:9094
advertised.listeners=CLIENTS://$NODE:9092,OUTSIDE://$OUTSIDE,BROKERS://$self:9094
listener.security.protocol.map=CLIENTS:$clients,OUTSIDE:$clients,CONTROLLER:$inside,BROKERS:$inside
controller.listener.names=CONTROLLER
inter.broker.listener.name=BROKERS
sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.clients.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.outside.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
# The services may do everything, others what kafka-subscriber.sh lets them.
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=$(printf 'User:%s;' $services)$nodes
log.dirs=$data
# Topics are made by the services' command and by nothing else, and are kept for ever.
auto.create.topics.enable=false
log.retention.ms=-1
# As much as a service may tell at once.
message.max.bytes=4194304
num.partitions=6
default.replication.factor=$replicas
min.insync.replicas=$in_sync
offsets.topic.replication.factor=$replicas
offsets.topic.num.partitions=6
offsets.retention.minutes=525600
transaction.state.log.replication.factor=$replicas
transaction.state.log.min.isr=$in_sync
share.coordinator.state.topic.replication.factor=$replicas
share.coordinator.state.topic.min.isr=$in_sync
group.initial.rebalance.delay.ms=0
num.network.threads=2
num.io.threads=4
CONFIG
if [ "${TLS:-false}" = true ]; then
  # Clients sign in with a password over TLS, nodes among themselves with their certificates.
  cat >>"$config" <<CONFIG
ssl.keystore.type=PEM
ssl.keystore.location=$secrets/node.pem
ssl.truststore.type=PEM
ssl.truststore.location=$secrets/ca.crt
listener.name.brokers.ssl.client.auth=required
listener.name.controller.ssl.client.auth=required
CONFIG
fi

if [ ! -f "$data/meta.properties" ]; then
  accounts=()
  for service in $services; do
    accounts+=(--add-scram "SCRAM-SHA-512=[name=$service,password=$(cat "$secrets/kafka-$service")]")
  done
  # What it prints holds the salted passwords, which belong into no log.
  /opt/kafka/bin/kafka-storage.sh format --config "$config" --cluster-id "$(cat "$secrets/kafka-cluster-id")" \
    "${accounts[@]}" >/dev/null
fi
exec /opt/kafka/bin/kafka-server-start.sh "$config"
