"""Checks of a plan: what in it contradicts itself, the order on touchpoints or the calendar.

All of them are warnings: the product accepts the plan verbatim and points out its irregularities.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from navstrechu.core.findings import Finding, Findings
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.plain import plain
from navstrechu.roadmap.measure_kinds import (
    EXPECTED_RESULTS,
    INPUTS,
    LONGEST_TITLE_SEARCHED,
    MeasureKind,
    kind_of,
)
from navstrechu.roadmap.reading.cells import doubled_words
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadRoadmap, ReadSection, ResultKind
from navstrechu.roadmap.wordings import (
    NAMED_THINGS,
    NamedThing,
    approved_object,
    object_of_order,
    word_difference,
)

# Clause 2.2 of order 201, directions а)–з); the narrower ones are tried first.
_DIRECTIONS = tuple(
    (letter, re.compile(pattern))
    for letter, pattern in (
        ("е", r"внутренн\w+ клиент\w* .*информационно-техническ"),
        ("ж", r"внутренн\w+ клиент\w* .*бухгалтерск"),
        ("з", r"внутренн\w+ клиент\w* .*административно-хозяйственн"),
        ("д", r"внутренн\w+ клиент\w*(?!.*по вопросам)"),
        ("а", r"предоставлени\w+ (?:государственных |муниципальных )*услуг"),
        ("б", r"контрол\w+ \(?надзор"),
        ("в", r"рассмотрени\w+ обращений"),
        ("г", r"доступ\w* к информации"),
    )
)
_GRADED_OBJECT = re.compile(r"(?:услуг|процесс|сервис|функци|мер\w* поддержки)\w*")
_APPROVED_AS_NAMED = (MeasureKind.INTERACTION_RULES, MeasureKind.REENGINEERING_PLAN)


@dataclass(frozen=True, slots=True)
class PlanFinding(Finding):
    """A finding about a plan; ``measures`` are all numbers it speaks of, ``subject`` is the first of them."""

    measures: tuple[str, ...] = ()


def plan_findings(plan: ReadRoadmap, days_off: Callable[[date], bool | None]) -> Findings:
    """Everything worth pointing out in a plan, as warnings with their source, in the order of the checks.

    ``days_off`` tells of a date whether nobody works on it, None when its year has no production calendar.
    """
    return Findings.of(
        (
            *_groups_not_in_order(plan),
            *_inputs_due_late(plan),
            *_results_of_other_stages(plan),
            *_results_worded_otherwise(plan),
            *_name_variants(plan),
            *_graded_object_unnamed(plan),
            *_due_on_days_off(plan, days_off),
            *_doubled_words(plan),
            *_attachments_uneven(plan),
            *_quotas_missing(plan),
            *_result_kinds_unusual(plan),
        )
    )


def findings_concerning(findings: Iterable[Finding], number: str) -> Findings:
    """Findings that speak of a measure or section anywhere, not only as their first subject."""
    return Findings.of(
        finding
        for finding in findings
        if number == finding.subject or (isinstance(finding, PlanFinding) and number in finding.measures)
    )


def direction_of(title: str) -> str:
    """Letter of the direction of order 201 (clause 2.2) that a group's title names, empty for none."""
    words = plain(title[:LONGEST_TITLE_SEARCHED])
    return next((letter for letter, pattern in _DIRECTIONS if pattern.search(words)), "")


def _finding(code: str, message: str, source: str, *numbers: str) -> PlanFinding:
    return PlanFinding(code, message, subject=numbers[0], source=source, measures=numbers)


def _kinds(plan: ReadRoadmap) -> list[tuple[ReadMeasure, MeasureKind]]:
    """Measures whose work is known, with it."""
    return [(measure, kind) for measure in plan.measures if (kind := kind_of(measure.title)) is not None]


def _groups(plan: ReadRoadmap) -> Iterator[ReadSection]:
    """Sections that hold stages: the groups of processes."""
    with_stages = {measure.section for measure, kind in _kinds(plan) if kind.is_stage}
    return (section for section in plan.sections if section.number in with_stages)


def _groups_not_in_order(plan: ReadRoadmap) -> Iterator[Finding]:
    for section in _groups(plan):
        if not direction_of(section.title):
            message = _("Группы %(number)s «%(title)s» нет среди направлений приказа № 201.")
            values = {"number": section.number, "title": section.title}
            yield _finding(
                "group_not_in_order", message % values, _("приказ № 201, пункт 2.2"), section.number
            )


