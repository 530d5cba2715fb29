"""Plans that may serve as a template for an agency."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery

from navstrechu.accounts.models import User
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.models import Roadmap, RoadmapEdition, RoadmapOrigin


@dataclass(frozen=True, slots=True)
class TemplateOffer:
    """The last edition of a plan, whose and how long it is, whether it is offered to the whole region."""

    edition: RoadmapEdition
    agency: Agency
    measures: int
    is_offered: bool


def templates_for(user: User, agency: Agency) -> list[TemplateOffer]:
    """Plans of other agencies that the person sees or that are offered in its region; the latter first."""
    offered = Q(is_offered=True, agency__region=agency.region_id)
    open_to = Q(agency__in=Agency.objects.visible_to(user)) | offered
    newest = RoadmapEdition.objects.filter(roadmap=OuterRef("pk")).order_by("-number").values("pk")[:1]
    roadmaps = (
        Roadmap.objects.current()
        .filter(open_to)
        .exclude(agency=agency)
        .select_related("agency")
        .annotate(newest=Subquery(newest), total=Count("measures", filter=Q(measures__withdrawn_on=None)))
        .order_by("-is_offered", "agency__short_name", "pk")
    )
    found = list(roadmaps)
    editions = RoadmapEdition.objects.defer("content").in_bulk([one.newest for one in found if one.newest])
    return [
        TemplateOffer(editions[one.newest], one.agency, one.total, one.is_offered)
        for one in found
        if one.newest
    ]


def template_for(user: User, agency: Agency, edition: int) -> TemplateOffer | None:
    """The offer with this edition, None where the person may not use it."""
    return next((offer for offer in templates_for(user, agency) if offer.edition.pk == edition), None)


def origin_of(roadmap: Roadmap) -> RoadmapOrigin | None:
    """What the plan was made from, None for one that was loaded from a file."""
    return (
        RoadmapOrigin.objects.filter(roadmap=roadmap)
        .select_related("template__roadmap__agency")
        .defer("template__content")
        .first()
    )
