"""Where the choices in the top bar lead back to: an address that answers GET, of this installation."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.web.shell.addresses import shown_address
from tests.factories.organisation import agency, member
from tests.sessions import sign_in
from tests.web.visiting import tree

NEXT = "//header//input[@name='next']/@value"


def test_page_leads_back_to_itself_with_its_conditions():
    assert shown_address(RequestFactory().get("/a/?q=1")) == "/a/?q=1"


@pytest.mark.parametrize(
    ("came_from", "address"),
    [
        ("http://testserver/a/?q=1#row", "/a/?q=1"),
        ("http://testserver", "/"),
        ("http://evil.example/a/", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_answer_to_a_form_leads_back_to_the_page_of_the_form(came_from, address):
    request = RequestFactory().post("/only-forms/", headers={"referer": came_from})

    assert shown_address(request) == address


def test_request_of_a_strange_host_leads_home():
    request = RequestFactory().post("/a/", headers={"host": "evil host", "referer": "http://evil host/a/"})

    assert shown_address(request) == "/"


@pytest.mark.django_db
def test_choice_on_the_error_page_of_a_form_address_is_followed_by_a_page():
    own = agency()
    client = sign_in(member(Role.EMPLOYEE, own))
    form_page = reverse("roadmap:matrix", args=[own.code])

    refused = client.post(
        reverse("roadmap:import-discard", args=[own.code, 1]),
        headers={"referer": f"http://testserver{form_page}"},
    )

    addresses = set(tree(refused).xpath(NEXT))
    assert (refused.status_code, addresses) == (403, {form_page})
    chosen = client.post(
        reverse("shell:preferences"), {"theme": "dark", "next": addresses.pop()}, follow=True
    )
    day = client.post(reverse("shell:as-of"), {"as_of": "15.03.2024", "next": form_page}, follow=True)
    assert (chosen.status_code, day.status_code) == (200, 200)
