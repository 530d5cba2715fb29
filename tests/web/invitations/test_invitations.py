"""The link of an invitation, as guests, members and the provider's people meet it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from navstrechu.accounts.models import IdentityLink, Session, User
from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Invitation
from navstrechu.organisation.permissions import roles_in
from navstrechu.organisation.services.invitations import withdraw_invitation
from tests.factories.accounts import user
from tests.factories.identities import identity, identity_link
from tests.factories.organisation import agency, invitation, member
from tests.identity_provider import IdentityProvider, identity_provider, use
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "Слон идёт на север"
TYPED = {"login": "sokolova", "display_name": "Соколова М. А.", "password": PASSWORD, "repeated": PASSWORD}


@pytest.fixture
def server(settings) -> Iterator[IdentityProvider]:
    with identity_provider() as running:
        use(settings, running)
        yield running


@pytest.fixture
def own(db):
    return agency()


@pytest.fixture
def open_one(own) -> tuple[Invitation, str]:
    made, secret = invitation(own, Role.ANALYST, at=timezone.now())
    return made, reverse("invitations:accept", args=[secret])


def enter(client: Client, server: IdentityProvider, start: str):
    return client.get(server.approve(urlsplit(client.get(start).headers["Location"]).query))


def test_guest_sees_who_invites_whom_to_what(open_one):
    made, address = open_one

    page = Client().get(address)

    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Аналитик", made.invited_by.display_name, made.agency.full_name, 'value="Соколова М. А."'):
        assert words in text


def test_guest_becomes_a_member_and_is_signed_in(own, open_one):
    client = Client()

    answer = client.post(open_one[1], TYPED)

    home = reverse("home:overview", args=[own.code])
    assert answer.headers["Location"] == home
    account = User.objects.get(login="sokolova")
    assert (account.check_password(PASSWORD), roles_in(account, own)) == (True, {Role.ANALYST})
    assert Session.objects.get(user=account).ended_at is None
    assert client.get(home).status_code == 200


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({"repeated": "иное"}, 422, "не совпадают"),
        ({"login": "Соколова"}, 422, "Латинские буквы"),
        ({"password": "короткий", "repeated": "короткий"}, 422, "слишком короткий"),
        ({"login": "zanyat"}, 409, "уже занят"),
        ({"password": "", "repeated": ""}, 422, "Обязательное поле"),
    ],
)
def test_what_is_wrong_stands_on_the_page_and_nothing_is_lost(open_one, typed, status, words):
    user("zanyat")

    answer = Client().post(open_one[1], TYPED | typed)

    assert (answer.status_code, words in answer.content.decode()) == (status, True)
    assert 'value="Соколова М. А."' in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    assert Invitation.objects.get().status == "open"


def test_link_works_once(open_one):
    Client().post(open_one[1], TYPED)

    for answer in (Client().get(open_one[1]), Client().post(open_one[1], TYPED | {"login": "drugaya"})):
        assert (answer.status_code, "уже воспользовались" in answer.content.decode()) == (410, True)
    assert not User.objects.filter(login="drugaya").exists()


def test_withdrawn_expired_and_unknown_links_say_so(own, open_one):
    _old, expired = invitation(own)
    made, address = open_one
    withdraw_invitation(invitation=made, by=made.invited_by, at=timezone.now())

    found = [
        (answer.status_code, str(answer.context["sentence"]).split(".")[0])
        for link in (address, reverse("invitations:accept", args=[expired]), "/invitation/nothing/")
        for answer in (Client().get(link), Client().post(link, TYPED))
    ]

    assert found == [
        *[(410, "Приглашение отозвано")] * 2,
        *[(410, "Срок приглашения истёк")] * 2,
        *[(404, "Приглашения по этой ссылке нет: его выписали заново, или адрес скопирован не полностью")]
        * 2,
    ]


def test_signed_in_person_accepts_with_the_own_account(own, open_one):
    worker = member(Role.COORDINATOR, agency())
    client = sign_in(worker)

    assert worker.display_name in client.get(open_one[1]).content.decode()
    answer = client.post(open_one[1])

    assert answer.headers["Location"] == reverse("home:overview", args=[own.code])
    assert roles_in(User.objects.get(pk=worker.pk), own) == {Role.ANALYST}


def test_inviter_and_who_has_the_role_are_told_why_not(own, open_one):
    made, address = open_one
    has_it = member(Role.ANALYST, own)

    answers = [sign_in(who).post(address) for who in (made.invited_by, has_it)]

    assert [answer.status_code for answer in answers] == [403, 409]
    assert "Это приглашение выписали вы." in answers[0].content.decode()
    assert "уже есть" in answers[1].content.decode()
    assert Invitation.objects.get(pk=made.pk).status == "open"


def test_person_of_the_provider_needs_no_password(own, open_one, server: IdentityProvider):
    client = Client()

    back = enter(client, server, f"{open_one[1]}openid/")
    page = client.get(back.headers["Location"]).content.decode()
    answer = client.post(open_one[1], {"login": "petrova", "display_name": "Петрова А. И."})

    assert back.headers["Location"] == open_one[1]
    assert ("Петрова Анна Ивановна" in page, 'name="password"' in page) == (True, False)
    assert answer.headers["Location"] == reverse("home:overview", args=[own.code])
    link = IdentityLink.objects.get()
    assert (link.user.login, link.subject, link.user.has_usable_password()) == ("petrova", "petrova-1", False)
    assert "openid_identity" not in client.session
    assert Client().get("/account/openid/").status_code == 302


def test_person_whom_the_provider_knows_here_comes_back_signed_in(own, open_one, server: IdentityProvider):
    account = identity_link(of=identity(server.subject, server.issuer)).user
    client = Client()

    back = enter(client, server, f"{open_one[1]}openid/")
    assert back.headers["Location"] == open_one[1]
    client.post(open_one[1])

    assert roles_in(User.objects.get(pk=account.pk), own) == {Role.ANALYST}


def test_nonsense_of_the_provider_is_told_on_the_invitation(open_one, server: IdentityProvider):
    server.claims["exp"] = 1

    answer = enter(Client(), server, f"{open_one[1]}openid/")

    assert (answer.status_code, answer.templates[0].name) == (502, "invitations/invitation_page.html")
    assert "срок подтверждения истёк" in answer.content.decode()
    assert IdentityLink.objects.count() == 0


def test_proof_for_one_invitation_is_none_for_another(own, open_one, server: IdentityProvider):
    other = reverse("invitations:accept", args=[invitation(own, at=timezone.now())[1]])
    client = Client()
    enter(client, server, f"{open_one[1]}openid/")

    answer = client.post(other, {"login": "petrova", "display_name": "Петрова А. И."})

    assert (answer.status_code, User.objects.filter(login="petrova").exists()) == (422, False)


def test_void_link_does_not_lead_to_the_provider(own, server: IdentityProvider):
    expired = reverse("invitations:openid", args=[invitation(own)[1]])

    assert (Client().get(expired).status_code, server.asked) == (410, [])


def test_nobody_comes_in_while_the_disk_is_nearly_full(open_one, settings):
    settings.DISK_READ_ONLY_BYTES = 2**62

    answer = Client().post(open_one[1], TYPED)

    assert (answer.status_code, User.objects.filter(login="sokolova").exists()) == (503, False)
    assert Client().get(open_one[1]).status_code == 200
