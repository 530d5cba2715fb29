"""The pages of documents that stand beside each other."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from navstrechu.web.shell.requests import AgencyRequest


def tabs(request: AgencyRequest, current: str) -> list[dict[str, object]]:
    """Register, drafts, calendar, archives; ``current`` is the shown one's URL name."""
    pages = (
        ("documents:register", _("Реестр"), "list"),
        ("drafting:list", _("Проекты"), "pencil"),
        ("documents:calendar", _("Календарь"), "calendar-days"),
        ("documents:archive", _("Архивы"), "package"),
    )
    return [
        {"label": label, "url": url, "icon": icon, "current": name == current}
        for name, label, icon in pages
        if (url := address(name, request.agency.code))
    ]


def address(name: str, *args: object) -> str:
    """The address; empty while there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
