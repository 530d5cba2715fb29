"""Starting a draft: the kind first, then what it is about."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.drafting.kinds import DraftKind, draft_kinds
from navstrechu.drafting.models import Draft
from navstrechu.drafting.services.drafts import start_draft
from navstrechu.web.drafting.shown import address, breadcrumbs, kind_or_404, today_of
from navstrechu.web.drafting.starting import StartForm, asked_values, offered, targets_of
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, submit


@guard(Permission.DRAFT_DOCUMENT)
@require_http_methods(["GET", "POST"])
def start(request: AgencyRequest) -> HttpResponse:
    """Kinds to choose from; with ?kind= the form of one."""
    code = request.GET.get("kind", "")
    if code:
        return _form(request, kind_or_404(code))
    today = today_of(request)
    has_targets = targets_of(request.agency, today).exists()
    kinds = [offered(kind, request.agency, today, has_targets=has_targets) for kind in draft_kinds()]
    context = {"kinds": kinds, "breadcrumbs": breadcrumbs(request)}
    return render_page(request, "drafting/start_page.html", context)


def _form(request: AgencyRequest, kind: DraftKind) -> HttpResponse:
    started: list[Draft] = []
    form = StartForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        agency=request.agency,
        on=today_of(request),
        initial=asked_values(request.GET),
    )

    def save(_values: dict[str, Any]) -> None:
        made = start_draft(
            agency=request.agency, kind=kind, about=form.about_chosen(), targets=form.targets_chosen(),
            by=request.user, at=timezone.now(),
        )  # fmt: skip
        started.append(made)

    refusal = submit(form, save) if request.method == "POST" else None
    if started:
        return redirect(address(request, "edit", pk=started[0].pk))
    page = FormPage(kind.title, _("Начать проект"), address(request, "start"), _("Новый проект"),
                    lead=kind.explains, icon="file-plus")  # fmt: skip
    crumbs = [*breadcrumbs(request), (_("Новый проект"), page.back_url)]
    context = {"page": page, "form": form, "refusal": refusal, "breadcrumbs": crumbs}
    return render_page(
        request, "drafting/start_form.html", context, status=refusal.status if refusal else 200
    )
