"""Reads of the texts of registered documents."""

from collections.abc import Iterator
from datetime import date

from navstrechu.acts.models import Act
from navstrechu.documents.official.numbering import numbered
from navstrechu.documents.official.values import Annex, OfficialText
from navstrechu.drafting.models import ActText


def latest_text(act: Act) -> ActText | None:
    """The wording in force, all amendments included; None for a document that was not written here."""
    return act.texts.select_related("made_by").order_by("-number").first()


def text_on(act: Act, day: date) -> ActText | None:
    """The wording in force on a day."""
    return act.texts.select_related("made_by").filter(since__lte=day).order_by("-number").first()


def words_of(text: OfficialText) -> str:
    """Everything a person can read in the text, a paragraph a line: for search and comparison."""
    return "\n".join(line for line in _lines(text) if line.strip())


def _lines(text: OfficialText) -> Iterator[str]:
    yield text.title
    yield text.preamble
    yield from (f"{number} {clause.text}".strip() for number, _depth, clause in numbered(text.clauses))
    for annex in text.annexes:
        yield from _annex_lines(annex)


def _annex_lines(annex: Annex) -> Iterator[str]:
    yield from annex.title
    yield from (f"{number} {clause.text}".strip() for number, _depth, clause in numbered(annex.clauses))
    for inner in annex.annexes:
        yield from _annex_lines(inner)
