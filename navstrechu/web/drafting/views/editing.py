"""The editor of a draft: its fields, annexes added and removed, the live page beside them, saving."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import Conflict
from navstrechu.drafting import permissions
from navstrechu.drafting.kinds import kind_of
from navstrechu.drafting.models import Draft
from navstrechu.drafting.papers import filled_draft
from navstrechu.drafting.places import places_of
from navstrechu.drafting.services.drafts import save_draft
from navstrechu.drafting.services.settings import remember_form
from navstrechu.web.drafting import shown
from navstrechu.web.drafting.draft_form import BECOMES, DraftEditor
from navstrechu.web.drafting.previewing import preview_of
from navstrechu.web.drafting.versions import two_texts
from navstrechu.web.shell import drafts
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import Refusal, submit

FRAGMENTS = {"annex-list", f"{BECOMES}-annex-list", "draft-fields"}
_PREVIEW = "drafting/editor_preview.html"


@guard(Permission.DRAFT_DOCUMENT)
@require_http_methods(["GET", "POST"])
def edit(request: AgencyRequest, pk: int) -> HttpResponse:
    """The fields. A POST with «do» changes what is shown («preview», «annex-add»), without it saves."""
    draft = _editable(request, pk)
    if request.method == "GET":
        return _page(request, DraftEditor.of_draft(draft))
    do = request.POST.get("do", "")
    editor = DraftEditor.of_post(draft, request.POST, do)
    if do:
        editor.form.is_valid()
        return _page(request, editor)
    refusal = submit(editor.form, lambda _values: _save(request, editor), lambda: _stored(pk).version)
    if refusal is None:
        drafts.note_saved(request, f"draft-{pk}")
        messages.success(request, _("Проект сохранён."))
        return redirect(shown.address(request, "edit", pk=pk))
    return _page(request, editor, _with_both(editor, pk, refusal))


@guard(Permission.DRAFT_DOCUMENT)
@require_POST
def preview(request: AgencyRequest, pk: int) -> HttpResponse:
    """What the typed text looks like: the page, the places in their cases, the findings."""
    draft = _editable(request, pk)
    editor = DraftEditor.of_post(draft, request.POST)
    found = preview_of(editor, shown.today_of(request))
    context = {"preview": found, "editor": editor, "is_fragment": True, **_rights(request)}
    return render_page(request, _PREVIEW, context, status=422 if found.refusal else 200)


def _editable(request: AgencyRequest, pk: int) -> Draft:
    draft = shown.draft_or_404(request, pk)
    permissions.can_edit_draft(request.user, draft).require()
    if not draft.is_editable:
        raise Conflict(_("Проект уже отправлен: править его можно только после возврата или отзыва."))
    return draft


def _stored(pk: int) -> Draft:
    return Draft.objects.get(pk=pk)


def _save(request: AgencyRequest, editor: DraftEditor) -> None:
    """Save the version; forms that the author wants remembered go into the agency's dictionary."""
    draft, now = editor.draft, timezone.now()
    content = editor.content() if editor.is_readable() else None
    if content is None:
        raise Conflict(_("Прочитать приложения не удалось. Обновите страницу."))
    values = editor.form.cleaned_data
    save_draft(
        draft=draft, content=content, version=values["version"], note=values["note"], by=request.user, at=now
    )
    if not permissions.can_edit_templates(request.user, draft.agency):
        return
    wanted = editor.remembered & editor.forms.keys()
    for place in filled_draft(draft, shown.today_of(request)).places if wanted else ():
        if place.name in wanted and place.kind is not None and place.case is not None:
            remember_form(
                agency=draft.agency, kind=place.kind, phrase=place.base, case=place.case,
                form=editor.forms[place.name], by=request.user, at=now,
            )  # fmt: skip


def _with_both(editor: DraftEditor, pk: int, refusal: Refusal) -> Refusal:
    """For a second editor: what differs, as typed and as stored."""
    if refusal.status != 409 or not editor.is_readable():
        return refusal
    mine, theirs = two_texts(editor.content(), _stored(pk))
    return Refusal(refusal.status, mine, theirs)


def _page(request: AgencyRequest, editor: DraftEditor, refusal: Refusal | None = None) -> HttpResponse:
    draft = _stored(editor.draft.pk) if refusal else editor.draft
    kind = kind_of(draft.kind)
    context: dict[str, Any] = {
        "draft": draft,
        "kind": kind,
        "look": shown.look_of(draft),
        "editor": editor,
        "form": editor.form,
        "refusal": refusal,
        "places": places_of(kind).values(),
        "preview": preview_of(editor, shown.today_of(request)),
        "saved_drafts": drafts.saved(request),
        "breadcrumbs": shown.breadcrumbs(request, editor.draft),
        **_rights(request),
    }
    return render_page(
        request,
        "drafting/editor_page.html",
        context,
        fragments=FRAGMENTS,
        status=refusal.status if refusal else 200,
    )


def _rights(request: AgencyRequest) -> dict[str, bool]:
    return {"may_remember": Permission.EDIT_TEMPLATES in request.permissions}
