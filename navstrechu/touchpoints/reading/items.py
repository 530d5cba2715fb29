"""What a cell lists: interactions parted by line breaks, semicolons, numbers or dashes. Pure functions."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from navstrechu.core.text.plain import tidy

_BULLET = re.compile(r"(?:[-–—•·▪‣◦●*\u00b7\uf0b7]|o(?=\s)|\d{1,2}(?:\.\d{1,2})+[.)]?(?=\s))\s*")
_INLINE_BULLET = re.compile(r"[•▪●\uf0b7]\s*")
_NUMBER = re.compile(r"(?<![\d.])(?P<number>\d{1,2})(?:\)|\.\)?(?!\d))\s*(?=\S)")
_LETTER = re.compile(r"(?P<letter>[а-я])\)\s*", re.IGNORECASE)
_ALPHABET = "абвгдежзиклмнопрстуфхцчшщэюя"
# What may stand before a number within a line: «… заявления; 2) выдача …»; «приложение 2.» is none.
_BEFORE_BRACKET, _BEFORE_DOT = re.compile(r"[\s;,.:(«]\Z"), re.compile(r"(?:\n|[;.:])\s*\Z")
_OPENING, _CLOSING = "(«[", ")»]"
_NOTHING = frozenset(("", "-", "–", "—", "--", "---", "х", "x"))
_NONE = re.compile(r"(?:нет|отсутству[ею]т|не имеется|не предусмотрен\w*|без особенностей)\.?", re.IGNORECASE)
# A line that ends so goes on in the next one.
_UNFINISHED = re.compile(
    r"(?:[,:/(]|[-–—]|(?<!\w)(?:и|или|а|в|во|на|по|с|со|к|о|об|от|для|при|из|за|до|не|без|через|под|над|у))\Z",
    re.IGNORECASE,
)
_LONGEST_ENDING = 10  # more than the longest of these words, with what stands before it
_HYPHEN = re.compile(r"\w-\Z")
_FEWEST_WITH_COMMAS = 3


@lru_cache(maxsize=4096)
def split_items(text: str, *, are_sentences: bool = False) -> tuple[str, ...]:
    """Items of a cell in their order, without numbers, dashes and closing semicolons; «–» alone is no item.

    Numbers part items only where they count on from 1; a line that ends with a comma or a preposition goes on
    in the next. Semicolons part items outside brackets and quotation marks, but where each of several lines
    begins with a capital (``are_sentences``: in any text that does), only before a capital.
    """
    lines = [line.strip() for line in text.split("\n") if tidy(line)]
    parts = _numbered(lines) or _marked(lines)
    if not parts:
        pieces = _by_lines(lines)
        capitals = (are_sentences or len(pieces) > 1) and all(piece[0].isupper() for piece in pieces)
        parts = [part for piece in pieces for part in _by_semicolons(piece, only_capitals=capitals)]
    return tuple(item for part in parts if (item := _bare(part)) and item.lower() not in _NOTHING)


def are_several(text: str) -> bool:
    """Whether a cell that should name one thing plainly lists more: by numbers, dashes or semicolons."""
    lines = [line.strip() for line in text.split("\n") if tidy(line)]
    return len(_numbered(lines) or _marked(lines) or [*_by_semicolons(tidy(text), only_capitals=False)]) > 1


def says_none(text: str) -> bool:
    """Whether a note only says that there is nothing to note."""
    return bool(_NONE.fullmatch(text))


def is_nothing(text: str) -> bool:
    """Whether a cell says nothing: empty, or a dash in its place."""
    return tidy(text).lower() in _NOTHING


def _numbered(lines: list[str]) -> list[str]:
    """Pieces that begin with 1, 2, 3 … (or а, б, в …), wherever those stand; empty for fewer than two.

    Text before the first number belongs to the first piece.
    """
    text = "\n".join(lines)
    for pattern, order in ((_NUMBER, _number_of), (_LETTER, _letter_of)):
        starts: list[tuple[int, int]] = []
        for match in pattern.finditer(text):
            at = match.start()
            opens_line = bool(starts) and starts[0][0] == 0 and text[match.end() : match.end() + 1].isupper()
            before = _BEFORE_BRACKET if ")" in match[0] or opens_line else _BEFORE_DOT
            if order(match) == len(starts) + 1 and (at == 0 or before.search(text, max(0, at - 3), at)):
                starts.append((at, match.end()))
        if len(starts) > 1 or (starts and starts[0][0] == 0):
            return list(_cut(text, starts))
    return []


def _number_of(match: re.Match[str]) -> int:
    return int(match["number"])


def _letter_of(match: re.Match[str]) -> int:
    return _ALPHABET.find(match["letter"].lower()) + 1


def _cut(text: str, starts: list[tuple[int, int]]) -> Iterator[str]:
    intro = text[: starts[0][0]].strip()
    ends = [begin for begin, _content in starts[1:]] + [len(text)]
    for (_begin, content), end in zip(starts, ends, strict=True):
        yield f"{intro} {text[content:end]}".strip()
        intro = ""


def _marked(lines: list[str]) -> list[str]:
    """Lines with a dash or a dot in front begin an item, others go on with it; empty where there are none."""
    pieces: list[str] = []
    is_marked = False
    if not any(_BULLET.match(line) or _INLINE_BULLET.search(line) for line in lines):
        return []
    for line in lines:
        first, *others = _INLINE_BULLET.split(line)
        bullet = _BULLET.match(first)
        text = first[bullet.end() :] if bullet else first
        goes_on = bool(pieces) and (not bullet or (len(pieces) == 1 and pieces[0].endswith(":")))
        if goes_on:
            pieces[-1] = _joined(pieces[-1], text)
        elif text:
            pieces.append(text)
        is_marked = is_marked or bool(bullet) or bool(others)
        pieces += others
    return pieces if is_marked else []


def _by_lines(lines: list[str]) -> list[str]:
    """Each line is an item, but for lines that plainly go on with the one above."""
    if len(lines) >= _FEWEST_WITH_COMMAS and all(line.endswith(",") for line in lines[:-1]):
        return [line.rstrip(",") for line in lines]
    pieces: list[str] = []
    depth = 0
    for line in lines:
        if pieces and (depth > 0 or _UNFINISHED.search(pieces[-1][-_LONGEST_ENDING:])):
            pieces[-1] = _joined(pieces[-1], line)
        else:
            pieces.append(line)
            depth = 0
        depth += _depth(line)
    return pieces


def _joined(text: str, line: str) -> str:
    """A line behind the one it goes on with; a word broken by a hyphen stays one."""
    return f"{text}{line}" if _HYPHEN.search(text[-2:]) else f"{text} {line}".strip()


def _depth(text: str) -> int:
    return sum(text.count(sign) for sign in _OPENING) - sum(text.count(sign) for sign in _CLOSING)


def _by_semicolons(text: str, *, only_capitals: bool) -> Iterable[str]:
    if ";" not in text:
        return [text]
    is_bracketed = _depth(text) == 0
    pieces = [""]
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        ends = sign == ";" and (depth <= 0 or not is_bracketed)
        if ends and (not only_capitals or text[at + 1 :].lstrip()[:1].isupper()):
            pieces.append("")
        else:
            pieces[-1] += sign
    return pieces


def _bare(text: str) -> str:
    """An item without what parted it from others."""
    item = tidy(text).strip(" ;").rstrip(",").rstrip()
    bullet = _BULLET.match(item)
    return item[bullet.end() :].lstrip() if bullet else item
