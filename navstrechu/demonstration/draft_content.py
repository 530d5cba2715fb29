"""Drafts of official documents of the demonstration department, one in each state, as data."""

from dataclasses import dataclass
from datetime import date

from navstrechu.acts.models import ActKind
from navstrechu.drafting.vocabulary import Decision


@dataclass(frozen=True, slots=True)
class VisaContent:
    """A visa of the head of a unit, by login; not put yet where the day is missing."""

    login: str
    on: date | None = None
    decision: Decision = Decision.AGREED
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class RoundContent:
    """A round of agreement: when it was sent and what each visa said, in parallel."""

    sent_on: date
    visas: tuple[VisaContent, ...]


@dataclass(frozen=True, slots=True)
class DraftStory:
    """What happened to a draft. ``correction`` is a clause that the author added after the first round."""

    kind: str
    measures: tuple[str, ...]
    author: str
    started_on: date
    rounds: tuple[RoundContent, ...] = ()
    correction: str = ""
    corrected_on: date | None = None
    returned_on: date | None = None
    return_remarks: str = ""
    signed_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_because: str = ""


def _agreed(*logins_and_days: tuple[str, int]) -> tuple[VisaContent, ...]:
    return tuple(VisaContent(login, date(2024, 3, day)) for login, day in logins_and_days)


ORDER_201_STARTED_ON = date(2024, 2, 19)
ORDER_201_ROUND = RoundContent(
    date(2024, 2, 21),
    tuple(
        VisaContent(login, date(2024, 2, day))
        for login, day in (
            ("finance", 22),
            ("social", 26),
            ("labour", 22),
            ("control", 26),
            ("household", 27),
        )
    ),
)

# After order 238 and report 21 of the year.
NEXT_NUMBERS = {ActKind.ORDER: 239, ActKind.REPORT: 22}

STORIES: tuple[DraftStory, ...] = (
    DraftStory(
        "roadmap.touchpoint_procedure",
        ("2.1.1",),
        "coordinator",
        date(2024, 2, 5),
        withdrawn_on=date(2024, 2, 16),
        withdrawn_because="Порядок утверждаем одним приказом для всех групп процессов, отдельный не нужен.",
    ),
    DraftStory(
        "roadmap.model",
        ("1.2",),
        "coordinator",
        date(2024, 2, 26),
        rounds=(
            RoundContent(
                date(2024, 3, 1),
                (
                    VisaContent(
                        "labour",
                        date(2024, 3, 4),
                        Decision.AGREED_WITH_REMARKS,
                        "Уточните, кто заменяет координатора на время отпуска.",
                    ),
                    VisaContent(
                        "finance",
                        date(2024, 3, 6),
                        Decision.REFUSED,
                        "В модели не указано, как подразделения представляют сведения о выплатах. "
                        "Дополните порядок взаимодействия.",
                    ),
                    VisaContent("social"),
                ),
            ),
            RoundContent(
                date(2024, 3, 12),
                (
                    VisaContent("labour", date(2024, 3, 14)),
                    VisaContent("finance"),
                    VisaContent("social"),
                ),
            ),
        ),
        correction="На время отсутствия координатора его обязанности исполняет сотрудник, замещающий его по "
        "должности; сведения о выплатах подразделения представляют координатору ежемесячно.",
        corrected_on=date(2024, 3, 11),
    ),
    DraftStory(
        "roadmap.touchpoint_report",
        ("2.4.1",),
        "social",
        date(2024, 3, 6),
        rounds=(RoundContent(date(2024, 3, 7), _agreed(("control", 11), ("labour", 12))),),
        returned_on=date(2024, 3, 13),
        return_remarks="Добавьте в отчёт сведения о личном приёме граждан руководителями управлений.",
    ),
    DraftStory(
        "roadmap.touchpoint_report",
        ("2.6.1",),
        "household",
        date(2024, 3, 11),
        rounds=(RoundContent(date(2024, 3, 12), _agreed(("finance", 13), ("social", 14))),),
    ),
    DraftStory(
        "roadmap.touchpoint_report",
        ("2.5.1",),
        "coordinator",
        date(2024, 3, 11),
        rounds=(RoundContent(date(2024, 3, 12), _agreed(("finance", 13), ("labour", 13))),),
        signed_on=date(2024, 3, 14),
    ),
    DraftStory("roadmap.progress", (), "coordinator", date(2024, 3, 14)),
)
