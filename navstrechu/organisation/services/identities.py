"""The administrator's part in how members enter."""

from datetime import datetime

from django.db import transaction

from navstrechu.accounts import services as accounts
from navstrechu.accounts.models import User
from navstrechu.organisation import permissions
from navstrechu.organisation.models import Agency


@transaction.atomic
def unlink_member_identity(*, agency: Agency, user: User, by: User, at: datetime) -> None:
    """Close the way in through the provider, for instance after a lost device there; sessions end.

    Raises NotAllowed.
    """
    permissions.can_manage_account(by, user, agency).require()
    for link in list(user.identities.all()):
        accounts.unlink_identity(user=user, issuer=link.issuer, by=by, at=at, agency_id=agency.pk)
