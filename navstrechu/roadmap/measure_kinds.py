"""What a measure is about, recognised by its wording: eight general kinds and the seven stages of a group.

Source: the reference roadmap, measures 1.1–1.8 and 2.x.1–2.x.7.
"""

import re
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from navstrechu.core.text.plain import plain
from navstrechu.roadmap.reading.tree import ResultKind


class MeasureKind(StrEnum):
    """The fifteen works of a roadmap; values are stored and never change."""

    RESPONSIBLE = "responsible"
    MODEL = "model"
    REGISTER_PROCEDURE = "register_procedure"
    REGISTER_FORMATION = "register_formation"
    JOURNEYS = "journeys"
    FEEDBACK_METHODOLOGY = "feedback_methodology"
    SATISFACTION_OVERALL = "satisfaction_overall"
    OPTIMISATION_PLANS = "optimisation_plans"
    TOUCHPOINTS = "touchpoints"
    SEGMENTS = "segments"
    SATISFACTION = "satisfaction"
    INTERACTION_RULES = "interaction_rules"
    TARGET_STATE = "target_state"
    REENGINEERING_PLAN = "reengineering_plan"
    REENGINEERING = "reengineering"

    @property
    def label(self) -> str:
        """Short name for columns, filters and sentences."""
        return str(_LABELS[self])

    @property
    def is_stage(self) -> bool:
        """Whether the work is done for each group of processes (2.x.1–2.x.7)."""
        return self in STAGES


_K = MeasureKind

STAGES = (
    _K.TOUCHPOINTS,
    _K.SEGMENTS,
    _K.SATISFACTION,
    _K.INTERACTION_RULES,
    _K.TARGET_STATE,
    _K.REENGINEERING_PLAN,
    _K.REENGINEERING,
)

_LABELS = {
    _K.RESPONSIBLE: _("Ответственный за внедрение"),
    _K.MODEL: _("Модель внедрения"),
    _K.REGISTER_PROCEDURE: _("Порядок ведения реестра процессов"),
    _K.REGISTER_FORMATION: _("Реестр процессов"),
    _K.JOURNEYS: _("Карты клиентских путей"),
    _K.FEEDBACK_METHODOLOGY: _("Методика обратной связи"),
    _K.SATISFACTION_OVERALL: _("Оценка удовлетворённости по всем группам"),
    _K.OPTIMISATION_PLANS: _("Планы оптимизации"),
    _K.TOUCHPOINTS: _("Точки взаимодействия"),
    _K.SEGMENTS: _("Сегментация клиентов"),
    _K.SATISFACTION: _("Оценка удовлетворённости"),
    _K.INTERACTION_RULES: _("Правила взаимодействия"),
    _K.TARGET_STATE: _("Целевое состояние"),
    _K.REENGINEERING_PLAN: _("План реинжиниринга"),
    _K.REENGINEERING: _("Реинжиниринг"),
}

# What must exist before the document can be written, true inputs only: a plan of re-engineering starts from
# the target state and the rules (2.x.6), optimisation plans are made for objects of the register (1.8).
INPUTS: dict[MeasureKind, tuple[MeasureKind, ...]] = {
    _K.RESPONSIBLE: (),
    _K.MODEL: (_K.RESPONSIBLE,),
    _K.REGISTER_PROCEDURE: (),
    _K.REGISTER_FORMATION: (_K.REGISTER_PROCEDURE,),
    _K.JOURNEYS: (_K.REGISTER_FORMATION,),
    _K.FEEDBACK_METHODOLOGY: (),
    _K.SATISFACTION_OVERALL: (_K.FEEDBACK_METHODOLOGY, _K.SATISFACTION),
    _K.OPTIMISATION_PLANS: (_K.REGISTER_FORMATION,),
    _K.TOUCHPOINTS: (_K.REGISTER_FORMATION,),
    _K.SEGMENTS: (_K.TOUCHPOINTS,),
    _K.SATISFACTION: (_K.SEGMENTS, _K.FEEDBACK_METHODOLOGY),
    _K.INTERACTION_RULES: (_K.TOUCHPOINTS,),
    _K.TARGET_STATE: (_K.SATISFACTION,),
    _K.REENGINEERING_PLAN: (_K.INTERACTION_RULES, _K.TARGET_STATE),
    _K.REENGINEERING: (_K.REENGINEERING_PLAN,),
}