def _inputs_due_late(plan: ReadRoadmap) -> Iterator[Finding]:
    """An input must not fall due after the document made from it; stages are compared inside their group."""
    of_kind: dict[MeasureKind, list[ReadMeasure]] = {}
    for measure, kind in _kinds(plan):
        of_kind.setdefault(kind, []).append(measure)
    for output, output_kind in _kinds(plan):
        for kind in INPUTS[output_kind]:
            for needed in of_kind.get(kind, ()):
                is_other_group = kind.is_stage and output_kind.is_stage and needed.section != output.section
                if needed.due > output.due and not is_other_group:
                    yield _input_due_late(needed, kind, output)


def _input_due_late(needed: ReadMeasure, kind: MeasureKind, output: ReadMeasure) -> Finding:
    message = _(
        "Мероприятие %(needed)s («%(kind)s», срок %(needed_due)s) завершается позже мероприятия "
        "%(output)s (срок %(output_due)s), для которого оно нужно."
    ) % {
        "needed": needed.number,
        "kind": kind.label,
        "needed_due": date_in_figures(needed.due),
        "output": output.number,
        "output_due": date_in_figures(output.due),
    }
    source = _("последовательность работ дорожной карты")
    return _finding("input_due_after_output", message, source, needed.number, output.number)


def _results_of_other_stages(plan: ReadRoadmap) -> Iterator[Finding]:
    for measure, kind in _kinds(plan):
        for result in measure.results:
            named = kind_of(result.text)
            if named not in (None, kind):
                message = _(
                    "Мероприятие %(number)s – «%(kind)s», а его результат относится к работе "
                    "«%(named)s»: «%(text)s»."
                ) % {"number": measure.number, "kind": kind.label, "named": named.label, "text": result.text}
                source = _("результат мероприятия %(number)s") % {"number": measure.number}
                yield _finding("result_names_other_stage", message, source, measure.number)


def _results_worded_otherwise(plan: ReadRoadmap) -> Iterator[Finding]:
    """An order approves what its measure names, so the two texts should agree apart from grammatical case."""
    for measure, kind in _kinds(plan):
        for result in measure.results:
            named = kind_of(result.text)
            source = _("результат мероприятия %(number)s") % {"number": measure.number}
            finding = _worded_otherwise(measure, result.text, source) if kind in _APPROVED_AS_NAMED else None
            if finding is not None and named in (None, kind):
                yield finding
            elif named is None:
                message = _("Результат мероприятия %(number)s не называет работу «%(kind)s».")
                values = {"number": measure.number, "kind": kind.label}
                yield _finding("result_omits_words", message % values, source, measure.number)


def _worded_otherwise(measure: ReadMeasure, text: str, source: str) -> Finding | None:
    title, result = approved_object(measure.title), object_of_order(text)
    if not title or not result:
        return None
    difference = word_difference(title, result)
    values = {"number": measure.number, "omitted": difference.omitted, "added": difference.added}
    if difference.added:
        message = _("Результат мероприятия %(number)s назван иначе, чем мероприятие: добавлено «%(added)s».")
        if difference.omitted:
            message = _("В результате мероприятия %(number)s вместо «%(omitted)s» стоит «%(added)s».")
        return _finding("result_reworded", message % values, source, measure.number)
    if difference.omitted:
        message = _("В результате мероприятия %(number)s пропущены слова «%(omitted)s».") % values
        return _finding("result_omits_words", message, source, measure.number)
    return None


def _name_variants(plan: ReadRoadmap) -> Iterator[Finding]:
    for thing in NAMED_THINGS:
        uses = thing.uses(plan.measures)
        names = {*uses, thing.name_in_order} - {""}
        if uses and len(names) > 1:
            message = _("Одно названо по-разному (%(thing)s): %(uses)s.")
            values = {"thing": thing.thing, "uses": "; ".join(_described_uses(thing, uses))}
            numbers = dict.fromkeys(number for places in uses.values() for number, _is_result in places)
            yield _finding("name_variants", message % values, _("тексты дорожной карты"), *numbers)


def _described_uses(thing: NamedThing, uses: dict[str, list[tuple[str, bool]]]) -> Iterator[str]:
    for name, places in uses.items():
        titles = [number for number, is_result in places if not is_result]
        results = [number for number, is_result in places if is_result and number not in titles]
        numbers = ", ".join(
            [*titles, *(_("результат %(number)s") % {"number": number} for number in results)]
        )
        yield f"«{name}» – {numbers}"
    if thing.name_in_order and thing.name_in_order not in uses:
        yield _("«%(name)s» – приказ № 201") % {"name": thing.name_in_order}


