"""The administrator's pages of invitations."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Invitation
from navstrechu.organisation.services.invitations import accept_as_newcomer
from tests.factories.identities import identity_link
from tests.factories.organisation import agency, appointment, invitation, member, person, post
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db
TYPED = {"invited_name": "Соколова М. А.", "email": "sokolova@example.org", "role": "analyst"}


@pytest.fixture
def own(db):
    return agency()


@pytest.fixture
def client(own) -> Client:
    return sign_in(member(Role.ADMINISTRATOR, own))


def address(own, name: str, *args: object) -> str:
    return reverse(f"organisation:{name}", args=[own.code, *args])


def link_on(page) -> str:
    return re.search(r'value="http://testserver(/invitation/[\w-]+/)"', page.content.decode()).group(1)


def test_link_is_shown_once(own, client):
    page = client.post(address(own, "invite"), TYPED)

    link = link_on(page)
    assert "Письмо со ссылкой уйдёт на sokolova@example.org" in page.content.decode()
    assert Client().get(link).status_code == 200
    assert "/invitation/" not in client.get(address(own, "invitations")).content.decode()


def test_post_is_offered_while_its_holder_has_no_account(own, client):
    held = post(own)
    holder = appointment(held, person(own)).person

    form = client.get(address(own, "invite")).content.decode()
    client.post(address(own, "invite"), TYPED | {"post": held.pk, "email": ""})

    assert f"{holder.short_name} – {held.title}" in form
    made = Invitation.objects.get()
    assert (made.post, made.email, made.unit) == (held, "", None)


@pytest.mark.parametrize(
    "typed", [{"invited_name": " "}, {"email": "нет"}, {"role": "working_group"}, {"post": "999999"}]
)
def test_mistakes_come_back_with_what_was_typed(own, client, typed):
    page = client.post(address(own, "invite"), TYPED | typed)

    assert (page.status_code, Invitation.objects.count()) == (422, 0)
    if "email" not in typed:
        assert "sokolova@example.org" in page.content.decode()


def test_list_tells_what_became_of_each(own, client):
    invitation(own)
    used, _secret = invitation(own, at=timezone.now())
    accept_as_newcomer(
        invitation=used, login="sokolova", display_name="Соколова Мария",
        password="Слон идёт на север", at=timezone.now(),
    )  # fmt: skip
    invitation(own, at=timezone.now())

    text = client.get(address(own, "invitations")).content.decode()

    for words in ("срок истёк", "принято", "ждёт ответа", "Соколова Мария,"):
        assert words in text
    assert text.count("Новая ссылка") == 2


def test_number_of_queries_does_not_grow_with_the_list(own, client, django_assert_num_queries):
    invitation(own)
    client.get(address(own, "invitations"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(address(own, "invitations"))
    for _ in range(4):
        invitation(own)

    with django_assert_num_queries(len(few)):
        client.get(address(own, "invitations"))


def test_new_link_voids_the_old_one(own, client):
    old = link_on(client.post(address(own, "invite"), TYPED))

    fresh = link_on(client.post(address(own, "invitation-reissue", Invitation.objects.get().pk)))

    assert [Client().get(link).status_code for link in (old, fresh)] == [404, 200]


def test_withdrawn_link_is_closed(own, client):
    link = link_on(client.post(address(own, "invite"), TYPED))

    client.post(address(own, "invitation-withdraw", Invitation.objects.get().pk))

    assert Client().get(link).status_code == 410
    again = client.post(address(own, "invitation-withdraw", Invitation.objects.get().pk))
    assert again.status_code == 409


def test_account_page_parts_a_member_from_the_provider(own, client):
    worker = member(Role.EMPLOYEE, own)
    identity_link(worker)

    page = client.get(address(own, "account", worker.pk)).content.decode()
    answer = client.post(address(own, "account-identity", worker.pk))

    assert "Отвязать вход через службу входа" in page
    assert answer.headers["Location"] == address(own, "account", worker.pk)
    assert worker.identities.count() == 0
