"""What the XML of a sheet tells beyond values: extent, what is hidden, what formulas gave."""

import posixpath
import re
from dataclasses import dataclass

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plain import shortened
from navstrechu.tables.limits import Limits
from navstrechu.tables.package import DAMAGED, DOCTYPE, TOO_BIG, Package

_NAMED = 5
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_CELL = re.compile(rb"<(?:\w+:)?c(?:\s([^<>]*?))?(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_TYPE = re.compile(rb"""(?:^|\s)t\s*=\s*["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^<>]*)?>[^<]")
_ROW = re.compile(rb"<(?:\w+:)?row\s([^<>]*)>")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_ROW_NUMBER = re.compile(rb"""(?:^|\s)r\s*=\s*["'](\d{1,7})["']""")
_FROM, _TO = (
    re.compile(rb"""\bmin\s*=\s*["'](\d{1,5})["']"""),
    re.compile(rb"""\bmax\s*=\s*["'](\d{1,5})["']"""),
)
_MOST_COLUMNS = 16_384
_XML_PARTS = (".xml", ".rels")


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Area that filled cells span, numbers of hidden rows and columns, cells with formulas.

    ``uncalculated`` are formulas without a value, ``errors`` those that gave one of a mistake.
    """

    cells: int
    area: int
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[int, ...]
    formulas: tuple[str, ...]
    uncalculated: tuple[str, ...]
    errors: tuple[str, ...]

    def require_size(self, name: str, limits: Limits) -> None:
        """Raise InputRefused for a sheet larger than is read, before anything is built for it."""
        if self.cells > limits.sheet_cells or self.area > limits.sheet_area:
            raise InputRefused(
                f"Лист «{shortened(name)}» слишком большой или ячейки на нём разбросаны. "
                "Оставьте в книге только нужную таблицу и загрузите снова."
            )

    def require_values(self, name: str) -> None:
        """Raise InputRefused where a formula has no value: what it would give is not in the file."""
        if self.errors:
            raise InputRefused(
                f"Лист «{shortened(name)}»: формула дала ошибку ({_named(self.errors)}). "
                "Исправьте её или впишите значение и загрузите снова."
            )
        if self.uncalculated:
            raise InputRefused(
                f"Лист «{shortened(name)}»: у формул нет сохранённых значений ({_named(self.uncalculated)}). "
                "Откройте файл в Excel или LibreOffice, сохраните и загрузите снова."
            )


def marks_of(package: Package, limits: Limits) -> dict[str, SheetMarks]:
    """Marks of every sheet by its name; raises InputRefused for a workbook that unpacks to too much."""
    parts = _sheet_parts(package)
    marks: dict[str, SheetMarks] = {}
    produced = 0
    for name in package.names:
        content = b"".join(package.stream(name, limits.document_bytes))
        produced += len(content)
        if produced > limits.book_bytes:
            raise InputRefused(TOO_BIG)
        if name.lower().endswith(_XML_PARTS) and b"<!DOCTYPE" in content:
            raise InputRefused(DOCTYPE)
        for sheet in parts.get(name, ()):
            marks[sheet] = _marks(content, limits)
    return marks


def _sheet_parts(package: Package) -> dict[str, list[str]]:
    """Names of the sheets that each part holds."""
    folder, _slash, book = package.document.rpartition("/")
    relations = package.tree(posixpath.join(folder, "_rels", f"{book}.rels"))
    root = package.tree(package.document)
    if relations is None or root is None:
        raise InputRefused(DAMAGED)
    targets = {str(entry.get("Id")): str(entry.get("Target", "")) for entry in relations}
    parts: dict[str, list[str]] = {}
    for element in root.iter("{*}sheet"):
        target = targets.get(element.get(_RELATION) or element.get(_STRICT_RELATION) or "", "")
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        parts.setdefault(path, []).append(str(element.get("name", "")))
    return parts


def _marks(content: bytes, limits: Limits) -> SheetMarks:
    cells = bottom = right = 0
    formulas: list[str] = []
    uncalculated: list[str] = []
    errors: list[str] = []
    for match in _CELL.finditer(content):
        cells += 1
        attributes, inner = match[1] or b"", match[2]
        if cells > limits.sheet_cells:
            break
        if not inner:
            continue
        place = _PLACE.search(attributes)
        if place:
            bottom, right = max(bottom, int(place[2])), max(right, _column(place[1]))
        kind = _TYPE.search(attributes)
        name = (place[1] + place[2]).decode("ascii") if place else "?"
        if kind and kind[1] == b"e":
            errors.append(name)
        elif _FORMULA.search(inner):
            formulas.append(name)
            if not _VALUE.search(inner) and not (kind and kind[1] == b"str"):
                uncalculated.append(name)
    return SheetMarks(
        cells=cells,
        area=bottom * right,
        hidden_rows=_hidden_rows(content),
        hidden_columns=_hidden_columns(content),
        formulas=tuple(formulas),
        uncalculated=tuple(uncalculated),
        errors=tuple(errors),
    )


def _hidden_rows(content: bytes) -> tuple[int, ...]:
    """Numbers as the sheet shows them; a row without one follows the row before it."""
    hidden: list[int] = []
    number = 0
    for match in _ROW.finditer(content):
        own = _ROW_NUMBER.search(match[1])
        number = int(own[1]) if own else number + 1
        if _HIDDEN.search(match[1]):
            hidden.append(number)
    return tuple(hidden)


def _hidden_columns(content: bytes) -> tuple[int, ...]:
    """Columns counted from 1."""
    hidden: set[int] = set()
    for match in _COLUMNS.finditer(content):
        first, last = _FROM.search(match[1]), _TO.search(match[1])
        if first and last and _HIDDEN.search(match[1]):
            hidden.update(range(int(first[1]), min(int(last[1]), _MOST_COLUMNS) + 1))
    return tuple(sorted(hidden))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _named(cells: tuple[str, ...]) -> str:
    return ", ".join(cells[:_NAMED]) + ("…" if len(cells) > _NAMED else "")
