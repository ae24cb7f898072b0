#!/bin/sh
# Start the log's Redis: look at its file first, give every part a password of its own.
set -eu
here=$(dirname "$0")
run=${DENGGAO_RUN:-/run/denggao}
data=${DENGGAO_REDIS_DATA:-/data}
manifest=$data/appendonlydir/appendonly.aof.manifest
# More than this is no torn tail but a damaged disk, and a person must look at it.
most_bytes_to_cut=65536

digest() { printf %s "$1" | sha256sum | cut -d ' ' -f 1; }

if [ -f "$manifest" ] && ! report=$(valkey-check-aof "$manifest" 2>&1); then
  bytes=$(printf '%s\n' "$report" | sed -n 's/.*diff=\([0-9]*\).*/\1/p' | tail -n 1)
  if [ -z "$bytes" ] || [ "$bytes" -gt "$most_bytes_to_cut" ]; then
    printf '%s\nredis: the log file is damaged; not started. Keep a copy of %s.\n' "$report" "$data" >&2
    exit 1
  fi
  kept=$data/before-cut-$(date -u +%Y%m%dT%H%M%SZ)
  cp -a "$data/appendonlydir" "$kept"
  echo "redis: cutting a torn tail of $bytes bytes; the file as it was is in $kept" >&2
  yes | valkey-check-aof --fix "$manifest"
fi

umask 077
mkdir -p "$run"
sed -e "s/#HEALTH/#$(digest health)/" \
    -e "s/#WEB/#$(digest "$DENGGAO_WEB_PASSWORD")/" \
    -e "s/#WORKER/#$(digest "$DENGGAO_WORKER_PASSWORD")/" \
    -e "s/#REPLICA/#$(digest "$DENGGAO_REPLICA_PASSWORD")/" \
    "$here/users.acl.in" > "$run/users.acl"
{
  echo "include $here/valkey.conf"
  echo "dir $data"
  echo "aclfile $run/users.acl"
  echo "min-replicas-to-write ${DENGGAO_MIN_REPLICAS:-0}"
  echo "masteruser replica"
  echo "masterauth $DENGGAO_REPLICA_PASSWORD"
  if [ -n "${DENGGAO_REPLICA_OF:-}" ]; then echo "replicaof $DENGGAO_REPLICA_OF"; fi
} > "$run/valkey.conf"
exec valkey-server "$run/valkey.conf" "$@"
