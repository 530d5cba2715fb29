"""Blocks of a document as JSON values and back, exactly: what visas agreed upon is kept so for ever.

The names below are those of stored documents. They stay when a node or a field of it is called otherwise.
"""

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import (
    Align,
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Inline,
    Item,
    ItemList,
    Numbered,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    RowKind,
    Run,
    Signature,
    Spread,
    Style,
    Table,
)

Json = dict[str, Any]


def blocks_json(blocks: Iterable[Block]) -> list[Json]:
    """The blocks as JSON values; pictures in base64."""
    return [{"kind": _KINDS[type(block)], **_WRITERS[type(block)](block)} for block in blocks]


def blocks_of_json(data: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """The blocks again. Raises ValueError on an unknown kind of node, KeyError on a missing field."""
    return tuple(map(_block, data))


def _block(data: Mapping[str, Any]) -> Block:
    kind = data.get("kind")
    if kind not in _READERS:
        raise ValueError(f"Неизвестный вид узла документа: «{kind}».")
    return _READERS[kind](data)


def _inline_json(inline: Inline) -> Any:
    if isinstance(inline, str):
        return inline
    return [[run.text, run.bold, run.italic] for run in inline]


def _inline(data: Any) -> Inline:
    if isinstance(data, str):
        return data
    return tuple(Run(text, bold, italic) for text, bold, italic in data)


def _cell_json(cell: Cell) -> Any:
    """A list of paragraphs; a cell that is merged, bold or aligned on its own is an object."""
    paragraphs = [_inline_json(paragraph) for paragraph in cell.paragraphs]
    if cell == Cell(cell.paragraphs):
        return paragraphs
    align = cell.align and cell.align.value
    return {
        "text": paragraphs,
        "across": cell.colspan,
        "down": cell.rowspan,
        "bold": cell.bold,
        "align": align,
    }


def _cell(data: Any) -> Cell:
    if isinstance(data, list):
        return Cell(tuple(map(_inline, data)))
    align = Align(data["align"]) if data["align"] else None
    return Cell(tuple(map(_inline, data["text"])), data["across"], data["down"], data["bold"], align)


def _table_json(table: Table) -> Json:
    return {
        "name": table.name,
        "columns": [[column.heading, column.weight, column.align.value] for column in table.columns],
        "rows": [[row.kind.value, [_cell_json(cell) for cell in row.cells]] for row in table.rows],
    }


def _table(data: Mapping[str, Any]) -> Table:
    return Table(
        tuple(Column(heading, weight, Align(align)) for heading, weight, align in data["columns"]),
        tuple(Row(tuple(map(_cell, cells)), RowKind(kind)) for kind, cells in data["rows"]),
        data["name"],
    )


def _items_json(items: Iterable[Item]) -> list[Any]:
    return [[_inline_json(item.content), _items_json(item.items)] for item in items]


def _items(data: Sequence[Any]) -> tuple[Item, ...]:
    return tuple(Item(_inline(content), _items(below)) for content, below in data)


def _paragraph_json(block: Paragraph) -> Json:
    return {"text": _inline_json(block.content), "style": block.style.value, "kept": block.keep_with_next}


def _numbered_json(block: Numbered) -> Json:
    return {
        "number": block.number,
        "text": _inline_json(block.content),
        "depth": block.depth,
        "kept": block.keep_with_next,
    }


def _picture_json(block: Picture) -> Json:
    data = base64.b64encode(block.data).decode()
    return {"data": data, "width": block.width, "alternative": block.alternative_text}


_KINDS: dict[type, str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    Table: "table",
    Facts: "facts",
    ItemList: "items",
    Numbered: "numbered",
    Spread: "spread",
    PageBreak: "page-break",
    Signature: "signature",
    Picture: "picture",
}
_WRITERS: dict[type, Callable[[Any], Json]] = {
    Heading: lambda block: {"text": block.text, "level": block.level},
    Paragraph: _paragraph_json,
    Table: _table_json,
    Facts: lambda block: {"pairs": [[label, _inline_json(value)] for label, value in block.pairs]},
    ItemList: lambda block: {
        "items": _items_json(block.items), "start": block.start, "prefix": block.prefix
    },
    Numbered: _numbered_json,
    Spread: lambda block: {"parts": list(block.parts)},
    PageBreak: lambda block: {"turned": block.orientation and block.orientation.value},
    Signature: lambda block: {"post": list(block.post_lines), "name": block.name},
    Picture: _picture_json,
}  # fmt: skip
_READERS: dict[Any, Callable[[Mapping[str, Any]], Block]] = {
    "heading": lambda data: Heading(data["text"], data["level"]),
    "paragraph": lambda data: Paragraph(_inline(data["text"]), Style(data["style"]), data["kept"]),
    "table": _table,
    "facts": lambda data: Facts(tuple((label, _inline(value)) for label, value in data["pairs"])),
    "items": lambda data: ItemList(_items(data["items"]), data["start"], data["prefix"]),
    "numbered": lambda data: Numbered(data["number"], _inline(data["text"]), data["depth"], data["kept"]),
    "spread": lambda data: Spread(*data["parts"]),
    "page-break": lambda data: PageBreak(Orientation(data["turned"]) if data["turned"] else None),
    "signature": lambda data: Signature(tuple(data["post"]), data["name"]),
    "picture": lambda data: Picture(base64.b64decode(data["data"]), data["width"], data["alternative"]),
}
