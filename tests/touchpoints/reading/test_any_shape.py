"""Whatever register an office keeps, and however it lays it out, the same rows come back."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from navstrechu.core.errors import InputRefused
from navstrechu.processes.directions import DIRECTIONS
from navstrechu.touchpoints.reading import Channel, ReadRegister, ReadRow, read_register
from navstrechu.touchpoints.reading.checks import CHANNEL_LABELS
from tests.roadmap.documents import body, package, table_xml
from tests.touchpoints.reading.files import HEADER, ROW, Merge, text, word, xlsx

GROUPS = dict(zip((1, 3, 4, 5, 6, 7, 8, 9), DIRECTIONS.values(), strict=True))
ACTIONS = ("прием заявления", "проверка сведений", "выдача справки", "ответ на вопрос", "запись на прием")
NOTES = ("по записи", "вход с пандусом", "без очереди")
WAYS: dict[str, Callable[[tuple[str, ...]], str]] = {
    "lines": "\n".join,
    "semicolons": "; ".join,
    "numbers": lambda items: " ".join(f"{at}) {item};" for at, item in enumerate(items, 1)),
    "dashes": lambda items: "\n".join(f"- {item}" for item in items),
}
HEADINGS = {
    "number": ("№", "№ п/п"),
    "group": ("Направление деятельности", "Группа процессов"),
    "process": ("Наименование конкретного процесса", "Процесс", "Услуга/функция"),
    "touchpoint": ("Точка взаимодействия", "ТВ", "Точка контакта"),
    "channel": ("Канал", "Вид точки взаимодействия"),
    "interactions": ("Осуществляемое взаимодействие с клиентом", "Виды взаимодействия", "Действия"),
    "notes": ("Особенности взаимодействия с клиентом", "Примечание"),
    "foreign": ("Ответственный исполнитель", "Срок"),
}


@dataclass(frozen=True)
class Layout:
    """How a register is written down."""

    columns: tuple[str, ...]
    headings: tuple[str, ...]
    repeats: str
    way: str
    is_row_per_interaction: bool
    form: str
    above: int


@st.composite
def registers(draw: st.DrawFn) -> tuple[ReadRow, ...]:
    """Rows group by group, process by process; names differ by their numbers."""
    rows = []
    for number in sorted(draw(st.sets(st.sampled_from(sorted(GROUPS)), min_size=1, max_size=3))):
        for process in range(draw(st.integers(1, 3))):
            for touchpoint in range(draw(st.integers(1, 3))):
                rows.append(
                    ReadRow(
                        group=GROUPS[number],
                        process=f"Назначение пособия вида {number}{process}",
                        touchpoint=f"Окно {touchpoint}",
                        channel=draw(st.sampled_from(Channel)),
                        interactions=tuple(draw(st.permutations(ACTIONS)))[: draw(st.integers(1, 4))],
                        peculiarities=tuple(NOTES[: draw(st.integers(0, 2))]),
                        group_number=number,
                    )
                )
    return tuple(rows)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    wanted = ["process", "touchpoint", "interactions", "notes"]
    wanted += [name for name in ("number", "group", "channel", "foreign") if draw(st.booleans())]
    columns = tuple(draw(st.permutations(wanted)))
    return Layout(
        columns=columns,
        headings=tuple(draw(st.sampled_from(HEADINGS[name])) for name in columns),
        repeats=draw(st.sampled_from(("written", "empty", "merged"))),
        way=draw(st.sampled_from(sorted(WAYS))),
        is_row_per_interaction=draw(st.booleans()),
        form=draw(st.sampled_from(("xlsx", "docx", "csv"))),
        above=draw(st.integers(0, 2)),
    )


def cells_of(row: ReadRow, layout: Layout, at: int) -> Iterator[dict[str, str]]:
    """One line of the table, or one for each interaction with the rest said once."""
    label = CHANNEL_LABELS[row.channel or Channel.OFFLINE]
    whole = {
        "number": str(at),
        "group": row.group,
        "process": row.process,
        "touchpoint": row.touchpoint if "channel" in layout.columns else f"{row.touchpoint} ({label})",
        "channel": label,
        "interactions": WAYS[layout.way](row.interactions),
        "notes": WAYS[layout.way](row.peculiarities),
        "foreign": "отдел № 5",
    }
    if not layout.is_row_per_interaction:
        yield whole
        return
    for place, interaction in enumerate(row.interactions):
        if place == 0:
            yield whole | {"interactions": interaction}
        else:
            blank = dict.fromkeys(("number", "touchpoint", "channel", "notes", "foreign"), "")
            yield whole | blank | {"interactions": interaction}


def table_of(rows: tuple[ReadRow, ...], layout: Layout) -> tuple[list[list[str]], list[Merge]]:
    """Lines of the file from the top, and which of their cells are merged."""
    lines = [["Перечень точек взаимодействия"]] * layout.above + [list(layout.headings)]
    merges: list[Merge] = []
    runs: dict[str, tuple[int, str]] = {}
    said = {"group": "", "process": ""}
    for at, row in enumerate(rows, start=1):
        if "group" not in layout.columns and row.group != said["group"]:
            section = f"2.{row.group_number}. {row.group}"
            lines.append([section, *[""] * (len(layout.columns) - 1)])
            merges += ended(runs, layout, len(lines) - 1)
            merges.append((len(lines) - 1, 0, len(lines) - 1, len(layout.columns) - 1))
            said = {"group": row.group, "process": ""}
        for cells in cells_of(row, layout, at):
            for name in ("group", "process"):
                if cells[name] == said[name] and layout.repeats != "written":
                    cells[name] = ""
                elif name in layout.columns:
                    merges += ended(runs, layout, len(lines), name)
                    said[name] = cells[name]
                    runs[name] = (len(lines), cells[name])
                    if name == "group":
                        said["process"] = ""
            lines.append([cells[name] for name in layout.columns])
    merges += ended(runs, layout, len(lines))
    return lines, merges if layout.repeats == "merged" else [one for one in merges if one[1] != one[3]]


def ended(runs: dict[str, tuple[int, str]], layout: Layout, below: int, only: str = "") -> list[Merge]:
    """Ranges of cells that hold until the line ``below``; a new group ends its process as well."""
    names = {"": ("group", "process"), "group": ("group", "process"), "process": ("process",)}[only]
    merges = []
    for name in names:
        first, _text = runs.pop(name, (below, ""))
        column = layout.columns.index(name) if name in layout.columns else 0
        if below - first > 1:
            merges.append((first, column, below - 1, column))
    return merges


def file_of(rows: tuple[ReadRow, ...], layout: Layout) -> bytes:
    lines, merges = table_of(rows, layout)
    if layout.form == "csv":
        return text(*lines)
    if layout.form == "docx":
        whole = [[*line, *[""] * (len(layout.columns) - len(line))] for line in lines]
        return word(*whole, merges=merges)
    return xlsx(*lines, merges=merges)


@given(registers(), layouts())
@settings(max_examples=150, deadline=None)
def test_any_layout_of_a_register_reads_back_to_its_rows(rows: tuple[ReadRow, ...], layout: Layout):
    assert read_register(file_of(rows, layout)).rows == rows


@given(
    st.lists(
        st.lists(st.sampled_from(["", "2.1. Услуги", "МФЦ", "прием; выдача", "–", "1", "Итого"]), max_size=7)
    )
)
@settings(max_examples=150, deadline=None)
def test_any_rows_below_a_header_are_read_or_refused(rows: list[list[str]]):
    header = ("№", "Группа", "Процесс", "ТВ", "Действия", "Примечание")
    filled = ("1", "Обращения", "Ответ", "Почта", "ответ", "")

    register = read_register(text(header, filled, *rows))

    assert register.rows[0].process == "Ответ"


def read_or_refused(data: bytes) -> ReadRegister | None:
    with suppress(InputRefused):
        return read_register(data)
    return None


@given(st.binary(max_size=2_000))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes):
    assert read_or_refused(data) is None


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_any_damage_of_a_file_is_read_or_refused(data: st.DataObject):
    whole = data.draw(st.sampled_from((SHEET, DOCUMENT, TEXT)))
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))

    read = [read_or_refused(bytes(damaged)), read_or_refused(whole[:cut])]

    assert all(register is None or register.rows for register in read)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_any_damage_inside_a_document_is_read_or_refused(data: st.DataObject):
    xml = bytearray(body(table_xml([HEADER, ROW])).encode())
    for _ in range(data.draw(st.integers(1, 10))):
        xml[data.draw(st.integers(0, len(xml) - 1))] = data.draw(st.integers(0, 255))

    register = read_or_refused(package(bytes(xml)))  # type: ignore[arg-type]

    assert register is None or register.rows


SHEET, DOCUMENT, TEXT = xlsx(HEADER, ROW), word(HEADER, ROW), text(HEADER, ROW)
