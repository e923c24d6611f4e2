#!/usr/bin/env bash
# Makes the replica set and an account for each service, which may read and write the service's own database alone. Can run
# again: what is there stays, and passwords become those of the secrets.
# FIRST is a member's name, MEMBERS those of all, TLS=true where there is more than one.
set -euo pipefail
tls=()
[ "${TLS:-false}" != true ] || tls=(--tls --tlsCAFile /run/secrets/ca.crt)
export ROOT_PASSWORD
ROOT_PASSWORD=$(cat /run/secrets/mongodb-root)
for attempt in $(seq 60); do
  if mongosh --quiet --host "$FIRST" ${tls[@]+"${tls[@]}"} --file /deploy/mongodb-setup.js; then
    exit 0
  fi
  echo "MongoDB does not take the setup yet (attempt $attempt)"
  sleep 2
done
exit 1
