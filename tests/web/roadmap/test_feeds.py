"""Calendar feeds over HTTP: made once, fetched without signing in, withdrawn for good."""

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from navstrechu.roadmap.models import CalendarFeed
from tests.web.visiting import errors, texts, toast, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
URL = "/agency/dsz/roadmap/feeds/"
AGENCY = "Департамент социальной защиты Орловской области"
ADDRESS = "//code[@class='feed-address']"


def made(login: str = "coordinator", **values: str) -> str:
    """The address of a new feed."""
    [address] = texts(visitor(login).post(URL, {"scope": "agency"} | values), ADDRESS)
    return address


def fetched(address: str, **headers: str):
    """What a calendar program gets: nobody is signed in."""
    return Client().get(address.removeprefix("http://testserver"), headers=headers)


def test_address_is_shown_once():
    client = visitor("coordinator")

    answer = client.post(URL, {"scope": "agency"})

    assert texts(answer, ADDRESS)[0].startswith("http://testserver/agency/dsz/roadmap/feeds/")
    assert texts(answer, "//tbody/tr/th") == [
        "Сроки дорожной карты: Департамент социальной защиты Орловской области"
    ]
    assert texts(client.get(URL), ADDRESS) == []


def test_program_reads_the_feed_without_signing_in():
    answer = fetched(made())

    calendar = Calendar.from_ical(answer.content)
    events = {str(event["summary"]).split()[0]: event for event in calendar.walk("VEVENT")}
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert len(events) == 71
    assert events["2.7.2"]["dtstart"].dt == date(2024, 4, 26)
    assert str(events["2.7.2"]["url"]) == "http://testserver/agency/dsz/roadmap/measures/2.7.2/"


def test_own_feed_holds_the_measures_of_the_own_posts():
    answer = fetched(made("finance", scope="own"))

    numbers = [
        str(event["summary"]).split()[0] for event in Calendar.from_ical(answer.content).walk("VEVENT")
    ]
    tasks = visitor("finance").get("/agency/dsz/roadmap/tasks/")
    assert numbers
    assert sum(len(load.measures) for load in tasks.context["loads"]) == len(numbers)


def test_unchanged_feed_is_not_sent_again():
    address = made()
    first = fetched(address)

    again = fetched(address, if_none_match=first.headers["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_withdrawn_feed_answers_with_a_sentence():
    address = made()
    client = visitor("coordinator")
    feed = CalendarFeed.objects.get()

    answer = client.post(f"{URL}{feed.pk}/withdraw/", follow=True)

    gone = fetched(address)
    assert toast(answer) == ["Лента отозвана: по её адресу больше ничего не отдаётся."]
    assert gone.status_code == 404
    assert gone.content.decode().startswith("Ленты по этому адресу нет: её отозвали")


@pytest.mark.parametrize("token", ["x", "А" * 43, "a" * 500])
def test_unknown_secret_answers_like_a_withdrawn_one(token):
    gone = Client().get(f"{URL}{token}.ics")

    assert (gone.status_code, gone.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_secret_of_one_agency_opens_nothing_of_another():
    path = made().removeprefix("http://testserver").replace("/dsz/", "/other/")

    assert Client().get(path).status_code == 404


def test_feed_of_a_post_asks_for_the_post():
    page = visitor("coordinator").post(URL, {"scope": "post"})

    assert page.status_code == 422
    assert errors(page) == {"post": "Выберите должность."}
    assert CalendarFeed.objects.count() == 0


def test_feed_of_a_post_names_it():
    post = visitor("coordinator").get(URL).context["form"].fields["post"].queryset.first()

    made(scope="post", post=str(post.pk))

    assert CalendarFeed.objects.get().post == post


def test_nothing_chosen_is_told_beside_the_choice():
    page = visitor("coordinator").post(URL, {})

    assert errors(page) == {"scope": "Выберите, чьи сроки показывать."}


def test_feed_is_only_read():
    path = made().removeprefix("http://testserver")

    assert Client().post(path).status_code == 405
    assert Client().head(path).status_code == 200