_ORDER, _REPORT = frozenset({ResultKind.ORDER}), frozenset({ResultKind.REPORT})

EXPECTED_RESULTS: dict[MeasureKind, frozenset[ResultKind]] = {
    _K.RESPONSIBLE: _ORDER,
    _K.MODEL: _ORDER,
    _K.REGISTER_PROCEDURE: _ORDER,
    _K.REGISTER_FORMATION: _ORDER,
    _K.JOURNEYS: _REPORT,
    _K.FEEDBACK_METHODOLOGY: _ORDER,
    _K.SATISFACTION_OVERALL: _REPORT,
    _K.OPTIMISATION_PLANS: _ORDER,
    _K.TOUCHPOINTS: _ORDER | _REPORT,
    _K.SEGMENTS: _REPORT,
    _K.SATISFACTION: _REPORT,
    _K.INTERACTION_RULES: _ORDER,
    _K.TARGET_STATE: _REPORT,
    _K.REENGINEERING_PLAN: _ORDER,
    _K.REENGINEERING: _REPORT,
}

# The first that fits wins: «план … по реинжинирингу» stands before «реинжиниринг», and so on.
_WORDINGS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (_K.RESPONSIBLE, r"назнач\w+.{0,80}ответственн"),
        (_K.OPTIMISATION_PLANS, r"план\w* (?:мероприятий по )?оптимизаци"),
        (_K.REENGINEERING_PLAN, r"план\w*\b.{0,60}реинжиниринг"),
        (_K.REENGINEERING, r"реинжиниринг"),
        (_K.TARGET_STATE, r"целев\w+ (?:состояни|модел)"),
        (_K.JOURNEYS, r"карт\w* (?:клиентск\w+ пут|пути клиент)"),
        (_K.TOUCHPOINTS, r"переч\w+ точек взаимодействия"),
        (_K.SEGMENTS, r"сегментаци|профил\w+ клиентских сегментов"),
        (_K.SATISFACTION_OVERALL, r"удовлетворенност\w+.{0,60}(?:каждой групп|всем группам)\w* процессов"),
        (_K.SATISFACTION, r"(?:оценк|уровн|уровень)\w*\s(?:\w+\s){0,3}?удовлетворенност"),
        (_K.FEEDBACK_METHODOLOGY, r"(?:порядк|порядок|методик)\w*\b.{0,60}обратной связи"),
        (_K.REGISTER_PROCEDURE, r"поряд\w+ ведения реестра\b.{0,80}процессов"),
        (
            _K.REGISTER_FORMATION,
            r"(?:сформирован|формировани|утвержден)\w*\b.{0,40}реестр\w*\b.{0,80}процессов",
        ),
        (_K.INTERACTION_RULES, r"(?:поряд\w+|правил\w*)\)? (?:\(правил\w*\) )?взаимодействия с"),
        (_K.MODEL, r"модел\w+ внедрения"),
    )
)


# A title says what it is about at once; the bound keeps patterns quick on a cell that holds a whole page.
LONGEST_TITLE_SEARCHED = 2_000


def kind_of(text: str) -> MeasureKind | None:
    """Kind named by the title of a measure or the text of a result; None for a work of any other sort.

    Both names of one thing are known: «целевое состояние» / «целевая модель», «порядок» / «методика».
    """
    words = plain(text[:LONGEST_TITLE_SEARCHED])
    return next((kind for kind, wording in _WORDINGS if wording.search(words)), None)
