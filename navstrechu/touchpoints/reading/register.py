"""From the tables of a file to a register: which belong to it, what each draft says, what is doubtful."""

import re
from collections.abc import Iterable

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plain import plain, shortened, tidy
from navstrechu.tables.limits import Limits
from navstrechu.tables.reading import FileTables, Table
from navstrechu.touchpoints.reading.channels import ReadChannel, channel_by_name, channel_said, split_channel
from navstrechu.touchpoints.reading.checks import Resolved, doubts_about, most_common_repeats, sentence_at
from navstrechu.touchpoints.reading.columns import Column, Header, header_at, lacking
from navstrechu.touchpoints.reading.drafts import Draft, Gathered, Heading
from navstrechu.touchpoints.reading.groups import (
    GROUP_TITLES,
    group_number,
    is_group_heading,
    number_of_section,
    split_heading,
)
from navstrechu.touchpoints.reading.items import split_items
from navstrechu.touchpoints.reading.tree import Doubt, DoubtCode, Place, ReadRegister, ReadRow
from navstrechu.touchpoints.reading.walk import Carried, TableWalk

_ROWS_BEFORE_A_HEADER = 200
_LINES_THAT_MAY_NAME_A_GROUP = 3
_NAMED = 5
_NUMBER_OF_A_PROCESS = re.compile(
    r"\A(?:\d{1,3}(?:\.\d{1,3})*[.)]\s*|\d{1,3}(?:\.\d{1,3})+\s+)(?=[^\W\d]|[«\"(])"
)
_NO_REGISTER = (
    "Это не перечень точек взаимодействия: в файле нет таблицы со столбцами "
    "«Наименование конкретного процесса», «Точка взаимодействия», «Осуществляемое взаимодействие». "
    "Проверьте, тот ли файл выбран."
)
_ONLY_PICTURES = (
    "В файле нет таблицы, только изображения: похоже, это скан. "
    "Нужен документ, текст которого можно выделить: DOCX, XLSX или CSV."
)


def read_file_tables(file: FileTables, limits: Limits) -> ReadRegister:
    """The register of a file; raises InputRefused when no table of it is one, or holds a row."""
    tables = file.tables
    if not any(map(_header_of, tables)) and any(map(_header_of, file.nested)):
        tables = file.nested
    gathered = Gathered()
    _tell_of_sheets(file, gathered)
    _walk_all(tables, gathered, limits)
    if not gathered.drafts:
        raise _refusal(file, tables)
    texts = [Heading(Place(0), line) for line in file.below if any(map(str.isalpha, line))]
    resolved = [_resolved(draft) for draft in gathered.drafts]
    doubts = [*gathered.doubts, *_passed_over(gathered, texts), *doubts_about(resolved)]
    return ReadRegister(tuple(one.row for one in resolved), tuple(doubts))


def _walk_all(tables: tuple[Table, ...], gathered: Gathered, limits: Limits) -> None:
    """All tables in turn; one without a header goes on with the table above, if it has as many columns."""
    carried = Carried()
    walk: TableWalk | None = None
    with_header = sum(_header_of(table) is not None for table in tables)
    for at, table in enumerate(tables, start=1):
        header = _header_of(table)
        name = f"лист «{shortened(table.sheet)}»" if table.sheet else f"таблица {at}"
        shown = name if len(tables) > 1 else ""
        if header is None and not _continues(table, walk):
            if with_header:
                _pass_over_table(table, name, at, gathered)
            continue
        if table.marks is not None:
            table.marks.require_values(table.sheet)
        if header is None and walk is not None:
            walk = TableWalk(table.grid, _moved(walk.header), shown, gathered, carried, limits)
            walk.run(0)
            continue
        if header is not None:
            if walk is not None:
                walk.settle_lonely()
            carried = _fresh(carried, table, header)
            _tell_of_table(table, header, name, gathered)
            walk = TableWalk(table.grid, header, shown, gathered, carried, limits)
            walk.run(header.last + 1)
    if walk is not None:
        walk.settle_lonely()


def _fresh(before: Carried, table: Table, header: Header) -> Carried:
    """A table with a header of its own begins anew, but on a further page of the same document."""
    title = _title(table, header)
    if table.sheet or title:
        return Carried(title=title)
    return Carried(before.group, before.process, before.number, before.title, before.last)


def _header_of(table: Table) -> Header | None:
    for first in range(min(len(table.grid.rows), _ROWS_BEFORE_A_HEADER)):
        header = header_at(table.grid, first)
        if header is not None:
            return header
    return None


def _continues(table: Table, walk: TableWalk | None) -> bool:
    return walk is not None and not table.sheet and table.grid.width == walk.grid.width


def _moved(header: Header) -> Header:
    """The header for a table that has none: the same columns, nothing above the first row."""
    return Header(-1, -1, header.places, header.starts, header.unknown)


def _title(table: Table, header: Header) -> str:
    """The group that the name of the sheet or the lines just above the table speak of."""
    above = [table.grid.row_text(row) for row in range(header.first)]
    lines = [*table.above, *above][-_LINES_THAT_MAY_NAME_A_GROUP:]
    for line in (*reversed(lines), table.sheet):
        if line and "внешн" not in plain(line) and is_group_heading(line):
            return line
    return ""


