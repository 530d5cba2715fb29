"""A roadmap in DOCX: lines and table rows in the order of the document, read without building its tree.

Deleted text of tracked changes, text boxes and hidden text are not part of the plan; merged cells, automatic
numbers and tables inside a cell are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from navstrechu.core.errors import InputRefused
from navstrechu.roadmap.reading.layout import (
    MAX_CELL_CHARACTERS,
    MAX_ROWS,
    Line,
    Row,
    cell_too_long,
    header_of,
    tidy,
    too_many_rows,
    too_much_text,
)
from navstrechu.roadmap.reading.numbering import Numbering, numbering_of, value_in, whole
from navstrechu.roadmap.reading.package import MAX_DOCUMENT_BYTES, Package, parse

_MAX_LINES = 20_000
_MAX_ELEMENTS = 3_000_000
_MAX_CELLS_IN_A_ROW = 200
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
# What stands inside these is not the text that a reader of the document sees in its place.
_UNSEEN = frozenset(
    ("txbxContent", "del", "moveFrom", "pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange")
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class _Cell:
    start: int
    span: int = 1
    is_continued: bool = False
    is_merged: bool = False
    label: str = ""
    paragraphs: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        if text.strip():
            self.paragraphs.append(text)
            self.length += len(text) + 1


@dataclass(slots=True)
class _Table:
    """A table being read; ``above`` keeps the texts of cells merged downwards, by grid position."""

    identity: int
    above: dict[int, str] = field(default_factory=dict)
    cells: list[_Cell] = field(default_factory=list)
    cell: _Cell | None = None
    position: int = 0
    is_deleted: bool = False
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    style: str = ""
    list_id: str | None = None
    level: int | None = None
    parts: list[str] = field(default_factory=list)


def read_docx(package: Package) -> list[Line | Row]:
    """Lines and rows of a DOCX; raises InputRefused for a damaged, hostile or oversized file."""
    body = _Body(_numbering(package))
    for _piece in parse(package.stream(package.document, MAX_DOCUMENT_BYTES), body):
        body.require_limits()
    return body.items()


def _numbering(package: Package) -> Numbering:
    return numbering_of(
        package.tree(package.sibling("numbering.xml")), package.tree(package.sibling("styles.xml"))
    )


class _Body:
    """Handler of the elements of a document; gathers what a reader sees."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._found: list[Line | Row] = []
        self._nested: list[Row] = []
        self._tables: list[_Table] = []
        self._paragraph: _Paragraph | None = None
        self._run: list[str] | None = None
        self._unseen_depth = 0
        self._is_text = self._is_hidden = self._is_row_properties = False
        self._table_count = self._row_count = self._line_count = self._element_count = 0
        self._too_long_at = 0
        self._names: dict[str, str] = {}

    def items(self) -> list[Line | Row]:
        """The outer tables, or, when the plan was laid out inside a cell of one, the tables within."""
        rows = [item for item in self._found if isinstance(item, Row)]
        if not any(map(header_of, rows)) and any(map(header_of, self._nested)):
            return [*(item for item in self._found if isinstance(item, Line)), *self._nested]
        if self._too_long_at:
            raise cell_too_long(self._too_long_at)
        return self._found

    def require_limits(self) -> None:
        """Raise InputRefused as soon as the document holds more than any roadmap can."""
        if self._row_count > MAX_ROWS:
            raise too_many_rows()
        if self._line_count > _MAX_LINES or self._element_count > _MAX_ELEMENTS:
            raise too_much_text()

    def start(self, tag: str, attributes: Mapping[Any, Any]) -> None:
        self._element_count += 1
        name = self._name(tag)
        if name == "del" and self._is_row_properties and self._tables:
            self._tables[-1].is_deleted = True
        if self._unseen_depth or name in _UNSEEN or tag == _FALLBACK:
            self._unseen_depth += 1
        elif self._run is not None:
            self._start_in_run(name, attributes)
        elif name in _STARTS:
            _STARTS[name](self, attributes)

    def end(self, tag: str) -> None:
        if self._unseen_depth:
            self._unseen_depth -= 1
            return
        name = self._name(tag)
        if name == "t":
            self._is_text = False
        elif name in _ENDS:
            _ENDS[name](self)

    def data(self, text: str) -> None:
        if self._is_text and self._run is not None and not self._unseen_depth:
            self._run.append(text)

    def _name(self, tag: str) -> str:
        """Local name of an element of the word processing namespaces, empty for all others."""
        if tag not in self._names:
            namespace, _brace, name = tag.rpartition("}")
            self._names[tag] = name if namespace[1:] in _NAMESPACES else ""
        return self._names[tag]

    def _start_in_run(self, name: str, attributes: Mapping[Any, Any]) -> None:
        if name == "t":
            self._is_text = True
        elif name == "vanish":
            self._is_hidden = value_in(attributes, "val") not in _OFF
        elif name in _SIGNS and self._run is not None:
            self._run.append(_SIGNS[name])

    def start_run(self, _attributes: Mapping[Any, Any]) -> None:
        if self._paragraph is not None:
            self._run, self._is_hidden = [], False

    def end_run(self) -> None:
        if self._run is not None and self._paragraph is not None and not self._is_hidden:
            self._paragraph.parts += self._run
        self._run = None

    def start_paragraph(self, _attributes: Mapping[Any, Any]) -> None:
        self._paragraph = _Paragraph()

    def take_style(self, attributes: Mapping[Any, Any]) -> None:
        if self._paragraph is not None:
            self._paragraph.style = value_in(attributes, "val")

    def take_list(self, attributes: Mapping[Any, Any]) -> None:
        if self._paragraph is not None:
            self._paragraph.list_id = value_in(attributes, "val")

    def take_level(self, attributes: Mapping[Any, Any]) -> None:
        if self._paragraph is not None:
            self._paragraph.level = whole(value_in(attributes, "val"), 0)

    def end_paragraph(self) -> None:
        paragraph, self._paragraph = self._paragraph, None
        if paragraph is None:
            return
        text = "".join(paragraph.parts)
        label = self._numbering.label(paragraph.style, paragraph.list_id, paragraph.level)
        cell = self._tables[-1].cell if self._tables else None
        if cell is not None:
            cell.add(text)
            cell.label = cell.label or label
            if cell.length > MAX_CELL_CHARACTERS:
                raise cell_too_long(self._row_count + 1)
        elif text.strip() and not self._tables:
            self._line_count += 1
            self._found.append(Line(tidy(f"{label} {text}"), self._row_count))

    def start_table(self, _attributes: Mapping[Any, Any]) -> None:
        self._table_count += 1
        self._tables.append(_Table(self._table_count))

    def end_table(self) -> None:
        table = self._tables.pop()
        outer = self._tables[-1].cell if self._tables else None
        if outer is None:
            return
        text = "\n".join(table.texts)
        if outer.length + len(text) > MAX_CELL_CHARACTERS:
            self._too_long_at = self._too_long_at or self._row_count
        else:
            outer.add(text)

    def start_row(self, _attributes: Mapping[Any, Any]) -> None:
        if self._tables:
            table = self._tables[-1]
            table.cells, table.position, table.is_deleted = [], 0, False

    def start_row_properties(self, _attributes: Mapping[Any, Any]) -> None:
        self._is_row_properties = True

    def end_row_properties(self) -> None:
        self._is_row_properties = False

    def skip_grid(self, attributes: Mapping[Any, Any]) -> None:
        if self._tables:
            self._tables[-1].position += whole(value_in(attributes, "val"), 0)

    def end_row(self) -> None:
        if not self._tables or self._tables[-1].is_deleted:
            return
        table = self._tables[-1]
        self._row_count += 1
        row = _row(table, self._row_count)
        if len(self._tables) > 1:
            table.texts.append(" ".join(filter(None, map(tidy, row.cells))))
            self._nested.append(row)
        else:
            self._found.append(row)

    def start_cell(self, _attributes: Mapping[Any, Any]) -> None:
        if self._tables:
            self._tables[-1].cell = _Cell(self._tables[-1].position)

    def take_span(self, attributes: Mapping[Any, Any]) -> None:
        if self._tables and (cell := self._tables[-1].cell) is not None:
            cell.span = max(1, whole(value_in(attributes, "val"), 1))

    def take_merge(self, attributes: Mapping[Any, Any]) -> None:
        if self._tables and (cell := self._tables[-1].cell) is not None:
            cell.is_merged = True
            cell.is_continued = value_in(attributes, "val") != "restart"

    def end_cell(self) -> None:
        if not self._tables or (cell := self._tables[-1].cell) is None:
            return
        table = self._tables[-1]
        table.cell = None
        table.cells.append(cell)
        table.position += cell.span
        if len(table.cells) > _MAX_CELLS_IN_A_ROW:
            raise InputRefused(f"В строке таблицы больше {_MAX_CELLS_IN_A_ROW} ячеек: это не дорожная карта.")


