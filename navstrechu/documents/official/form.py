"""The printed form of an official document, as order 201 has it: head, text, signature, annexes with stamps.

Form: GOST R 7.0.97 of 2016 or 2025; the later adds the code of the document on its first sheet.
"""

from collections.abc import Iterator
from itertools import pairwise

from navstrechu.core.text.dates import date_in_words
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import (
    Block,
    Document,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Signature,
    Spread,
    Style,
)
from navstrechu.documents.official.document_code import code_of
from navstrechu.documents.official.numbering import numbered
from navstrechu.documents.official.stamps import stamp
from navstrechu.documents.official.values import (
    Annex,
    Clause,
    Mark,
    Paper,
    PrintedForm,
    Requisites,
    StandardForm,
)
from navstrechu.documents.official.wording import amended_line, kept_together, letter_spaced

_ARMS = "Герб"
_NO_DATE, _NO_NUMBER = "_" * 20, "№\u00a0______"
_DEEPEST_HEADING = 3
_END = ("", 0, Clause(""))


def lay_out(paper: Paper, requisites: Requisites | None, form: PrintedForm) -> Document:
    """The paper as it will be printed; without requisites their places are left to be filled in by hand.

    Raises ValueError with a sentence for the author when a place of data is not filled, when the arms are no
    picture and when the code cannot hold its text.
    """
    needs_code = form.standard is StandardForm.GOST_2025 and bool(form.qr_text)
    return Document(
        title=_name(paper, requisites),
        blocks=(
            *_head(paper, requisites, form),
            *_title(paper),
            *_text(paper),
            Signature(paper.signatory.post_lines, paper.signatory.name),
            *_annexes(paper, paper.text.annexes, requisites),
        ),
        profile=form.profile,
        author=" ".join(paper.agency_lines),
        dated=requisites.dated if requisites else None,
        corner=code_of(form.qr_text, form.profile.code_width) if needs_code else None,
    )


def _name(paper: Paper, requisites: Requisites | None) -> str:
    """«Приказ от 29 февраля 2024 г. № 201 «Об утверждении …»» on one line, for the file’s properties."""
    words = [paper.form_word.capitalize()]
    if requisites:
        words.append(f"от {date_in_words(requisites.dated)} №\u00a0{requisites.number}")
    title = " ".join(paper.text.title.split())
    return " ".join([*words, *([f"«{title}»"] if title else [])])


def _head(paper: Paper, requisites: Requisites | None, form: PrintedForm) -> Iterator[Block]:
    if form.arms:
        yield Picture(form.arms, form.profile.arms_width, _ARMS)
    agency = "\n".join(line.upper() for line in paper.agency_lines)
    yield Paragraph((Run(agency, bold=True),), Style.CENTRE)
    if form.blank_lines:
        yield Paragraph("\n".join(form.blank_lines), Style.BLANK)
    yield Paragraph(letter_spaced(paper.form_word), Style.TITLE)
    yield _requisites_line(paper, requisites)


def _requisites_line(paper: Paper, requisites: Requisites | None) -> Spread:
    if requisites is None:
        return Spread(_NO_DATE, paper.place, _NO_NUMBER)
    return Spread(date_in_words(requisites.dated), paper.place, f"№\u00a0{requisites.number}")


def _title(paper: Paper) -> Iterator[Block]:
    if paper.text.title.strip():
        yield Heading(kept_together(paper.text.title))
    if paper.amended_by:
        line = kept_together(amended_line(paper.form_dative, paper.amended_by))
        yield Paragraph(line, Style.UNDER_TITLE, keep_with_next=True)


def _text(paper: Paper) -> Iterator[Block]:
    if paper.text.preamble.strip():
        yield Paragraph(kept_together(paper.text.preamble), keep_with_next=bool(paper.text.clauses))
    yield from _clauses(paper, paper.text.clauses, is_titled=bool(paper.text.title.strip()))


def _clauses(paper: Paper, clauses: tuple[Clause, ...], *, is_titled: bool) -> Iterator[Block]:
    """Paragraphs, headings and data of these clauses; a heading stands one level below the title above it."""
    above: list[int] = []  # depths of the sections in which a clause stands
    for (number, depth, clause), (_, depth_after, _) in pairwise((*numbered(clauses), _END)):
        above = [section for section in above if section < depth]
        if clause.mark is Mark.DATA:
            yield from _data(paper, clause.text)
        elif clause.mark is Mark.SECTION:
            yield Heading(
                kept_together(f"{number} {clause.text}"), min(is_titled + len(above) + 1, _DEEPEST_HEADING)
            )
            above.append(depth)
        else:
            leads = depth_after > depth or clause.text.rstrip().endswith(":")
            yield _paragraph(number, depth, clause.text, keep=leads)


def _paragraph(number: str, depth: int, text: str, *, keep: bool) -> Block:
    words = kept_together(text)
    return Numbered(number, words, depth, keep) if number else Paragraph(words, keep_with_next=keep)


def _data(paper: Paper, name: str) -> tuple[Block, ...]:
    if name not in paper.data:
        raise ValueError(f"В документе нет данных для места «{name}».")
    return paper.data[name]


def _annexes(paper: Paper, annexes: tuple[Annex, ...], requisites: Requisites | None) -> Iterator[Block]:
    """Every annex on a sheet of its own, followed by the annexes it has itself."""
    for number, annex in enumerate(annexes, start=1):
        yield PageBreak(Orientation.LANDSCAPE if annex.is_landscape else Orientation.PORTRAIT)
        yield from stamp(paper, annex, requisites, number=number if len(annexes) > 1 else 0)
        title = "\n".join(filter(None, map(str.strip, annex.title)))
        if title:
            yield Heading(title)
        yield from _clauses(paper, annex.clauses, is_titled=bool(title))
        yield from _annexes(paper, annex.annexes, requisites)
