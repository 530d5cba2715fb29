"""Rules of drafting: masks of numbers, lists of visas, arms. Pure functions over values."""

import re
import warnings
import zlib
from collections.abc import Sequence
from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

from navstrechu.core.errors import InputRefused
from navstrechu.drafting.values import VisaWanted

PLAIN_MASK = "{номер}"
_MASK_PLACES = ("номер", "год", "гг", "месяц")
_LONGEST_MASK = 40
_MOST_VISAS = 30
_LONGEST_TERM = 60
_LARGEST_ARMS = 1_000_000
_MOST_DOTS = 4000
_PNG = b"\x89PNG\r\n\x1a\n"


def number_by(mask: str, count: int, dated: date) -> str:
    """The number that a mask gives: «{номер}-од» and 7 → «7-од»."""
    values = {
        "номер": str(count),
        "год": str(dated.year),
        "гг": f"{dated.year % 100:02d}",
        "месяц": f"{dated.month:02d}",
    }
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], mask)


def require_mask(mask: str) -> str:
    """A mask without surrounding blanks. Raises InputRefused without «{номер}», with an unknown place or too
    long."""
    cleaned = " ".join(mask.replace("№", " ").split())
    places = re.findall(r"\{([^{}]*)\}", cleaned)
    unknown = [place for place in places if place not in _MASK_PLACES]
    stray = re.sub(r"\{[^{}]*\}", "", cleaned)
    if unknown or "{" in stray or "}" in stray:
        raise InputRefused(
            _("В маске есть неизвестная подстановка. Можно: {known}.").format(
                known=", ".join(f"{{{place}}}" for place in _MASK_PLACES)
            ),
            field="mask",
        )
    if places.count("номер") != 1:
        raise InputRefused(
            _("В маске один раз должно стоять {номер}: иначе номера повторятся."), field="mask"
        )
    if len(cleaned) > _LONGEST_MASK:
        raise InputRefused(_("Маска длиннее 40 знаков. Сократите её."), field="mask")
    return cleaned


def require_visas(visas: Sequence[VisaWanted], agency_id: int) -> None:
    """A list of visas that can be carried out. Raises InputRefused for a post twice, one of another agency,
    a term that is no number of working days from 1 to 60, or more than 30 visas."""
    posts = [wanted.post.pk for wanted in visas]
    if len(posts) > _MOST_VISAS:
        raise InputRefused(_("В листе согласования больше 30 виз. Оставьте тех, кто должен согласовать."))
    if len(set(posts)) < len(posts):
        raise InputRefused(_("Одна и та же должность указана в листе согласования дважды."))
    if any(wanted.post.agency_id != agency_id for wanted in visas):
        raise InputRefused(_("Должность принадлежит другому органу."))
    if any(not 1 <= wanted.term_days <= _LONGEST_TERM for wanted in visas):
        raise InputRefused(_("Срок визы – от 1 до 60 рабочих дней."))


def require_arms(data: bytes) -> None:
    """A picture that can be printed: every document of the agency carries it. Raises InputRefused for
    anything but a whole PNG of at most 1 MB and 4000 dots a side."""
    if not data.startswith(_PNG):
        raise InputRefused(_("Герб загружается картинкой PNG. Сохраните его в этом формате."), field="arms")
    if len(data) > _LARGEST_ARMS:
        raise InputRefused(_("Картинка герба больше 1 МБ. Уменьшите её."), field="arms")
    if not _is_whole_png(data):
        raise InputRefused(
            _("Картинка герба повреждена или больше 4000 точек по стороне. Сохраните её заново."),
            field="arms",
        )


def _is_whole_png(data: bytes) -> bool:
    """Whether the picture can be drawn; its size is looked at before anything of it is unpacked."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=["PNG"]) as picture:
            if max(picture.size) > _MOST_DOTS:
                return False
            picture.load()
    except (OSError, SyntaxError, ValueError, zlib.error, Image.DecompressionBombError):
        return False
    return True
