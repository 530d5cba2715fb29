"""What to do first: the order of urgency, how much time is left, what is missing. Pure."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.roadmap.progress import MeasureState
from navstrechu.roadmap.queries.state import MeasureStateOn, ResultState
from navstrechu.roadmap.reading.tree import ResultKind

_RANKS = {
    MeasureState.OVERDUE: 0,
    MeasureState.AT_RISK: 1,
    MeasureState.AWAITING_DOCUMENT: 2,
    MeasureState.IN_PROGRESS: 2,
    MeasureState.NOT_STARTED: 2,
    MeasureState.DONE_LATE: 3,
    MeasureState.DONE: 3,
}


def by_urgency(measures: Iterable[MeasureStateOn]) -> list[MeasureStateOn]:
    """Overdue ones first, then those at risk, then the other open ones, finished ones last.

    Within each by deadline; measures of one deadline keep the order in which they come.
    """
    return sorted(measures, key=lambda measure: (_RANKS[measure.state], measure.progress.deadline))


def term_text(measure: MeasureStateOn) -> str:
    """What the word of the state leaves unsaid: «на 10 рабочих дней» (overdue), «осталось 3 рабочих дня»,
    «срок сегодня», «29.02.2024» (done)."""
    progress = measure.progress
    if progress.done_on is not None:
        return date_in_figures(progress.done_on)
    days = counted_in_words_of(abs(progress.working_days), _("рабочий день,рабочих дня,рабочих дней"))
    if measure.state is MeasureState.OVERDUE:
        return _("на {days}").format(days=days)
    if progress.working_days == 0:
        return _("срок сегодня")
    return _("осталось {days}").format(days=days)


def missing_results(measure: MeasureStateOn) -> list[ResultState]:
    """Required results that have no document yet, in the printed order."""
    return [result for result in measure.results if result.met_on is None]


def missing_text(measure: MeasureStateOn) -> str:
    """«нет приказа и отчёта», «нет 2 отчётов»; empty when every required document is registered."""
    kinds = [result.kind for result in missing_results(measure)]
    orders, reports = kinds.count(ResultKind.ORDER), kinds.count(ResultKind.REPORT)
    words = [
        *_absent(orders, _("приказа"), _("приказов")),
        *_absent(reports, _("отчёта"), _("отчётов")),
    ]
    return _("нет {documents}").format(documents=_(" и ").join(words)) if words else ""


def _absent(number: int, one: str, many: str) -> list[str]:
    """Genitive of what is absent: «отчёта», «2 отчётов»."""
    if not number:
        return []
    return [one if number == 1 else f"{number} {many}"]


def next_action(measure: MeasureStateOn) -> str:
    """What moves the measure on, told to whoever holds it; empty when nothing is left to do."""
    kinds = {result.kind for result in missing_results(measure)}
    if not kinds:
        return ""
    if measure.progress.late_inputs:
        numbers = ", ".join(measure.progress.late_inputs)
        return _("Ждёт результата мероприятий: {numbers}").format(numbers=numbers)
    if not _has_begun(measure):
        return _("Начать работу")
    if kinds == {ResultKind.ORDER}:
        return _("Зарегистрировать приказ")
    if kinds == {ResultKind.REPORT}:
        return _("Зарегистрировать отчёт")
    return _("Зарегистрировать приказ и отчёт")


def _has_begun(measure: MeasureStateOn) -> bool:
    """Noted, proved by a first document, or so late that there is nothing to note any more."""
    is_overdue = measure.state is MeasureState.OVERDUE
    return measure.started_on is not None or measure.progress.results_met > 0 or is_overdue
