"""What an address names, as far as the key's owner may see it; everything else is not there (404)."""

from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import Act
from navstrechu.api.authentication import KeyRequest, caller
from navstrechu.api.v1.references import chosen
from navstrechu.demonstration.queries import opening_day
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import can
from navstrechu.organisation.queries import today_in
from navstrechu.roadmap.models import Measure, RequiredResult, Roadmap
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState, roadmap_state


def agency_of(request: KeyRequest, code: str, need: Permission = Permission.VIEW) -> Agency:
    """The agency of the address, 404 unseen. Raises NotAllowed where no role allows ``need``."""
    user = caller(request)
    found = Agency.objects.visible_to(user).select_related("region").filter(code=code).first()
    if found is None:
        raise Http404
    can(user, need, found).require()
    return found


def roadmap_of(agency: Agency) -> Roadmap:
    """The roadmap that the agency works by."""
    found = current_roadmap(agency)
    if found is None:
        raise Http404
    return found


def shown_day(agency: Agency, as_of: date | None) -> date:
    """The asked day, else the one that the pages show unasked."""
    return as_of or opening_day() or today_in(agency)


def shown_state(agency: Agency, as_of: date | None) -> RoadmapState:
    """The roadmap as of the day."""
    return roadmap_state(roadmap_of(agency), on=shown_day(agency, as_of))


def shown_measure(state: RoadmapState, number: str) -> MeasureStateOn:
    """The measure of that number in the plan of the day."""
    found = state.measure(number)
    if found is None:
        raise Http404
    return found


def live_row(agency: Agency, number: str) -> Measure:
    """The measure that a change concerns: the one in the plan now."""
    rows = roadmap_of(agency).measures.filter(number=number, withdrawn_on=None)
    found = rows.select_related("roadmap__agency", "responsible").prefetch_related("co_executors").first()
    if found is None:
        raise Http404
    return found


def live_result(agency: Agency, pk: int) -> RequiredResult:
    """The required result that a change concerns: one in the plan now."""
    rows = RequiredResult.objects.filter(
        pk=pk, withdrawn_on=None, measure__roadmap=roadmap_of(agency), measure__withdrawn_on=None
    )
    found = rows.select_related("measure__roadmap__agency").first()
    if found is None:
        raise Http404
    return found


def document_of(agency: Agency, pk: int) -> Act:
    """A registered document, an annulled one too."""
    found = agency.acts.filter(pk=pk).select_related("file", "agency").first()
    if found is None:
        raise Http404
    return found


def results_of(agency: Agency, ids: list[int]) -> list[RequiredResult]:
    """The results that a document is to be counted for. Raises InputRefused when one is not in the plan."""
    wanted = set(ids)
    found = RequiredResult.objects.filter(
        pk__in=wanted, measure__roadmap=roadmap_of(agency), withdrawn_on=None
    )
    ordered = found.select_related("measure__roadmap").order_by("measure__position", "position")
    rows = {row.pk: row for row in ordered}
    chosen(rows, wanted, _("В дорожной карте нет результата: {numbers}."))
    return list(rows.values())
