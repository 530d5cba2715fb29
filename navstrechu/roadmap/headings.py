"""What the lines above the table of a plan say: its title and the minutes that approved it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from navstrechu.core.text.dates import MONTHS_GENITIVE, date_in_figures

_MONTHS = "|".join(MONTHS_GENITIVE)
_DATED = re.compile(
    rf"от\s+(?P<day>\d{{1,2}})(?:\.(?P<month>\d{{1,2}})\.|\s+(?P<word>{_MONTHS})\s+)(?P<year>\d{{4}})"
    r"(?:\s*г(?:\.|ода))?\s*№\s*(?P<number>[^\s,;]+)",
    re.IGNORECASE,
)
_KINDS = (
    (re.compile(r"протокол\w*\s+заочного\s+заседания", re.IGNORECASE), "протокол заочного заседания"),
    (re.compile(r"протокол\w*", re.IGNORECASE), "протокол"),
    (re.compile(r"распоряжени\w*", re.IGNORECASE), "распоряжение"),
    (re.compile(r"постановлени\w*", re.IGNORECASE), "постановление"),
    (re.compile(r"приказ\w*", re.IGNORECASE), "приказ"),
)
_WHOSE = re.compile(r"заседани\w+\s+(?P<whose>рабочей\s+группы|комисси\w+|штаба)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LikelyApproval:
    """The act that a heading names: «протокол заочного заседания рабочей группы от 26.09.2023 № 1»."""

    basis: str
    approved_on: date


def title_lines(heading: Sequence[str]) -> tuple[list[str], list[str]]:
    """Lines of the annex header and lines of the title, which begins with «План …» or «Дорожная карта …».

    Without such a line all lines are the title.
    """
    lines = [line for line in heading if line.strip()]
    start = next(
        (place for place, line in enumerate(lines) if line.lower().startswith(("план ", "дорожная карта"))), 0
    )
    return lines[:start], lines[start:]


def likely_approval(heading: Sequence[str]) -> LikelyApproval | None:
    """The act named in the annex header; None where the header names none or its date does not exist."""
    text = " ".join(" ".join(heading).split())
    dated = _DATED.search(text)
    if dated is None:
        return None
    month = int(dated["month"] or 0) or MONTHS_GENITIVE.index(dated["word"].lower()) + 1
    try:
        approved_on = date(int(dated["year"]), month, int(dated["day"]))
    except ValueError:
        return None
    before = text[: dated.start()]
    kind = next((name for pattern, name in _KINDS if pattern.search(before)), "документ")
    whose = _WHOSE.search(before) if kind.endswith("заседания") else None
    named = f"{kind} {' '.join(whose['whose'].split())}" if whose else kind
    return LikelyApproval(f"{named} от {date_in_figures(approved_on)} № {dated['number']}", approved_on)
