"""The pages of documents that stand beside each other."""

from django.urls import reverse
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
        {
            "label": label,
            "url": reverse(name, args=[request.agency.code]),
            "icon": icon,
            "current": name == current,
        }
        for name, label, icon in pages
    ]
