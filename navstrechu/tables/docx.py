"""A DOCX: lines and table rows in the order of the document, read without building its tree.

Deleted text of tracked changes, text boxes and hidden text are not read; merged cells, automatic numbers and
tables inside a cell are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plain import tidy
from navstrechu.tables.limits import Limits
from navstrechu.tables.numbering import Numbering, numbering_of, value_in, whole
from navstrechu.tables.package import Package, parse
from navstrechu.tables.rows import Line, Row

_MAX_CELLS_IN_A_ROW = 200
_BULLET = "•"
_TOO_MUCH_TEXT = "В файле слишком много текста вне таблицы. Оставьте в нём только нужную таблицу."
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
    listed: list[str] = field(default_factory=list)
    is_list: bool = False
    length: int = 0

    def add(self, text: str, mark: str = "") -> None:
        """``mark`` is the automatic number or the bullet that a reader sees in front of the paragraph."""
        if text.strip():
            self.paragraphs.append(text)
            self.listed.append(f"{mark} {text}" if mark else text)
            self.is_list = self.is_list or bool(mark)
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


@dataclass(frozen=True, slots=True)
class DocxContent:
    """Lines and rows of the outer tables, and rows of the tables within their cells (``row`` counts all).

    ``too_long`` refuses an outer cell that holds a table too large to be text; it matters only to who wants
    the outer tables.
    """

    items: list[Line | Row]
    nested: list[Row]
    too_long: InputRefused | None


def read_docx(package: Package, limits: Limits) -> DocxContent:
    """Content of a DOCX; raises InputRefused for a damaged, hostile or oversized file."""
    body = _Body(_numbering(package), limits)
    for _piece in parse(package.stream(package.document, limits.document_bytes), body):
        body.require_limits()
    return body.content()


def _numbering(package: Package) -> Numbering:
    return numbering_of(
        package.tree(package.sibling("numbering.xml")), package.tree(package.sibling("styles.xml"))
    )


class _Body:
    """Handler of the elements of a document; gathers what a reader sees."""

    def __init__(self, numbering: Numbering, limits: Limits) -> None:
        self._numbering, self._limits = numbering, limits
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

    def content(self) -> DocxContent:
        refusal = self._limits.cell_too_long(self._too_long_at) if self._too_long_at else None
        return DocxContent(self._found, self._nested, refusal)

    def require_limits(self) -> None:
        """Raise InputRefused as soon as the document holds more than is read."""
        if self._row_count > self._limits.rows:
            raise self._limits.too_many_rows()
        if self._line_count > self._limits.lines or self._element_count > self._limits.elements:
            raise InputRefused(_TOO_MUCH_TEXT)

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
            is_bullet = not label and self._numbering.is_listed(paragraph.style, paragraph.list_id)
            cell.add(text, _BULLET if is_bullet else label)
            cell.label = cell.label or label
            if cell.length > self._limits.cell_characters:
                raise self._limits.cell_too_long(self._row_count + 1)
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
        if outer.length + len(text) > self._limits.cell_characters:
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
            raise InputRefused(
                f"В строке таблицы больше {_MAX_CELLS_IN_A_ROW} ячеек. Оставьте в файле только таблицу."
            )


def _row(table: _Table, number: int) -> Row:
    texts, inherited, listed = [], [], []
    for cell in table.cells:
        text = "" if cell.is_continued else "\n".join(cell.paragraphs)
        texts.append(text)
        listed.append("" if cell.is_continued else "\n".join(cell.listed))
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
        spans=tuple(cell.span for cell in table.cells),
        covered=tuple(cell.is_continued for cell in table.cells),
        listed=tuple(listed) if any(cell.is_list for cell in table.cells) else (),
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
