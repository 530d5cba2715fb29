#!/bin/sh
# Prints the path of a Python that set-up can use (3.11 or later), or says what to install.
# A pyenv shim may exist for a version that is not active, so each candidate is really started.
set -eu

usable() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

for candidate in python3.11 /usr/bin/python3.11 "$HOME"/.pyenv/versions/3.11.*/bin/python \
    python3.12 python3.13 python3 python; do
    if usable "$candidate"; then
        "$candidate" -c 'import sys; print(sys.executable)'
        exit 0
    fi
done

echo "Не найден Python 3.11 или новее. Установите его: sudo apt-get install python3 python3-venv" >&2
exit 1
