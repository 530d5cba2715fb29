"""The stamp at the right above an annex: to which document it belongs, or what approved it."""

from collections.abc import Iterator

from navstrechu.core.text.dates import date_in_words
from navstrechu.documents.engine.tree import Paragraph, Style
from navstrechu.documents.official.values import Annex, Paper, Requisites
from navstrechu.documents.official.wording import approved

_NOT_YET = "от ____________ №\u00a0______"


def stamp(paper: Paper, annex: Annex, requisites: Requisites | None, *, number: int) -> Iterator[Paragraph]:
    """Lines of the stamp; `number` 0 is not printed: a single annex has none."""
    for line in _lines(paper, annex, requisites, number):
        yield Paragraph(line, Style.ANNEX, keep_with_next=True)


def _lines(paper: Paper, annex: Annex, requisites: Requisites | None, number: int) -> tuple[str, ...]:
    dated = _dated(requisites)
    if annex.is_approved:
        return approved(annex.title), f"{paper.form_instrumental} {paper.agency_genitive}", dated
    word = f"Приложение №\u00a0{number}" if number else "Приложение"
    if annex.to.strip():
        return word, f"к {annex.to.strip().removeprefix('к ')}"
    return word, f"к {paper.form_dative} {paper.agency_genitive}", dated


def _dated(requisites: Requisites | None) -> str:
    if requisites is None:
        return _NOT_YET
    return f"от {date_in_words(requisites.dated)} №\u00a0{requisites.number}"
