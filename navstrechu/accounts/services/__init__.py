"""Writes of accounts: the account itself, proving who one is, sessions."""

from navstrechu.accounts.services.accounts import (
    change_own_password,
    change_password,
    create_user,
    set_active,
)
from navstrechu.accounts.services.credentials import check_credentials
from navstrechu.accounts.services.identities import link_identity, link_own_identity, unlink_identity
from navstrechu.accounts.services.sessions import (
    end_other_sessions,
    end_session,
    is_expired,
    note_activity,
    open_session,
)
from navstrechu.accounts.services.writing import INSTALLATION

__all__ = [
    "INSTALLATION",
    "change_own_password",
    "change_password",
    "check_credentials",
    "create_user",
    "end_other_sessions",
    "end_session",
    "is_expired",
    "link_identity",
    "link_own_identity",
    "note_activity",
    "open_session",
    "set_active",
    "unlink_identity",
]
