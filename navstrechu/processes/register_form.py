"""The register of processes as it is printed and as editions freeze it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from django.db.models import Q
from django.utils.translation import gettext_lazy

from navstrechu.core.findings import Findings
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.tree import Align, Block, Cell, Column, Paragraph, Row, RowKind, Style, Table
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import day_in
from navstrechu.processes.models import Process
from navstrechu.processes.printing import basis_text, term_text
from navstrechu.processes.queries.card import process_cards, values_of
from navstrechu.processes.queries.completeness import register_checks
from navstrechu.processes.vocabulary import (
    OBJECT_TITLES,
    REACH_TITLES,
    SCOPE_TITLES,
    ObjectKind,
    Reach,
    Scope,
)
from navstrechu.registers.kinds import FrozenRow, RegisterKind

# Headings stand in official documents: Russian whatever the language of the pages.
COLUMNS = (
    ("group_number", "№ группы"),
    ("group", "Группа процессов"),
    ("code", "Код"),
    ("title", "Наименование процесса"),
    ("object_kind", "Вид"),
    ("scope", "Основной / отраслевой"),
    ("reach", "Межведомственный / внутриведомственный"),
    ("unit", "Подразделение"),
    ("term", "Срок"),
    ("bases", "Правовое основание"),
)
_WIDTHS = {
    "code": 15,
    "title": 62,
    "object_kind": 25,
    "scope": 34,
    "reach": 61,
    "unit": 46,
    "term": 40,
    "bases": 57,
}
_GROUPED = ("group_number", "group")
TITLE = "Реестр межведомственных и внутриведомственных процессов"


def frozen_rows(agency: Agency) -> Sequence[FrozenRow]:
    """Processes of the register in printed order; a fixed number of queries."""
    return rows_of(process_cards(agency).in_register().in_printed_order())


@in_official_language
def rows_of(processes: Iterable[Process]) -> list[FrozenRow]:
    """Printed rows of given processes (with what `process_cards` reads)."""
    return [_frozen(process) for process in processes]


def _frozen(process: Process) -> FrozenRow:
    values = values_of(process)
    return FrozenRow(
        key=f"process:{process.pk}",
        group_number=process.group.number,
        cells={
            "group_number": str(process.group.number),
            "group": process.group.title,
            "code": process.code,
            "title": process.title,
            "object_kind": str(OBJECT_TITLES[ObjectKind(process.object_kind)]),
            "scope": str(SCOPE_TITLES[Scope(process.scope)]),
            "reach": str(REACH_TITLES[Reach(process.reach)]),
            "unit": process.unit.name if process.unit else "",
            "term": term_text(values.term),
            "bases": [basis_text(basis) for basis in values.bases],
        },
        sources={"process": process.pk, "group": process.group_id},
    )


def body(rows: Sequence[FrozenRow]) -> tuple[Block, ...]:
    """Title and table, group by group; the rows of a group stand below its heading."""
    columns = tuple(
        Column(heading, _WIDTHS[code], Align.CENTRE if code == "code" else Align.LEFT)
        for code, heading in COLUMNS
        if code not in _GROUPED
    )
    printed: list[Row] = []
    for (number, title), members in groupby(rows, key=_group):
        heading = Cell.of(f"{number}. {title}", colspan=len(columns), bold=True)
        printed.append(Row((heading,), RowKind.GROUP))
        printed += [
            Row.of(*(_cell(row, code) for code, _heading in COLUMNS if code not in _GROUPED))
            for row in members
        ]
    return (
        Paragraph(TITLE, Style.TITLE, keep_with_next=True),
        Table(columns, tuple(printed), name=TITLE),
    )


def _group(row: FrozenRow) -> tuple[str, str]:
    return _cell(row, "group_number"), _cell(row, "group")


def _cell(row: FrozenRow, code: str) -> str:
    value = row.cells[code]
    return value if isinstance(value, str) else "\n".join(value)


def edition_findings(agency: Agency) -> Findings:
    """What is missing; warnings only: an edition with gaps may be approved, its gaps stay visible."""
    return register_checks(agency)


def note(agency: Agency, since: datetime | None) -> str:
    """What came in and what left since the previous edition, for the notes of the next one."""
    if since is None:
        return ""
    day = day_in(agency, since)
    moved = Process.objects.filter(agency=agency, changed_at__gt=since).in_printed_order()
    included = moved.in_register().filter(included_on__gte=day)
    excluded = moved.filter(~Q(excluded_on=None), excluded_on__gte=day)
    lines = [f"Включён: {one.code} {one.title} (с {date_in_figures(one.included_on)})" for one in included]
    lines += [
        f"Исключён: {one.code} {one.title} (с {date_in_figures(one.excluded_on)})"
        for one in excluded
        if one.excluded_on is not None
    ]
    return "\n".join(lines)


PROCESSES = RegisterKind(
    code="processes",
    label=gettext_lazy("Реестр процессов"),
    title=TITLE,
    genitive="реестра межведомственных и внутриведомственных процессов",
    columns=COLUMNS,
    rows=frozen_rows,
    findings=edition_findings,
    note=note,
    body=body,
    named_by=("code", "title"),
)
