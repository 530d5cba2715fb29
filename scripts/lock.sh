#!/bin/sh
# Turns requirements/*.in into versions with hashes, and package.json into its lock. Neither names an address:
# the machine's own configuration says where packages come from.
set -eu
cd "$(dirname "$0")/../requirements"

compile() {
    ../.venv/bin/uv pip compile -q ${UPGRADE:+--upgrade} --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-annotate --no-header "$@"
}
compile base.in -o base.txt
compile dev.in -c base.txt -o dev.txt
compile uv.in -o uv.txt
compile node.in -o node.txt
cd ..
if command -v npm >/dev/null; then
    npm install --package-lock-only --ignore-scripts --no-fund --no-audit --loglevel=error
fi
