"""What pages of agreement have in common: who holds which post, findings with their links, conflicts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict
from navstrechu.core.findings import Finding
from navstrechu.drafting.models import Draft
from navstrechu.drafting.queries.agreement import all_holders
from navstrechu.organisation.models import Agency
from navstrechu.web.drafting.forms import VersionForm
from navstrechu.web.drafting.shown import address
from navstrechu.web.shell.requests import AgencyRequest


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding for components/finding_list.html."""

    level: str
    message: object
    url: str = ""
    action: object = ""
    source: str = ""


def holder_names(agency: Agency, day: date) -> dict[int, str]:
    """Who puts the visa of each post, the acting holder where there is one."""
    return {
        post: _("{name} (и. о.)").format(name=held[0].person) if held[0].is_acting else str(held[0].person)
        for post, held in all_holders(agency, day).items()
    }


def draft_problems(request: AgencyRequest, draft: Draft, findings: Iterable[Finding]) -> list[ShownFinding]:
    """Findings of the text, mended in the editor."""
    url = address(request, "edit", pk=draft.pk)
    return [ShownFinding(one.level, one.message, url, _("Исправить")) for one in findings]


def seen_version(request: AgencyRequest) -> int:
    """The version of the draft whose page was decided upon; what was sent anew since is then a conflict.

    Raises Conflict where the page does not tell it.
    """
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Conflict(_("Страница устарела. Обновите её и повторите."))
    version: int = form.cleaned_data["version"]
    return version


def require_status(draft: Draft, *expected: str) -> None:
    """Raise Conflict where the draft has left the state that the page is for."""
    if draft.status not in expected:
        raise Conflict(
            _("Это действие уже невозможно: состояние документа – «{status}».").format(
                status=draft.get_status_display()
            )
        )
