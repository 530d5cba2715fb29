"""Clauses as plain text and back: what an official pastes from a word processor becomes a structure.

Numbers are read to see the nesting and then thrown away: the place gives them anew. «# Название» begins a
section, «[[название]]» alone on a line stands for what live data fill in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from navstrechu.documents.official.numbering import numbered
from navstrechu.documents.official.values import Clause, Mark

_SECTION = re.compile(r"#\s*(?:\d+\.\s+)?(.+)")
_DATA = re.compile(r"\[\[\s*(.+?)\s*\]\]")
_NUMBER = re.compile(r"(\d{1,3}\.(?:\d{1,3}\.)*(?:\d{1,3}(?=\s))?)\s+(.+)")
_BRACKET = re.compile(r"(?:[-–—•]\s*)?\d{1,3}\)\s*(.+)")
_LETTER = re.compile(r"(?:[-–—•]\s*)?[а-яё]{1,2}\)\s*(.+)")
_ENDS_A_SENTENCE = (".", ";", ":", ",")
# A paragraph that begins as a mark does is written behind a backslash, so that it stays a paragraph.
_LOOKS_LIKE_A_MARK = re.compile(r"#|\\|\[\[|\d{1,3}\.|(?:[-–—•]\s*)?(?:\d{1,3}|[а-яё]{1,2})\)")


@dataclass(slots=True)
class _Line:
    """A line as it was read; ``level`` counts from 1 for numbered ones."""

    text: str
    mark: Mark
    level: int = 0


@dataclass(slots=True)
class _Node:
    """A clause while its children are still coming."""

    text: str
    mark: Mark
    nodes: list["_Node"] = field(default_factory=list)

    def clause(self) -> Clause:
        return Clause(self.text, self.mark, tuple(node.clause() for node in self.nodes))


def read_outline(text: str) -> tuple[Clause, ...]:
    """The structure of a text of clauses, one a line; blank lines part nothing.

    A first-level line without a final stop, followed by «1.1.», is taken for the heading of a section.
    """
    lines = list(_sections_seen([_line(line.strip()) for line in text.splitlines() if line.strip()]))
    root = _Node("", Mark.PLAIN)
    chain = [root]  # the root and the open numbered clauses, one a level
    bracket: _Node | None = None
    for place, line in enumerate(lines):
        node = _Node(line.text, line.mark)
        if line.level:
            chain = chain[: min(line.level, len(chain))]
            chain[-1].nodes.append(node)
            chain.append(node)
            bracket = None
        elif line.mark is Mark.DATA and _goes_on_deeper(lines[place + 1 :]):
            chain[-1].nodes.append(node)  # the section goes on, and its numbers with it
            bracket = None
        elif line.mark is Mark.DATA:
            root.nodes.append(node)
            chain, bracket = chain[:1], None
        elif line.mark is Mark.LETTER and bracket is not None:
            bracket.nodes.append(node)
        else:
            chain[-1].nodes.append(node)
            bracket = node if line.mark is Mark.BRACKET else None
    return tuple(node.clause() for node in root.nodes)


def _goes_on_deeper(following: list[_Line]) -> bool:
    """Whether the next number after these data is one inside a section: «2.3.»."""
    return next((line.level for line in following if line.level), 0) > 1


def write_outline(clauses: tuple[Clause, ...]) -> str:
    """The text that `read_outline` reads back, numbered as it will be printed."""
    return "\n".join(_written(number, clause) for number, _depth, clause in numbered(clauses))


def _written(number: str, clause: Clause) -> str:
    text = " ".join(line.strip() for line in clause.text.splitlines() if line.strip())
    if clause.mark is Mark.SECTION:
        return f"# {text}"
    if clause.mark is Mark.DATA:
        return f"[[{text}]]"
    if clause.mark is Mark.PLAIN:
        return f"\\{text}" if _LOOKS_LIKE_A_MARK.match(text) else text
    return f"{number} {text}"


def _line(line: str) -> _Line:
    if line.startswith("\\"):
        return _Line(line[1:].strip(), Mark.PLAIN)
    if found := _SECTION.fullmatch(line):
        return _Line(found[1], Mark.SECTION, 1)
    if found := _DATA.fullmatch(line):
        return _Line(found[1], Mark.DATA)
    if found := _NUMBER.fullmatch(line):
        return _Line(found[2], Mark.CLAUSE, len(found[1].strip(".").split(".")))
    if found := _BRACKET.fullmatch(line):
        return _Line(found[1], Mark.BRACKET)
    if found := _LETTER.fullmatch(line):
        return _Line(found[1], Mark.LETTER)
    return _Line(line, Mark.PLAIN)


def _sections_seen(lines: list[_Line]) -> Iterator[_Line]:
    following: list[_Line | None] = [*lines[1:], None]
    for line, after in zip(lines, following, strict=False):
        is_heading = line.mark is Mark.CLAUSE and line.level == 1 and not line.text.endswith(_ENDS_A_SENTENCE)
        if is_heading and after is not None and after.level == 2:
            line.mark = Mark.SECTION
        yield line
