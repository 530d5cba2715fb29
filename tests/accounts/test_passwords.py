"""Two profiles of passwords: what is refused, what is remembered, when a password has lived out."""

from datetime import timedelta
from itertools import pairwise

import pytest

from navstrechu.accounts import passwords, services
from navstrechu.accounts.models import FormerPassword
from navstrechu.core.errors import InputRefused
from tests.factories import NOON
from tests.factories.accounts import PASSWORD, user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
# They differ in their words: the longest common stem is no rule of the profile.
GOOD = [f"Берёза-{word}-47" for word in ("полдень", "корабль", "яблоко", "перрон", "сентябрь", "облако")]


@pytest.fixture
def departmental(settings):
    settings.PASSWORD_PROFILE = "departmental"
    settings.PASSWORD_DAYS, settings.PASSWORD_REMEMBERED, settings.PASSWORD_LEAST_DAYS = 90, 3, 1


def change(account, password, at, current=PASSWORD):
    services.change_own_password(user=account, current=current, password=password, address="10.0.0.1", at=at)


@pytest.mark.parametrize(
    "password",
    [
        "одиннадцать", "123456789012", "4815162342108", "password12345", "qwertyuiop12",
        "йцукенгшщзхъ", "пароль123456", "Пароль-Пароль-2024", "gfhjkmgfhjkm", "ghbdtn-ghbdtn",
        "petrova-petrova",
    ],
)  # fmt: skip
def test_modern_profile_refuses_short_and_common_ones(password):
    with pytest.raises(InputRefused):
        services.create_user(login="petrova-petrova", display_name="Петрова", password=password, at=NOON)


@pytest.mark.parametrize("password", ["берёза полдень корабль", "correct horse battery", "пароль от шкафа"])
def test_modern_profile_asks_for_no_composition(password):
    assert user("petrova").check_password(PASSWORD)
    services.create_user(login="ivanov", display_name="Иванов", password=password, at=NOON)


def test_modern_profile_neither_expires_nor_remembers():
    account = user()

    assert passwords.is_expired(account, NOON + 10000 * DAY) is False
    change(account, GOOD[0], NOON)
    change(account, PASSWORD, NOON, current=GOOD[0])
    assert FormerPassword.objects.count() == 0


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("берёза-полдень-47", "прописная буква"),
        ("БЕРЁЗА-ПОЛДЕНЬ-47", "строчная буква"),
        ("Берёза-полдень-яр", "цифра"),
        ("Берёзаполдень47", "знак, который не буква и не цифра"),
        ("берёзаполдень", "прописная буква, цифра, знак, который не буква и не цифра"),
    ],
)
def test_departmental_profile_names_the_missing_classes(departmental, password, missing):
    with pytest.raises(InputRefused, match=f"В пароле не хватает: {missing}"):
        services.create_user(login="ivanov", display_name="Иванов", password=password, at=NOON)


def test_departmental_profile_refuses_the_present_and_remembered_ones(departmental):
    account, at = user(), NOON
    used = [PASSWORD, *GOOD[:4]]
    for current, new in pairwise(used):
        at += 2 * DAY
        change(account, new, at, current=current)

    for known in (used[-1], *used[1:4]):
        with pytest.raises(InputRefused, match="уже был"):
            change(account, known, at + 2 * DAY, current=used[-1])
    change(account, PASSWORD, at + 2 * DAY, current=used[-1])
    assert FormerPassword.objects.filter(user=account).count() == 3


def test_password_set_by_somebody_else_is_to_be_changed_at_once(departmental):
    account = user()
    assert passwords.is_expired(account, NOON) is True

    change(account, GOOD[0], NOON)
    assert passwords.is_expired(account, NOON + 90 * DAY) is False
    assert passwords.is_expired(account, NOON + 90 * DAY + timedelta(seconds=1)) is True

    services.change_password(user=account, password=GOOD[1], by=user(), at=NOON + DAY)
    assert passwords.is_expired(account, NOON + DAY) is True


def test_password_lives_a_day_at_least(departmental):
    account = user()
    change(account, GOOD[0], NOON)

    with pytest.raises(InputRefused, match=r"снова сменить его можно с \d\d\.\d\d\.\d{4} \d\d:\d\d"):
        change(account, GOOD[1], NOON + timedelta(hours=23), current=GOOD[0])
    change(account, GOOD[1], NOON + DAY, current=GOOD[0])


def test_account_without_a_password_has_none_to_expire(departmental):
    account = user()
    account.set_unusable_password()

    assert passwords.is_expired(account, NOON + 1000 * DAY) is False


def test_rule_is_said_before_typing(settings, departmental):
    assert passwords.rule_text().replace("\u00a0", " ") == (
        "Не короче 12 знаков; нужны строчная буква, прописная буква, цифра, "
        "знак, который не буква и не цифра. "
        "Не годятся 3 прежних пароля. Действует 90 дней. Сменить ещё раз можно через 1 день."
    )
    settings.PASSWORD_REMEMBERED = settings.PASSWORD_LEAST_DAYS = 0
    assert passwords.rule_text().replace("\u00a0", " ").endswith("не цифра. Действует 90 дней.")
    settings.PASSWORD_PROFILE, settings.PASSWORD_LENGTH = "modern", 14
    assert passwords.rule_text().startswith("Не короче 14 знаков и не из самых частых.")
