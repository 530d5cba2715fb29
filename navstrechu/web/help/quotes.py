"""Quotes for context help: one key, one clause, word for word, with the document it stands in.

Keys: `order201:2.6`, a part of a clause `order201:1.2.4` or `order201:2.2.з`, `order201:preamble`,
`order201:form`; `roadmap:2.1.1`, `roadmap:approval`, `roadmap:title`, `roadmap:columns`.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from django.forms import Field

from navstrechu.web.help.clauses import Clause, order_clauses, roadmap_clauses

ORDER, ROADMAP = "order201", "roadmap"
# Official documents stay in Russian whatever the language of the interface.
ORDER_NAME = "Приказ № 201"
ORDER_FULL_NAME = (
    "Приказ Департамента социальной защиты, опеки и попечительства, труда и занятости Орловской области "
    "от 29.02.2024 № 201"
)
ROADMAP_NAME = "Дорожная карта"
ROADMAP_FULL_NAME = (
    "План мероприятий («дорожная карта») Департамента социальной защиты, опеки и попечительства, труда и "
    "занятости Орловской области, приложение 12 к протоколу от 26.09.2023 № 1"
)
_ORDER_PLACES = {"preamble": "преамбула", "form": "приложение к Порядку (форма Перечня)"}
_ROADMAP_PLACES = {"approval": "гриф утверждения", "title": "заголовок", "columns": "графы таблицы"}
AnyField = TypeVar("AnyField", bound=Field)
# Sources of findings are texts of the interface, so they come in its languages.
_SPEAKS_OF_ORDER = re.compile(r"№ 201|No 201|Порядка|of the Rules")
_CITED = re.compile(r"(?:п\.|пункт\w*|clause) ?(\d\.\d)(?:, ([\dа-з])\))?")


@dataclass(frozen=True, slots=True)
class Quote:
    """A clause with its source: short («Приказ № 201, п. 2.6») and in full, as it is cited on paper."""

    key: str
    source: str
    document: str
    paragraphs: tuple[tuple[str, str], ...]


def quote(key: str) -> Quote:
    """The quote of that key. Raises LookupError for a clause that neither document has."""
    return all_quotes()[key]


@cache
def all_quotes() -> dict[str, Quote]:
    """Every quote by its key."""
    quotes = [_of_order(clause) for clause in order_clauses()]
    quotes += [_of_roadmap(clause) for clause in roadmap_clauses()]
    return {one.key: one for one in quotes}


def cited(source: str) -> Quote | None:
    """The clause of the order, or its part, that the source of a check's finding names, if it names one.

    «приказ № 201, пункт 2.2», «п. 3.2, 1) Порядка».
    """
    found = _CITED.search(source) if _SPEAKS_OF_ORDER.search(source) else None
    number = ".".join(filter(None, found.groups())) if found else ""
    return all_quotes().get(f"{ORDER}:{number}")


def quoted(field: AnyField, key: str) -> AnyField:
    """The field of a form with the clause behind it, which components/field.html shows under its hint.

    Raises LookupError for an unknown clause, when the form is declared and not first on the page.
    """
    field.quote = quote(key)  # type: ignore[attr-defined]
    return field


def _of_order(clause: Clause) -> Quote:
    place = _ORDER_PLACES.get(clause.number) or _place_in_order(clause.number)
    return Quote(f"{ORDER}:{clause.number}", f"{ORDER_NAME}, {place}", ORDER_FULL_NAME, clause.paragraphs)


def _place_in_order(number: str) -> str:
    section, clause, *part = number.split(".")
    name = part[0] if part and part[0].isdigit() else f"«{''.join(part)}»"
    return f"п. {section}.{clause}" + (f", подп. {name}" if part else "")


def _of_roadmap(clause: Clause) -> Quote:
    place = _ROADMAP_PLACES.get(clause.number) or f"п. {clause.number}"
    return Quote(
        f"{ROADMAP}:{clause.number}", f"{ROADMAP_NAME}, {place}", ROADMAP_FULL_NAME, clause.paragraphs
    )
