"""`navstrechu import-touchpoints`: read a file of the register, check it, save it for a named agency."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from navstrechu.cli.installation import actor_of, agency_of, set_up
from navstrechu.core.errors import InputRefused
from navstrechu.tables.files import MAX_FILE_BYTES, file_bytes
from navstrechu.touchpoints.reading import ReadRegister, read_isolated

HELP = "прочитать и проверить перечень точек взаимодействия из файла"
EXAMPLES = """примеры:
  navstrechu import-touchpoints перечень.xlsx --check          что прочитано и что вызывает сомнение
  navstrechu import-touchpoints перечень.docx --check --json   то же в JSON, для других программ
  navstrechu import-touchpoints перечень.xlsx --agency depsoc --as coordinator
                                                               загрузить в орган depsoc

Код завершения: 0 – прочитано (с сомнениями или без), 2 – файл не принят, причина в потоке ошибок."""
# Checking needs no database and no settings, so it does not wait for them to load.
STARTS_BY_ITSELF = True
_STDIN = "-"


def add_arguments(parser: ArgumentParser) -> None:
    """The file and how to tell of it."""
    parser.add_argument("file", metavar="ФАЙЛ", help="XLSX, DOCX или CSV; «-» – из потока ввода")
    parser.add_argument("--check", action="store_true", help="прочитать и проверить, ничего не сохраняя")
    parser.add_argument("--json", action="store_true", help="напечатать прочитанное в JSON")
    parser.add_argument("--agency", metavar="КОД", help="загрузить в перечень этого органа")
    parser.add_argument(
        "--include-unknown", action="store_true", help="включить в реестр процессы, которых в нём нет"
    )
    parser.add_argument("--as", metavar="ЛОГИН", dest="login", help="от чьего имени; по умолчанию – система")


def run(options: Namespace) -> int:
    """Read and tell; save where an agency is named and ``--check`` is not given."""
    if not options.check and not options.agency:
        raise InputRefused("Укажите --check, чтобы проверить файл, или --agency КОД, чтобы загрузить его.")
    data, name = _content(options.file)
    register = read_isolated(data, name)
    if not options.check:
        set_up()
        return _save(options, register, data, name)
    if options.json:
        print(json.dumps(register.to_json(), ensure_ascii=False, indent=2))
    else:
        _tell(register)
    return 0


def _save(options: Namespace, register: ReadRegister, data: bytes, name: str) -> int:
    from django.utils import timezone  # noqa: PLC0415 – these need loaded applications

    from navstrechu.organisation.queries import today_in  # noqa: PLC0415
    from navstrechu.touchpoints.importing import fingerprint, planned_rows  # noqa: PLC0415
    from navstrechu.touchpoints.queries.importing import live_register  # noqa: PLC0415
    from navstrechu.touchpoints.services.imports import confirm_import, prepare_import  # noqa: PLC0415

    agency, by, now = agency_of(options.agency), actor_of(options.login), timezone.now()
    draft = prepare_import(agency=agency, name=name or "перечень", data=data, reading=register, by=by, at=now)
    include = options.include_unknown
    planned = planned_rows(register.rows, live_register(agency), include_unknown=include)
    counts = confirm_import(
        draft=draft, include_unknown=include, seen=fingerprint(planned), on=today_in(agency), by=by, at=now
    )
    for one in planned:
        if one.reason:
            print(f"  {one.read.place}: {one.reason}")
    print(
        f"Добавлено: {counts['added']}, изменено: {counts['changed']}, "
        f"без изменений: {counts['unchanged']}, не взято: {counts['left_out']}."
    )
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
