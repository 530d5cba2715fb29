"""The language of what leaves the product: documents, files and letters are Russian whoever asks for them."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils.translation import override

OFFICIAL = "ru"
Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def in_official_language(function: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """The function answers in Russian also when the pages are shown in another language.

    Sources: an official document is in the state language (Federal Law 53-FZ, article 3).
    """

    @wraps(function)
    def official(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        with override(OFFICIAL):
            return function(*args, **kwargs)

    return official
