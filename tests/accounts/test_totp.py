"""One-time codes, recovery codes and sealing: pure functions, by the vectors of the standards."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from navstrechu.accounts import recovery, totp
from navstrechu.accounts.sealing import seal, unseal
from tests.factories import NOON

# RFC 6238, appendix B: the seed «12345678901234567890» in base 32, SHA-1, the last six of eight digits.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"),
        (2000000000, "279037"), (20000000000, "353130"),
    ],
)  # fmt: skip
def test_code_is_that_of_the_standard(seconds, code):
    assert totp.code_at(SECRET, totp.step_of(datetime.fromtimestamp(seconds, UTC))) == code


@pytest.mark.parametrize(("steps", "expected"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_clock_may_be_off_by_half_a_minute(steps, expected):
    code = totp.code_at(SECRET, totp.step_of(NOON + timedelta(seconds=30 * steps)))

    assert (totp.matching_step(SECRET, code, NOON, after=0) is not None) is expected


def test_code_taken_before_is_not_taken_again():
    step = totp.step_of(NOON)
    code = totp.code_at(SECRET, step)

    assert totp.matching_step(SECRET, code, NOON, after=step - 1) == step
    assert totp.matching_step(SECRET, code, NOON, after=step) is None


def test_code_may_be_typed_in_two_groups():
    code = totp.code_at(SECRET, totp.step_of(NOON))

    assert totp.matching_step(SECRET, f" {code[:3]} {code[3:]} ", NOON, after=0) == totp.step_of(NOON)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "\0", "9" * 5000])
def test_nonsense_is_no_code(typed):
    assert totp.matching_step(SECRET, typed, NOON, after=0) is None


def test_new_secrets_differ_and_hold_160_bits():
    first, second = totp.new_secret(), totp.new_secret()

    assert (len(first), len(second), first == second) == (32, 32, False)


def test_address_of_enrolment_says_whose_and_where():
    parts = urlsplit(totp.enrolment_address(SECRET, login="петрова", issuer="Навстречу"))

    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert parse_qs(parts.query) == {"secret": [SECRET], "issuer": ["Навстречу"]}
    assert totp.in_groups("ABCDEFGHIJ") == "ABCD EFGH IJ"


def test_recovery_codes_are_ten_different_ones_of_readable_letters():
    codes = recovery.new_codes()

    assert (len(codes), len(set(codes))) == (10, 10)
    assert {len(code) for code in codes} == {19}
    assert set("".join(codes)) & set("01IO") == set()


def test_recovery_code_is_known_however_it_is_typed():
    assert recovery.code_hash("k7mq 2xpa9trd-hw4e") == recovery.code_hash("K7MQ-2XPA-9TRD-HW4E")
    assert recovery.looks_like_code(" k7mq2xpa9trdhw4e ") is True
    assert recovery.looks_like_code("123456") is False


def test_sealed_text_opens_under_the_same_key_alone(settings):
    settings.SECRET_KEY = "first"
    sealed = seal(SECRET)
    assert (SECRET in sealed, unseal(sealed)) == (False, SECRET)

    settings.SECRET_KEY = "second"
    assert unseal(sealed) is None
    settings.SECRET_KEY_FALLBACKS = ["first"]
    assert unseal(sealed) == SECRET
