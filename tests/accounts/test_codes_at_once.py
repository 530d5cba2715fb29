"""The same code sent several times at once lets in once; guesses at once do not outrun the lockout."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from navstrechu.accounts.models import SignInFailure
from navstrechu.accounts.services.second_factor import prove_second_factor
from navstrechu.core.errors import InputRefused
from tests.factories import NOON
from tests.factories.accounts import authenticator, code_of

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOON + timedelta(minutes=5)
AT_ONCE = 8


def accepted(made, typed: str) -> list[bool]:
    """What each of eight simultaneous attempts was told."""

    def attempt(_number: int) -> bool:
        try:
            prove_second_factor(user=made.user, typed=typed, address="10.0.0.1", at=LATER)
        except InputRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(attempt, range(AT_ONCE)))


def test_code_of_the_authenticator_lets_in_once():
    made, _codes = authenticator()

    assert accepted(made, code_of(made, LATER)) == [False] * (AT_ONCE - 1) + [True]


def test_recovery_code_lets_in_once():
    made, codes = authenticator()

    assert accepted(made, codes[0]) == [False] * (AT_ONCE - 1) + [True]
    assert made.user.recovery_codes.filter(used_at=None).count() == len(codes) - 1


def test_guesses_at_once_are_counted_one_by_one():
    made, _codes = authenticator()

    assert accepted(made, "000000") == [False] * AT_ONCE
    assert SignInFailure.objects.count() == settings.SIGN_IN_FAILURES
