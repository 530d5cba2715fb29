"""The order in which rounds and drafts are locked: the round first, by whoever changes both."""

from navstrechu.drafting.models import AgreementRound, Draft


def hold_open_round(draft: Draft) -> None:
    """Lock the round that is going on, if any: a visa decided at the same time locks it before the draft, and
    two that wait for each other would both be broken off."""
    list(AgreementRound.objects.select_for_update().filter(draft=draft, outcome=None))
