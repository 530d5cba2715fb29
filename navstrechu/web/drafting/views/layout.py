"""The printed form of the agency: standard, margins, sizes, arms, lines of its blank, with a sample."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.documents.official.values import PrintedForm
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting.forms import form_json, form_of_json, layout_of
from navstrechu.drafting.models import PrintedLayout
from navstrechu.drafting.services.settings import set_layout
from navstrechu.drafting.values import SignedFile
from navstrechu.web.drafting.forms_settings import SIZES, LayoutForm
from navstrechu.web.drafting.previewing import sheets
from navstrechu.web.drafting.samples import layout_sample
from navstrechu.web.drafting.settings_tabs import settings_tabs
from navstrechu.web.drafting.shown import address, today_of
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import submit
from navstrechu.web.shell.uploads import content_of

FILES = {"docx": Format.DOCX, "pdf": Format.PDF}


@guard(Permission.EDIT_TEMPLATES)
@require_http_methods(["GET", "POST"])
def layout(request: AgencyRequest) -> HttpResponse:
    """Set the printed form; the sample beside it shows what is saved."""
    stands = layout_of(request.agency)
    form = LayoutForm(
        request.POST if request.method == "POST" else None, request.FILES or None, initial=_initial(stands)
    )

    def save(_values: dict[str, Any]) -> None:
        uploaded = form.cleaned_data["arms"]
        set_layout(
            agency=request.agency,
            values=form.values(),
            arms=SignedFile(uploaded.name, content_of(uploaded)) if uploaded else None,
            version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )

    refusal = submit(form, save, lambda: _version(layout_of(request.agency))) if form.is_bound else None
    if form.is_bound and refusal is None:
        messages.success(
            request, _("Оформление сохранено. Уже отправленные на согласование документы не изменятся.")
        )
        return redirect(address(request, "layout"))
    context = {
        "form": form,
        "sizes": [form[name] for name in SIZES],
        "layout": stands,
        "sample": sheets(layout_sample(request.agency, _form_of(stands), today_of(request))),
        "tabs": settings_tabs(request, "layout"),
    }
    status = refusal.status if refusal else 200
    return render_page(request, "drafting/layout_page.html", context, status=status)


@guard(Permission.EDIT_TEMPLATES)
@require_GET
def sample(request: AgencyRequest, fmt: str) -> HttpResponse:
    """The sample sheet as a file: margins and sizes as the printer gives them."""
    if fmt not in FILES:
        raise Http404
    document = layout_sample(request.agency, _form_of(layout_of(request.agency)), today_of(request))
    return attachment(render(document, FILES[fmt]), "Образец оформления")


def _form_of(stands: PrintedLayout) -> PrintedForm:
    form = form_of_json(form_json(stands))
    return form.with_qr("sample") if stands.has_qr else form


def _version(stands: PrintedLayout) -> int:
    return stands.version if stands.pk else 0


def _initial(stands: PrintedLayout) -> dict[str, Any]:
    names = ("standard", *SIZES, "blank_lines", "has_qr")
    return {**{name: getattr(stands, name) for name in names}, "version": _version(stands)}
