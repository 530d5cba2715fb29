"""The second factor of an agency's people: turning it off, help for somebody who has lost the phone."""

from datetime import datetime

from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.accounts.services import second_factor as accounts
from navstrechu.core.errors import NotAllowed
from navstrechu.organisation import permissions
from navstrechu.organisation.models import Agency
from navstrechu.organisation.rules import require_text
from navstrechu.organisation.second_factor import can_turn_off_second_factor


def turn_off_second_factor(*, by: User, password: str, typed: str, address: str, at: datetime) -> None:
    """Sign in without codes from now on. Raises NotAllowed where the role demands them, InputRefused."""
    can_turn_off_second_factor(by).require()
    accounts.turn_off(user=by, password=password, typed=typed, address=address, at=at)


def reset_member_second_factor(*, agency: Agency, user: User, reason: str, by: User, at: datetime) -> None:
    """Let somebody enrol anew who has lost the authenticator and the recovery codes; sessions end.

    Raises NotAllowed, Conflict when there is none, InputRefused without a reason.
    """
    permissions.can_manage_account(by, user, agency).require()
    if user == by:
        raise NotAllowed(_("Свой вход с кодом сбросить нельзя. Это сделает другой администратор."))
    accounts.reset_second_factor(
        user=user, reason=require_text(reason, _("причину")), by=by, at=at, agency_id=agency.pk
    )
