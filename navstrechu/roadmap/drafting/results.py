"""Which results of the roadmap a draft is written for: they are what it is about, one document may have many.

Source: order 201, one document for nine measures (2.1.1–2.9.1).
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plain import shortened
from navstrechu.drafting.kinds import About
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.models import RequiredResult

RESULTS = "roadmap.result"
_KEY = re.compile(r"\d{1,18}(?:,\d{1,18})*")
_BEFORE_THE_TITLE = re.compile(r"^.*?(?:приказ\w*|отч[её]т\w*)\b.*?(?=\bоб?\s)", re.IGNORECASE | re.DOTALL)


def key_of(ids: Iterable[int]) -> str:
    """The results as one key, «8121,8129». Raises InputRefused for none."""
    ordered = sorted(set(ids))
    if not ordered:
        raise InputRefused(_("Отметьте хотя бы один результат, который закрывает документ."))
    return ",".join(str(number) for number in ordered)


def ids_of(key: str) -> list[int]:
    """The ids of a key; none for a key that is not one of ours."""
    return [int(part) for part in key.split(",")] if _KEY.fullmatch(key) else []


def results_of(agency: Agency, about: About) -> list[RequiredResult]:
    """The results that a document is about, in the order of the plan, withdrawn ones too."""
    ids = ids_of(about.key) if about.type == RESULTS else []
    if not ids:
        return []
    found = RequiredResult.objects.filter(pk__in=ids, measure__roadmap__agency=agency)
    needed = ("measure__section", "measure__responsible", "measure__roadmap")
    return list(found.select_related(*needed).order_by("measure__position", "position", "pk"))


def about_of(results: Sequence[RequiredResult]) -> About:
    """What a document for these results is about. Raises InputRefused for none."""
    return About(RESULTS, key_of(result.pk for result in results), title_of_about(results))


def title_of_about(results: Sequence[RequiredResult]) -> str:
    """«1.1. Утвержден приказ …» of one result, the numbers of several."""
    if len(results) == 1:
        return f"{results[0].measure.number}. {shortened(results[0].text, 160)}"
    return _("Мероприятия {numbers}").format(numbers=", ".join(numbers_of(results)))


def numbers_of(results: Iterable[RequiredResult]) -> list[str]:
    """Numbers of the measures, each once."""
    return list(dict.fromkeys(result.measure.number for result in results))


def title_of_result(text: str) -> str:
    """The title of the document that the result demands: «Утвержден приказ Департамента о назначении …» →
    «О назначении …». The whole text where it names none."""
    words = " ".join(text.split()).rstrip(".")
    title = _BEFORE_THE_TITLE.sub("", words, count=1) or words
    return title[:1].upper() + title[1:]


def cited(results: Sequence[RequiredResult]) -> str:
    """How a preamble cites the measures: «подпунктов 2.1.1., 2.2.1. раздела 2.», «пункта 1.1. раздела 1.»."""
    parts = []
    for (is_deep, section), members in groupby(numbers_of(results), key=_place):
        numbers = list(members)
        noun = ("подпункт" if is_deep else "пункт") + ("ов" if len(numbers) > 1 else "а")
        parts.append(f"{noun} {', '.join(f'{number}.' for number in numbers)} раздела {section}.")
    return ", ".join(parts)


def _place(number: str) -> tuple[bool, str]:
    """Whether the measure stands below a group, and the number of its section."""
    return number.count(".") > 1, number.split(".", 1)[0]
