"""The text of a document: its wordings on the screen, two of them compared, a consolidated one as a file."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import Act
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.core.text.word_diff import is_changed
from navstrechu.documents.engine.html import fragment
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting.models import ActText
from navstrechu.drafting.queries.texts import text_on
from navstrechu.drafting.wordings import wording_document, wordings_compared
from navstrechu.web.documents.act_page import about, act_or_404, crumbs
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

FORMATS = {"docx": Format.DOCX, "pdf": Format.PDF}


@guard(Permission.VIEW)
@require_GET
def text(request: AgencyRequest, pk: int) -> HttpResponse:
    """A wording as it is printed; unasked the one in force on the shown day."""
    act = act_or_404(request, pk)
    wordings = _wordings(act)
    shown = _asked(request, act, wordings)
    context = {
        **about(request, act),
        "breadcrumbs": crumbs(request, act),
        "wordings": wordings,
        "shown": shown,
        "in_force": text_on(act, request.as_of.date),
        "preview": fragment(wording_document(shown)),
    }
    return render_page(request, "documents/text_page.html", context)


@guard(Permission.VIEW)
@require_GET
@in_official_language
def text_file(request: AgencyRequest, pk: int, fmt: str) -> HttpResponse:
    """The same wording as a file."""
    act = act_or_404(request, pk)
    if fmt not in FORMATS:
        raise Http404
    shown = _asked(request, act, _wordings(act))
    name = str(act).replace("/", "-")
    if shown.number:
        name = _("{act} в редакции от {day}").format(act=name, day=date_in_figures(shown.since))
    return attachment(render(wording_document(shown), FORMATS[fmt]), name)


@guard(Permission.VIEW)
@require_GET
def comparison(request: AgencyRequest, pk: int) -> HttpResponse:
    """Two wordings word by word; unasked the last amendment."""
    act = act_or_404(request, pk)
    known = {str(one.number): one for one in _wordings(act)}
    last = max(one.number for one in known.values())
    chosen = {
        "new": request.GET.get("new") or str(last),
        "old": request.GET.get("old") or str(max(last - 1, 0)),
    }
    if not set(chosen.values()) <= set(known):
        raise Http404
    segments = wordings_compared(known[chosen["old"]], known[chosen["new"]])
    context: dict[str, Any] = {
        **about(request, act),
        "breadcrumbs": crumbs(request, act),
        "options": [(number, wording_name(one)) for number, one in known.items()],
        "chosen": chosen,
        "segments": segments,
        "is_changed": is_changed(segments),
    }
    return render_page(request, "documents/text_comparison.html", context)


def wording_name(wording: ActText) -> str:
    """«Первоначальная», «с 01.03.2024 – Приказ от 01.03.2024 № 5»."""
    if wording.number == 0:
        return _("первоначальная, {day}").format(day=date_in_figures(wording.since))
    return _("с {day}: {act}").format(day=date_in_figures(wording.since), act=wording.made_by)


def _wordings(act: Act) -> QuerySet[ActText]:
    """All wordings, the first one first. Raises Http404 for a document that was not written here."""
    found = act.texts.select_related("made_by", "act__agency").order_by("number")
    if not found:
        raise Http404
    return found


def _asked(request: AgencyRequest, act: Act, wordings: QuerySet[ActText]) -> ActText:
    number = request.GET.get("number", "")
    if number:
        found = next((one for one in wordings if str(one.number) == number), None)
        if found is None:
            raise Http404
        return found
    in_force = text_on(act, request.as_of.date)
    return next((one for one in wordings if in_force and one.pk == in_force.pk), wordings[0])
