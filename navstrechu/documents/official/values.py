"""The text of an official document as values: what authors edit, versions keep and the printer lays out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from navstrechu.documents.engine.profile import OFFICIAL_FORM, LayoutProfile
from navstrechu.documents.engine.tree import Block


class Mark(StrEnum):
    """How a clause is numbered; the number itself always follows from the place."""

    SECTION = "section"  # «1. Общие положения»: a heading with clauses under it
    CLAUSE = "clause"  # «1.», below a section or a clause «1.1.»
    BRACKET = "bracket"  # «1)»
    LETTER = "letter"  # «а)»
    PLAIN = "plain"  # a paragraph without a number
    DATA = "data"  # filled from live data; the text is the name of what is filled in


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of an order, a procedure or a report, with the clauses under it."""

    text: str
    mark: Mark = Mark.CLAUSE
    clauses: tuple["Clause", ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """«Приложение»: `title` line by line, the clauses, annexes of its own.

    `to` says to what a nested annex belongs («к Порядку ведения …»); the annex of the document itself is
    «к приказу … от … № …», which is written when number and date are known. `is_approved` prints the stamp
    «УТВЕРЖДЕН приказом …» in the place of «Приложение к приказу …».
    """

    title: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    annexes: tuple["Annex", ...] = ()
    to: str = ""
    is_landscape: bool = False
    is_approved: bool = False


@dataclass(frozen=True, slots=True)
class OfficialText:
    """Title, preamble, clauses and annexes. The preamble of an order ends «п р и к а з ы в а ю:»."""

    title: str
    preamble: str = ""
    clauses: tuple[Clause, ...] = ()
    annexes: tuple[Annex, ...] = ()

    def all_annexes(self) -> Iterator[Annex]:
        """Annexes of annexes too, in printed order."""
        yield from _annexes(self.annexes)

    def all_clauses(self) -> Iterator[Clause]:
        """Every clause of the document and of its annexes, in no promised order."""
        waiting = [*self.clauses, *(clause for annex in self.all_annexes() for clause in annex.clauses)]
        while waiting:
            clause = waiting.pop()
            yield clause
            waiting += clause.clauses

    def data_names(self) -> set[str]:
        """Names of what live data fill in."""
        return {clause.text for clause in self.all_clauses() if clause.mark is Mark.DATA}


def _annexes(annexes: tuple[Annex, ...]) -> Iterator[Annex]:
    for annex in annexes:
        yield annex
        yield from _annexes(annex.annexes)


@dataclass(frozen=True, slots=True)
class Requisites:
    """What the registration gives a document."""

    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the post line by line, as it is printed at the left, and «А. В. Востриков»."""

    post_lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with every place filled: what visas agree upon and the chancellery registers.

    `form_word` is «ПРИКАЗ» or «ОТЧЁТ»; `agency_genitive` stands in «Приложение к приказу …»; `data` holds by
    name what DATA clauses are replaced by; `amended_by` are «от … № …» of the acts in a consolidated text.
    """

    agency_lines: tuple[str, ...]
    agency_genitive: str
    form_word: str
    form_dative: str
    form_instrumental: str
    place: str
    text: OfficialText
    signatory: Signatory
    data: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    amended_by: tuple[str, ...] = ()


class StandardForm(StrEnum):
    """Which standard the printed form follows; the later one is in force since 18.08.2025."""

    GOST_2016 = "gost_2016"
    GOST_2025 = "gost_2025"


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """How an agency prints: the standard, sizes and margins, the arms (PNG or SVG) and lines of its blank.

    `qr_text` is what the QR element of the 2025 form says (empty: none is printed).
    """

    standard: StandardForm = StandardForm.GOST_2025
    profile: LayoutProfile = OFFICIAL_FORM
    arms: bytes = b""
    blank_lines: tuple[str, ...] = ()
    qr_text: str = ""

    def with_qr(self, text: str) -> "PrintedForm":
        """The same form with the element of one document."""
        return replace(self, qr_text=text)
