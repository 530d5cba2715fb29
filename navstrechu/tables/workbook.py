"""The visible sheets of an XLSX: values with merged cells, and the names of what is left out.

What the library cannot tell (formulas without a value, hidden rows, cells scattered to make it build a giant
table) is looked up in the sheet's own XML before it is handed over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from navstrechu.core.errors import InputRefused
from navstrechu.tables.limits import Limits
from navstrechu.tables.package import DAMAGED, Package
from navstrechu.tables.sheet_grid import Grid, Merge
from navstrechu.tables.sheet_marks import SheetMarks, marks_of

_MOST_SHEETS = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet with something on it."""

    name: str
    grid: Grid
    marks: SheetMarks


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in their order; ``hidden`` and ``empty`` name those that were left out."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...]
    empty: tuple[str, ...]


def read_workbook(package: Package, data: bytes, limits: Limits) -> Workbook:
    """Visible sheets of a workbook; raises InputRefused for a damaged, hostile or oversized one."""
    marks = marks_of(package, limits)
    sheets: list[Sheet] = []
    hidden: list[str] = []
    empty: list[str] = []
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        if len(book.sheets_metadata) > _MOST_SHEETS:
            raise InputRefused(f"В книге больше {_MOST_SHEETS} листов. Оставьте в ней только нужную таблицу.")
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            if about.visible != SheetVisibleEnum.Visible:
                hidden.append(about.name)
            elif (sheet := _sheet(book, about.name, marks, limits)) is not None:
                sheets.append(sheet)
            else:
                empty.append(about.name)
    except PasswordError as fault:
        raise InputRefused("Файл защищён паролем. Снимите защиту и загрузите снова.") from fault
    except (CalamineError, ValueError, OSError, OverflowError) as fault:
        raise InputRefused(DAMAGED) from fault
    return Workbook(tuple(sheets), tuple(hidden), tuple(empty))


def _sheet(book: CalamineWorkbook, name: str, marks: dict[str, SheetMarks], limits: Limits) -> Sheet | None:
    own = marks.get(name)
    if own is None:
        raise InputRefused(DAMAGED)
    own.require_size(name, limits)
    sheet = book.get_sheet_by_name(name)
    grid = Grid(_filled(sheet.to_python(skip_empty_area=False)), _merges(sheet.merged_cell_ranges))
    return Sheet(name, grid, own) if grid.rows else None


def _filled(values: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Values without what office programs keep beyond the last filled row."""
    rows = [list(row) for row in values]
    while rows and not any(value != "" for value in rows[-1]):
        rows.pop()
    return rows


def _merges(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] | None) -> list[Merge]:
    return [Merge(top, left, bottom, right) for (top, left), (bottom, right) in ranges or ()]
