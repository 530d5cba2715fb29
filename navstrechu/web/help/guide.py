"""The guide as pages: Markdown of our own files, escaped; links between files become links between topics,
pictures come from this server, and a paragraph that only names a clause becomes its quote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from navstrechu.web.help.pictures import guide_picture
from navstrechu.web.help.quotes import Quote, quote
from navstrechu.web.help.topics import FOLDER, SLUGS
from navstrechu.web.templatetags.quotes import drawn

FILE_LINK = re.compile(r"([a-z-]+)\.md(#.*)?")
PICTURE_LINK = re.compile(r"img/([a-z0-9-]+)\.png")
_QUOTE_LINK = "quote:"


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
    tokens = tokens_of(slug)
    title, lead = tokens[1].content, tokens[4].content
    rest = list(_with_quotes(tokens[6:]))
    _point_to_topics(rest)
    _show_pictures(rest)
    html = _markdown().renderer.render(rest, _markdown().options, {})
    # Raw HTML is off in the parser, so everything the files hold is escaped.
    return Topic(slug, title, lead, mark_safe(html))  # noqa: S308


def tokens_of(slug: str) -> list[Token]:
    """The file of a topic as it was parsed: heading (3 tokens), lead (3 tokens), the rest.

    Raises LookupError for a slug that is not in the contents.
    """
    if slug not in SLUGS:
        raise LookupError(slug)
    return _markdown().parse((FOLDER / f"{slug}.md").read_text(encoding="utf-8"))


def quote_in(paragraph: Token) -> Quote | None:
    """The clause that a paragraph consists of: `[Приказ № 201, п. 2.6](quote:order201:2.6)`."""
    href = str(paragraph.children[0].attrGet("href")) if paragraph.children else ""
    return quote(href.removeprefix(_QUOTE_LINK)) if href.startswith(_QUOTE_LINK) else None


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


def _with_quotes(tokens: Sequence[Token]) -> Iterator[Token]:
    """A paragraph is three tokens: what opens it, its words, what closes it."""
    rest = iter(tokens)
    for token in rest:
        if token.type != "paragraph_open":
            yield token
            continue
        words, end = next(rest), next(rest)
        found = quote_in(words)
        drawing = Token("html_block", "", 0, content=drawn(found, is_open=True)) if found else None
        yield from (drawing,) if drawing else (token, words, end)


def _point_to_topics(tokens: Sequence[Token]) -> None:
    for token in _all(tokens):
        href: Any = token.attrGet("href")
        if token.type == "link_open" and (found := FILE_LINK.fullmatch(str(href))):
            token.attrSet("href", reverse("help:topic", args=[found[1]]) + (found[2] or ""))


def _show_pictures(tokens: Sequence[Token]) -> None:
    for token in _all(tokens):
        if token.type == "image" and (found := PICTURE_LINK.fullmatch(str(token.attrGet("src")))):
            picture = guide_picture(found[1])
            token.attrSet("src", reverse("help:picture", args=[picture.name]))
            token.attrSet("width", str(picture.width))
            token.attrSet("height", str(picture.height))
            token.attrSet("loading", "lazy")


def _all(tokens: Sequence[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *(token.children or ()))]
