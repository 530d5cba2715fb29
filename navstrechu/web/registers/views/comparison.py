"""Two editions side by side, word by word, and the same as the annex of an amending order."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.word_diff import Segment
from navstrechu.documents.rendering import render
from navstrechu.registers.comparison import Outcome, RowChange
from navstrechu.registers.comparison_form import row_name
from navstrechu.registers.kinds import RegisterKind
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.orders import amending_order
from navstrechu.registers.queries import compared, edition_order, editions_of
from navstrechu.web.registers import shown
from navstrechu.web.registers.views.approval import ORDER_FORMATS
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

LIVE = "live"
ON_A_PAGE = 100
# (word, tone, icon) of what became of a row.
LOOKS = {
    Outcome.ADDED: (gettext_lazy("добавлена"), "success", "plus"),
    Outcome.REMOVED: (gettext_lazy("исключена"), "danger", "minus"),
    Outcome.CHANGED: (gettext_lazy("изменена"), "warning", "pencil"),
    Outcome.MOVED: (gettext_lazy("перемещена"), "neutral", "arrow-up-down"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A changed row: its name, what became of it, its cells as stretches of text."""

    name: str
    word: object
    tone: str
    icon: str
    cells: tuple[tuple[str, tuple[Segment, ...]], ...]
    whole: tuple[tuple[str, list[str]], ...]


@guard(Permission.VIEW)
@require_GET
def comparison(request: AgencyRequest, register: str) -> HttpResponse:
    """Any two editions, or an edition and the live register."""
    kind = shown.register_or_404(register)
    known = list(editions_of(request.agency, kind.code))
    if not known:
        context = {"kind": kind, "options": [], "breadcrumbs": shown.breadcrumbs(request, kind)}
        return render_page(request, "registers/comparison_page.html", context)
    options = [(str(one.number), str(one)) for one in known] + [(LIVE, _("живой реестр"))]
    old, new = _chosen(request, known)
    found = compared(old, new)
    changes = Paginator(found.changes, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "kind": kind,
        "options": options,
        "old": old,
        "new": new,
        "chosen": {"old": str(old.number), "new": str(new.number) if new else LIVE},
        "counts": [(len(found.of(outcome)), *LOOKS[outcome]) for outcome in Outcome],
        "unchanged": found.unchanged,
        "changes": changes,
        "shown": [_shown(kind, change) for change in changes.object_list],
        "breadcrumbs": shown.breadcrumbs(request, kind),
    }
    return render_page(request, "registers/comparison_page.html", context)


@guard(Permission.VIEW)
@require_GET
def amending_order_file(request: AgencyRequest, register: str, number: int, fmt: str) -> HttpResponse:
    """The order that amends the previous approved edition into this one."""
    kind = shown.register_or_404(register)
    edition = shown.edition_or_404(request.agency, kind, number)
    if fmt not in ORDER_FORMATS or edition_order(edition).previous is None:
        raise Http404
    document = amending_order(edition, on=request.as_of.today)
    return attachment(render(document, ORDER_FORMATS[fmt]), document.title)


def _chosen(
    request: AgencyRequest, known: list[RegisterEdition]
) -> tuple[RegisterEdition, RegisterEdition | None]:
    """What the address asks for; by default the two last editions, or the only one and the live register."""
    by_number = {str(one.number): one for one in known}
    asked_new = request.GET.get("new") or (str(known[0].number) if len(known) > 1 else LIVE)
    earlier = by_number[asked_new].number if asked_new in by_number else known[0].number + 1
    before = [one for one in known if one.number < earlier] or known
    asked_old = request.GET.get("old") or str(before[0].number)
    if asked_old not in by_number or asked_new not in {*by_number, LIVE}:
        raise Http404
    return by_number[asked_old], by_number.get(asked_new)


def _shown(kind: RegisterKind, change: RowChange) -> ShownChange:
    titles = dict(kind.columns)
    word, tone, icon = LOOKS[change.outcome]
    is_whole = change.outcome in (Outcome.ADDED, Outcome.REMOVED)
    whole = [
        (title, shown.lines(change.row.cells[code]))
        for code, title in kind.columns
        if is_whole and change.row.cells.get(code) and code not in {"group_number", "group", *kind.named_by}
    ]
    return ShownChange(
        name=row_name(kind, change),
        word=word,
        tone=tone,
        icon=icon,
        cells=tuple((titles[cell.column], cell.segments) for cell in change.cells),
        whole=tuple(whole),
    )
