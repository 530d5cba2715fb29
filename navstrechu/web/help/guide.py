"""The guide as pages: Markdown of our own files, escaped; links between files become links between topics."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from navstrechu.web.help.topics import FOLDER, SLUGS

_FILE_LINK = re.compile(r"([a-z-]+)\.md(#.*)?")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its heading, the first paragraph as plain text, and the rest as HTML."""

    slug: str
    title: str
    lead: str
    body: SafeString


@cache
def topic(slug: str) -> Topic:
    """The topic of that file. Raises LookupError for a slug that is not in the contents."""
    if slug not in SLUGS:
        raise LookupError(slug)
    tokens = _markdown().parse((FOLDER / f"{slug}.md").read_text(encoding="utf-8"))
    title, lead = tokens[1].content, tokens[4].content
    rest = tokens[6:]
    _point_to_topics(rest)
    html = _markdown().renderer.render(rest, _markdown().options, {})
    # Raw HTML is off in the parser, so everything the files hold is escaped.
    return Topic(slug, title, lead, mark_safe(html))  # noqa: S308


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


def _point_to_topics(tokens: Sequence[Token]) -> None:
    for token in _all(tokens):
        href: Any = token.attrGet("href")
        if token.type == "link_open" and (found := _FILE_LINK.fullmatch(str(href))):
            token.attrSet("href", reverse("help:topic", args=[found[1]]) + (found[2] or ""))


def _all(tokens: Sequence[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *(token.children or ()))]
