"""What the pages of editions have in common: the register of the address, its rows group by group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest
from django.urls import reverse

from navstrechu.organisation.models import Agency
from navstrechu.registers.kinds import CellValue, RegisterKind, kind_of
from navstrechu.registers.models import EditionRow, RegisterEdition
from navstrechu.registers.queries import editions_of
from navstrechu.web.shell.requests import AgencyRequest

ROWS_ON_A_PAGE = 100
# These two stand once above the rows of a group.
_OF_THE_GROUP = ("group_number", "group")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as a page shows it: its cells under their headings, texts as lists of lines."""

    cells: tuple[tuple[str, list[str]], ...]


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The rows of one group of processes that stand on the page."""

    number: int
    title: str
    rows: list[ShownRow]


def register_or_404(code: str) -> RegisterKind:
    """The register of an address."""
    try:
        return kind_of(code)
    except LookupError:
        raise Http404 from None


def edition_or_404(agency: Agency, kind: RegisterKind, number: int) -> RegisterEdition:
    """An edition by its number."""
    found = editions_of(agency, kind.code).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def columns_of(kind: RegisterKind) -> list[str]:
    """Headings of the columns that a page shows beside the group."""
    return [heading for code, heading in kind.columns if code not in _OF_THE_GROUP]


def page_of_rows(request: HttpRequest, edition: RegisterEdition) -> Page[EditionRow]:
    """The rows of the page that was asked for."""
    rows = edition.rows.order_by("position")
    return Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))


def groups_of(kind: RegisterKind, rows: Sequence[EditionRow]) -> Iterator[ShownGroup]:
    """Rows group by group, as printed."""
    for number, members in groupby(rows, key=lambda row: row.group_number):
        listed = list(members)
        yield ShownGroup(number, str(listed[0].cells.get("group", "")), [_shown(kind, row) for row in listed])


def _shown(kind: RegisterKind, row: EditionRow) -> ShownRow:
    codes = [(code, heading) for code, heading in kind.columns if code not in _OF_THE_GROUP]
    return ShownRow(tuple((heading, lines(row.cells.get(code, ""))) for code, heading in codes))


def lines(value: CellValue) -> list[str]:
    """A cell as its lines."""
    return value.split("\n") if isinstance(value, str) else list(value)


def breadcrumbs(request: AgencyRequest, kind: RegisterKind, *further: tuple[object, str]) -> list[Any]:
    """The way to a page of an edition."""
    return [(kind.label, address(request, kind, "editions")), *further]


def address(request: AgencyRequest, kind: RegisterKind, name: str, **kwargs: object) -> str:
    """The address of a page of editions of a register."""
    return reverse(
        f"registers:{name}", kwargs={"agency": request.agency.code, "register": kind.code, **kwargs}
    )
