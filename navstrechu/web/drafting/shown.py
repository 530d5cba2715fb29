"""What pages of drafts have in common: the draft of the address, its way back, what comes next, links."""

from collections.abc import Callable, Sequence
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from navstrechu.drafting.kinds import About, DraftKind, kind_of
from navstrechu.drafting.models import Draft
from navstrechu.drafting.workflow import Status
from navstrechu.organisation.models import Post
from navstrechu.web.shell.looks import Look
from navstrechu.web.shell.requests import AgencyRequest

# (tone, icon) of a state.
LOOKS = {
    Status.DRAFT: ("info", "pencil"),
    Status.AGREEMENT: ("accent", "users"),
    Status.RETURNED: ("warning", "undo-2"),
    Status.AGREED: ("success", "check"),
    Status.SIGNED: ("success", "circle-check-big"),
    Status.REGISTERED: ("success", "stamp"),
    Status.WITHDRAWN: ("neutral", "ban"),
}
# What a draft is about → the page of it; areas enter theirs.
AboutUrl = Callable[[str, About], str]
_ABOUT_URLS: dict[str, AboutUrl] = {}


def register_about(type: str, url: AboutUrl) -> None:
    """Say where a thing that documents are written about is shown; ``url`` takes the agency's code."""
    _ABOUT_URLS[type] = url


def about_url(agency: str, about: About) -> str:
    """The page of what the draft is about; «» where there is none."""
    found = _ABOUT_URLS.get(about.type)
    return found(agency, about) if found else ""


def draft_or_404(request: AgencyRequest, pk: int) -> Draft:
    """A draft of the agency with what every page of it shows."""
    found = (
        Draft.objects.filter(agency=request.agency, pk=pk)
        .select_related("agency", "signatory", "author", "act")
        .first()
    )
    if found is None:
        raise Http404
    return found


def kind_or_404(code: str) -> DraftKind:
    """A kind of document by the code of an address."""
    try:
        return kind_of(code)
    except LookupError:
        raise Http404 from None


def kind_title(code: str) -> str:
    """The words of a kind; its code where the app that knew it is gone."""
    try:
        return str(kind_of(code).title)
    except LookupError:
        return code


def look_of(draft: Draft) -> Look:
    """Tone, icon and word of the state."""
    tone, icon = LOOKS[Status(draft.status)]
    return Look(tone, icon, str(draft.get_status_display()))


def breadcrumbs(request: AgencyRequest, draft: Draft | None = None) -> list[tuple[object, str]]:
    """The list of drafts, then the draft."""
    crumbs: list[tuple[object, str]] = [(_("Проекты документов"), address(request, "list"))]
    return [*crumbs, (_short(draft), address(request, "draft", pk=draft.pk))] if draft else crumbs


def _short(draft: Draft) -> str:
    return draft.title if len(draft.title) <= 60 else f"{draft.title[:60].rstrip()}…"


def address(request: AgencyRequest, name: str, **kwargs: object) -> str:
    """A page of drafts of the shown agency."""
    return reverse(f"drafting:{name}", kwargs={"agency": request.agency.code, **kwargs})


def next_step(draft: Draft, awaited: Sequence[Post]) -> str:
    """What happens to the draft next, and who does it; ``awaited`` are the posts whose visas it waits for."""
    signs = draft.signatory.title if draft.signatory else _("должность не указана")
    sentences = {
        Status.DRAFT: _("Дальше автор отправляет проект на согласование."),
        Status.AGREEMENT: _("Ждёт виз: {posts}.").format(posts=", ".join(post.title for post in awaited)),
        Status.RETURNED: _("Дальше автор исправляет замечания и отправляет проект снова."),
        Status.AGREED: _("Ждёт подписи: {post}.").format(post=signs),
        Status.SIGNED: _("Ждёт номера и даты: документ регистрирует координатор или ответственный."),
        Status.REGISTERED: _("Работа над проектом окончена."),
        Status.WITHDRAWN: _("Проект отозван: его можно читать, но не продолжить."),
    }
    return sentences[Status(draft.status)]


def today_of(request: AgencyRequest) -> date:
    """The day of live data in a text: a document is written now, whatever day the pages show."""
    return request.as_of.today
