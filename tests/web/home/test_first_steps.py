"""The page of the first step, its refusals beside the fields, and the card of what is left."""

from pathlib import Path

import pytest
from django.test import Client

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.cli.commands.serve import greeting
from navstrechu.organisation import set_up_code
from navstrechu.organisation.models import Agency
from tests.factories.accounts import user
from tests.factories.organisation import agency, member
from tests.factories.roadmap import roadmap
from tests.sessions import sign_in
from tests.web.visiting import texts, tree

pytestmark = pytest.mark.django_db
URL = "/first-steps/"
CARD = "//section[@aria-labelledby='first-steps']//li"
ERROR = "//*[@id='id_{name}_error']/span"


@pytest.fixture(autouse=True)
def code(settings, tmp_path: Path) -> str:
    settings.DATA_DIR = tmp_path
    return set_up_code.issue()


def typed(code: str, /, **changed: str) -> dict[str, str]:
    return {
        "typed_code": code, "full_name": "Министерство  труда", "short_name": "Минтруд", "code": "mintrud",
        "place": "г. Орёл", "region_name": "Орловская область", "region_code": "orel",
        "display_name": "Иванова О. П.", "login": "ivanova", "password": "Слон идёт на север",
        "repeated": "Слон идёт на север",
    } | changed  # fmt: skip


def test_sign_in_of_an_empty_installation_leads_to_the_first_steps():
    page = tree(Client().get("/account/sign-in/"))

    assert page.xpath("//a[@href='/first-steps/']")


def test_console_of_an_empty_installation_tells_the_code(code: str):
    assert [line.strip() for line in greeting("127.0.0.1", 8000)][3:5] == [
        "Органа ещё нет. Начните здесь: http://127.0.0.1:8000/first-steps/",
        f"Код установки: {code}",
    ]


def test_console_tells_no_code_once_there_is_an_agency(code: str):
    agency()

    assert code not in "".join(greeting("127.0.0.1", 8000))


def test_agency_is_named_and_the_person_is_inside(code: str):
    client = Client()

    answer = client.post(URL, typed(code), follow=True)

    assert answer.redirect_chain == [("/", 302), ("/agency/mintrud/", 302)]
    assert texts(answer, CARD) == [
        "Назвать орган – сделано", "Загрузить дорожную карту", "Пригласить сотрудников",
    ]  # fmt: skip
    assert tree(answer).xpath(f"{CARD}/a/@href") == [
        "/agency/mintrud/roadmap/import/",
        "/agency/mintrud/organisation/invitations/",
    ]
    named = Agency.objects.get()
    assert (named.full_name, named.full_name_genitive) == ("Министерство труда", "Министерства труда")
    assert (named.called, named.called_instrumental) == ("Министерство", "Министерством")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("typed_code", "AAAA-AAAA-AAAA", "Код не подходит. Он напечатан в окне, где запущен сервер, "
         "под словами «Код установки»."),
        ("code", "Минтруд", "Код «Минтруд» не подходит: в нём строчные латинские буквы, цифры и дефис. "
         "Пример: depsoc."),
        ("full_name", "", "Обязательное поле."),
        ("full_name", "Ц" * 81, "Начните со слова вроде «Департамент» и поставьте после него пробел."),
        ("login", "иванова", "Латинские буквы, цифры, точка, дефис, подчёркивание и @."),
        ("password", "123", ""),
        ("repeated", "другой", "Пароль и его повтор не совпадают. Введите их ещё раз."),
    ],
)  # fmt: skip
def test_bad_input_is_told_beside_its_field_and_saves_nothing(code: str, field, value, sentence):
    answer = Client().post(URL, typed(code, **{field: value}))

    [told] = texts(answer, ERROR.format(name=field))
    assert answer.status_code == 422
    assert told == sentence or not sentence
    assert not Agency.objects.exists()
    assert not User.objects.exists()


def test_taken_login_is_told_beside_its_field_and_saves_nothing(code: str):
    user(login="Ivanova")

    answer = Client().post(URL, typed(code))

    assert answer.status_code == 409
    assert texts(answer, ERROR.format(name="login")) == ["Логин «ivanova» уже занят. Выберите другой."]
    assert tree(answer).xpath("//input[@id='id_login']/@aria-invalid") == ["true"]
    assert not Agency.objects.exists()


def test_who_is_signed_in_is_led_to_the_first_steps_while_there_is_no_agency():
    client = sign_in(user())
    empty = client.get("/")
    agency()
    named = client.get("/")

    assert texts(empty, "//main//a[@href='/first-steps/']") == ["Первые шаги"]
    assert texts(named, "//main//a[@href='/first-steps/']") == []


def test_cases_are_asked_of_a_word_that_is_not_known(code: str):
    first = Client().post(URL, typed(code, full_name="Облпалата чести"))
    assert texts(first, ERROR.format(name="called_dative")) == ["Впишите слово «Облпалата» в этом падеже."]
    forms = ("Облпалаты", "Облпалате", "Облпалатой", "Облпалате")
    cases = ("genitive", "dative", "instrumental", "prepositional")

    given = {f"called_{case}": form for case, form in zip(cases, forms, strict=True)}
    Client().post(URL, typed(code, full_name="Облпалата чести", **given))

    named = Agency.objects.get()
    assert (named.called, named.full_name_genitive) == ("Облпалата", "Облпалаты чести")


def test_adjective_before_the_noun_declines_with_it(code: str):
    given = {"called_genitive": "Главного", "called_dative": "Главному"}
    given |= {"called_instrumental": "Главным", "called_prepositional": "Главном"}

    Client().post(URL, typed(code, full_name="Главное управление труда", **given))

    assert Agency.objects.get().full_name_genitive == "Главного управления труда"


def test_second_set_up_is_refused_and_the_page_leads_on(code: str):
    Client().post(URL, typed(code))

    again = Client().post(URL, typed(code, code="other", login="other"))

    assert again.status_code == 409
    assert Agency.objects.count() == 1
    assert Client().get(URL).headers["Location"] == "/"
    assert not tree(Client().get("/account/sign-in/")).xpath("//a[@href='/first-steps/']")


def test_card_goes_when_everything_is_done():
    own = agency()
    coordinator = member(Role.COORDINATOR, own)
    address = f"/agency/{own.code}/"
    assert len(texts(sign_in(coordinator).get(address), CARD)) == 3

    roadmap(own)
    lacking = sign_in(coordinator).get(address)
    assert tree(lacking).xpath(f"{CARD}/a") == []
    member(Role.EMPLOYEE, own)

    assert texts(sign_in(coordinator).get(address), CARD) == []


def test_card_is_not_shown_to_who_can_take_no_step():
    own = agency()

    assert texts(sign_in(member(Role.EMPLOYEE, own)).get(f"/agency/{own.code}/"), CARD) == []
