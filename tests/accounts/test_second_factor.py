"""The second factor: enrolment, codes taken once, lockout, recovery codes, turning off, reset."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from navstrechu.accounts.models import Authenticator, RecoveryCode, Session, SignInFailure
from navstrechu.accounts.queries import (
    are_recovery_codes_of,
    has_authenticator,
    open_sessions,
    recovery_codes_left,
)
from navstrechu.accounts.sealing import unseal
from navstrechu.accounts.services import check_credentials
from navstrechu.accounts.services import second_factor as services
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.models import Event
from tests.factories import NOON
from tests.factories.accounts import PASSWORD, authenticator, code_of, session, user

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


def prove(made, typed, after=timedelta(minutes=5), address="10.0.0.1"):
    services.prove_second_factor(user=made.user, typed=typed, address=address, at=NOON + after)


def fail(made, times, **where):
    for number in range(times):
        with pytest.raises(InputRefused):
            prove(made, "000000", after=timedelta(minutes=5, seconds=number), **where)


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_first_code_takes_the_authenticator_into_use_and_ends_other_sessions():
    account = user()
    own, other = session(account), session(account)
    waiting = services.begin_enrolment(user=account, at=NOON)
    assert has_authenticator(account) is False

    codes = services.confirm_enrolment(user=account, typed=code_of(waiting, LATER), session=own, at=LATER)

    waiting.refresh_from_db()
    assert (waiting.confirmed_at, len(codes), recovery_codes_left(account)) == (LATER, 10, 10)
    assert list(open_sessions(account)) == [own]
    own.refresh_from_db(), other.refresh_from_db()
    assert (own.has_second_factor, other.ended_at) == (True, LATER)
    assert verbs()[-1] == "second_factor_turned_on"


def test_secret_and_codes_stand_nowhere_in_the_open():
    made, codes = authenticator()
    secret = unseal(made.sealed_secret)

    stored = str([*Authenticator.objects.values(), *RecoveryCode.objects.values(), *Event.objects.values()])

    assert [
        text for text in (secret, *codes, *(code.replace("-", "") for code in codes)) if text in stored
    ] == []


def test_wrong_first_code_changes_nothing():
    account = user()
    services.begin_enrolment(user=account, at=NOON)

    with pytest.raises(InputRefused, match="Код не подошёл"):
        services.confirm_enrolment(user=account, typed="000000", session=None, at=LATER)
    assert (has_authenticator(account), recovery_codes_left(account)) == (False, 0)


def test_enrolment_begun_again_forgets_the_first_secret():
    account = user()
    first = services.begin_enrolment(user=account, at=NOON)
    services.begin_enrolment(user=account, at=NOON)

    with pytest.raises(InputRefused):
        services.confirm_enrolment(user=account, typed=code_of(first, LATER), session=None, at=LATER)
    assert Authenticator.objects.count() == 1


def test_second_enrolment_is_refused():
    made, _codes = authenticator()

    with pytest.raises(Conflict, match="уже подключён"):
        services.begin_enrolment(user=made.user, at=LATER)
    with pytest.raises(Conflict, match="не начато"):
        services.confirm_enrolment(user=made.user, typed="000000", session=None, at=LATER)


def test_secret_shown_long_ago_is_not_confirmed():
    account, late = user(), NOON + timedelta(hours=1, seconds=1)
    waiting = services.begin_enrolment(user=account, at=NOON)

    with pytest.raises(Conflict, match="не начато"):
        services.confirm_enrolment(user=account, typed=code_of(waiting, late), session=None, at=late)


def test_another_telephone_takes_over_with_its_first_code():
    made, old_codes = authenticator()
    with pytest.raises(InputRefused):
        services.begin_replacement(user=made.user, typed="000000", address="10.0.0.1", at=LATER)
    waiting = services.begin_replacement(
        user=made.user, typed=code_of(made, LATER), address="10.0.0.1", at=LATER
    )
    assert has_authenticator(made.user) is True

    codes = services.confirm_enrolment(user=made.user, typed=code_of(waiting, LATER), session=None, at=LATER)

    assert list(Authenticator.objects.values_list("pk", "confirmed_at")) == [(waiting.pk, LATER)]
    assert (are_recovery_codes_of(made.user, codes), are_recovery_codes_of(made.user, old_codes)) == (
        True,
        False,
    )
    assert verbs()[-1] == "second_factor_replaced"


def test_confirming_what_was_not_begun_is_refused():
    with pytest.raises(Conflict, match="не начато"):
        services.confirm_enrolment(user=user(), typed="000000", session=None, at=NOON)


def test_code_is_taken_once():
    made, _codes = authenticator()
    code = code_of(made, LATER)

    prove(made, code)
    with pytest.raises(InputRefused, match="принимается один раз"):
        prove(made, code)


def test_code_of_the_enrolment_is_used_up():
    made, _codes = authenticator()

    with pytest.raises(InputRefused):
        prove(made, code_of(made, NOON), after=timedelta(0))


def test_recovery_code_is_taken_once_and_told():
    made, codes = authenticator()

    prove(made, codes[3].lower())
    with pytest.raises(InputRefused, match="уже использован"):
        prove(made, codes[3])

    assert recovery_codes_left(made.user) == 9
    assert Event.objects.get(verb="recovery_code_used").changes == {"recovery_codes": [10, 9]}


def test_recovery_code_of_somebody_else_is_none():
    made, _codes = authenticator()
    _other, foreign = authenticator()

    with pytest.raises(InputRefused, match="не подходит"):
        prove(made, foreign[0])


def test_right_password_does_not_forgive_wrong_codes():
    made, _codes = authenticator()
    login = {"login": made.user.login, "password": PASSWORD, "address": "10.0.0.1"}
    fail(made, 4)
    check_credentials(**login, at=LATER)
    fail(made, 1)

    with pytest.raises(InputRefused, match="Слишком много неудачных"):
        check_credentials(**login, at=LATER)
    with pytest.raises(InputRefused, match="Слишком много неудачных"):
        prove(made, code_of(made, LATER))
    assert verbs()[-1] == "codes_locked"
    assert "sign_in_locked" not in verbs()


def test_right_code_forgives_earlier_mistakes_of_the_address():
    made, _codes = authenticator()
    fail(made, 4)

    prove(made, code_of(made, LATER))

    assert SignInFailure.objects.count() == 0


def test_codes_guessed_from_many_addresses_are_stopped_too():
    made, codes = authenticator()
    for number in range(10):
        fail(made, 1, address=f"10.0.1.{number}")

    with pytest.raises(InputRefused, match="Слишком много неверных кодов"):
        prove(made, codes[0], address="10.0.2.1")
    prove(made, codes[0], address="10.0.2.1", after=timedelta(minutes=21))


def test_wrong_passwords_of_strangers_do_not_close_the_code():
    made, _codes = authenticator()
    for number in range(12):
        with pytest.raises(InputRefused):
            check_credentials(login=made.user.login, password="x", address=f"10.0.3.{number}", at=LATER)

    prove(made, code_of(made, LATER))


def test_changed_signing_key_leaves_recovery_codes(settings):
    made, codes = authenticator()
    code = code_of(made, LATER)
    settings.SECRET_KEY = "another"

    with pytest.raises(InputRefused, match="Ключ сервера сменился"):
        prove(made, code)
    prove(made, codes[0])


def test_new_recovery_codes_replace_the_old_ones():
    made, old = authenticator()

    new = services.remake_recovery_codes(
        user=made.user, typed=code_of(made, LATER), address="10.0.0.1", at=LATER
    )

    assert are_recovery_codes_of(made.user, new) is True
    assert are_recovery_codes_of(made.user, old) is False
    assert are_recovery_codes_of(made.user, []) is False
    assert verbs()[-1] == "recovery_codes_made"


def test_turning_off_needs_password_and_code():
    made, _codes = authenticator()
    given = {"user": made.user, "address": "10.0.0.1", "at": LATER}

    with pytest.raises(InputRefused, match="Пароль введён неверно"):
        services.turn_off(password="не тот", typed=code_of(made, LATER), **given)
    with pytest.raises(InputRefused, match="Код не подошёл"):
        services.turn_off(password=PASSWORD, typed="000000", **given)
    assert has_authenticator(made.user) is True

    services.turn_off(password=PASSWORD, typed=code_of(made, LATER), **given)

    assert (Authenticator.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert verbs()[-1] == "second_factor_turned_off"


def test_reset_ends_sessions_and_keeps_the_reason():
    made, _codes = authenticator()
    session(made.user)

    services.reset_second_factor(user=made.user, reason="Потерян телефон", by=user(), at=LATER)

    assert (has_authenticator(made.user), recovery_codes_left(made.user)) == (False, 0)
    assert Session.objects.filter(ended_at=None).count() == 0
    assert Event.objects.get(verb="second_factor_reset").comment == "Потерян телефон"
    with pytest.raises(Conflict, match="не подключён"):
        services.reset_second_factor(user=made.user, reason="Ещё раз", by=user(), at=LATER)


@pytest.mark.parametrize("confirmed_at", [NOON, None])
def test_account_has_one_authenticator_in_use_and_one_that_waits(confirmed_at):
    account = user()
    row = {"user": account, "sealed_secret": "x", "created_at": NOON, "confirmed_at": confirmed_at}
    Authenticator.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        Authenticator.objects.create(**row)


def test_recovery_code_stands_once():
    row = {"user": user(), "code_hash": "0" * 64, "made_at": NOON}
    RecoveryCode.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        RecoveryCode.objects.create(**row)
