"""How terms and legal bases read on pages and in documents."""

from collections.abc import Iterable

from navstrechu.core.text.plurals import counted
from navstrechu.processes.values import LegalBasis, Term
from navstrechu.processes.vocabulary import TermUnit

# Printed in official documents, in Russian whatever the language of the pages.
_FORMS = {
    TermUnit.WORKING_DAYS: ("рабочий день", "рабочих дня", "рабочих дней"),
    TermUnit.CALENDAR_DAYS: ("календарный день", "календарных дня", "календарных дней"),
    TermUnit.HOURS: ("час", "часа", "часов"),
    TermUnit.MINUTES: ("минута", "минуты", "минут"),
}


def term_text(term: Term) -> str:
    """«5 рабочих дней со дня регистрации заявления»; nothing for a term that is not set."""
    if term.number is None:
        return ""
    length = counted(term.number, *_FORMS[TermUnit(term.unit)])
    return f"{length} {term.start}".strip()


def basis_text(basis: LegalBasis) -> str:
    """«Федеральный закон …, статья 12»"""
    return f"{basis.act}, {basis.clause}" if basis.clause else basis.act


def lines(texts: Iterable[str]) -> str:
    """One text a line, empty ones left out."""
    return "\n".join(text for text in texts if text)
