"""The strip of a demonstration: as whom one looks around."""

import pytest
from django.urls import reverse

from navstrechu.demonstration.queries import demonstration_roles
from tests.factories.accounts import user
from tests.sessions import sign_in
from tests.web.visiting import tree

pytestmark = pytest.mark.django_db
OPTIONS = "//select[@name='role']/option"


@pytest.fixture(autouse=True)
def demonstration_is_on(settings):
    settings.DEMONSTRATION = True


def options(login: str) -> list[tuple[str, bool]]:
    """Values of the choice and whether each is the chosen one."""
    page = sign_in(user(login)).get(reverse("help:contents"))
    return [(option.get("value"), option.get("selected") is not None) for option in tree(page).xpath(OPTIONS)]


def test_one_of_its_people_is_the_chosen_one(db):
    codes = [role.code for role in demonstration_roles()]

    assert options("finance") == [(code, code == "finance") for code in codes]


def test_somebody_else_is_shown_as_nobody(db):
    codes = [role.code for role in demonstration_roles()]

    assert options("stranger") == [("", True), *((code, False) for code in codes)]
