"""Filters of the table of measures: read from the address, applied to the state of the day, said in words.

An unreadable value is as if it were not given: an address that somebody shortened still opens the table.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.text.dates import date_in_figures
from navstrechu.roadmap.measure_kinds import MeasureKind
from navstrechu.roadmap.progress import FINISHED, LATE, STATE_LABELS, MeasureState
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState
from navstrechu.web.shell.asked import Choice, id_asked

STATE_SETS: dict[str, tuple[object, frozenset[MeasureState]]] = {
    "finished": (gettext_lazy("Все выполненные"), FINISHED),
    "unfinished": (gettext_lazy("Все невыполненные"), frozenset(MeasureState) - FINISHED),
    "late": (gettext_lazy("Просроченные и под угрозой"), LATE),
}
PARTS = {"responsible": gettext_lazy("Ответственный"), "co": gettext_lazy("Соисполнитель")}
DOCUMENTS = {"missing": gettext_lazy("Не хватает"), "complete": gettext_lazy("Все есть")}
SOON = "soon"
SOON_DAYS = 30
_QUARTER = re.compile(r"(20\d\d)-q([1-4])")
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the table is narrowed to; an empty value does not narrow."""

    q: str = ""
    state: str = ""
    post: str = ""
    part: str = ""
    section: str = ""
    kind: str = ""
    due: str = ""
    documents: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> "Filters":
        """Read the address; values that no choice knows are dropped."""
        due = data.get("due", "")
        post = _id(data.get("post", ""))
        return cls(
            q=" ".join(data.get("q", "").split())[:200],
            state=_known(data.get("state", ""), {*STATE_SETS, *(state.value for state in MeasureState)}),
            post=post,
            part=_known(data.get("part", ""), PARTS) if post else "",
            section=data.get("section", "")[:20],
            kind=_known(data.get("kind", ""), {kind.value for kind in MeasureKind}),
            due=due if due == SOON or _QUARTER.fullmatch(due) or _day(due) else "",
            documents=_known(data.get("documents", ""), DOCUMENTS),
        )

    def pairs(self) -> dict[str, str]:
        """What the address says of them: only those that narrow."""
        return {name: value for name, value in asdict(self).items() if value}

    def without(self, name: str) -> "Filters":
        """The same without one of them; a part in the work means nothing without its post."""
        return replace(self, **{name: ""}, **({"part": ""} if name == "post" else {}))

    def apply(self, measures: Iterable[MeasureStateOn], on: date) -> list[MeasureStateOn]:
        """The measures that meet every filter, in their order."""
        words = folded(self.q).split()
        return [measure for measure in measures if self._fits(measure, on) and _has_words(measure, words)]

    def _fits(self, measure: MeasureStateOn, on: date) -> bool:
        return (
            (not self.state or measure.state in states_of(self.state))
            and (not self.post or self._has_post(measure, int(self.post)))
            and (not self.section or measure.section == self.section)
            and (not self.kind or measure.kind == self.kind)
            and (not self.due or _is_due(measure, self.due, on))
            and (not self.documents or _is_complete(measure) == (self.documents == "complete"))
        )

    def _has_post(self, measure: MeasureStateOn, post: int) -> bool:
        is_responsible = measure.responsible.id == post
        takes_part = any(taken.id == post for taken in measure.co_executors)
        if self.part:
            return is_responsible if self.part == "responsible" else takes_part
        return is_responsible or takes_part


def states_of(value: str) -> frozenset[MeasureState]:
    """The states that a choice stands for: one, or a named set."""
    return STATE_SETS[value][1] if value in STATE_SETS else frozenset({MeasureState(value)})


def folded(text: str) -> str:
    """Text as it is searched: any letter case, «ё» as «е»."""
    return text.casefold().replace("ё", "е")


def _known(value: str, choices: Iterable[str]) -> str:
    return value if value in set(choices) else ""


