"""Who has which role, and the administrator's forms of accounts."""

import pytest
from django.test import Client
from django.urls import reverse

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import PERMISSION_TEXTS, ROLES, Role
from navstrechu.organisation.models import Membership
from navstrechu.organisation.permissions import roles_in
from tests.factories.accounts import PASSWORD
from tests.factories.organisation import agency, member, membership
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db
NEW = "Совсем-новый-пароль-7"
ACCOUNT = {"login": "ivanova.op", "display_name": "Иванова О. П.", "role": "analyst", "password": NEW}


@pytest.fixture
def own():
    return agency()


@pytest.fixture
def admin(own):
    return member(Role.ADMINISTRATOR, own)


@pytest.fixture
def client(admin):
    return sign_in(admin)


def address(name, of, pk=None):
    return reverse(f"organisation:{name}", args=[of.code, *([pk] if pk else [])])


def text(answer):
    return answer.content.decode()


def test_page_says_what_every_role_may(own, client):
    page = text(client.get(address("roles", own)))

    assert all(str(role.title) in page and str(role.description) in page for role in ROLES.values())
    assert all(str(wording) in page for wording in PERMISSION_TEXTS.values())


def test_reader_sees_roles_but_no_logins_and_no_forms(own):
    other = member(Role.UNIT_HEAD, own)
    page = text(sign_in(member(Role.EMPLOYEE, own)).get(address("roles", own)))

    assert other.display_name in page
    assert f">{other.login}<" not in page
    assert address("account-create", own) not in page


MANAGING = ["role-grant", "account-create"]


@pytest.mark.parametrize("name", MANAGING)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_forms_are_the_administrators(own, name, role):
    client = sign_in(member(role, own))

    assert (client.get(address(name, own)).status_code, client.post(address(name, own)).status_code) == (
        403,
        403,
    )


@pytest.mark.parametrize("name", ["roles", *MANAGING])
def test_guest_and_stranger(own, name):
    assert Client().get(address(name, own)).status_code == 302
    assert sign_in(member(Role.ADMINISTRATOR, agency())).get(address(name, own)).status_code == 404


def test_account_is_created_with_its_role(own, client):
    answer = client.post(address("account-create", own), ACCOUNT)

    assert answer.headers["Location"] == address("roles", own)
    made = User.objects.get(login="ivanova.op")
    assert (made.display_name, made.check_password(NEW), roles_in(made, own)) == (
        "Иванова О. П.", True, {Role.ANALYST},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "status", "sentence"),
    [
        ({"login": "иванова"}, 422, "Латинские буквы"),
        ({"password": "123"}, 422, "слишком короткий"),
        ({"role": "working_group"}, 422, "Выберите корректный вариант"),
        ({"login": "TAKEN"}, 409, "Логин «TAKEN» уже занят"),
    ],
)
def test_refused_account_comes_back_without_its_password(own, client, wrong, status, sentence):
    client.post(address("account-create", own), ACCOUNT | {"login": "taken"})
    before = User.objects.count()

    answer = client.post(address("account-create", own), ACCOUNT | wrong)

    assert (answer.status_code, User.objects.count()) == (status, before)
    assert sentence in text(answer)
    assert 'value="Иванова О. П."' in text(answer)
    assert NEW not in text(answer)


def test_role_is_granted_to_an_account_of_another_agency_and_withdrawn(own, client):
    account = member(Role.UNIT_HEAD, agency())

    client.post(address("role-grant", own), {"login": account.login, "role": "coordinator"})
    given = Membership.objects.get(user=account, agency=own)
    client.post(address("role-withdraw", own, given.pk))

    given.refresh_from_db()
    assert (given.role, given.ended_at is not None) == ("coordinator", True)
    assert account.memberships.filter(ended_at=None).count() == 1


def test_role_given_twice_is_told(own, client):
    account = member(Role.UNIT_HEAD, own)

    answer = client.post(address("role-grant", own), {"login": account.login, "role": "unit_head"})

    assert answer.status_code == 409
    assert "Эта роль у сотрудника уже есть." in text(answer)


def test_role_in_another_agency_is_not_there_to_withdraw(own, client):
    foreign = membership(member(Role.EMPLOYEE, agency()), Role.ANALYST, agency())

    assert client.post(address("role-withdraw", own, foreign.pk)).status_code == 404


def test_own_role_of_administrator_is_kept(own, admin, client):
    answer = client.post(address("role-withdraw", own, admin.memberships.get().pk))

    assert answer.status_code == 403
    assert "другой администратор" in text(answer)


def test_account_is_disabled_and_enabled(own, client):
    account = member(Role.EMPLOYEE, own)
    target = address("account-state", own, account.pk)
    page = address("account", own, account.pk)

    client.post(target, {"active": "no"})
    disabled = text(client.get(page))
    client.post(target, {"active": "yes"})

    assert "отключена" in disabled
    assert sign_in(account).get("/account/sessions/").status_code == 200


def test_forgotten_password_is_replaced(own, client):
    account = member(Role.EMPLOYEE, own)

    weak = client.post(address("account-password", own, account.pk), {"password": "короткий"})
    client.post(address("account-password", own, account.pk), {"password": NEW})

    assert (weak.status_code, "слишком короткий" in text(weak)) == (422, True)
    account.refresh_from_db()
    assert account.check_password(NEW) is True


def test_account_that_works_elsewhere_is_shown_with_the_reason(own, client):
    account = member(Role.EMPLOYEE, own)
    membership(account, Role.COORDINATOR, agency())

    page = text(client.get(address("account", own, account.pk)))
    answer = client.post(address("account-password", own, account.pk), {"password": NEW})

    assert "работает и вне этого органа" in page
    assert address("account-state", own, account.pk) not in page
    assert answer.status_code == 403
    account.refresh_from_db()
    assert account.check_password(PASSWORD) is True


@pytest.mark.parametrize("name", ["account", "account-password"])
def test_account_of_another_agency_is_not_there(own, client, name):
    stranger = member(Role.EMPLOYEE, agency())

    assert client.get(address(name, own, stranger.pk)).status_code == 404
