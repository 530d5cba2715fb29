"""The page of a measure, its discussion and the note that work has begun."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.discussion.models import Comment
from navstrechu.discussion.services import add_comment, withdraw_comment
from navstrechu.roadmap.models import Measure
from navstrechu.roadmap.services.measures import start_measure
from navstrechu.roadmap.services.subjects import measure_subject
from navstrechu.web.roadmap.forms.measure import CommentForm, StartForm
from navstrechu.web.roadmap.measure_page import (
    comment_draft,
    measure_response,
    measure_url,
    shown_card,
    shown_roadmap,
    shown_state,
)
from navstrechu.web.shell import drafts
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import UNPROCESSABLE, refuse
from navstrechu.web.shell.requests import AgencyRequest


@guard(Permission.VIEW)
@require_GET
def measure(request: AgencyRequest, number: str) -> HttpResponse:
    """Everything about one measure on the shown day."""
    return measure_response(request, number)


@guard(Permission.COMMENT)
@require_POST
def comment(request: AgencyRequest, number: str) -> HttpResponse:
    """Add a message to the discussion."""
    form, row = CommentForm(request.POST), _row(request, number)
    form.is_valid()
    try:
        add_comment(
            agency=request.agency,
            subject=measure_subject(row),
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        )
    except InputRefused as error:
        return measure_response(request, number, form=form, status=refuse(form, error, "text"))
    return _discussed(request, row, _("Сообщение добавлено."))


@guard(Permission.COMMENT)
@require_POST
def withdraw(request: AgencyRequest, number: str, comment: int) -> HttpResponse:
    """Withdraw an own message; its place stays."""
    row = _row(request, number)
    said = (
        Comment.objects.about("roadmap.measure", str(row.pk))
        .filter(pk=comment, agency=request.agency)
        .first()
    )
    if said is None:
        raise Http404
    withdraw_comment(comment=said, subject=measure_subject(row), by=request.user, at=timezone.now())
    return _discussed(request, row, _("Сообщение отозвано."))


def _row(request: AgencyRequest, number: str) -> Measure:
    """The measure under discussion, withdrawn ones too: what was said of them stays readable."""
    found = shown_roadmap(request).measures.filter(number=number).order_by("withdrawn_on", "pk").first()
    if found is None:
        raise Http404
    return found


def _discussed(request: AgencyRequest, row: Measure, told: str) -> HttpResponse:
    """Back to the discussion; without scripts by way of the whole page."""
    if request.headers.get("HX-Request") == "true":
        response = measure_response(request, row.number)
        response.headers["HX-Trigger"] = f'{{"draft-saved": "{comment_draft(row.pk)}"}}'
        return response
    drafts.note_saved(request, comment_draft(row.pk))
    messages.success(request, told)
    return redirect(f"{measure_url(request, row.number)}#discussion")


@guard(Permission.START_MEASURE)
@require_http_methods(["GET", "POST"])
def start(request: AgencyRequest, number: str) -> HttpResponse:
    """Note the day on which work began."""
    card = shown_card(shown_state(request), number)
    form = StartForm(request.POST or None, initial={"started_on": request.as_of.date})
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                start_measure(
                    measure=card.row,
                    started_on=form.cleaned_data["started_on"],
                    today=request.as_of.today,
                    by=request.user,
                    at=timezone.now(),
                )
            except (InputRefused, Conflict) as error:
                status = refuse(form, error, "started_on")
            else:
                messages.success(request, _("Начало работы отмечено."))
                return redirect(measure_url(request, number))
    context = {"form": form, "card": card, "measure": card.state}
    return render_page(request, "roadmap/measure_start.html", context, status=status)