def _tell_of_sheets(file: FileTables, gathered: Gathered) -> None:
    for name in file.hidden:
        _ignored_sheet(gathered, name, "он скрыт; если строки нужны, покажите лист и загрузите снова")
    for name in file.empty:
        reason = "на нём нет текста" + (", только изображение" if file.has_pictures else "")
        _ignored_sheet(gathered, name, reason)


def _ignored_sheet(gathered: Gathered, name: str, reason: str) -> None:
    message = f"Лист «{shortened(name)}» пропущен: {reason}."
    gathered.doubt(None, DoubtCode.SHEET_IGNORED, message)


def _pass_over_table(table: Table, name: str, at: int, gathered: Gathered) -> None:
    if table.sheet:
        _ignored_sheet(gathered, table.sheet, "в нём нет таблицы перечня")
        return
    text = next((text for row in range(len(table.grid.rows)) if (text := table.grid.row_text(row))), "")
    if text:
        message = f"Таблица {at} пропущена, в ней нет столбцов перечня: «{shortened(text)}»."
        gathered.doubt(None, DoubtCode.TABLE_IGNORED, message)


def _tell_of_table(table: Table, header: Header, name: str, gathered: Gathered) -> None:
    """Columns that were not understood or are absent, and what is hidden or calculated on the sheet."""
    place = Place(header.first + 1, name if table.sheet else "")
    for text in header.unknown.values():
        message = f"Столбец «{shortened(text)}» не относится к перечню и не загружается."
        gathered.doubt(place, DoubtCode.COLUMN_IGNORED, message)
    for column in header.missing():
        if column is Column.GROUP:
            continue  # told of where a row has no group
        message = f"В таблице нет столбца «{column.value}». Добавьте его или заполните после загрузки."
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


def _passed_over(gathered: Gathered, texts: Iterable[Heading]) -> list[Doubt]:
    doubts = []
    for heading in gathered.empty_groups:
        message = sentence_at(heading.place, f"в группе «{shortened(heading.text)}» нет ни одной строки")
        doubts.append(Doubt(heading.place, DoubtCode.GROUP_EMPTY, message))
    for heading in gathered.ignored:
        message = sentence_at(heading.place, f"текст вне строк перечня пропущен: «{shortened(heading.text)}»")
        doubts.append(Doubt(heading.place, DoubtCode.TEXT_IGNORED, message))
    if lines := [f"«{shortened(heading.text)}»" for heading in texts]:
        more = f" и ещё {len(lines) - _NAMED}" if len(lines) > _NAMED else ""
        message = f"Текст под таблицей пропущен: {'; '.join(lines[:_NAMED])}{more}."
        doubts.append(Doubt(None, DoubtCode.TEXT_IGNORED, message))
    return doubts


def _refusal(file: FileTables, tables: tuple[Table, ...]) -> InputRefused:
    for table in tables:
        if _header_of(table) is not None:
            return InputRefused("В таблице перечня нет ни одной строки. Проверьте, тот ли файл выбран.")
    for table in tables:
        if missing := lacking(table.grid):
            names = ", ".join(f"«{column.value}»" for column in missing)
            return InputRefused(
                f"Перечень не прочитан: в заголовке таблицы нет столбца {names}. "
                "Добавьте его и загрузите снова."
            )
    return InputRefused(_ONLY_PICTURES if file.has_pictures and not tables else _NO_REGISTER)


def _resolved(draft: Draft) -> Resolved:
    touchpoint, own_channel = split_channel(draft.touchpoint)
    channel = _channel(draft, touchpoint, own_channel)
    group, number = _group(draft)
    items = [item for cell in draft.interactions for item in split_items(cell)]
    notes = [note for cell in draft.peculiarities for note in split_items(cell, are_sentences=True)]
    row = ReadRow(
        group=group,
        process=strip_number(tidy(draft.process)),
        touchpoint=strip_number(touchpoint),
        channel=channel.channel,
        interactions=tuple(dict.fromkeys(items)),
        peculiarities=tuple(dict.fromkeys(notes)),
        group_number=number,
        place=draft.place,
    )
    several = len(split_items(draft.touchpoint)) > 1 and ("\n" in draft.touchpoint or ";" in draft.touchpoint)
    title = draft.title if draft.title and not tidy(draft.group) else ""
    return Resolved(row, channel, most_common_repeats(items), several, title, draft.asks_interactions)


def _group(draft: Draft) -> tuple[str, int | None]:
    """Text and number of the group; the column «№» tells it only as «2.3», for it mostly counts rows."""
    for text in (draft.group, draft.title):
        if tidy(text):
            _number, title = split_heading(text)
            number = group_number(text)
            return title or (GROUP_TITLES[number] if number else tidy(text)), number
    number = number_of_section(tidy(draft.number).strip(" ."))
    return (GROUP_TITLES[number], number) if number else ("", None)


def _channel(draft: Draft, touchpoint: str, own: ReadChannel | None) -> ReadChannel:
    if draft.channel:
        said = channel_said(draft.channel)
        if said.channel is not None:
            return said
    return own or channel_by_name(touchpoint)


def strip_number(text: str) -> str:
    """«1.2. Назначение пособия» → «Назначение пособия»; a number that belongs to a name stays."""
    return _NUMBER_OF_A_PROCESS.sub("", text)