def _graded_object_unnamed(plan: ReadRoadmap) -> Iterator[Finding]:
    """1.8 says who was graded «В» и «Г» nowhere but in its result («услуг»)."""
    for measure, kind in _kinds(plan):
        if kind is not MeasureKind.OPTIMISATION_PLANS or _GRADED_OBJECT.search(plain(measure.title)):
            continue
        named = [
            found[0] for result in measure.results if (found := _GRADED_OBJECT.search(plain(result.text)))
        ]
        message = _("Мероприятие %(number)s не называет, что получило оценку") % {"number": measure.number}
        only = _("; это сказано только в результате: «%(named)s».") % {"named": named[0]} if named else "."
        source = _("тексты дорожной карты")
        yield _finding("graded_object_unnamed", message + only, source, measure.number)


def _due_on_days_off(plan: ReadRoadmap, days_off: Callable[[date], bool | None]) -> Iterator[Finding]:
    source = _("производственный календарь")
    unknown: dict[int, list[str]] = {}
    for measure in plan.measures:
        is_day_off = days_off(measure.due)
        if is_day_off is None:
            unknown.setdefault(measure.due.year, []).append(measure.number)
        elif is_day_off:
            message = _("Срок мероприятия %(number)s – %(due)s – нерабочий день.")
            values = {"number": measure.number, "due": date_in_figures(measure.due)}
            yield _finding("due_on_day_off", message % values, source, measure.number)
    for year, numbers in unknown.items():
        message = _("Производственный календарь на %(year)s год не загружен: сроки этого года не проверены.")
        yield _finding("calendar_unknown", message % {"year": year}, source, *numbers)


def _doubled_words(plan: ReadRoadmap) -> Iterator[Finding]:
    for measure in plan.measures:
        texts = (
            measure.title,
            measure.responsible,
            *measure.co_executors,
            *(r.text for r in measure.results),
        )
        for word in dict.fromkeys(word for text in texts for word in doubled_words(text)):
            message = _("В мероприятии %(number)s слово «%(word)s» стоит дважды подряд.")
            source = _("тексты дорожной карты")
            yield _finding(
                "doubled_word", message % {"number": measure.number, "word": word}, source, measure.number
            )


def _attachments_uneven(plan: ReadRoadmap) -> Iterator[Finding]:
    """One and the same stage should demand its attachment of every group or of none."""
    by_stage: dict[MeasureKind, list[tuple[ReadMeasure, bool]]] = {}
    for measure, kind in _kinds(plan):
        reports = [result for result in measure.results if result.kind is ResultKind.REPORT]
        if kind.is_stage and reports:
            by_stage.setdefault(kind, []).append((measure, any(report.attachment for report in reports)))
    for kind, demands in by_stage.items():
        with_attachment = ", ".join(measure.number for measure, demanded in demands if demanded)
        for measure, demanded in demands:
            if demanded or not with_attachment:
                continue
            message = _(
                "Отчёт %(number)s («%(kind)s») не требует приложения, "
                "хотя в других группах оно требуется: %(others)s."
            ) % {"number": measure.number, "kind": kind.label, "others": with_attachment}
            source = _("результаты этой же работы в других группах")
            yield _finding("attachment_uneven", message, source, measure.number)


def _quotas_missing(plan: ReadRoadmap) -> Iterator[Finding]:
    for measure, kind in _kinds(plan):
        if kind is MeasureKind.REENGINEERING and measure.quota_percent is None:
            message = _("В мероприятии %(number)s не задана доля процессов, подлежащих реинжинирингу.")
            source = _("тексты дорожной карты")
            yield _finding("missing_quota", message % {"number": measure.number}, source, measure.number)


def _result_kinds_unusual(plan: ReadRoadmap) -> Iterator[Finding]:
    for measure, kind in _kinds(plan):
        given = frozenset(result.kind for result in measure.results)
        expected = EXPECTED_RESULTS[kind]
        if given != expected:
            message = _(
                "Мероприятие %(number)s («%(kind)s») обычно завершает %(expected)s, а здесь – %(given)s."
            )
            values = {
                "number": measure.number,
                "kind": kind.label,
                "expected": _described_kinds(expected),
                "given": _described_kinds(given),
            }
            source = _("результаты этой же работы в типовой дорожной карте")
            yield _finding("result_kind_unusual", message % values, source, measure.number)


def _described_kinds(kinds: frozenset[ResultKind]) -> str:
    names = {ResultKind.ORDER: _("приказ"), ResultKind.REPORT: _("отчёт")}
    return _(" и ").join(name for kind, name in names.items() if kind in kinds)
