"""What `doctor` says of codes and passwords."""

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.cli.output import told
from navstrechu.operations import sign_in
from tests.factories.accounts import authenticator
from tests.factories.organisation import agency, member

pytestmark = pytest.mark.django_db


def lines(examination):
    return [f"{one.id.removeprefix('navstrechu.')} {one.msg}" for one in examination()]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ["I001 Вход с кодом обязателен: утверждающим и администраторам.",
              "I002 Подключат его при следующем входе: 1."]),
        ({"SECOND_FACTOR": "all"}, ["I001 Вход с кодом обязателен: всем.",
                                    "I002 Подключат его при следующем входе: 2."]),
        ({"SECOND_FACTOR": "nobody"}, ["I001 Вход с кодом обязателен: никому."]),
        ({"DEMONSTRATION": True}, ["I001 Вход с кодом обязателен: никому."]),
        ({"SECOND_FACTOR": "nobody", "ALLOWED_HOSTS": ["navstrechu.example.ru"]},
         ["I001 Вход с кодом обязателен: никому.",
          "W020 Вход с кодом не обязателен и для утверждающих: их пароль открывает всё."]),
    ],
)  # fmt: skip
def test_of_whom_codes_are_demanded_and_who_has_none(settings, changed, expected):
    home = agency()
    authenticator(member(Role.ADMINISTRATOR, home))
    member(Role.COORDINATOR, home), member(Role.EMPLOYEE, home)
    for name, value in changed.items():
        setattr(settings, name, value)

    assert lines(sign_in.second_factor) == expected


def test_changed_signing_key_is_told(settings):
    authenticator(member(Role.ADMINISTRATOR, agency()))
    settings.SECRET_KEY = "another"

    assert lines(sign_in.second_factor)[-1] == (
        "W021 Коды приложений не подходят к ключу подписи: учётных записей – 1."
    )


def test_profile_of_passwords_is_told(settings):
    assert lines(sign_in.password_rules) == [
        "I003 Правила паролей: современный. Не короче 12 знаков и не из самых частых. "
        "Удобно взять несколько слов подряд."
    ]
    settings.PASSWORD_PROFILE = "departmental"
    [line] = sign_in.password_rules()
    assert told(line).startswith("сведения    Правила паролей: ведомственный. Не короче 12 знаков; нужны")
