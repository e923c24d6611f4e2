#!/usr/bin/env bash
# Starts Keycloak with its passwords from files; runs inside its container. The realm is imported at the first start.
set -euo pipefail
export KC_BOOTSTRAP_ADMIN_USERNAME=admin
KC_BOOTSTRAP_ADMIN_PASSWORD=$(</run/secrets/keycloak-admin)
DASHBOARD_CLIENT_SECRET=$(</run/secrets/dashboard-client)
export KC_BOOTSTRAP_ADMIN_PASSWORD DASHBOARD_CLIENT_SECRET
exec /opt/keycloak/bin/kc.sh start --import-realm
