"""What happens to somebody's sign-in is told to that person and to nobody else."""

from datetime import timedelta

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.accounts.services import change_password
from navstrechu.accounts.services import second_factor as services
from navstrechu.core.errors import InputRefused
from navstrechu.notices.kinds import detail_of, path_of, sentence_of
from navstrechu.notices.models import Notification
from navstrechu.organisation.services.second_factor import reset_member_second_factor
from tests.factories import NOON
from tests.factories.accounts import PASSWORD, authenticator, code_of, user
from tests.factories.organisation import agency, member

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def owner():
    return agency()


@pytest.fixture
def enrolled(owner):
    account = member(Role.EMPLOYEE, owner)
    member(Role.ADMINISTRATOR, owner)
    made = authenticator(account)
    assert [one[:2] for one in told()] == [(account, "Подключён вход с кодом")]
    Notification.objects.all().delete()
    return made


def told():
    """Every notice: (to whom, what it says, its second line, where it leads)."""
    return [
        (one.user, sentence_of(one.kind, one.data), detail_of(one.kind, one.data),
         path_of(one.place, one.agency.code, one.place_key))
        for one in Notification.objects.order_by("pk")
    ]  # fmt: skip


def test_used_recovery_code_is_told_with_the_number_left(enrolled):
    made, codes = enrolled
    services.prove_second_factor(user=made.user, typed=codes[0], address="10.0.0.1", at=LATER)

    assert told() == [
        (
            made.user,
            "Вход с запасным кодом. Осталось запасных кодов: 9",
            "Если это были не вы, смените пароль и создайте новые коды",
            "/account/second-factor/",
        )
    ]


def test_codes_that_somebody_guesses_are_told_once(enrolled):
    made, _codes = enrolled
    for _ in range(7):
        with pytest.raises(InputRefused):
            services.prove_second_factor(user=made.user, typed="000000", address="10.0.0.1", at=LATER)

    assert [(who, where) for who, _what, _detail, where in told()] == [(made.user, "/account/password/")]


def test_reset_is_told_with_its_reason(enrolled, owner):
    made, _codes = enrolled
    admin = owner.memberships.get(role=Role.ADMINISTRATOR).user

    reset_member_second_factor(agency=owner, user=made.user, reason="Потерян телефон", by=admin, at=LATER)

    assert [one[:3] for one in told()] == [
        (made.user, f"{admin.display_name}: сброшен ваш вход с кодом", "Потерян телефон")
    ]


def test_turning_off_is_told(enrolled):
    made, _codes = enrolled
    services.turn_off(
        user=made.user, password=PASSWORD, typed=code_of(made, LATER), address="10.0.0.1", at=LATER
    )

    assert [one[:2] for one in told()] == [(made.user, "Вход с кодом отключён")]


def test_password_is_told_only_when_somebody_else_replaced_it(enrolled):
    made, _codes = enrolled
    change_password(user=made.user, password="Берёза-полдень-47", by=made.user, at=LATER)
    assert told() == []

    change_password(user=made.user, password="Яблоко-перрон-52", by=user(), at=LATER)
    assert [one[:2] for one in told()] == [(made.user, "Петрова А. И.: заменён ваш пароль")]


def test_account_without_a_role_reads_no_notices():
    made, codes = authenticator()
    services.prove_second_factor(user=made.user, typed=codes[0], address="10.0.0.1", at=LATER)

    assert told() == []
