"""The left navigation as data: areas with items, each with its URL name and the permission it needs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, ResolverMatch, reverse


@dataclass(frozen=True, slots=True)
class Item:
    """A page of an area. `permission` is a key of `request.permissions`; empty: every signed-in person.

    `kwargs` are arguments of its address beside the agency.
    """

    label: object
    url_name: str
    permission: str = ""
    kwargs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """An entry of the navigation; its items unfold when one of its pages is open.

    An area is open when the namespace of the shown URL is one of `namespaces` (default: that of `url_name`).
    """

    code: str
    label: object
    icon: str
    url_name: str
    permission: str = ""
    items: tuple[Item, ...] = ()
    namespaces: tuple[str, ...] = ()
    position: int = 100

    @property
    def own_namespaces(self) -> tuple[str, ...]:
        return self.namespaces or (self.url_name.partition(":")[0],)


@dataclass(frozen=True, slots=True)
class Link:
    """What the template draws: `current` is "page" for the shown page itself and empty otherwise."""

    label: object
    url: str
    current: str = ""
    icon: str = ""
    is_open: bool = False
    items: tuple["Link", ...] = ()


_AREAS: dict[str, Area] = {}


def register(*areas: Area) -> None:
    """Add areas; registering a code again replaces it."""
    _AREAS.update({area.code: area for area in areas})


def registered() -> list[Area]:
    """All areas in their order."""
    return sorted(_AREAS.values(), key=lambda area: (area.position, area.code))


def links_for(request: HttpRequest) -> list[Link]:
    """The navigation of one person on one page: only what the person may open."""
    permissions: frozenset[str] = getattr(request, "permissions", frozenset())
    return [
        link
        for area in registered()
        if _may(area.permission, permissions)
        for link in _area_link(area, request, permissions)
    ]


def _may(permission: str, permissions: frozenset[str]) -> bool:
    return not permission or permission in permissions


def _area_link(area: Area, request: HttpRequest, permissions: frozenset[str]) -> Iterator[Link]:
    match = request.resolver_match
    is_open = match is not None and _holds(area, match)
    url = _url(area.url_name, request)
    if not url:
        return
    items = tuple(_item_links(area, request, permissions)) if is_open else ()
    shown_below = any(item.current for item in items)
    current = "page" if is_open and not shown_below and request.path == url else ""
    yield Link(area.label, url, current, area.icon, is_open, items)


def _holds(area: Area, match: ResolverMatch) -> bool:
    """Whether the shown page is one of the area, or of an item of it that is told apart by its arguments."""
    namespaces = set(match.namespaces)
    return bool(namespaces & set(area.own_namespaces)) or any(
        item.kwargs
        and item.url_name.partition(":")[0] in namespaces
        and set(item.kwargs) <= set(match.kwargs.items())
        for item in area.items
    )


def _item_links(area: Area, request: HttpRequest, permissions: frozenset[str]) -> Iterator[Link]:
    for item in area.items:
        url = _url(item.url_name, request, dict(item.kwargs)) if _may(item.permission, permissions) else ""
        if url:
            yield Link(item.label, url, "page" if request.path == url else "")


def _url(url_name: str, request: HttpRequest, fixed: dict[str, str] | None = None) -> str:
    """The address within what is shown; "" when the page needs an agency and there is none.

    Pages below one object take their arguments from the shown page (matrix and table of one roadmap), other
    pages only the agency.
    """
    match, agency = request.resolver_match, getattr(request, "agency", None)
    own = ({"agency": agency.code} if agency else {}) | (fixed or {})
    shown = (match.kwargs if match else {}) | (fixed or {})
    # An error page at the address of an agency that is not the person's leads through the own one.
    if "agency" in shown and shown["agency"] != own.get("agency"):
        shown = {}
    for kwargs in (shown, own, {}):
        try:
            return reverse(url_name, kwargs=kwargs or None)
        except NoReverseMatch:
            continue
    return ""
