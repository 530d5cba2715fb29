"""`navstrechu import-roadmap`: read a roadmap file, check it, and save it when an agency is named."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from navstrechu.cli.installation import actor_of, agency_of, set_up
from navstrechu.cli.parser import day
from navstrechu.core.calendar import WorkingCalendar
from navstrechu.core.errors import InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.roadmap.headings import likely_approval
from navstrechu.roadmap.reading import ReadRoadmap, read_isolated
from navstrechu.tables.files import MAX_FILE_BYTES, file_bytes

HELP = "прочитать дорожную карту из файла, проверить и загрузить"
EXAMPLES = """примеры:
  navstrechu import-roadmap карта.docx --check           показать, что прочитано и что вызывает сомнение
  navstrechu import-roadmap карта.docx --check --json    то же в JSON, для других программ
  navstrechu import-roadmap карта.docx --agency depsoc   загрузить в орган depsoc

Код завершения: 0 – прочитано (с сомнениями или без), 2 – файл не принят, причина в потоке ошибок."""
# Checking needs no database and no settings, so it does not wait for them to load.
STARTS_BY_ITSELF = True
_STDIN = "-"


def add_arguments(parser: ArgumentParser) -> None:
    """The file, whether to save, and by what the plan was approved."""
    parser.add_argument("file", metavar="ФАЙЛ", help="DOCX, XLSX, PDF или текст; «-» – из потока ввода")
    parser.add_argument("--check", action="store_true", help="только прочитать и проверить, без базы данных")
    parser.add_argument("--json", action="store_true", help="напечатать прочитанное в JSON")
    parser.add_argument("--agency", metavar="КОД", help="загрузить как дорожную карту этого органа")
    parser.add_argument("--basis", metavar="ТЕКСТ", help="чем утверждена; по умолчанию – из шапки файла")
    parser.add_argument(
        "--approved-on", metavar="ДАТА", type=day, help="когда утверждена; по умолчанию – из шапки файла"
    )
    parser.add_argument("--as", metavar="ЛОГИН", dest="login", help="от чьего имени; по умолчанию – система")


def run(options: Namespace) -> int:
    """Read; then save when an agency is named and ``--check`` is not given."""
    if not options.check and not options.agency:
        raise InputRefused("Укажите --check, чтобы проверить файл, или --agency КОД, чтобы загрузить его.")
    data, name = _content(options.file)
    plan = read_isolated(data, name)
    if options.check:
        _allow_texts_without_settings()
    else:
        set_up()
        _save(options, plan, data, name)
    _print(options, plan)
    return 0


def _content(file: str) -> tuple[bytes, str]:
    """The bytes, never more than a roadmap may have, and the name under which refusals speak of them."""
    if file == _STDIN:
        return sys.stdin.buffer.read(MAX_FILE_BYTES + 1), ""
    path = Path(file)
    return file_bytes(path), path.name


def _allow_texts_without_settings() -> None:
    """The checks take their sentences through gettext, which asks the settings for the language."""
    from django.conf import settings  # noqa: PLC0415 – not needed where the file is refused

    if not settings.configured:
        settings.configure(USE_I18N=False)


def _save(options: Namespace, plan: ReadRoadmap, data: bytes, name: str) -> None:
    from django.utils import timezone  # noqa: PLC0415 – these need loaded applications

    from navstrechu.roadmap.services.imports import import_file  # noqa: PLC0415

    import_file(
        agency=agency_of(options.agency),
        name=name or "дорожная карта",
        data=data,
        reading=plan,
        approval=_approval(options, plan),
        by=actor_of(options.login),
        at=timezone.now(),
    )


def _approval(options: Namespace, plan: ReadRoadmap) -> Any:
    from navstrechu.roadmap.services.imports import Approval  # noqa: PLC0415 – needs loaded applications

    likely = likely_approval(plan.heading)
    basis = options.basis or (likely.basis if likely else "")
    approved_on = options.approved_on or (likely.approved_on if likely else None)
    if not basis or approved_on is None:
        raise InputRefused(
            "В шапке файла не сказано, чем и когда утверждена дорожная карта. "
            "Укажите --basis «протокол … № …» и --approved-on ДАТА."
        )
    return Approval(basis, approved_on)


def _print(options: Namespace, plan: ReadRoadmap) -> None:
    # Imported here: needs the settings, which a refused file is not kept waiting for.
    from navstrechu.roadmap.remarks import remarks_on  # noqa: PLC0415

    remarks = remarks_on(plan, WorkingCalendar().day_off)
    if options.json:
        told = plan.to_json() | {"doubts": [remark.to_json() for remark in remarks]}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    results = sum(len(measure.results) for measure in plan.measures)
    print(f"Разделов: {len(plan.sections)}, мероприятий: {len(plan.measures)}, результатов: {results}.")
    dues = [measure.due for measure in plan.measures]
    print(f"Сроки: с {date_in_figures(min(dues))} по {date_in_figures(max(dues))}.")
    print(f"Замечаний: {len(remarks)}{'.' if not remarks else ':'}")
    for remark in remarks:
        print(f"  {remark.measure or '–':<7}{remark.message}")
    if not options.check:
        print(f"Загружено в орган «{options.agency}».")
