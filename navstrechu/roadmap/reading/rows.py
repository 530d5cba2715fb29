"""From rows of cells to a roadmap: the step that all file formats share.

A row without a number continues the row above (the reference is a paged file); a row that has only a number
and a title is a heading. Everything that makes the plan unusable is collected and refused at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plain import shortened, tidy
from navstrechu.roadmap.reading import cells
from navstrechu.roadmap.reading.doubts import doubts_about
from navstrechu.roadmap.reading.layout import (
    LIMITS,
    Column,
    Header,
    header_of,
    is_column_numbering,
    missing_columns,
    require_cell_length,
    too_many_rows,
    too_much_text,
)
from navstrechu.roadmap.reading.tree import (
    Doubt,
    DoubtCode,
    ReadMeasure,
    ReadRoadmap,
    ReadSection,
    parent_number,
)
from navstrechu.tables.rows import Line, Row

_Read = TypeVar("_Read")

_MAX_HEADING_CHARACTERS = 1_000_000
_PROBLEMS_IN_THE_SENTENCE = 5
_NOT_A_ROADMAP = (
    "Это не дорожная карта: в файле нет таблицы со столбцами «Мероприятие», «Срок реализации», "
    "«Ответственный», «Вид документа (результат)». В тексте столбцы разделяет табуляция. "
    "Проверьте, тот ли файл выбран."
)


@dataclass(slots=True)
class _Draft:
    """A numbered row with what its continuations added; a heading as long as only the title is filled."""

    number: str
    row: int
    texts: dict[Column, str]
    heading: str = ""

    @property
    def is_heading(self) -> bool:
        return not any(text for column, text in self.texts.items() if column is not Column.TITLE)

    def append(self, texts: dict[Column, str]) -> None:
        """Join the cells of a continuing row to the same columns by one space."""
        for column, text in texts.items():
            if text:
                self.texts[column] = f"{self.texts.get(column, '')} {text}".strip(" ")
                require_cell_length(self.texts[column], self.row)


@dataclass(slots=True)
class _Reading:
    """What has been gathered so far while rows are walked from top to bottom."""

    header: Header | None = None
    lines: list[str] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    untitled: str = ""
    table: int = 0
    skipped_table: int | None = None
    incomplete_header: str = ""

    def doubt(self, code: DoubtCode, message: str, measure: str | None = None) -> None:
        self.doubts.append(Doubt(measure, code, message))


def read_rows(items: Iterable[Line | Row], doubts: Iterable[Doubt] = ()) -> ReadRoadmap:
    """Assemble a roadmap; raises InputRefused naming every place that makes it unusable.

    ``doubts`` are those that the reader of the file format already has.
    """
    reading = _Reading(doubts=list(doubts))
    rows = characters = 0
    for item in items:
        if isinstance(item, Line):
            characters += len(item.text)
            _take_line(reading, item.text)
        else:
            rows += 1
            if reading.header is None:
                characters += sum(map(len, item.cells))
            _take_row(reading, item)
        if rows > LIMITS.rows:
            raise too_many_rows()
        if characters > _MAX_HEADING_CHARACTERS:
            raise too_much_text()
    return _finish(reading)


def _take_line(reading: _Reading, text: str) -> None:
    line = tidy(text)
    if not line:
        return
    if reading.header is None:
        reading.lines.append(line)
    elif not line.strip("-–— ").isdecimal():  # a page number says nothing
        reading.ignored.append(line)


def _take_row(reading: _Reading, row: Row) -> None:
    for cell in row.cells:
        require_cell_length(cell, row.row)
    header = header_of(row)
    if header is not None:
        _take_header(reading, header)
    elif reading.header is None:
        _take_row_before_header(reading, row)
    elif row.table != reading.skipped_table and not is_column_numbering(row.cells):
        if row.table != reading.table and _is_other_table(reading.header, row):
            reading.skipped_table = row.table
            reading.doubt(DoubtCode.TABLE_IGNORED, f"Другая таблица пропущена: «{shortened(row.text)}».")
        else:
            reading.table = row.table
            _take_content(reading, reading.header, row)


def _take_header(reading: _Reading, header: Header) -> None:
    if reading.header is None or reading.header.unknown != header.unknown:
        for title in header.unknown:
            reading.doubt(DoubtCode.UNKNOWN_COLUMN, f"Столбец «{shortened(title)}» не распознан и пропущен.")
    reading.header = header
    reading.table = header.table


def _take_row_before_header(reading: _Reading, row: Row) -> None:
    """Tables before the plan are part of its head, for example the stamp «Утверждён …»."""
    if missing := missing_columns(row):
        names = ", ".join(f"«{column.value}»" for column in missing)
        reading.incomplete_header = f"Строка {row.row}: в заголовке таблицы нет столбца {names}."
    if row.text:
        reading.lines.append(row.text)


def _is_other_table(header: Header, row: Row) -> bool:
    number, _rest = cells.split_number(row.text)
    return len(row.cells) != header.count and not number


def _take_content(reading: _Reading, header: Header, row: Row) -> None:
    places = header.align(row)
    texts = {column: row.cells[at].strip() for column, at in places.items()}
    texts = {column: text if tidy(text) else "" for column, text in texts.items()}
    if not any(texts.values()):
        _ignore_extra(reading, header, row)
        return
    number = _take_number(texts, row, places)
    last = reading.drafts[-1] if reading.drafts else None
    if number:
        _inherit(texts, row, places)
        reading.drafts.append(_Draft(number, row.row, texts, reading.untitled))
        if not reading.drafts[-1].is_heading:
            reading.untitled = ""
    elif _is_untitled_heading(row, texts):
        _take_untitled(reading, row)
    elif last is None or _is_unnumbered_measure(last, texts):
        reading.problems.append(f"строка {row.row}: нет номера мероприятия; впишите его в первый столбец")
    else:
        last.append({column: text for column, text in texts.items() if column is not Column.NUMBER})
    _ignore_extra(reading, header, row)


def _take_number(texts: dict[Column, str], row: Row, places: dict[Column, int]) -> str:
    """Take the number out of its column, out of a merged heading, or from the automatic numbering."""
    column = Column.NUMBER if texts.get(Column.NUMBER) else Column.TITLE
    number, rest = cells.split_number(texts.get(column, ""))
    if number:
        texts[Column.NUMBER] = ""
        texts[Column.TITLE] = (
            f"{rest} {texts.get(Column.TITLE, '')}".strip() if column is Column.NUMBER else rest
        )
        return number
    for place in (places.get(Column.NUMBER), places.get(Column.TITLE)):
        if place is not None and place < len(row.labels) and not texts.get(Column.NUMBER):
            number, _rest = cells.split_number(row.labels[place])
            if number:
                return number
    return ""


def _inherit(texts: dict[Column, str], row: Row, places: dict[Column, int]) -> None:
    """A cell merged over several measures («Срок» of three rows) holds for each of them."""
    for column, at in places.items():
        if column is not Column.NUMBER and at < len(row.inherited) and not texts[column]:
            texts[column] = row.inherited[at]


def _is_untitled_heading(row: Row, texts: dict[Column, str]) -> bool:
    """A row of one merged cell without a number, or text in the number column and nothing else."""
    filled = [column for column, text in texts.items() if text]
    return (len(row.cells) == 1 or filled == [Column.NUMBER]) and not row.inherited


def _take_untitled(reading: _Reading, row: Row) -> None:
    if reading.untitled:
        reading.ignored.append(reading.untitled)
    reading.untitled = row.text


def _is_unnumbered_measure(last: _Draft, texts: dict[Column, str]) -> bool:
    """A continuation never brings a second due date together with a title."""
    return bool(texts.get(Column.DUE) and texts.get(Column.TITLE) and last.texts.get(Column.DUE))


def _ignore_extra(reading: _Reading, header: Header, row: Row) -> None:
    """Text behind the last column of the header belongs to no column."""
    if not row.starts and len(row.cells) > header.count:
        extra = tidy(" ".join(row.cells[header.count :]))
        if extra:
            reading.ignored.append(extra)


def _finish(reading: _Reading) -> ReadRoadmap:
    if reading.header is None:
        raise InputRefused(reading.incomplete_header or _NOT_A_ROADMAP)
    if reading.untitled:
        reading.ignored.append(reading.untitled)
    if reading.ignored:
        texts = "; ".join(f"«{shortened(text)}»" for text in reading.ignored[:_PROBLEMS_IN_THE_SENTENCE])
        more = len(reading.ignored) - _PROBLEMS_IN_THE_SENTENCE
        tail = f" и ещё {more}" if more > 0 else ""
        reading.doubt(DoubtCode.TEXT_IGNORED, f"Текст вне таблицы пропущен: {texts}{tail}.")
    sections = _sections(reading)
    measures = tuple(
        measure
        for draft in reading.drafts
        if not draft.is_heading and (measure := _measure(reading, draft, sections)) is not None
    )
    _check_numbers(reading, sections, measures)
    _refuse_problems(reading.problems)
    if not measures:
        raise InputRefused("В таблице нет ни одного мероприятия. Проверьте, тот ли файл выбран.")
    plan = ReadRoadmap(tuple(reading.lines), tuple(sections.values()), measures)
    return ReadRoadmap(plan.heading, plan.sections, measures, (*reading.doubts, *doubts_about(plan)))


def _sections(reading: _Reading) -> dict[str, ReadSection]:
    """Headings by number; one repeated on a new page counts once, one without a number gets its measures'."""
    sections: dict[str, ReadSection] = {}
    for draft in reading.drafts:
        title = tidy(draft.texts.get(Column.TITLE, ""))
        parent = parent_number(draft.number)
        if draft.is_heading:
            _add_heading(reading, sections, draft, title)
        elif draft.heading and parent and parent not in sections:
            sections[parent] = ReadSection(parent, draft.heading)
            message = f"Раздел «{shortened(draft.heading)}» без номера; принят номер {parent}."
            reading.doubt(DoubtCode.SECTION_NUMBER_GUESSED, message)
        elif draft.heading:
            reading.ignored.append(draft.heading)
    return sections


