"""Documents as results of a measure: registering, choosing a registered one, taking one off."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import Act, ActKind
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.organisation.permissions import can
from navstrechu.organisation.queries import own_posts
from navstrechu.roadmap import permissions
from navstrechu.roadmap.models import RequiredResult, ResultDocument
from navstrechu.roadmap.queries.measure import MeasureCard
from navstrechu.roadmap.queries.state import MeasureStateOn, ResultState, acts_for_results
from navstrechu.roadmap.services.evidence import count_document, register_result_document, uncount_document
from navstrechu.web.roadmap.forms.evidence import (
    ChoiceGroup,
    CountDocumentForm,
    RegisterDocumentForm,
    ResultChoice,
)
from navstrechu.web.roadmap.measure_page import measure_url, shown_card, shown_state
from navstrechu.web.shell import drafts
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import UNPROCESSABLE, refuse
from navstrechu.web.shell.requests import AgencyRequest


@guard(Permission.VIEW)
@require_http_methods(["GET", "POST"])
def register(request: AgencyRequest, number: str) -> HttpResponse:
    """Register a new document as a result, and of other measures at once."""
    scene = _Scene(request, number)
    form = RegisterDocumentForm(
        request.POST or None,
        request.FILES or None,
        today=request.as_of.today,
        groups=scene.groups,
        initial={"dated": request.as_of.date, "title": scene.result.text},
    )
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                act = register_result_document(
                    agency=request.agency,
                    draft=form.draft(ActKind(scene.result.kind)),
                    results=scene.rows(form.also_ids),
                    today=request.as_of.today,
                    by=request.user,
                    at=timezone.now(),
                )
            except Conflict as error:
                status = refuse(form, error, "number")
            except InputRefused as error:
                status = refuse(form, error)
            else:
                return scene.done(act, form.also_ids, _("Документ зарегистрирован"))
    return scene.page("roadmap/measure_register.html", form, status)


@guard(Permission.VIEW)
@require_http_methods(["GET", "POST"])
def count(request: AgencyRequest, number: str) -> HttpResponse:
    """Count a document that is registered already."""
    scene = _Scene(request, number)
    acts = request.agency.acts.registered_on(request.as_of.today)
    offered = acts_for_results(request.agency, scene.result.kind, on=request.as_of.today)
    form = CountDocumentForm(
        request.POST or None,
        groups=scene.groups,
        acts=acts,
        offered=offered,
        initial={"act": request.GET.get("act")},
    )
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            act = form.cleaned_data["act"]
            try:
                count_document(
                    act=act,
                    results=scene.rows(form.also_ids),
                    today=request.as_of.today,
                    by=request.user,
                    at=timezone.now(),
                )
            except (Conflict, InputRefused) as error:
                status = refuse(form, error, "act")
            else:
                return scene.done(act, form.also_ids, _("Документ засчитан"))
    return scene.page("roadmap/measure_count.html", form, status, offered=offered)


@guard(Permission.VIEW)
@require_http_methods(["GET", "POST"])
def uncount(request: AgencyRequest, number: str, link: int) -> HttpResponse:
    """Take a document off a result it was counted for by mistake; the document itself stays registered."""
    card = shown_card(shown_state(request), number)
    found = (
        ResultDocument.objects.filter(pk=link, result__measure=card.row)
        .select_related("result__measure__roadmap", "act__agency", "act__file")
        .first()
    )
    if found is None:
        raise Http404
    posts = own_posts(request.user, request.agency, request.as_of.today)
    permissions.can_count_document(request.user, request.agency, [card.row], posts).require()
    if request.method == "POST":
        uncount_document(link=found, today=request.as_of.today, by=request.user, at=timezone.now())
        messages.success(request, _("Документ больше не засчитывается."))
        return redirect(measure_url(request, number))
    result = next((one for one in card.state.results if one.id == found.result_id), None)
    is_last = result is not None and len(result.links) == 1
    context = {"card": card, "measure": card.state, "link": found, "is_last": is_last}
    return render_page(request, "roadmap/measure_uncount.html", context)


class _Scene:
    """The result that a document is wanted for, and what else the same document may fulfil."""

    def __init__(self, request: AgencyRequest, number: str) -> None:
        self.request = request
        self.state = shown_state(request)
        self.card = shown_card(self.state, number)
        self.posts = own_posts(request.user, request.agency, request.as_of.today)
        permissions.can_count_document(request.user, request.agency, [self.card.row], self.posts).require()
        self.result = _chosen_result(self.card, request.GET.get("result", ""))
        self.groups = self._groups()

    def _groups(self) -> list[ChoiceGroup]:
        """Other open results of the kind: the same work of other groups first, then the rest."""
        others = [measure for measure in self.state.measures if self._may_take(measure)]
        own = [measure for measure in others if measure.kind and measure.kind == self.card.state.kind]
        rest = [measure for measure in others if measure not in own]
        named = ((_("Та же работа в других группах"), own), (_("Остальные мероприятия"), rest))
        groups = [ChoiceGroup(title, _open_results(measures, self.result)) for title, measures in named]
        return [group for group in groups if group.choices]

    def _may_take(self, measure: MeasureStateOn) -> bool:
        """What the service will judge again: any measure, or those of the own posts."""
        if can(self.request.user, Permission.REGISTER_DOCUMENT, self.request.agency):
            return True
        return measure.belongs_to(self.posts)

    def rows(self, also: Sequence[int]) -> list[RequiredResult]:
        """The results to count the document for, live."""
        found = RequiredResult.objects.filter(
            pk__in=[self.result.id, *also], measure__roadmap=self.state.roadmap, withdrawn_on=None
        )
        return list(found.select_related("measure__roadmap").order_by("measure__position", "position"))

    def done(self, act: Act, also: Sequence[int], told: str) -> HttpResponse:
        """Back to the measure, told how many results the document fulfils."""
        number = self.card.state.number
        drafts.note_saved(self.request, self.draft)
        results = counted_in_words_of(1 + len(also), _("результат,результата,результатов"))
        text = _("{told}: {act}, закрыто {results}.").format(told=told, act=act, results=results)
        if act.dated > self.request.as_of.date:
            text += " " + later_than_shown(act)
        messages.success(self.request, text)
        return redirect(f"{measure_url(self.request, number)}#results")

    @property
    def draft(self) -> str:
        return f"result-{self.result.id}-document"

    def page(self, template: str, form: Any, status: int, **more: Any) -> HttpResponse:
        """The form, with whatever was typed."""
        context = {
            "form": form,
            "card": self.card,
            "measure": self.card.state,
            "result": self.result,
            "draft": self.draft,
            **more,
        }
        return render_page(self.request, template, context, status=status)


def later_than_shown(act: Act) -> str:
    """Why a document just registered is not on the page: it is dated after the day shown."""
    sentence = _("Он появится, если показать день не раньше {date}.")
    return sentence.format(date=date_in_figures(act.dated))


def _chosen_result(card: MeasureCard, text: str) -> ResultState:
    """The result of the address, else the first without a document, else the first."""
    results = card.state.results
    chosen = next((one for one in results if str(one.id) == text), None)
    waiting = next((one for one in results if not one.links), None)
    found = chosen or waiting or next(iter(results), None)
    if found is None:
        raise Http404
    return found


def _open_results(measures: Iterable[MeasureStateOn], result: ResultState) -> tuple[ResultChoice, ...]:
    return tuple(
        ResultChoice(one.id, measure, one.text)
        for measure in measures
        for one in measure.results
        if one.kind == result.kind and not one.links and one.id != result.id
    )
