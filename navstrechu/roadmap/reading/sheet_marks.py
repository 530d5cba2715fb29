"""What the XML of a sheet tells beyond values: extent, hidden rows, formulas that were never calculated."""

import posixpath
import re
from dataclasses import dataclass

from navstrechu.core.errors import InputRefused
from navstrechu.roadmap.reading.layout import shortened
from navstrechu.roadmap.reading.package import DAMAGED, DOCTYPE, MAX_DOCUMENT_BYTES, TOO_BIG, Package

_MOST_BYTES = 64 * 1024 * 1024
_MOST_CELLS = 300_000
_LARGEST_AREA = 2_000_000
_NAMED = 5
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_CELL = re.compile(rb"<(?:\w+:)?c(?:\s([^<>]*?))?(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_TYPE = re.compile(rb"""(?:^|\s)t\s*=\s*["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^<>]*)?>[^<]")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s[^<>]*?\bhidden\s*=\s*["'](?:1|true)["']""")
_XML_PARTS = (".xml", ".rels")


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Area that filled cells span, number of hidden rows, cells whose formula gave nothing or an error."""

    cells: int
    area: int
    hidden_rows: int
    uncalculated: tuple[str, ...]
    errors: tuple[str, ...]

    def require_size(self, name: str) -> None:
        """Raise InputRefused for a sheet that no roadmap can fill, before anything is built for it."""
        if self.cells > _MOST_CELLS or self.area > _LARGEST_AREA:
            raise InputRefused(
                f"Лист «{shortened(name)}» слишком большой или ячейки на нём разбросаны. "
                "Оставьте в книге только таблицу плана и загрузите снова."
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


def marks_of(package: Package) -> dict[str, SheetMarks]:
    """Marks of every sheet by its name; raises InputRefused for a workbook that unpacks to too much."""
    parts = _sheet_parts(package)
    marks: dict[str, SheetMarks] = {}
    produced = 0
    for name in package.names:
        content = b"".join(package.stream(name, MAX_DOCUMENT_BYTES))
        produced += len(content)
        if produced > _MOST_BYTES:
            raise InputRefused(TOO_BIG)
        if name.lower().endswith(_XML_PARTS) and b"<!DOCTYPE" in content:
            raise InputRefused(DOCTYPE)
        for sheet in parts.get(name, ()):
            marks[sheet] = _marks(content)
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


def _marks(content: bytes) -> SheetMarks:
    cells = bottom = right = 0
    uncalculated: list[str] = []
    errors: list[str] = []
    for match in _CELL.finditer(content):
        cells += 1
        attributes, inner = match[1] or b"", match[2]
        if cells > _MOST_CELLS:
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
        elif _FORMULA.search(inner) and not _VALUE.search(inner) and not (kind and kind[1] == b"str"):
            uncalculated.append(name)
    hidden = sum(1 for _match in _HIDDEN_ROW.finditer(content))
    return SheetMarks(cells, bottom * right, hidden, tuple(uncalculated), tuple(errors))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _named(cells: tuple[str, ...]) -> str:
    return ", ".join(cells[:_NAMED]) + ("…" if len(cells) > _NAMED else "")
