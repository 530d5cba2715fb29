"""Preview of a document on a page of the product: semantic, all text escaped, classes and no inline style."""

import base64
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import (
    Align,
    Block,
    Cell,
    Column,
    Document,
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
    Table,
    runs_of,
)

_PIXELS_PER_MM = 96 / 25.4
_NOTHING = SafeString("")


def render(document: Document) -> bytes:
    """A page of its own for saving; it carries no style, so that no policy of the reader has to allow any."""
    page = format_html(
        '<!DOCTYPE html>\n<html lang="{}">\n<head><meta charset="utf-8"><title>{}</title></head>\n'
        "<body>\n{}</body>\n</html>\n",
        document.language,
        document.title,
        fragment(document, heading_offset=0),
    )
    return page.encode()


def fragment(document: Document, heading_offset: int = 1) -> SafeString:
    """The document as sheets of paper for a page that loads `css/document.css`.

    `heading_offset` sinks the headings below those the page already has.
    """
    corners = [_corner(document.corner)] if document.corner else []
    sheets = _joined(
        _sheet(orientation, blocks, heading_offset, corners.pop() if corners else _NOTHING)
        for orientation, blocks in _sheets(document)
    )
    return format_html('<article class="doc" lang="{}">\n{}</article>\n', document.language, sheets)


