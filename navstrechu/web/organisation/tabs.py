"""Tabs shared by the pages of structure and people."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from navstrechu.organisation.models import Agency


@dataclass(frozen=True, slots=True)
class Tab:
    """A link of `components/tabs.html`."""

    label: str
    url: str
    current: bool
    icon: str
    count: int | None = None


def structure_tabs(agency: Agency, current: str) -> list[Tab]:
    """Structure and people of the agency."""
    return [
        Tab(_("Подразделения и должности"), _url("structure", agency), current == "structure", "building-2"),
        Tab(_("Сотрудники"), _url("people", agency), current == "people", "users"),
    ]


def _url(name: str, agency: Agency) -> str:
    return reverse(f"organisation:{name}", args=[agency.code])
