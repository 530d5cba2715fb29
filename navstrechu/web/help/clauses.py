"""The two official documents cut into what can be cited: clauses of the order, rows of the roadmap.

Cut from the published texts that the demonstration is made of, so that no wording is typed a second time.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from navstrechu.demonstration.papers import ORDER_TEXT, ROADMAP_TEXT

_CLAUSE = re.compile(r"(\d\.\d)\. (.+)")
_PART = re.compile(r"(?:- )?((\w+)\) .+)")
_END_OF_CLAUSE = re.compile(r"\d\. |Приложение")
_PREAMBLE = "Во исполнение"
_FORM = "№\t"
_ROW = re.compile(r"(\d\.\d(?:\.\d)?)\.\t")


@dataclass(frozen=True, slots=True)
class Clause:
    """A place of a document: ``number`` as it is cited («2.6», a part of it «1.2.4» or «2.2.з») and its
    words, paragraph by paragraph, each with the heading of its column when it comes from a table."""

    number: str
    paragraphs: tuple[tuple[str, str], ...]


def order_clauses() -> Iterator[Clause]:
    """Order 201: the preamble, clauses 1.1–3.3 of the procedure, their parts, the columns of the form."""
    lines = [line.strip() for line in ORDER_TEXT.read_text(encoding="utf-8").splitlines() if line.strip()]
    yield from (Clause("preamble", (("", line),)) for line in lines if line.startswith(_PREAMBLE))
    number, words = "", list[str]()
    for line in lines:
        if found := _CLAUSE.fullmatch(line):
            yield from _clause(number, words)
            number, words = found[1], [found[2]]
        elif _END_OF_CLAUSE.match(line):
            yield from _clause(number, words)
            number, words = "", []
        elif number and (part := _PART.fullmatch(line)):
            words.append(part[1])
            yield Clause(f"{number}.{part[2]}", (("", part[1]),))
    form = next(line for line in lines if line.startswith(_FORM))
    yield Clause("form", tuple(("", heading) for heading in form.split("\t")))


def _clause(number: str, words: list[str]) -> Iterator[Clause]:
    if number:
        yield Clause(number, tuple(("", paragraph) for paragraph in words))


def roadmap_clauses() -> Iterator[Clause]:
    """The roadmap: how it was approved, its title, its columns, and every row by its number."""
    lines = ROADMAP_TEXT.read_text(encoding="utf-8").splitlines()
    head = next(place for place, line in enumerate(lines) if line.startswith("№ п/п"))
    title = next(place for place, line in enumerate(lines) if line.startswith("План мероприятий"))
    yield Clause("approval", (("", _joined(lines[:title])),))
    yield Clause("title", (("", _joined(lines[title:head])),))
    headings = [heading.strip() for heading in lines[head].split("\t")]
    yield Clause("columns", tuple(("", heading) for heading in headings))
    for cells in _rows(lines[head + 1 :]):
        pairs = zip(headings[1:], cells[1:], strict=False)
        yield Clause(cells[0].rstrip("."), tuple((heading, words) for heading, words in pairs if words))


def _rows(lines: list[str]) -> Iterator[list[str]]:
    """Rows by their cells; a row that crosses a page is continued by a line whose first cell is empty."""
    row: list[str] = []
    for line in filter(str.strip, lines):
        cells = [cell.strip() for cell in line.split("\t")]
        if cells[0]:
            if row:
                yield row
            row = cells if _ROW.match(line) else []
        elif row:
            row = [_joined(both) for both in zip(row, cells, strict=True)]
    if row:
        yield row


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part.strip() for part in parts if part.strip())
