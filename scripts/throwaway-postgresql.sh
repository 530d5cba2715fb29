#!/bin/sh
# Runs a command with DATABASE_URL pointing at a PostgreSQL of its own, which is removed at the end:
#   throwaway-postgresql.sh COMMAND [ARGUMENT…]
# It listens on a unix socket in a private folder only, so nothing on the machine can collide with it.
set -eu

programs=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] || programs=$(command -v initdb || true)
if [ -z "$programs" ]; then
    echo "Не найден PostgreSQL (initdb). Установите его: sudo apt-get install postgresql" >&2
    exit 1
fi
programs=$(dirname "$programs")

# The folder's name must be in lower case and short: it becomes part of an address and of a socket's path.
folder=/tmp/navstrechu-pg-$$
mkdir -m 700 "$folder"
as_owner=""
if [ "$(id -u)" = 0 ]; then
    # initdb refuses the superuser.
    owner=$(id -un postgres 2>/dev/null || echo nobody)
    chown "$owner" "$folder"
    as_owner="runuser -u $owner --"
fi

stop() {
    $as_owner "$programs/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

cd /
if ! $as_owner "$programs/initdb" -D "$folder/data" -U navstrechu -A trust -E UTF8 --locale=C.UTF-8 \
    --no-sync >"$folder/initdb.log" 2>&1; then
    cat "$folder/initdb.log" >&2
    exit 1
fi
# The machine need not survive a power cut with this data: a tenfold gain. Crash safety of the processes stays.
if ! $as_owner "$programs/pg_ctl" -D "$folder/data" -s -w -l "$folder/server.log" start -o \
    "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off -c full_page_writes=off"; then
    cat "$folder/server.log" >&2
    exit 1
fi
$as_owner "$programs/createdb" -h "$folder" -U navstrechu navstrechu
cd "$OLDPWD"

DATABASE_URL="postgresql://navstrechu@$(echo "$folder" | sed 's|/|%2F|g')/navstrechu" "$@"
