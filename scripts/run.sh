#!/bin/sh
# From a fresh clone, or from any later state, to a served product; keeps all data.
set -eu
cd "$(dirname "$0")/.."

# The product on a developer's or an evaluator's machine shows the demonstration department.
# With 0 the installation starts empty.
export NAVSTRECHU_DEMONSTRATION="${NAVSTRECHU_DEMONSTRATION:-1}"

"$(scripts/python.sh)" scripts/set_up.py run
exec .venv/bin/navstrechu serve --port "${PORT:-8000}"
