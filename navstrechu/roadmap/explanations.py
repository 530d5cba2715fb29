"""How a state was computed, told in sentences. Pure: nobody has to take «просрочено» on trust."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.roadmap.measure_kinds import MeasureKind
from navstrechu.roadmap.progress import MeasureState, TermRules
from navstrechu.roadmap.queries.state import MeasureStateOn


def explained_state(measure: MeasureStateOn, rules: TermRules, *, on: date) -> str:
    """What the state follows from: «2 из 2 документов, последний – 29.02.2024, срок – 29.02.2024.»"""
    if measure.progress.is_finished:
        return _finished(measure, rules)
    reason = {
        MeasureState.OVERDUE: _overdue,
        MeasureState.AT_RISK: _at_risk,
        MeasureState.AWAITING_DOCUMENT: _open,
        MeasureState.IN_PROGRESS: _in_progress,
        MeasureState.NOT_STARTED: _not_started,
    }[measure.state]
    return reason(measure, rules, on)


def _finished(measure: MeasureStateOn, rules: TermRules) -> str:
    progress = measure.progress
    assert progress.done_on is not None  # noqa: S101 – a finished measure has the day of its last document
    known = {
        "documents": _documents(measure),
        "last": date_in_figures(progress.done_on),
        "term": date_in_figures(progress.deadline),
    }
    if measure.state is MeasureState.DONE:
        return _("{documents}, последний – {last}, срок – {term}.").format(**known)
    late = _days(rules.calendar.working_days_between(progress.deadline, progress.done_on))
    sentence = _("{documents}, последний – {last}, срок – {term}, опоздание – {late}.")
    return sentence.format(**known, late=late)


def _overdue(measure: MeasureStateOn, rules: TermRules, on: date) -> str:
    progress = measure.progress
    return _("{documents}, срок истёк {term}, прошло {days}.").format(
        documents=_documents(measure),
        term=date_in_figures(progress.deadline),
        days=_days(-progress.working_days),
    )


def _at_risk(measure: MeasureStateOn, rules: TermRules, on: date) -> str:
    progress = measure.progress
    reasons = []
    if progress.late_inputs:
        numbers = ", ".join(progress.late_inputs)
        reasons.append(_("просрочено то, от чего оно зависит, – {numbers}").format(numbers=numbers))
    if progress.working_days <= rules.risk_working_days:
        left = _("до срока {term} осталось {days} (порог – {limit})")
        reasons.append(
            left.format(
                term=date_in_figures(progress.deadline),
                days=_days(progress.working_days),
                limit=rules.risk_working_days,
            )
        )
    return capfirst(
        _("{reasons}; {documents}.").format(reasons=", ".join(reasons), documents=_documents(measure))
    )


def _open(measure: MeasureStateOn, rules: TermRules, on: date) -> str:
    return _("{documents}, {left}.").format(documents=_documents(measure), left=_left(measure))


def _in_progress(measure: MeasureStateOn, rules: TermRules, on: date) -> str:
    assert measure.started_on is not None  # noqa: S101 – the state follows from this day
    return _("Работа идёт с {since}: {documents}, {left}.").format(
        since=date_in_figures(measure.started_on), documents=_documents(measure), left=_left(measure)
    )


def _not_started(measure: MeasureStateOn, rules: TermRules, on: date) -> str:
    return _("Начало работы не отмечено, {documents}, {left}.").format(
        documents=_documents(measure), left=_left(measure)
    )


def _documents(measure: MeasureStateOn) -> str:
    progress = measure.progress
    required = progress.results_required
    noun = counted_in_words_of(required, _("документа,документов,документов")).split("\u00a0", 1)[1]
    return _("{met} из {required} {noun}").format(met=progress.results_met, required=required, noun=noun)


def _left(measure: MeasureStateOn) -> str:
    return _("до срока {term} осталось {days}").format(
        term=date_in_figures(measure.progress.deadline), days=_days(measure.progress.working_days)
    )


def _days(number: int) -> str:
    return counted_in_words_of(number, _("рабочий день,рабочих дня,рабочих дней"))


def transfer_note(measure: MeasureStateOn) -> str:
    """«31.12.2024 – выходной, срок действует до 09.01.2025»; empty where the day is a working one."""
    if measure.progress.deadline == measure.due_on:
        return ""
    return _("{due} – выходной, срок действует до {deadline}").format(
        due=date_in_figures(measure.due_on), deadline=date_in_figures(measure.progress.deadline)
    )


_REGISTERS = {
    MeasureKind.JOURNEYS: gettext_lazy("реестр клиентских путей"),
    MeasureKind.FEEDBACK_METHODOLOGY: gettext_lazy("сбор обратной связи"),
    MeasureKind.SATISFACTION_OVERALL: gettext_lazy("оценка удовлетворённости"),
    MeasureKind.OPTIMISATION_PLANS: gettext_lazy("самопроверка"),
    MeasureKind.SEGMENTS: gettext_lazy("реестр клиентских сегментов"),
    MeasureKind.SATISFACTION: gettext_lazy("оценка удовлетворённости"),
    MeasureKind.INTERACTION_RULES: gettext_lazy("свод правил взаимодействия"),
    MeasureKind.TARGET_STATE: gettext_lazy("реестр целевых моделей"),
    MeasureKind.REENGINEERING_PLAN: gettext_lazy("план реинжиниринга"),
    MeasureKind.REENGINEERING: gettext_lazy("план реинжиниринга"),
}


def coverage_note(kind: str) -> str:
    """Why only documents count: what the measure is about is not yet kept in the system. Empty where the
    document itself is the whole result."""
    register = _REGISTERS.get(MeasureKind(kind)) if kind else None
    if register is None:
        return ""
    sentence = _("Пока {register} не ведётся в системе, мероприятие закрывают только документы.")
    return sentence.format(register=register)
