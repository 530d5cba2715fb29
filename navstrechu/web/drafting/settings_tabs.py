"""Pages of what an agency sets for its documents, as tabs."""

from django.utils.translation import gettext as _

from navstrechu.web.drafting.shown import address
from navstrechu.web.shell.requests import AgencyRequest


def settings_tabs(request: AgencyRequest, current: str) -> list[dict[str, object]]:
    """Templates, numbers, printed form, dictionary of cases."""
    pages = (
        ("templates", _("Шаблоны"), "file-text"),
        ("numbers", _("Номера"), "hash"),
        ("layout", _("Оформление"), "printer"),
        ("dictionary", _("Словарь падежей"), "book-open"),
    )
    return [
        {"label": label, "url": address(request, name), "current": name == current, "icon": icon}
        for name, label, icon in pages
    ]
