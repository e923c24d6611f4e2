#!/usr/bin/env bash
# Accounts for others who hear the events; runs inside a broker's container, on any one of them.
# Usage: kafka-subscriber.sh add NAME      makes the account, or gives it a new password, which it prints
#        kafka-subscriber.sh remove NAME   takes it away
# It may read the topics of events, as the consumer group NAME or NAME.anything, and nothing else.
set -euo pipefail
umask 077
secrets=/run/secrets
work=$(mktemp -d /tmp/subscriber.XXXXXX)
trap 'rm -rf "$work"' EXIT
usage() { sed -n '3,4s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 1; }

[ $# = 2 ] || usage
name=$2
[[ $name =~ ^[a-z][a-z0-9-]{0,62}$ ]] || { echo "A name is of a-z, 0-9 and -, and begins with a letter." >&2; exit 1; }
[[ $name != *-service ]] || { echo "$name could be a service's own account; choose another name." >&2; exit 1; }

{
  echo 'sasl.mechanism=SCRAM-SHA-512'
  echo 'sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required' \
    "username=\"dashboard-service\" password=\"$(<"$secrets/kafka-dashboard-service")\";"
  if [ "${TLS:-false}" = true ]; then
    printf '%s\n' security.protocol=SASL_SSL ssl.truststore.type=PEM "ssl.truststore.location=$secrets/ca.crt"
  else
    echo 'security.protocol=SASL_PLAINTEXT'
  fi
} >"$work/client.properties"

kafka() { "/opt/kafka/bin/kafka-$1.sh" --bootstrap-server "$NODE:9092" --command-config "$work/client.properties" "${@:2}" >"$work/said" 2>&1 || { cat "$work/said" >&2; return 1; }; }
may() {
  kafka acls "$1" "${@:2}" --allow-principal "User:$name" --operation Read \
    --topic contact-events --topic meeting-events --topic follow-up-events --group "$name"
  kafka acls "$1" "${@:2}" --allow-principal "User:$name" --operation Read --resource-pattern-type prefixed --group "$name."
}

case $1 in
  add)
    password=$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')
    # From a file: what stands on a command line can be read by every process.
    printf 'SCRAM-SHA-512=password=%s\n' "$password" >"$work/account.properties"
    kafka configs --alter --entity-type users --entity-name "$name" --add-config-file "$work/account.properties"
    may --add
    echo "subscriber $name, password $password (told only this once)"
    ;;
  remove)
    may --remove --force
    kafka configs --alter --entity-type users --entity-name "$name" --delete-config SCRAM-SHA-512
    echo "subscriber $name is gone"
    ;;
  *) usage ;;
esac
