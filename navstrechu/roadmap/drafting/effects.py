"""What the registration of a document of the roadmap does, and what stands against it."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from navstrechu.acts.models import Act
from navstrechu.core.errors import InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.documents.official.values import Requisites
from navstrechu.drafting.kinds import About
from navstrechu.drafting.models import Draft
from navstrechu.history.services import SYSTEM, Actor
from navstrechu.organisation.queries import day_in
from navstrechu.registers.permissions import can_name_procedure
from navstrechu.registers.services import name_procedure
from navstrechu.roadmap.drafting.results import numbers_of, results_of
from navstrechu.roadmap.models import RequiredResult, RoadmapEdition
from navstrechu.roadmap.services.evidence import count_document


def results_of_draft(draft: Draft) -> list[RequiredResult]:
    """The results that the draft is written for, withdrawn ones too."""
    return results_of(draft.agency, About(draft.subject_type, draft.subject_key))


def require_date_after_the_plan(draft: Draft, requisites: Requisites) -> None:
    """A document cannot fulfil a measure before the plan that demands it was approved.

    Raises InputRefused naming the minutes, and for a measure that has left the plan by the document's date.
    """
    results = results_of_draft(draft)
    for result in results:
        _require_later(requisites.dated, result)
    if results and not _standing(results, requisites.dated):
        raise InputRefused(
            _("На {day} мероприятий {numbers} в плане уже нет: документ ничего не исполняет.").format(
                day=date_in_figures(requisites.dated), numbers=", ".join(numbers_of(results))
            ),
            field="dated",
        )


def _require_later(dated: date, result: RequiredResult) -> None:
    first = RoadmapEdition.objects.filter(roadmap=result.measure.roadmap).defer("content").order_by("number")
    edition = first.first()
    if edition is not None and dated < edition.approved_on:
        raise InputRefused(
            _("Мероприятия плана исполняют после его утверждения ({basis}). Дата документа не может быть "
              "раньше {day}.").format(basis=edition.basis, day=date_in_figures(edition.approved_on)),
            field="dated",
        )  # fmt: skip
    included = max(filter(None, (result.included_on, result.measure.included_on)), default=None)
    if included is not None and dated < included:
        raise InputRefused(
            _("Мероприятие {number} включено в план {day}. Дата документа не может быть раньше.").format(
                number=result.measure.number, day=date_in_figures(included)
            ),
            field="dated",
        )


def _standing(results: list[RequiredResult], on: date) -> list[RequiredResult]:
    return [result for result in results if result.withdrawn_on is None or result.withdrawn_on > on]


def count_as_results(draft: Draft, act: Act, by: Actor, at: datetime) -> None:
    """The registered document is the evidence of its results, in the same transaction.

    Raises NotAllowed where the registrar may not count documents of these measures.
    """
    results = _standing(results_of_draft(draft), act.dated)
    if results:
        count_document(act=act, results=results, today=day_in(draft.agency, at), by=by, at=at)


def name_as_procedure(register: str, draft: Draft, act: Act, by: Actor, at: datetime) -> None:
    """Count it, and from now on orders on editions of the register cite it, whoever registers the order."""
    count_as_results(draft, act, by, at)
    namer = by if can_name_procedure(by, draft.agency) else SYSTEM
    name_procedure(agency=draft.agency, register=register, act=act, by=namer, at=at)
