"""What all writes of accounts share."""

from navstrechu.accounts.models import User
from navstrechu.history.services import Subject

# The chain of what belongs to no single agency.
INSTALLATION = 0


def account_subject(user: User) -> Subject:
    """An account as the history knows it; contact data are not among it."""
    return Subject("accounts.user", str(user.pk), f"{user.display_name} ({user.login})")
