#!/bin/sh
# The whole suite on SQLite, then on PostgreSQL; ARGS narrows it: make test ARGS=tests/roadmap
# Exit status 0 only when both runs passed. In CI a missing program is a failure, elsewhere it is named.
set -u
cd "$(dirname "$0")/.."

"$(scripts/python.sh)" scripts/set_up.py test || exit 1
if ! scripts/system-packages.sh --for-tests; then
    [ -z "${CI:-}" ] || exit 1
    echo "Проверки, которым нужны эти программы, будут пропущены."
fi

pytest() {
    # 5 = nothing was collected: right for a folder without tests of one database, wrong for the whole suite.
    # Journeys stand together and are dear: a worker that has nothing left takes them from the other.
    # shellcheck disable=SC2086 # ARGS holds several words
    "$@" -n "${WORKERS:-auto}" --dist worksteal ${ARGS:-}
    status=$?
    if [ "$status" = 5 ] && [ -n "${ARGS:-}" ]; then status=0; fi
    return "$status"
}

echo "== SQLite"
pytest .venv/bin/python -m pytest
on_sqlite=$?

echo "== PostgreSQL"
if [ -z "${CI:-}" ] && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    echo "PostgreSQL не установлен: вторая половина проверок не выполнена."
    exit "$on_sqlite"
fi
pytest scripts/throwaway-postgresql.sh .venv/bin/python -m pytest -m "not e2e or both_databases"
on_postgresql=$?

[ "$on_sqlite" = 0 ] || echo "На SQLite есть ошибки (код $on_sqlite)."
[ "$on_postgresql" = 0 ] || echo "На PostgreSQL есть ошибки (код $on_postgresql)."
[ "$on_sqlite" = 0 ] && [ "$on_postgresql" = 0 ]
