#!/usr/bin/env bash
# Ready: it answers as a member of the replica set that is the primary or follows one.
set -euo pipefail
tls=()
[ "${TLS:-false}" != true ] || tls=(--tls --tlsCAFile /run/secrets/ca.crt)
mongosh --quiet ${tls[@]+"${tls[@]}"} --eval 'const me = db.hello(); quit(me.setName && (me.isWritablePrimary || me.secondary) ? 0 : 1)'
