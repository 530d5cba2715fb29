"""Agencies and their posts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from navstrechu.api.answers import json_answer, tagged
from navstrechu.api.authentication import KeyRequest, caller, reads
from navstrechu.api.inputs import AgencyCode, Identifier, Limit, Offset, ShownDay, cut
from navstrechu.api.v1.places import agency_of, shown_day
from navstrechu.api.v1.shapes import AgencyPage, AgencyShape, PostPage, PostShape, Resources
from navstrechu.api.v1.values import agency_shape, post_shape
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import holders_on, posts_of

router = Router(tags=["Органы и должности"])
OF_AGENCY = (
    "posts", "roadmap", "measures", "results", "documents", "drafts", "process-groups", "channel-kinds",
    "processes", "touchpoints", "register-rows", "register-findings", "proposals", "editions",
)  # fmt: skip


@router.get("/", response=Resources, url_name="resources", summary="Что здесь есть", operation_id="resources")
def resources(request: HttpRequest) -> HttpResponse:
    """Addresses of the resources; open without a key."""
    return json_answer(
        Resources(
            agencies=reverse("api:agencies"),
            openapi=reverse("api:openapi"),
            documentation=reverse("tokens:guide"),
            of_agency={name: _template(name) for name in OF_AGENCY},
        )
    )


def _template(name: str) -> str:
    """The address of a resource for any agency, as a template of RFC 6570."""
    kwargs = {"agency": "agency", **({"kind": "kind"} if name == "editions" else {})}
    address = reverse(f"api:{name}", kwargs=kwargs)
    for place in kwargs:
        address = address.replace(f"/{place}/", f"/{{{place}}}/")
    return address


@router.get(
    "/agencies",
    auth=reads(),
    response=AgencyPage,
    url_name="agencies",
    summary="Органы, которые видит владелец ключа",
    operation_id="agencies",
)
def agencies(request: KeyRequest, limit: Limit = 50, offset: Offset = 0) -> HttpResponse:
    """Agencies of the own roles, for the working group all of its region."""
    user = caller(request)
    found = list(Agency.objects.visible_to(user).select_related("region").order_by("short_name", "pk"))
    items = [agency_shape(agency, user) for agency in cut(found, limit, offset)]
    return json_answer(AgencyPage(total=len(found), limit=limit, offset=offset, items=items))


@router.get(
    "/agencies/{agency}",
    auth=reads(),
    response=AgencyShape,
    url_name="agency",
    summary="Орган",
    operation_id="agency",
)
def agency(request: KeyRequest, agency: AgencyCode) -> HttpResponse:
    """One agency."""
    found = agency_of(request, agency)
    return tagged(request, agency_shape(found, caller(request)), found.version)


@router.get(
    "/agencies/{agency}/posts",
    auth=reads(),
    response=PostPage,
    url_name="posts",
    summary="Должности органа",
    operation_id="posts",
)
def posts(
    request: KeyRequest,
    agency: AgencyCode,
    as_of: ShownDay = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """Posts that are not abolished, in the order of the staff list, with their holders on the day."""
    owner = agency_of(request, agency)
    found, holders = list(posts_of(owner)), holders_on(owner, shown_day(owner, as_of))
    items = [post_shape(one, holders) for one in cut(found, limit, offset)]
    return json_answer(PostPage(total=len(found), limit=limit, offset=offset, items=items))


@router.get(
    "/agencies/{agency}/posts/{post}",
    auth=reads(),
    response=PostShape,
    url_name="post",
    summary="Должность",
    operation_id="post",
)
def post(request: KeyRequest, agency: AgencyCode, post: Identifier, as_of: ShownDay = None) -> HttpResponse:
    """One post."""
    owner = agency_of(request, agency)
    found = posts_of(owner).filter(pk=post).first()
    if found is None:
        raise Http404
    return tagged(request, post_shape(found, holders_on(owner, shown_day(owner, as_of))), found.version)
