"""`navstrechu import-touchpoints`: read a file of a register of touchpoints and tell what would be loaded."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from navstrechu.core.errors import InputRefused
from navstrechu.tables.files import MAX_FILE_BYTES, file_bytes
from navstrechu.touchpoints.reading import ReadRegister, read_isolated

HELP = "прочитать и проверить перечень точек взаимодействия из файла"
EXAMPLES = """примеры:
  navstrechu import-touchpoints перечень.xlsx --check          что прочитано и что вызывает сомнение
  navstrechu import-touchpoints перечень.docx --check --json   то же в JSON, для других программ

Код завершения: 0 – прочитано (с сомнениями или без), 2 – файл не принят, причина в потоке ошибок."""
# Checking needs no database and no settings, so it does not wait for them to load.
STARTS_BY_ITSELF = True
_STDIN = "-"


def add_arguments(parser: ArgumentParser) -> None:
    """The file and how to tell of it."""
    parser.add_argument("file", metavar="ФАЙЛ", help="XLSX, DOCX или CSV; «-» – из потока ввода")
    parser.add_argument("--check", action="store_true", help="прочитать и проверить, ничего не сохраняя")
    parser.add_argument("--json", action="store_true", help="напечатать прочитанное в JSON")


def run(options: Namespace) -> int:
    """Read and tell; without ``--check`` nothing is said to be done that is not."""
    if not options.check:
        raise InputRefused("Укажите --check: команда читает и проверяет файл, ничего не сохраняя.")
    register = read_isolated(*_content(options.file))
    if options.json:
        print(json.dumps(register.to_json(), ensure_ascii=False, indent=2))
    else:
        _tell(register)
    return 0


def _content(file: str) -> tuple[bytes, str]:
    """The bytes, never more than a file may have, and the name under which refusals speak of them."""
    if file == _STDIN:
        return sys.stdin.buffer.read(MAX_FILE_BYTES + 1), ""
    path = Path(file)
    return file_bytes(path), path.name


def _tell(register: ReadRegister) -> None:
    groups = len({row.group for row in register.rows if row.group})
    processes = len({(row.group, row.process) for row in register.rows if row.process})
    interactions = sum(len(row.interactions) for row in register.rows)
    print(
        f"Групп: {groups}, процессов: {processes}, строк перечня: {len(register.rows)}, "
        f"взаимодействий: {interactions}."
    )
    print(f"Сомнений: {len(register.doubts)}{'.' if not register.doubts else ':'}")
    for doubt in register.doubts:
        print(f"  {doubt.message}")
