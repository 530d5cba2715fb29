"""The whole guide as one document to print, made of the same files as its pages."""

from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it.tree import SyntaxTreeNode as Node

from navstrechu.documents.engine.tree import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Run,
    Style,
    Table,
    text_of,
)
from navstrechu.documents.rendering import Format, Rendered, render
from navstrechu.web.help.guide import FILE_LINK, PICTURE_LINK, quote_in, tokens_of
from navstrechu.web.help.pictures import guide_picture
from navstrechu.web.help.quotes import Quote
from navstrechu.web.help.topics import CHAPTERS, Chapter

TITLE = "Руководство пользователя «Навстречу»"
# Pictures are taken at 96 pixels an inch; the sheet of the official form is 165 mm wide inside its margins.
_MILLIMETRES_A_PIXEL = 25.4 / 96
_WIDEST = 165.0


@cache
def printed_guide() -> Rendered:
    """The guide as PDF, made once for the process: its files do not change while it runs."""
    return render(guide_document(), Format.PDF)


def guide_document() -> Document:
    """Chapters, topics and their sections under one another."""
    blocks: list[Block] = [Paragraph(TITLE, Style.TITLE)]
    for place, chapter in enumerate(CHAPTERS):
        blocks += [PageBreak()] if place else []
        blocks += _chapter(chapter)
    return Document(title=TITLE, blocks=tuple(blocks))


def _chapter(chapter: Chapter) -> Iterator[Block]:
    yield Heading(chapter.title, 1)
    for slug in chapter.slugs:
        yield from _topic(slug)


def _topic(slug: str) -> Iterator[Block]:
    title, *rest = Node(tokens_of(slug)).children
    yield Heading(text_of(_runs(title)), 2)
    for node in rest:
        yield from _blocks(node)


def _blocks(node: Node) -> Iterator[Block]:
    if node.type == "heading":
        yield _heading(node)
    elif node.type == "paragraph":
        yield from _paragraph(node)
    elif node.type in {"bullet_list", "ordered_list"}:
        yield from _list(node)
    elif node.type == "table":
        yield _table(node)
    else:
        raise ValueError(f"Справка: в печатном виде нет «{node.type}».")


def _heading(node: Node) -> Block:
    """The sections of a topic; what stands below them is bold, the sheet has three levels."""
    words = text_of(_runs(node))
    if node.tag == "h2":
        return Heading(words, 3)
    return Paragraph((Run(words, bold=True),), Style.PLAIN, keep_with_next=True)


def _paragraph(node: Node) -> Iterator[Block]:
    inline = node.children[0]
    first = inline.children[0]
    if first.type == "image":
        yield _picture(first)
    elif inline.token and (found := quote_in(inline.token)):
        yield from _quote(found)
    else:
        yield Paragraph(_runs(node), Style.PLAIN)


def _picture(node: Node) -> Picture:
    found = PICTURE_LINK.fullmatch(str(node.attrs["src"]))
    if not found:
        raise ValueError(f"Справка: рисунок не из её папки – {node.attrs['src']}.")
    picture = guide_picture(found[1])
    width = min(picture.width * _MILLIMETRES_A_PIXEL, _WIDEST)
    return Picture(picture.path.read_bytes(), width, node.content)


def _quote(found: Quote) -> Iterator[Block]:
    yield Paragraph((Run(f"{found.source}:", bold=True),), Style.PLAIN, keep_with_next=True)
    for heading, words in found.paragraphs:
        said = f"{heading}: {words}" if heading else words
        yield Paragraph((Run(said, italic=True),), Style.PLAIN)


def _list(node: Node) -> Iterator[Block]:
    start = int(node.attrs.get("start", 1))
    for place, item in enumerate(node.children, start=start):
        mark = f"{place}. " if node.type == "ordered_list" else "– "
        first, *more = item.children
        yield Paragraph((Run(mark), *_runs(first)), Style.PLAIN)
        for inner in more:
            yield from _blocks(inner)


def _table(node: Node) -> Table:
    head, *bodies = node.children
    cells = [cell for row in head.children for cell in row.children]
    rows = [row for body in bodies for row in body.children]
    columns = [Column(text_of(_runs(cell)), weight=_weight(rows, place)) for place, cell in enumerate(cells)]
    return Table(tuple(columns), tuple(Row(tuple(Cell((_runs(c),)) for c in row.children)) for row in rows))


def _weight(rows: Sequence[Node], place: int) -> float:
    """Long texts get more room, short ones enough for their words."""
    longest = max(len(text_of(_runs(row.children[place]))) for row in rows)
    return float(min(max(longest, 16), 48))


def _runs(node: Node) -> tuple[Run, ...]:
    """The words of a block with their faces."""
    return tuple(run for inline in node.children for child in inline.children for run in _inline(child))


def _inline(node: Node, *, bold: bool = False, italic: bool = False) -> Iterator[Run]:
    if node.type in {"softbreak", "hardbreak"}:
        yield Run(" ")
    elif node.type in {"text", "code_inline"}:
        yield Run(node.content, bold=bold, italic=italic)
    else:
        for child in node.children:
            yield from _inline(child, bold=bold or node.type == "strong", italic=italic or node.type == "em")
        yield from _where_to(node)


def _where_to(node: Node) -> Iterator[Run]:
    """On paper a link cannot be followed: the topic that it leads to is named, unless the link does."""
    found = FILE_LINK.fullmatch(str(node.attrs.get("href", "")))
    if not found:
        return
    title = tokens_of(found[1])[1].content
    if "".join(child.content for child in node.children) != title:
        yield Run(f" (раздел «{title}»)")
