"""English texts for tests, compiled from the catalogue that is checked in."""

from functools import cache

from django.utils.translation import trans_real

from navstrechu.core.text.retelling import _forms
from scripts import messages


@cache
def english() -> dict[str, str]:
    """The cookies of somebody who reads English."""
    messages.compile_catalogue()
    trans_real._translations.pop("en", None)
    _forms.cache_clear()
    return {"language": "en"}
