"""Templates of the agency: their list, the editor of one, its versions, the way back to the shipped text."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import Conflict
from navstrechu.documents.official.stored import text_of_json
from navstrechu.documents.official.values import OfficialText
from navstrechu.drafting.kinds import DraftKind
from navstrechu.drafting.models import TextTemplate
from navstrechu.drafting.places import places_of
from navstrechu.drafting.queries.templates import (
    kind_templates,
    own_template,
    template_in_use,
    template_versions,
)
from navstrechu.drafting.services.templates import save_template
from navstrechu.web.drafting import shown
from navstrechu.web.drafting.forms_settings import TemplateForm
from navstrechu.web.drafting.samples import template_sample
from navstrechu.web.drafting.settings_tabs import settings_tabs
from navstrechu.web.drafting.text_form import TextEditor
from navstrechu.web.drafting.versions import compared_parts, parts_of
from navstrechu.web.shell import drafts
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import Refusal, submit

FRAGMENTS = {"annex-list", "draft-fields"}
SHIPPED = 0


@guard(Permission.EDIT_TEMPLATES)
@require_GET
def templates(request: AgencyRequest) -> HttpResponse:
    """Every kind with the text in use."""
    context = {"kinds": kind_templates(request.agency), "tabs": settings_tabs(request, "templates")}
    return render_page(request, "drafting/templates_page.html", context)


@guard(Permission.EDIT_TEMPLATES)
@require_http_methods(["GET", "POST"])
def template(request: AgencyRequest, kind: str) -> HttpResponse:
    """The fields of a template. A POST with «do» changes what is shown, without it saves a version."""
    found = shown.kind_or_404(kind)
    if request.method == "GET":
        text = template_in_use(request.agency, found)
        form = TemplateForm(initial={**TemplateForm.values_of(text), "seen": _last(request, found)})
        return _page(request, found, TextEditor.of_text(text, main=form), text)
    form, do = TemplateForm(request.POST), request.POST.get("do", "")
    editor = TextEditor.of_post(request.POST, main=form, do=do)
    refusal = None if do else submit(form, lambda _values: _save(request, found, editor))
    if refusal is None and not do:
        drafts.note_saved(request, f"template-{found.code}")
        messages.success(request, _("Шаблон сохранён. Новые проекты начнутся с него."))
        return redirect(shown.address(request, "template", kind=found.code))
    if refusal is not None and refusal.status == 409:
        refusal = _with_both(request, found, editor, refusal)
    return _page(request, found, editor, editor.text(), refusal)


@guard(Permission.EDIT_TEMPLATES)
@require_POST
def preview(request: AgencyRequest, kind: str) -> HttpResponse:
    """The typed template with live data of a sample."""
    found = shown.kind_or_404(kind)
    editor = TextEditor.of_post(request.POST, main=TemplateForm(request.POST))
    text = editor.text() if editor.is_readable() else template_in_use(request.agency, found)
    sample = template_sample(found, request.agency, text, shown.today_of(request))
    return render_page(
        request, "drafting/template_preview.html", {"sample": sample}, status=422 if sample.refusal else 200
    )


@guard(Permission.EDIT_TEMPLATES)
@require_GET
def version(request: AgencyRequest, kind: str, number: int) -> HttpResponse:
    """A version, or the shipped text under 0: its page, and what is different in the text in use."""
    found = shown.kind_or_404(kind)
    own, text = _version(request, found, number)
    used = template_in_use(request.agency, found)
    context = {
        "kind": found,
        "version": own,
        "number": number,
        "sample": template_sample(found, request.agency, text, shown.today_of(request)),
        "parts": compared_parts(parts_of(text), parts_of(used)),
        "seen": _last(request, found),
        "breadcrumbs": _crumbs(request, found),
    }
    return render_page(request, "drafting/template_version.html", context)


@guard(Permission.EDIT_TEMPLATES)
@require_POST
def restore(request: AgencyRequest, kind: str, number: int) -> HttpResponse:
    """Use an earlier version, or the shipped text, again: it becomes a version of its own."""
    found = shown.kind_or_404(kind)
    _own, text = _version(request, found, number)
    seen = request.POST.get("seen", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 9):
        raise Conflict(_("Страница устарела. Обновите её и повторите."))
    note = _("версия {number}").format(number=number) if number else _("исходный текст")
    save_template(
        agency=request.agency, kind=found, text=text, seen=int(seen), note=note, by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Текст возвращён. Новые проекты начнутся с него."))
    return redirect(shown.address(request, "template", kind=found.code))


def _save(request: AgencyRequest, kind: DraftKind, editor: TextEditor) -> None:
    if not editor.is_readable():
        raise Conflict(_("Прочитать приложения не удалось. Обновите страницу."))
    values = editor.main.cleaned_data
    save_template(
        agency=request.agency, kind=kind, text=editor.text(), seen=values["seen"], note=values["note"],
        by=request.user, at=timezone.now(),
    )  # fmt: skip


def _with_both(request: AgencyRequest, kind: DraftKind, editor: TextEditor, refusal: Refusal) -> Refusal:
    """For a second editor: both texts, and the next saving replaces what was seen."""
    mine, theirs = parts_of(editor.text()), parts_of(template_in_use(request.agency, kind))
    names = [name for name in {**mine, **theirs} if mine.get(name, "") != theirs.get(name, "")]
    editor.main.data = {**request.POST.dict(), "seen": str(_last(request, kind))}
    return Refusal(
        refusal.status,
        {name: mine.get(name, "") for name in names},
        {name: theirs.get(name, "") for name in names},
    )


def _page(
    request: AgencyRequest,
    kind: DraftKind,
    editor: TextEditor,
    text: OfficialText,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "kind": kind,
        "editor": editor,
        "form": editor.main,
        "refusal": refusal,
        "places": places_of(kind).values(),
        "sample": template_sample(kind, request.agency, text, shown.today_of(request)),
        "versions": template_versions(request.agency, kind),
        "saved_drafts": drafts.saved(request),
        "breadcrumbs": _crumbs(request),
    }
    status = refusal.status if refusal else 200
    return render_page(request, "drafting/template_page.html", context, fragments=FRAGMENTS, status=status)


def _crumbs(request: AgencyRequest, kind: DraftKind | None = None) -> list[tuple[object, str]]:
    crumbs: list[tuple[object, str]] = [(_("Шаблоны"), shown.address(request, "templates"))]
    return [*crumbs, (kind.title, shown.address(request, "template", kind=kind.code))] if kind else crumbs


def _last(request: AgencyRequest, kind: DraftKind) -> int:
    own = own_template(request.agency, kind)
    return own.number if own else SHIPPED


def _version(
    request: AgencyRequest, kind: DraftKind, number: int
) -> tuple[TextTemplate | None, OfficialText]:
    if number == SHIPPED:
        return None, kind.template()
    own = template_versions(request.agency, kind).filter(number=number).first()
    if own is None:
        raise Http404
    return own, text_of_json(own.text)
