"""A roadmap in XLSX: visible sheets with a header of a roadmap, values of formulas, merged cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plain import shortened, tidy
from navstrechu.roadmap.reading.layout import LIMITS, Column, header_of, require_cell_length
from navstrechu.roadmap.reading.tree import Doubt, DoubtCode
from navstrechu.tables.package import Package
from navstrechu.tables.rows import Line, Row
from navstrechu.tables.sheet_grid import Grid, text_of
from navstrechu.tables.workbook import Sheet, read_workbook

_DEEPEST_HEADER = 3
_NAMED = 5


@dataclass(frozen=True, slots=True)
class _HeaderPlace:
    """Rows of the header, first column of each of its cells, their texts, and which of them holds numbers."""

    first: int
    last: int
    starts: tuple[int, ...]
    texts: tuple[str, ...]
    number: int | None


def read_xlsx(package: Package, data: bytes) -> tuple[list[Line | Row], list[Doubt]]:
    """Lines and rows of the sheets that hold a plan, and doubts about the others.

    Raises InputRefused for a damaged or hostile workbook, formulas without values, numbers turned into dates.
    """
    book = read_workbook(package, data, LIMITS)
    sheets, doubts = book.sheets, [_ignored(name, "он скрыт") for name in book.hidden]
    headed = [(sheet, place) for sheet in sheets if (place := _header_place(sheet.grid)) is not None]
    if not headed:
        # The shared step says what is missing, or reads a header that merged cells hide.
        for sheet in sheets:
            sheet.marks.require_values(sheet.name)
        rows: list[Line | Row] = [row for sheet in sheets for row in _bare_rows(sheet.grid)]
        return rows, doubts
    with_plan = {sheet.name for sheet, _place in headed}
    for sheet in sheets:
        if sheet.name not in with_plan:
            doubts.append(_ignored(sheet.name, "в нём нет таблицы дорожной карты"))
    items: list[Line | Row] = []
    for identity, (sheet, place) in enumerate(headed, start=1):
        sheet.marks.require_values(sheet.name)
        if sheet.marks.hidden_rows:
            hidden = f"скрытых строк: {len(sheet.marks.hidden_rows)}; они прочитаны"
            message = f"На листе «{shortened(sheet.name)}» {hidden}."
            doubts.append(Doubt(None, DoubtCode.HIDDEN_ROWS, message))
        items += _items(sheet, place, identity, doubts)
    return items, doubts


def _ignored(name: str, reason: str) -> Doubt:
    return Doubt(None, DoubtCode.SHEET_IGNORED, f"Лист «{shortened(name)}» пропущен: {reason}.")


def _header_place(grid: Grid) -> _HeaderPlace | None:
    """The first header of a roadmap on the sheet; one of several rows is held together by merged cells."""
    for first in range(len(grid.rows)):
        if not any(tidy(text_of(value)) for value in grid.rows[first]):
            continue
        last = min(grid.bottom_of_merges(first), first + _DEEPEST_HEADER - 1)
        starts = grid.starts_between(first, last)
        texts = tuple(_lowest_text(grid, first, last, at) for at in starts)
        found = header_of(Row(texts, first + 1))
        if found is not None:
            return _HeaderPlace(first, last, starts, texts, found.positions.get(Column.NUMBER))
    return None


def _lowest_text(grid: Grid, first: int, last: int, column: int) -> str:
    """Of a heading in several rows the lowest names the column: «Исполнители» above «Соисполнители»."""
    rows = range(last, first - 1, -1)
    return next((text for row in rows if (text := tidy(grid.spread_text(row, column)))), "")


def _bare_rows(grid: Grid) -> Iterator[Row]:
    for at, row in enumerate(grid.rows):
        if any(text_of(value) for value in row):
            yield Row(tuple(text_of(value) for value in row), at + 1)


def _items(sheet: Sheet, place: _HeaderPlace, identity: int, doubts: list[Doubt]) -> Iterator[Line | Row]:
    grid = sheet.grid
    for at in range(place.first):
        yield Line(grid.row_text(at), at + 1)
    yield Row(place.texts, place.first + 1, identity)
    numbers = _Numbers(sheet.name, doubts)
    is_outside = False
    for at in range(place.last + 1, len(grid.rows)):
        if not grid.row_text(at):
            is_outside = True
            continue
        cells, inherited = _cells(grid, at, place)
        if place.number is not None:
            cells[place.number] = numbers.text(grid, at, place.starts[place.number], cells[place.number])
            is_outside = is_outside and not cells[place.number] and not grid.is_one_merged_cell(at)
        if is_outside:
            yield Line(grid.row_text(at), at + 1)
        else:
            yield Row(tuple(cells), at + 1, identity, inherited=inherited)
            yield from _beside(cells, place, at)
    numbers.require_readable()


def _cells(grid: Grid, at: int, place: _HeaderPlace) -> tuple[list[str], tuple[str, ...]]:
    """Texts below each cell of the header, and those of cells merged from rows above."""
    texts: list[str] = []
    inherited: list[str] = []
    for index, start in enumerate(place.starts):
        end = place.starts[index + 1] if index + 1 < len(place.starts) else grid.width
        own = [grid.own_text(at, column) for column in range(start, end)]
        above = [grid.text_from_above(at, column) for column in range(start, end)]
        texts.append("\n".join(filter(None, own)))
        inherited.append("\n".join(dict.fromkeys(filter(None, above))))
        require_cell_length(texts[-1], at + 1)
    return texts, tuple(inherited) if any(inherited) else ()


def _beside(cells: Sequence[str], place: _HeaderPlace, at: int) -> Iterator[Line]:
    """Text in columns without a heading belongs nowhere and is told of."""
    for index, text in enumerate(cells):
        if text and not place.texts[index] and index != place.number:
            yield Line(tidy(text), at + 1)


class _Numbers:
    """The column of numbers, which a spreadsheet takes for dates or loses zeros of."""

    def __init__(self, sheet: str, doubts: list[Doubt]) -> None:
        self._sheet, self._doubts = sheet, doubts
        self._dates: list[int] = []
        self._last = ""

    def text(self, grid: Grid, row: int, column: int, text: str) -> str:
        """The number of a row; 1.10 that was kept as the number 1.1 follows 1.9."""
        value = grid.rows[row][column] if column < len(grid.rows[row]) else ""
        if isinstance(value, date):
            self._dates.append(row + 1)
        if isinstance(value, float) and (text := self._with_zero(text)) != text_of(value):
            kept = f"записан в таблице как число {text_of(value)}; нуль восстановлен"
            message = f"Строка {row + 1}: номер {text} {kept}."
            self._doubts.append(Doubt(text, DoubtCode.NUMBER_RESTORED, message))
        self._last = text or self._last
        return text

    def _with_zero(self, text: str) -> str:
        section, _point, last = self._last.strip(" .").rpartition(".")
        expected = f"{section}.{int(last) + 1}" if section and last.isdecimal() else ""
        return expected if expected.endswith("0") and expected.rstrip("0") == text else text

    def require_readable(self) -> None:
        """Raise InputRefused where the spreadsheet turned «2.1.1» into a date: the number is lost."""
        if self._dates:
            rows = ", ".join(map(str, self._dates[:_NAMED])) + ("…" if len(self._dates) > _NAMED else "")
            raise InputRefused(
                f"Лист «{self._sheet}»: в столбце номеров стоят даты (строки {rows}). "
                "Задайте столбцу формат «Текстовый», впишите номера вида 2.1.1 и загрузите снова."
            )