def _add_heading(reading: _Reading, sections: dict[str, ReadSection], draft: _Draft, title: str) -> None:
    known = sections.get(draft.number)
    if not title:
        reading.problems.append(
            f"строка {draft.row}: у номера {draft.number} нет текста; заполните строку или удалите её"
        )
    elif known is None:
        sections[draft.number] = ReadSection(draft.number, title)
    elif known.title == title:
        reading.doubt(DoubtCode.SECTION_REPEATED, f"Заголовок {draft.number} повторён и учтён один раз.")
    else:
        reading.problems.append(
            f"строка {draft.row}: номер раздела {draft.number} повторяется; исправьте нумерацию"
        )


def _measure(reading: _Reading, draft: _Draft, sections: dict[str, ReadSection]) -> ReadMeasure | None:
    """The measure of a row; None, with the problems noted, when something required is missing."""
    title = tidy(draft.texts.get(Column.TITLE, ""))
    if not title:
        _problem(reading, draft, "не указано мероприятие; впишите его наименование")
    section = parent_number(draft.number)
    if section not in sections:
        _problem(reading, draft, f"мероприятие вне раздела: {_section_wanted(section)}")
    due = _attempt(reading, draft, cells.read_due, Column.DUE)
    posts = _attempt(reading, draft, cells.read_posts, Column.RESPONSIBLE, Column.CO_EXECUTORS)
    results = _attempt(reading, draft, cells.split_results, Column.RESULTS)
    if not title or section not in sections or due is None or posts is None or results is None:
        return None
    quota, notes = cells.read_quota(title)
    for note in (*due[1], *posts[2], *results[1], *notes):
        reading.doubt(note.code, note.message, draft.number)
    return ReadMeasure(draft.number, section, title, due[0], posts[0], posts[1], results[0], quota, draft.row)


