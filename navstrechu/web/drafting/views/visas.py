"""Visas: what waits for a person, the page of one, its decision, its passing on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import Conflict
from navstrechu.drafting import permissions
from navstrechu.drafting.models import Draft, Visa
from navstrechu.drafting.papers import round_document
from navstrechu.drafting.queries.agreement import (
    documents_to_register,
    documents_to_sign,
    own_on_the_way,
    round_before,
    rounds,
)
from navstrechu.drafting.queries.drafts import visas_awaited
from navstrechu.drafting.services.agreement import decide_visa, pass_visa_on
from navstrechu.drafting.vocabulary import DECISIONS, Decision
from navstrechu.organisation.queries import own_posts, posts_of
from navstrechu.web.drafting.agreement_common import holder_names
from navstrechu.web.drafting.forms_agreement import PassOnForm, VisaForm
from navstrechu.web.drafting.previewing import sheets
from navstrechu.web.drafting.round_changes import changes_since
from navstrechu.web.drafting.shown import address, breadcrumbs, draft_or_404, kind_title, look_of, today_of
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response, submit


@guard(Permission.VIEW)
@require_GET
def visas(request: AgencyRequest) -> HttpResponse:
    """What waits for the person to agree, to sign, to register; what the person has sent."""
    user, agency, today = request.user, request.agency, today_of(request)
    context = {
        "today": today,
        "visas": [(visa, kind_title(visa.round.draft.kind)) for visa in visas_awaited(user, agency, today)],
        "to_sign": _lines(documents_to_sign(user, agency)),
        "to_register": _lines(documents_to_register(user, agency)),
        "sent": _lines(own_on_the_way(user, agency)),
        "signs": Permission.SIGN_DOCUMENT in request.permissions,
        "registers": Permission.REGISTER_DOCUMENT in request.permissions,
        "drafts": Permission.DRAFT_DOCUMENT in request.permissions,
        "breadcrumbs": breadcrumbs(request),
    }
    return render_page(request, "drafting/visas_page.html", context)


def _lines(drafts: Any) -> list[tuple[Draft, str, object]]:
    return [(draft, kind_title(draft.kind), look_of(draft)) for draft in drafts]


@guard(Permission.VIEW)
@require_http_methods(["GET", "POST"])
def visa(request: AgencyRequest, pk: int) -> HttpResponse:
    """The page that the visa is asked for, as it was sent, and the decision."""
    found = _visa_or_404(request, pk)
    today = today_of(request)
    decide = permissions.can_decide_visa(request.user, found, own_posts(request.user, request.agency, today))
    form = VisaForm(request.POST or None)
    refusal = None
    if request.method == "POST":
        refusal = submit(form, lambda values: _decide(request, found, values))
        if refusal is None:
            found.refresh_from_db()
            messages.success(request, _("Ваше решение записано: {decision}.").format(decision=_word(found)))
            return redirect(address(request, "visas"))
    context = _about(request, found) | {"form": form, "decide": decide}
    return render_page(request, "drafting/visa_page.html", context, status=refusal.status if refusal else 200)


def _decide(request: AgencyRequest, found: Visa, values: dict[str, Any]) -> None:
    asked = request.POST.get("decision", "")
    if asked not in set(Decision):
        raise Conflict(_("Выберите решение одной из кнопок."))
    decide_visa(
        visa=found,
        decision=Decision(asked),
        remarks=values["remarks"],
        today=today_of(request),
        by=request.user,
        at=timezone.now(),
    )


def _word(found: Visa) -> object:
    return DECISIONS[Decision(found.decision)] if found.decision else ""


def _about(request: AgencyRequest, found: Visa) -> dict[str, Any]:
    round, draft = found.round, found.round.draft
    today = today_of(request)
    found_rounds = rounds(draft, today)
    return {
        "visa": found,
        "draft": draft,
        "kind": kind_title(draft.kind),
        "preview": sheets(round_document(round)),
        "changes": changes_since(round_before(round), round),
        "sheet": next(one for one in found_rounds if one.round.pk == round.pk),
        "earlier": [one for one in found_rounds if one.round.number < round.number],
        "is_open": round.outcome is None and found.decision is None and found.received_at is not None,
        "is_overdue": found.decision is None and found.due_on is not None and found.due_on < today,
        "decided": _word(found),
        "breadcrumbs": [(_("Мои визы"), address(request, "visas"))],
    }


@guard(Permission.DRAFT_DOCUMENT)
@require_http_methods(["GET", "POST"])
def pass_on(request: AgencyRequest, pk: int) -> HttpResponse:
    """Give a visa that nobody can put to another post."""
    found = _visa_or_404(request, pk)
    draft = draft_or_404(request, found.round.draft_id)
    permissions.can_edit_draft(request.user, draft).require()
    if found.round.outcome is not None or found.decision is not None:
        raise Conflict(_("Эта виза уже поставлена, или круг согласования окончен: передать её нельзя."))
    taken = found.round.visas.values("post")
    form = PassOnForm(
        request.POST or None,
        posts=posts_of(draft.agency).exclude(pk__in=taken),
        holders=holder_names(draft.agency, today_of(request)),
    )
    page = FormPage(
        _("Передать визу"),
        _("Передать"),
        address(request, "draft", pk=draft.pk),
        draft.title,
        lead=_("Сейчас визы ждут от должности «{post}». Срок новой визы пойдёт заново.").format(
            post=found.post.title
        ),
        icon="arrow-right",
    )

    def save(values: dict[str, Any]) -> None:
        pass_visa_on(
            visa=found, post=values["post"], today=today_of(request), by=request.user, at=timezone.now()
        )

    return form_response(request, form, save, page, done=_("Виза передана."))


def _visa_or_404(request: AgencyRequest, pk: int) -> Visa:
    found = Visa.objects.filter(pk=pk, round__draft__agency=request.agency)
    visa = found.select_related("post", "round__draft__agency", "round__draft__signatory").first()
    if visa is None:
        raise Http404
    return visa
