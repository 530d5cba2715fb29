"""The language of the pages: Russian until a person chooses another one; the choice is kept in the browser.

What a browser says of its own language is not asked: colleagues who look at one page see one page.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override

COOKIE = "language"
LANGUAGES: dict[str, str] = dict(settings.LANGUAGES)


def language_of(request: HttpRequest) -> str:
    """The chosen language; an unknown value counts as none."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Everything below answers in the language of the request, errors included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = language_of(request)
        with override(code):
            response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", code)
            # A copy of a page kept on the way must not be shown to somebody who reads another language.
            patch_vary_headers(response, ("Cookie",))
        return response
