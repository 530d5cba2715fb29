"""The bell, the list of notices, the choice of letters."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from navstrechu.notices.models import MailChoice, Notification
from navstrechu.notices.queries import address_of
from tests.factories.notices import notification, reader
from tests.factories.organisation import agency
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db
LIST, SETTINGS = "/notices/", "/notices/settings/"


@pytest.fixture
def owner():
    return agency()


@pytest.fixture
def user(owner):
    return reader(owner)


@pytest.fixture
def client(user) -> Client:
    return sign_in(user)


def test_bell_says_how_many_are_unread(client, user, owner):
    for _ in range(3):
        notification(user, owner)

    page = client.get(LIST).content.decode()

    assert "Уведомления, непрочитанных: 3" in page
    client.post(reverse("notices:read"))
    assert "непрочитанных" not in client.get(LIST).content.decode()


def test_list_shows_own_notices_in_words(client, user, owner):
    notification(user, owner, "comment")
    notification(of=owner, kind="due_date_moved")

    page = client.get(LIST).content.decode()

    assert "Орлов П. С. пишет о мероприятии 2.1.1" in page
    assert "Когда?" in page
    assert "перенесён" not in page


def test_unread_ones_alone(client, user, owner):
    read, fresh = notification(user, owner, "comment"), notification(user, owner, "overdue")
    client.get(reverse("notices:notice", args=[read.pk]))

    page = client.get(f"{LIST}?show=unread")

    assert [row.id for row in page.context["rows"]] == [fresh.pk]


def test_opening_a_notice_reads_it_and_leads_to_its_page(client, user, owner):
    one = notification(user, owner)

    answer = client.get(reverse("notices:notice", args=[one.pk]))

    assert answer.headers["Location"] == f"/agency/{owner.code}/roadmap/measures/2.1.1/"
    assert Notification.objects.get().read_at is not None


def test_notice_of_somebody_else_is_not_found_and_stays_unread(client, owner):
    others = notification(of=owner)

    assert client.get(reverse("notices:notice", args=[others.pk])).status_code == 404
    assert Notification.objects.get().read_at is None


def test_empty_list_says_what_will_stand_here(client):
    assert "Уведомлений нет" in client.get(LIST).content.decode()


def test_choice_of_letters_is_saved(client, user):
    answer = client.post(SETTINGS, {"mode": "weekly"}, follow=True)

    assert "Выбор сохранён." in answer.content.decode()
    assert MailChoice.objects.values_list("user", "mode").get() == (user.pk, "weekly")


def test_unknown_mode_is_refused(client):
    answer = client.post(SETTINGS, {"mode": "hourly"})

    assert (answer.status_code, MailChoice.objects.count()) == (422, 0)


def test_letters_go_to_the_own_address_or_to_that_of_the_account(client, user):
    page = client.get(SETTINGS).content.decode()
    client.post(SETTINGS, {"mode": "daily", "address": "home@example.org"})
    first = address_of(user)
    client.post(SETTINGS, {"mode": "daily", "address": user.email})

    assert f'value="{user.email}"' in page
    assert (first, address_of(user)) == ("home@example.org", user.email)
    assert MailChoice.objects.get().address == ""


def test_wrong_address_is_refused(client):
    assert client.post(SETTINGS, {"mode": "daily", "address": "дом"}).status_code == 422
    assert MailChoice.objects.count() == 0


def test_queries_do_not_grow_with_notices(client, user, owner):
    client.get(LIST)
    counts = []
    for _ in range(2):
        notification(user, owner, "comment")
        with CaptureQueriesContext(connection) as found:
            client.get(LIST)
        counts.append(len(found))

    assert counts[0] == counts[1]
