"""Roles and accounts are given by the administrator of the agency, and only there."""

from datetime import timedelta

import pytest

from navstrechu.accounts.models import Session
from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.history.models import Event
from navstrechu.organisation.models import Membership
from navstrechu.organisation.permissions import roles_in
from navstrechu.organisation.queries import members_of
from navstrechu.organisation.services.membership import (
    add_member,
    create_member,
    grant_role,
    reset_password,
    set_member_active,
    withdraw_role,
)
from tests.factories import NOON
from tests.factories.accounts import session, user
from tests.factories.organisation import agency, member, membership, person, region

pytestmark = pytest.mark.django_db
PASSWORD = "Совсем-новый-пароль-7"


def new_member(of, by, login="ivanova"):
    return create_member(
        agency=of,
        login=login,
        display_name="Иванова О. П.",
        password=PASSWORD,
        role=Role.ANALYST,
        by=by,
        at=NOON,
    )


def test_administrator_creates_an_account_with_its_first_role():
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)

    account = new_member(own, admin)

    assert (account.login, account.display_name, account.check_password(PASSWORD)) == (
        "ivanova", "Иванова О. П.", True,
    )  # fmt: skip
    assert roles_in(account, own) == {Role.ANALYST}
    told = Event.objects.filter(subject_type="accounts.user", subject_id=str(account.pk)).order_by("id")
    assert [(event.verb, event.actor_id, event.comment) for event in told] == [
        ("account_created", str(admin.pk), ""),
        ("role_granted", str(admin.pk), "Аналитик"),
    ]
    assert {event.agency_id for event in told} == {own.pk}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_other_roles_neither_create_accounts_nor_give_roles(role):
    own = agency()
    by = member(role, own)

    with pytest.raises(NotAllowed, match="Это может: администратор"):
        new_member(own, by)
    with pytest.raises(NotAllowed):
        grant_role(user=by, role=Role.ADMINISTRATOR, agency=own, by=by, at=NOON)
    assert roles_in(by, own) == {role}


def test_administrator_gives_no_roles_in_another_agency():
    admin, other = member(Role.ADMINISTRATOR, agency()), agency()

    with pytest.raises(NotAllowed):
        add_member(agency=other, login=admin.login, role=Role.EMPLOYEE, by=admin, at=NOON)


def test_role_of_the_working_group_is_not_an_administrators_to_give():
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)

    with pytest.raises(NotAllowed, match="на сервере"):
        grant_role(user=admin, role=Role.WORKING_GROUP, region=own.region, by=admin, at=NOON)


def test_taken_login_leaves_no_role_behind():
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)
    new_member(own, admin)
    before = Membership.objects.count()

    with pytest.raises(Conflict, match="«IVANOVA» уже занят"):
        new_member(own, admin, login="IVANOVA")

    assert Membership.objects.count() == before


def test_account_of_another_agency_gets_a_second_home():
    own, other = agency(), agency()
    account, admin = member(Role.UNIT_HEAD, other), member(Role.ADMINISTRATOR, own)

    found = add_member(agency=own, login=f" {account.login.upper()} ", role=Role.ANALYST, by=admin, at=NOON)

    assert found == account
    assert (roles_in(found, own), roles_in(found, other)) == ({Role.ANALYST}, {Role.UNIT_HEAD})


@pytest.mark.parametrize("login", ["nobody", ""])
def test_unknown_login_is_refused(login):
    own = agency()

    with pytest.raises(InputRefused, match=f"записи «{login}» нет"):
        add_member(agency=own, login=login, role=Role.ANALYST, by=member(Role.ADMINISTRATOR, own), at=NOON)


def test_own_role_of_administrator_stays():
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)

    with pytest.raises(NotAllowed, match="другой администратор"):
        withdraw_role(membership=admin.memberships.get(), by=admin, at=NOON)

    assert roles_in(admin, own) == {Role.ADMINISTRATOR}


def test_disabling_ends_sessions_and_enabling_lets_in_again():
    own = agency()
    admin, account = member(Role.ADMINISTRATOR, own), member(Role.EMPLOYEE, own)
    session(account)

    set_member_active(agency=own, user=account, is_active=False, by=admin, at=NOON + timedelta(hours=1))

    account.refresh_from_db()
    assert (account.is_active, Session.objects.get(user=account).ended_at) == (
        False,
        NOON + timedelta(hours=1),
    )
    set_member_active(agency=own, user=account, is_active=True, by=admin, at=NOON + timedelta(hours=2))
    account.refresh_from_db()
    assert account.is_active is True


def test_nobody_disables_the_own_account():
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)

    with pytest.raises(NotAllowed, match="Свою учётную запись"):
        set_member_active(agency=own, user=admin, is_active=False, by=admin, at=NOON)


def test_account_that_also_works_elsewhere_is_not_one_administrators_to_close():
    own, other = agency(), agency()
    admin, account = member(Role.ADMINISTRATOR, own), member(Role.EMPLOYEE, own)
    membership(account, Role.COORDINATOR, other)

    with pytest.raises(NotAllowed, match="работает и вне этого органа"):
        set_member_active(agency=own, user=account, is_active=False, by=admin, at=NOON)
    with pytest.raises(NotAllowed, match="работает и вне этого органа"):
        reset_password(agency=own, user=account, password=PASSWORD, by=admin, at=NOON)

    account.refresh_from_db()
    assert (account.is_active, account.check_password(PASSWORD)) == (True, False)


def test_account_of_another_agency_cannot_be_taken_over():
    own, other = agency(), agency()
    admin, stranger = member(Role.ADMINISTRATOR, own), member(Role.RESPONSIBLE, other)

    with pytest.raises(NotAllowed):
        reset_password(agency=own, user=stranger, password=PASSWORD, by=admin, at=NOON)

    stranger.refresh_from_db()
    assert stranger.check_password(PASSWORD) is False


def test_replaced_password_ends_sessions_and_must_be_strong():
    own = agency()
    admin, account = member(Role.ADMINISTRATOR, own), member(Role.EMPLOYEE, own)
    session(account)

    with pytest.raises(InputRefused):
        reset_password(agency=own, user=account, password="12345", by=admin, at=NOON)
    reset_password(agency=own, user=account, password=PASSWORD, by=admin, at=NOON)

    account.refresh_from_db()
    assert account.check_password(PASSWORD) is True
    assert Session.objects.get(user=account).ended_at == NOON
    assert Event.objects.filter(verb="password_changed").values_list("actor_id", "changes").get() == (
        str(admin.pk),
        {},
    )


def test_members_are_those_of_the_agency_and_the_working_group_of_its_region():
    own = agency()
    head = member(Role.UNIT_HEAD, own)
    membership(head, Role.ANALYST, own)
    group = member(Role.WORKING_GROUP, own)
    known = person(own, head)
    member(Role.COORDINATOR, agency(region()))
    gone = member(Role.EMPLOYEE, own)
    withdraw_role(membership=gone.memberships.get(), by=member(Role.ADMINISTRATOR, own), at=NOON)

    found = {
        one.user: (one.person, [row.role for row in one.memberships], one.is_of_agency)
        for one in members_of(own)
        if one.user in {head, group, gone}
    }

    assert found == {
        head: (known, ["unit_head", "analyst"], True),
        group: (None, ["working_group"], False),
    }
    assert user() not in {one.user for one in members_of(own)}
