"""Order 201 as a Paper, its words read from the published text, and what a printed text is compared with."""

import re
from datetime import date
from itertools import pairwise

from navstrechu.demonstration.papers import ORDER_TEXT
from navstrechu.documents.engine.tree import Block, Column, Row, Table
from navstrechu.documents.official.values import (
    Annex,
    Clause,
    Mark,
    OfficialText,
    Paper,
    Requisites,
    Signatory,
)

REQUISITES = Requisites("201", date(2024, 2, 29))
FORM = "form"
_COLUMNS = (6, 24, 24, 18, 28, 28)
_MARKS = (
    (re.compile(r"\d+\.\d+\. (.*)"), Mark.CLAUSE, 1),
    (re.compile(r"\d+\. (.*)"), Mark.SECTION, 0),
    (re.compile(r"\d+\) (.*)"), Mark.BRACKET, 2),
    (re.compile(r"[а-я]\) (.*)"), Mark.LETTER, 2),
)


def reference_lines() -> list[str]:
    """Paragraphs and lines of the published text without the signs of its transcription."""
    lines = ORDER_TEXT.read_text(encoding="utf-8").replace("**", "").splitlines()
    return [line.strip().removeprefix("- ") for line in lines if line.strip()]


def squeezed(text: str) -> str:
    """The text without any white space: all that a print may change."""
    return "".join(text.split())


def order_201(rows: int = 0) -> Paper:
    """The order; its form is filled with as many rows."""
    lines = reference_lines()
    head, procedure = lines[: lines.index("Приложение")], lines[lines.index("Приложение") :]
    return Paper(
        agency_lines=tuple(head[:3]),
        agency_genitive=" ".join(procedure[1:4]).removeprefix("к приказу "),
        form_word="".join(head[3].split()),
        form_dative="приказу",
        form_instrumental="приказом",
        place=head[5],
        text=OfficialText(
            title=head[7],
            preamble=head[8],
            clauses=tuple(Clause(line.split(". ", 1)[1]) for line in head[9:11]),
            annexes=(_procedure(procedure),),
        ),
        signatory=Signatory(tuple(head[11:13]), head[13]),
        data={FORM: (_form(lines[-1].split("\t"), rows),)},
    )


def _procedure(lines: list[str]) -> Annex:
    """«Порядок» with the form of the register as its own annex."""
    nested = lines.index("Приложение", 1)
    to = " ".join(lines[nested + 1 : -3]).removeprefix("к ")
    form = Annex(tuple(lines[-3:-1]), (Clause(FORM, Mark.DATA),), to=to, is_landscape=True)
    return Annex((lines[5],), _clauses(lines[6:nested]), (form,))


def _clauses(lines: list[str]) -> tuple[Clause, ...]:
    """Sections with clauses with lists, by the numbers at the beginning of the lines."""
    read = [_clause(line) for line in lines]
    return _under(read, 0)


def _clause(line: str) -> tuple[int, Clause]:
    for pattern, mark, depth in _MARKS:
        if found := pattern.fullmatch(line):
            return depth, Clause(found.group(1), mark)
    raise AssertionError(line)


def _under(read: list[tuple[int, Clause]], depth: int) -> tuple[Clause, ...]:
    starts = [index for index, (found, _) in enumerate(read) if found == depth]
    return tuple(
        Clause(read[start][1].text, read[start][1].mark, _under(read[start + 1 : end], depth + 1))
        for start, end in pairwise((*starts, len(read)))
    )


def _form(headings: list[str], rows: int) -> Block:
    columns = tuple(Column(heading, weight) for heading, weight in zip(headings, _COLUMNS, strict=True))
    row = ("Предоставление услуг", "Назначение ежемесячной выплаты семьям с детьми", "Личный прием")
    given = (*row, "Прием заявления и документов", "Ускоренная очередь для многодетных родителей")
    return Table(columns, tuple(Row.of(str(n), *given) for n in range(1, rows + 1)), name="Перечень")
