"""Doubts about sheets, tables and lines passed over, columns that were not understood, hidden things."""

from collections.abc import Iterable

from navstrechu.core.text.plain import shortened
from navstrechu.tables.reading import FileTables, Table
from navstrechu.touchpoints.reading.checks import sentence_at
from navstrechu.touchpoints.reading.columns import Column, Header
from navstrechu.touchpoints.reading.drafts import Gathered
from navstrechu.touchpoints.reading.tree import Doubt, DoubtCode, Place

_NAMED = 5


def tell_of_sheets(file: FileTables, gathered: Gathered) -> None:
    for name in file.hidden:
        _ignored_sheet(gathered, name, "он скрыт; если строки нужны, покажите лист и загрузите снова")
    for name in file.empty:
        reason = "на нём нет текста"
        if file.has_pictures:
            reason = "на нём нет текста, только изображение; нужны ячейки с текстом"
        _ignored_sheet(gathered, name, reason)


def _ignored_sheet(gathered: Gathered, name: str, reason: str) -> None:
    message = f"Лист «{shortened(name)}» пропущен: {reason}."
    gathered.doubt(None, DoubtCode.SHEET_IGNORED, message)


def pass_over_table(table: Table, at: int, gathered: Gathered) -> None:
    if table.sheet:
        _ignored_sheet(gathered, table.sheet, "в нём нет таблицы перечня")
        return
    text = next((text for row in range(len(table.grid.rows)) if (text := table.grid.row_text(row))), "")
    if text:
        message = f"Таблица {at} пропущена, в ней нет столбцов перечня: «{shortened(text)}»."
        gathered.doubt(None, DoubtCode.TABLE_IGNORED, message)


def tell_of_table(table: Table, header: Header, name: str, gathered: Gathered) -> None:
    """Columns that were not understood or are absent, and what is hidden or calculated on the sheet."""
    place = Place(header.first + 1, name if table.sheet else "")
    for text in header.unknown.values():
        message = f"Столбец «{shortened(text)}» не относится к перечню и не загружается."
        gathered.doubt(place, DoubtCode.COLUMN_IGNORED, message)
    if Column.INTERACTIONS not in header.places:  # of other columns rows tell themselves
        name = Column.INTERACTIONS.value
        message = f"В таблице нет столбца «{name}». Добавьте его или заполните после загрузки."
        gathered.doubt(place, DoubtCode.COLUMN_MISSING, message)
    if table.marks is None:
        return
    sheet = f"Лист «{shortened(table.sheet)}»"
    if hidden := [row for row in table.marks.hidden_rows if row > header.last + 1]:
        message = f"{sheet}: скрытые строки прочитаны ({_ranges(hidden)}). Удалите лишние после загрузки."
        gathered.doubt(None, DoubtCode.HIDDEN_ROWS, message)
    used = {at + 1 for start, end in header.places.values() for at in range(start, end)}
    if columns := [column for column in table.marks.hidden_columns if column in used]:
        message = f"{sheet}: скрытые столбцы прочитаны ({', '.join(map(_letters, columns[:_NAMED]))})."
        gathered.doubt(None, DoubtCode.HIDDEN_COLUMNS, message)
    if formulas := table.marks.formulas:
        more = "…" if len(formulas) > _NAMED else ""
        message = (
            f"{sheet}: вместо формул взяты их сохранённые значения ({', '.join(formulas[:_NAMED])}{more})."
        )
        gathered.doubt(None, DoubtCode.FORMULA_VALUES, message)


def _ranges(numbers: list[int]) -> str:
    """«5, 7–9»; only the first ones."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    texts = [f"{first}–{last}" if last > first else str(first) for first, last in found[:_NAMED]]
    return ", ".join(texts) + ("…" if len(found) > _NAMED else "")


def _letters(column: int) -> str:
    """27 → «AA», as a spreadsheet names its columns."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def passed_over(gathered: Gathered, below: Iterable[str]) -> list[Doubt]:
    doubts = []
    for heading in gathered.empty_groups:
        message = sentence_at(heading.place, f"в группе «{shortened(heading.text)}» нет ни одной строки")
        doubts.append(Doubt(heading.place, DoubtCode.GROUP_EMPTY, message))
    for heading in gathered.ignored:
        message = sentence_at(heading.place, f"текст вне строк перечня пропущен: «{shortened(heading.text)}»")
        doubts.append(Doubt(heading.place, DoubtCode.TEXT_IGNORED, message))
    if lines := [f"«{shortened(line)}»" for line in below if any(map(str.isalpha, line))]:
        more = f" и ещё {len(lines) - _NAMED}" if len(lines) > _NAMED else ""
        message = f"Текст под таблицей пропущен: {'; '.join(lines[:_NAMED])}{more}."
        doubts.append(Doubt(None, DoubtCode.TEXT_IGNORED, message))
    return doubts
