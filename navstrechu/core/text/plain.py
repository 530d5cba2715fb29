"""Text as people typed it: white space in order, a form for comparison, a short form for sentences."""

import re

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1b\x7f]")


def tidy(text: str) -> str:
    """Text with every run of white space as one space, without invisible characters."""
    return " ".join(_INVISIBLE.sub("", text).split())


def plain(text: str) -> str:
    """For matching only: lower case, «ё» as «е»; as long as the original, so that positions agree."""
    return text.lower().replace("ё", "е")


def inside_sentence(title: str) -> str:
    """A title as it stands in the middle of a sentence: its first letter small, the rest as it is."""
    return title[:1].lower() + title[1:]


def shortened(text: str, limit: int = 80) -> str:
    """Text that fits into a sentence about it."""
    return text if len(text) <= limit else text[:limit].rstrip() + "…"
