"""Visits to pages: a signed-in client that sees a day, and what people read on a page."""

import re
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html

from navstrechu.web.shell.as_of import SESSION_KEY
from tests.sessions import sign_in

DEMONSTRATION_DAY = date(2024, 3, 15)
FRAGMENT = {"HX-Request": "true"}


def visitor(login: str, day: date = DEMONSTRATION_DAY) -> Client:
    """Somebody of the demonstration who looks at the pages as of a day."""
    client = sign_in(login)
    session = client.session
    session[SESSION_KEY] = day.isoformat()
    session.save()
    return client


def tree(response: HttpResponse) -> Any:
    """The page, or the fragment, as elements."""
    return html.fromstring(response.content.decode())


def words(element: Any) -> str:
    """Text with single ordinary spaces, also between parts that only their styles set apart."""
    text = " ".join(" ".join(element.itertext()).replace("\u00a0", " ").split())
    return re.sub(r" (?=[,.:;])", "", text)


def texts(response: HttpResponse, path: str) -> list[str]:
    """Texts of the elements at an XPath."""
    return [words(found) for found in tree(response).xpath(path)]


def section(response: HttpResponse, name: str) -> list[str]:
    """Texts of the list items, or of the section itself without them, of the section labelled by ``name``."""
    found = tree(response).xpath(f"//section[@aria-labelledby='{name}']")
    items = [item for part in found for item in part.xpath(".//li")]
    return [words(item) for item in items or found]


def errors(response: HttpResponse) -> dict[str, str]:
    """What stands as an error beside each field, {name: sentence}; «» for the whole form."""
    form = response.context["form"]
    return {"" if name == "__all__" else name: " ".join(map(str, said)) for name, said in form.errors.items()}


def toast(response: HttpResponse) -> list[str]:
    """What the page says after an action."""
    return texts(response, "//*[@id='toasts']//*[@data-toast]/div")
