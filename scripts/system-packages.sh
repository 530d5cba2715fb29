#!/bin/sh
# Installs system packages where that is allowed (root, or sudo without a password); otherwise says what to type.
#   system-packages.sh PACKAGE…     these packages
#   system-packages.sh --for-tests  those that tests need and this machine lacks
set -eu

missing_for_tests() {
    command -v chromium >/dev/null || echo chromium
    # The browser test of a page set in another font than ours would measure other widths.
    [ -d /usr/share/fonts/truetype/liberation ] || echo fonts-liberation
    [ -e /usr/lib/libreoffice/program/libswlo.so ] || echo libreoffice-writer-nogui
    [ -e /usr/lib/libreoffice/program/libsclo.so ] || echo libreoffice-calc-nogui
    command -v pdftotext >/dev/null || echo poppler-utils
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo postgresql
}

if [ "${1:-}" = "--for-tests" ]; then
    # shellcheck disable=SC2046 # one word for each package
    set -- $(missing_for_tests)
fi
[ "$#" -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Не хватает системных пакетов. Установите их: sudo apt-get install $*" >&2
    exit 1
fi
if ! command -v apt-get >/dev/null; then
    echo "Не хватает программ из пакетов Debian: $*. Установите их средствами своей системы." >&2
    exit 1
fi
echo "Ставлю системные пакеты: $*"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
$as_root apt-get install -qq -y --no-install-recommends "$@" >/dev/null
