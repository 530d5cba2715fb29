"""Files of agreement: the document as it was sent in a round, the approval sheet."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.language import in_official_language
from navstrechu.core.text.plain import shortened
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting.approval_sheet import approval_sheet
from navstrechu.drafting.papers import round_document
from navstrechu.web.drafting.shown import draft_or_404
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.requests import AgencyRequest

FORMATS = {"docx": Format.DOCX, "pdf": Format.PDF}


@guard(Permission.VIEW)
@require_GET
@in_official_language
def file(request: AgencyRequest, pk: int, number: int, fmt: str) -> HttpResponse:
    """What the visas of the round were asked for, to the letter."""
    draft = draft_or_404(request, pk)
    found = draft.rounds.filter(number=number).first()
    if found is None or fmt not in FORMATS:
        raise Http404
    made = render(round_document(found), FORMATS[fmt])
    return attachment(made, f"{shortened(draft.title)} (круг {found.number})")


@guard(Permission.VIEW)
@require_GET
@in_official_language
def sheet(request: AgencyRequest, pk: int, fmt: str) -> HttpResponse:
    """The approval sheet with all rounds, to lie beside the document."""
    draft = draft_or_404(request, pk)
    if fmt not in FORMATS or not draft.rounds.exists():
        raise Http404
    made = render(approval_sheet(draft), FORMATS[fmt])
    return attachment(made, f"Лист согласования – {shortened(draft.title)}")
