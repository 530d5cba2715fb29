"""Identities: whose account they open, how they are linked and parted."""

import pytest
from django.db import IntegrityError, transaction

from navstrechu.accounts import openid
from navstrechu.accounts.models import IdentityLink, Session, SignInFailure
from navstrechu.accounts.services import change_own_password, link_own_identity, set_active, unlink_identity
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.history.models import Event
from tests.factories import NOON
from tests.factories.accounts import PASSWORD, session, user
from tests.factories.identities import ISSUER, identity, identity_link

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def issuer(settings):
    settings.OPENID_ISSUER = ISSUER


def link(account, proved, password=PASSWORD):
    link_own_identity(user=account, identity=proved, password=password, address="10.0.0.1", at=NOON)


def told() -> list[tuple[str, str, int, str]]:
    events = Event.objects.filter(verb__startswith="identity_").order_by("id")
    return [(event.verb, event.actor_name, event.agency_id, event.comment) for event in events]


def test_person_links_the_own_account_by_the_password():
    account, proved = user(display_name="Петрова А. И."), identity()

    link(account, proved)

    assert openid.account_of(proved) == account
    assert openid.link_of(account) == IdentityLink.objects.get(user=account, subject=proved.subject)
    assert told() == [("identity_linked", "Петрова А. И.", 0, ISSUER)]


def test_wrong_password_links_nothing_and_counts_as_a_guess():
    account = user("petrova")

    with pytest.raises(InputRefused, match="Пароль введён неверно"):
        link(account, identity(), "не тот")

    assert (IdentityLink.objects.count(), told()) == (0, [])
    assert list(SignInFailure.objects.values_list("login", "address")) == [("petrova", "10.0.0.1")]


def test_identity_of_another_account_and_a_second_one_are_refused():
    mine, others, proved = user(), user(), identity()
    identity_link(others, proved)
    identity_link(mine)

    for wanted in (proved, identity()):
        with pytest.raises(Conflict, match="Отвяжите прежний"):
            link(mine, wanted)

    assert openid.account_of(proved) == others


def test_database_itself_holds_one_account_to_an_identity():
    made = identity_link()

    with pytest.raises(IntegrityError), transaction.atomic():
        IdentityLink.objects.create(user=user(), issuer=made.issuer, subject=made.subject, linked_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        IdentityLink.objects.create(user=made.user, issuer=made.issuer, subject="b", linked_at=NOON)


def test_same_subject_of_another_issuer_is_somebody_else():
    identity_link(of=identity("petrova-1"))

    with pytest.raises(NotAllowed, match="не связан ни с одной"):
        openid.account_of(identity("petrova-1", "https://other.example.org"))


def test_disabled_account_is_not_entered():
    made = identity_link(of=identity("petrova-1"))
    set_active(user=made.user, is_active=False, by=user(), at=NOON)

    with pytest.raises(NotAllowed, match="отключена"):
        openid.account_of(identity("petrova-1"))


def test_own_link_is_parted_and_sessions_go_on():
    made = identity_link(user(display_name="Петрова А. И."), identity("petrova-1"))
    session(made.user)

    for _ in range(2):
        unlink_identity(user=made.user, issuer=ISSUER, by=made.user, at=NOON)

    assert openid.known_account(identity("petrova-1")) is None
    assert told()[1:] == [("identity_unlinked", "Петрова А. И.", 0, ISSUER)]
    assert Session.objects.filter(user=made.user, ended_at=None).count() == 1


def test_account_without_a_password_keeps_its_only_way_in():
    made = identity_link(_without_password())

    with pytest.raises(Conflict, match="нет пароля"):
        unlink_identity(user=made.user, issuer=ISSUER, by=made.user, at=NOON)

    assert openid.link_of(made.user) == made


def _without_password():
    account = user()
    account.set_unusable_password()
    account.save()
    return account


def test_account_without_a_password_is_told_so_and_guesses_nothing():
    account = _without_password()

    with pytest.raises(InputRefused, match="нет пароля: вы входите через службу входа"):
        link(account, identity(), "любой")
    with pytest.raises(InputRefused, match="нет пароля: вы входите через службу входа"):
        change_own_password(user=account, current="", password=PASSWORD, address="10.0.0.1", at=NOON)

    assert SignInFailure.objects.count() == 0


def test_second_factor_of_the_provider_counts_only_where_it_is_named(settings):
    by_code = identity(methods=frozenset({"pwd", "otp"}))

    found = []
    for names in ([], ["otp", "hwk"], ["mfa"]):
        settings.OPENID_SECOND_FACTOR = names
        found.append(openid.is_second_factor(by_code))

    assert found == [False, True, False]