def _joined(parts: Iterator[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _sheets(document: Document) -> Iterator[tuple[Orientation, list[Block]]]:
    """What begins on a new page begins a sheet; where a sheet ends by its length, only the printer knows."""
    for section in document.sections():
        sheet: list[Block] = []
        for block in section.blocks:
            if not isinstance(block, PageBreak):
                sheet.append(block)
            elif sheet:
                yield section.orientation, sheet
                sheet = []
        if sheet or not section.blocks:
            yield section.orientation, sheet


def _sheet(
    orientation: Orientation, blocks: Iterable[Block], heading_offset: int, corner: SafeString
) -> SafeString:
    turned = " doc-sheet-landscape" if orientation is Orientation.LANDSCAPE else ""
    made = _joined(_block(block, heading_offset) for block in blocks)
    return format_html('<section class="doc-sheet{}">\n{}{}</section>\n', turned, made, corner)


def _corner(picture: Picture) -> SafeString:
    return format_html('<div class="doc-corner">{}</div>\n', _picture(picture))


def _block(block: Block, heading_offset: int) -> SafeString:
    match block:
        case Heading():
            level = min(block.level + heading_offset, 6)
            return format_html(
                '<h{} class="doc-heading doc-heading-{}">{}</h{}>\n',
                level,
                block.level,
                _text(block.text),
                level,
            )
        case Paragraph():
            return format_html('<p class="doc-{}">{}</p>\n', block.style.value, _text(block.content))
        case ItemList():
            numbers = (number for number, _, _ in block.numbered())
            return _items(block.items, numbers)
        case Numbered():
            return format_html(
                '<p class="doc-clause"><span class="doc-number">{}</span> {}</p>\n',
                block.number,
                _text(block.content),
            )
        case Spread():
            parts = format_html_join(" ", "<span>{}</span>", ((part,) for part in block.parts))
            return format_html('<p class="doc-spread">{}</p>\n', parts)
        case Table():
            return _table(block)
        case Facts():
            pairs = ((_text(label), _text(value)) for label, value in block.pairs)
            rows = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>\n", pairs)
            return format_html('<dl class="doc-facts">\n{}</dl>\n', rows)
        case Signature():
            post = format_html_join("", "<span>{}</span>", ((line,) for line in block.post_lines))
            return format_html(
                '<p class="doc-signature"><span class="doc-post">{}</span> '
                '<span class="doc-name">{}</span></p>\n',
                post,
                block.name,
            )
        case PageBreak():
            return _NOTHING
        case Picture():
            return _picture(block)


def _text(inline: Inline) -> SafeString:
    return _joined(_run(run) for run in runs_of(inline))


def _run(run: Run) -> SafeString:
    text = format_html_join(SafeString("<br>"), "{}", ((line,) for line in run.text.split("\n")))
    if run.italic:
        text = format_html("<em>{}</em>", text)
    return format_html("<strong>{}</strong>", text) if run.bold else text


def _items(items: tuple[Item, ...], numbers: Iterator[str]) -> SafeString:
    """A list whose numbers are text, as they are on paper; they are taken in reading order."""
    made = _joined(_item(item, numbers) for item in items)
    return format_html('<ol class="doc-items">\n{}</ol>\n', made)


def _item(item: Item, numbers: Iterator[str]) -> SafeString:
    number = next(numbers)
    below = _items(item.items, numbers) if item.items else _NOTHING
    return format_html(
        '<li><span class="doc-number">{}</span> {}{}</li>\n', number, _text(item.content), below
    )


def _table(table: Table) -> SafeString:
    total = sum(column.weight for column in table.columns)
    columns = format_html_join(
        "",
        '<col class="doc-w-{}">',
        ((max(1, round(column.weight * 100 / total)),) for column in table.columns),
    )
    headings = format_html_join(
        "", '<th scope="col">{}</th>', ((_text(column.heading),) for column in table.columns)
    )
    bodies = _joined(_body(rows, table) for rows in _groups(table))
    return format_html(
        '<div class="doc-scroll" role="region" aria-label="{}" tabindex="0">\n<table class="doc-table">'
        "<colgroup>{}</colgroup>\n<thead><tr>{}</tr></thead>\n{}</table>\n</div>\n",
        table.name or "Таблица",
        columns,
        headings,
        bodies,
    )


def _groups(table: Table) -> Iterator[list[tuple[Row, dict[int, Column]]]]:
    """Rows with the column in which each cell starts, cut before every heading of a group."""
    group = 0
    numbered = []
    for row, places in zip(table.rows, table.grid(), strict=True):
        starts = [table.columns[place.column] for place in places if not place.continued]
        # A cell that spans rows may not leave its row group: browsers would cut it off.
        group += row.kind is RowKind.GROUP and len(starts) == len(places)
        numbered.append((group, row, dict(enumerate(starts))))
    for _, rows in groupby(numbered, key=lambda entry: entry[0]):
        yield [(row, columns) for _, row, columns in rows]


def _body(rows: list[tuple[Row, dict[int, Column]]], table: Table) -> SafeString:
    made = _joined(_row(row, columns) for row, columns in rows)
    return format_html("<tbody>\n{}</tbody>\n", made)


def _row(row: Row, columns: dict[int, Column]) -> SafeString:
    cells = _joined(_cell(cell, columns[index], row.kind) for index, cell in enumerate(row.cells))
    if row.kind is RowKind.BODY:
        return format_html("<tr>{}</tr>\n", cells)
    return format_html('<tr class="doc-{}">{}</tr>\n', row.kind.value, cells)


def _cell(cell: Cell, column: Column, kind: RowKind) -> SafeString:
    align = cell.align or column.align
    names = [f"doc-{align.value}"] * (align is not Align.LEFT) + ["doc-bold"] * cell.bold
    attributes = format_html(' class="{}"', " ".join(names)) if names else _NOTHING
    for name in ("colspan", "rowspan"):
        if getattr(cell, name) > 1:
            attributes = format_html('{} {}="{}"', attributes, name, getattr(cell, name))
    if kind is RowKind.GROUP:
        attributes = format_html('{} scope="rowgroup"', attributes)
    tag = "th" if kind is RowKind.GROUP else "td"
    if len(cell.paragraphs) == 1:
        content = _text(cell.paragraphs[0])
    else:
        content = format_html_join("", "<p>{}</p>", ((_text(paragraph),) for paragraph in cell.paragraphs))
    return format_html("<{}{}>{}</{}>", tag, attributes, content, tag)


def _picture(picture: Picture) -> SafeString:
    kind = "image/png" if picture.is_png else "image/svg+xml"
    # A picture in an <img> runs no script, whatever the file says.
    return format_html(
        '<p class="doc-picture"><img src="data:{};base64,{}" alt="{}" width="{}"></p>\n',
        kind,
        base64.b64encode(picture.data).decode(),
        picture.alternative_text,
        round(picture.width * _PIXELS_PER_MM),
    )
