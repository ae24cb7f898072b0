#!/bin/sh
# Start Sentinel on a copy of its settings, which it rewrites as it goes.
set -eu
umask 077
run=${DENGGAO_RUN:-/run/denggao}
cat "$(dirname "$0")/sentinel.conf" > "$run/sentinel.conf"
echo "sentinel auth-pass denggao $DENGGAO_REPLICA_PASSWORD" >> "$run/sentinel.conf"
exec valkey-sentinel "$run/sentinel.conf"
