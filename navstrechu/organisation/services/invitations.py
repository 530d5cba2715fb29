"""Invitations: written by an administrator, accepted once by whoever has the link."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from navstrechu.accounts import services as accounts
from navstrechu.accounts.models import User
from navstrechu.accounts.roles import ROLES, Role
from navstrechu.core.clients.openid import Identity
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed, StaleObject
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation import hooks, permissions
from navstrechu.organisation.models import Agency, Appointment, Invitation, Post, Unit
from navstrechu.organisation.queries import day_in, secret_hash
from navstrechu.organisation.rules import require_text
from navstrechu.organisation.services.membership import grant_role
from navstrechu.organisation.services.people import link_account
from navstrechu.organisation.services.writing import require_same_agency
from navstrechu.organisation.workflow import INVITATION, InvitationStatus
from navstrechu.workflow.flow import move

# More than an agency ever invites at once; a loop in somebody's script stops here.
MOST_OPEN = 500


@transaction.atomic
def invite(
    *, agency: Agency, role: Role, invited_name: str, email: str = "", unit: Unit | None = None,
    post: Post | None = None, by: User, at: datetime,
) -> tuple[Invitation, str]:  # fmt: skip
    """Invite somebody, and the secret of the link, which nobody can read again.

    Whoever has the link becomes a member, so it is worth a role. Raises NotAllowed, InputRefused, Conflict.
    """
    permissions.can_manage_accounts(by, agency).require()
    if role is Role.WORKING_GROUP:
        raise InputRefused(_("Роль рабочей группы региона предоставляют на сервере установки."))
    require_same_agency(agency, unit)
    require_same_agency(agency, post)
    if Invitation.objects.filter(agency=agency, status=InvitationStatus.OPEN).count() >= MOST_OPEN:
        raise Conflict(_("Приглашений без ответа уже 500. Отзовите те, которые больше не нужны."))
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        agency=agency,
        role=role.value,
        unit=unit,
        post=post,
        invited_name=require_text(invited_name, _("кого приглашаете")),
        email=email.strip(),
        token_hash=secret_hash(secret),
        invited_by=by,
        created_at=at,
        expires_at=_end(at),
        changed_at=at,
    )
    told = {"role": [None, _title(invitation)], "expires_at": [None, _day(invitation)]}
    _record("invitation_created", invitation, by, at, changes=told)
    hooks.hand_over(invitation, secret, at)
    return invitation, secret


@transaction.atomic
def reissue_invitation(*, invitation: Invitation, by: User, at: datetime) -> str:
    """A new link with a new term for an invitation that nobody has accepted; the old link is void.

    Raises NotAllowed, Conflict, StaleObject.
    """
    permissions.can_manage_accounts(by, invitation.agency).require()
    secret = secrets.token_urlsafe(32)
    # From now on it is this administrator who answers for it.
    fresh = {"token_hash": secret_hash(secret), "expires_at": _end(at), "invited_by": by}
    was = _day(invitation)
    move(invitation, INVITATION.transition("reissue"), by=by, at=at, together=fresh)
    told = {"expires_at": [was, _day(invitation)]}
    _record("invitation_reissued", invitation, by, at, changes=told)
    hooks.hand_over(invitation, secret, at)
    return secret


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, at: datetime) -> None:
    """The link opens nothing any more. Raises NotAllowed, Conflict once it was accepted, StaleObject."""
    permissions.can_manage_accounts(by, invitation.agency).require()
    move(invitation, INVITATION.transition("withdraw"), by=by, at=at)
    _record("invitation_withdrawn", invitation, by, at)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User, at: datetime) -> None:
    """The role becomes that of an account that exists. Once, also when two accept at the same moment.

    Raises NotAllowed for the inviter and where the inviter may no longer invite, Conflict.
    """
    if user == invitation.invited_by:
        raise NotAllowed(_("Это приглашение выписали вы. Его примет тот, кого вы пригласили."))
    _take(invitation, user, at)
    _admit(invitation, user, at)


@transaction.atomic
def accept_as_newcomer(
    *, invitation: Invitation, login: str, display_name: str, password: str | None,
    identity: Identity | None = None, at: datetime,
) -> User:  # fmt: skip
    """Make the account of the invited person, with a password or with an identity of the provider.

    All or nothing: a login that is taken leaves the invitation open. Raises InputRefused, Conflict,
    NotAllowed.
    """
    if password is None and identity is None:
        raise InputRefused(_("Придумайте пароль или подтвердите вход через службу входа."))
    user = accounts.create_user(
        login=require_text(login, _("логин")),
        display_name=require_text(display_name, _("имя в системе")),
        password=password,
        is_own_password=True,
        email=invitation.email,
        by=invitation.invited_by,
        at=at,
        agency_id=invitation.agency_id,
    )
    _take(invitation, user, at)
    if identity is not None:
        accounts.link_identity(user=user, identity=identity, by=user, at=at, agency_id=invitation.agency_id)
    _admit(invitation, user, at)
    return user


def _take(invitation: Invitation, user: User, at: datetime) -> None:
    """Compare-and-swap: of two who accept at once one gets it."""
    if invitation.is_expired(at):
        raise Conflict(_("Срок приглашения истёк. Попросите у администратора новое."))
    taken = {"accepted_by": user, "accepted_at": at}
    try:
        move(invitation, INVITATION.transition("accept"), by=user, at=at, together=taken)
    except (Conflict, StaleObject) as error:
        raise Conflict(_("Этим приглашением уже воспользовались, или его отозвали.")) from error


def _admit(invitation: Invitation, user: User, at: datetime) -> None:
    """What the invitation promised, by the right that its author has at this moment."""
    agency, author = invitation.agency, invitation.invited_by
    if not permissions.can_manage_accounts(author, agency):
        raise NotAllowed(
            _("Тот, кто вас пригласил, больше не ведёт учётные записи органа. Попросите новое приглашение.")
        )
    role = Role(invitation.role)
    grant_role(user=user, role=role, agency=agency, unit=invitation.unit, by=author, at=at)
    _record("invitation_accepted", invitation, user, at)
    holder = holder_without_account(invitation.post, at)
    if holder is not None and not agency.people.filter(user=user).exists():
        link_account(person=holder.person, user=user, by=author, at=at)


def holder_without_account(post: Post | None, at: datetime) -> Appointment | None:
    """Who holds the post on the day of that moment and has no account yet, the permanent one first."""
    if post is None:
        return None
    day = day_in(post.agency, at)
    held = Appointment.objects.on(day).filter(post=post, person__user=None)
    return held.select_related("person").order_by("is_acting", "since", "pk").first()


def _end(at: datetime) -> datetime:
    return at + timedelta(days=settings.INVITATION_DAYS)


def _day(invitation: Invitation) -> str:
    return timezone.localtime(invitation.expires_at).date().isoformat()


def _title(invitation: Invitation) -> str:
    return str(ROLES[Role(invitation.role)].title)


def _record(
    verb: str, invitation: Invitation, by: Actor, at: datetime, changes: dict[str, list[Any]] | None = None
) -> None:
    subject = Subject("organisation.invitation", str(invitation.pk), invitation.invited_name)
    record(verb, agency_id=invitation.agency_id, subject=subject, by=by, at=at, changes=changes)
