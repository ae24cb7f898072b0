#!/bin/sh
# Write .env with a password for each part that talks to Redis and a secret that signs. Leaves one that is there alone.
set -eu
cd "$(dirname "$0")/.."
if [ -e .env ]; then echo ".env is there already"; exit 0; fi
secret() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
umask 077
{
  for part in WEB WORKER REPLICA; do echo "DENGGAO_${part}_PASSWORD=$(secret)"; done
  echo "DENGGAO_SECRET=$(secret)"
  echo "DENGGAO_SITE=localhost"
} > .env
echo "wrote .env; put the site's public name into DENGGAO_SITE"
