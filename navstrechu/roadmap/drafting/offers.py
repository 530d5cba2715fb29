"""Which kind of document fulfils a result, and what a new draft of the kind can be about now."""

from datetime import date

from navstrechu.drafting.kinds import About, DraftKind, draft_kinds, kind_of
from navstrechu.drafting.models import Draft
from navstrechu.drafting.workflow import OPEN
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.drafting.results import RESULTS, about_of, ids_of, key_of, results_of, title_of_about
from navstrechu.roadmap.measure_kinds import MeasureKind
from navstrechu.roadmap.models import RequiredResult, ResultDocument
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.reading.tree import ResultKind

_ORDER, _REPORT = ResultKind.ORDER.value, ResultKind.REPORT.value
RESPONSIBLE, MODEL = "roadmap.responsible", "roadmap.model"
REGISTER_PROCEDURE, REGISTER_FORMATION = "roadmap.register_procedure", "roadmap.register_formation"
TOUCHPOINT_PROCEDURE, TOUCHPOINT_REPORT = "roadmap.touchpoint_procedure", "roadmap.touchpoint_report"
PROGRESS = "roadmap.progress"
# (kind of the measure, kind of its result) → kind of the document; what is not here is registered as a file.
_FULFIL = {
    (MeasureKind.RESPONSIBLE.value, _ORDER): RESPONSIBLE,
    (MeasureKind.MODEL.value, _ORDER): MODEL,
    (MeasureKind.REGISTER_PROCEDURE.value, _ORDER): REGISTER_PROCEDURE,
    (MeasureKind.REGISTER_FORMATION.value, _ORDER): REGISTER_FORMATION,
    (MeasureKind.TOUCHPOINTS.value, _ORDER): TOUCHPOINT_PROCEDURE,
    (MeasureKind.TOUCHPOINTS.value, _REPORT): TOUCHPOINT_REPORT,
}
# One document of these kinds is written for the same result of every group (order 201).
_FOR_ALL_GROUPS = frozenset({TOUCHPOINT_PROCEDURE})


def draft_kind_for(measure_kind: str, result_kind: str) -> DraftKind | None:
    """The kind of document that fulfils such a result; None where the product does not write it."""
    code = _FULFIL.get((measure_kind, result_kind))
    known = {kind.code for kind in draft_kinds()}
    return kind_of(code) if code in known else None


def abouts(code: str, agency: Agency, on: date) -> list[About]:
    """Results that still lack the document, and where one document serves all groups all of them first."""
    waiting = _waiting(code, agency, on)
    single = [about_of([result]) for result in waiting]
    if code in _FOR_ALL_GROUPS and len(waiting) > 1:
        return [about_of(waiting), *single]
    return single


def about_from(code: str, agency: Agency, result_id: int, on: date) -> About:
    """What a draft begun from a result is about: all that wait for the same document, or it alone."""
    alone = About(RESULTS, key_of([result_id]))
    if code not in _FOR_ALL_GROUPS:
        return alone
    return next((about for about in abouts(code, agency, on) if result_id in ids_of(about.key)), alone)


def about_title(agency: Agency, about: About) -> str:
    """How pages name what a draft is about."""
    results = results_of(agency, about)
    return title_of_about(results) if results else ""


def open_drafts(agency: Agency) -> dict[int, Draft]:
    """Drafts neither registered nor withdrawn by the result they are for, the latest begun of each."""
    found = Draft.objects.filter(agency=agency, subject_type=RESULTS, status__in=OPEN).order_by("pk")
    return {result: draft for draft in found for result in ids_of(draft.subject_key)}


def _waiting(code: str, agency: Agency, on: date) -> list[RequiredResult]:
    """Results of the plan that such a document fulfils, without one in force and without an open draft."""
    roadmap = current_roadmap(agency)
    pairs = [pair for pair, kind in _FULFIL.items() if kind == code]
    if roadmap is None or not pairs:
        return []
    [(measure_kind, result_kind)] = pairs
    met = ResultDocument.objects.filter(act__annulled_on=None, result__measure__roadmap=roadmap)
    standing = RequiredResult.objects.in_plan_on(on).filter(
        measure__roadmap=roadmap, measure__kind=measure_kind, measure__withdrawn_on=None, kind=result_kind
    )
    lacking = standing.exclude(pk__in=met.values("result")).exclude(pk__in=open_drafts(agency))
    return list(lacking.select_related("measure").order_by("measure__position", "position", "pk"))
