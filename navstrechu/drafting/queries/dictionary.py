"""Reads of the dictionary of cases."""

from django.db.models import QuerySet

from navstrechu.drafting.models import PhraseForms
from navstrechu.organisation.models import Agency


def phrases_of(agency: Agency, text: str = "", kind: str = "") -> QuerySet[PhraseForms]:
    """Phrases of the agency by alphabet; ``text`` is any part of them, ``kind`` a PhraseKind; «» is all."""
    found = PhraseForms.objects.filter(agency=agency)
    if kind:
        found = found.filter(kind=kind)
    for word in text.casefold().split():
        found = found.filter(phrase_key__contains=word)
    return found.order_by("phrase_key", "kind")