def _id(text: str) -> str:
    return text if id_asked(text) is not None else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _has_words(measure: MeasureStateOn, words: list[str]) -> bool:
    if not words:
        return True
    posts = (measure.responsible, *measure.co_executors)
    text = folded(
        " ".join(
            [
                measure.number,
                measure.title,
                *(part for post in posts for part in (post.title, post.holder)),
                *(result.text for result in measure.results),
            ]
        )
    )
    return all(word in text for word in words)


def _is_due(measure: MeasureStateOn, period: str, on: date) -> bool:
    if period == SOON:
        return on <= measure.progress.deadline <= on + timedelta(days=SOON_DAYS)
    quarter = _QUARTER.fullmatch(period)
    if quarter is None:
        return measure.due_on.isoformat() == period
    return quarter_of(measure.due_on) == period


def _is_complete(measure: MeasureStateOn) -> bool:
    return measure.progress.results_met == measure.progress.results_required


def quarter_of(day: date) -> str:
    """«2024-q1»."""
    return f"{day.year}-q{(day.month + 2) // 3}"


def period_text(period: str) -> str:
    """«I квартал 2024 года», «29.02.2024», «в ближайшие 30 дней»."""
    if period == SOON:
        return _("в ближайшие {days} дней").format(days=SOON_DAYS)
    quarter = _QUARTER.fullmatch(period)
    if quarter:
        return _("{number} квартал {year} года").format(number=_ROMAN[int(quarter[2]) - 1], year=quarter[1])
    day = _day(period)
    return date_in_figures(day) if day else ""


def choices(filters: Filters, state: RoadmapState) -> list[Choice]:
    """The choices with the options that this plan offers."""
    return [
        Choice("state", _("Состояние"), _state_options(), filters.state, _("Любое")),
        Choice("post", _("Должность"), post_options(state), filters.post, _("Все должности")),
        Choice("part", _("Участие"), list(PARTS.items()), filters.part, _("Любое")),
        Choice("section", _("Раздел"), _section_options(state), filters.section, _("Все разделы")),
        Choice("kind", _("Этап"), _kind_options(state), filters.kind, _("Все этапы")),
        Choice("due", _("Срок"), _due_options(filters, state), filters.due, _("Любой")),
        Choice("documents", _("Документы"), list(DOCUMENTS.items()), filters.documents, _("Любые")),
    ]


def _state_options() -> list[tuple[str, object]]:
    return [
        *((state.value, capfirst(label)) for state, label in STATE_LABELS.items()),
        *((code, label) for code, (label, _states) in STATE_SETS.items()),
    ]


def post_options(state: RoadmapState) -> list[tuple[str, object]]:
    """Posts that the plan names, by title."""
    posts = {
        str(post.id): post.title
        for measure in state.measures
        for post in (measure.responsible, *measure.co_executors)
        if post.id is not None
    }
    return sorted(posts.items(), key=lambda pair: folded(str(pair[1])))


def _section_options(state: RoadmapState) -> list[tuple[str, object]]:
    return [
        (section.number, f"{section.number}. {section.title}")
        for section in state.sections
        if section.measures
    ]


def _kind_options(state: RoadmapState) -> list[tuple[str, object]]:
    present = {measure.kind for measure in state.measures}
    return [(kind.value, kind.label) for kind in MeasureKind if kind.value in present]


def _due_options(filters: Filters, state: RoadmapState) -> list[tuple[str, object]]:
    quarters = sorted({quarter_of(measure.due_on) for measure in state.measures})
    options = [SOON, *quarters]
    if filters.due and filters.due not in options:
        options.append(filters.due)
    return [(period, capfirst(period_text(period))) for period in options]


def conditions(filters: Filters, found: list[Choice]) -> list[tuple[str, str]]:
    """The filters in force as (name, words), in the order of the toolbar."""
    said = [(choice.name, f"{choice.label}: {choice.chosen}") for choice in found if choice.value]
    return [("q", _("Текст: {text}").format(text=filters.q)), *said] if filters.q else said
