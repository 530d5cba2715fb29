"""The table of measures: its columns, its order and groups, the same rows as a file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.text.dates import date_in_figures
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import Align, Cell, Column, Document, Facts, Row, RowKind, Table
from navstrechu.roadmap.progress import MOST_PRESSING_FIRST, STATE_LABELS
from navstrechu.roadmap.progress_report import post_text
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState
from navstrechu.roadmap.urgency import missing_results
from navstrechu.web.roadmap.filters import Filters, folded


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the page; ``key`` sorts by it, None keeps the order of the plan."""

    code: str
    label: object
    key: Callable[[MeasureStateOn], Any] | None
    css: str = ""


COLUMNS = (
    TableColumn("number", gettext_lazy("№"), None),
    TableColumn("title", gettext_lazy("Мероприятие"), lambda measure: folded(measure.title)),
    TableColumn("due", gettext_lazy("Срок"), lambda measure: measure.due_on, "d"),
    TableColumn(
        "responsible", gettext_lazy("Ответственный"), lambda measure: folded(measure.responsible.title)
    ),
    TableColumn(
        "co",
        gettext_lazy("Соисполнители"),
        lambda measure: [folded(post.title) for post in measure.co_executors],
    ),
    TableColumn(
        "results", gettext_lazy("Результаты"), lambda measure: [folded(r.text) for r in measure.results]
    ),
    TableColumn(
        "documents",
        gettext_lazy("Документы"),
        lambda measure: (-len(missing_results(measure)), measure.progress.results_met),
        "n",
    ),
    TableColumn("state", gettext_lazy("Состояние"), lambda measure: MOST_PRESSING_FIRST.index(measure.state)),
)
GROUPS = {
    "section": gettext_lazy("По разделам"),
    "responsible": gettext_lazy("По ответственным"),
    "state": gettext_lazy("По состояниям"),
    "none": gettext_lazy("Без групп"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """How the rows stand: by which column and under which headings, ``asked_group`` when they were chosen."""

    column: TableColumn = COLUMNS[0]
    is_descending: bool = False
    asked_group: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> "Order":
        """Read the address; names that the table does not know are as if they were not given."""
        asked = data.get("sort", "")
        column = next((known for known in COLUMNS if known.code == asked.removeprefix("-")), COLUMNS[0])
        group = data.get("group", "")
        is_known = column.code == asked.removeprefix("-")
        return cls(column, is_known and asked.startswith("-"), group if group in GROUPS else "")

    @property
    def is_plain(self) -> bool:
        """Whether the rows stand as in the plan."""
        return self.column is COLUMNS[0] and not self.is_descending

    @property
    def group(self) -> str:
        """The headings: those that were chosen, else the plan's own; who sorts by a column wants one list."""
        return self.asked_group or self._own_group

    @property
    def _own_group(self) -> str:
        return "section" if self.is_plain else "none"

    def pairs(self) -> dict[str, str]:
        """What the address says of it: only what differs from the plain plan."""
        pairs = {}
        if not self.is_plain:
            pairs["sort"] = f"{'-' if self.is_descending else ''}{self.column.code}"
        if self.group != self._own_group:
            pairs["group"] = self.group
        return pairs

    def turned_to(self, column: TableColumn) -> "Order":
        """After a click on the head of a column: sorted by it, the sorted one turned round.

        Headings by post or state stay; those of the plan make way, and come back with its order.
        """
        is_descending = column is self.column and not self.is_descending
        return Order(
            column, is_descending, self.asked_group if self.group in {"responsible", "state"} else ""
        )

    def sorted(self, measures: Iterable[MeasureStateOn]) -> list[MeasureStateOn]:
        """Rows in this order; equal ones keep the order of the plan, whichever way the column runs."""
        rows = list(measures)
        if self.column.key is None:
            return rows[::-1] if self.is_descending else rows
        return sorted(rows, key=self.column.key, reverse=self.is_descending)


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under a heading; without groups there is one without heading."""

    heading: str
    measures: list[MeasureStateOn]


def grouped(measures: list[MeasureStateOn], group: str, state: RoadmapState) -> list[RowGroup]:
    """The rows under their headings, in their order; headings without rows are left out."""
    if group == "none":
        return [RowGroup("", measures)] if measures else []
    headings: dict[str, list[MeasureStateOn]] = {heading: [] for heading in _headings(group, state)}
    titles = {section.number: f"{section.number}. {section.title}" for section in state.sections}
    for measure in measures:
        headings.setdefault(_heading_of(measure, group, titles), []).append(measure)
    return [RowGroup(heading, rows) for heading, rows in headings.items() if rows]


def _headings(group: str, state: RoadmapState) -> list[str]:
    """Headings in their own order: sections as in the plan, states by urgency, posts by alphabet."""
    if group == "section":
        return [f"{section.number}. {section.title}" for section in state.sections]
    if group == "state":
        return [str(capfirst(STATE_LABELS[shown])) for shown in MOST_PRESSING_FIRST]
    return sorted({measure.responsible.title for measure in state.measures}, key=folded)


def _heading_of(measure: MeasureStateOn, group: str, sections: dict[str, str]) -> str:
    if group == "section":
        return sections.get(measure.section, measure.section)
    if group == "state":
        return str(capfirst(STATE_LABELS[measure.state]))
    return measure.responsible.title


@dataclass(frozen=True, slots=True)
class Header:
    """A column head with the address that sorts by it."""

    label: object
    url: str
    direction: str
    kind: str


def headers(filters: Filters, order: Order, address: Callable[..., str]) -> list[Header]:
    """The heads of all columns; a click on the sorted one turns it round."""
    return [_header(column, filters, order, address) for column in COLUMNS]


def _header(column: TableColumn, filters: Filters, order: Order, address: Callable[..., str]) -> Header:
    direction = ("descending" if order.is_descending else "ascending") if column is order.column else ""
    turned = order.turned_to(column)
    return Header(column.label, address(filters.pairs(), turned.pairs()), direction, column.css)


def address_of(base: str, *pairs: dict[str, str]) -> str:
    """An address with the pairs that are not empty."""
    query = urlencode({name: value for part in pairs for name, value in part.items() if value})
    return f"{base}?{query}" if query else base


_FILE_COLUMNS = (
    Column("№", 7),
    Column("Мероприятие", 28),
    Column("Срок", 11, Align.CENTRE),
    Column("Срок по плану", 11, Align.CENTRE),
    Column("Ответственный", 22),
    Column("Соисполнители", 22),
    Column("Результаты", 30),
    Column("Документы", 9, Align.CENTRE),
    Column("Состояние", 12),
)


def file_table(groups: list[RowGroup]) -> Table:
    """The shown rows with every column, whatever the page hides."""
    rows: list[Row] = []
    for group in groups:
        if group.heading:
            rows.append(Row((Cell.of(group.heading, colspan=len(_FILE_COLUMNS), bold=True),), RowKind.GROUP))
        rows += [_file_row(measure) for measure in group.measures]
    return Table(_FILE_COLUMNS, tuple(rows), name="Мероприятия")


def _file_row(measure: MeasureStateOn) -> Row:
    return Row.of(
        measure.number,
        measure.title,
        date_in_figures(measure.due_on),
        date_in_figures(measure.baseline_due_on),
        post_text(measure.responsible),
        "\n".join(post.title for post in measure.co_executors),
        "\n".join(result.text for result in measure.results),
        _("{met} из {required}").format(
            met=measure.progress.results_met, required=measure.progress.results_required
        ),
        str(capfirst(STATE_LABELS[measure.state])),
    )


def file_document(groups: list[RowGroup], conditions: list[tuple[str, str]], on: date) -> Document:
    """The shown rows as a document: on which day, under which conditions."""
    facts = [("По состоянию на", date_in_figures(on)), *(said.split(": ", 1) for _name, said in conditions)]
    return Document(
        title=f"Мероприятия дорожной карты на {date_in_figures(on)}",
        blocks=(Facts(tuple((label, value) for label, value in facts)), file_table(groups)),
        orientation=Orientation.LANDSCAPE,
        dated=on,
    )
