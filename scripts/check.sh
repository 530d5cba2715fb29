#!/bin/sh
# Everything that can be told without running the product. Each check runs even when an earlier one failed.
set -u
cd "$(dirname "$0")/.."

"$(scripts/python.sh)" scripts/set_up.py test || exit 1
failed=""

check() {
    name=$1
    shift
    if output=$("$@" 2>&1); then
        echo "ok       $name"
    else
        failed="$failed $name"
        printf '%s\nFAILED   %s\n' "$output" "$name"
    fi
}

programs=.venv/bin
export DJANGO_SETTINGS_MODULE=config.settings_test
check format $programs/ruff format --check .
check lint $programs/ruff check .
check types $programs/mypy
check layers $programs/lint-imports
check django $programs/python manage.py check --fail-level WARNING
check migrations $programs/python manage.py makemigrations --check --dry-run
check architecture $programs/python -m pytest -q -p no:randomly tests/architecture

[ -z "$failed" ] || { echo "Не прошли:$failed"; exit 1; }
