#!/usr/bin/env bash
# Accounts in Keycloak's realm; runs inside Keycloak's container.
# Usage: accounts.sh add NAME WORKSPACE ROLE   makes the account, or moves it, with a new password, which it prints
#        accounts.sh demo                      makes the demo's accounts with the passwords from the secrets
set -euo pipefail
umask 077
server=${SERVER:-http://localhost:8180}
kcadm() { /opt/keycloak/bin/kcadm.sh "$@" --config /tmp/kcadm.config; }

group() {
  # The workspace and its three roles, if they are not there yet.
  local path=$1/$2s parent child
  if ! kcadm get "group-by-path/$path" -r bilateral >/dev/null 2>&1; then
    parent=$(kcadm get "group-by-path/$1" -r bilateral --fields id --format csv --noquotes 2>/dev/null ||
      kcadm create groups -r bilateral -s name="$1" -s "attributes.workspace=[\"$1\"]" -i)
    kcadm create "groups/$parent/children" -r bilateral -s name="$2s" -s "attributes.role=[\"$2\"]" >/dev/null 2>&1
  fi
  child=$(kcadm get "group-by-path/$path" -r bilateral --fields id --format csv --noquotes)
  echo "$child"
}

account() {
  local name=$1 workspace=$2 role=$3 password=$4 user group old
  case $role in manager | developer | viewer) ;; *) echo "A role is manager, developer or viewer." >&2; return 1 ;; esac
  user=$(kcadm get users -r bilateral -q username="$name" -q exact=true --fields id --format csv --noquotes)
  [ -n "$user" ] || user=$(kcadm create users -r bilateral -s username="$name" -s enabled=true -i)
  group=$(group "$workspace" "$role")
  for old in $(kcadm get "users/$user/groups" -r bilateral --fields id --format csv --noquotes); do
    [ "$old" = "$group" ] || kcadm delete "users/$user/groups/$old" -r bilateral
  done
  kcadm update "users/$user/groups/$group" -r bilateral -n -s userId="$user" -s groupId="$group" -s realm=bilateral
  kcadm set-password -r bilateral --username "$name" --new-password "$password"
}

# Each call is a JVM that starts: all that is new comes in one, and only accounts that were there get their password in another.
demo() {
  local answer name
  answer=$(kcadm create partialImport -r bilateral -o -f - <<IMPORT
{"ifResourceExists": "SKIP", "groups": [$(workspace mission-office), $(workspace klaster-lubelska-medycyna)],
 "users": [$(user manager mission-office manager), $(user developer mission-office developer),
           $(user viewer mission-office viewer), $(user lublin klaster-lubelska-medycyna manager)]}
IMPORT
  )
  for name in manager developer viewer lublin; do
    # Its line comes within the four of an entry.
    if grep -A4 '"SKIPPED"' <<<"$answer" | grep -q "\"resourceName\" : \"$name\""; then
      kcadm set-password -r bilateral --username "$name" --new-password "$(<"/run/secrets/demo-$name")"
    fi
  done
}

workspace() {
  local role roles=''
  for role in manager developer viewer; do
    roles+="${roles:+, }{\"name\": \"${role}s\", \"attributes\": {\"role\": [\"$role\"]}}"
  done
  echo "{\"name\": \"$1\", \"path\": \"/$1\", \"attributes\": {\"workspace\": [\"$1\"]}, \"subGroups\": [$roles]}"
}

user() {
  echo "{\"username\": \"$1\", \"enabled\": true, \"groups\": [\"/$2/$3s\"],
    \"credentials\": [{\"type\": \"password\", \"value\": \"$(<"/run/secrets/demo-$1")\", \"temporary\": false}]}"
}

kcadm config credentials --server "$server" --realm master --user admin --password "$(</run/secrets/keycloak-admin)" >/dev/null
case ${1-} in
  add)
    [ $# = 4 ] || { echo "Usage: accounts.sh add NAME WORKSPACE ROLE" >&2; exit 1; }
    password=$(od -An -N9 -tx1 /dev/urandom | tr -d ' \n')
    account "$2" "$3" "$4" "$password"
    echo "account $2, password $password (a $4 of workspace $3; told only this once)"
    ;;
  demo)
    demo
    echo "The demo's accounts are there: manager, developer, viewer, lublin; their passwords are in the secrets demo-*."
    ;;
  *)
    echo "Usage: accounts.sh add NAME WORKSPACE ROLE | demo" >&2
    exit 1
    ;;
esac
