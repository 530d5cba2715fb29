"""Files of an edition. Equal editions give equal bytes, on whatever day and however often they are made."""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from navstrechu.core.text.dates import date_in_words
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.delimited import csv_of
from navstrechu.documents.engine.tree import Block, Column, Document, Paragraph, Row, Style, Table
from navstrechu.documents.rendering import Format, Rendered, render
from navstrechu.organisation.models import Agency
from navstrechu.registers.kinds import CellValue, FrozenRow, RegisterKind, kind_of
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.queries import rows_of

FORMATS = ("docx", "pdf", "xlsx", "csv", "json")


@in_official_language
def edition_file_of(edition: RegisterEdition, format: str) -> Rendered:
    """The edition in one of FORMATS; ValueError for another. Raises InputRefused where a format cannot hold
    so many rows."""
    kind, rows = kind_of(edition.register), rows_of(edition)
    act = edition.act
    facts = {
        "agency": edition.agency.full_name,
        "edition": edition.number,
        "order": {"number": act.number, "date": act.dated.isoformat()} if act else None,
    }
    return _file(kind, rows, format, lambda: edition_document(edition, kind, rows), facts)


@in_official_language
def live_file_of(
    agency: Agency, register: str, format: str, rows: Sequence[FrozenRow] | None = None
) -> Rendered:
    """The live register, or the given rows of it, in one of FORMATS: no order stands above it."""
    kind = kind_of(register)
    shown = kind.rows(agency) if rows is None else rows
    facts = {"agency": agency.full_name, "edition": None, "order": None}
    return _file(
        kind,
        shown,
        format,
        lambda: Document(kind.title, kind.body(shown), orientation=kind.orientation),
        facts,
    )


def _file(
    kind: RegisterKind,
    rows: Sequence[FrozenRow],
    format: str,
    document: Callable[[], Document],
    facts: dict[str, Any],
) -> Rendered:
    if format not in FORMATS:
        raise ValueError(format)
    if format == "json":
        return json_of(kind, rows, facts)
    if format == "csv":
        return csv_of(plain_table(kind, rows))
    return render(document(), Format(format))


def edition_document(edition: RegisterEdition, kind: RegisterKind, rows: Sequence[FrozenRow]) -> Document:
    """The edition as the annex of the order that approves it."""
    return Document(
        title=f"{kind.title}, редакция № {edition.number}",
        blocks=(*approval_lines(edition), *kind.body(rows)),
        orientation=kind.orientation,
        dated=edition.in_force_from,
    )


def approval_lines(edition: RegisterEdition) -> tuple[Block, ...]:
    """«УТВЕРЖДЕН приказом … от … № …»; places to fill in by hand while there is no order yet."""
    order = "от ____________ № ______"
    if edition.act is not None:
        order = f"от {date_in_words(edition.act.dated)} №\u00a0{edition.act.number}"
    lines = ("УТВЕРЖДЕН", f"приказом {edition.agency.full_name_genitive}", order)
    return tuple(Paragraph(line, Style.ANNEX, keep_with_next=True) for line in lines)


def plain_table(kind: RegisterKind, rows: Sequence[FrozenRow]) -> Table:
    """The rows without merged cells: every row says all by itself, as data should."""
    return Table(
        tuple(Column(heading) for _code, heading in kind.columns),
        tuple(Row.of(*(_text(row.cells.get(code, "")) for code, _heading in kind.columns)) for row in rows),
        name=kind.title,
    )


def _text(value: CellValue) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def json_of(kind: RegisterKind, rows: Sequence[FrozenRow], facts: dict[str, Any]) -> Rendered:
    """Open data: what the register is, by which order, its columns and rows by code."""
    content = {
        "register": kind.code,
        "title": kind.title,
        **facts,
        "columns": [{"code": code, "title": heading} for code, heading in kind.columns],
        "rows": [dict(row.cells) for row in rows],
    }
    data = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
    return Rendered(data, "application/json", "json", hashlib.sha256(data).hexdigest())
