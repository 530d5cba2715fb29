"""The checks of the register, live: every finding names its clause and the place that mends it.

Source: order 201, clauses 1.2, 2.2–2.6, 3.2, 3.3.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.findings import Finding, Findings
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.similarity import near_pairs
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.processes.queries.completeness import register_checks
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint, UpdateTask
from navstrechu.touchpoints.models.links import ProcessTouchpointQuerySet
from navstrechu.touchpoints.queries.settings import settings_of
from navstrechu.touchpoints.rules import months_before

CLAUSE = gettext_lazy("приказ № 201, пункт {clause}")


def all_findings(agency: Agency, on: date) -> Findings:
    """Both registers checked: processes and directions first, then touchpoints."""
    return Findings((*register_checks(agency), *register_findings(agency, on)))


def register_findings(agency: Agency, on: date) -> Findings:
    """Everything that the register lacks on a day, in the order of the clauses; all of them warnings.

    ``subject`` is «process:12», «row:34», «touchpoint:5», «pair:5:6» (two touchpoints, one duplicate) or
    «task:7». A fixed number of queries.
    """
    pairs = near_duplicates(agency)
    return Findings.of(
        (
            *_processes_without_touchpoints(agency),
            *_rows_without_interaction(agency),
            *_rows_without_basis(agency),
            *_duplicates_in_a_process(agency, pairs),
            *_near_duplicates(agency, pairs),
            *_rows_of_excluded_processes(agency),
            *_unconfirmed(agency, on),
            *_overdue_reports(agency, on),
        )
    )


def near_duplicates(agency: Agency) -> list[tuple[int, int]]:
    """Pairs of ids of open touchpoints whose names mean the same, the earlier one first."""
    known = list(Touchpoint.objects.open().filter(agency=agency).order_by("pk").values_list("pk", "name_key"))
    found = near_pairs([key for _pk, key in known])
    return [(known[one][0], known[other][0]) for one, other, _score in found]


def _processes_without_touchpoints(agency: Agency) -> Iterator[Finding]:
    live = Count("links", filter=Q(links__removed_at=None))
    bare = Process.objects.in_register().filter(agency=agency).annotate(live=live).filter(live=0)
    for process in bare.in_printed_order():
        yield Finding(
            "process_without_touchpoint",
            _("Процесс «{title}» не имеет точек взаимодействия.").format(title=process.title),
            f"process:{process.pk}",
            source=str(CLAUSE).format(clause="2.3"),
        )


def _rows_without_interaction(agency: Agency) -> Iterator[Finding]:
    for row in _rows(agency).filter(interactions=None):
        yield Finding(
            "row_without_interaction",
            _("«{process}», «{touchpoint}»: не указано осуществляемое взаимодействие.").format(**_names(row)),
            f"row:{row.pk}",
            source=str(CLAUSE).format(clause="1.2, 5)"),
        )


def _rows_without_basis(agency: Agency) -> Iterator[Finding]:
    """An agreement about the touchpoint counts for all its rows (clause 2.5, 3)."""
    for row in _rows(agency).filter(bases=None, touchpoint__bases=None):
        yield Finding(
            "row_without_basis",
            _("«{process}», «{touchpoint}»: не указано основание.").format(**_names(row)),
            f"row:{row.pk}",
            source=str(CLAUSE).format(clause="2.5"),
        )


def _duplicates_in_a_process(agency: Agency, pairs: list[tuple[int, int]]) -> Iterator[Finding]:
    """One touchpoint under two nearly equal names in one process."""
    if not pairs:
        return
    named = {pk for pair in pairs for pk in pair}
    held: dict[int, dict[int, ProcessTouchpoint]] = defaultdict(dict)
    for row in _rows(agency).filter(touchpoint__in=named):
        held[row.touchpoint_id][row.process_id] = row
    for one, other in pairs:
        for process in sorted(held[one].keys() & held[other].keys()):
            first, second = held[one][process], held[other][process]
            yield Finding(
                "duplicate_in_process",
                _("«{process}»: «{one}» и «{other}» – похоже, одна точка, указанная дважды.").format(
                    process=first.process.title, one=first.touchpoint.name, other=second.touchpoint.name
                ),
                f"pair:{one}:{other}",
                source=str(CLAUSE).format(clause="2.6"),
            )


def _near_duplicates(agency: Agency, pairs: list[tuple[int, int]]) -> Iterator[Finding]:
    names = dict(Touchpoint.objects.filter(agency=agency).values_list("pk", "name")) if pairs else {}
    for one, other in pairs:
        yield Finding(
            "near_duplicate",
            _("«{one}» и «{other}» – похоже, одна и та же точка взаимодействия.").format(
                one=names[one], other=names[other]
            ),
            f"pair:{one}:{other}",
            source=str(CLAUSE).format(clause="2.6"),
        )


def _rows_of_excluded_processes(agency: Agency) -> Iterator[Finding]:
    left = ProcessTouchpoint.objects.live().filter(process__agency=agency, process__status="excluded")
    for row in left.select_related("process", "touchpoint").in_printed_order():
        yield Finding(
            "row_of_excluded_process",
            _("«{process}» исключён из реестра, строка «{touchpoint}» в Перечень не входит.").format(
                **_names(row)
            ),
            f"row:{row.pk}",
            source=str(CLAUSE).format(clause="3.2, 1)"),
        )


def _unconfirmed(agency: Agency, on: date) -> Iterator[Finding]:
    months = settings_of(agency).confirm_months
    stale = Q(confirmed_on=None) | Q(confirmed_on__lt=months_before(on, months))
    for touchpoint in Touchpoint.objects.open().filter(stale, agency=agency).order_by("name", "pk"):
        since = date_in_figures(touchpoint.confirmed_on) if touchpoint.confirmed_on else ""
        told = _("«{name}»: сведения не подтверждали более {months} мес. (последний раз: {since}).")
        if not since:
            told = _("«{name}»: сведения ещё ни разу не подтверждали.")
        yield Finding(
            "touchpoint_unconfirmed",
            told.format(name=touchpoint.name, months=months, since=since),
            f"touchpoint:{touchpoint.pk}",
            source=str(CLAUSE).format(clause="3.3"),
        )


def _overdue_reports(agency: Agency, on: date) -> Iterator[Finding]:
    for task in owed_reports(agency).filter(due_on__lt=on):
        yield Finding(
            "report_overdue",
            _("{unit}: отчёт об изменениях ждали до {day}. {reason}").format(
                unit=task.unit or _("Подразделение не указано"),
                day=date_in_figures(task.due_on),
                reason=task.reason,
            ),
            f"task:{task.pk}",
            source=str(CLAUSE).format(clause="3.3"),
        )


def owed_reports(agency: Agency) -> QuerySet[UpdateTask]:
    """Reports that units still owe: open ones for which no proposal is on its way, the oldest term first."""
    on_its_way = Q(process__proposals__status="submitted") | Q(touchpoint__proposals__status="submitted")
    found = UpdateTask.objects.filter(agency=agency, closed_on=None).exclude(on_its_way)
    return found.select_related("unit", "process", "touchpoint").order_by("due_on", "pk")


def _rows(agency: Agency) -> ProcessTouchpointQuerySet:
    rows = ProcessTouchpoint.objects.printed().filter(process__agency=agency)
    return rows.select_related("process__group", "touchpoint").in_printed_order()


def _names(row: ProcessTouchpoint) -> dict[str, str]:
    return {"process": row.process.title, "touchpoint": row.touchpoint.name}
