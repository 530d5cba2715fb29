"""Drafts that the browser keeps of forms: which of them the server has saved, so that they are dropped."""

from django.http import HttpRequest

_KEY = "saved_drafts"


def note_saved(request: HttpRequest, key: str) -> None:
    """The form with `data-draft="key"` was saved; the page that follows tells the browser."""
    request.session[_KEY] = [*request.session.get(_KEY, []), key]


def saved(request: HttpRequest) -> list[str]:
    """Keys for `data-draft-saved`; told once."""
    keys: list[str] = request.session.pop(_KEY, [])
    return keys
