#!/usr/bin/env bash
# Starts one member of the replica set; runs inside the store's container. TLS=true where there is more than one member.
set -euo pipefail
umask 077
# MongoDB takes a key file of its own user only, readable by nobody else.
cat /run/secrets/mongodb-key >/tmp/key
options=(--bind_ip_all --replSet rs0 --keyFile /tmp/key --wiredTigerCacheSizeGB 0.25 --quiet)
if [ "${TLS:-false}" = true ]; then
  options+=(--tlsMode requireTLS --tlsCertificateKeyFile /run/secrets/node.pem --tlsCAFile /run/secrets/ca.crt
    --tlsAllowConnectionsWithoutCertificates)
fi
exec docker-entrypoint.sh mongod "${options[@]}"
