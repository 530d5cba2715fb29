"""What an agency of tests/web/two_agencies.py has of documents on their way, and forms for them."""

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.drafting.models import Visa
from navstrechu.organisation.models import Agency, Post
from tests.factories.drafting import agreed_draft, agreement_round, draft, signed_draft

Values = dict[str, object]
# Versions of drafts that were started, sent without visas, signed.
AGREED, SIGNED = 2, 3


def agreement_things(own: Agency, people: dict[Role, User], held: Post) -> list[tuple[list[str], Values]]:
    """A draft of the coordinator in each state; the visa waits for the head of the unit."""
    author = people[Role.COORDINATOR]
    round = agreement_round(own, [held], by=author)
    return [
        (["drafting:send"], {"pk": draft(own, author).pk}),
        (["drafting:recall"], {"pk": round.draft_id}),
        (["drafting:sheet"], {"pk": round.draft_id, "fmt": "docx"}),
        (["drafting:round-file"], {"pk": round.draft_id, "number": 1, "fmt": "docx"}),
        (["drafting:visa", "drafting:visa-pass-on"], {"pk": round.visas.get().pk}),
        (["drafting:sign", "drafting:return"], {"pk": agreed_draft(own, author).pk}),
        (["drafting:register"], {"pk": signed_draft(own, author).pk}),
    ]


def agreement_bodies(own: Agency) -> dict[str, Values]:
    """Forms that would be accepted."""
    asked = Visa.objects.filter(round__draft__agency=own, decision=None).values("post")
    free = own.posts.open().exclude(pk__in=asked).earliest("pk")
    return {
        "drafting:send": {"action": "send", "order": "sequential"},
        "drafting:recall": {"reason": "Ошибка"},
        "drafting:visa": {"decision": "agreed"},
        "drafting:visa-pass-on": {"post": free.pk},
        "drafting:return": {"remarks": "Ошибка"},
        "drafting:sign": {"version": AGREED},
        "drafting:register": {"dated": "01.04.2024", "version": SIGNED},
    }
