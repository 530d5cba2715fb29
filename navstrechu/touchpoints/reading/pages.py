"""All tables of a file in turn: which are the register, which go on with the one above, which are others."""

from dataclasses import dataclass, field

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plain import plain, shortened
from navstrechu.tables.limits import Limits
from navstrechu.tables.reading import FileTables, Table
from navstrechu.touchpoints.reading.columns import Header, header_at, lacking
from navstrechu.touchpoints.reading.drafts import Gathered
from navstrechu.touchpoints.reading.groups import is_group_heading
from navstrechu.touchpoints.reading.telling import pass_over_table, tell_of_sheets, tell_of_table
from navstrechu.touchpoints.reading.walk import Carried, TableWalk

_ROWS_BEFORE_A_HEADER = 200
_LINES_THAT_MAY_NAME_A_GROUP = 3
_NO_REGISTER = (
    "Это не перечень точек взаимодействия: в файле нет таблицы со столбцами "
    "«Наименование конкретного процесса», «Точка взаимодействия», «Осуществляемое взаимодействие». "
    "Проверьте, тот ли файл выбран."
)
_ONLY_PICTURES = (
    "В файле нет таблицы, только изображения: похоже, это скан. "
    "Нужен документ, текст которого можно выделить: DOCX, XLSX или CSV."
)

Headed = tuple[Table, Header | None]


def walk_file(file: FileTables, limits: Limits) -> Gathered:
    """Drafts and doubts of a whole file; raises InputRefused when no table of it is a register with rows.

    A register laid out inside a cell of another table is found there.
    """
    headed = _headed(file.tables)
    if not any(header for _table, header in headed) and any(
        header for _table, header in _headed(file.nested)
    ):
        headed = _headed(file.nested)
    gathered = Gathered()
    tell_of_sheets(file, gathered)
    if any(header for _table, header in headed):
        _FileWalk(gathered, limits, len(headed) > 1).run(headed)
    if not gathered.drafts:
        raise _refusal(file, headed)
    return gathered


@dataclass(slots=True)
class _FileWalk:
    """Goes from table to table; what is carried on holds over pages of one document."""

    gathered: Gathered
    limits: Limits
    are_several: bool
    carried: Carried = field(default_factory=Carried)
    walk: TableWalk | None = None

    def run(self, headed: list[Headed]) -> None:
        for at, (table, header) in enumerate(headed, start=1):
            name = f"Лист «{shortened(table.sheet)}»" if table.sheet else f"Таблица {at}"
            if header is None and not self._goes_on(table):
                pass_over_table(table, at, self.gathered)
                continue
            if table.marks is not None:
                table.marks.require_values(table.sheet)
            self._take(table, header, name)
        if self.walk is not None:
            self.walk.settle_lonely()

    def _goes_on(self, table: Table) -> bool:
        """A page of a document without a header of its own has as many columns as the page before."""
        return self.walk is not None and not table.sheet and table.grid.width == self.walk.grid.width

    def _take(self, table: Table, header: Header | None, name: str) -> None:
        before, first = self.walk, 0
        if header is not None:
            if before is not None:
                before.settle_lonely()
            self.carried = _fresh(self.carried, table, header)
            tell_of_table(table, header, name, self.gathered)
            first = header.last + 1
        elif before is not None:
            header = Header(-1, -1, before.header.places, before.header.starts, before.header.unknown)
        if header is not None:
            shown = name if self.are_several else ""
            self.walk = TableWalk(table.grid, header, shown, self.gathered, self.carried, self.limits)
            self.walk.run(first)


def _fresh(before: Carried, table: Table, header: Header) -> Carried:
    """A table with a header of its own begins anew, but on a further page of the same document."""
    title = _title(table, header)
    if table.sheet or title:
        return Carried(title=title)
    return Carried(before.group, before.process, before.number, before.title, before.last)


def _headed(tables: tuple[Table, ...]) -> list[Headed]:
    return [(table, _header_of(table)) for table in tables]


def _header_of(table: Table) -> Header | None:
    rows = range(min(len(table.grid.rows), _ROWS_BEFORE_A_HEADER))
    return next((header for first in rows if (header := header_at(table.grid, first))), None)


def _title(table: Table, header: Header) -> str:
    """The group that the name of the sheet or the lines just above the table speak of."""
    above = [table.grid.row_text(row) for row in range(header.first)]
    lines = [*table.above, *above][-_LINES_THAT_MAY_NAME_A_GROUP:]
    for line in (*reversed(lines), table.sheet):
        if line and "внешн" not in plain(line) and is_group_heading(line):
            return line
    return ""


def _refusal(file: FileTables, headed: list[Headed]) -> InputRefused:
    if any(header for _table, header in headed):
        return InputRefused("В таблице перечня нет ни одной строки. Проверьте, тот ли файл выбран.")
    for table, _header in headed:
        if missing := lacking(table.grid):
            names = ", ".join(f"«{column.value}»" for column in missing)
            return InputRefused(
                f"Перечень не прочитан: в заголовке таблицы нет столбца {names}. "
                "Добавьте его и загрузите снова."
            )
    return InputRefused(_ONLY_PICTURES if file.has_pictures and not headed else _NO_REGISTER)
