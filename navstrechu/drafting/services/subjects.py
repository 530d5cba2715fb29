"""How the history names drafts and what belongs to them."""

from navstrechu.core.text.language import in_official_language
from navstrechu.core.text.plain import shortened
from navstrechu.drafting.kinds import kind_of
from navstrechu.drafting.models import Draft
from navstrechu.drafting.queries.drafts import DRAFT_SUBJECT
from navstrechu.history.services import Subject


@in_official_language
def draft_subject(draft: Draft) -> Subject:
    """A draft by its kind and title."""
    return Subject(
        DRAFT_SUBJECT, str(draft.pk), f"{kind_of(draft.kind).title}: {shortened(draft.title, 300)}"
    )
