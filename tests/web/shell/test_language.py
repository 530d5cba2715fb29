"""The language of pages: Russian until somebody chooses; what leaves the product stays Russian."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from navstrechu.accounts.models import User
from navstrechu.acts.models import Act
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.demonstration.content import AGENCY_CODE
from navstrechu.history.models import Event
from navstrechu.organisation.models import Unit
from navstrechu.roadmap.models import FeedScope
from navstrechu.roadmap.services.feeds import create_feed
from navstrechu.web.templatetags.shell import counted, figures, words
from tests.languages import english
from tests.sessions import sign_in

HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
AGENCY = AGENCY_CODE
FILES = [
    reverse("roadmap:report-file", args=[AGENCY, "docx"]),
    reverse("roadmap:report-file", args=[AGENCY, "pdf"]),
    *(reverse("roadmap:export", args=[AGENCY, fmt]) for fmt in ("docx", "pdf", "xlsx")),
    *(reverse("roadmap:table-file", args=[AGENCY, fmt]) + "?state=overdue" for fmt in ("xlsx", "csv")),
    reverse("roadmap:gantt-file", args=[AGENCY]),
    *(reverse("documents:export", args=[AGENCY, fmt]) for fmt in ("xlsx", "csv")),
    reverse("history:export", args=[AGENCY, "csv"]),
    *(reverse("processes:export", args=[AGENCY, fmt]) for fmt in ("docx", "csv")),
    *(reverse("touchpoints:export", args=[AGENCY, fmt]) for fmt in ("docx", "csv")),
]


def heading(response) -> str:
    return HEADING.search(response.content.decode())[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "language", "title"),
    [
        ("", "ru", "Вход"),
        ("ru", "ru", "Вход"),
        ("en", "en", "Sign-in"),
        ("de", "ru", "Вход"),
        ("en-GB", "ru", "Вход"),
    ],
)
def test_page_is_in_the_chosen_language_and_says_so(client, cookie: str, language: str, title: str):
    english()
    client.cookies["language"] = cookie

    response = client.get(reverse("accounts:sign-in"), headers={"accept-language": "en-GB,en;q=0.9"})

    html = response.content.decode()
    assert f'<html lang="{language}"' in html
    assert re.search("<title>(.*?)</title>", html)[1].partition(" – ")[0] == title
    assert response["Content-Language"] == language
    assert "Cookie" in response["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize(("posted", "kept"), [("en", "en"), ("ru", "ru"), ("de", None), ("", None)])
def test_choice_is_kept_in_a_cookie_and_leads_back(client, posted: str, kept: str | None):
    back = reverse("accounts:sign-in") + "?next=/region/"

    response = client.post(reverse("shell:preferences"), {"language": posted, "next": back})

    assert (response.status_code, response["Location"]) == (303, back)
    assert (response.cookies["language"].value if kept else response.cookies.get("language")) == kept


@pytest.mark.django_db
def test_refusals_and_errors_are_in_the_language_of_the_page(client):
    client.cookies.load(english())

    missing = client.get("/nowhere/")
    wrong = client.post(reverse("accounts:sign-in"), {"username": "nobody", "password": "wrong"})

    assert (missing.status_code, heading(missing)) == (404, "Page not found")
    assert wrong.status_code == 422
    assert "Wrong login or password." in wrong.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", FILES)
def test_file_has_the_same_bytes_whatever_the_language(demonstration, address: str):
    russian = b"".join(sign_in("coordinator").get(address))
    client = sign_in("coordinator")
    client.cookies.load(english())

    response = client.get(address)

    assert response.status_code == 200
    assert b"".join(response) == russian
    assert "language" not in response.headers.get("Content-Disposition", "")


@pytest.mark.django_db
def test_report_and_feed_are_russian_within_english_pages(demonstration, client):
    act = Act.objects.select_related("agency").get(number="201")
    reader = sign_in("coordinator")
    reader.cookies.load(english())
    by = User.objects.get(login="coordinator")
    _feed, secret = create_feed(
        agency=act.agency, scope=FeedScope.AGENCY, post=None, by=by, at=act.registered_at
    )
    address = reverse("roadmap:feed", args=[AGENCY, secret])
    russian = client.get(address).content
    client.cookies.load(english())

    report = reader.get(reverse("roadmap:report", args=[AGENCY])).content.decode()

    assert 'lang="ru"' in report
    assert "О Т Ч Ё Т" in report or "ОТЧЁТ" in report.upper()
    assert client.get(address).content == russian
    with override("en"):
        assert str(act) == "Приказ от 29.02.2024 № 201"


@pytest.mark.django_db
def test_history_is_written_in_russian_whatever_the_language_of_who_acts(demonstration):
    client = sign_in("admin")
    client.cookies.load(english())
    grant = reverse("organisation:role-grant", args=[AGENCY])

    answer = client.post(grant, {"login": "employee", "role": "analyst"})

    event = Event.objects.filter(verb="role_granted").order_by("-pk")[0]
    assert answer.status_code == 302
    assert event.comment == "Аналитик"


@pytest.mark.django_db
def test_conflict_of_names_is_told_in_english(demonstration):
    client = sign_in("coordinator")
    client.cookies.load(english())
    unit = Unit.objects.order_by("pk")[0]

    answer = client.post(
        reverse("organisation:unit-create", args=[AGENCY]), {"name": unit.name, "position": 0}
    )

    assert answer.status_code == 409
    assert f"There is already a unit “{unit.name}”." in answer.content.decode()


# --- Dates and counted nouns ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "told"), [("ru", "29\u00a0февраля 2024\u00a0г."), ("en", "29\u00a0February\u00a02024")]
)
def test_date_in_words_follows_the_language_and_figures_do_not(language: str, told: str):
    with override(language):
        assert words(date(2024, 2, 29)) == told
        assert figures(date(2024, 2, 29)) == "29.02.2024"


@pytest.mark.parametrize(
    ("number", "russian", "in_english"),
    [(0, "мероприятий", "measures"), (1, "мероприятие", "measure"), (2, "мероприятия", "measures"),
     (11, "мероприятий", "measures"), (21, "мероприятие", "measures"), (-1, "мероприятие", "measure")],
)  # fmt: skip
def test_counted_noun_has_the_forms_of_its_language(number: int, russian: str, in_english: str):
    assert counted(number, "мероприятие,мероприятия,мероприятий") == f"{number}\u00a0{russian}"
    assert counted_in_words_of(number, "measure,measures") == f"{number}\u00a0{in_english}"
