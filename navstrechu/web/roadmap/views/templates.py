"""Making an agency's plan of another agency's: choosing the template, adapting it, offering the own plan."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.organisation.queries import calendar_of, posts_of
from navstrechu.roadmap import permissions
from navstrechu.roadmap.queries.editions import content_of
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.templates import TemplateOffer, template_for, templates_for
from navstrechu.roadmap.reading.tree import ReadRoadmap
from navstrechu.roadmap.services.templates import offer_template, prepare_from_template
from navstrechu.roadmap.templating import (
    Adaptation,
    Calendars,
    first_day,
    name_forms,
    occurring,
    posts_in,
    shifted,
    suggested_posts,
)
from navstrechu.web.roadmap.forms.templates import Suggestions, TemplateForm
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import UNPROCESSABLE, refuse
from navstrechu.web.shell.requests import AgencyRequest

# The button that only counts the dates anew.
LOOK = "look"


@guard(Permission.VIEW)
@require_GET
def templates(request: AgencyRequest) -> HttpResponse:
    """Plans that can serve as a template."""
    permissions.can_use_template(request.user, request.agency).require()
    context = {
        "offers": templates_for(request.user, request.agency),
        "roadmap": current_roadmap(request.agency),
    }
    return render_page(request, "roadmap/templates_page.html", context)


@guard(Permission.VIEW)
@require_http_methods(["GET", "POST"])
def from_template(request: AgencyRequest, edition: int) -> HttpResponse:
    """Names, posts and dates of the new plan; sent, it waits for the coordinator's confirmation."""
    permissions.can_use_template(request.user, request.agency).require()
    offer = template_for(request.user, request.agency, edition)
    if offer is None:
        raise Http404
    plan = content_of(offer.edition)
    suggestions = _suggestions(request, offer, plan)
    if request.method == "GET":
        return _form_page(request, offer, plan, TemplateForm(suggestions, initial={"new_start": request.day}))
    form = TemplateForm(suggestions, request.POST)
    if not form.is_valid():
        return _form_page(request, offer, plan, form, status=UNPROCESSABLE)
    if LOOK in request.POST:
        return _form_page(request, offer, plan, form)
    try:
        draft = prepare_from_template(
            agency=request.agency,
            edition=offer.edition,
            adaptation=form.adaptation(first_day(plan, offer.edition.approved_on)),
            by=request.user,
            at=timezone.now(),
        )
    except (InputRefused, Conflict) as error:
        return _form_page(request, offer, plan, form, status=refuse(form, error))
    return _after_preparing(request, draft.pk)


@guard(Permission.VIEW)
@require_POST
def offer(request: AgencyRequest) -> HttpResponse:
    """Offer the own plan to the region as a template, or take the offer back."""
    roadmap = current_roadmap(request.agency)
    if roadmap is None:
        raise Http404
    offered = request.POST.get("offered") == "1"
    offer_template(roadmap=roadmap, offered=offered, by=request.user, at=timezone.now())
    told = (
        _("Дорожная карта предложена региону как образец.")
        if offered
        else _("Дорожная карта больше не предлагается как образец.")
    )
    messages.success(request, told)
    return redirect("roadmap:editions", agency=request.agency.code)


def _after_preparing(request: AgencyRequest, draft: int) -> HttpResponse:
    """Who may confirm goes on to the preview; the working group is told who will."""
    if permissions.can_edit(request.user, request.agency):
        return redirect("roadmap:import-preview", agency=request.agency.code, pk=draft)
    messages.success(
        request, _("Дорожная карта по образцу подготовлена. Её проверит и подтвердит координатор органа.")
    )
    return redirect(reverse("roadmap:editions", kwargs={"agency": request.agency.code}))


def _suggestions(request: AgencyRequest, offer: TemplateOffer, plan: ReadRoadmap) -> Suggestions:
    names = name_forms(offer.agency, request.agency)
    parts = posts_in(plan)
    known = [post.title for post in posts_of(request.agency)]
    return Suggestions(names, occurring(plan, names), suggested_posts(parts, names, known), parts)


def _form_page(
    request: AgencyRequest, offer: TemplateOffer, plan: ReadRoadmap, form: TemplateForm, *, status: int = 200
) -> HttpResponse:
    start = first_day(plan, offer.edition.approved_on)
    new_start = form.cleaned_data.get("new_start") if form.is_bound else request.day
    context = {
        "offer": offer,
        "roadmap": current_roadmap(request.agency),
        "form": form,
        "start": start,
        "known_posts": [post.title for post in posts_of(request.agency)],
        "days": _days(request, offer, plan, start, new_start) if new_start else [],
    }
    return render_page(request, "roadmap/templates_form.html", context, status=status)


def _days(
    request: AgencyRequest, offer: TemplateOffer, plan: ReadRoadmap, start: date, new_start: date
) -> list[dict[str, Any]]:
    """Each due date of the template, the new one, and how many measures have it."""
    calendars = Calendars(calendar_of(offer.agency), calendar_of(request.agency))
    adaptation = Adaptation({}, {}, start, new_start)
    dues = [measure.due for measure in plan.measures]
    return [
        {
            "was": day,
            "becomes": (becomes := shifted(day, adaptation, calendars)),
            "measures": dues.count(day),
            "is_counted_roughly": not calendars.target.knows(becomes),
        }
        for day in sorted(set(dues))
    ]
