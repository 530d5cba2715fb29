"""Invitations: a role that is handed over by a link, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from navstrechu.accounts import openid
from navstrechu.accounts.models import Session, User
from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed, StaleObject
from navstrechu.history.models import Event
from navstrechu.notices.models import Mail, MailState
from navstrechu.organisation.models import Invitation, Membership
from navstrechu.organisation.permissions import roles_in
from navstrechu.organisation.queries import invitation_by_secret, invitations_of, posts_without_account
from navstrechu.organisation.services import invitations as services
from navstrechu.organisation.services.identities import unlink_member_identity
from navstrechu.organisation.services.invitations import (
    accept_as_newcomer,
    accept_invitation,
    reissue_invitation,
    withdraw_invitation,
)
from navstrechu.organisation.services.membership import withdraw_role
from tests.factories import NOON, TODAY
from tests.factories.accounts import PASSWORD, session, user
from tests.factories.identities import identity, identity_link
from tests.factories.organisation import (
    agency,
    appointment,
    invitation,
    member,
    membership,
    person,
    post,
    unit,
)

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def told(of) -> list[tuple[str, str]]:
    events = Event.objects.filter(subject_type="organisation.invitation", agency_id=of.pk).order_by("id")
    return [(event.verb, event.actor_name) for event in events]


def newcomer(to: Invitation, login="sokolova", **values) -> User:
    given = {"display_name": "Соколова М. А.", "password": PASSWORD, "at": NOON} | values
    return accept_as_newcomer(invitation=to, login=login, **given)


def test_invited_person_makes_the_account_and_has_the_role():
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)
    made, secret = invitation(own, Role.ANALYST, by=admin, email="sokolova@example.org")

    account = newcomer(invitation_by_secret(secret))

    made.refresh_from_db()
    assert (made.status, made.accepted_by, made.accepted_at) == ("accepted", account, NOON)
    assert (account.login, account.email) == ("sokolova", "sokolova@example.org")
    assert account.check_password(PASSWORD)
    assert roles_in(account, own) == {Role.ANALYST}
    assert told(own) == [
        ("invitation_created", admin.display_name),
        ("invitation_accepted", "Соколова М. А."),
    ]
    granted = Event.objects.get(verb="role_granted", subject_id=str(account.pk))
    assert (granted.actor_id, granted.agency_id) == (str(admin.pk), own.pk)


def test_link_is_kept_only_as_a_hash():
    made, secret = invitation(agency())

    row = Invitation.objects.filter(pk=made.pk).values().get()

    assert len(secret) >= 43
    assert secret not in str(row)
    assert invitation_by_secret(secret) == made
    assert invitation_by_secret(secret[:-1]) is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_invites_renews_and_withdraws(role: Role):
    own = agency()
    made, _secret = invitation(own)
    other = member(role, own)

    with pytest.raises(NotAllowed):
        invitation(own, by=other)
    with pytest.raises(NotAllowed):
        reissue_invitation(invitation=made, by=other, at=NOON)
    with pytest.raises(NotAllowed):
        withdraw_invitation(invitation=made, by=other, at=NOON)


def test_role_of_the_region_and_things_of_another_agency_are_refused():
    own, other = agency(), agency()
    admin = member(Role.ADMINISTRATOR, own)

    with pytest.raises(InputRefused, match="на сервере установки"):
        invitation(own, Role.WORKING_GROUP, by=admin)
    for part in ({"unit": unit(other)}, {"post": post(other)}):
        with pytest.raises(Conflict, match="другому органу"):
            invitation(own, by=admin, **part)
    assert Invitation.objects.count() == 0


def test_term_is_set_by_the_installation(settings):
    settings.INVITATION_DAYS = 3

    made, _secret = invitation(agency())

    assert made.expires_at == NOON + timedelta(days=3)


def test_expired_invitation_opens_nothing_until_it_is_written_anew():
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)
    made, old = invitation(own)
    late = NOON + WEEK

    assert (made.is_expired(late - timedelta(seconds=1)), made.is_expired(late)) == (False, True)
    with pytest.raises(Conflict, match="Срок приглашения истёк"):
        newcomer(made, at=late)
    fresh = reissue_invitation(invitation=made, by=admin, at=late)

    assert invitation_by_secret(old) is None
    renewed = invitation_by_secret(fresh)
    assert (renewed.expires_at, renewed.invited_by) == (late + WEEK, admin)
    assert roles_in(newcomer(renewed, at=late), own) == {Role.EMPLOYEE}


def test_withdrawn_and_used_invitations_open_nothing():
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)
    withdrawn, used = invitation(own)[0], invitation(own)[0]
    withdraw_invitation(invitation=withdrawn, by=admin, at=NOON)
    newcomer(used)
    before = User.objects.count()

    for made in (withdrawn, used):
        with pytest.raises(Conflict, match="уже воспользовались, или его отозвали"):
            newcomer(made, login="vtoraya")
        with pytest.raises(Conflict):
            withdraw_invitation(invitation=made, by=admin, at=NOON)
        with pytest.raises(Conflict):
            reissue_invitation(invitation=made, by=admin, at=NOON)
    assert User.objects.count() == before


def test_second_administrator_who_decides_later_hears_of_the_first():
    own = agency()
    made, _secret = invitation(own)
    stale = Invitation.objects.get(pk=made.pk)
    admin = member(Role.ADMINISTRATOR, own)
    reissue_invitation(invitation=made, by=admin, at=NOON)

    with pytest.raises(StaleObject):
        withdraw_invitation(invitation=stale, by=admin, at=NOON)


def test_taken_login_and_weak_password_leave_the_invitation_open():
    own = agency()
    made, secret = invitation(own)
    user("sokolova")

    with pytest.raises(Conflict, match="уже занят"):
        newcomer(made)
    with pytest.raises(InputRefused):
        newcomer(made, login="other", password="короткий")
    with pytest.raises(InputRefused, match="Придумайте пароль"):
        newcomer(made, login="other", password=None)

    assert invitation_by_secret(secret).status == "open"
    assert Membership.objects.filter(agency=own, role=Role.EMPLOYEE).count() == 0


def test_account_that_exists_gets_the_role_here():
    own, other = agency(), agency()
    worker = member(Role.COORDINATOR, other)
    made, _secret = invitation(own, Role.ANALYST)

    accept_invitation(invitation=made, user=worker, at=NOON)

    assert (roles_in(worker, own), roles_in(worker, other)) == ({Role.ANALYST}, {Role.COORDINATOR})


def test_role_that_the_person_has_leaves_the_invitation_open():
    own = agency()
    worker = member(Role.ANALYST, own)
    made, secret = invitation(own, Role.ANALYST)

    with pytest.raises(Conflict, match="уже есть"):
        accept_invitation(invitation=made, user=worker, at=NOON)

    assert invitation_by_secret(secret).status == "open"


def test_inviter_does_not_accept_the_own_invitation():
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)
    made, _secret = invitation(own, Role.COORDINATOR, by=admin)

    with pytest.raises(NotAllowed, match="выписали вы"):
        accept_invitation(invitation=made, user=admin, at=NOON)

    assert roles_in(admin, own) == {Role.ADMINISTRATOR}


def test_invitation_is_worth_what_its_author_may_do_when_it_is_accepted():
    own = agency()
    admin, second = member(Role.ADMINISTRATOR, own), member(Role.ADMINISTRATOR, own)
    made, secret = invitation(own, by=admin)
    withdraw_role(membership=admin.memberships.get(), by=second, at=NOON)

    with pytest.raises(NotAllowed, match="больше не ведёт учётные записи"):
        newcomer(invitation_by_secret(secret))

    assert not User.objects.filter(login="sokolova").exists()
    made.refresh_from_db()
    reissue_invitation(invitation=made, by=second, at=NOON)
    assert roles_in(newcomer(made), own) == {Role.EMPLOYEE}


def test_unit_and_post_come_with_the_role():
    own = agency()
    held, department = post(own), unit(own)
    holder = appointment(held, person(own)).person
    made, _secret = invitation(own, Role.UNIT_HEAD, unit=department, post=held)

    assert [(found, who) for found, who in posts_without_account(own, TODAY)] == [(held, holder)]
    account = newcomer(made)

    holder.refresh_from_db()
    assert holder.user == account
    assert account.memberships.get(agency=own).unit == department
    assert posts_without_account(own, TODAY) == []


def test_post_that_somebody_else_holds_by_now_is_left_alone():
    own = agency()
    held = post(own)
    holder = appointment(held, person(own, member(Role.EMPLOYEE, own))).person
    made, _secret = invitation(own, Role.UNIT_HEAD, post=held)
    before = holder.user

    account = newcomer(made)

    holder.refresh_from_db()
    assert (holder.user, roles_in(account, own)) == (before, {Role.UNIT_HEAD})


def test_identity_of_the_provider_stands_in_for_a_password(settings):
    settings.OPENID_ISSUER = "https://login.example.org"
    made, _secret = invitation(agency())
    proved = identity("petrova-1")

    account = newcomer(made, password=None, identity=proved)

    assert openid.account_of(proved) == account
    assert account.has_usable_password() is False


def test_identity_that_is_another_accounts_leaves_everything_as_it_was():
    made, secret = invitation(agency())
    proved = identity("petrova-1")
    identity_link(of=proved)
    before = User.objects.count()

    with pytest.raises(Conflict):
        newcomer(made, password=None, identity=proved)

    assert (User.objects.count(), invitation_by_secret(secret).status) == (before, "open")


def test_list_shows_those_that_wait_first():
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)
    used, waiting = invitation(own, at=NOON, by=admin)[0], invitation(own, by=admin)[0]
    latest = invitation(own, by=admin, at=NOON + timedelta(minutes=1))[0]
    newcomer(used)

    assert list(invitations_of(own)) == [latest, waiting, used]


def test_too_many_open_invitations_are_refused(monkeypatch):
    monkeypatch.setattr(services, "MOST_OPEN", 1)
    own = agency()
    invitation(own)

    with pytest.raises(Conflict, match="Отзовите"):
        invitation(own)


@pytest.mark.parametrize(
    "values",
    [
        {"status": "accepted"},
        {"accepted_at": NOON},
        {"role": "working_group"},
        {"status": "withdrawn", "accepted_at": NOON},
    ],
)
def test_database_refuses_an_invitation_that_contradicts_itself(values):
    made, _secret = invitation(agency())

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=made.pk).update(**values)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_enters():
    own = agency()
    made, secret = invitation(own)
    together = Barrier(2)

    def take(number: int) -> str:
        found = invitation_by_secret(secret)
        together.wait(timeout=20)
        try:
            return newcomer(found, login=f"login{number}").login
        except Conflict as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(take, range(2)))

    assert answers[0].startswith("login")
    assert answers[1] == "Этим приглашением уже воспользовались, или его отозвали."
    assert Membership.objects.filter(agency=own, role=Role.EMPLOYEE).count() == 1
    assert User.objects.filter(login__startswith="login").count() == 1
    made.refresh_from_db()
    assert made.accepted_by.login == answers[0]


def test_letter_brings_the_link_and_does_not_keep_it(settings):
    settings.ADDRESS = "https://navstrechu.example.ru"
    own = agency()
    _made, secret = invitation(own, email="sokolova@example.org")

    letter = Mail.objects.get()

    assert (letter.agency, letter.user, letter.address) == (own, None, "sokolova@example.org")
    assert letter.subject == "Приглашение в «Навстречу»: Департамент образования"
    link = f"https://navstrechu.example.ru/invitation/{secret}/"
    assert (link in letter.text, link in letter.html) == (True, True)
    assert "Примите приглашение до 22.03.2024:" in letter.text


def test_without_an_address_nothing_is_sent():
    invitation(agency())

    assert Mail.objects.count() == 0


def test_void_link_does_not_leave_any_more():
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)
    made, _secret = invitation(own, email="sokolova@example.org", by=admin)

    secret = reissue_invitation(invitation=made, by=admin, at=NOON)
    states = Mail.objects.order_by("pk").values_list("state", "text")
    assert [state for state, _text in states] == [MailState.DROPPED, MailState.QUEUED]
    assert (states[0][1], secret in states[1][1]) == ("", True)
    withdraw_invitation(invitation=made, by=admin, at=NOON)

    assert set(Mail.objects.values_list("state", "text", "html")) == {(MailState.DROPPED, "", "")}


def test_administrator_parts_a_member_from_the_provider(settings):
    settings.OPENID_ISSUER = "https://login.example.org"
    own = agency()
    admin, worker = member(Role.ADMINISTRATOR, own), member(Role.EMPLOYEE, own)
    identity_link(worker)
    session(worker)

    unlink_member_identity(agency=own, user=worker, by=admin, at=NOON)

    assert openid.link_of(worker) is None
    assert Session.objects.filter(user=worker, ended_at=None).count() == 0
    event = Event.objects.get(verb="identity_unlinked")
    assert (event.agency_id, event.actor_id) == (own.pk, str(admin.pk))


def test_administrator_does_not_part_whom_another_agency_shares():
    own, other = agency(), agency()
    admin, worker = member(Role.ADMINISTRATOR, own), member(Role.EMPLOYEE, own)
    membership(worker, Role.ANALYST, other)
    identity_link(worker)

    with pytest.raises(NotAllowed):
        unlink_member_identity(agency=own, user=worker, by=admin, at=NOON)

    assert worker.identities.count() == 1