def _row(table: _Table, number: int) -> Row:
    texts, inherited = [], []
    for cell in table.cells:
        text = "" if cell.is_continued else "\n".join(cell.paragraphs)
        texts.append(text)
        inherited.append(table.above.get(cell.start, "") if cell.is_continued else "")
        if not cell.is_continued:
            table.above[cell.start] = text if cell.is_merged else ""
    labels = tuple(cell.label for cell in table.cells)
    return Row(
        cells=tuple(texts),
        row=number,
        table=table.identity,
        starts=tuple(cell.start for cell in table.cells),
        inherited=tuple(inherited) if any(inherited) else (),
        labels=labels if any(labels) else (),
    )


_STARTS = {
    "tbl": _Body.start_table,
    "tr": _Body.start_row,
    "trPr": _Body.start_row_properties,
    "gridBefore": _Body.skip_grid,
    "tc": _Body.start_cell,
    "gridSpan": _Body.take_span,
    "vMerge": _Body.take_merge,
    "p": _Body.start_paragraph,
    "pStyle": _Body.take_style,
    "numId": _Body.take_list,
    "ilvl": _Body.take_level,
    "r": _Body.start_run,
}
_ENDS = {
    "tbl": _Body.end_table,
    "tr": _Body.end_row,
    "trPr": _Body.end_row_properties,
    "tc": _Body.end_cell,
    "p": _Body.end_paragraph,
    "r": _Body.end_run,
}
