"""Creating a region, an agency and accounts from the console."""

import io
import sys

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.queries import has_authenticator
from navstrechu.history.models import Event
from navstrechu.organisation.models import Agency, Region
from tests.cli.commands import Console
from tests.factories.accounts import authenticator
from tests.factories.organisation import agency, region

pytestmark = pytest.mark.django_db


def test_region_is_created(console: Console):
    ran = console("create-region", "orel", "--name", "Орловская область")

    assert (ran.status, ran.out) == (0, "Регион «Орловская область» создан: orel.\n")
    assert Region.objects.get(code="orel").name == "Орловская область"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("Орёл", "Код «Орёл» не подходит"), ("known", "Регион с кодом «known» уже есть.")],
)
def test_region_without_a_code_of_its_own_is_refused(console: Console, code: str, sentence: str):
    console("create-region", "known", "--name", "Область")

    ran = console("create-region", code, "--name", "Область")

    assert (ran.status, ran.err.startswith(sentence), Region.objects.count()) == (2, True, 1)


def test_agency_is_created_with_all_its_cases(console: Console):
    place = region()

    ran = console(
        "create-agency", "depsoc", "--region", place.code, "--place", "г. Орёл",
        "--full-name", "Департамент  социальной защиты",
    )  # fmt: skip

    assert (ran.status, ran.out) == (0, "Орган «Департамент социальной защиты» создан: depsoc.\n")
    made = Agency.objects.get(code="depsoc")
    assert (made.full_name, made.full_name_genitive, made.called, made.called_prepositional) == (
        "Департамент социальной защиты",
        "Департамента социальной защиты",
        "Департамент",
        "Департаменте",
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--region", "nowhere", "--full-name", "Департамент"], "Региона с кодом «nowhere» нет."),
        (["--full-name", "Облжилконтора"], "Падежи слова «Облжилконтора» неизвестны."),
    ],
)
def test_agency_that_cannot_be_named_is_refused(console: Console, words: list[str], sentence: str):
    given = [*words, "--place", "г. Орёл"]
    if "--region" not in words:
        given += ["--region", region().code]

    ran = console("create-agency", "x", *given)

    assert ran.status == 2
    assert sentence in ran.err
    assert not Agency.objects.exists()


def test_code_in_use_is_refused(console: Console):
    known = agency()

    ran = console(
        "create-agency",
        known.code,
        "--region",
        known.region.code,
        "--full-name",
        "Комитет",
        "--place",
        "г. Орёл",
    )

    assert (ran.status, ran.err.startswith(f"Орган с кодом «{known.code}» уже есть.")) == (2, True)


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO("надёжная фраза 42\n"))
    return "надёжная фраза 42"


def test_account_is_created_with_its_role(console: Console, password: str):
    of = agency()

    ran = console(
        "create-user", "Sokolova", "--name", "Соколова М. А.", "--role", "coordinator", "--agency", of.code
    )

    made = User.objects.get()
    assert (ran.status, ran.out, made.login) == (0, "Учётная запись «sokolova» создана.\n", "sokolova")
    assert made.check_password(password)
    assert [(one.role, one.agency) for one in made.memberships.all()] == [("coordinator", of)]


def test_member_of_the_working_group_belongs_to_the_region(console: Console, password: str):
    place = region()

    console("create-user", "orehova", "--name", "Орехова", "--role", "working_group", "--region", place.code)

    assert [(one.role, one.region) for one in User.objects.get().memberships.all()] == [
        ("working_group", place)
    ]


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize(("role", "place"), [("working_group", "--agency"), ("coordinator", "--region")])
def test_role_in_the_wrong_place_is_refused(console: Console, role: str, place: str):
    of = agency()
    code = of.code if place == "--agency" else of.region.code

    ran = console("create-user", "x", "--name", "Х", "--role", role, place, code)

    assert (ran.status, ran.err.partition(",")[0]) == (2, "Роль working_group действует в регионе (--region)")
    assert not User.objects.exists()


def test_weak_password_leaves_no_account(console: Console, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("12345\n"))

    ran = console("create-user", "x", "--name", "Х", "--role", "coordinator", "--agency", agency().code)

    assert ran.status == 2
    assert "слишком короткий" in ran.err
    assert not User.objects.exists()


def test_second_factor_of_somebody_is_reset(console: Console):
    made, _codes = authenticator()

    ran = console("reset-second-factor", made.user.login.upper(), "--reason", "Потерян телефон")

    assert (ran.status, ran.out.startswith(f"Вход с кодом для «{made.user.login}» сброшен")) == (0, True)
    assert has_authenticator(made.user) is False
    assert Event.objects.get(verb="second_factor_reset").comment == "Потерян телефон"


def test_second_factor_that_is_not_there_is_not_reset(console: Console):
    made, _codes = authenticator()
    console("reset-second-factor", made.user.login, "--reason", "Потерян телефон")

    again = console("reset-second-factor", made.user.login, "--reason", "Потерян телефон")
    unknown = console("reset-second-factor", "nobody", "--reason", "Потерян телефон")

    assert (again.status, again.err) == (2, "Вход с кодом не подключён.\n")
    assert (unknown.status, unknown.err) == (2, "Учётной записи «nobody» нет. Проверьте логин.\n")
