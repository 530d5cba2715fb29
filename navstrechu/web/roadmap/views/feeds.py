"""Calendar feeds: the page on which people make and withdraw them, and the public address itself."""

import hashlib
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.language import in_official_language
from navstrechu.demonstration.queries import opening_day
from navstrechu.organisation.queries import today_in
from navstrechu.roadmap.feeds import MEDIA_TYPE, calendar_file, feed_title
from navstrechu.roadmap.models import CalendarFeed
from navstrechu.roadmap.queries.feeds import feed_by_token, measures_of_feed, standing_feeds
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import MeasureStateOn, roadmap_state
from navstrechu.roadmap.services.feeds import create_feed, withdraw_feed
from navstrechu.web.roadmap.forms.feeds import FeedForm
from navstrechu.web.shell.guard import guard, public
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import submit


@guard(Permission.VIEW)
@require_http_methods(["GET", "POST"])
def feeds(request: AgencyRequest) -> HttpResponse:
    """Own feeds. The address of a new one stands in the answer to the form and nowhere else, ever."""
    if request.method == "GET":
        return _feeds_page(request, FeedForm(agency=request.agency))
    form = FeedForm(request.POST, agency=request.agency)
    made: list[str] = []

    def save(values: dict[str, Any]) -> None:
        _feed, token = create_feed(agency=request.agency, by=request.user, at=timezone.now(), **values)
        made.append(request.build_absolute_uri(reverse("roadmap:feed", args=[request.agency.code, token])))

    refusal = submit(form, save)
    if refusal:
        return _feeds_page(request, form, status=refusal.status)
    return _feeds_page(request, FeedForm(agency=request.agency), address=made[0])


def _feeds_page(
    request: AgencyRequest, form: FeedForm, *, address: str = "", status: int = 200
) -> HttpResponse:
    own = standing_feeds(request.agency, request.user)
    context = {"feeds": [(feed, feed_title(feed)) for feed in own], "form": form, "address": address}
    return render_page(request, "roadmap/feeds_page.html", context, status=status)


@guard(Permission.VIEW)
@require_POST
def withdraw(request: AgencyRequest, pk: int) -> HttpResponse:
    """Close the address of a feed."""
    feed = get_object_or_404(request.agency.calendar_feeds.select_related("agency", "owner", "post"), pk=pk)
    withdraw_feed(feed=feed, by=request.user, at=timezone.now())
    messages.success(request, _("Лента отозвана: по её адресу больше ничего не отдаётся."))
    return redirect("roadmap:feeds", agency=request.agency.code)


@public
@require_safe
def feed(request: HttpRequest, agency: str, token: str) -> HttpResponseBase:
    """The feed itself, for calendar programs: whoever knows the secret address reads it."""
    found = feed_by_token(token)
    if found is None or found.agency.code != agency:
        return _gone()
    content = _content(request, found)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "private, no-cache",
        "Content-Disposition": 'inline; filename="roadmap.ics"',
        "X-Robots-Tag": "noindex",
    }
    response = HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response


def _gone() -> HttpResponse:
    sentence = _(
        "Ленты по этому адресу нет: её отозвали, или адрес скопирован не полностью. "
        "Создайте новую ленту на странице «Ленты календаря» дорожной карты."
    )
    return HttpResponse(f"{sentence}\n", status=404, content_type="text/plain; charset=utf-8")


@in_official_language
def _content(request: HttpRequest, found: CalendarFeed) -> bytes:
    """What the feed says today (in a demonstration: on the day at which it opens)."""
    on = opening_day() or today_in(found.agency)
    roadmap = current_roadmap(found.agency)
    state = roadmap_state(roadmap, on=on) if roadmap else None

    def address_of(measure: MeasureStateOn) -> str:
        path = reverse("roadmap:measure", args=[found.agency.code, measure.number])
        return request.build_absolute_uri(path)

    return calendar_file(
        measures_of_feed(found, state, on=on) if state else (),
        title=feed_title(found),
        on=on,
        address_of=address_of,
        host=urlsplit(request.build_absolute_uri("/")).hostname or "navstrechu",
    )
