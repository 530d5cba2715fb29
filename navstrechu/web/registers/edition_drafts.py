"""Drafts about an edition of a register lead to its page."""

from django.urls import reverse

from navstrechu.drafting.kinds import About
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.order_kinds import EDITION
from navstrechu.web.drafting.shown import register_about


def _edition_url(agency_code: str, about: About) -> str:
    found = RegisterEdition.objects.filter(agency__code=agency_code, pk=about.key).first()
    return reverse("registers:edition", args=[agency_code, found.register, found.number]) if found else ""


def register() -> None:
    """Enter the page of editions."""
    register_about(EDITION, _edition_url)
