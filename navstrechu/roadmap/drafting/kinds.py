"""Kinds of documents that fulfil results of the roadmap, entered when the product starts.

Source: measures 1.1–1.4 and 2.x.1 of the reference roadmap; order 201.
"""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from navstrechu.acts.models import ActKind
from navstrechu.drafting.kinds import DraftKind, register_kind
from navstrechu.processes.register_form import PROCESSES
from navstrechu.roadmap.drafting import (
    effects,
    model,
    offers,
    progress,
    register_formation,
    register_procedure,
    responsible,
    touchpoint_procedure,
    touchpoint_report,
)
from navstrechu.roadmap.drafting.places import PEOPLE, PLAN
from navstrechu.touchpoints.permissions import REGISTER

_SHARED = (*PLAN, *PEOPLE)


def _result_kind(code: str, position: int, **own: Any) -> DraftKind:
    """A kind of document that is always written for results of the plan; ``own`` are fields of DraftKind."""
    return DraftKind(
        code=code,
        position=position,
        abouts=partial(offers.abouts, code),
        about_title=offers.about_title,
        needs_about=True,
        nothing_about=_("Все такие результаты дорожной карты уже закрыты или готовятся."),
        before_registration=effects.require_date_after_the_plan,
        **own,
    )


KINDS = (
    _result_kind(
        offers.RESPONSIBLE,
        10,
        title=_("Приказ о назначении ответственного"),
        explains=_("Кто отвечает за внедрение клиентоцентричности и что ему поручено (мероприятие 1.1)."),
        act_kind=ActKind.ORDER,
        template=responsible.template,
        places=(responsible.TITLE, *_SHARED),
        findings=responsible.findings,
        registered=effects.count_as_results,
    ),
    _result_kind(
        offers.MODEL,
        20,
        title=_("Приказ об организационной модели"),
        explains=_("Роли, координирующее подразделение и подотчётность – из состава органа (1.2)."),
        act_kind=ActKind.ORDER,
        template=model.template,
        places=(model.TITLE, *_SHARED),
        data=model.DATA,
        findings=model.findings,
        registered=effects.count_as_results,
    ),
    _result_kind(
        offers.REGISTER_PROCEDURE,
        30,
        title=_("Приказ о порядке ведения реестра процессов"),
        explains=_(
            "Порядок с формой реестра; после регистрации на него ссылаются приказы о редакциях (1.3)."
        ),
        act_kind=ActKind.ORDER,
        template=register_procedure.template,
        places=(register_procedure.TITLE, *_SHARED),
        data=register_procedure.DATA,
        registered=partial(effects.name_as_procedure, PROCESSES.code),
    ),
    _result_kind(
        offers.REGISTER_FORMATION,
        40,
        title=_("Приказ о формировании реестра процессов"),
        explains=_("Строки реестра процессов на день подготовки – приложением (1.4)."),
        act_kind=ActKind.ORDER,
        template=register_formation.template,
        places=(register_formation.TITLE, *register_formation.PLACES, *_SHARED),
        data=register_formation.DATA,
        findings=register_formation.findings,
        registered=effects.count_as_results,
    ),
    _result_kind(
        offers.TOUCHPOINT_PROCEDURE,
        50,
        title=_("Приказ о порядке ведения перечня точек взаимодействия"),
        explains=_("Порядок с формой перечня, один на все группы процессов или для одной (2.1.1–2.9.1)."),
        act_kind=ActKind.ORDER,
        template=touchpoint_procedure.template,
        places=(touchpoint_procedure.TITLE, *_SHARED),
        data=touchpoint_procedure.DATA,
        registered=partial(effects.name_as_procedure, REGISTER),
    ),
    _result_kind(
        offers.TOUCHPOINT_REPORT,
        60,
        title=_("Отчёт о формировании перечня точек взаимодействия"),
        explains=_("Числа, полнота, редакция, замечания и строки перечня по группе процессов (2.1.1–2.9.1)."),
        act_kind=ActKind.REPORT,
        template=touchpoint_report.template,
        places=(touchpoint_report.TITLE, *touchpoint_report.PLACES, *_SHARED),
        data=touchpoint_report.DATA,
        findings=touchpoint_report.findings,
        registered=effects.count_as_results,
    ),
    DraftKind(
        code=offers.PROGRESS,
        title=_("Отчёт о ходе исполнения дорожной карты"),
        explains=_("Итоги по разделам и ответственным на день подготовки, все мероприятия – приложением."),
        act_kind=ActKind.REPORT,
        template=progress.template,
        places=_SHARED,
        data=progress.DATA,
        findings=progress.findings,
        position=70,
    ),
)


def register() -> None:
    """Make the kinds known."""
    for kind in KINDS:
        register_kind(kind)
