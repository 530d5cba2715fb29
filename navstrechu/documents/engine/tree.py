"""Nodes of a document. Frozen, compared by value, always clean: made without forbidden characters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from navstrechu.documents.engine.profile import OFFICIAL_FORM, LayoutProfile, Orientation
from navstrechu.documents.engine.table import Cell, Column, Placed, Row, RowKind, Table
from navstrechu.documents.engine.text import Align, Clean, Inline, Run, Style, runs_of, text_of

__all__ = [
    "Align",
    "Block",
    "Cell",
    "Column",
    "Document",
    "Facts",
    "Heading",
    "Inline",
    "Item",
    "ItemList",
    "Numbered",
    "Orientation",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Placed",
    "Row",
    "RowKind",
    "Run",
    "Section",
    "Signature",
    "Spread",
    "Style",
    "Table",
    "runs_of",
    "text_of",
]


@dataclass(frozen=True, slots=True)
class Heading(Clean):
    """A heading of level 1–3. Levels may not be skipped: readers by ear move about by them (ISO 14289-1)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph(Clean):
    """A paragraph. `keep_with_next` forbids a page end between it and what follows."""

    content: Inline
    style: Style = Style.BODY
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Facts(Clean):
    """Label and value pairs, printed in two columns without rules."""

    pairs: tuple[tuple[str, Inline], ...]


@dataclass(frozen=True, slots=True)
class Item(Clean):
    """A clause and the clauses under it."""

    content: Inline
    items: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class ItemList(Clean):
    """Numbered clauses «1.», «1.1.» as orders have them; `prefix` «2.» continues a clause numbered elsewhere.

    The numbers are text, so they read the same in every format and survive copying into another document.
    """

    items: tuple[Item, ...]
    start: int = 1
    prefix: str = ""

    def numbered(self) -> Iterator[tuple[str, int, Inline]]:
        """(number, depth from 0, text) of every clause in reading order."""
        yield from _numbered(self.items, self.start, self.prefix, 0)


def _numbered(
    items: tuple[Item, ...], start: int, prefix: str, depth: int
) -> Iterator[tuple[str, int, Inline]]:
    for position, item in enumerate(items, start=start):
        number = f"{prefix}{position}."
        yield number, depth, item.content
        yield from _numbered(item.items, 1, number, depth + 1)


@dataclass(frozen=True, slots=True)
class Numbered(Clean):
    """A clause with the number it has on paper («1.1.», «2)», «а)»); the number is text in every format.

    `depth` from 0 says how deep it stands in the document's order; the profile says what that moves.
    """

    number: str
    content: Inline
    depth: int = 0
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Spread(Clean):
    """Date, place and number on one line: texts at the left edge, in the middle and at the right edge."""

    left: str
    middle: str = ""
    right: str = ""

    @property
    def parts(self) -> tuple[str, str, str]:
        """The three in reading order."""
        return self.left, self.middle, self.right


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, turned as told (None: as before)."""

    orientation: Orientation | None = None


@dataclass(frozen=True, slots=True)
class Signature(Clean):
    """The post at the left, the name at the right of its last line; never parted by a page end."""

    post_lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Picture(Clean):
    """A PNG or SVG picture, centred; `width` in millimetres, made smaller where the sheet demands it.

    The alternative text is what a person hears instead; it may not be empty.
    """

    data: bytes
    width: float
    alternative_text: str

    def __post_init__(self) -> None:
        Clean.__post_init__(self)
        if not self.alternative_text.strip():
            raise ValueError("У рисунка нет текстовой замены.")
        if not self.is_png and not self.is_svg:
            raise ValueError("Рисунок должен быть в формате PNG или SVG.")

    @property
    def is_png(self) -> bool:
        return self.data.startswith(b"\x89PNG\r\n\x1a\n")

    @property
    def is_svg(self) -> bool:
        return b"<svg" in self.data[:1024]


Block = Heading | Paragraph | Table | Facts | ItemList | Numbered | Spread | PageBreak | Signature | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that stand on sheets turned the same way."""

    orientation: Orientation
    blocks: tuple[Block, ...]

    def kept(self) -> Iterator[tuple[Block, bool]]:
        """Every block, and whether a signature follows, from which no page end may part it."""
        following = (*self.blocks[1:], None)
        for block, after in zip(self.blocks, following, strict=False):
            yield block, isinstance(after, Signature)


@dataclass(frozen=True, slots=True)
class Document(Clean):
    """A whole document. `dated` is the day it speaks of (an as-of date, the date of an act), never the clock:
    equal trees give equal bytes. Raises ValueError without a title (ISO 14289-1 demands one) and when heading
    levels are skipped.

    `corner` is a small picture in the lower right corner of the first sheet, which text does not run over
    (GOST R 7.0.97-2025: the code of a document).
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "ru-RU"
    orientation: Orientation = Orientation.PORTRAIT
    profile: LayoutProfile = OFFICIAL_FORM
    author: str = ""
    dated: date | None = None
    corner: Picture | None = None

    def __post_init__(self) -> None:
        Clean.__post_init__(self)
        if not self.title.strip():
            raise ValueError("Документ без названия.")
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if not 1 <= block.level <= min(level + 1, 3):
                    raise ValueError(f"Заголовок «{block.text}»: уровень {block.level} после уровня {level}.")
                level = block.level

    def sections(self) -> tuple[Section, ...]:
        """The document cut where the sheet is turned."""
        cut: list[tuple[Orientation, list[Block]]] = [(self.orientation, [])]
        for block in self.blocks:
            turn = block.orientation if isinstance(block, PageBreak) else None
            if turn and turn is not cut[-1][0]:
                cut.append((turn, []))
            else:
                cut[-1][1].append(block)
        filled = [(orientation, blocks) for orientation, blocks in cut if blocks] or cut[:1]
        return tuple(Section(orientation, tuple(blocks)) for orientation, blocks in filled)

    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))