def _attempt(reading: _Reading, draft: _Draft, read: Callable[..., _Read], *columns: Column) -> _Read | None:
    """Read the cells of some columns; what cannot be read becomes a problem of the file."""
    try:
        return read(*(draft.texts.get(column, "") for column in columns))
    except cells.BadCell as bad:
        _problem(reading, draft, str(bad))
        return None


def _section_wanted(parent: str) -> str:
    return (
        f"нет строки с заголовком «{parent}.»; добавьте её"
        if parent
        else "номер без раздела; нужен номер вида 1.1"
    )


def _problem(reading: _Reading, draft: _Draft, sentence: str) -> None:
    reading.problems.append(f"строка {draft.row}, мероприятие {draft.number}: {sentence}")


def _check_numbers(
    reading: _Reading, sections: dict[str, ReadSection], measures: tuple[ReadMeasure, ...]
) -> None:
    """Duplicates, and headings that are measures with nothing but a title."""
    rows: dict[str, int] = {}
    parents: set[str] = set()
    for draft in reading.drafts:
        parents.add(parent_number(draft.number))
        if draft.is_heading:
            continue
        if draft.number in rows or draft.number in sections:
            first = (
                f"впервые – в строке {rows[draft.number]}" if draft.number in rows else "так назван раздел"
            )
            _problem(reading, draft, f"номер повторяется ({first}); исправьте нумерацию")
        rows.setdefault(draft.number, draft.row)
    with_measures = {measure.section for measure in measures}
    for draft in reading.drafts:
        if draft.is_heading and draft.number not in parents and draft.number in sections:
            if parent_number(draft.number) in with_measures:
                _problem(reading, draft, "не указаны срок, ответственный и результат; заполните строку")
            else:
                reading.doubt(DoubtCode.SECTION_EMPTY, f"В разделе {draft.number} нет мероприятий.")


def _refuse_problems(problems: list[str]) -> None:
    if not problems:
        return
    sentences = tuple(f"{problem[0].upper()}{problem[1:]}." for problem in problems)
    if len(sentences) == 1:
        raise InputRefused(f"Дорожная карта не загружена. {sentences[0]}", sentences)
    shown = " ".join(sentences[:_PROBLEMS_IN_THE_SENTENCE])
    more = len(sentences) - _PROBLEMS_IN_THE_SENTENCE
    tail = f" И ещё ошибок: {more}." if more > 0 else ""
    raise InputRefused(f"Дорожная карта не загружена, ошибок: {len(sentences)}. {shown}{tail}", sentences)
